"""A Label Studio export (JSON) -> articles.

Of a task the annotation counts, and only where there is none the prediction. Label Studio gives copies of predictions new
ids and keeps no data of ours with a region, so that nothing here depends on either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quotes.annotation.assembling import Tell, assembled
from quotes.annotation.labelstudio import LABEL_NAMES, YES_NAMES
from quotes.annotation.offsets import from_units
from quotes.annotation.records import AnnotatedArticle, AnnotationError, Reading
from quotes.annotation.regions import YES, Label, Link, Marked, Region
from quotes.records import Problem, Severity, Span

_LABELS: Mapping[str, Label] = {name: label for label, name in LABEL_NAMES.items()}
_CONTROLS = frozenset(
    {"speaker", "alias", "cue", "mention", "low", "high", "unit", "claimant", "cue_class", "relation", *YES_NAMES}
)

Task = Mapping[str, object]


@dataclass(slots=True)
class _Region:
    """What the items of one id say, as the file has it."""

    span: Span
    words: str | None = None
    label: Label | None = None
    unknown: str | None = None
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)


def from_tasks(values: object) -> Reading:
    """The articles of the tasks of an export.

    Raises:
        AnnotationError: this is not Label Studio's JSON.
    """
    given = [values] if isinstance(values, dict) else values
    if not isinstance(given, list) or not given:
        raise AnnotationError("no Label Studio export: a list of tasks is expected; export the project as JSON")
    articles, problems = list[AnnotatedArticle](), list[Problem]()
    for number, task in enumerate(given, start=1):
        _check(task)
        article = _article(task, number, problems)
        if article is not None:
            articles.append(article)
    return Reading(tuple(articles), tuple(problems))


def _check(task: object) -> None:
    if not isinstance(task, dict):
        raise AnnotationError(
            "no Label Studio export: a task is an object with the key data; export the project as JSON"
        )
    if "data" not in task and "text" in task:
        raise AnnotationError(
            "this is Label Studio's JSON-MIN export, which leaves the relations out: export the project as JSON"
        )


def _article(task: Task, number: int, problems: list[Problem]) -> AnnotatedArticle | None:
    data = task.get("data")
    values: Mapping[str, object] = data if isinstance(data, dict) else {}
    name = str(values.get("document_id") or f"task-{task.get('id', number)}")

    def tell(message: str, severity: Severity) -> None:
        shown = f"task {task.get('id', number)}: {message}"
        problems.append(Problem(name, None, "annotation", severity, shown))

    text = values.get("text")
    if not isinstance(text, str):
        tell("its data has no text: import the tasks that `quotes extract --format labelstudio` writes", "error")
        return None
    result = _result(task, tell)
    return None if result is None else assembled(name, text, _marked(text, result, tell), tell)


def _result(task: Task, tell: Tell) -> list[Mapping[str, object]] | None:
    """The items that count: of the ground truth, else of the annotation made last, else of the prediction."""
    annotations = _objects(task.get("annotations"))
    done = [found for found in annotations if not found.get("was_cancelled")]
    if annotations and not done:
        tell("it was skipped by the annotator: it was left out", "warning")
        return None
    if len(done) > 1:
        tell(f"it has {len(done)} annotations: the ground truth, else the latest, was taken", "warning")
    done.sort(key=lambda found: (bool(found.get("ground_truth")), str(found.get("updated_at") or "")))
    if not done:
        done = _objects(task.get("predictions"))[:1]
        tell("it has no annotation: its predictions were taken as they are" if done else "it has no result", "warning")
    return _objects(done[-1].get("result")) if done else []


def _objects(values: object) -> list[Mapping[str, object]]:
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _marked(text: str, result: Sequence[Mapping[str, object]], tell: Tell) -> Marked:
    regions = dict[str, _Region]()
    for item in result:
        if item.get("type") != "relation":
            _read_item(regions, item, tell)
    _count_as_written(text, regions, tell)
    made = {key: region for key, found in regions.items() if (region := _region(text, key, found, tell))}
    links = [Link(str(i.get("from_id")), str(i.get("to_id"))) for i in result if i.get("type") == "relation"]
    # What was deleted or left out above was told already; its relations go with it.
    links = [link for link in links if not {link.start, link.end} & (regions.keys() - made.keys())]
    return _joined(made, links)


def _read_item(regions: dict[str, _Region], item: Mapping[str, object], tell: Tell) -> None:
    key, control = str(item.get("id")), str(item.get("from_name"))
    value = item.get("value")
    values: Mapping[str, object] = value if isinstance(value, dict) else {}
    try:
        span = Span(int(str(values["start"])), int(str(values["end"])))
    except (KeyError, ValueError):
        tell(f"{control} ({key}) has no place in the text: it was left out", "warning")
        return
    if item.get("type") != "labels" and control not in _CONTROLS:
        tell(f"{control} ({key}) is nothing that this project knows: it was left out", "warning")
        return
    region = regions.setdefault(key, _Region(span))
    if item.get("type") == "labels":
        region.span = span
        words = values.get("text")
        region.words = words if isinstance(words, str) else None
        names = _texts(values.get("labels"))
        region.label = next((_LABELS[name] for name in names if name in _LABELS), None)
        region.unknown = names[0] if names and region.label is None else None
    else:
        typed = _texts(values.get("choices" if item.get("type") == "choices" else "text"))
        region.values[control] = YES if control in YES_NAMES and typed else typed


def _texts(values: object) -> tuple[str, ...]:
    found = values if isinstance(values, list) else [values]
    return tuple(text.strip() for text in found if isinstance(text, str) and text.strip())


def _count_as_written(text: str, regions: Mapping[str, _Region], tell: Tell) -> None:
    """Turns offsets into code points where the marked words show that UTF-16 units were counted."""
    told = [region for region in regions.values() if region.words]
    points = sum(_plain(region.span.text(text)) == _plain(region.words) for region in told)
    if points == len(told):
        return
    units = {id(region): from_units(text, region.span) for region in regions.values()}
    if sum(_plain(units[id(region)].text(text)) == _plain(region.words) for region in told) > points:
        tell("its offsets count UTF-16 units, as old versions of Label Studio do: they were converted", "warning")
        for region in regions.values():
            region.span = units[id(region)]


def _plain(words: str | None) -> str:
    """Words without white space; Label Studio writes a line break as a backslash and an n."""
    return re.sub(r"\s|\\n", "", words or "")


def _region(text: str, key: str, found: _Region, tell: Tell) -> Region | None:
    words, span = found.span.text(text), found.span
    at = f"“{' '.join(words.split())[:40]}” at {span.start} ({key})"
    if found.label is None:
        why = f"has the label {found.unknown!r}, which is unknown" if found.unknown else "has no label"
        tell(f"{at} {why}: it was left out; label it as {', '.join(_LABELS)}", "error" if found.unknown else "warning")
    elif span.end > len(text) or not words.strip():
        tell(f"{at} {span.start}:{span.end} is no place in the text: it was left out; mark it again", "error")
    elif found.words and _plain(found.words) != _plain(words):
        tell(f"{at} was marked as “{found.words[:40]}”: the text has changed; it was left out, mark it again", "error")
    else:
        return Region(key, found.label, (span,), found.values)
    return None


def _joined(regions: Mapping[str, Region], links: Iterable[Link]) -> Marked:
    """Quotes that are linked and apart in the text are segments of one; the other links as they are."""
    whole = dict(regions)
    owner = {key: key for key in regions}
    rest = list[Link]()
    for link in links:
        one, other = (whole.get(owner.get(key, "")) for key in (link.start, link.end))
        if one and other and one is not other and one.is_quote and other.is_quote and not _overlap(one, other):
            first, later = sorted((one, other), key=lambda region: region.segments)
            whole[first.key] = replace(first, segments=(*first.segments, *later.segments), values=_both(first, later))
            del whole[later.key]
            owner = {key: first.key if kept == later.key else kept for key, kept in owner.items()}
        elif not (one and one is other):
            rest.append(link)
    return Marked(list(whole.values()), [Link(owner.get(x.start, x.start), owner.get(x.end, x.end)) for x in rest])


def _overlap(one: Region, other: Region) -> bool:
    return any(a.overlap(b) for a in one.segments for b in other.segments)


def _both(first: Region, later: Region) -> Mapping[str, tuple[str, ...]]:
    return {**later.values, **{name: values for name, values in first.values.items() if values}}

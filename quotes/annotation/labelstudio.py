"""Articles -> Label Studio tasks. ``labeling_config`` is what the project's labelling interface must be.

A quote in several segments is several regions in Label Studio, each linked to the next ("continues"); its values stand
with the first. Offsets are code points, as Label Studio counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from statistics import fmean
from types import MappingProxyType

from quotes.annotation.records import AnnotatedArticle
from quotes.annotation.regions import Label, Link, Region, marked
from quotes.records import Span

Json = dict[str, object]

LABEL_NAMES: Mapping[Label, str] = MappingProxyType(
    {
        "direct": "Direct quote",
        "indirect": "Indirect quote",
        "mixed": "Mixed quote",
        "cue": "Cue",
        "source": "Source",
        "quantity": "Quantity",
    }
)
CHOICES = frozenset({"cue_class", "no_source", "relation", "article_voice"})
#: What the yes of a value is called in the interface.
YES_NAMES: Mapping[str, str] = MappingProxyType(
    {"no_source": "the article names no speaker", "article_voice": "the article's own voice"}
)


def labeling_config() -> str:
    """The XML to paste into a project's labelling interface (Settings, Labeling Interface, Code)."""
    return files("quotes.annotation").joinpath("data", "labelstudio.xml").read_text(encoding="utf-8")


def tasks(articles: Iterable[AnnotatedArticle], *, model_version: str | None = None) -> list[Json]:
    """One task per article, ready for Label Studio's import.

    With ``model_version`` the quotes and claims are predictions, each with its confidence, for annotators to correct; without,
    they are annotations, as of a person.
    """
    return [_task(article, model_version) for article in articles]


def _task(article: AnnotatedArticle, model_version: str | None) -> Json:
    found = marked(article)
    result: list[Json] = []
    for region in found.regions:
        result += _region(article.text, region)
    result += [_relation(link) for link in _continued(found.regions)]
    labels = {region.key: region.label for region in found.regions}
    result += [_relation(link, labels[link.end]) for link in found.links]
    task: Json = {"data": {"document_id": article.article_id, "text": article.text}}
    if model_version is None:
        return task | {"annotations": [{"result": result}]}
    scores = [region.score for region in found.regions if region.score is not None]
    score = {"score": round(fmean(scores), 4)} if scores else {}
    return task | {"predictions": [{"model_version": model_version, **score, "result": result}]}


def _region(text: str, region: Region) -> Iterator[Json]:
    """The items of a region: one per segment, then one per value; all of a segment bear the same id."""
    for number, segment in enumerate(region.segments):
        item = _item(text, _part(region, number), segment, "label", "labels", [LABEL_NAMES[region.label]])
        yield item if region.score is None else item | {"score": region.score}
    for name, values in region.values.items():
        if name in CHOICES:
            chosen = [YES_NAMES.get(name, value) for value in values]
            yield _item(text, region.key, region.segments[0], name, "choices", chosen)
        else:
            yield _item(text, region.key, region.segments[0], name, "textarea", list(values))


def _item(text: str, key: str, span: Span, control: str, kind: str, given: list[str]) -> Json:
    """One item of a result; in an item of a text area ``text`` is what was typed, else the marked words."""
    value: Json = {"start": span.start, "end": span.end, "text": span.text(text)}
    value["text" if kind == "textarea" else kind] = given
    return {"id": key, "from_name": control, "to_name": "text", "type": kind, "value": value}


def _part(region: Region, number: int) -> str:
    return region.key if number == 0 else f"{region.key}.{number + 1}"


def _continued(regions: Iterable[Region]) -> Iterator[Link]:
    for region in regions:
        for number in range(1, len(region.segments)):
            yield Link(_part(region, number - 1), _part(region, number))


def _relation(link: Link, label: str = "continues") -> Json:
    return {"type": "relation", "from_id": link.start, "to_id": link.end, "direction": "right", "labels": [label]}

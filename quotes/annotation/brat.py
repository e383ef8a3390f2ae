r"""Articles -> brat standoff: ``ID.txt`` and ``ID.ann`` with text-bound annotations, relations, attributes and notes.

brat cuts a span at the ends of lines, so that a fragment may be a segment of a quote or only a line of one. A line break
belongs inside a segment, a blank line parts two; where it is otherwise the note says so (``join at``, ``split at``, with
offsets). A note holds the values that brat has no field for, as ``speaker: Tomaz Zupan | alias: Zupan``; backslashes
stand before ``|`` and ``\\`` in a value, and for line breaks and tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType

from quotes.annotation.records import AnnotatedArticle
from quotes.annotation.regions import Label, Link, Region, marked
from quotes.records import Relation, Span

TYPES: Mapping[Label, str] = MappingProxyType(
    {
        "direct": "Direct",
        "indirect": "Indirect",
        "mixed": "Mixed",
        "cue": "Cue",
        "source": "Source",
        "quantity": "Quantity",
    }
)
RELATION_WORDS: Mapping[Relation, str] = MappingProxyType(
    {
        "=": "equal",
        ">": "more_than",
        ">=": "at_least",
        "<": "less_than",
        "<=": "at_most",
        "~": "about",
        "range": "range",
    }
)
#: The values that are attributes, and what brat calls them; the rest stands in the note.
ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {"relation": "Relation", "cue_class": "Cue_class", "no_source": "No_source", "article_voice": "Article_voice"}
)
FLAGS = frozenset({"no_source", "article_voice"})
CONFIGURATION = ("annotation.conf", "visual.conf")

# All that Python and brat take for the end of a line.
_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ESCAPES = MappingProxyType({"\n": "\\n", "\r": "\\r", "\t": "\\t", "|": "\\|", "\\": "\\\\"})


def configuration() -> dict[str, str]:
    """The files that a brat folder needs beside the articles, by name."""
    data = files("quotes.annotation") / "data"
    return {name: data.joinpath(name).read_text(encoding="utf-8") for name in CONFIGURATION}


def standoff(article: AnnotatedArticle) -> str:
    """What stands in ``ID.ann``."""
    found = marked(article)
    ids = {region.key: f"T{number}" for number, region in enumerate(found.regions, start=1)}
    lines = [_text_bound(article.text, ids[region.key], region) for region in found.regions]
    labels = {region.key: region.label for region in found.regions}
    lines += [_relation(number, link, ids, labels) for number, link in enumerate(found.links, start=1)]
    given = [(ids[r.key], *attribute) for r in found.regions for attribute in _attributes(r)]
    lines += [f"A{number}\t{name} {target}{value}" for number, (target, name, value) in enumerate(given, start=1)]
    notes = [(ids[region.key], _note(article.text, region)) for region in found.regions]
    told = [(target, note) for target, note in notes if note]
    lines += [f"#{number}\tAnnotatorNotes {target}\t{note}" for number, (target, note) in enumerate(told, start=1)]
    return "".join(f"{line}\n" for line in lines)


def _text_bound(text: str, number: str, region: Region) -> str:
    pieces = fragments(text, region.segments)
    places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
    return f"{number}\t{TYPES[region.label]} {places}\t{' '.join(piece.text(text) for piece in pieces)}"


def _relation(number: int, link: Link, ids: Mapping[str, str], labels: Mapping[str, Label]) -> str:
    name = "Cued_by" if labels[link.end] == "cue" else "Said_by"
    return f"R{number}\t{name} Arg1:{ids[link.start]} Arg2:{ids[link.end]}"


def _attributes(region: Region) -> Iterator[tuple[str, str]]:
    for name, called in ATTRIBUTES.items():
        value = region.value(name)
        if value:
            words: Mapping[str, str] = {relation: word for relation, word in RELATION_WORDS.items()}
            yield called, "" if name in FLAGS else f" {words.get(value, value)}"


def _note(text: str, region: Region) -> str:
    pairs = [(name, value) for name, values in region.values.items() if name not in ATTRIBUTES for value in values]
    for name, places in zip(("join at", "split at"), _exceptions(text, region.segments), strict=True):
        pairs += [(name, str(place)) for place in places]
    return " | ".join(f"{name}: {escaped(value)}" for name, value in pairs)


def escaped(value: str) -> str:
    """A value as a note may hold it, in one line."""
    return _BREAKS.sub(lambda found: _spelled(found[0]), "".join(_ESCAPES.get(c, c) for c in value))


def _spelled(breaks: str) -> str:
    return "".join(f"\\u{ord(character):04x}" for character in breaks)


def unescaped(value: str) -> str:
    """What ``escaped`` was given."""
    letters = {"n": "\n", "r": "\r", "t": "\t"}

    def plain(found: re.Match[str]) -> str:
        code, letter = found.groups()
        return chr(int(code, 16)) if code else letters.get(letter, letter)

    return re.sub(r"\\(?:u([0-9a-f]{4})|(.))", plain, value)


def fragments(text: str, segments: Iterable[Span]) -> list[Span]:
    """The segments cut at the ends of lines; pieces of white space only are left out, those that touch are one."""
    out: list[Span] = []
    for segment in segments:
        start = segment.start
        for found in [*_BREAKS.finditer(text, segment.start, segment.end), None]:
            end = found.start() if found else segment.end
            if text[start:end].strip():
                if out and out[-1].end == start:
                    out[-1] = Span(out[-1].start, end)
                else:
                    out.append(Span(start, end))
            start = found.end() if found else end
    return out


def segments_of(
    text: str, pieces: Sequence[Span], *, join: Iterable[int] = (), split: Iterable[int] = ()
) -> list[Span]:
    """Fragments as segments: ``fragments`` turned round, with the exceptions that the note tells."""
    joined, parted = set(join), set(split)
    out: list[Span] = []
    for piece in pieces:
        last = out[-1] if out else None
        inside = last is not None and (last.end in joined or (last.end not in parted and _wraps(text, last, piece)))
        if last is not None and inside:
            out[-1] = Span(last.start, piece.end)
        else:
            out.append(piece)
    for place in parted:
        out = [part for span in out for part in _cut(span, place)]
    return out


def _cut(span: Span, place: int) -> tuple[Span, ...]:
    return (Span(span.start, place), Span(place, span.end)) if span.start < place < span.end else (span,)


def _wraps(text: str, one: Span, other: Span) -> bool:
    """Whether nothing but one line break stands between two fragments."""
    gap = text[one.end : other.start]
    return not gap.strip() and len(_LINE_END.findall(gap)) == 1


def _exceptions(text: str, segments: Sequence[Span]) -> tuple[list[int], list[int]]:
    """Where fragments are joined though a blank line is between them, and parted though none is."""
    pieces, borders = fragments(text, segments), {segment.end for segment in segments[:-1]}
    join, split = list[int](), list[int]()
    for one, other in pairwise(pieces):
        border, wraps = one.end in borders, _wraps(text, one, other)
        if wraps and border:
            split.append(one.end)
        elif not wraps and not border:
            join.append(one.end)
    split += [border for border in borders if any(piece.start < border < piece.end for piece in pieces)]
    return join, sorted(split)

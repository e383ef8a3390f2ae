"""Regions and links, as an annotator left them -> an article; what cannot be used is told and left out.

What an annotator leaves out is filled in as the guidelines have it: the speaker of a quote without a name is that of other
quotes with the same source, else the source's words; one bound is both where the relation is "=" or "~"; without a
relation the bounds decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import get_args

from quotes.annotation.records import AnnotatedArticle, AnnotatedClaim, AnnotatedQuote, Words
from quotes.annotation.regions import KINDS, Link, Marked, Region
from quotes.annotation.settling import claimant_of, decimal, nearest, settled
from quotes.records import CueClass, Relation, Severity, Span

Tell = Callable[[str, Severity], None]


class _Article:
    """One article in the making: what is linked to what, and the way to tell what is wrong."""

    def __init__(self, text: str, found: Marked, tell: Tell) -> None:
        self.text = text
        self.tell = tell
        self.regions = {region.key: region for region in found.regions}
        self.linked: dict[str, list[Region]] = {key: [] for key in self.regions}
        for link in found.links:
            self._join(link)

    def _join(self, link: Link) -> None:
        one, other = self.regions.get(link.start), self.regions.get(link.end)
        if one is None or other is None:
            gone = link.start if one is None else link.end
            self.tell(f"a relation leads to {gone}, which is not there: it was left out", "warning")
            return
        if one.is_quote == other.is_quote:
            self.tell(
                f"a relation joins {self.name(one)} and {self.name(other)}, which means nothing here: it was left out "
                "(quotes in quotes are found by where they stand)",
                "warning",
            )
            return
        self.linked[one.key].append(other)
        self.linked[other.key].append(one)

    def name(self, region: Region) -> str:
        """How the annotator knows a region: its label, words, place and id."""
        words = " ".join(" … ".join(span.text(self.text) for span in region.segments).split())
        shown = words if len(words) <= 40 else words[:39] + "…"
        return f"{region.label} “{shown}” at {region.segments[0].start} ({region.key})"

    def part(self, quote: Region, label: str) -> Region | None:
        """The cue or source of a quote, the nearest where there are several."""
        found = [region for region in self.linked[quote.key] if region.label == label]
        found.sort(key=lambda region: _gap(quote, region))
        if len({region.segments for region in found}) > 1:
            self.tell(f"{self.name(quote)} has {len(found)} of {label}: the nearest was taken", "warning")
        return found[0] if found else None


def assembled(article_id: str, text: str, found: Marked, tell: Tell) -> AnnotatedArticle:
    """The article that the regions and links of a text make; ``tell`` takes what is wrong, for people."""
    own = _Article(text, found, tell)
    quoted = [region for region in own.regions.values() if region.is_quote]
    quotes = tuple(_quotes(own, quoted))
    bare = settled(AnnotatedArticle(article_id, text, quotes))
    claims = tuple(_claims(own, bare, dict(zip((region.key for region in quoted), quotes, strict=True))))
    for region in own.regions.values():
        if region.label in ("cue", "source") and not own.linked[region.key]:
            own.tell(f"{own.name(region)} is linked to no quote: draw a relation, or delete it", "warning")
    return settled(AnnotatedArticle(article_id, text, quotes, claims))


def _gap(one: Region, other: Region) -> int:
    return min(max(a.start - b.end, b.start - a.end, 0) for a in one.segments for b in other.segments)


def _quotes(own: _Article, quoted: Sequence[Region]) -> Iterator[AnnotatedQuote]:
    named = _named(own, quoted)
    for region in quoted:
        source = own.part(region, "source")
        yield AnnotatedQuote(
            kind=next(kind for kind in KINDS if kind == region.label),
            segments=region.segments,
            speaker=_speaker(own.text, region, source, named),
            aliases=region.values.get("alias", ()),
            mention=_words(own.text, region, source, "mention"),
            cue=_words(own.text, region, own.part(region, "cue"), "cue"),
            cue_class=_cue_class(own, region),
        )


def _named(own: _Article, quoted: Sequence[Region]) -> dict[str, str]:
    """Who is meant by a source that stands with a named quote: by the source's id and, after all ids, by its words."""
    by_key, by_words = dict[str, str](), dict[str, str]()
    for region in quoted:
        sources = [source for source in own.linked[region.key] if source.label == "source"]
        for source in sources if region.value("speaker") else ():
            by_key.setdefault(source.key, region.value("speaker"))
            words = source.segments[0].text(own.text)
            if words[:1].isupper():  # a name; "he" may be anybody
                by_words.setdefault(words, region.value("speaker"))
    return by_words | by_key


def _speaker(text: str, region: Region, source: Region | None, named: Mapping[str, str]) -> str:
    if region.value("speaker") or region.value("no_source"):
        return region.value("speaker")
    if source is None:
        return region.value("mention")
    words = " ".join(source.segments[0].text(text).split())
    return named.get(source.key) or named.get(words) or words


def _words(text: str, region: Region, part: Region | None, name: str) -> Words:
    if part is not None:
        return Words(part.segments[0].text(text), part.segments[0])
    words = region.value(name)
    return Words(words, nearest(text, words, region.segments))


def _cue_class(own: _Article, region: Region) -> CueClass | None:
    asked = region.value("cue_class")
    known = next((found for found in get_args(CueClass) if found == asked), None)
    if asked and known is None:
        own.tell(f"{own.name(region)}: {asked!r} is no class of cue (speech, writing, thought): left empty", "warning")
    return known


def _claims(own: _Article, bare: AnnotatedArticle, quotes: Mapping[str, AnnotatedQuote]) -> Iterator[AnnotatedClaim]:
    for region in own.regions.values():
        if region.label != "quantity":
            continue
        span = Span(region.segments[0].start, region.segments[-1].end)
        said = [quotes[quote.key].speaker for quote in own.linked[region.key] if quote.is_quote]
        follows = "" if region.value("article_voice") else said[0] if said else claimant_of(bare.quotes, span)
        try:
            low, high, relation = _value(region)
        except ValueError as error:
            own.tell(f"{own.name(region)}: {error}; it was left out", "error")
            continue
        yield AnnotatedClaim(span, low, high, relation, region.value("unit"), region.value("claimant") or follows)


def _value(region: Region) -> tuple[str | None, str | None, Relation]:
    low, high = (decimal(region.value(name)) if region.value(name) else None for name in ("low", "high"))
    asked = region.value("relation")
    relation = next((found for found in get_args(Relation) if found == asked), None)
    if asked and relation is None:
        raise ValueError(f"{asked!r} is no relation: choose one of {' '.join(get_args(Relation))}")
    if low is None and high is None and relation is None:
        raise ValueError("it has no value: fill in low, high or both")
    if relation in ("=", "~") and (low is None) != (high is None):
        low = high = low or high
    return low, high, relation or _relation(low, high)


def _relation(low: str | None, high: str | None) -> Relation:
    if low is None:
        return "<="
    if high is None:
        return ">="
    return "=" if float(low) == float(high) else "range"

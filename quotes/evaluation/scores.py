"""Precision, recall and F1 of each stage, over all annotated articles together.

Quotes are counted by segment, so that it does not matter how segments are grouped into rows. *Lenient*: one to one,
half of the characters shared. *Strict*: equal once marks, punctuation and spaces at the ends are dropped. *Attributed*:
and the right speaker. An annotated quote without any source ("reportedly …") is optional: found, it counts; missed, it
does not. Claims are paired where a third of the characters are shared; then the number, the unit and so on must be
right on top.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from quotes.evaluation.alignment import align, jaccard, same_number, same_speaker, same_unit, trimmed
from quotes.evaluation.gold import GoldArticle, GoldClaim, GoldQuote
from quotes.records import Kind, Span

Row = Mapping[str, object]

_LEAST_SEGMENT = 0.5
_LEAST_QUANTITY = 0.34
_MATCHES = ("lenient", "strict", "lenient_attributed", "strict_attributed")
_CLAIM_FIELDS = ("span", "number", "number_unit", "bounds", "relation", "number_claimant", "all_fields")


@dataclass(frozen=True, slots=True)
class Prf:
    """Counts behind precision and recall; the figures are percentages.

    ``right`` of ``found`` were right, ``reached`` of ``gold`` were found (equal but for figures by kind).
    """

    right: int
    found: int
    reached: int
    gold: int

    @property
    def precision(self) -> float:
        """Percentage of what was found that is right."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Percentage of what is annotated that was found."""
        return 100 * self.reached / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: one ``Prf`` per figure ("quotes.lenient", "claims.number"), in the order of the stages."""

    articles: int
    scores: Mapping[str, Prf]


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment that was found, without marks and spaces at its ends, its row's kind and speaker, and the row."""

    span: Span
    kind: object
    speaker: str | None
    row: Row


@dataclass(frozen=True, slots=True)
class GoldSegment:
    """A segment that is annotated, likewise, and its quote."""

    span: Span
    quote: GoldQuote


@dataclass(frozen=True, slots=True)
class Segments:
    """The segments of one article and which found one answers which annotated one: pairs of indices."""

    found: Sequence[Segment]
    gold: Sequence[GoldSegment]
    pairs: Sequence[tuple[int, int]]

    @property
    def needed(self) -> list[int]:
        """The annotated segments that count: those found, and those whose quote has a source."""
        reached = {j for _, j in self.pairs}
        return [j for j, segment in enumerate(self.gold) if j in reached or segment.quote.speaker]


def evaluate(quotes: Iterable[Row], claims: Iterable[Row], articles: Sequence[GoldArticle]) -> Figures:
    """Measure rows of the tables ``quotes`` and ``claims`` (as ``Tables.records`` gives them) on annotated articles.

    Rows of documents without annotation are not looked at.
    """
    quotes_of, claims_of = by_document(quotes), by_document(claims)
    counts: Counter[str] = Counter()
    for article in articles:
        _count_quotes(counts, quotes_of[article.article_id], article)
        _count_claims(counts, claims_of[article.article_id], article)
    return Figures(len(articles), _scores(counts))


def by_document(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    """The rows of each document by its id."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row["document_id"])].append(row)
    return found


def _scores(n: Counter[str]) -> dict[str, Prf]:
    def prf(right: str, found: str, gold: str) -> Prf:
        return Prf(n[right], n[found], n[right], n[gold])

    scores = {f"quotes.{match}": prf(match, "segments", "gold") for match in _MATCHES}
    for kind in get_args(Kind):
        for match in _MATCHES:
            name = f"{kind}.{match}"
            scores[f"quotes.{name}"] = Prf(
                n[f"{name}.right"], n[f"{kind}.segments"], n[f"{name}.reached"], n[f"{kind}.gold"]
            )
    scores["quotes.kind"] = prf("kind_right", "lenient", "lenient")
    scores["speakers"] = prf("named_right", "named", "named_gold")
    scores["speakers.accuracy"] = prf("lenient_attributed", "lenient", "lenient")
    return scores | {f"claims.{name}": prf(f"claim_{name}", "claims", "claims_gold") for name in _CLAIM_FIELDS}


def paired_segments(rows: Sequence[Row], article: GoldArticle) -> Segments:
    """The segments of the rows of ``quotes`` of one article, and how they answer the annotated ones."""
    found = [segment for row in rows for segment in _segments(row, article.text)]
    gold = [GoldSegment(trimmed(article.text, s), quote) for quote in article.quotes for s in quote.segments]
    return Segments(found, gold, align(found, gold, lambda f, g: jaccard(f.span, g.span), _LEAST_SEGMENT))


def paired_claims(rows: Sequence[Row], article: GoldArticle) -> list[tuple[int, int]]:
    """Which row of ``claims`` of one article answers which annotated claim: pairs of indices."""
    spans = [Span(int(str(row["start"])), int(str(row["end"]))) for row in rows]
    return align(spans, article.claims, lambda span, gold: jaccard(span, gold.span), _LEAST_QUANTITY)


def _count_quotes(counts: Counter[str], rows: Sequence[Row], article: GoldArticle) -> None:
    segments = paired_segments(rows, article)
    needed = [segments.gold[j].quote for j in segments.needed]
    counts.update(segments=len(segments.found), gold=len(needed))
    counts.update(f"{segment.kind}.segments" for segment in segments.found)
    counts.update(f"{quote.kind}.gold" for quote in needed)
    for i, j in segments.pairs:
        _count_pair(counts, segments.found[i], segments.gold[j])


def _count_pair(counts: Counter[str], found: Segment, gold: GoldSegment) -> None:
    strict = found.span == gold.span
    attributed = same_speaker(found.speaker, gold.quote.speaker, gold.quote.aliases)
    matches = {
        "lenient": True,
        "strict": strict,
        "lenient_attributed": attributed,
        "strict_attributed": strict and attributed,
    }
    for match in (match for match, holds in matches.items() if holds):
        counts.update((match, f"{found.kind}.{match}.right", f"{gold.quote.kind}.{match}.reached"))
    counts["kind_right"] += found.kind == gold.quote.kind
    counts["named"] += bool(found.speaker)
    counts["named_gold"] += bool(gold.quote.speaker)
    counts["named_right"] += attributed and bool(gold.quote.speaker)


def _segments(row: Row, text: str) -> list[Segment]:
    """The row's segments that hold more than marks and spaces."""
    pairs = row["segments"]
    assert isinstance(pairs, list)
    speaker = row.get("speaker")
    name = str(speaker) if speaker else None
    spans = [trimmed(text, Span(int(start), int(end))) for start, end in pairs]
    return [Segment(span, row["kind"], name, row) for span in spans if len(span)]


def _count_claims(counts: Counter[str], rows: Sequence[Row], article: GoldArticle) -> None:
    counts.update(claims=len(rows), claims_gold=len(article.claims))
    for i, j in paired_claims(rows, article):
        right = right_fields(rows[i], article.claims[j], article)
        counts.update(f"claim_{name}" for name, holds in right.items() if holds)


def right_fields(row: Row, gold: GoldClaim, article: GoldArticle) -> dict[str, bool]:
    """Which figures of a claim the row counts for: ``number``, ``number_unit``, ``bounds`` ... as in ``Figures``."""
    low, high = _number(row["low"]), _number(row["high"])
    bounds = same_number(low, gold.low) and same_number(high, gold.high)
    known = [bound for bound in (gold.low, gold.high) if bound is not None]
    number = bounds or any(same_number(f, g) for f in (low, high) if f is not None for g in known)
    unit = same_unit(_text(row["unit"]), gold.unit)
    relation = row["relation"] == gold.relation
    claimant = same_speaker(_text(row.get("claimant")), gold.claimant, article.aliases(gold.claimant))
    return {
        "span": True,
        "number": number,
        "number_unit": number and unit,
        "bounds": bounds,
        "relation": bounds and relation,
        "number_claimant": number and claimant,
        "all_fields": bounds and relation and unit and claimant,
    }


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _text(value: object) -> str | None:
    return None if value is None else str(value)

"""What was missed and what was wrong, in context, as an HTML page to work through.

The pairs are those of ``scores``, so that the counts on the page are the differences of the figures: 40 annotated segments
of which 30 were found are 10 entries "quote missed". Whatever stands in an article is escaped, and the page loads nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from quotes.evaluation.alignment import same_speaker
from quotes.evaluation.gold import GoldArticle, GoldClaim
from quotes.evaluation.scores import (
    Figures,
    GoldSegment,
    Row,
    Segment,
    by_document,
    paired_claims,
    paired_segments,
    right_fields,
)
from quotes.exports.files import replacing
from quotes.exports.report import templates
from quotes.exports.report.page import PACKAGE as REPORT
from quotes.records import Span

SORTS: Mapping[str, str] = MappingProxyType(
    {
        "quote missed": "a segment is annotated and was not found",
        "quote too many": "a segment was found and is not annotated",
        "borders": "found, but it starts or ends elsewhere",
        "speaker": "found, but somebody else is named",
        "kind": "found, but direct, indirect or mixed is wrong",
        "claim missed": "a claim is annotated and was not found",
        "claim too many": "a claim was found and is not annotated",
        "number": "found, but neither bound is right",
        "bounds": "a bound is right, the other is not",
        "unit": "the number is right, the unit is not",
        "relation": "the bounds are right, the relation is not",
        "claimant": "the number is right, the claimant is not",
    }
)
"""Every sort of error with its meaning, quotes before claims."""

_PACKAGE = "quotes.evaluation"
_AROUND = 100  # characters of context on each side


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of an annotated or found item, and whether it is what is wrong."""

    name: str
    value: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """An annotated or a found item: the words with what stands around them, and its fields."""

    before: str
    words: str
    after: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """One place that is not as annotated: in which ways, what was expected and what was found, null where nothing was."""

    article_id: str
    start: int
    sorts: tuple[str, ...]
    expected: Side | None
    found: Side | None


def misses(quotes: Iterable[Row], claims: Iterable[Row], articles: Sequence[GoldArticle]) -> list[Miss]:
    """Every difference between rows of the tables and annotated articles, in the order of the articles and their texts."""
    quotes_of, claims_of = by_document(quotes), by_document(claims)
    made: list[Miss] = []
    for article in articles:
        of_quotes = _quote_misses(quotes_of[article.article_id], article)
        of_claims = _claim_misses(claims_of[article.article_id], article)
        made += sorted([*of_quotes, *of_claims], key=lambda miss: miss.start)
    return made


def counted(found: Iterable[Miss]) -> dict[str, int]:
    """How many there are of each sort; one place may count for several."""
    counts = Counter(sort for miss in found for sort in miss.sorts)
    return {sort: counts[sort] for sort in SORTS}


def write_errors(found: Sequence[Miss], figures: Figures, path: Path) -> None:
    """Write the page.

    Raises:
        OSError: the file cannot be written.
    """
    by_article: dict[str, list[Miss]] = {}
    for miss in found:
        by_article.setdefault(miss.article_id, []).append(miss)
    context = {
        "articles": by_article,
        "figures": figures,
        "counts": counted(found),
        "sorts": SORTS,
        "total": len(found),
    }
    styles = templates.asset(REPORT, "base.css") + templates.asset(_PACKAGE, "errors.css")
    script = templates.asset(_PACKAGE, "errors.js")
    text = templates.page(_PACKAGE, "errors.html", styles=styles, script=script, data=None, context=context)
    with replacing(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def _quote_misses(rows: Sequence[Row], article: GoldArticle) -> Iterator[Miss]:
    segments = paired_segments(rows, article)
    answered = {i for i, _ in segments.pairs}
    reached = {j for _, j in segments.pairs}
    for j in segments.needed:
        if j not in reached:
            gold = segments.gold[j]
            yield _miss(article, gold.span, ("quote missed",), expected=_gold_quote(article, gold), found=None)
    for i, found in enumerate(segments.found):
        if i not in answered:
            yield _miss(article, found.span, ("quote too many",), expected=None, found=_found_quote(article, found))
    for i, j in segments.pairs:
        found, gold = segments.found[i], segments.gold[j]
        if wrong := _wrong_in_quote(found, gold):
            sides = _gold_quote(article, gold, wrong), _found_quote(article, found, wrong)
            yield _miss(article, gold.span, wrong, expected=sides[0], found=sides[1])


def _wrong_in_quote(found: Segment, gold: GoldSegment) -> tuple[str, ...]:
    right = {
        "borders": found.span == gold.span,
        "speaker": same_speaker(found.speaker, gold.quote.speaker, gold.quote.aliases),
        "kind": found.kind == gold.quote.kind,
    }
    return tuple(sort for sort, holds in right.items() if not holds)


def _claim_misses(rows: Sequence[Row], article: GoldArticle) -> Iterator[Miss]:
    pairs = paired_claims(rows, article)
    answered, reached = {i for i, _ in pairs}, {j for _, j in pairs}
    for j, gold in enumerate(article.claims):
        if j not in reached:
            yield _miss(article, gold.span, ("claim missed",), expected=_gold_claim(article, gold), found=None)
    for i, row in enumerate(rows):
        if i not in answered:
            yield _miss(article, _span(row), ("claim too many",), expected=None, found=_found_claim(article, row))
    for i, j in pairs:
        row, gold = rows[i], article.claims[j]
        if wrong := _wrong_in_claim(right_fields(row, gold, article)):
            sides = _gold_claim(article, gold, wrong), _found_claim(article, row, wrong)
            yield _miss(article, gold.span, wrong, expected=sides[0], found=sides[1])


def _wrong_in_claim(right: Mapping[str, bool]) -> tuple[str, ...]:
    """What is wrong, each thing told only where what it rests on is right, as the figures count it."""
    if not right["number"]:
        return ("number",)
    wrong = {
        "bounds": not right["bounds"],
        "unit": not right["number_unit"],
        "relation": right["bounds"] and not right["relation"],
        "claimant": not right["number_claimant"],
    }
    return tuple(sort for sort, holds in wrong.items() if holds)


def _miss(
    article: GoldArticle, span: Span, sorts: tuple[str, ...], *, expected: Side | None, found: Side | None
) -> Miss:
    return Miss(article.article_id, span.start, sorts, expected, found)


def _gold_quote(article: GoldArticle, gold: GoldSegment, wrong: Sequence[str] = ()) -> Side:
    quote = gold.quote
    speaker = " / ".join((quote.speaker, *quote.aliases)) or "nobody named"
    return _side(article, gold.span, {"speaker": speaker, "kind": quote.kind, "cue": quote.cue}, wrong)


def _found_quote(article: GoldArticle, found: Segment, wrong: Sequence[str] = ()) -> Side:
    facts = {"speaker": found.speaker or "nobody named", "kind": found.kind}
    return _side(article, found.span, {**facts, **_read(found.row, "cue", "rule", "confidence", "quote_id")}, wrong)


def _gold_claim(article: GoldArticle, gold: GoldClaim, wrong: Sequence[str] = ()) -> Side:
    facts = {"low": gold.low, "high": gold.high, "relation": gold.relation, "unit": gold.unit}
    return _side(article, gold.span, {**facts, "claimant": gold.claimant or "the article"}, wrong)


def _found_claim(article: GoldArticle, row: Row, wrong: Sequence[str] = ()) -> Side:
    facts = {**_read(row, "low", "high", "relation", "unit"), "claimant": row.get("claimant") or "the article"}
    return _side(article, _span(row), {**facts, **_read(row, "rule", "confidence", "claim_id")}, wrong)


def _read(row: Row, *names: str) -> dict[str, object]:
    return {name: row.get(name) for name in names}


_OPEN = frozenset({"low", "high"})  # null means an open bound here, and nothing to tell elsewhere
_SHOWN_AS = MappingProxyType({"number": _OPEN, "bounds": _OPEN})


def _side(article: GoldArticle, span: Span, facts: Mapping[str, object], wrong: Sequence[str]) -> Side:
    fields = {name for sort in wrong for name in _SHOWN_AS.get(sort, {sort})}
    shown = (Fact(name, _value(name, value), name in fields) for name, value in facts.items())
    start, end = max(0, span.start - _AROUND), min(len(article.text), span.end + _AROUND)
    before = ("… " if start else "") + article.text[start : span.start]
    after = article.text[span.end : end] + (" …" if end < len(article.text) else "")
    return Side(before, span.text(article.text), after, tuple(fact for fact in shown if fact.value))


def _value(name: str, value: object) -> str:
    if value is None:
        return "open" if name in _OPEN else ""
    if isinstance(value, float):
        return f"{value:.0%}" if name == "confidence" else f"{value:,.10g}"
    return str(value)


def _span(row: Row) -> Span:
    return Span(int(str(row["start"])), int(str(row["end"])))

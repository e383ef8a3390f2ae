"""One record in, one row out: the columns of ``schemas`` by name.

Ids are made of what they name (``harbour:q120-178``), not counted, so an id stays the same when another quote is added.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.calibration import claim_confidence, confidence
from quotes.documents.ids import IdMaker
from quotes.records import Article, Claim, Problem, Quote, Span

Row = dict[str, object]

JOINT = " … "
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """The rows that one article gives, with its text, which all offsets count in, and what could not be done."""

    quotes: list[Row]
    claims: list[Row]
    speakers: list[Row]
    document: Row
    text: str = ""
    problems: tuple[Problem, ...] = ()


def text(value: str | None) -> str | None:
    """The text as a table may hold it: null where empty, lone surrogates (no file can hold them) as U+FFFD."""
    return _LONE_SURROGATE.sub("\ufffd", value) if value else None


def included(quote: Quote, include: Collection[str]) -> bool:
    """Whether the quote is a row: thoughts and sidebars only where they are asked for."""
    found = quote.quotation
    return not (
        (found.cue_class == "thought" and "thought" not in include)
        or (found.section == "sidebar" and "sidebar" not in include)
    )


def article_rows(article: Article, include: Collection[str]) -> ArticleRows:
    """All rows of one article, quotes and claims in text order; where they cannot be made, its document and a problem."""
    try:
        return _rows(article, include)
    except Exception as error:  # one article's records must not cost the others
        document = article.document
        message = f"its quotes and claims were left out: {type(error).__name__}: {error}"
        problem = Problem(document.document_id, document.path, "tables", "error", message)
        return _rows(replace(article, quotes=(), claims=(), problems=(*article.problems, problem)), include)


def _rows(article: Article, include: Collection[str]) -> ArticleRows:
    kept = _kept(article, include)
    quotes = [_quote_row(kept, i) for i in kept.ids]
    quotes.sort(key=lambda row: (row["start"], _negative(row["end"])))
    new_id = IdMaker()
    claims = [
        _claim_row(kept, claim, new_id)
        for claim in sorted(article.claims, key=lambda c: c.span)
        if claim.section != "sidebar" or "sidebar" in include
    ]
    speakers = _speaker_rows(kept, claims)
    document = _document_row(article, quotes=len(quotes), claims=len(claims), speakers=len(speakers))
    return ArticleRows(quotes, claims, speakers, document, article.document.text, article.problems)


def problem_row(problem: Problem) -> Row:
    """The row of one problem."""
    return {
        "document_id": text(problem.document_id),
        "path": text(problem.path),
        "stage": problem.stage,
        "severity": problem.severity,
        "message": text(problem.message) or problem.stage,
    }


def _negative(value: object) -> int:
    return -value if isinstance(value, int) else 0


@dataclass(frozen=True, slots=True)
class _Kept:
    """An article and the ids of those of its quotes that are rows, by their index."""

    article: Article
    ids: Mapping[int, str]

    def nearest(self, index: int | None) -> int | None:
        """The quote itself when it is a row, else the innermost one around it that is."""
        seen: set[int] = set()
        while index is not None and index not in self.ids and index not in seen:
            seen.add(index)
            index = self.article.quotes[index].quotation.parent
        return index if index in self.ids else None


def _kept(article: Article, include: Collection[str]) -> _Kept:
    # Quotes that are left out are numbered too, so that no id depends on what is included.
    new_id = IdMaker()
    ids = [new_id(f"{article.document.document_id}:q{b.start}-{b.end}") for b in map(_bounds, article.quotes)]
    return _Kept(article, {i: text(ids[i]) or "" for i, q in enumerate(article.quotes) if included(q, include)})


def _bounds(quote: Quote) -> Span:
    segments = quote.quotation.segments
    return Span(min(s.start for s in segments), max(s.end for s in segments))


def _quote_row(kept: _Kept, index: int) -> Row:
    article, quote = kept.article, kept.article.quotes[index]
    found, bounds, parent = quote.quotation, _bounds(quote), kept.nearest(quote.quotation.parent)
    return {
        "quote_id": kept.ids[index],
        "document_id": text(article.document.document_id),
        "kind": found.kind,
        "quote": text(JOINT.join(segment.text(article.document.text) for segment in found.segments)),
        "via": text(quote.via),
        "said_on": quote.said_on,
        "parent_id": None if parent is None else kept.ids[parent],
        "start": bounds.start,
        "end": bounds.end,
        "segments": [[segment.start, segment.end] for segment in found.segments],
        "section": found.section,
        "confidence": round(confidence(quote), 4),
        "rule": "+".join(rule for rule in (found.rule, quote.rule) if rule),
        **_speaker_cells(article, quote),
        **_cue_cells(article, quote),
    }


def _speaker_cells(article: Article, quote: Quote) -> Row:
    mention, speaker = quote.quotation.mention, quote.speaker
    return {
        "speaker": text(speaker.name) if speaker else None,
        "speaker_mention": text(mention.text(article.document.text)) if mention else None,
        "speaker_role": text(speaker.role) if speaker else None,
        "speaker_type": speaker.type if speaker else None,
        "speaker_start": mention.start if mention else None,
        "speaker_end": mention.end if mention else None,
    }


def _cue_cells(article: Article, quote: Quote) -> Row:
    cue = quote.quotation.cue
    return {
        "cue": text(cue.text(article.document.text)) if cue else None,
        "cue_lemma": text(quote.quotation.cue_lemma),
        "cue_class": quote.quotation.cue_class,
        "cue_start": cue.start if cue else None,
        "cue_end": cue.end if cue else None,
    }


def _claim_row(kept: _Kept, claim: Claim, new_id: IdMaker) -> Row:
    whole, document_id = kept.article.document.text, kept.article.document.document_id
    owner = kept.nearest(claim.quote)
    speaker = None if owner is None else kept.article.quotes[owner].speaker
    return {
        "claim_id": text(new_id(f"{document_id}:c{claim.span.start}-{claim.span.end}")),
        "document_id": text(document_id),
        "quote_id": None if owner is None else kept.ids[owner],
        "claimant": text(speaker.name) if speaker else None,
        "claim": text(claim.clause.text(whole)),
        "quantity": text(claim.span.text(whole)),
        "low": _finite(claim.low),
        "high": _finite(claim.high),
        "relation": claim.relation,
        "unit": text(claim.unit),
        "dimension": claim.dimension,
        "about": text(claim.about),
        "negated": claim.negated,
        "as_of": claim.as_of,
        "start": claim.span.start,
        "end": claim.span.end,
        "section": claim.section,
        "confidence": round(claim_confidence(claim), 4),
        "rule": claim.rule,
    }


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _speaker_rows(kept: _Kept, claims: Sequence[Row]) -> list[Row]:
    """One row per speaker, in the order of their first quote."""
    by_name: dict[str, list[Quote]] = {}
    for index in kept.ids:
        quote = kept.article.quotes[index]
        if quote.speaker and quote.speaker.name:
            by_name.setdefault(quote.speaker.name, []).append(quote)
    claimed = Counter(row["claimant"] for row in claims)
    return [_speaker_row(kept.article, name, quotes, claimed[text(name)]) for name, quotes in by_name.items()]


def _speaker_row(article: Article, name: str, quotes: Sequence[Quote], claims: int) -> Row:
    speakers = [quote.speaker for quote in quotes if quote.speaker]
    kinds = Counter(quote.quotation.kind for quote in quotes)
    return {
        "document_id": text(article.document.document_id),
        "speaker": text(name),
        "speaker_type": speakers[0].type,
        "speaker_role": next((text(speaker.role) for speaker in speakers if speaker.role), None),
        "mentions": len({mention for speaker in speakers for mention in speaker.mentions}),
        "quotes": len(quotes),
        "direct": kinds["direct"],
        "indirect": kinds["indirect"],
        "mixed": kinds["mixed"],
        "words": sum(len(s.text(article.document.text).split()) for q in quotes for s in q.quotation.segments),
        "claims": claims,
    }


def _document_row(article: Article, *, quotes: int, claims: int, speakers: int) -> Row:
    document = article.document
    return {
        "document_id": text(document.document_id),
        "path": text(document.path),
        "title": text(document.title),
        "author": text(document.author),
        "publisher": text(document.publisher),
        "published": document.published,
        "place": text(document.place),
        "url": text(document.url),
        "language": text(document.language),
        "sha256": text(document.sha256),
        "characters": len(document.text),
        "words": len(document.text.split()),
        "sentences": len(article.parse.sentences),
        "quotes": quotes,
        "claims": claims,
        "speakers": speakers,
        "duplicate_of": None,
        "text": None,
    }

"""The one form of an annotated article: spans without white space at their ends, text order, words with their places.

Two things are never annotated because they follow: the quote around a quote, and the claimant of a quantity (the
speaker of the innermost quote around it). So they are right again after every correction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from quotes.annotation.records import AnnotatedArticle, AnnotatedClaim, AnnotatedQuote, Words
from quotes.records import Span


def settled(article: AnnotatedArticle) -> AnnotatedArticle:
    """The article in the form that all readers give; a quote or claim without a character is left out."""
    text = article.text
    quotes = [_settled_quote(text, quote) for quote in article.quotes]
    claims = [_settled_claim(text, claim) for claim in article.claims]
    return AnnotatedArticle(
        article.article_id,
        text,
        tuple(sorted((q for q in quotes if q.segments), key=lambda q: (q.segments[0].start, -q.segments[-1].end))),
        tuple(sorted((c for c in claims if len(c.span)), key=lambda c: c.span)),
    )


def _settled_quote(text: str, quote: AnnotatedQuote) -> AnnotatedQuote:
    segments = merged(trimmed(text, segment) for segment in quote.segments)
    speaker, aliases = quote.speaker.strip(), tuple(alias.strip() for alias in quote.aliases if alias.strip())
    cue, mention = (_settled_words(text, words, segments) for words in (quote.cue, quote.mention))
    return replace(quote, segments=segments, speaker=speaker, aliases=aliases, cue=cue, mention=mention)


def _settled_claim(text: str, claim: AnnotatedClaim) -> AnnotatedClaim:
    return replace(claim, span=trimmed(text, claim.span), unit=claim.unit.strip(), claimant=claim.claimant.strip())


def _settled_words(text: str, words: Words, segments: Sequence[Span]) -> Words:
    span = trimmed(text, words.span) if words.span else None
    if span:
        return Words(span.text(text), span)
    return Words(words.text.strip(), nearest(text, words.text.strip(), segments))


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends; an annotator's mouse often takes some along.

    >>> trimmed("He said so.", Span(2, 8))
    Span(start=3, end=7)
    """
    words = span.text(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in text order, those that overlap made one, those without a character left out."""
    out: list[Span] = []
    for span in sorted(span for span in spans if len(span)):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def nearest(text: str, words: str, segments: Sequence[Span]) -> Span | None:
    """Where the words stand nearest to the segments of a quote, as whole words; null where they do not stand at all.

    A place outside the quote comes before one inside it, the earlier before the later.
    """
    if not words:
        return None
    return min(_places(text, words), key=lambda span: _distance(span, segments), default=None)


def _places(text: str, words: str) -> Iterator[Span]:
    """Where the words stand and are not part of longer ones, in text order."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        cuts_left = words[0].isalnum() and text[start - 1 : start].isalnum()
        cuts_right = words[-1].isalnum() and text[end : end + 1].isalnum()
        if not (cuts_left or cuts_right):
            yield Span(start, end)
        start = text.find(words, start + 1)


def _distance(span: Span, segments: Sequence[Span]) -> tuple[bool, int]:
    inside = any(segment.overlap(span) for segment in segments)
    gaps = (max(segment.start - span.end, span.start - segment.end, 0) for segment in segments)
    return inside, min(gaps, default=0)


def parent_of(quotes: Sequence[AnnotatedQuote], index: int) -> int | None:
    """The index of the smallest quote that contains this one; of equal ones the first; null where there is none."""
    own = quotes[index]
    around = [
        i
        for i, other in enumerate(quotes)
        if other.length > own.length and all(other.contains(segment) for segment in own.segments)
    ]
    return min(around, key=lambda i: quotes[i].length, default=None)


def claimant_of(quotes: Sequence[AnnotatedQuote], span: Span) -> str:
    """The speaker of the smallest quote around a quantity; ``""`` outside quotes."""
    around = [quote for quote in quotes if quote.contains(span)]
    return min(around, key=lambda quote: quote.length).speaker if around else ""


def decimal(value: str) -> str:
    """A number as decimal digits, however it was typed; plain digits stay as they are.

    >>> decimal("4,200"), decimal("1.5e9"), decimal("87.40"), decimal("−3")
    ('4200', '1500000000', '87.40', '-3')

    Raises:
        ValueError: it is no number.
    """
    plain = re.sub(r"[,\s_]", "", value).replace("−", "-")
    if re.fullmatch(r"-?[0-9]{1,400}(\.[0-9]{1,400})?", plain):
        return plain
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"{value!r} is no number: write digits, as 1500000 or 2.5") from None
    if not number.is_finite() or abs(number.adjusted()) > 400:
        raise ValueError(f"{value!r} cannot be used as a number: leave an open bound empty")
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits

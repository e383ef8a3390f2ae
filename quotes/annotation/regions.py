"""What annotation tools know: marked regions of a text with a label and some values, and links between them.

Both Label Studio and brat are written from and read into these, so that a correction means the same in both.

- A quote is a region per quote, labelled with its kind. Its values: ``speaker``, ``alias`` (any number), ``cue_class``,
  ``no_source`` (a mention stands in the text, yet nobody is named), ``cue`` and ``mention`` only where the text does not hold
  the words as they are.
- A cue and a source are regions of their own, linked to their quotes; one may serve several.
- A quantity has ``low``, ``high``, ``relation``, ``unit``, and ``claimant`` or ``article_voice`` only where the claimant is not
  the speaker of the innermost quote around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from quotes.annotation.records import AnnotatedArticle, AnnotatedClaim, AnnotatedQuote, Words
from quotes.annotation.settling import claimant_of
from quotes.records import Kind, Span

Label = Literal["direct", "indirect", "mixed", "cue", "source", "quantity"]
LABELS: tuple[Label, ...] = get_args(Label)
KINDS: tuple[Kind, ...] = get_args(Kind)
YES = ("yes",)


@dataclass(frozen=True, slots=True)
class Region:
    """A marked stretch of text, in several segments where a quote is interrupted; ``key`` is its id in the tool's file."""

    key: str
    label: Label
    segments: tuple[Span, ...]
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    score: float | None = field(default=None, compare=False)

    @property
    def is_quote(self) -> bool:
        """Whether it marks the words of a quote."""
        return self.label in KINDS

    def value(self, name: str) -> str:
        """The value of that name, ``""`` where there is none."""
        return next(iter(self.values.get(name, ())), "")


@dataclass(frozen=True, slots=True)
class Link:
    """Two regions, by their keys, that belong together."""

    start: str
    end: str


@dataclass(slots=True)
class Marked:
    """The regions and links of one article."""

    regions: list[Region] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def marked(article: AnnotatedArticle) -> Marked:
    """The regions of an article: quotes, each followed by its cue and source where they are new, then quantities."""
    made = Marked()
    shared: dict[tuple[Label, Span], str] = {}
    for number, quote in enumerate(article.quotes, start=1):
        region = Region(f"quote{number}", quote.kind, quote.segments, _quote_values(quote), quote.score)
        made.regions.append(region)
        parts: tuple[tuple[Label, Words], ...] = (("cue", quote.cue), ("source", quote.mention))
        for label, words in parts:
            if words.span is None:
                continue
            if (label, words.span) not in shared:
                shared[label, words.span] = f"{label}{len(shared) + 1}"
                made.regions.append(Region(shared[label, words.span], label, (words.span,)))
            made.links.append(Link(region.key, shared[label, words.span]))
    for number, claim in enumerate(article.claims, start=1):
        values = _claim_values(claim, claimant_of(article.quotes, claim.span))
        made.regions.append(Region(f"quantity{number}", "quantity", (claim.span,), values, claim.score))
    return made


def _quote_values(quote: AnnotatedQuote) -> dict[str, tuple[str, ...]]:
    return _given(
        speaker=(quote.speaker,),
        alias=quote.aliases,
        cue_class=(quote.cue_class,),
        no_source=YES if quote.mention.text and not quote.speaker else (),
        cue=() if quote.cue.span else (quote.cue.text,),
        mention=() if quote.mention.span else (quote.mention.text,),
    )


def _claim_values(claim: AnnotatedClaim, follows: str) -> dict[str, tuple[str, ...]]:
    return _given(
        low=(claim.low,),
        high=(claim.high,),
        relation=(claim.relation,),
        unit=(claim.unit,),
        claimant=(claim.claimant,) if claim.claimant != follows else (),
        article_voice=YES if follows and not claim.claimant else (),
    )


def _given(**values: tuple[str | None, ...]) -> dict[str, tuple[str, ...]]:
    kept = {name: tuple(value for value in found if value) for name, found in values.items()}
    return {name: found for name, found in kept.items() if found}

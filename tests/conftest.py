"""What the tests share: an article with everything in it, its tables, and stages that need no model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import settings

from quotes.records import Article, Claim, Document, Parse, Problem, Quotation, Quote, Span, Speaker
from quotes.stages import Draft, Stage, each
from quotes.tables import Tables, build
from tests.builders import quote, span

# The machines that tests run on are shared, and a slow moment is no failure.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")

TEXT = (
    "Harbour board rejects toll\n\n"
    "“We turned it down,” Chair Dana Reyes said on Monday, “and for good.” She thinks the plan is dead.\n\n"
    "The toll would cost over $1.5 million, as her deputy had said it would, according to Reyes.\n\n"
    "Related: port says traffic rose 12 percent"
)


def harbour(document_id: str = "harbour") -> Article:
    """An article with a quote in two segments, a nested one, a thought, one in the sidebar, and two claims."""
    document = Document(document_id, TEXT, path="in/harbour.txt", title="Harbour board rejects toll", sha256="ab" * 32)
    document = replace(document, published=date(2024, 3, 5), publisher="Coast News", language="en")
    reyes = Speaker("Dana Reyes", "person", "Chair", (span(document, "Dana Reyes"), span(document, "Reyes", 2)))
    outer = span(document, "The toll would cost over $1.5 million, as her deputy had said it would")
    quotations = (
        quote(document, "We turned it down", "and for good", cue="said", mention="Chair Dana Reyes", kind="direct"),
        quote(document, "the plan is dead", cue="thinks", mention="She", cue_class="thought"),
        quote(document, outer, cue="according to", mention=span(document, "Reyes", 2), cue_lemma="accord"),
        quote(document, "it would", cue=span(document, "said", 2), mention="her deputy", parent=2),
        quote(document, "traffic rose 12 percent", cue="says", mention="port", section="sidebar"),
    )
    speakers = (reyes, reyes, reyes, Speaker("her deputy", "person"), Speaker("port", "organization"))
    quotes = tuple(Quote(found, who, rule="named") for found, who in zip(quotations, speakers, strict=True))
    toll = replace(quotes[0], said_on=date(2024, 3, 4), via="Coast Radio")
    cost, share = span(document, "over $1.5 million"), span(document, "12 percent")
    rise = span(document, "traffic rose 12 percent")
    first = Claim(cost, outer, 1.5e6, None, ">", "USD", "money", "body", "amount", 0.9, quote=2)
    second = Claim(
        share, rise, 12.0, 12.0, "=", "percent", "percent", "sidebar", "share", 0.8, about="traffic", quote=4
    )
    claims = (first, replace(second, as_of=date(2024, 3, 1)))
    return Article(document, Parse((), ()), (toll, *quotes[1:]), claims)


@pytest.fixture
def article() -> Article:
    return harbour()


@pytest.fixture
def tables(article: Article) -> Tables:
    """The tables of the article, everything included, with one problem."""
    problem = Problem(None, "in/torn.txt", "reading", "error", "it is empty: give a file with text")
    return build([article, problem], include=("thought", "sidebar"))


def _parse(drafts: Sequence[Draft]) -> list[Draft]:
    if any("UNPARSABLE" in draft.document.text for draft in drafts):
        raise RuntimeError("no tree")
    return [replace(draft, parse=Parse((), ())) for draft in drafts]


def _quotations(draft: Draft) -> Draft:
    found = [
        Quotation(
            "direct", (Span(*m.span(1)),), Span(*m.span(2)), "say", "speech", Span(*m.span(3)), "body", "fake", 0.5
        )
        for m in re.finditer(r"“([^”]+)” (said) (\w+)", draft.document.text)
    ]
    return replace(draft, quotations=tuple(found))


def _speakers(draft: Draft) -> Draft:
    text = draft.document.text
    if "UNATTRIBUTABLE" in text:
        raise KeyError("nobody")
    quotes = [Quote(q, Speaker(q.mention.text(text), "person")) for q in draft.quotations or () if q.mention]
    return replace(draft, quotes=tuple(quotes))


def _claims(draft: Draft) -> Draft:
    found = [
        Claim(
            Span(*m.span()), Span(*m.span()), float(m[1]), float(m[1]), "=", "percent", "percent", "body", "fake", 0.5
        )
        for m in re.finditer(r"(\d+) percent", draft.document.text)
    ]
    return replace(draft, claims=tuple(found))


@pytest.fixture
def stages() -> tuple[Stage, ...]:
    """Stages with the standard requirements: “…” said NAME, and percentages; the words in capitals make one fail."""
    return (
        Stage("parsing", ("document",), "parse", _parse),
        Stage("quotations", ("parse",), "quotations", each(_quotations)),
        Stage("speakers", ("parse", "quotations"), "quotes", each(_speakers)),
        Stage("claims", ("parse", "quotes"), "claims", each(_claims)),
    )

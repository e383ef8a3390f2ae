"""The way of an article, in order: each stage says what it requires and what it provides, and that is checked.

A stage works on a batch of drafts. When it raises, the batch is done again one document at a time, so that the one
article that cannot be done becomes a row in ``problems`` and the others go on. A stage is skipped for a draft that
lacks what it requires; what is there by then is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from quotes.documents.languages import is_english
from quotes.records import Article, Claim, Document, Parse, Problem, Quotation, Quote, Section

Part = Literal["document", "english", "parse", "quotations", "quotes", "claims"]


class StageOrderError(ValueError):
    """A stage requires what no stage before it provides, or provides what is there already."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way: a part is null until its stage is done."""

    document: Document
    english: bool | None = None
    parse: Parse | None = None
    quotations: tuple[Quotation, ...] | None = None
    quotes: tuple[Quote, ...] | None = None
    claims: tuple[Claim, ...] | None = None
    problems: tuple[Problem, ...] = ()

    def has(self, parts: Sequence[Part]) -> bool:
        """Whether all these parts are there."""
        return all(getattr(self, part) is not None for part in parts)

    def article(self) -> Article:
        """The article with what there is of it."""
        parse = self.parse or Parse((), ())
        return Article(self.document, parse, self.quotes or (), self.claims or (), self.problems)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: ``work`` gives back the drafts in the same order, each with the part ``provides`` filled in.

    Example:
        ``Stage("claims", ("parse", "quotes"), "claims", work)``
    """

    name: str
    requires: tuple[Part, ...]
    provides: Part
    work: Callable[[Sequence[Draft]], Sequence[Draft]]


def check_order(stages: Sequence[Stage]) -> None:
    """Check that each stage finds what it requires.

    Raises:
        StageOrderError: it does not.
    """
    there: set[Part] = {"document"}
    for stage in stages:
        missing = [part for part in stage.requires if part not in there]
        if missing:
            raise StageOrderError(
                f"stage {stage.name!r} requires {', '.join(missing)}: no stage before it provides that"
            )
        if stage.provides in there:
            raise StageOrderError(f"stage {stage.name!r} provides {stage.provides}, which is there already")
        there.add(stage.provides)


def run(stages: Sequence[Stage], documents: Sequence[Document]) -> list[Article]:
    """The articles of the documents, in their order, after every stage."""
    drafts = [Draft(document) for document in documents]
    for stage in stages:
        ready = [i for i, draft in enumerate(drafts) if draft.has(stage.requires)]
        done = _attempt(stage, [drafts[i] for i in ready])
        for i, draft in zip(ready, done, strict=True):
            drafts[i] = draft
    return [draft.article() for draft in drafts]


def _attempt(stage: Stage, drafts: Sequence[Draft]) -> Sequence[Draft]:
    if not drafts:
        return drafts
    try:
        done = stage.work(drafts)
        if len(done) != len(drafts):
            raise ValueError(f"{len(done)} results for {len(drafts)} documents")
        return done
    # Whatever an odd article sets off in a stage, it may cost that article only.
    except Exception as error:
        if len(drafts) == 1:
            return [_failed(stage, drafts[0], error)]
        return [done for draft in drafts for done in _attempt(stage, [draft])]


def _failed(stage: Stage, draft: Draft, error: Exception) -> Draft:
    message = f"{type(error).__name__}: {error}; the rest of the run went on without this stage's part of the article"
    document = draft.document
    problem = Problem(document.document_id, document.path, stage.name, "error", message)
    return replace(draft, problems=(*draft.problems, problem))


def each(work: Callable[[Draft], Draft]) -> Callable[[Sequence[Draft]], Sequence[Draft]]:
    """The work on one draft as work on a batch."""
    return lambda drafts: [work(draft) for draft in drafts]


def _read_as_english(draft: Draft) -> Draft:
    """The draft, for the stages after this one; of another language it is left as it is, and that is told."""
    document = draft.document
    if is_english(document.language):
        return replace(draft, english=True)
    message = (
        f"its language seems to be {document.language!r}, and only English is read: leave it out, or translate it"
        " and keep in mind that its quotes are then the translator's words"
    )
    problem = Problem(document.document_id, document.path, "language", "error", message)
    return replace(draft, problems=(*draft.problems, problem))


def standard(models: str, *, sidebar: bool = False) -> tuple[Stage, ...]:
    """The stages of the main job; loads the models. Without ``sidebar`` no time is spent on navigation and teasers.

    Raises:
        OSError: the models are not there.
    """
    from quotes.parsing import Parser  # here: torch and stanza take seconds, and ``quotes --help`` needs neither

    return standard_with(Parser(models, sections=get_args(Section) if sidebar else ("headline", "body")).parse)


def standard_with(parse: Callable[[Sequence[Document]], Sequence[Parse]]) -> tuple[Stage, ...]:
    """The stages of the main job over another parser, which gives a parse for each of some documents."""
    from quotes.claims import find_claims
    from quotes.quotations import find_quotations
    from quotes.speakers import attribute

    def parsing(drafts: Sequence[Draft]) -> list[Draft]:
        parses = parse([draft.document for draft in drafts])
        return [replace(draft, parse=parse) for draft, parse in zip(drafts, parses, strict=True)]

    def quotations(draft: Draft) -> Draft:
        assert draft.parse is not None
        return replace(draft, quotations=tuple(find_quotations(draft.document, draft.parse)))

    def speakers(draft: Draft) -> Draft:
        assert draft.parse is not None and draft.quotations is not None
        return replace(draft, quotes=tuple(attribute(draft.document, draft.parse, draft.quotations)))

    def claims(draft: Draft) -> Draft:
        assert draft.parse is not None and draft.quotes is not None
        return replace(draft, claims=tuple(find_claims(draft.document, draft.parse, draft.quotes)))

    return (
        Stage("language", ("document",), "english", each(_read_as_english)),
        Stage("parsing", ("document", "english"), "parse", parsing),
        Stage("quotations", ("parse",), "quotations", each(quotations)),
        Stage("speakers", ("parse", "quotations"), "quotes", each(speakers)),
        Stage("claims", ("parse", "quotes"), "claims", each(claims)),
    )

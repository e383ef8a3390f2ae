"""newsquotes as Stanza processors: ``quotes`` and ``claims`` in your own ``stanza.Pipeline``.

Importing this module registers them::

    import quotes.integrations.stanza
    import stanza

    read = dict.fromkeys(("tokenize", "mwt", "pos", "lemma", "depparse", "ner"), "default")
    nlp = stanza.Pipeline("en", processors={**read, "quotes": "compact", "claims": "compact"})
    document = nlp("“We will appeal,” said Ms. Okoro.")
    document.quotes[0]["speaker"]

The pipeline's own models give tokens, tags, trees and entities; the attribution network that ships with newsquotes and the
stages after it do the rest. With the models that ship (``pipeline_options``) the rows are those of ``quotes.extract``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, get_args

from stanza.models.common.doc import Document as StanzaDocument
from stanza.pipeline.processor import Processor, register_processor

from quotes.documents import from_text
from quotes.extractor import batches
from quotes.inputs import with_own_ids
from quotes.integrations.borrowed import Unparsed, attributions, parses, words
from quotes.integrations.rows import named, rows
from quotes.parsing import spanning_tree
from quotes.parsing.attribution import find_attributions, load_network
from quotes.parsing.encoder import Encoder
from quotes.parsing.pipeline import LONGEST_WORD, PROCESSORS, shipped
from quotes.records import Article, Document, Parse, Section
from quotes.stages import Stage, run, standard_with
from quotes.tables import Include, Tables, build

QUOTES, CLAIMS = "quotes", "claims"
_PACKAGES = ("compact", "default")
_ARTICLE = "_newsquotes_article"


@register_processor(QUOTES)
class QuotesProcessor(Processor):  # type: ignore[misc]  # stanza is untyped
    """Adds ``quotes``, ``speakers`` and ``problems`` (lists of rows, as in the tables) to a Stanza document.

    Offsets count characters of ``document.text``. Rows of one document that fails are empty and ``problems`` says why; the
    others go on. ``document_id`` ("text" when not given), ``published`` (a ``datetime.date``), ``title`` and ``url`` are taken
    from attributes of those names where a caller has set them on a document that stands in a list.

    Options of the pipeline: ``quotes_include`` (``["thought", "sidebar"]`` or less; as in ``quotes.extract``),
    ``quotes_published`` (date of publication of all documents) and ``quotes_encoder`` (an ``Encoder`` to share).

    Raises:
        ValueError: there is no such package or nothing of that name to include.
    """

    PROVIDES_DEFAULT: ClassVar[set[str]] = {QUOTES}
    REQUIRES_DEFAULT: ClassVar[set[str]] = {"tokenize", "pos", "lemma", "depparse", "ner"}

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        _check_package(QUOTES, config)
        self._include = _included(config.get("include", ()))
        self._sections: tuple[Section, ...] = get_args(Section) if "sidebar" in self._include else ("headline", "body")
        self._published: date | None = config.get("published")
        self._encoder: Encoder = config.get("encoder") or Encoder(shipped() / "encoder")
        self._network = load_network(shipped() / "en" / "attribution" / "compact.safetensors")
        self._claims = any(name == CLAIMS for name, _ in pipeline.load_list)

    def process(self, document: StanzaDocument) -> StanzaDocument:
        """One document."""
        return self.bulk_process([document])[0]

    def bulk_process(self, documents: list[StanzaDocument]) -> list[StanzaDocument]:
        """Many documents; they are worked on in batches, as ``quotes.extract`` does."""
        made = [self._document(document, str(number)) for number, document in enumerate(documents)]
        for batch in batches(made):
            for article in self._articles(batch, documents):
                document = documents[int(article.document.document_id)]
                self._attach(document, named(article, getattr(document, "document_id", "text")))
        return documents

    def mark_inactive(self) -> None:
        """Stanza calls this where the pipeline lacks what is required, to free models; none is loaded by then."""

    def _document(self, document: StanzaDocument, number: str) -> Document:
        given = {name: getattr(document, name, None) for name in ("title", "url", "published")}
        given["published"] = given["published"] or self._published
        return from_text(document.text or "", document_id=number, **given)

    def _articles(self, batch: Sequence[Document], given: Sequence[StanzaDocument]) -> list[Article]:
        try:
            return run(self._stages(given), batch)
        finally:
            self._encoder.model.forget()

    def _stages(self, given: Sequence[StanzaDocument]) -> tuple[Stage, ...]:
        """The stages of ``quotes.stages.standard``, where parsing takes the pipeline's parse."""

        def parse(made: Sequence[Document]) -> list[Parse]:
            return self._parses(made, [given[int(document.document_id)] for document in made])

        return tuple(stage for stage in standard_with(parse) if self._claims or stage.provides != "claims")

    def _parses(self, made: Sequence[Document], given: Sequence[StanzaDocument]) -> list[Parse]:
        parsed = parses(self.pipeline, made, given, self._sections)
        own = [words(one) for one in parsed]
        found = find_attributions(self._encoder, self._network, own)
        return [replace(p, attributions=attributions(w, f)) for p, w, f in zip(parsed, own, found, strict=True)]

    def _attach(self, document: StanzaDocument, article: Article) -> None:
        found = rows(article, include=self._include)
        document.quotes, document.problems = found["quotes"], found["problems"]
        # Without the processor ``claims`` nobody has counted them.
        document.speakers = [row if self._claims else {**row, "claims": None} for row in found["speakers"]]
        setattr(document, _ARTICLE, (article, found["claims"]))


@register_processor(CLAIMS)
class ClaimsProcessor(Processor):  # type: ignore[misc]  # stanza is untyped
    """Adds ``claims`` (a list of rows, as in the table) to a Stanza document.

    They are found together with the quotes in which they stand; the processor's presence asks for them.

    Raises:
        ValueError: there is no such package.
    """

    PROVIDES_DEFAULT: ClassVar[set[str]] = {CLAIMS}
    REQUIRES_DEFAULT: ClassVar[set[str]] = {QUOTES}

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        _check_package(CLAIMS, config)

    def process(self, document: StanzaDocument) -> StanzaDocument:
        """One document that the processor ``quotes`` has worked on.

        Raises:
            Unparsed: it has not.
        """
        if not hasattr(document, _ARTICLE):
            raise Unparsed("the Stanza document was not worked on by quotes: run it before claims")
        _, document.claims = getattr(document, _ARTICLE)
        return document

    def mark_inactive(self) -> None:
        """Stanza calls this where the pipeline has no ``quotes``; there is nothing to free."""


def pipeline_options() -> dict[str, Any]:
    """Keyword arguments of a ``stanza.Pipeline`` that has the models that ship, ``quotes`` and ``claims``; no network.

    With them the rows of a document are those of ``quotes.extract``. The encoder is loaded here and shared by all models, so
    call it once per pipeline. Add or replace arguments as in any dictionary. The models run on the CPU.

    Raises:
        OSError: the models are not there.

    Example:
        ``stanza.Pipeline(**pipeline_options() | {"quotes_include": ["thought"]})``
    """
    spanning_tree.install()
    encoder = Encoder(shipped() / "encoder")
    return {
        "lang": "en",
        "dir": str(shipped()),
        "download_method": None,
        "processors": {**dict.fromkeys(PROCESSORS, "default"), QUOTES: "compact", CLAIMS: "compact"},
        "use_gpu": False,
        "logging_level": "ERROR",
        "tokenize_max_seqlen": LONGEST_WORD,
        "foundation_cache": encoder.cache(),
        "quotes_encoder": encoder,
    }


def tables(documents: Iterable[StanzaDocument], *, include: Collection[Include] = ()) -> Tables:
    """The tables of Stanza documents that a pipeline with ``quotes`` has worked on, to be written or queried.

    Documents of equal ids get ``~2`` and so on, as everywhere. ``claims`` is empty where the pipeline had no such processor,
    and there is no sidebar where it was not told to include that.

    Raises:
        Unparsed: one was not worked on.

    Example:
        ``tables(nlp.bulk_process(texts)).to_excel("quotes.xlsx")``
    """
    return build(_own_ids([_article(document) for document in documents]), include=include)


def _own_ids(articles: Sequence[Article]) -> list[Article]:
    ids = with_own_ids(article.document for article in articles)
    made = [document for document in ids if isinstance(document, Document)]
    return [named(article, document.document_id) for article, document in zip(articles, made, strict=True)]


def _article(document: StanzaDocument) -> Article:
    if not hasattr(document, _ARTICLE):
        raise Unparsed("the Stanza document was not worked on by quotes: name that processor in its pipeline")
    article: Article = getattr(document, _ARTICLE)[0]
    return article


def _check_package(processor: str, config: dict[str, Any]) -> None:
    package = Path(str(config.get("model_path", _PACKAGES[0]))).stem
    if package not in _PACKAGES:
        raise ValueError(
            f'there is no package {package!r} for the processor {processor}: write "{processor}": "compact"'
        )


def _included(asked: Collection[str]) -> frozenset[str]:
    unknown = sorted(set(asked) - set(get_args(Include)))
    if isinstance(asked, str) or unknown:
        raise ValueError(f"quotes_include is {asked!r}; it is a list of any of {', '.join(get_args(Include))}")
    return frozenset(asked)


__all__ = ["CLAIMS", "QUOTES", "ClaimsProcessor", "QuotesProcessor", "Unparsed", "pipeline_options", "tables"]

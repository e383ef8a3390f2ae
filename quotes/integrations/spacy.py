"""newsquotes for spaCy: a pipeline component, and tables as ``Doc`` objects.

    import quotes.integrations.spacy  # where the package is not installed with its entry points

    nlp = spacy.blank("en")
    nlp.add_pipe("newsquotes")
    doc = nlp("“We will appeal,” said Ms. Okoro.")
    for span in doc.spans["quotes"]:
        print(span.text, span.label_, span._.newsquotes["speaker"])

A ``Doc`` gets three groups of spans. ``quotes``: one span per segment of a quote, its label the kind ("direct"), its id the
``quote_id``. ``speakers``: the words that name the source, label the speaker's type, ``kb_id_`` the resolved name, id the
``quote_id``. ``claims``: the quantities, label the dimension, id the ``claim_id``. ``span._.newsquotes`` is the row with the
exact offsets, ``doc._.newsquotes`` all rows by table. spaCy's spans are made of whole tokens: by default a span grows to the tokens
it touches (``alignment_mode="expand"``), so that none is lost; with ``"contract"`` it shrinks to the tokens it holds whole, and
where there is none, only the row is there.
"""
# No `from __future__ import annotations` here: spaCy checks a component's settings by its factory's annotations.

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

try:
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc
except ImportError as error:
    raise ImportError("spaCy is not installed: run `pip install newsquotes[spacy]`") from error

from quotes.documents import from_text
from quotes.extractor import Extractor
from quotes.integrations.marking import NAME, Alignment, extend, mark
from quotes.integrations.rows import Rows, named, rows
from quotes.records import Article, Document
from quotes.tables import Include, Tables
from quotes.tables.rows import Row

_BATCH = 32


class NewsQuotes:
    """The component: finds quotes, speakers and claims in ``doc.text``; needs no other component.

    The models are loaded at the first document. Under ``doc.user_data`` a caller can give ``"document_id"`` ("text" when not given),
    ``"published"`` (ISO date), ``"title"`` and ``"url"`` beforehand.

    Args:
        models: as in ``quotes.Extractor``.
        include: as in ``quotes.Extractor``.
        alignment_mode: how spans are fitted to tokens, as in ``Doc.char_span``.
        published: the date of publication of all documents that do not give their own.

    Raises:
        OSError: the models are not there (at the first document).
        ValueError: a date is not an ISO date.
    """

    def __init__(
        self,
        *,
        models: str = "compact",
        include: Collection[Include] = (),
        alignment_mode: Alignment = "expand",
        published: str | None = None,
    ) -> None:
        self._models = models
        self._include = tuple(include)
        self._alignment: Alignment = alignment_mode
        self._published = _day(published)
        self._extractor: Extractor | None = None

    def __call__(self, doc: Doc) -> Doc:
        """One document, with its spans."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        """Many documents, in their order; a batch goes through the models together."""
        waiting = iter(stream)
        while batch := list(islice(waiting, batch_size)):
            yield from self._done(batch)

    def _done(self, batch: Sequence[Doc]) -> Sequence[Doc]:
        if self._extractor is None:
            self._extractor = Extractor(self._models, include=self._include)
        made = [_document(doc, str(number), self._published) for number, doc in enumerate(batch)]
        articles = [item for item in self._extractor.articles(made) if isinstance(item, Article)]
        for doc, article in zip(batch, articles, strict=True):
            given = str(doc.user_data.get("document_id", "text"))
            mark(doc, rows(named(article, given), include=self._include), self._alignment)
        return batch

    def __getstate__(self) -> dict[str, Any]:
        """The settings without the models, so that spaCy can send the component to other processes."""
        return {**vars(self), "_extractor": None}


@Language.factory(
    NAME,
    assigns=["doc.spans", "doc._.newsquotes", "span._.newsquotes"],
    default_config={"models": "compact", "include": [], "alignment_mode": "expand", "published": None},
)
def create(
    nlp: Language,
    name: str,
    models: str,
    include: list[Include],
    alignment_mode: Alignment,
    published: str | None,
) -> NewsQuotes:
    """The factory behind ``nlp.add_pipe("newsquotes", config={...})``; the settings are those of ``NewsQuotes``."""
    return NewsQuotes(models=models, include=include, alignment_mode=alignment_mode, published=published)


def to_doc(
    tables: Tables,
    document_id: str,
    *,
    nlp: Language | None = None,
    text: str | None = None,
    alignment_mode: Alignment = "expand",
) -> Doc:
    """One document of the tables as a ``Doc`` with its spans.

    Args:
        tables: the tables.
        document_id: the document's id in them.
        nlp: whose tokenizer cuts the text and whose vocabulary the ``Doc`` shares; blank English when not given.
        text: the document's text, where the tables do not have it (those that were read from files).
        alignment_mode: how spans are fitted to tokens, as in ``Doc.char_span``.

    Raises:
        KeyError: there is no such document.
        ValueError: its text is not known, or is another one than the tables were made of.

    Example:
        ``doc = to_doc(quotes.extract("articles/"), "harbour")``, then ``doc.spans["claims"]``
    """
    texts = {} if text is None else {document_id: text}
    if document_id not in set(tables.documents["document_id"]):
        raise KeyError(f"there is no document {document_id!r} in the tables")
    (found,) = _docs(tables, [document_id], nlp, texts, alignment_mode)
    return found


def docs(
    tables: Tables,
    *,
    nlp: Language | None = None,
    texts: Mapping[str, str] | None = None,
    alignment_mode: Alignment = "expand",
) -> Iterator[Doc]:
    """All documents of the tables as ``Doc`` objects, in their order; the arguments are those of ``to_doc``.

    Args:
        tables: the tables.
        nlp: whose tokenizer and vocabulary are used.
        texts: texts by document id, where the tables do not have them.
        alignment_mode: how spans are fitted to tokens.

    Raises:
        ValueError: the text of a document is not known, or is another one than the tables were made of.

    Example:
        ``DocBin(docs=docs(tables), store_user_data=True).to_disk("quotes.spacy")``
    """
    ids = [str(document_id) for document_id in tables.documents["document_id"]]
    return _docs(tables, ids, nlp, texts or {}, alignment_mode)


def _docs(
    tables: Tables, ids: Sequence[str], nlp: Language | None, texts: Mapping[str, str], alignment: Alignment
) -> Iterator[Doc]:
    made_by = nlp or spacy.blank("en")
    known = {**_texts(tables), **texts}
    grouped = _grouped(tables)
    for document_id in ids:
        found = grouped[document_id]
        text = _checked(document_id, known.get(document_id), found["documents"][0])
        yield mark(made_by.make_doc(text), found, alignment)


def _texts(tables: Tables) -> Mapping[str, str]:
    kept = {str(row["document_id"]): row.get("text") for row in tables.records("documents")}
    return {**{i: str(text) for i, text in kept.items() if text is not None}, **tables.texts}


def _checked(document_id: str, text: str | None, row: Row) -> str:
    if text is None:
        raise ValueError(f"the text of {document_id!r} is not in the tables: give it as text (to_doc) or texts (docs)")
    if len(text) != row["characters"]:
        raise ValueError(
            f"the text given for {document_id!r} has {len(text)} characters; "
            f"the tables were made of one with {row['characters']}: offsets would not fit"
        )
    return text


def _grouped(tables: Tables) -> dict[str, Rows]:
    """The rows of each document, by its id and the table."""
    names = [name for name in tables.names if name in {"quotes", "claims", "speakers", "documents", "problems"}]
    found: dict[str, dict[str, list[Row]]] = {}
    for row in tables.records("documents"):
        found[str(row["document_id"])] = {name: [] for name in names}
    for name in names:
        for row in tables.records(name):
            if row["document_id"] in found:  # a problem may be of no document
                found[str(row["document_id"])][name].append(row)
    return dict(found)


def _document(doc: Doc, number: str, published: date | None) -> Document:
    given = doc.user_data
    return from_text(
        doc.text,
        document_id=number,
        title=given.get("title"),
        url=given.get("url"),
        published=_day(given.get("published")) or published,
    )


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise ValueError(f"published is {value!r}; it is an ISO date, as 2024-05-31") from error


extend()

__all__ = ["NAME", "NewsQuotes", "create", "docs", "to_doc"]

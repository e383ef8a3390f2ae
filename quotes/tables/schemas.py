"""The columns of every table, in order: the one place that knows their names, types and meaning.

The checks are pandera's. Missing is ``pd.NA`` in nullable columns and nothing else: never ``"nan"``, ``"None"`` or "".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

import pandas as pd
import pandera.pandas as pa
import pyarrow
from pandera.errors import SchemaErrors

from quotes.claims.comparing import ConflictReason, Disagreement, RepeatReason
from quotes.claims.converting import KINDS
from quotes.records import CueClass, Dimension, Kind, Relation, Section, Severity, SpeakerType
from quotes.speakers.merging import Reason

ColumnType = Literal["text", "integer", "number", "boolean", "date", "spans"]

_DTYPES: Mapping[ColumnType, object] = MappingProxyType(
    {
        "text": pd.StringDtype(na_value=pd.NA),
        "integer": pd.Int64Dtype(),
        "number": pd.Float64Dtype(),
        "boolean": pd.BooleanDtype(),
        "date": pd.ArrowDtype(pyarrow.date32()),
        "spans": "object",
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, meaning, whether it may be null, and its words where they are a closed list."""

    name: str
    type: ColumnType
    meaning: str
    nullable: bool = False
    words: tuple[str, ...] = ()
    unique: bool = False

    @property
    def dtype(self) -> object:
        """The pandas dtype that holds it."""
        return _DTYPES[self.type]


def _null(name: str, type_: ColumnType, meaning: str, words: tuple[str, ...] = ()) -> Column:
    return Column(name, type_, meaning, nullable=True, words=words)


_QUOTES = (
    Column("quote_id", "text", "document_id, then :q and the offsets of the quote", unique=True),
    Column("document_id", "text", "the document it stands in"),
    Column("kind", "text", "every word, no word or some words inside quotation marks", words=get_args(Kind)),
    Column("quote", "text", "the words, verbatim; segments joined with ' … '"),
    _null("speaker", "text", "the fullest name in the document; null where the text gives none"),
    _null("speaker_mention", "text", "the words that name the source nearest the cue"),
    _null("speaker_role", "text", "title or affiliation in the article's words"),
    _null("speaker_type", "text", "what the speaker is", get_args(SpeakerType)),
    _null("cue", "text", "the words that report"),
    _null("cue_lemma", "text", "the cue's lemma"),
    Column("cue_class", "text", "the act that is reported", words=get_args(CueClass)),
    _null("via", "text", "the medium that is quoted"),
    _null("said_on", "date", "the day of the utterance"),
    _null("parent_id", "text", "the quote it stands in"),
    Column("start", "integer", "first character of the first segment"),
    Column("end", "integer", "end of the last segment"),
    Column("segments", "spans", "list of [start, end]"),
    _null("speaker_start", "integer", "where the mention starts"),
    _null("speaker_end", "integer", "where the mention ends"),
    _null("cue_start", "integer", "where the cue starts"),
    _null("cue_end", "integer", "where the cue ends"),
    Column("section", "text", "where in the page it stands", words=get_args(Section)),
    Column("confidence", "number", "0 to 1"),
    Column("rule", "text", "what decided: the rule that found the quote + the one that named its speaker"),
)

_CLAIMS = (
    Column("claim_id", "text", "document_id, then :c and the offsets of the quantity", unique=True),
    Column("document_id", "text", "the document it stands in"),
    _null("quote_id", "text", "the innermost quote it stands in; null outside quotes"),
    _null("claimant", "text", "that quote's speaker; null for the article's own voice"),
    Column("claim", "text", "the clause that asserts it"),
    Column("quantity", "text", "the words of the quantity, verbatim"),
    _null("low", "number", "lower bound in base units; null where open"),
    _null("high", "number", "upper bound in base units; null where open"),
    Column("relation", "text", "how the quantity stands to its bounds", words=get_args(Relation)),
    _null("unit", "text", "ISO 4217 code, percent, percentage_point, a unit's or counted noun's singular"),
    Column("dimension", "text", "what is measured", words=get_args(Dimension)),
    _null("about", "text", "what is quantified"),
    Column("negated", "boolean", "whether the claim is denied"),
    _null("as_of", "date", "the day the figure is for"),
    Column("start", "integer", "first character of the quantity"),
    Column("end", "integer", "end of the quantity"),
    Column("section", "text", "where in the page it stands", words=get_args(Section)),
    Column("confidence", "number", "0 to 1"),
    Column("rule", "text", "what decided"),
)

_REPEATS = (
    Column("claim_id", "text", "the claim that repeats another", unique=True),
    Column("repeats", "text", "the first claim of the document with the same value, unit and thing counted"),
    Column("document_id", "text", "the document of both"),
    Column("reason", "text", "why they are one figure", words=get_args(RepeatReason)),
    Column("certainty", "number", "0 to 1: how often repeats of this reason are right"),
)

_CONFLICTS = (
    Column("claim_id", "text", "a claim"),
    Column("other_claim_id", "text", "the claim that contradicts it, later in the text or told later"),
    Column(
        "kind", "text", "conflict: two claimants differ; revision: one changed the figure", words=get_args(Disagreement)
    ),
    Column("document_id", "text", "the document of the first"),
    Column("other_document_id", "text", "the document of the second"),
    Column("same_document", "boolean", "whether both stand in one document"),
    _null("claimant", "text", "whose figure the first is; null for the article's own voice"),
    _null("other_claimant", "text", "whose figure the second is"),
    Column("quantity", "text", "the first figure, verbatim"),
    Column("other_quantity", "text", "the second figure, verbatim"),
    Column("unit", "text", "the unit of both; people counted in any words are 'person'"),
    Column("about", "text", "what both count, in the article's words; 'dead', 'hurt', 'missing' … for people"),
    Column("difference", "number", "what lies between them, in their unit"),
    Column("reason", "text", "why they are for one thing", words=get_args(ConflictReason)),
    Column("certainty", "number", "0 to 1: how often conflicts of this reason are right"),
)

_NORMALISED = (
    Column("claim_id", "text", "the claim", unique=True),
    Column("document_id", "text", "the document it stands in"),
    Column("quantity", "text", "the words of the quantity, verbatim"),
    _null("low", "number", "lower bound as claimed"),
    _null("high", "number", "upper bound as claimed"),
    Column("unit", "text", "unit as claimed"),
    Column("kind", "text", "what the unit measures", words=KINDS),
    _null("converted_low", "number", "lower bound in the common unit"),
    _null("converted_high", "number", "upper bound in the common unit"),
    Column("converted_unit", "text", "the common unit"),
    Column("factor", "number", "by what a value was multiplied"),
    Column("offset", "number", "what was then added: 0 but for temperatures"),
    _null("read_as", "text", "which unit was taken where the name has several meanings"),
)

_SPEAKERS = (
    Column("document_id", "text", "the document"),
    Column("speaker", "text", "the fullest name in the document"),
    Column("speaker_type", "text", "what the speaker is", words=get_args(SpeakerType)),
    _null("speaker_role", "text", "title or affiliation in the article's words"),
    Column("mentions", "integer", "places that name the speaker"),
    Column("quotes", "integer", "quotes by the speaker"),
    Column("direct", "integer", "of these, direct"),
    Column("indirect", "integer", "of these, indirect"),
    Column("mixed", "integer", "of these, mixed"),
    Column("words", "integer", "words quoted, split at white space"),
    Column("claims", "integer", "claims made by the speaker"),
)

_DOCUMENTS = (
    Column("document_id", "text", "path below the input folder without its ending, or the row's id", unique=True),
    _null("path", "text", "where it was read from"),
    _null("title", "text", "the headline"),
    _null("author", "text", "who wrote it, as the page says"),
    _null("publisher", "text", "outlet or agency"),
    _null("published", "date", "the day of publication"),
    _null("place", "text", "the place of the dateline"),
    _null("url", "text", "its address"),
    _null("language", "text", "ISO 639 code"),
    _null("sha256", "text", "hash of the bytes that were read"),
    Column("characters", "integer", "length of the text in code points"),
    Column("words", "integer", "words of the text, split at white space"),
    Column("sentences", "integer", "sentences found"),
    Column("quotes", "integer", "rows in quotes"),
    Column("claims", "integer", "rows in claims"),
    Column("speakers", "integer", "rows in speakers"),
    _null(
        "duplicate_of", "text", "the earlier document with the same or nearly the same text; its speakers count once"
    ),
    _null("text", "text", "the text that all offsets count in; null unless it was asked for"),
)

_PEOPLE = (
    Column(
        "person_id", "text", "made of the fullest name, of the document too where only that one knows it", unique=True
    ),
    Column("speaker", "text", "the fullest name in all documents"),
    Column("speaker_type", "text", "what the speaker is", words=get_args(SpeakerType)),
    _null("speaker_role", "text", "the most frequent title or affiliation"),
    Column("names", "text", "all its names, joined with '; '"),
    Column("documents", "integer", "documents with a quote by the speaker"),
    Column("quotes", "integer", "quotes by the speaker"),
    Column("direct", "integer", "of these, direct"),
    Column("indirect", "integer", "of these, indirect"),
    Column("mixed", "integer", "of these, mixed"),
    Column("words", "integer", "words quoted, split at white space"),
    Column("claims", "integer", "claims made by the speaker"),
    Column("certainty", "number", "0 to 1: of the least certain membership"),
)

_MEMBERSHIPS = (
    Column("person_id", "text", "the row of people"),
    Column("document_id", "text", "the document"),
    Column("speaker", "text", "the speaker there"),
    Column("reason", "text", "why that speaker is this person", words=get_args(Reason)),
    Column("certainty", "number", "0 to 1: how often links of this reason are right"),
)

_PROBLEMS = (
    _null("document_id", "text", "the document, where there is one"),
    _null("path", "text", "the file, where there is one"),
    Column("stage", "text", "what was being done"),
    Column("severity", "text", "error: an input failed; warning: it was done, with a loss", words=get_args(Severity)),
    Column("message", "text", "what went wrong and what to do"),
)

SCHEMAS: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "quotes": _QUOTES,
        "claims": _CLAIMS,
        "repeats": _REPEATS,
        "conflicts": _CONFLICTS,
        "normalised": _NORMALISED,
        "speakers": _SPEAKERS,
        "people": _PEOPLE,
        "memberships": _MEMBERSHIPS,
        "documents": _DOCUMENTS,
        "problems": _PROBLEMS,
    }
)
# Tables that are only there where they are asked for, with what makes them.
ADDED_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "repeats": "compare_claims",
        "conflicts": "compare_claims",
        "normalised": "normalise",
        "people": "merge_speakers",
        "memberships": "merge_speakers",
    }
)
TABLE_NAMES = tuple(name for name in SCHEMAS if name not in ADDED_NAMES)


def _checks(column: Column) -> list[pa.Check]:
    checks = [pa.Check.isin(column.words)] if column.words else []
    if column.type == "integer":
        checks.append(pa.Check.ge(0))
    if column.name in {"confidence", "certainty"}:
        checks.append(pa.Check.in_range(0, 1))
    return checks


@cache
def _validator(table: str) -> pa.DataFrameSchema:
    columns = {
        c.name: pa.Column(c.dtype, _checks(c), nullable=c.nullable, unique=c.unique, description=c.meaning)
        for c in SCHEMAS[table]
    }
    return pa.DataFrameSchema(columns, name=table, strict=True, ordered=True)


def frame(table: str, rows: Sequence[Mapping[str, object]]) -> tuple[pd.DataFrame, list[str]]:
    """The rows as a data frame of exactly the table's columns and types, and what was wrong with rows left out.

    A row that breaks the schema means that a stage gave what it may not give ("unit: not_nullable"). One such row must
    not cost the others, so it is left out and told.
    """
    data = {c.name: pd.Series([row[c.name] for row in rows], dtype=c.dtype) for c in SCHEMAS[table]}  # type: ignore[call-overload]
    made = pd.DataFrame(data)
    try:
        return _validator(table).validate(made, lazy=True), []
    except SchemaErrors as error:
        failures = error.failure_cases
        if failures["index"].isna().any():  # not one row's fault: the columns themselves
            raise
        broken = {int(i): f"{column}: {check}" for i, column, check in failures[["index", "column", "check"]].values}
        kept = made.drop(index=list(broken)).reset_index(drop=True)
        told = [f"{table} row {rows[i][SCHEMAS[table][0].name]} left out: {why}" for i, why in broken.items()]
        return _validator(table).validate(kept), told

"""Keys, references, indexes and views of the tables in a database; names and types of the columns are in ``SCHEMAS``.

Tables that are asked for besides (``people``, ``conflicts`` ...) point nowhere: they are of one run, which a later run
without them does not take back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from quotes.tables.schemas import ADDED_NAMES, SCHEMAS, TABLE_NAMES

SCHEMA_VERSION = 1
"""Raised with every change that an older version of this package could not write to."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that holds the key of a row of another table (or of the same one)."""

    column: str
    table: str
    target: str


_DOCUMENT = Reference("document_id", "documents", "document_id")

# In the order in which they can be made and filled: what is pointed to first.
PARENTS: Mapping[str, tuple[Reference, ...]] = MappingProxyType(
    {
        "documents": (),
        "quotes": (_DOCUMENT, Reference("parent_id", "quotes", "quote_id")),
        "claims": (_DOCUMENT, Reference("quote_id", "quotes", "quote_id")),
        "speakers": (_DOCUMENT,),
        "problems": (),
    }
)
CREATED = tuple(PARENTS)
"""The tables that are always there, in the order in which they are made."""

TABLES = (*CREATED, *(name for name in SCHEMAS if name in ADDED_NAMES))

KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "documents": ("document_id",),
        "quotes": ("quote_id",),
        "claims": ("claim_id",),
        "speakers": ("document_id", "speaker"),
        "people": ("person_id",),
        "memberships": ("document_id", "speaker"),
        "repeats": ("claim_id",),
        "normalised": ("claim_id",),
    }
)
INDEXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "documents": ("published", "publisher"),
        "quotes": ("document_id", "parent_id", "speaker", "said_on"),
        "claims": ("document_id", "quote_id", "claimant", "unit", "as_of"),
        "speakers": ("speaker",),
        "problems": ("document_id",),
        "memberships": ("person_id",),
        "conflicts": ("claim_id",),
    }
)
_FROM = "d.title, d.author, d.publisher, d.published, d.url, d.duplicate_of"
VIEWS: Mapping[str, str] = MappingProxyType(
    {
        "quotes_in_documents": f"SELECT q.*, {_FROM} FROM quotes q JOIN documents d ON d.document_id = q.document_id",
        "claims_in_documents": (
            f"SELECT c.*, q.speaker_role, q.cue, q.quote, q.said_on, {_FROM} FROM claims c "
            "JOIN documents d ON d.document_id = c.document_id LEFT JOIN quotes q ON q.quote_id = c.quote_id"
        ),
    }
)
"""Quotes and claims beside the article they are from, and claims beside the quote they stand in."""

if set(CREATED) != set(TABLE_NAMES):
    raise RuntimeError(f"layout and schemas differ: {set(CREATED) ^ set(TABLE_NAMES)}")

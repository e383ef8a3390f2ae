"""What the two databases, SQLite and DuckDB, have in common.

``layout`` says which columns are keys, what points where and what is indexed; ``arriving`` which rows of a database
are replaced when documents come again; ``record`` how a run is recorded; ``returning`` gives tables back.
"""

from quotes.exports.databases.arriving import Arrival, Known, arrive
from quotes.exports.databases.layout import CREATED, INDEXES, KEYS, PARENTS, SCHEMA_VERSION, TABLES, VIEWS, Reference
from quotes.exports.databases.record import RUN_COLUMNS, run_values
from quotes.exports.databases.returning import returned

__all__ = [
    "CREATED",
    "INDEXES",
    "KEYS",
    "PARENTS",
    "RUN_COLUMNS",
    "SCHEMA_VERSION",
    "TABLES",
    "VIEWS",
    "Arrival",
    "Known",
    "Reference",
    "arrive",
    "returned",
    "run_values",
]

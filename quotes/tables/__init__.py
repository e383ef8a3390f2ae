"""Records in, data frames out: one checked schema per table.

``schemas`` says what each table's columns are, ``rows`` turns records into rows, ``frames`` holds the data frames.
"""

from quotes.tables.frames import Include, Tables, build
from quotes.tables.schemas import SCHEMAS, TABLE_NAMES, Column

__all__ = ["SCHEMAS", "TABLE_NAMES", "Column", "Include", "Tables", "build"]

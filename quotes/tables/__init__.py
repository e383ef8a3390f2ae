"""Records in, data frames out: one checked schema per table.

``schemas`` says what each table's columns are, ``rows`` turns records into rows, ``people`` merges
speakers across documents, ``comparisons`` tells figures that are repeated or contradict each other,
``normalising`` converts units, ``frames`` holds the data frames.
"""

from quotes.tables.frames import Include, Tables, build
from quotes.tables.rows import ArticleRows, article_rows
from quotes.tables.schemas import SCHEMAS, TABLE_NAMES, Column

__all__ = ["SCHEMAS", "TABLE_NAMES", "ArticleRows", "Column", "Include", "Tables", "article_rows", "build"]

"""What a database holds, as the tables that were written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from quotes.tables import Tables
from quotes.tables.schemas import ADDED_NAMES


def returned(found: Mapping[str, pd.DataFrame], path: Path) -> Tables:
    """The tables of these data frames; which run made them is not known, since it may have been several.

    Raises:
        OSError: the database at ``path`` is empty.
    """
    if "documents" not in found:
        raise OSError(f"{path} has no tables: was it written by newsquotes?")
    kept = found["documents"].dropna(subset=["text"])
    return Tables(
        quotes=found["quotes"],
        claims=found["claims"],
        speakers=found["speakers"],
        documents=found["documents"],
        problems=found["problems"],
        added={name: table for name, table in found.items() if name in ADDED_NAMES},
        texts=dict(zip(kept["document_id"], kept["text"], strict=True)),
    )

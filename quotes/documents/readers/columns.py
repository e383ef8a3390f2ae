"""Which column of a table holds what: named, guessed by its name, or, for the text, by its cells; rows as records."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import pandas as pd

from quotes.documents.lists import lines_of
from quotes.documents.options import ReadOptions
from quotes.documents.readers.record import Flaw, Record, Unreadable

Row = Mapping[str, object]
SAMPLE = 200
"""Rows whose cells are looked at to find the text column."""
_MISSING = frozenset(("", "nan", "none", "null", "nat", "<na>"))
_OPTIONAL_ROLES = ("id", "date", "title", "url", "publisher", "author", "language")
_TEXT_LENGTH, _TEXT_WORDS = 100, 15  # on average: two sentences; addresses are long but have no words
_MARKUP = re.compile(r"\s*<(?:!doctype|!--|[a-z][a-z0-9]*\b)[^<>]*>", re.IGNORECASE)
_CLOSING = re.compile(
    r"</(?:p|div|span|html|article|section|body|h[1-6]|blockquote|ul|ol|figure|table)>", re.IGNORECASE
)
_PAGE = re.compile(r"\s*<(?:!doctype\s|html\b)", re.IGNORECASE)
_LONGEST_TEXTS = 60  # columns that a message names
_OWN = (
    frozenset(("quote_id", "cue_class")),
    frozenset(("claim_id", "quantity")),
    frozenset(("stage", "severity", "message")),
)
"""Columns that only the tables of this program have together."""


class Columns:
    """The columns of one table, decided as its rows are read; what was guessed is told once.

    Tables whose rows differ (JSON) are asked anew for each set of names; the text column that was guessed by its cells
    stays the same as long as it is there. Without ``ids`` an id column counts only where it is named.
    """

    def __init__(self, where: str, options: ReadOptions, *, ids: bool = True) -> None:
        self._guessable = _OPTIONAL_ROLES if ids else _OPTIONAL_ROLES[1:]
        self._where = where
        self._options = options
        self._names: tuple[str, ...] | None = None
        self._roles: Mapping[str, str] = {}
        self._by_cells: str | None = None
        self._told = self._markup_told = False

    def roles(self, names: Sequence[str], sample: Sequence[Row]) -> Mapping[str, str]:
        """Which column holds what, by role (``text``, ``id``, ``date``, ``title``, ``url``, ``publisher`` ...).

        Raises:
            Unreadable: a column that the options name, or the text column, is not there.
        """
        if tuple(names) == self._names:
            return self._roles
        found = _asked(names, self._options)
        for role in ("text", *self._guessable):
            if role not in found and (column := _guessed(role, names, sample)) is not None:
                found[role] = column
        if "text" not in found:
            column = self._by_cells if self._by_cells in names else by_cells(names, sample)
            if column is None or is_own(names):
                raise no_text_column(names)
            self._by_cells = found["text"] = column
        self._names, self._roles = tuple(names), found
        self._tell(found)
        return found

    def record(
        self, row: Row, number: int | None, roles: Mapping[str, str], *, part: str | None = None
    ) -> Record | Flaw:
        """The article of a row; text that is HTML is taken out of its markup."""
        text, place = row.get(roles["text"]), f"row {number}" if number is not None else "it"
        if isinstance(text, list) and text and all(isinstance(paragraph, str) for paragraph in text):
            text = "\n\n".join(text)
        if is_missing(text):
            what, remedy = f"the cell of {roles['text']!r} is empty", "fill it or leave the row out"
            return Flaw(what=f"{place}: {what}", remedy=remedy, row=number, part=part)
        if not isinstance(text, str):
            what = f"{place}: the cell of {roles['text']!r} holds {type(text).__name__}, not text"
            return Flaw(
                what=what, remedy="name the text column with --text-column (text_column=)", row=number, part=part
            )
        value = {role: as_string(row.get(column)) for role, column in roles.items() if role not in ("text", "date")}
        record = Record(
            text=text,
            row=number,
            part=part,
            row_id=value.get("id"),
            title=value.get("title"),
            author=value.get("author"),
            published=row.get(roles["date"]) if "date" in roles else None,
            publisher=value.get("publisher"),
            url=value.get("url"),
            language=value.get("language"),
        )
        return self._without_markup(record, place) if is_markup(text) else record

    def _without_markup(self, record: Record, place: str) -> Record | Flaw:
        """The record with the text of its HTML; of a whole page the article that the reader of pages finds."""
        from quotes.documents.readers.fragments import fragment_paragraphs  # lxml and trafilatura are slow to load
        from quotes.documents.readers.html import html_record

        if not self._markup_told:
            self._markup_told = True
            self._notify("the text holds HTML markup, which is taken out")
        try:
            if _PAGE.match(record.text) is None:
                return replace(record, text="\n\n".join(fragment_paragraphs(record.text)))
            page = html_record(record.text.encode(errors="replace"), url=record.url)
        except Unreadable as error:
            page = Flaw(what=error.what, remedy=error.remedy)
        if isinstance(page, Flaw):
            return replace(page, what=f"{place}: {page.what}", row=record.row, part=record.part)
        return replace(
            record,
            text=page.text,
            title=record.title or page.title,
            author=record.author or page.author,
            published=page.published if is_missing(record.published) else record.published,
            publisher=record.publisher or page.publisher,
            url=record.url or page.url,
            language=record.language or page.language,
            flaws=page.flaws,
        )

    def _tell(self, found: Mapping[str, str]) -> None:
        asked = {role for role, name in _options_by_role(self._options).items() if name is not None}
        if self._told or "text" in asked:
            return
        self._told = True
        guessed = [f"{role} from {column!r}" for role, column in found.items() if role not in asked]
        if found["text"] == self._by_cells:
            guessed[0] += ", its longest column"
        options = "--text-column, --id-column, --date-column, --title-column"
        self._notify(f"{'; '.join(guessed)} (guessed; to choose others: {options})")

    def _notify(self, message: str) -> None:
        notify: Callable[[str], None] | None = self._options.notify
        if notify is not None:
            notify(f"{self._where}: {message}")


def no_text_column(names: Sequence[str]) -> Unreadable:
    """What is wrong with a table that has no text column."""
    if is_own(names):
        return Unreadable(
            "it is a table that newsquotes wrote, not articles", "give the articles that it was made from"
        )
    return Unreadable(
        f"no column looks like the text; the columns are: {_listed(names)}",
        "name it with --text-column (text_column=)",
    )


def by_name(names: Sequence[str], options: ReadOptions) -> str | None:
    """The text column that the options name, or whose name is usual; null where there is none."""
    wanted = options.text_column
    return (wanted if wanted in names else None) if wanted is not None else _guessed("text", names, ())


def by_cells(names: Sequence[str], sample: Sequence[Row]) -> str | None:
    """The column whose cells are longest, where they are as long as two sentences."""
    best, longest = None, float(_TEXT_LENGTH)
    for name in names:
        cells = [cell for row in sample if isinstance(cell := row.get(name), str) and not is_missing(cell)]
        if not cells:
            continue
        length = sum(map(len, cells)) / len(cells)
        if length >= longest and sum(len(cell[:10_000].split()) for cell in cells) >= _TEXT_WORDS * len(cells):
            best, longest = name, length
    return best


def is_missing(value: object) -> bool:
    """Whether a cell holds nothing: null, NaN, NaT, blanks, or the word for one of these."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    if isinstance(value, str):
        return len(value) < 100 and value.strip().casefold() in _MISSING
    return isinstance(value, float) and value != value


def as_string(value: object) -> str | None:
    """A cell as a name or id: whole numbers without a decimal point, the strings of a list, nothing else in brackets."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        value = ", ".join(value)
    if is_missing(value) or not isinstance(value, Hashable):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() or None


def is_markup(text: str) -> bool:
    """Whether a cell is HTML: it begins with a tag and closes one.

    Example:
        ``is_markup("<p>He said no.</p>") and not is_markup("<Reuters> - Shares fell <br>")``
    """
    return _MARKUP.match(text) is not None and _CLOSING.search(text) is not None


def is_own(names: Sequence[str]) -> bool:
    """Whether it is a table that this program wrote: its longest cells are quotes or messages, not articles."""
    return any(own.issubset(names) for own in _OWN)


def _options_by_role(options: ReadOptions) -> Mapping[str, str | None]:
    return {
        "text": options.text_column,
        "id": options.id_column,
        "date": options.date_column,
        "title": options.title_column,
    }


def _asked(names: Sequence[str], options: ReadOptions) -> dict[str, str]:
    asked = {role: name for role, name in _options_by_role(options).items() if name is not None}
    for role, wanted in asked.items():
        if wanted not in names:
            what = f"there is no column {wanted!r}; the columns are: {_listed(names)}"
            raise Unreadable(what, f"name the {role} column among them")
    return asked


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(name[:_LONGEST_TEXTS] for name in names[:_LONGEST_TEXTS])
    return (f"{shown} and {len(names) - _LONGEST_TEXTS:,} more" if len(names) > _LONGEST_TEXTS else shown) or "none"


def _guessed(role: str, names: Sequence[str], sample: Sequence[Row]) -> str | None:
    """The first usual name that is there; for the text one that is not empty in the sample, if there is one."""
    folded = {_folded(name): name for name in reversed(names)}
    if role not in ("id", "url"):  # `fields.bodyText` is the body; `source.id` is no article's id
        folded = {_folded(name.rpartition(".")[2]): name for name in reversed(names) if "." in name} | folded
    there = [folded[usual] for usual in _usual()[role] if usual in folded]
    if role == "text" and len(there) > 1:
        there.sort(key=lambda name: all(is_missing(row.get(name)) for row in sample))
    return next(iter(there), None)


def _folded(name: str) -> str:
    return re.sub(r"[\s_.-]", "", name).casefold()


@cache
def _usual() -> Mapping[str, tuple[str, ...]]:
    pairs = [line.split("\t") for line in lines_of("columns.tsv")]
    return {role: tuple(name for which, name in pairs if which == role) for role in ("text", *_OPTIONAL_ROLES)}

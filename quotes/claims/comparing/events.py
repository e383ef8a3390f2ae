"""Whether two documents tell of one event: they name the same rare places and people, at the same time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from quotes.claims.comparing.records import Figure
from quotes.documents.dates import MONTHS
from quotes.speakers import lexicon
from quotes.speakers.lexicon import fold

ENOUGH_NAMES = 3
_FEW = 3
_SHARE = 0.02
_MANY = 50
_DAYS = 1
_REVISED_WITHIN = 14
_NAME = re.compile(r"(?<=[\w,;:’'\"“(-] )[A-Z][\w’'-]{2,}|(?<=[\"“(])[A-Z][\w’'-]{2,}")
_NOT_TELLING = frozenset(
    f"""{" ".join(MONTHS)} monday tuesday wednesday thursday friday saturday sunday the but and mrs united states state
    house north south east west northern southern news national international central federal supreme high public
    general new saint""".split()
)

Texts = Mapping[str, Iterable[str]]


class Events:
    """The names of each document that tell its event from others: those that few documents of the collection name."""

    def __init__(self, texts: Texts) -> None:
        named = {document: _names(parts) for document, parts in texts.items()}
        counts = Counter(name for names in named.values() for name in names)
        most = min(_MANY, max(_FEW, int(_SHARE * len(named))))
        self._telling = {d: frozenset(n for n in names if counts[n] <= most) for d, names in named.items()}

    def names(self, document: str) -> frozenset[str]:
        """The telling names of a document."""
        return self._telling.get(document, frozenset())

    def same(self, one: Figure, other: Figure) -> bool:
        """Whether the documents of two figures tell of one event."""
        shared = self.names(one.document_id) & self.names(other.document_id)
        return len(shared) >= ENOUGH_NAMES and _apart(one, other) <= _REVISED_WITHIN


def same_time(one: Figure, other: Figure) -> bool:
    """Whether both figures are of one time: the same day where they name one, else told within a day."""
    if one.as_of and other.as_of:
        return one.as_of == other.as_of
    return _apart(one, other) <= _DAYS


def told_on(figure: Figure) -> date | None:
    """The day on which a figure was told: that of the utterance, else that of publication."""
    return figure.said_on or figure.published


def _apart(one: Figure, other: Figure) -> int:
    """The days between which two figures were told, 0 where a day is not known."""
    first, second = told_on(one), told_on(other)
    return 0 if first is None or second is None else abs((first - second).days)


def _names(parts: Iterable[str]) -> frozenset[str]:
    """The capitalised words of texts that do not begin a sentence, without titles, countries and days."""
    found = {fold(re.sub(r"['’]s$", "", name)) for part in parts for name in _NAME.findall(part)}
    return frozenset(name for name in found if name not in _NOT_TELLING and not _is_common(name))


@lru_cache(maxsize=100_000)
def _is_common(name: str) -> bool:
    """Whether a name is in many articles: a country, a title, a noun for people or bodies ("Ministry"), a first name."""
    return bool(
        lexicon.countries_of(name)
        or lexicon.is_country(name)
        or lexicon.is_title(name)
        or lexicon.noun_type(name)
        or lexicon.is_given_name(name)
    )

"""The country of an article, which decides what a bare "dollar", "pound" or "rupee" is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from quotes.claims import lexicon
from quotes.claims.lexicon import CurrencyForm
from quotes.records import Document

_CAPITALISED = re.compile(r"(?:[UK]\.?[SK]\.?A?|[A-Z][a-zà-ÿ]+)(?:[ -](?:[A-Z][a-zà-ÿ]+|es|of))*\b")
_LETTERS = ("R", "K", "P", "N")
_LONGEST = 3
_FEWEST = 2
"""How often an article without a dateline must name a country before its dollar is taken to be that country's."""


@dataclass(frozen=True, slots=True)
class Country:
    """The ISO 3166 codes of the countries that an article is about, the likeliest first; empty where unclear."""

    codes: tuple[str, ...] = ()

    def code(self, form: CurrencyForm) -> str:
        """The ISO 4217 code of a currency form in an article from this country.

        The kind ``money`` is whatever is paid with there: a "grand" is a thousand pounds in London, euros in Dublin.
        """
        if form.code is not None:
            return form.code
        kind = form.kind or ""
        for territory in self.codes:
            found = lexicon.territory_currency(territory, kind)
            if found is not None:
                return found
        return lexicon.currency_defaults().get(kind, "USD")

    def code_of_sum(self, form: CurrencyForm, value: Fraction) -> str:
        """The code for a sum: one that is above all that a small country makes in a year is not in its own money.

        The "$100bn" that delegates in Suva ask for are those of the United States.
        """
        code = self.code(form)
        beyond = form.code is None and value > lexicon.largest_sums().get(code, value)
        return lexicon.currency_defaults().get(form.kind or "", code) if beyond else code

    @property
    def letter(self) -> str | None:
        """The letter that stands for the country's money before an amount: "R" of South Africa; null where none does."""
        for sign in _LETTERS:
            form = lexicon.currency_forms()[sign]
            own = self.codes and lexicon.territory_currency(self.codes[0], "money")
            if own and self.code(form) == own:
                return sign
        return None


def country_of(document: Document) -> Country:
    """Where the article is from: its dateline, else the country that it names most and more than once.

    A country is named by its name, by its people's where a currency has it ("Canadian"), by its provinces and by its
    cities: those that name a time zone and those of ``data/places.tsv``. A tie is the dateline's or nobody's.
    """
    parts = [part.strip(" .").lower() for part in reversed(re.split("[,/]", document.place or ""))]
    dateline = [code for part in parts if (code := _place(part) or _place(part.removesuffix(" city")))]
    counts = Counter(_named(document.text)).most_common(2)
    clear = bool(counts) and counts[0][1] >= _FEWEST and (len(counts) < 2 or counts[0][1] > counts[1][1])
    return Country(tuple(dict.fromkeys([*dateline, *([counts[0][0]] if clear else [])])))


def _place(name: str) -> str | None:
    return (
        lexicon.territory_names().get(name)
        or lexicon.places().get(name)
        or lexicon.city_territories().get(name)
        or lexicon.currency_peoples().get(name)
    )


def _named(text: str) -> Iterator[str]:
    """The countries that the text names, each as often as it does."""
    for match in _CAPITALISED.finditer(text):
        words = re.split("[ -]", match.group().lower().rstrip("."))
        at = 0
        while at < len(words):
            step = 1
            for length in range(min(_LONGEST, len(words) - at), 0, -1):
                if code := _place(" ".join(words[at : at + length])):
                    yield code
                    step = length
                    break
            at += step

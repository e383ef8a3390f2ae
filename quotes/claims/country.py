"""The country of an article, which decides what a bare "dollar", "pound" or "rupee" is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from quotes.claims import lexicon
from quotes.claims.lexicon import CurrencyForm
from quotes.records import Document

_CAPITALISED = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_FEWEST = 2
"""How often an article without a dateline must name a country before its dollar is taken to be that country's."""


@dataclass(frozen=True, slots=True)
class Country:
    """The ISO 3166 codes of the countries that an article is about, the likeliest first; empty where unclear."""

    codes: tuple[str, ...] = ()

    def code(self, form: CurrencyForm) -> str:
        """The ISO 4217 code of a currency form in an article from this country."""
        if form.code is not None:
            return form.code
        kind = form.kind or ""
        for territory in self.codes:
            found = lexicon.territory_currency(territory, kind)
            if found is not None:
                return found
        return lexicon.currency_defaults().get(kind, "USD")


def country_of(document: Document) -> Country:
    """Where the article is from: its dateline, else the country that it names most and more than once.

    Of cities the dateline's are known that name a time zone: "WINDHOEK", "COPENHAGEN".
    """
    known = lexicon.territory_names()
    parts = [part.strip().lower() for part in reversed((document.place or "").split(","))]
    dateline = [code for part in parts if (code := known.get(part) or lexicon.city_territories().get(part))]
    counts: Counter[str] = Counter()
    for match in _CAPITALISED.finditer(document.text):
        name = match.group().lower()
        code = known.get(name) or known.get(name.split(" ")[0])
        if code is not None:
            counts[code] += 1
    named = [code for code, count in counts.most_common(1) if count >= _FEWEST]
    return Country(tuple(dict.fromkeys(dateline + named)))

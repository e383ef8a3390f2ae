"""What tells two bearers of one name apart, or speaks for one: gender and role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from quotes.speakers import lexicon
from quotes.speakers.lexicon import Gender
from quotes.speakers.merging.records import Appearance
from quotes.speakers.occurrences import SMALL, words_of

_PRONOUNS: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_TELLS_LITTLE = SMALL | frozenset(
    ["an", "at", "by", "chief", "deputy", "ex", "former", "from", "her", "his", "its", "new", "senior", "to", "with"]
)
_GENDERED = ("woman", "person", "man")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one document tells of a bearer: the gender by title, pronoun or noun, "" where it tells none or both; the role's words."""

    gender: Gender
    role: frozenset[str]


def evidence_of(appearance: Appearance) -> Evidence:
    """What the words around a speaker tell."""
    words = [w for mention in (appearance.name, *appearance.mentions) for w in mention.split()[:1]]
    told: set[Gender] = {g for word in words if (g := _PRONOUNS.get(word.casefold(), "") or lexicon.title_gender(word))}
    genders, role = _of_role(appearance.role or "")
    told |= genders
    return Evidence(told.pop() if len(told) == 1 else "", role)


def likely_gender(given: Iterable[str]) -> Gender:
    """What the given names tell."""
    return next((g for name in given if (g := lexicon.given_name_gender(name))), "")


def differ(one: Gender, other: Gender) -> bool:
    """Whether two genders are known and not the same."""
    return bool(one) and bool(other) and one != other


@lru_cache(maxsize=20_000)
def _of_role(role: str) -> tuple[frozenset[Gender], frozenset[str]]:
    """The genders that a role tells, and its words in a form to be compared: "Russian spokesman" is "russia", "spokes"."""
    found: set[str] = set()
    words = words_of(role)
    for word in words:
        if word in _TELLS_LITTLE:
            continue
        ending = next((e for e in _GENDERED if word.endswith(e) and len(word) > len(e) + 2), "")
        found.update(lexicon.countries_of(word) or {word.removesuffix(ending)})
        found.update(lexicon.expand(word).split() if lexicon.expand(word) != word else ())
    return frozenset(g for word in words if (g := lexicon.noun_gender(word))), frozenset(found)

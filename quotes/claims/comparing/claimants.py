"""Whose figure it is: the speaker of its quote, or who the clause says put it there ("the mayor put it at 25")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quotes.claims.comparing.records import Figure
from quotes.speakers.lexicon import fold

_WHO = r"(?:^|[,;:] |\b(?:and|but|while|whereas) )(?P<who>[^,;:“”\"]{2,90}?)"
_ADVERBS = r"(?: (?:has|have|had|now|later|also|instead|himself|herself|itself|themselves|yesterday|earlier))*"
_VERB = r"(?:put|puts|placed|places|estimated|estimates|reckoned|reckons)"
_WHAT = r"(?P<what>(?: [\w'’-]+){1,7}?) at"
_PUT = re.compile(rf"{_WHO}{_ADVERBS} {_VERB}{_WHAT} [\"“]?$")
_PUT_BY = re.compile(rf"\b{_VERB}{_WHAT} [\"“]?$")
_FIRST_PUT = re.compile(rf" {_VERB}{_WHAT} ")
_GAPPED = re.compile(r" (?:and|while|but) (?P<who>[^,;:“”\"]{2,60}?) at [\"“]?$")
_SPOKE = re.compile(rf"{_WHO}{_ADVERBS} (?:speak|speaks|spoke|spoken|talk|talks|talked) of [\"“]?$")
_LEAD = re.compile(
    r"^(?:but|and|while|whereas|though|although|yet|however|meanwhile|that|at the time)\b[ ,]*", re.IGNORECASE
)
_PRONOUN = re.compile(r"^(?:it|he|she|they|we|i|who|which|that|this)$", re.IGNORECASE)
_CAPITALS = re.compile(r"(?:[A-Z][\w'’.-]+ ?)+$")
_SMALL = frozenset({"the", "a", "an", "its", "his", "her", "their", "of", "for", "s"})
_GENERIC = frozenset(
    {"figure", "number", "total", "it", "them", "that", "toll", "sum", "cost", "count", "amount", "bill"}
)


@dataclass(frozen=True, slots=True)
class Put:
    """Who put a figure somewhere, and the words for what was put: "the number of dead"."""

    who: str | None
    what: str

    @property
    def points_back(self) -> bool:
        """Whether the words name nothing of their own, so that the figure is for what was counted before."""
        words = self.what.lower().split()
        return not words or (len(words) <= 2 and words[-1] in _GENERIC)


def put(figure: Figure) -> Put | None:
    """Who put the figure there, as its clause says it; null where it is not said in this way.

    In "the town's mayor put the number of dead at 25" it is "the town's mayor", and the words are "the number of dead".
    """
    before = figure.clause[: max(0, figure.place)]
    if found := _PUT.search(before):
        return Put(_who(found["who"]), found["what"].strip())
    if found := _SPOKE.search(before):
        return Put(_who(found["who"]), "")
    if (found := _GAPPED.search(before)) and (first := _FIRST_PUT.search(before)):
        return Put(_who(found["who"]), first["what"].strip())
    found = _PUT_BY.search(before)
    return Put(None, found["what"].strip()) if found else None


def _who(words: str) -> str | None:
    """The one who put it, without conjunctions; null for a pronoun: "Its rival Stormline" is Stormline."""
    name = _LEAD.sub("", words.strip())
    if name.lower().startswith(("its ", "his ", "her ", "their ")) and (found := _CAPITALS.search(name)):
        return found[0].strip()
    return None if not name or _PRONOUN.match(name) else name


def claimant(figure: Figure) -> str | None:
    """Whose figure it is; null in the article's own voice."""
    found = put(figure)
    return found.who if found is not None and found.who is not None else figure.claimant


def same_claimant(one: str | None, other: str | None) -> bool:
    """Whether two claimants can be one: one name begins or ends the other ("Reyes", "Dana Reyes")."""
    if one is None or other is None:
        return one is other
    short, long = sorted((_words(one), _words(other)), key=len)
    return bool(short) and short in (long[: len(short)], long[-len(short) :])


def is_named(name: str | None) -> bool:
    """Whether a claimant has a name, and so is the same in another document; "officials" are others there."""
    return name is not None and any(word[:1].isupper() for word in name.split())


@lru_cache(maxsize=50_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"\w+", fold(name)) if word not in _SMALL)

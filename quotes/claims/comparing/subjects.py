"""What a figure counts, and whether it can be compared at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quotes.claims import lexicon
from quotes.claims.comparing import scope
from quotes.claims.comparing.claimants import put
from quotes.claims.comparing.records import Figure
from quotes.claims.comparing.words import (
    Around,
    around,
    content,
    fates,
    is_number,
    near_after,
    near_before,
    stem,
    word_set,
    words_of,
)

MIXED = "mixed"
"""The fate where several are told of one number: "killed or injured 60"."""

_REACH = 8
_NEAR = 4
_WINDOW = 9


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure counts.

    ``unit`` is "person" for all words for people as such; ``fate`` what befell them, "" where that is not said; ``about``
    and ``context`` hold the words of what is quantified and of what stands near. ``places``, ``periods`` and ``days``
    limit it, ``direction`` says that it is a change and no level, ``whole`` that it is no part of another number,
    ``asserted`` that it is told as a fact.
    """

    unit: str
    fate: str
    about: frozenset[str]
    context: frozenset[str]
    places: frozenset[str]
    periods: frozenset[str]
    days: frozenset[str]
    direction: str
    whole: bool
    asserted: bool


def subject_of(figure: Figure) -> Subject:
    """What the figure counts, by the words around it."""
    place = around(figure)
    return Subject(
        unit=_unit(figure, place),
        fate=_fate(figure, place) if figure.dimension == "count" else "",
        about=content(figure.about or "") - {stem(figure.unit)},
        context=content(" ".join((*place.before[-_WINDOW:], *place.after[:_WINDOW]))),
        places=scope.places(figure.clause),
        periods=scope.periods(figure.clause),
        days=scope.days(figure.clause),
        direction=scope.direction(place),
        whole=not scope.is_part(figure, place),
        asserted=scope.is_asserted(figure, place),
    )


def _unit(figure: Figure, place: Around) -> str:
    """The unit, "person" for every word that means people as such; nationalities ("eight Mexicans") stay apart."""
    last, about = figure.quantity.split()[-1], (figure.about or "").split()
    if figure.unit in ("national", "citizen") and about and about[0][:1].isupper():
        return lexicon.singular(about[0].lower())
    if figure.unit in word_set("people"):
        return lexicon.singular(last.lower()) if _names_nation(last, place) else "person"
    return "person" if figure.dimension == "count" and _counts_those(figure, place) else figure.unit


def _names_nation(word: str, place: Around) -> bool:
    """Whether a word for people names a nation: "Mexicans" does, "Thirty-four" and "Deaths" in a headline do not."""
    low = word.lower()
    known = lexicon.singular(low) in word_set("people") or low in fates() or is_number(low.split("-")[0])
    return word[:1].isupper() and not known and bool(place.before or len(low) > 3)


def _counts_those(figure: Figure, place: Around) -> bool:
    """As in "the number of those detained is 200", "put the displaced at 6,000": people, whatever was counted before."""
    if figure.unit in figure.quantity.lower():
        return False
    found = put(figure)
    if found is not None:
        return found.what.lower().split()[-1:] != [] and found.what.lower().split()[-1] in fates()
    words = [word.lower() for word in place.before[-_REACH:]]
    heads = (words[at + 1 : at + 4] for at, word in enumerate(words) if word == "number")
    return any(head[:2] == ["of", "those"] or (head[:1] == ["of"] and bool(_fates(head[1:2]))) for head in heads)


def _fate(figure: Figure, place: Around) -> str:
    """What befell those who are counted."""
    own = _fates(word.lower() for word in words_of(figure.quantity)) | _fates([figure.unit])
    if own:
        return _one(own)
    found = put(figure)
    if found is not None and found.what:
        words = found.what.lower().split()
        return _one(_fates(words) or ({"dead"} if "toll" in words else set()))
    after, before = near_after(place, _REACH), near_before(place, _REACH)
    told = _fates(after[:_NEAR]) or _fates(before[:_NEAR]) or _fates(after) or _fates(before)
    told |= _joined(place) | ({"held"} if after[:1] == ["held"] else set())
    return "dead" if "toll" in before and (not told or "death" in before) else _one(told)


def _joined(place: Around) -> set[str]:
    """Fates tied to one another by "and" or "or" beside the number: "killed or injured 60"."""
    found = set()
    for words in (place.before[-_NEAR:], place.after[:_NEAR]):
        low = [word.lower() for word in words]
        for one, joint, other in zip(low, low[1:], low[2:], strict=False):
            if joint in ("and", "or") and one in fates() and other in fates():
                found |= {fates()[one], fates()[other]}
    return found


def _fates(words: Iterable[str]) -> set[str]:
    return {fates()[word] for word in words if word in fates()}


def _one(told: set[str]) -> str:
    """The one fate that is told, "" for none."""
    return MIXED if len(told) > 1 else next(iter(told), "")

"""Whether two figures are for the same thing."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.claims import lexicon
from quotes.claims.comparing.claimants import Put, claimant, put
from quotes.claims.comparing.records import Figure
from quotes.claims.comparing.subjects import MIXED, Subject, subject_of
from quotes.claims.comparing.words import content, stem, word_set

_NEVER = frozenset({"time", "percentage_point", "basis point", "magnitude"})


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with what it counts, whose it is, and who the clause says put it there."""

    figure: Figure
    subject: Subject = field(init=False)
    who: str | None = field(init=False)
    put: Put | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "subject", subject_of(self.figure))
        object.__setattr__(self, "who", claimant(self.figure))
        object.__setattr__(self, "put", put(self.figure))

    @property
    def counts(self) -> bool:
        """Whether it has a number of its own ("dozens" has none) in a unit whose figures can contradict each other."""
        words = {word.lower() for word in self.figure.quantity.split()}
        return not words & lexicon.vague_plurals().keys() and self.figure.unit not in _NEVER

    @property
    def comparable(self) -> bool:
        """Whether it is a whole figure that is told as a fact and of which it is clear what it counts."""
        return self.subject.whole and self.subject.asserted and self.counts and self.subject.fate != MIXED

    @property
    def said(self) -> frozenset[str]:
        """The words that name the claimant."""
        return content(self.who or "")

    @property
    def key(self) -> tuple[str, ...]:
        """What must be equal for two figures to be compared, empty where this one is compared with none."""
        if not self.comparable or self.who is None:
            return ()
        if self.subject.fate:
            return (self.subject.unit, self.subject.fate)
        return (self.subject.unit,) if self.subject.about - word_set("loose_subjects") else ()


def one_unit(one: Told, other: Told) -> bool:
    """Whether two figures are in one unit; "£38,500" and "£59,000 a year" are, where one answers the other."""
    first, second = sorted((one.subject.unit, other.subject.unit), key=len)
    money = "money" in (one.figure.dimension, other.figure.dimension)
    return first == second or (money and second.startswith(f"{first} per "))


def compatible(one: Told, other: Told) -> bool:
    """Whether place, time and direction of two figures do not differ."""
    first, second = one.subject, other.subject
    if first.places and second.places and first.places.isdisjoint(second.places):
        return False
    if first.days and second.days and first.days.isdisjoint(second.days):
        return False
    dated = one.figure.as_of and other.figure.as_of and one.figure.as_of != other.figure.as_of
    return not dated and first.periods == second.periods and first.direction == second.direction


def one_count(one: Told, other: Told) -> bool:
    """Whether the same befell the same people; "Azerbaijani soldiers" and "Armenian soldiers" are not the same."""
    if one.subject.fate != other.subject.fate:
        return False
    if not (_ends_in_unit(one.figure) and _ends_in_unit(other.figure)):
        return True
    return one.subject.about <= other.subject.about or other.subject.about <= one.subject.about


def _ends_in_unit(figure: Figure) -> bool:
    words = (figure.about or "").lower().split()
    return bool(words) and stem(words[-1]) == stem(figure.unit)


def one_subject(one: Told, other: Told) -> bool:
    """Whether the words for what is quantified agree, and those around the figures too."""
    first, second = one.subject, other.subject
    if one.figure.dimension == "duration" or not (first.about and second.about):
        return False
    if (first.about | second.about) & word_set("loose_subjects") or _named(one) or _named(other):
        return False
    if not (first.about <= second.about or second.about <= first.about):
        return False
    known = first.about | second.about | one.said | other.said | {stem(first.unit)}
    rests = (first.context - known, second.context - known)
    shared = rests[0] & rests[1]
    return bool(shared) and 2 * len(shared) >= min(len(rests[0]), len(rests[1]))


def _named(told: Told) -> bool:
    """Whether what is quantified is only a name: "Clinton" leads by many things."""
    words = (told.figure.about or "").split()
    return bool(words) and all(word[:1].isupper() for word in words) and not told.figure.clause.startswith(words[0])

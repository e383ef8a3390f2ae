"""What goes in, what comes out, and how sure each reason is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from quotes.records import SpeakerType

Reason = Literal[
    "alone",
    "same-name",
    "same-name-unlike",
    "middle-name",
    "short-name",
    "spelling",
    "initial",
    "surname",
    "surname-few",
    "surname-once",
    "surname-only",
    "same-body",
    "same-acronym",
    "acronym-told",
    "acronym",
    "acronym-once",
]

CERTAINTY: Mapping[Reason, float] = MappingProxyType(
    {
        "alone": 1.0,
        "same-name": 0.97,
        "same-name-unlike": 0.93,
        "middle-name": 0.92,
        "short-name": 0.7,
        "spelling": 0.93,
        "initial": 0.8,
        "surname": 0.97,
        "surname-few": 0.75,
        "surname-once": 0.6,
        "surname-only": 0.9,
        "same-body": 0.93,
        "same-acronym": 0.94,
        "acronym-told": 0.96,
        "acronym": 0.93,
        "acronym-once": 0.45,
    }
)
"""How often a link of each reason is right: the precision that was measured, rounded down.

- ``alone``: nothing was merged; the only appearance, or appearances of one document with one name.
- ``same-name``: the full name, but for case, accents, hyphens and titles. 30 of 30 pairs of different outlets.
- ``same-name-unlike``: the same, but the roles share no word or the genders differ. 47 of 50.
- ``middle-name``: a middle name or initial more or less, one person fits. 12 of 13.
- ``short-name``: two words of a longer name ("Wanda Vázquez" of "Wanda Vázquez Garced"), one person fits. 5 of 8, and
  15 of 15 pairs in the annotated articles.
- ``spelling``: first names one vowel, "h" or doubled letter apart ("Moustafa", "Mostafa"). 11 of 11.
- ``initial``: "V. Putin", one person fits. No case in the articles that were measured: a cautious guess.
- ``surname``: the only person of that surname, whom three or more documents name in full. 259 of 265.
- ``surname-few``: two documents do, or one of the same publisher. 147 of 188.
- ``surname-once``: one document does, and a publisher is unknown. 163 of 271. Where both publishers are known and
  differ nothing is merged: 103 of 230 would be right.
- ``surname-only``: one surname, that of nobody's full name. 16 of 17.
- ``same-body``: an organization's name, but for "the", small words and "Inc.". 43 of 48 pairs of different countries.
- ``same-acronym``: one acronym, explained nowhere or in the same words. 105 of 108 pairs.
- ``acronym-told``: a document uses it for the only name that it stands for. 73 of 76.
- ``acronym``: the initials of the only name, of three or more documents or of the same publisher. 16 of 17.
- ``acronym-once``: the initials of the only name, of one or two documents, and a publisher is unknown. 25 of 58.

Pairs and links were drawn from 1,063 articles of world newswire and 924 of American politics: surnames and acronyms by
leaving only the short form in a tenth of the articles at a time (the full name of the same article is the truth), the
others judged by reading. In these collections nearly every article has people of its own, so few articles on one
subject will do better. Articles cut into one document for each name of their annotated speakers (86 articles, 435
pairs): precision 99, recall 67 percent, with publishers known 80.
"""

MANY = 3
"""Documents that give a name in full make it likely that what may be short for it is."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A speaker of one document: the name, what the article says the bearer is, and the words that name it beside cues."""

    document_id: str
    name: str
    type: SpeakerType
    role: str | None = None
    mentions: tuple[str, ...] = ()
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """The group of one appearance, by number, and why it belongs there."""

    group: int
    reason: Reason

    @property
    def certainty(self) -> float:
        """How often a link of this reason is right."""
        return CERTAINTY[self.reason]

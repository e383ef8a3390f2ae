"""What the parts of this stage share: whom a mention stands for, who spoke before, what is known of the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from quotes.language.trees import Forest
from quotes.records import Document, Span, SpeakerType
from quotes.speakers import lexicon
from quotes.speakers.lexicon import Gender
from quotes.speakers.mentions import Mention, name_type
from quotes.speakers.names import Name, Names
from quotes.speakers.roles import Role

#: What is no part of a source at its ends.
EDGES = " \t\r\n,;:.–—-()[]\"'“”‘’«»"
# What it counts for an antecedent, in points, that its words were reported.
_LAST_SPEAKER, _SPEAKER_OF_SENTENCE, _EARLIER_SPEAKER = 1.3, 0.6, 0.3
_SPEAKER_OF_PARENT = 1.8


@dataclass(frozen=True, slots=True)
class Referent:
    """Who a mention stands for: the fullest name or the phrase as it stands, and the rule that decided."""

    text: str
    type: SpeakerType
    rule: str
    name: Name | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for two mentions of one bearer."""
        return ("name", self.name.text, self.name.label) if self.name else ("phrase", plain(self.text))


@dataclass(frozen=True, slots=True)
class Heard:
    """Whose words came before a mention.

    ``last`` was quoted last, in sentence ``sentence``; ``parent`` speaks the quotation around the mention, in
    quotation marks if ``parent_is_direct`` (a "he" in one's own words is somebody else), to ``addressee``. ``alone``
    says that the words quoted are those of one person ("I"), ``apart`` that the mention is set against the last speaker.
    ``words`` are those that the mention is the source of; ``group`` are those last quoted together, in sentence
    ``together``.
    """

    last: Referent | None = None
    sentence: int = 0
    parent: Referent | None = None
    parent_is_direct: bool = False
    addressee: Referent | None = None
    alone: bool = False
    apart: bool = False
    words: tuple[Span, ...] = ()
    group: Referent | None = None
    together: int = 0

    def points(self, referent: Referent, apart: int) -> float:
        """How much it speaks for a referent ``apart`` sentences later that its words were reported; 0 is the same sentence."""
        if self.parent is not None and not self.parent_is_direct:
            return _SPEAKER_OF_PARENT if referent.key == self.parent.key else 0.0
        if self.last is None or referent.key != self.last.key:
            return 0.0
        if apart == 0:
            return _SPEAKER_OF_SENTENCE
        return _LAST_SPEAKER if apart == 1 else _EARLIER_SPEAKER


@dataclass(frozen=True, slots=True)
class Context:
    """All that resolving one document's mentions needs.

    ``quoted`` are the segments of direct and mixed quotations, ``they`` the people whom the article calls "they".
    """

    document: Document
    forest: Forest
    names: Names
    candidates: tuple[Mention, ...]
    roles: Mapping[Name, tuple[Role, ...]]
    quoted: tuple[Span, ...]
    clock: tuple[int, ...]
    bearers: Mapping[str, tuple[Name, ...]]
    they: frozenset[Name] = frozenset()

    def gender(self, name: Name) -> Gender:
        """The gender that titles before a name or nouns said of it tell: a spokeswoman is "f"; "" where none does."""
        told = {g for r in self.roles.get(name, ()) if (g := lexicon.noun_gender(r.noun))}
        return name.gender or (told.pop() if len(told) == 1 else "")

    def quoted_around(self, span: Span) -> Span | None:
        """The quoted segment that holds a span, null where none does."""
        at = bisect_right(self.quoted, span.start, key=lambda s: s.start)
        return next((s for s in reversed(self.quoted[max(at - 3, 0) : at]) if s.contains(span)), None)


def plain(text: str) -> str:
    """A phrase for comparing: lower case, one space between words, no article before it."""
    return re.sub(r"^(?:the|a|an|its|his|her|their) ", "", " ".join(lexicon.fold(text).split()))


def named(name: Name, rule: str) -> Referent:
    """The bearer of a name."""
    return Referent(name.text, name_type(name), rule, name)

"""Names as they are compared across documents: a person's given names and surname, a body's words, its acronym.

Only names have a form. "officials", "the report", "a hospital spokesman", "Mr Lind's lawyer" or "Health Ministry" mean
someone else in every document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.language import lists
from quotes.speakers import lexicon
from quotes.speakers.occurrences import ACRONYM, SMALL

_PACKAGE = "quotes.speakers"
_EASTERN = re.compile(r"[^\W\d_]+[-‑][^\W\d_A-Z][^\W\d_]*")  # the given name of "Park Won-soon" stands last
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BODY_WORDS = re.compile(r"[\w.&’'-]+")
_ALIAS = re.compile(r"\s*" + ACRONYM.pattern)
_OWNER = re.compile(r"['’]s?\b(?=\s)|['’]s$")
_NEVER_FIRST = frozenset(
    {"a", "an", "another", "any", "both", "her", "his", "its", "many", "most", "my", "no", "one", "our",
     "other", "several", "some", "that", "the", "their", "these", "this", "those", "two"}
)  # fmt: skip
_PARTICLES = frozenset(
    {"abu", "af", "al", "ap", "av", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
     "e", "el", "ibn", "la", "le", "ten", "ter", "ul", "und", "van", "von", "y", "zu"}
)  # fmt: skip
_ARTICLES_IN_NAMES = frozenset({"al", "el"})  # "el-Sisi" is "al-Sisi" and "Sisi"
_GIVEN_TOO = frozenset({"abu", "al", "bin", "van"})
_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_DEGREES = frozenset(["cbe", "esq", "kc", "mbe", "mep", "obe", "phd", "qc"])
_HONORIFICS = frozenset(
    {"dame", "dr", "herr", "frau", "lady", "lord", "madam", "madame", "miss", "mister", "mr", "mrs", "ms",
     "prof", "professor", "sen", "senator", "sir", "smt"}
)  # fmt: skip
_EMBASSIES = frozenset({"consulate", "embassy", "mission"})
_KNOWN_BODIES = frozenset(
    {("state", "department"), ("justice", "department"), ("defense", "department"), ("treasury", "department")}
)


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person's name, folded: ``given`` are the names and initials before the surname, none where it stands alone."""

    given: tuple[str, ...]
    surname: str
    generation: str = ""

    @property
    def abbreviated(self) -> bool:
        """Whether the first name is only an initial."""
        return bool(self.given) and len(self.given[0]) == 1

    @property
    def full(self) -> bool:
        """Whether it has a first name written out."""
        return bool(self.given) and len(self.given[0]) > 1

    @property
    def words(self) -> tuple[str, ...]:
        """All its words in order."""
        return (*self.given, self.surname)


@dataclass(frozen=True, slots=True)
class BodyForm:
    """The words of an organization's, place's or medium's name, folded, the acronym that stands after it, those it could have."""

    words: tuple[str, ...]
    alias: str = ""
    acronym: bool = False
    initials: frozenset[str] = frozenset()


def person_form(name: str) -> PersonForm | None:
    """The form of a person's name; null where the words name nobody.

    >>> person_form("Mr. Dmitry S. Peskov")
    PersonForm(given=('dmitry', 's'), surname='peskov', generation='')
    >>> person_form("Park Won-soon").surname
    'park'
    >>> person_form("a hospital spokesman") is None
    True
    """
    words = name.split()
    if not words or any(c.isdigit() or c in "@&" for c in name) or _OWNER.search(name) or _is_phrase(words):
        return None
    if len(words) == 2 and _EASTERN.fullmatch(words[1]):
        words = words[::-1]
    parts = [part for word in _WORD.findall(" ".join(words)) for part in _letters(word, name)]
    generation = _GENERATIONS.get(parts[-1], "") if len(parts) > 1 else ""
    parts = _without_titles([part for part in (parts[:-1] if generation else parts) if part not in _DEGREES])
    parts = _without_particles(parts, words[0])
    if not parts or len(parts[-1]) < 2 or (len(parts) == 1 and _is_common(parts[0])):
        return None
    return PersonForm(tuple(parts[:-1]), parts[-1], generation)


def body_form(name: str) -> BodyForm | None:
    """The form of an organization's name; null for a description and for one that many bodies bear.

    >>> body_form("the World Health Organization (WHO)").words
    ('world', 'health', 'organization')
    >>> body_form("Health Ministry") is None
    True
    """
    found = ACRONYM.search(name)
    words = [w.strip(".’'-") or w for w in _BODY_WORDS.findall(_ALIAS.sub("", name))]
    if words and words[0].casefold() == "the":
        words = words[1:]
    if not words or words[0].casefold() in _NEVER_FIRST or not all(_is_proper(word) for word in words):
        return None
    acronym = len(words) == 1 and is_acronym(words[0])
    folded = tuple(p for word in words for p in lexicon.expand(_owned(word)).split() if p not in SMALL)
    folded = _without_suffixes(_head_last(folded) if " of " in name else folded)
    if not folded or _is_common_body(folded) or (" in " not in name and not _EMBASSIES.isdisjoint(folded)):
        return None
    alias = lexicon.fold(found[1]) if found else ""
    return BodyForm(folded, alias, acronym and len(folded) == 1, _initials(words, folded))


def is_acronym(word: str) -> bool:
    """Whether a word is written as an acronym: "WHO", "U.N.", "AfCFTA"."""
    plain = word.replace(".", "")
    return 2 <= len(plain) <= 8 and plain[0].isupper() and plain[-1].isupper() and plain.isalpha()


def told_acronym(mention: str) -> str:
    """The acronym that a mention is, folded, "" where it is none: "the WHO" gives "who"."""
    word = mention.removeprefix("the ").removeprefix("The ").strip()
    return lexicon.fold(word) if is_acronym(word) else ""


# People


def _is_phrase(words: list[str]) -> bool:
    """Whether words are no name: one begins with a small letter, or the last is a noun for a person."""
    if lexicon.fold(words[0]) in _NEVER_FIRST:
        return True
    if any(word.islower() and word not in _PARTICLES for word in words):
        return True
    return len(words) > 1 and lexicon.noun_type(words[-1]) is not None and not lexicon.is_given_name(words[0])


def _letters(word: str, name: str) -> list[str]:
    """The folded word; the letters of initials written together ("JD", "V.V.") one by one."""
    folded = lexicon.fold(word).replace("'", "")
    together = len(word) == 2 and word.isupper() and not name.isupper()
    return list(folded) if together and folded not in _GENERATIONS else [folded]


def _without_titles(parts: list[str]) -> list[str]:
    """The words after titles: what may be a given name too ("Don", "Judge") goes only before two more."""
    while len(parts) > 1:
        first, left = parts[0], len(parts) - 1
        title = lexicon.is_title(first) or (lexicon.is_name_title(first) and left > 1)
        if first not in _HONORIFICS and not (title and (left > 1 or not lexicon.is_given_name(first))):
            break
        parts = parts[1:]
    return parts


def _without_particles(parts: list[str], first: str) -> list[str]:
    """The words without the "al" inside a name and the "de" before a surname alone; "Al Gore" and "Van Jones" stay."""
    inside = [p for i, p in enumerate(parts) if i in {0, len(parts) - 1} or p not in _ARTICLES_IN_NAMES]
    small = bool(inside) and (first[:1].islower() or inside[0] not in _GIVEN_TOO)
    return inside[1:] if len(inside) > 1 and inside[0] in _PARTICLES and small else inside


def _is_common(word: str) -> bool:
    """Whether one word alone names nobody: "Sheriff", "Caller", "Moscow"."""
    return lexicon.noun_type(_singular(word)) is not None or lexicon.is_title(word) or lexicon.is_country(word)


# Bodies


def _is_proper(word: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in word) or word.casefold() in SMALL | _PARTICLES | {"&"} or "." in word


def _head_last(words: tuple[str, ...]) -> tuple[str, ...]:
    """Turns the words of "Department of State" into those of "State Department"."""
    return (*words[1:], words[0]) if words and words[0] in {"department", "ministry"} else words


def _initials(words: list[str], folded: tuple[str, ...]) -> frozenset[str]:
    """The acronyms that a name of several words could have, with and without its small words."""
    with_small = "".join(lexicon.fold(word)[:1] for word in words)
    return frozenset({with_small, "".join(word[0] for word in folded)}) if len(folded) > 1 else frozenset()


def _owned(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _without_suffixes(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a company's name without "Inc.", "Group", "Ltd" at its end."""
    suffixes = lists.words(_PACKAGE, "company_suffixes.txt")
    while len(words) > 1 and words[-1] in suffixes:
        words = words[:-1]
    return words


def _is_common_body(words: tuple[str, ...]) -> bool:
    """Whether many bodies bear the name: "Health Ministry", "Supreme Court", "Police"."""
    if words in _KNOWN_BODIES:
        return False
    common = lists.words(_PACKAGE, "common_body_words.txt")
    return all(w in common or lexicon.noun_type(_singular(w)) or lexicon.is_utterance_noun(w) for w in words)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word

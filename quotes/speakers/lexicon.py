"""What the speaker stage knows about words: nouns for persons and bodies, titles, nationalities, given names, media."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

from quotes.language.lists import lines, table, words
from quotes.records import SpeakerType

Gender = Literal["m", "f", "n", ""]

_PACKAGE = "quotes.speakers"
_PERSON_ENDINGS = ("man", "woman", "person", "ologist", "ician")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "’": "'"})


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case without accents, for comparing names: "Brudziński" and "Brudzinski" are one.

    Stops inside abbreviations go ("U.S." is "us").
    """
    low = unicodedata.normalize("NFD", text.casefold().translate(_LETTERS))
    return "".join(c for c in low if not unicodedata.combining(c)).replace(".", "")


def noun_type(lemma: str, *, plural: bool = False) -> SpeakerType | None:
    """What sort of speaker a noun stands for, null for nouns that stand for none.

    ``noun_type("minister")`` is "person", in the plural "group"; "ministry" is "organization"; "report" is "document".
    """
    lemma = lemma.casefold()
    if lemma in words(_PACKAGE, "group_nouns.txt"):
        return "group"
    if lemma in table(_PACKAGE, "person_nouns.tsv") or lemma.endswith(_PERSON_ENDINGS):
        return "group" if plural else "person"
    if lemma in words(_PACKAGE, "organization_nouns.txt"):
        return "group" if plural else "organization"
    if lemma in words(_PACKAGE, "document_nouns.txt"):
        return "document"
    return None


def noun_gender(lemma: str) -> Gender:
    """The gender a noun for a person tells: "spokeswoman" is "f", "minister" ""."""
    return _gender(table(_PACKAGE, "person_nouns.tsv").get(lemma.casefold(), ""))


def is_title(word: str) -> bool:
    """Whether a word may stand before a name as a title that is no part of it: "President", "Mr", "Gen."."""
    return not is_name_title(word) and fold(word) in table(_PACKAGE, "titles.tsv")


def is_name_title(word: str) -> bool:
    """Whether a title is part of the name it stands before: "Pope" Francis."""
    return fold(word) in words(_PACKAGE, "name_titles.txt")


def title_gender(word: str) -> Gender:
    """The gender a title tells: "Mrs" is "f", "Dr" ""."""
    return _gender(table(_PACKAGE, "titles.tsv").get(fold(word), ""))


def given_name_gender(word: str) -> Gender:
    """The gender that a given name mostly goes with, "" where it is not known or goes with both."""
    return _gender(table(_PACKAGE, "given_names.tsv").get(fold(word), ""))


def is_given_name(word: str) -> bool:
    """Whether the list of given names holds the word."""
    return fold(word) in table(_PACKAGE, "given_names.tsv")


def is_utterance_noun(lemma: str) -> bool:
    """Whether a noun stands for something said or written ("statement", "tweet")."""
    return lemma.casefold() in words(_PACKAGE, "utterance_nouns.txt")


def is_issuing(verb: str) -> bool:
    """Whether who does this to a text is its author: "released by", not "commissioned by"."""
    return verb.casefold() in words(_PACKAGE, "issuing_verbs.txt")


def is_neutral(word: str) -> bool:
    """Whether a word tells that a person goes by "they": "nonbinary", "they/them"."""
    return word.casefold() in words(_PACKAGE, "neutral_words.txt")


def like_nouns(noun: str) -> frozenset[str]:
    """A noun and those that news uses for the same bearer: "website" gives "site", "portal" and others."""
    noun = noun.casefold()
    return frozenset({noun}).union(*(lines(_PACKAGE, "synonyms.txt")[n].split() for n in _synonyms().get(noun, ())))


def same_noun(one: str, other: str) -> bool:
    """Whether two nouns can stand for the same bearer: equal, or in one line of the synonyms ("website", "site")."""
    one, other = one.casefold(), other.casefold()
    return one == other or bool(_synonyms().get(one, frozenset()) & _synonyms().get(other, frozenset()))


def full_title(word: str) -> str:
    """The noun that an abbreviated title stands for: "Sen." is a "senator"; other words stay, folded."""
    return table(_PACKAGE, "title_nouns.tsv").get(fold(word), fold(word))


def is_calendar_word(word: str) -> bool:
    """Whether a word names a day or a month that nobody bears for a name: "Tuesday", not "April"."""
    return fold(word) in words(_PACKAGE, "calendar_words.txt")


def no_role_nouns() -> frozenset[str]:
    """Nouns that say what somebody is to another ("rival") or only that it is somebody ("woman")."""
    return words(_PACKAGE, "no_role_nouns.txt")


def label_nouns(word: str) -> tuple[str, ...]:
    """The nouns for the person behind the label of a turn: "court" gives "judge" and others."""
    word = word.casefold()
    return tuple(table(_PACKAGE, "label_nouns.tsv").get(word, word).split())


def questioning_words() -> frozenset[str]:
    """The words of a sentence that tells who asks the questions of an interview or trial."""
    return words(_PACKAGE, "questioning_words.txt")


def answering_words() -> frozenset[str]:
    """The words of a sentence that tells who answers in a trial."""
    return words(_PACKAGE, "answering_words.txt")


def countries_of(adjective: str) -> frozenset[str]:
    """The folded names of the countries that an adjective belongs to: "Russian" gives "russia"."""
    return _demonyms().get(fold(adjective), frozenset())


def is_national(word: str) -> bool:
    """Whether a word names a person by nationality or home: "Dane", "German", "Londoner"."""
    return fold(word) in words(_PACKAGE, "national_nouns.txt") or bool(countries_of(word))


def is_country(name: str) -> bool:
    """Whether a name is that of a country or region with an adjective of its own."""
    return fold(name) in _countries()


def expand(word: str) -> str:
    """An abbreviation of a name's word in full, folded: "US" and "U.S." give "united states"; other words stay."""
    return _abbreviations().get(word.replace(".", ""), fold(word))


def is_medium(name: str) -> bool:
    """Whether a name is that of a news medium: "TASS", "Corriere della Sera", "Radio Liberty", "Vesti.ru"."""
    folded = fold(name).removeprefix("the ")
    parts = folded.split()
    domain = name.rpartition(".")[2].casefold() in {"com", "ru", "org", "net", "ua", "by", "tv", "info", "news"}
    return folded in _media() or domain or any(part in words(_PACKAGE, "media_words.txt") for part in parts)


def is_known_medium(name: str) -> bool:
    """Whether the list of media holds a name as it is: "Agence France-Presse"."""
    return fold(name).removeprefix("the ") in _media()


def _gender(letter: str) -> Gender:
    return "m" if letter == "m" else "f" if letter == "f" else ""


@cache
def _synonyms() -> Mapping[str, frozenset[int]]:
    sets: dict[str, set[int]] = {}
    for number, line in enumerate(lines(_PACKAGE, "synonyms.txt")):
        for word in line.split():
            sets.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in sets.items()}


@cache
def _demonyms() -> Mapping[str, frozenset[str]]:
    places: dict[str, set[str]] = {}
    for line in lines(_PACKAGE, "demonyms.tsv"):
        adjective, _, place = line.partition("\t")
        places.setdefault(fold(adjective), set()).add(fold(place))
    return {adjective: frozenset(found) for adjective, found in places.items()}


@cache
def _countries() -> frozenset[str]:
    return frozenset().union(*_demonyms().values())


@cache
def _abbreviations() -> Mapping[str, str]:
    return {short.replace(".", ""): fold(full) for short, full in table(_PACKAGE, "abbreviations.tsv").items()}


@cache
def _media() -> frozenset[str]:
    return frozenset(fold(name).removeprefix("the ") for name in lines(_PACKAGE, "media_names.txt"))

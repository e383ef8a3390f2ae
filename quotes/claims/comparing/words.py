"""The words around a quantity: what stands before and after it in its clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from quotes.claims import lexicon
from quotes.claims.comparing.records import Figure
from quotes.language import lists

WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|\d[\d.,]*|[^\w\s]")
"""A word, a number, or one mark of punctuation."""

_BREAKS = frozenset(",;:—–()")


@cache
def word_set(name: str) -> frozenset[str]:
    """A set of ``data/comparing_words.tsv``."""
    return frozenset(lists.table("quotes.claims", "comparing_words.tsv")[name].split())


@cache
def fates() -> dict[str, str]:
    """What befell people, by each form of the word: "wounded" is "hurt"."""
    table = lists.table("quotes.claims", "fates.tsv")
    return {form: fate for fate, forms in table.items() for form in forms.split()}


@dataclass(frozen=True, slots=True)
class Around:
    """The words before and after a quantity in its clause, in text order; empty where it does not stand there."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def around(figure: Figure) -> Around:
    """What stands around the quantity in its clause."""
    if figure.place < 0:
        return Around((), ())
    end = figure.place + len(figure.quantity)
    return Around(tuple(words_of(figure.clause[: figure.place])), tuple(words_of(figure.clause[end:])))


def words_of(text: str) -> list[str]:
    """The words, numbers and marks of a text; a full stop at a word's end is dropped."""
    return [word.rstrip(".") or word for word in WORD.findall(text)]


def near_after(place: Around, reach: int) -> list[str]:
    """The lower-case words that follow, up to a number, a mark of punctuation, or what begins another clause."""
    return _until_break([word.lower() for word in place.after[:reach]])


def near_before(place: Around, reach: int) -> list[str]:
    """The lower-case words that precede, the nearest first, up to a number or a mark of punctuation."""
    return _until_break([word.lower() for word in reversed(place.before[-reach:])])


def _until_break(words: list[str]) -> list[str]:
    found = []
    for word in words:
        if word in _BREAKS or is_number(word) or word in ("and", "but", "while", "whereas", "as"):
            break
        found.append(word)
    return found


def is_number(word: str) -> bool:
    """Whether a lower-case word is a number in digits or letters; "a" and "one" are none."""
    return word[0].isdigit() or (word in lexicon.number_words() and word != "one")


@lru_cache(maxsize=50_000)
def content(text: str) -> frozenset[str]:
    """The words that carry meaning, in lower case and in a common form: "Deaths rose" gives "death" and "rose"."""
    words = (word.lower() for word in words_of(text))
    kept = (w for w in words if len(w) > 1 and w[0].isalpha() and w not in word_set("stop") and not is_number(w))
    return frozenset(stem(word) for word in kept)


def stem(word: str) -> str:
    """A plain common form of a lower-case word, for comparing: "talks", "talked" and "talking" are "talk"."""
    word = re.sub(r"['’]s?$", "", word)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return lexicon.singular(word)

"""Spellings of one given name, mostly of names from other scripts: "Dmitri" and "Dmitry", "Mahmoud" and "Mahmud"."""

from __future__ import annotations

import re

_SHORTEST = 5
_SILENT = re.compile(r"(?<=.)h")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouy]+")


def sound(name: str) -> str:
    """What stays equal where a spelling differs in a vowel, an "h" or a doubled letter.

    >>> sound("mostafa") == sound("moustafa"), sound("antony") == sound("anthony"), sound("marco") == sound("mario")
    (True, True, False)
    """
    return _VOWELS.sub("*", _DOUBLED.sub(r"\1", _SILENT.sub("", name)))


def one_vowel_apart(one: str, other: str) -> bool:
    """Whether two names of equal sound differ in one letter that is not the last; "y" and "i" may be the last.

    >>> one_vowel_apart("dmitri", "dmitry"), one_vowel_apart("daniel", "daniela")
    (True, False)
    """
    if min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    if {one[-1], other[-1]} == {"y", "i"}:
        return one[:-1] == other[:-1]
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    return one[-1] == other[-1] and (left[1:] == right[1:] or left[1:] == right or left == right[1:])

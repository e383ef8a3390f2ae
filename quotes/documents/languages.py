"""Which language a text is written in: English by its function words, any other by py3langid (BSD-3, offline, 1 MB)."""

from __future__ import annotations

import re
from functools import cache

from quotes.documents.lists import lines_of

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000
_ENGLISH_SHARE = 0.2
_FEWEST_WORDS = 6


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, from its first characters; null for less than a sentence.

    English is told by the share of its function words, so that an English run never loads the classifier.

    Example:
        ``language_of("The ministry said on Friday that the talks had ended.") == "en"``
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < _FEWEST_WORDS:
        return None
    if sum(word in _function_words() for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    # Imported here, because loading its model takes half a second, which English texts need not pay.
    import py3langid  # type: ignore[import-untyped]

    code, _ = py3langid.classify(text[:_SAMPLE])
    return str(code)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(lines_of("english-function-words.txt")) - {"a", "i", "as", "an", "on", "in", "me"}

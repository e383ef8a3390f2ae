"""Which language a text is written in: English by its function words, any other by py3langid (BSD-3, offline, 1 MB)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from quotes.documents.lists import lines_of

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000
_ENGLISH_SHARE = 0.2  # of function words among all words
_MIXED_SHARE = 0.05  # an interview printed in two languages, a list of results: what is English in it can be read
_SURE = 0.75  # probability from which the classifier is believed
_FEWEST_WORDS = 6
_FEWEST_LETTERS = 10  # of another script


def language_of(text: str, declared: str | None = None) -> str | None:
    """The ISO 639 code of the text's language, from its first characters; null where it cannot be told.

    English is told by the share of its function words, so that an English run never loads the classifier. What the
    text shows wins over what its page ``declared``, since templates keep the language they were made for.

    Example:
        ``language_of("The ministry said on Friday that the talks had ended.") == "en"``
    """
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if not _other_script(words):
        if len(words) < _FEWEST_WORDS:
            return _code(declared)
        share = sum(word in _function_words() for word in words) / len(words)
        if share >= _ENGLISH_SHARE or (share >= _MIXED_SHARE and _code(declared) in (None, "en")):
            return "en"
    code, probability = _classified(sample)
    return code if probability >= _SURE and code != "en" else _code(declared)


def is_english(language: str | None) -> bool:
    """Whether a text of this language is read: it is English, or its language could not be told."""
    return language is None or language == "en"


def _code(declared: str | None) -> str | None:
    """The language of a tag as pages declare it: ``"en"`` for ``"en-GB"`` and ``"EN_us"``; null for what is no tag."""
    match = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", declared or "")
    return match[1].lower() if match else None


def _other_script(words: list[str]) -> bool:
    """Whether most letters are not Latin."""
    letters = "".join(words)
    latin = sum(letter.isascii() or unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return len(letters) >= _FEWEST_LETTERS and latin < len(letters) / 2


@cache
def _function_words() -> frozenset[str]:
    return frozenset(lines_of("english-function-words.txt")) - {"a", "i", "as", "an", "on", "in", "me"}


def _classified(text: str) -> tuple[str, float]:
    """The most likely language and its probability; another script alone is sure enough not to be English."""
    code, probability = _classifier().classify(text)  # type: ignore[attr-defined]
    return str(code), 1.0 if _other_script(_WORD.findall(text)) else float(probability)


@cache
def _classifier() -> object:
    # Imported here, because loading its model takes half a second, which English texts need not pay.
    from py3langid import langid  # type: ignore[import-untyped]

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)

"""Characters to atoms: the numbers, words and marks of a stretch of text, whatever the tokenizer made of it.

"$1.2bn" is three atoms here ("$", "1.2", "bn") and "12-mile" is three ("12", "-", "mile"), each with its exact
offsets. Letters and digits grown together into a name ("COVID-19", "G20", "M16"), clock times, dates in figures, phone
numbers and web addresses become one atom of kind ``name`` each and are never read as numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal

from quotes.claims import lexicon
from quotes.records import Span

AtomKind = Literal["number", "word", "mark", "money", "name", "ordinal"]

_SPACED = "[ \u00a0\u202f\u2009]"
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅛": (1, 8), "⅕": (1, 5), "⅖": (2, 5)}

_PATTERNS: tuple[tuple[str, str], ...] = (
    # what looks like numbers and is none
    ("address", r"(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.\w+|[@#]\w+"),
    ("clock", r"\d{1,2}(?:[:.]\d{2})?\s?[apAP]\.?\s?[mM]\b\.?|\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?"),
    ("zone", r"(?:UTC|GMT)\s?[+-−]\s?\d{1,4}(?::\d\d)?|\d{3,4}\s?(?:UTC|GMT|hrs\b|hours\s(?:GMT|UTC|local))"),
    ("oclock", r"\d{1,2}\s?o['’]clock"),
    ("date", r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}/\d{2,4}|24/7|9/11|7/7|26/11"),
    # "200,0000" is a slip that can be read in two ways
    ("slip", r"\d{1,3}(?:,\d{3}){0,5},\d{4,9}(?![\d,.])"),
    ("season", r"(?:19|20)\d\d[-–]\d\d(?![\d%-]|[.,]\d)"),
    ("plan", r"401\(?k\)?(?!\w)"),
    (
        "phone",
        r"\+\d[\d\s().-]{6,20}\d|\(\d{3}\)\s?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|\d{1,4}(?:-\d{2,5}){3,6}|\d{1,5}(?:-\d{1,7}){3,6}(?![\d-])|\d(?:-\d){2,6}(?![\d-])",
    ),
    ("decade", r"\d{4}['’′]?s\b|['’]?\d{2}['’]?s\b"),
    ("ordinal", r"\d[\d,]*(?:st|nd|rd|th)\b"),
    ("address4", r"\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"),
    ("word2", r"(?:km|cm|mm|mi|ft|m)[23²³](?!\w)"),
    # signs of money, then letters grown together with digits
    ("money", "CURRENCY"),
    ("variant", r"(?<![\w.])[A-Z]{1,3}\.\d+(?:\.\d+)*(?![\d%])"),
    ("mixed", r"[^\W\d_]+(?:[.&][^\W\d_]+){0,9}[-‑–]\d\w*|[^\W\d_]+\d\w*(?:\.\d\w*)?(?:-\w+)*"),
    ("number", "NUMBER"),
    ("word", r"[^\W\d_]+(?:['’][^\W\d_]+)*"),
    ("mark", r"\S"),
)
_NUMBER = "|".join(
    (
        r"\d{1,15}(?:\.\d{1,15})?[eE][+-]?\d{1,2}(?!\w)",
        r"\d{1,15}(?:\.\d{1,15})?\s?[x×]\s?10\^[+-]?\d{1,2}(?!\w)",
        r"\d{1,3}(?:\.\d{1,3})?\^[+-]?[1-5]?\d(?!\w)",
        r"\d{1,3}(?:,\d{2,3}){0,12},\d{3}(?!\d)(?:\.\d+)?",
        rf"\d{{1,3}}(?:{_SPACED}\d{{3}})+(?!\d)(?:\.\d+)?",
        r"\d{1,3}(?:\.\d{3}){1,8},\d{1,2}(?!\d)",
        r"\d{1,3}(?:\.\d{3}){2,8}(?!\d)",
        rf"\d{{1,9}},\d{{1,2}}(?={_SPACED}?(?:million|billion|trillion|bn\b|mn\b|percent|per cent|%|€|euro))",
        rf"\d{{1,9}}{_SPACED}\d{{1,2}}/\d{{1,2}}(?![\d/])",
        r"\d{1,2}/\d{1,3}(?![\d/])",
        r"(?:\d{1,9} ?)?[½⅓⅔¼¾⅛⅕⅖]",
        r"\d+\.\d+|\.\d+|\d+",
    )
)
_LONGEST = 60
#: Characters that show nothing: marks of direction, joiners, soft hyphens.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_MOST_INVISIBLE = 4
_ROADS = "road|route|highway|motorway|freeway|bus|train|variant|helicopter|masks?|respirators?"
_SHY = "PS"
"""The pound sign as some wires send it ("PS2.7m"), which is a console too ("PS5")."""
_GLUED = re.compile(r"[^\W\d_]+[23²³]?(?![\w])|[^\W\d_]+(?=/)")


@dataclass(frozen=True, slots=True)
class Atom:
    """One number, word or mark.

    ``text`` is as read; ``value`` is set for numbers in digits; ``glued`` says that no white space stands before it.
    """

    kind: AtomKind
    text: str
    span: Span
    value: Fraction | None
    glued: bool

    @property
    def low(self) -> str:
        """The text in lower case with a straight apostrophe."""
        return self.text.lower().replace("’", "'")


@cache
def _lexer(letter: str | None = None) -> re.Pattern[str]:
    forms = [form for form in lexicon.currency_forms() if not form.islower() or not form.isascii()]
    signs = sorted((re.escape(form) for form in forms if not form[-1].isalnum()), key=len, reverse=True)
    letters = sorted(
        (
            re.escape(form)
            for form in forms
            if form[-1].isalnum() and len(form) > 1 and " " not in form and form != _SHY
        ),
        key=len,
    )
    small = sorted(
        form for form in lexicon.currency_forms() if len(form) == 3 and form.upper() in lexicon.currency_codes()
    )
    codes = "|".join(sorted(lexicon.currency_codes()) + small + letters[::-1])
    # bare letters ("R500 million", "P20.5 million") are signs only where an amount follows at once
    amount = r"\d{1,3}(?:[ ,]\d{3}|\.\d|\d*\s?(?:million|billion|trillion|m\b|bn\b))"
    sign = "|".join(signs)
    before_amount = rf"(?<!\w)(?:{codes})(?=\s?\$?\s?\d)|(?<!\w)(?:[RKPN]|{_SHY})(?={amount})|(?<!\w)kr(?=\s?\d)"
    if letter is not None:
        # a road is called so too: "the R61 road"
        before_amount += rf"|(?<!\w){letter}(?=\d{{2,6}}(?!\w|[.,]\d|\s(?:{_ROADS})))"
    money = rf"{before_amount}|(?<!\w)(?:{sign})|(?:{sign})(?=\s?\d)"
    filled = {"CURRENCY": money, "NUMBER": _NUMBER}
    groups = (f"(?P<{name}>{filled.get(pattern, pattern)})" for name, pattern in _PATTERNS)
    return re.compile("|".join(groups))


def lex(text: str, span: Span, *, letter: str | None = None) -> tuple[Atom, ...]:
    """The atoms of ``text[span.start:span.end]`` in text order, white space left out. Offsets are those of ``text``.

    ``letter`` is the one that stands for the money of the article's country ("R" in Cape Town): there it is a sign of
    money before any figures ("R450"), elsewhere only before what can be nothing but a sum ("R1.2 million").
    """
    atoms: list[Atom] = []
    position, pattern = span.start, _lexer(letter)
    while position < span.end:
        match = pattern.search(text, position, span.end)
        if match is None:
            break
        atom = _atom(text, match, span)
        if atom.text.strip(_INVISIBLE):
            atoms.append(atom)
        position = max(atom.span.end, position + 1)
    return tuple(atoms)


def _atom(text: str, match: re.Match[str], whole: Span) -> Atom:
    start, end = match.span()
    before = text[max(whole.start, start - _MOST_INVISIBLE) : start].rstrip(_INVISIBLE)
    glued = start > whole.start and not before[-1:].isspace()
    kind: AtomKind = "name"
    value: Fraction | None = None
    name = match.lastgroup
    if name in ("word", "mark", "money", "ordinal"):
        kind = name  # type: ignore[assignment]
    elif name == "word2":
        kind = "word"
    elif name == "number":
        if _grown(text, start, end, whole):
            end = _run_end(text, end, whole)
        else:
            kind, value = "number", _value(match.group())
            kind = "number" if value is not None else "name"
    elif name == "mixed" and (joint := re.search("[-‑–]", match.group())):
        # "five-10 years": the word before the dash is a number itself
        before = match.group()[: joint.start()]
        if before.lower() in lexicon.number_words() or before in ("in", "to", "of", "and", "or"):
            kind, end = "word", start + joint.start()
    return Atom(kind, text[start:end], Span(start, end), value, glued)


def _grown(text: str, start: int, end: int, whole: Span) -> bool:
    """Whether letters that are no unit follow the digits at once ("8chan", "4x4", "737-800X")."""
    if start > whole.start and text[start - 1] == "_":
        return True
    if end >= whole.end or not (text[end].isalpha() or text[end] == "_"):
        return False
    match = _GLUED.match(text, end, whole.end)
    if match is None:
        return True
    letters = match.group()
    known = (
        letters in lexicon.unit_symbols()
        or letters in lexicon.short_magnitudes()
        or letters in lexicon.currency_codes()
    )
    return not (
        known or letters.lower() in lexicon.number_words() or letters in lexicon.currency_forms() or _long_unit(letters)
    )


def _long_unit(letters: str) -> bool:
    """Whether the letters are a written unit ("20percent"), or a magnitude and a code ("5mUSD")."""
    return (letters.lower(),) in lexicon.unit_forms() or letters.lower().rstrip("s") in ("dollar", "euro")


def _run_end(text: str, end: int, whole: Span) -> int:
    while end < whole.end and (text[end].isalnum() or text[end] in "_"):
        end += 1
    return end


def _value(digits: str) -> Fraction | None:
    """The value of a number in figures, null where it is none ("1/0") or no quantity of this world."""
    if len(digits) > _LONGEST:
        return None
    if digits[-1] in _VULGAR:
        whole = digits[:-1].strip()
        return (Fraction(whole) if whole else Fraction(0)) + Fraction(*_VULGAR[digits[-1]])
    if "/" in digits:
        return _slashed(digits)
    if "^" in digits or "e" in digits.lower():
        return _power(digits)
    plain = re.sub(_SPACED, "", digits)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif plain.count(".") > 1:
        plain = plain.replace(".", "")
    plain = plain.replace(",", "")
    return Fraction(plain) if plain.isascii() or plain.isdecimal() else None


def _slashed(digits: str) -> Fraction | None:
    whole, _, rest = digits.rpartition(" ") if " " in digits else ("", "", digits)
    above, below = re.split("/", rest)
    if int(below) <= int(above) or (int(below) not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100)):
        return None
    return (Fraction(whole) if whole else Fraction(0)) + Fraction(int(above), int(below))


def _power(digits: str) -> Fraction | None:
    """The value of "1.3e6", "1.3x10^6", "1.1^23"."""
    plain = re.sub(r"\s", "", digits)
    if "^" not in plain:
        return Fraction(plain)
    base, exponent = plain.split("^")
    factor, times, ten = re.sub("[x×]", "x", base).partition("x")
    power = Fraction(ten or factor) ** int(exponent) if Fraction(ten or factor) else None
    return None if power is None else power * (Fraction(factor) if times else 1)

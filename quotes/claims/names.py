"""Numbers that belong to names: "Article 5", "Boeing 737", "flight AS 4471", "Marine One", "221B Baker Street"."""

from __future__ import annotations

from quotes.claims import lexicon
from quotes.claims.cardinals import is_hyphen, word
from quotes.claims.line import Line
from quotes.claims.nouns import Counted, is_nationality, is_plural
from quotes.claims.phrases import Quantity

_OPENING = frozenset("\"“‘':.…—-–([;!?•*")
_LATEST_YEAR_OF_TWO = 99
_NAMED = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "FACILITY", "PRODUCT", "MISC"})


def is_bare(quantity: Quantity) -> bool:
    """Figures with neither unit nor sign of money nor magnitude."""
    return quantity.unit is None and quantity.amount.number.scale == 1 and quantity.amount.number.kind == "exact"


def is_name(line: Line, quantity: Quantity, found: Counted | None) -> bool:
    """As in "Article 5", "flight 1344", "Boeing 737", "No. 1430", "Apollo 11", "Marine One", "Group of Seven"."""
    atoms, at = line.atoms, quantity.start
    before = word(atoms, at - 1)
    if atoms[quantity.end - 1].text in ("C", "F") and (before == "seat" or before in lexicon.words("name_nouns")):
        # "seat 9C"
        return True
    if _is_titled(line, quantity) or _is_calibre(line, quantity):
        return True
    if not is_bare(quantity):
        return False
    if _is_marked(line, quantity, found) or _is_entity(line, quantity):
        return True
    if before == "." and word(atoms, at - 2) in ("no", "nos", "para", "sec", "vol", "art", "ch", "pp", "p"):
        return True
    plain = before.removesuffix("s")
    if before in lexicon.words("name_nouns") or plain in lexicon.words("name_nouns"):
        bare_no = before == "no" and not quantity.amount.number.digits
        weak = plain in lexicon.word_set("weak_names") and (found is None or found.rule != "of")
        return not (found is not None and (bare_no or weak))
    if before in lexicon.word_set("emergency") and found is None and quantity.amount.number.digits:
        return True
    if before in lexicon.word_set("indices") or (before == "p" and word(atoms, at - 2) in ("&", "s")):
        return True
    if before in ("#", "№", "top") or (before == "of" and word(atoms, at - 2) == "group"):
        return True
    if at and atoms[at - 1].kind == "name" and not found:
        return True
    if found is not None and found.rule == "noun" and found.token is not None and _leads_a_name(line, found, quantity):
        return True
    return _follows_a_name(line, quantity, found) or _is_capitalised(line, quantity)


def _leads_a_name(line: Line, found: Counted, quantity: Quantity) -> bool:
    """A number before a singular name: "36 Elm Street", "2 News", "at 14 Rue des Lilas"."""
    token = found.token
    if token is None or quantity.relation != "=" or token.upos != "PROPN" or token.text[0].islower():
        return False
    addressed = word(line.atoms, quantity.start - 1) == "at" and token.xpos == "NNP"
    return not is_plural(found) and (addressed or not token.text.endswith("s"))


def _is_marked(line: Line, quantity: Quantity, found: Counted | None) -> bool:
    """As in "flight AS 4471", "221B Baker Street", "Year 9 pupils", "a six-figure sum", "May 68"."""
    atoms, number = line.atoms, quantity.amount.number
    before, after = quantity.start - 1, quantity.amount.end
    if is_hyphen(atoms, after) and word(atoms, after + 1) in ("figure", "digit"):
        return True
    counts = found is not None and is_plural(found) and found.rule == "noun"
    if before >= 0 and atoms[before].text in ("Year", "Years", "Grade"):
        return number.value < 14
    if counts or not number.digits or quantity.start != quantity.amount.start:
        return False
    grown = after < len(atoms) and atoms[after].glued and len(atoms[after].text) == 1 and atoms[after].text.isalpha()
    return grown or (before >= 0 and _is_prefix(line, before, found)) or _is_short_year(line, quantity, found)


def _is_prefix(line: Line, at: int, found: Counted | None) -> bool:
    """Two to four capitals before bare figures that count nothing: "AS 4471", "HR 6819", not "The UN 40"."""
    text = line.atoms[at].text
    return found is None and text.isalpha() and text.isupper() and 2 <= len(text) <= 4 and line.atoms[at].kind == "word"


def _is_short_year(line: Line, quantity: Quantity, found: Counted | None) -> bool:
    """As in "May 68": a month before two figures that are no day."""
    before = quantity.start - 1
    months = (
        before >= 0 and word(line.atoms, before) in lexicon.words("months") and line.atoms[before].text[0].isupper()
    )
    return found is None and months and 31 < quantity.amount.value <= _LATEST_YEAR_OF_TWO


def _is_titled(line: Line, quantity: Quantity) -> bool:
    """A number word and its unit that both have capitals inside a sentence: "Zero Hour", "the Six Day War"."""
    atoms, at = line.atoms, quantity.amount.start
    if quantity.amount.number.digits or not 0 < at < len(atoms) - 1 or quantity.unit is None or quantity.start != at:
        return False
    inside = atoms[at - 1].text not in _OPENING and line.sentence.section == "body"
    both = atoms[at].text[0].isupper() and atoms[at + 1].text[0].isupper() and atoms[at + 1].text.isalpha()
    return inside and both and quantity.dimension != "money"


def _is_calibre(line: Line, quantity: Quantity) -> bool:
    """As in ".22 rifle", "a 9mm pistol": the bore that names a weapon."""
    atoms, at = line.atoms, quantity.amount.start
    calibre = atoms[at].text.startswith(".") or quantity.unit == "millimetre"
    return calibre and any(
        word(atoms, k) in lexicon.word_set("weapons") for k in range(quantity.amount.end, quantity.amount.end + 3)
    )


def _is_entity(line: Line, quantity: Quantity) -> bool:
    """Whether the named entities take the number word for part of a name: "Seven Sisters station", "Four Seasons"."""
    number, first = quantity.amount.number, line.token_of(quantity.amount.start)
    if number.digits or first is None or not first.text[0].isupper() or quantity.start != quantity.amount.start:
        return False
    after = line.token_of(quantity.amount.end + is_hyphen(line.atoms, quantity.amount.end))
    named = after is not None and after.upos == "PROPN" and after.text[0].isupper() and not is_nationality(after.text)
    joined = is_hyphen(line.atoms, quantity.amount.end)
    return named and line.sentence.section == "body" and (joined or first.entity.partition("-")[2] in _NAMED)


def _follows_a_name(line: Line, quantity: Quantity, found: Counted | None) -> bool:
    """A number right after a name that counts nothing itself: "Apollo 11", "WESH 2 news"."""
    before, number = line.token_of(quantity.start - 1), line.token_of(quantity.amount.start)
    if quantity.rule == "score":
        return False
    if before is None or number is None or quantity.start != quantity.amount.start or before.upos != "PROPN":
        return False
    if quantity.amount.start == 0 or word(line.atoms, quantity.start - 1) in lexicon.words("months"):
        return False
    counts = found is not None and is_plural(found) and found.rule == "noun"
    return not counts and before.span.end <= number.span.start and quantity.amount.number.digits


def _is_capitalised(line: Line, quantity: Quantity) -> bool:
    """A number word with a capital inside a sentence that has none around: "Marine One", "the Big Four"."""
    atoms, at = line.atoms, quantity.amount.start
    number = quantity.amount.number
    if number.digits or at == 0 or not atoms[at].text[0].isupper() or quantity.start != at:
        return False
    if atoms[at - 1].text in _OPENING:
        return False
    return line.sentence.section == "body" and (atoms[at - 1].text[0].isupper() or word(atoms, at - 1) in ("the", "of"))

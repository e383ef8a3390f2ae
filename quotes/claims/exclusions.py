"""Numbers that assert no quantity: dates and years, ages, names, references, "one" as a pronoun."""

from __future__ import annotations

from quotes.claims import lexicon
from quotes.claims.cardinals import is_hyphen, word
from quotes.claims.line import NOUNS, Line
from quotes.claims.loose import is_loose_article, is_loose_one, is_loose_share, is_once
from quotes.claims.names import is_bare, is_name
from quotes.claims.nouns import Counted, is_plural
from quotes.claims.phrases import Quantity

_COPULAS = frozenset(
    {"is", "was", "are", "were", "be", "turned", "turns", "turning", "turn", "'s", "aged", "age", "ages"}
)
_PERSONS = frozenset({"he", "she", "i", "who", "him", "her"})
_SHORT = frozenset({"he's", "she's", "i'm", "who's", "he'll", "she'll"})
_FAR_OLD = 5
_OLDEST = 110


def excluded(line: Line, quantity: Quantity, found: Counted | None) -> str | None:
    """Why the quantity is no claim ("year", "age", "name" ...), null where it is one."""
    checks = (
        ("date", _is_date(line, quantity)),
        ("clock", _is_clock(line, quantity)),
        ("age", _is_age(line, quantity, found)),
        ("year", _is_year(line, quantity, found)),
        ("name", is_name(line, quantity, found)),
        ("listed", _is_list_mark(line, quantity)),
        ("one", is_loose_one(line, quantity, found)),
        ("once", is_once(line, quantity)),
        ("article", is_loose_article(line, quantity)),
        ("share", is_loose_share(line, quantity, found)),
        ("denominator", word(line.atoms, quantity.start - 1) == "per"),
        ("zero", quantity.amount.number.value == 0 and not quantity.amount.number.digits and quantity.unit is None),
    )
    return next((reason for reason, holds in checks if holds), None)


def _is_date(line: Line, quantity: Quantity) -> bool:
    """As in "July 10", "March 4 and 5", "10 July", "Sept. 15-20"."""
    atoms, months = line.atoms, lexicon.words("months")
    if not is_bare(quantity) or quantity.amount.value.denominator != 1 or not 0 < quantity.amount.value <= 31:
        return False
    at = quantity.amount.start - 1
    while at >= max(0, quantity.start - 8) and (
        atoms[at].kind == "number" or word(atoms, at) in (",", "and", "or", "-", "–", "to", ".", "the")
    ):
        at -= 1
    # "may" and "march" are verbs too, unless with a capital
    if at >= 0 and word(atoms, at) in months and atoms[at].text[0].isupper():
        return True
    after = quantity.last
    after += word(atoms, after) in (".", "of")
    return word(atoms, after) in months and atoms[after].text[0].isupper()


def _is_clock(line: Line, quantity: Quantity) -> bool:
    if not is_bare(quantity):
        return False
    after = word(line.atoms, quantity.end)
    return after in lexicon.word_set("clock") and quantity.amount.value < 2500


def _is_age(line: Line, quantity: Quantity, found: Counted | None) -> bool:
    """As in "64-year-old", "64 years old", "Sirhan, 75,", "aged 28", "She was 26."."""
    atoms, end = line.atoms, quantity.end
    if quantity.dimension == "duration":
        old = end + is_hyphen(atoms, end)
        if word(atoms, old) in ("old", "olds") or (word(atoms, end), word(atoms, end + 1)) == ("of", "age"):
            return True
        # "between six months and 19 years of age"
        later = [word(atoms, k) for k in range(end, end + _FAR_OLD)]
        return later[0] in ("and", "to") and (later[2:4] == ["years", "old"] or later[2:5] == ["years", "of", "age"])
    if not is_bare(quantity) or quantity.amount.value > _OLDEST:
        return False
    before = word(atoms, quantity.start - 1)
    if before.startswith("turn") or any(
        word(atoms, k) in ("aged", "ages") for k in range(max(0, quantity.start - 4), quantity.start)
    ):
        return True
    if _is_bound_age(line, quantity, found) or _is_age_range(line, quantity, found):
        return True
    if before in ("aged", "age", "ages") or (
        before in ("of", "over", "under") and word(atoms, quantity.start - 2) in ("age", "aged", "ages")
    ):
        return True
    if word(atoms, quantity.amount.start - 2) in ("aged", "ages", "age") and before in (
        "between",
        "about",
        "around",
        "over",
        "under",
    ):
        return True
    return _is_apposed_age(line, quantity) or _is_said_age(line, quantity)


def _is_bound_age(line: Line, quantity: Quantity, found: Counted | None) -> bool:
    """As in "people under 40", "he is over 70": a bare number after "under" or "over" that counts nothing."""
    atoms = line.atoms
    counts = found is not None and found.token is not None
    if word(atoms, quantity.start) not in ("under", "over") or counts:
        return False
    before, subject = line.token_of(quantity.start - 1), line.token_of(quantity.start - 2)
    if before is None:
        return False
    if before.text.lower() in _COPULAS:
        return subject is not None and (subject.upos == "PROPN" or subject.text.lower() in _PERSONS)
    return before.xpos == "NNS" or before.text.lower() in ("people", "those", "them")


def _is_age_range(line: Line, quantity: Quantity, found: Counted | None) -> bool:
    """As in "women between 20 and 35": a range that counts nothing after a word for persons."""
    between = word(line.atoms, quantity.start) == "between" and quantity.relation == "range"
    before = word(line.atoms, quantity.start - 1)
    counts = found is not None and found.token is not None
    return between and not counts and before in lexicon.word_set("aged_groups")


def _is_apposed_age(line: Line, quantity: Quantity) -> bool:
    """A bare number between commas after a name or a person: "Sirhan, 75, is serving", "his brother (22)"."""
    atoms, at, end = line.atoms, quantity.start, quantity.end
    if quantity.start != quantity.amount.start or word(atoms, at - 1) not in (",", "("):
        return False
    closed = (
        end >= len(atoms)
        or word(atoms, end) in (",", ")", ".", ";", ":")
        or word(atoms, end) in ("of", "from", "who", "and")
    )
    token = line.token_of(at - 2)
    named = token is not None and token.upos in NOUNS
    return (
        closed and named and not (word(atoms, end) == "of" and word(atoms, end + 1) in ("them", "whom", "the", "which"))
    )


def _is_said_age(line: Line, quantity: Quantity) -> bool:
    """As in "She was 26.": a person, a copula and a bare number that closes the clause."""
    atoms = line.atoms
    closed = quantity.end >= len(atoms) or word(atoms, quantity.end) in (".", ",", "when", "and", "at", "”", '"', ";")
    lead = word(atoms, quantity.start - 1)
    if quantity.start != quantity.amount.start or not closed:
        return False
    if lead in _SHORT:
        return True
    if lead not in _COPULAS:
        return False
    before = line.token_of(quantity.start - 2)
    return before is not None and (before.upos == "PROPN" or before.text.lower() in _PERSONS)


def _is_year(line: Line, quantity: Quantity, found: Counted | None) -> bool:
    """Four figures from 1000 to 2099 without a comma, unless a plural noun or a bound says that they count."""
    number, atoms = quantity.amount.number, line.atoms
    if not is_bare(quantity) or not number.digits or not 1000 <= number.value < 2100 or number.value.denominator != 1:
        return False
    text = atoms[number.start].text
    if not text.isdecimal() or len(text) != 4 or number.end - number.start != 1:
        return False
    if quantity.relation == "range" and quantity.high is not None and 1000 <= quantity.high < 2100:
        # "between 1600 and 1900"
        return True
    if word(atoms, quantity.start - 1) == "of" and word(atoms, quantity.start - 2) in lexicon.word_set("totals"):
        return False
    counts = found is not None and found.token is not None and is_plural(found) and found.rule == "noun"
    bounded = quantity.relation in (">", ">=", "<", "<=") and word(atoms, quantity.start) not in (
        "within",
        "over",
        "under",
        "above",
        "below",
    )
    if counts and (bounded or number.value < 1900 or number.value % 100 == 0):
        return False
    if word(atoms, quantity.amount.start - 1) in lexicon.word_set("year_leads") or not counts:
        return True
    return 1900 <= number.value < 2100 and not (
        found is not None and found.end_atom is not None and quantity.start < quantity.amount.start
    )


def _is_list_mark(line: Line, quantity: Quantity) -> bool:
    """As in "1) estimating ratios, 2) determining", "[3]": the numbers of a list or of footnotes."""
    atoms = line.atoms
    if not is_bare(quantity) or quantity.amount.value > 99 or quantity.end - quantity.start != 1:
        return False
    before, after = word(atoms, quantity.start - 1), word(atoms, quantity.end)
    if before in ("[", "{") and after in ("]", "}"):
        return True
    return after == ")" and (
        before == "(" or "(" not in (word(atoms, k) for k in range(max(0, quantity.start - 12), quantity.start))
    )

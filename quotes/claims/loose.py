"""Words that count only now and then: "one", the article before a unit, and parts such as "half" and "a third"."""

from __future__ import annotations

from quotes.claims import lexicon
from quotes.claims.cardinals import is_hyphen, word
from quotes.claims.line import Line
from quotes.claims.nouns import Counted, is_plural
from quotes.claims.numbers import read
from quotes.claims.phrases import Quantity
from quotes.claims.understood import is_casualty
from quotes.claims.units import unit_at

_EXTENTS = frozenset({"long", "wide", "deep", "tall", "high", "thick", "across", "away"})
_SEQUELS = frozenset({"later", "earlier", "after", "before", "long", "away"})


def is_loose_one(line: Line, quantity: Quantity, found: Counted | None) -> bool:
    """As in "one" counts only in "one soldier died", "at least one", "one and two"; not in "one of the"."""
    atoms, amount = line.atoms, quantity.amount
    if amount.value != 1 or amount.number.digits or quantity.relation == "range":
        return False
    if quantity.unit is not None:
        # "not one inch"
        return word(atoms, amount.start - 1) == "not" and amount.number.kind == "exact"
    if amount.number.end - amount.number.start != 1 or quantity.relation in (">", ">=", "<", "<="):
        return False
    if found is not None and found.rule == "noun" and found.token is not None and found.token.xpos == "NNS":
        # "one thing people remember"
        return True
    before, after = word(atoms, amount.start - 1), word(atoms, quantity.end)
    if after in ("of", "another") or before in lexicon.word_set("one_leads"):
        return True
    if is_hyphen(atoms, quantity.end):
        return not (found is not None and word(atoms, quantity.end + 2) in lexicon.word_set("limits"))
    if word(atoms, quantity.start - 1) in lexicon.word_set("counting"):
        return False
    return not _one_counts(line, quantity, found)


def is_once(line: Line, quantity: Quantity) -> bool:
    """As in "One day she called": a day that is not measured, unlike "one day after" and "in one day"."""
    atoms, amount = line.atoms, quantity.amount
    if amount.unit not in ("day", "night") or amount.value != 1 or amount.number.digits or amount.joined:
        return False
    if quantity.start < amount.start or word(atoms, quantity.end) in (*_SEQUELS, "ago", "of", "in", "per"):
        return False
    return word(atoms, quantity.start - 1) not in lexicon.word_set("day_leads")


def _one_counts(line: Line, quantity: Quantity, found: Counted | None) -> bool:
    if is_casualty(line, quantity) and found is None:
        return True
    if found is None or found.token is None:
        return _in_series(line, quantity)
    if (
        found.unit in lexicon.word_set("counted_ones")
        or word(line.atoms, (found.end_atom or quantity.end) + 0) == "per"
    ):
        return True
    if _in_series(line, quantity):
        return True
    above = line.head(found.token)
    dead = lexicon.words("casualty_words")
    return (
        above is not None
        and found.token.deprel.split(":")[0] in ("nsubj", "obj", "conj")
        and above.text.lower() in dead
    )


def _in_series(line: Line, quantity: Quantity) -> bool:
    """Whether another small number stands in the same list: "two shotguns, and one lever-action"."""
    atoms, numbers = line.atoms, lexicon.number_words()
    if any(word(atoms, k) == "instead" and read(atoms, k + 2) for k in range(quantity.end, quantity.end + 4)):
        # "one dose instead of two"
        return True
    if word(atoms, quantity.start - 1) not in ("and", ",", "or", "to"):
        return word(atoms, quantity.end + 1) in ("and", "or") and word(atoms, quantity.end + 2) in numbers
    before = range(max(0, quantity.start - 6), quantity.start)
    return any((atoms[k].kind == "number" or atoms[k].low in numbers) and atoms[k].low != "one" for k in before)


def is_loose_article(line: Line, quantity: Quantity) -> bool:
    """As in "a month" measures after a bound, in "takes a month", "a mile away"; not in "once a year"."""
    if quantity.amount.number.kind != "article":
        return False
    atoms, at = line.atoms, quantity.start
    if quantity.amount.unit == "second":
        return True
    if quantity.start < quantity.amount.start or quantity.relation != "=":
        return False
    if quantity.amount.dimension not in ("duration", "measure"):
        return True
    before, after = word(atoms, at - 1), word(atoms, quantity.end)
    if before in lexicon.word_set("taking") and after != "of":
        return before == "for" and after in ("in", "when", "now")
    if quantity.amount.dimension == "measure":
        return not (before in ("under", "below") or after in _EXTENTS)
    return not (after in _SEQUELS and before not in lexicon.number_words())


def is_loose_share(line: Line, quantity: Quantity, found: Counted | None) -> bool:
    """Halves, thirds and quarters that say no share: "the first half", "a third man", "a fourth from Germany"."""
    number, atoms = quantity.amount.number, line.atoms
    if (
        number.kind != "share"
        or number.digits
        or "in" in (word(atoms, number.start + 1), word(atoms, number.start + 2))
    ):
        return False
    after, before = word(atoms, quantity.end), word(atoms, quantity.start - 1)
    if before == "and" and unit_at(atoms, quantity.start - 2, symbols=False, part=True) is not None:
        # "the past year and a half"
        return True
    last, first = word(atoms, number.end - 1), word(atoms, number.start)
    if (
        before in lexicon.word_set("parts")
        or (is_hyphen(atoms, number.end) and first == last)
        or after in lexicon.word_set("part_nouns")
    ):
        return True
    follower = line.token_of(quantity.end)
    if last == "half" and follower is not None and follower.upos == "ADJ" and found is None:
        return True
    if last == "half":
        whole = after in lexicon.word_set("wholes") or after == "of" or found is None or is_plural(found)
        return not whole
    if first in ("a", "an"):
        said = quantity.start < quantity.amount.start or before in ("by", "than")
        return not (after == "of" or (said and found is None) or (last == "quarter" and found is None and said))
    return False

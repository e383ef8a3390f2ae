"""Amounts to quantities: ranges, scores and the words that bound a number ("over", "between", "or more")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from quotes.claims import lexicon
from quotes.claims.amounts import Amount, read_amount
from quotes.claims.atoms import Atom
from quotes.claims.cardinals import Number, is_hyphen, word
from quotes.claims.country import Country
from quotes.claims.results import result_line
from quotes.records import Dimension, Relation

_DASHES = frozenset("-‑–—~−")
_LONGEST_BOUND = 7


@dataclass(frozen=True, slots=True)
class Quantity:
    """One asserted quantity over ``atoms[start:end]``, modifiers and adjacent unit included.

    ``amount`` is its first amount; ``last`` the atom index after its last number (before the unit); ``low`` and
    ``high`` are in base units, null where open; ``rule`` names the form that was read.
    """

    start: int
    end: int
    last: int
    amount: Amount
    low: Fraction | None
    high: Fraction | None
    relation: Relation
    unit: str | None
    dimension: Dimension | None
    joined: bool
    rule: str

    @classmethod
    def of(cls, start: int, end: int, value: Fraction) -> Quantity:
        """A bare value over some atoms, as "twice" is."""
        number = Number(start, end, value, Fraction(1), "exact", False)
        return _single(Amount(start, end, number, value, None, None))


def quantities(atoms: Sequence[Atom], country: Country) -> Iterator[Quantity]:
    """Every quantity of a sentence in text order, exclusions not yet made."""
    at, floor = 0, 0
    result = result_line(atoms, country)
    if result is not None:
        yield from (_scored(amount) for amount in result)
        return
    while at < len(atoms):
        amount = read_amount(atoms, at, country)
        if amount is None:
            at += 1
            continue
        for quantity in _spread(atoms, amount, country):
            bounded = _two_sided(atoms, _bounded(atoms, quantity, floor), country)
            floor = bounded.end
            yield bounded
        at = max(floor, amount.end)


def _two_sided(atoms: Sequence[Atom], lower: Quantity, country: Country) -> Quantity:
    """The range that two opposite bounds make: "above 1000 and below 1500", "more than 3 but less than 10 percent"."""
    if lower.relation not in (">", ">=") or word(atoms, lower.end) not in ("and", "but", ","):
        return lower
    begin = lower.end + 1 + (word(atoms, lower.end + 1) in ("and", "but"))
    starts = (k for k in range(begin, begin + _LONGEST_BOUND) if _before(atoms, k, begin - 1) is not None)
    second = next((amount for k in starts if (amount := read_amount(atoms, k, country)) is not None), None)
    if second is None:
        return lower
    upper = _bounded(atoms, _single(second), begin - 1)
    if upper.start != begin or upper.relation not in ("<", "<=") or not _alike(lower.amount, second):
        return lower
    if lower.low is None or upper.high is None or lower.low >= upper.high:
        return lower
    return replace(
        upper, start=lower.start, amount=_carried(lower.amount, second), low=lower.low, relation="range", rule="range"
    )


def _spread(atoms: Sequence[Atom], first: Amount, country: Country) -> list[Quantity]:
    """The amount alone, the range that it opens, or the two sides of a score."""
    if (spread := _plus_minus(atoms, first, country)) is not None:
        return [spread]
    joint = _connector(atoms, first)
    second = read_amount(atoms, joint, country) if joint is not None else None
    if second is None or joint is None:
        return [_single(first)]
    word_between = word(atoms, joint - 1)
    if word_between == "to" and _is_year_in_passing(atoms, first, second):
        return [_single(first)]
    if not _alike(first, second):
        lone = _is_change(atoms, first, word_between) and second.unit is None and _closes(atoms, second.end)
        return (
            [_single(first), _single(replace(second, unit=first.unit, dimension=first.dimension))]
            if lone
            else [_single(first)]
        )
    if word_between == "to" and first.unit and second.unit and _changed(atoms, first):
        # "rose 40 cents to $71.15"
        return [_single(first), _single(second)]
    if _is_change(atoms, first, word_between):
        return [_single(_carried(first, second)), _single(second)]
    if word_between in ("to", *_DASHES) and _is_score(atoms, first, second, dashed=word_between != "to"):
        return [_scored(first), _scored(second)]
    if word_between in ("to", "or") and first.value >= _carried(first, second).value >= second.value:
        return [_single(first), _single(second)]
    first = _carried(first, second)
    if first.value >= second.value:
        return [_single(first), _single(second)]
    start = first.start - 1 if word(atoms, first.start - 1) == "between" else first.start
    unit, dimension = second.unit or first.unit, second.dimension or first.dimension
    return [
        Quantity(
            start,
            second.end,
            second.number.end,
            first,
            first.value,
            second.value,
            "range",
            unit,
            dimension,
            second.joined,
            "range",
        )
    ]


def _plus_minus(atoms: Sequence[Atom], middle: Amount, country: Country) -> Quantity | None:
    """As in "2.3 ± 0.4 grams": the range around the first amount."""
    signs = (("±",), ("+", "/", "-"), ("plus", "or", "minus"))
    for sign in signs:
        at = middle.end + len(sign)
        if all(word(atoms, middle.end + k) == part for k, part in enumerate(sign)):
            margin = read_amount(atoms, at, country)
            if margin is None or margin.value <= 0 or middle.unit not in (None, margin.unit):
                return None
            both = replace(_single(margin), start=middle.start, amount=_carried(middle, margin), relation="range")
            value = both.amount.value
            return replace(both, low=value - margin.value, high=value + margin.value, rule="range")
    return None


def _single(amount: Amount) -> Quantity:
    vague = amount.number.kind == "vague"
    return Quantity(
        amount.start, amount.end, amount.number.end, amount, amount.value, None if vague else amount.value,
        ">=" if vague else "=", amount.unit, amount.dimension, amount.joined, "vague" if vague else amount.number.kind,
    )  # fmt: skip


def _scored(amount: Amount) -> Quantity:
    return replace(_single(amount), rule="score")


def _connector(atoms: Sequence[Atom], first: Amount) -> int | None:
    """The index after "to", "-", "and" (with "between") or "or" that may join a second amount to the first."""
    at = first.end
    joint = word(atoms, at)
    if joint == "-" and word(atoms, at + 1) == "to" and word(atoms, at + 2) == "-":
        return at + 3
    if first.joined and joint not in ("to", "or"):
        return None
    if joint in _DASHES and at + 1 < len(atoms):
        spaced = not atoms[at].glued and not atoms[at + 1].glued
        return at + 1 if atoms[at].glued == atoms[at + 1].glued and not (spaced and joint == "—") else None
    if joint in ("to", "or"):
        return at + 1
    if joint == "and" and _opened_by(atoms, first.start, "between"):
        return at + 1
    return None


def _opened_by(atoms: Sequence[Atom], start: int, opener: str) -> bool:
    return any(word(atoms, k) == opener for k in range(max(0, start - 3), start))


def _alike(first: Amount, second: Amount) -> bool:
    """Whether the two may be ends of one range: the same unit, or one that only the second carries."""
    if first.number.kind != second.number.kind or first.number.kind == "article":
        return False
    if first.signed and second.unit is None:
        return True
    return first.unit in (None, second.unit) or (first.dimension == second.dimension == "money")


def _carried(first: Amount, second: Amount) -> Amount:
    """The first amount with the magnitude and unit of the second: "4 to 5 million", "$15-20bn"."""
    value, scale = first.value, second.number.scale
    if (
        scale > 1
        and first.number.scale == 1
        and abs(first.number.value) * scale <= second.number.value
        and first.number.value < 1000
    ):
        value *= scale
    if first.unit is None and second.unit is not None:
        return replace(first, value=value, unit=second.unit, dimension=second.dimension)
    return replace(first, value=value)


def _is_year_in_passing(atoms: Sequence[Atom], first: Amount, second: Amount) -> bool:
    """As in "rose 60% in 2018 to 3.9 million"."""
    year = first.number.digits and 1900 <= first.value < 2100 and first.unit is None and first.number.scale == 1
    return year and word(atoms, first.start - 1) == "in" and second.value >= 2100


def _closes(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a number ends its phrase there, so that no noun of its own can follow."""
    return at >= len(atoms) or word(atoms, at) in (
        ".",
        ",",
        ";",
        "in",
        "by",
        "after",
        "on",
        "at",
        "since",
        "and",
        "”",
        '"',
        ")",
    )


def _changed(atoms: Sequence[Atom], first: Amount) -> bool:
    return any(word(atoms, k) in lexicon.word_set("changes") for k in range(max(0, first.start - 3), first.start))


def _is_change(atoms: Sequence[Atom], first: Amount, joint: str) -> bool:
    """As in "rose from 14 to 31" are two figures, "ranging from 14 to 31" is one range."""
    if joint != "to" or not _opened_by(atoms, first.start, "from"):
        return False
    return not any(word(atoms, k) in lexicon.word_set("ranging") for k in range(max(0, first.start - 5), first.start))


def _is_score(atoms: Sequence[Atom], first: Amount, second: Amount, *, dashed: bool) -> bool:
    """Whether a dashed pair is a result: the larger first, or words of winning and voting nearby and no unit."""
    if first.unit is not None or second.unit is not None or first.number.kind != "exact":
        return False
    if not (first.number.digits and second.number.digits) or first.value.denominator * second.value.denominator != 1:
        return False
    near = range(max(0, first.start - 6), min(len(atoms), second.end + 4))
    voted = any(word(atoms, k) in lexicon.words("vote_words") for k in near)
    if not dashed:
        return voted and first.value > second.value
    return voted or (first.value >= second.value and first.value < 1000)


def _bounded(atoms: Sequence[Atom], quantity: Quantity, floor: int) -> Quantity:
    """The quantity with the modifiers before and after it taken in, and its bounds opened accordingly."""
    quantity = _after(atoms, quantity)
    if word(atoms, quantity.start - 1) == "between" and quantity.relation != "range":
        return quantity
    relation: Relation = quantity.relation
    if _is_place_or_period(atoms, quantity):
        return quantity
    found = _before(atoms, quantity.start, floor)
    start = quantity.start
    while found is not None:
        start, given = found
        relation = _stronger(relation, given)
        found = _before(atoms, start, floor)
    return _or_equal(atoms, _opened(replace(quantity, start=start), relation))


def _or_equal(atoms: Sequence[Atom], quantity: Quantity) -> Quantity:
    """As in "more than 5000 or equal (to it)": the bound itself is included."""
    included: Relation | None = {">": ">=", "<": "<="}.get(quantity.relation)  # type: ignore[assignment]
    at = quantity.last
    if included is None or (word(atoms, at), word(atoms, at + 1)) != ("or", "equal"):
        return quantity
    end = at + 2 + (word(atoms, at + 2) == "to")
    return replace(quantity, end=max(quantity.end, end), last=end, relation=included)


def _is_place_or_period(atoms: Sequence[Atom], quantity: Quantity) -> bool:
    """Whether "over" means during ("four venues over three days") or "under" a place ("under a metre of water")."""
    lead = word(atoms, quantity.start - 1)
    lasting = quantity.dimension == "duration" or word(atoms, quantity.end) in lexicon.word_set("periods")
    if lead == "over" and lasting and not quantity.joined:
        return word(atoms, quantity.start - 2) not in lexicon.word_set("over_leads")
    return lead in ("under", "below") and quantity.dimension == "measure" and word(atoms, quantity.end) == "of"


def bounded_word(atoms: Sequence[Atom], quantity: Quantity, relation: Relation | None = None) -> Quantity:
    """The quantity bounded by what stands before it, or by a relation that is known from elsewhere."""
    return _bounded(atoms, quantity, 0) if relation is None else _opened(quantity, relation)


def _before(atoms: Sequence[Atom], start: int, floor: int) -> tuple[int, Relation] | None:
    """The longest bounding phrase that ends just before ``start``, and where it begins."""
    for end in (start, _skip_period(atoms, start), start - 1 if start and is_hyphen(atoms, start - 1) else start):
        for modifier in lexicon.modifiers("before").get(word(atoms, end - 1), ()):
            begin = end - len(modifier.words)
            if begin < floor:
                continue
            if all(word(atoms, begin + k) == part for k, part in enumerate(modifier.words)):
                if end != start and modifier.words != ("within",):
                    continue
                if begin == floor > 0 and modifier.words[-1] == "than" and word(atoms, begin - 1) != "one":
                    # "three fewer than four years ago" compares
                    continue
                return begin, modifier.relation
    return _bracketed(atoms, start, floor)


def _bracketed(atoms: Sequence[Atom], start: int, floor: int) -> tuple[int, Relation] | None:
    """As in "[W]ithin the next 10 days": an initial that the editor changed stands in brackets of its own."""
    end = _skip_period(atoms, start)
    begin = end - 4
    if begin < floor or begin < 0:
        return None
    parts = [word(atoms, k) for k in range(begin, end)]
    if parts[0] == "[" and parts[2] == "]" and parts[1] + parts[3] == "within":
        return begin, "<="
    return None


def _skip_period(atoms: Sequence[Atom], start: int) -> int:
    """Before "the next" in "within the next 10 days"."""
    for _ in range(3):
        start -= start > 0 and word(atoms, start - 1) in lexicon.word_set("period_leads")
    return start


def _after(atoms: Sequence[Atom], quantity: Quantity) -> Quantity:
    """Bounds that follow the number or its unit: "four or more people", "20 percent or less", "500-plus", "2+"."""
    for end in dict.fromkeys((quantity.last, quantity.end)):
        for modifier in lexicon.modifiers("after").get(word(atoms, end), ()):
            if all(word(atoms, end + k) == part for k, part in enumerate(modifier.words)):
                if modifier.words[0] in ("+", "-", "plus") and not atoms[end].glued:
                    continue
                if word(atoms, end + len(modifier.words)) == "than":
                    # "200 or more than 190" bounds the next number
                    continue
                stop = max(quantity.end, end + len(modifier.words))
                opened = _opened(replace(quantity, end=stop), modifier.relation)
                return replace(
                    opened, last=max(opened.last, end + len(modifier.words)) if end == quantity.last else opened.last
                )
    return quantity


def bounded_behind(atoms: Sequence[Atom], quantity: Quantity) -> Quantity:
    """The quantity with a bound behind its noun: "40 books and counting", "50 people or more", "100 people or so"."""
    if word(atoms, quantity.end) not in ("and", "or", "at") or quantity.relation not in ("=", "~"):
        return quantity
    if (word(atoms, quantity.end), word(atoms, quantity.end + 1)) in (
        ("and", "more"),
        ("and", "over"),
        ("and", "above"),
    ):
        # "40 books and more letters"
        return quantity
    return _after(atoms, quantity)


def _stronger(known: Relation, given: Relation) -> Relation:
    """Of two modifiers the one that bounds wins over the one that blurs; a range stays one."""
    if known == "range" or given == "=":
        return known
    if given == "~":
        return known if known in (">", ">=", "<", "<=") else "~"
    return given


def _opened(quantity: Quantity, relation: Relation) -> Quantity:
    """The quantity with the bounds of its relation: ``>`` and ``>=`` have no upper end, ``<`` and ``<=`` no lower."""
    low = quantity.low if quantity.low is not None else quantity.high
    high = quantity.high if quantity.high is not None else quantity.low
    if quantity.relation == "range":
        return quantity
    if relation in (">", ">="):
        return replace(quantity, relation=relation, low=low, high=None)
    if relation in ("<", "<="):
        return replace(quantity, relation=relation, low=None, high=high)
    return replace(quantity, relation=relation)

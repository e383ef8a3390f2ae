"""The quantities that an article asserts: the whole way from a parsed document to its claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from quotes.claims import context, lexicon
from quotes.claims.country import Country, country_of
from quotes.claims.dates import as_of
from quotes.claims.exclusions import excluded
from quotes.claims.line import Line, line_of
from quotes.claims.multiples import multiples
from quotes.claims.nouns import Counted, counted, is_polled, magnitude_of
from quotes.claims.numbers import word
from quotes.claims.phrases import Quantity, bounded_word, quantities
from quotes.claims.rates import distant_rate, rate
from quotes.claims.understood import Memory, understood
from quotes.records import Claim, Dimension, Document, Parse, Quote, Span

_CONFIDENCE = {"money": 0.97, "percent": 0.97, "measure": 0.95, "duration": 0.93, "rate": 0.9, "count": 0.88}
_UNSURE = 0.6
_SIGHT = 250
"""How far from a quantity, in characters, its date is looked for."""


def find_claims(document: Document, parse: Parse, quotes: Sequence[Quote]) -> list[Claim]:
    """Every quantity that headline and body assert, in text order.

    Spans count characters of ``document.text``; ``low`` and ``high`` are in base units ("$1.5 billion" is 1500000000).
    ``quote`` of a claim is an index into ``quotes``. The conventions are the project's annotation guidelines: dates,
    years, ages, ordinals and names that hold numbers are no claims, and neither is what stands in a ``sidebar``.
    Never raises; the time is proportional to the length of the document.

    Example: in "Putin said Moscow would lend Minsk over $1.5 billion" one claim, "over $1.5 billion", low 1500000000.0,
    high null, relation ``>``, unit ``USD``, dimension ``money``.
    """
    country, memory, voices = country_of(document), Memory.of(document), context.Voices.of(quotes)
    found: list[Claim] = []
    for sentence in parse.sentences:
        if sentence.section == "sidebar" or not sentence.tokens:
            continue
        line = line_of(document, sentence)
        inside = [*_measured(line, country, memory, voices), *_multiplied(line, voices)]
        found.extend(_disjoint(inside))
    return found


def _disjoint(claims: list[Claim]) -> list[Claim]:
    """The claims in text order; of two that overlap the earlier one."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (claim.span.start, -claim.span.end)):
        if not kept or claim.span.start >= kept[-1].span.end:
            kept.append(claim)
    return kept


def _measured(line: Line, country: Country, memory: Memory, voices: context.Voices) -> Iterator[Claim]:
    """The claims that numbers make in one sentence."""
    for quantity in quantities(line.atoms, country):
        shared = quantity.amount.number.kind == "share"
        counts = quantity.rule != "score" and (quantity.unit is None or shared)
        noun = counted(line, quantity) if counts else None
        if quantity.rule == "vague" and noun is not None and noun.rule == "noun" and quantity.amount.number.plural:
            # "thousands march": what follows a vague plural at once is no noun of its own
            noun = None
        if excluded(line, quantity, noun) is not None:
            continue
        quantity, unit, rule = _with_unit(line, quantity, noun, memory)
        if unit is None:
            continue
        yield _claim(line, quantity, noun, unit, rule, voices)


def _with_unit(
    line: Line, quantity: Quantity, noun: Counted | None, memory: Memory
) -> tuple[Quantity, str | None, str]:
    """The quantity with the unit's atoms taken in, the unit's name and the rule that found it."""
    if quantity.unit is not None:
        return quantity, quantity.unit, quantity.rule
    shaken = magnitude_of(line, quantity, noun)
    if shaken is not None:
        start, end = shaken
        return (
            _bound_again(line, replace(quantity, start=start, end=end, dimension="measure")),
            "magnitude",
            "magnitude",
        )
    if noun is not None and noun.unit:
        end = noun.end_atom if noun.end_atom is not None else quantity.end
        memory.note(line.sentence.index, noun.unit)
        known = lexicon.unit_forms().get((noun.unit,))
        if noun.unit == "point" and is_polled(line, quantity):
            return replace(quantity, end=end, dimension="percent"), "percentage_point", "percentage-point"
        if known is not None and noun.token is not None:
            return replace(quantity, end=end, dimension=known.dimension), known.name, f"{quantity.rule}-{noun.rule}"
        return replace(quantity, end=end), noun.unit, f"{quantity.rule}-{noun.rule}"
    meant = understood(line, quantity, noun, memory)
    end = noun.end_atom if noun is not None and noun.end_atom is not None else quantity.end
    if meant is None:
        return quantity, None, ""
    memory.note(line.sentence.index, meant[0])
    return replace(quantity, end=end), meant[0], meant[1]


def _bound_again(line: Line, quantity: Quantity) -> Quantity:
    """A quantity whose unit stood before the number, with the modifiers before that unit: "over magnitude 4.5"."""
    return bounded_word(line.atoms, quantity)


def _claim(line: Line, quantity: Quantity, noun: Counted | None, unit: str, rule: str, voices: context.Voices) -> Claim:
    limit = context.limited(line, quantity) if quantity.relation == "=" else None
    if limit is not None:
        quantity = bounded_word(line.atoms, quantity, limit)
    dimension: Dimension = quantity.dimension or "count"
    recurs = word(line.atoms, quantity.end) in ("every", "each") and dimension == "duration"
    per = (
        None
        if recurs
        else rate(line, quantity.end, money=dimension == "money", measure=dimension in ("measure", "count"))
    )
    later = word(line.atoms, quantity.end) == "of" and word(line.atoms, quantity.end + 1) == "per"
    produced = rate(line, quantity.end + 1, money=False, measure=True) if later else None
    if produced is not None:
        # "5.7 million barrels of per-day production"
        unit, dimension = unit + produced[0], "rate"
    elif per is not None:
        unit, quantity, dimension = unit + per[0], replace(quantity, end=per[1]), "rate"
    elif dimension == "count" and noun is not None and noun.token is not None:
        past = line.atom_of(noun.token) + 1
        behind = rate(line, past, money=False, measure=True)
        period = distant_rate(line, past)
        if behind is not None:
            unit, dimension = unit + behind[0], "rate"
        elif period is not None:
            unit, dimension = f"{unit} per {period}", "rate"
    return _record(line, quantity, noun, unit, dimension, rule, voices)


def _record(
    line: Line,
    quantity: Quantity,
    noun: Counted | None,
    unit: str,
    dimension: Dimension,
    rule: str,
    voices: context.Voices,
) -> Claim:
    atoms = line.atoms
    span = Span(atoms[quantity.start].span.start, atoms[quantity.end - 1].span.end)
    clause, verb = context.clause_of(line, line.token_of(quantity.amount.number.start))
    return Claim(
        span=span,
        clause=clause if clause.contains(span) else line.sentence.span,
        low=_number(quantity.low),
        high=_number(quantity.high),
        relation=quantity.relation,
        unit=unit,
        dimension=dimension,
        section=line.sentence.section,
        rule=rule,
        confidence=_CONFIDENCE[dimension] if rule not in ("same-sentence", "casualty", "others") else _UNSURE,
        about=context.about(line, quantity, noun, verb),
        negated=context.is_negated(line, verb),
        as_of=as_of(line.document, _around(span, clause)),
        quote=voices.innermost(span),
    )


def _around(span: Span, clause: Span) -> Span:
    """The part of the clause that is near the quantity, where its date would stand."""
    return Span(max(clause.start, span.start - _SIGHT), min(clause.end, span.end + _SIGHT))


def _number(value: Fraction | None) -> float | None:
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None


def _multiplied(line: Line, voices: context.Voices) -> Iterator[Claim]:
    """The claims of "twice", "doubled" and their like."""
    for start, end, factor in multiples(line):
        quantity = bounded_word(line.atoms, Quantity.of(start, end, factor))
        per = (
            rate(line, end, money=False, measure=True)
            if word(line.atoms, start) in ("once", "twice", "thrice")
            else None
        )
        unit = "time" + (per[0] if per else "")
        quantity = replace(quantity, end=per[1]) if per else quantity
        yield _record(line, quantity, None, unit, "rate" if per else "count", "multiple", voices)

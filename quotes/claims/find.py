"""The quantities that an article asserts: the whole way from a parsed document to its claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from quotes.claims import context, lexicon
from quotes.claims.about import about
from quotes.claims.cardinals import is_hyphen, word
from quotes.claims.country import Country, country_of
from quotes.claims.dates import as_of
from quotes.claims.exclusions import excluded
from quotes.claims.line import Line, line_of
from quotes.claims.multiples import multiples
from quotes.claims.negation import is_negated
from quotes.claims.nouns import Counted, counted, is_polled, magnitude_of
from quotes.claims.phrases import Quantity, bounded_behind, bounded_word, quantities
from quotes.claims.rates import distant_rate, rate, rate_behind
from quotes.claims.ratios import ratios
from quotes.claims.trends import Trend, trend_of
from quotes.claims.understood import Memory, understood
from quotes.records import Claim, Dimension, Document, Parse, Quote, Span

_CONFIDENCE = {"money": 0.97, "percent": 0.97, "measure": 0.95, "duration": 0.93, "rate": 0.9, "count": 0.88}
_UNSURE = 0.6
_GUESSES = frozenset({"same-sentence", "sentence-before", "bare", "casualty", "others"})
_RATIOS: dict[bool, Dimension] = {True: "percent", False: "count"}
_SIGHT = 250
"""How far from a quantity, in characters, its date is looked for."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A quantity as it was read, whether it is a claim or not.

    ``core`` is the amount without its modifiers ("$1.5 billion" in "over $1.5 billion"), ``noun`` what is counted with
    all that stands before it ("permanent employees"), ``trend`` says whether the text has it rise or fall, and
    ``left_out`` why it is no claim ("year", "age", "name" ...), null for a claim.
    """

    claim: Claim
    core: Span
    noun: Span | None = None
    trend: Trend | None = None
    left_out: str | None = None


def find_claims(document: Document, parse: Parse, quotes: Sequence[Quote]) -> list[Claim]:
    """Every quantity that headline and body assert, in text order.

    Spans count characters of ``document.text``; ``low`` and ``high`` are in base units ("$1.5 billion" is 1500000000).
    ``quote`` of a claim is an index into ``quotes``. The conventions are the project's annotation guidelines: dates,
    years, ages, ordinals and names that hold numbers are no claims, and neither is what stands in a ``sidebar``.
    Never raises; the time is proportional to the length of the document.

    Example: in "Putin said Moscow would lend Minsk over $1.5 billion" one claim, "over $1.5 billion", low 1500000000.0,
    high null, relation ``>``, unit ``USD``, dimension ``money``.
    """
    return [finding.claim for finding in find_quantities(document, parse, quotes)]


def find_quantities(
    document: Document, parse: Parse, quotes: Sequence[Quote], *, left_out: bool = False
) -> list[Finding]:
    """What ``find_claims`` finds, with what it knew on the way.

    With ``left_out`` also the numbers that are no claims, each with the reason; their unit is empty where none was
    looked for.
    """
    country, memory, voices = country_of(document), Memory.of(document), context.Voices.of(quotes)
    letter, found = country.letter, list[Finding]()
    for sentence in parse.sentences:
        if sentence.section == "sidebar" or not sentence.tokens:
            continue
        line = line_of(document, sentence, letter=letter)
        inside = [*_measured(line, country, memory, voices, left_out=left_out), *_multiplied(line, voices)]
        inside = _before_others(inside, list(_related(line, voices)))
        found.extend(_disjoint(inside))
    return found


def _before_others(findings: list[Finding], ratios: list[Finding]) -> list[Finding]:
    """The ratios, and of the other findings those that lie in none of them."""
    spans = [ratio.claim.span for ratio in ratios]
    kept = [one for one in findings if not any(span.overlap(one.claim.span) for span in spans)]
    return [*kept, *ratios]


def _disjoint(findings: list[Finding]) -> list[Finding]:
    """The findings in text order; of two that overlap a claim before what is none, then the earlier one."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (one.claim.span.start, -one.claim.span.end)):
        while kept and kept[-1].left_out and not finding.left_out and kept[-1].claim.span.overlap(finding.claim.span):
            kept.pop()
        if not kept or finding.claim.span.start >= kept[-1].claim.span.end:
            kept.append(finding)
    return kept


def _measured(
    line: Line, country: Country, memory: Memory, voices: context.Voices, *, left_out: bool
) -> Iterator[Finding]:
    """The findings that numbers make in one sentence."""
    main: Claim | None = None
    for quantity in quantities(line.atoms, country):
        if word(line.atoms, quantity.end + is_hyphen(line.atoms, quantity.end)) in ("fold", "folds"):
            # read with the multiples
            continue
        shared = quantity.amount.number.kind == "share"
        counts = quantity.rule != "score" and (quantity.unit is None or shared)
        noun = counted(line, quantity) if counts else None
        if quantity.rule == "vague" and noun is not None and noun.rule == "noun" and quantity.amount.number.plural:
            # "thousands march": what follows a vague plural at once is no noun of its own
            noun = None
        reason = excluded(line, quantity, noun)
        if reason is not None:
            if left_out:
                yield _left_out(line, quantity, noun, reason, voices)
            continue
        read, unit, rule = _with_unit(line, quantity, noun, memory)
        read = bounded_behind(line.atoms, read)
        if unit is None:
            if left_out:
                yield _left_out(line, quantity, noun, "bare", voices)
            continue
        claim = _claim(line, read, noun, unit, rule, voices)
        if _converts(line, quantity, claim, main):
            claim = replace(claim, as_of=main.as_of if main else None)
        else:
            main = claim
            if claim.dimension in ("measure", "rate"):
                memory.measure = (line.sentence.index, claim.unit, claim.dimension)
        yield _finding(line, quantity, noun, claim)


def _converts(line: Line, quantity: Quantity, claim: Claim, main: Claim | None) -> bool:
    """Whether a quantity only gives the one before its brackets in another unit: "6 hectares (15 acres)"."""
    marks = [atom.text for atom in line.atoms[: quantity.start] if atom.text in ("(", ")")]
    measures = ("measure", "money", "rate")
    alike = main is not None and main.dimension == claim.dimension and main.unit != claim.unit
    return marks[-1:] == ["("] and alike and claim.dimension in measures


def _left_out(line: Line, quantity: Quantity, noun: Counted | None, reason: str, voices: context.Voices) -> Finding:
    unit = quantity.unit or (noun.unit if noun is not None else "")
    claim = _record(line, quantity, noun, unit, quantity.dimension or "count", quantity.rule, voices)
    return _finding(line, quantity, noun, claim, reason)


def _finding(line: Line, quantity: Quantity, noun: Counted | None, claim: Claim, reason: str | None = None) -> Finding:
    core, phrase = _span(line, quantity.amount.start, quantity.amount.end), None
    if noun is not None and noun.token is not None:
        end = noun.token.span.end
        start = line.atoms[quantity.end].span.start if quantity.end < len(line.atoms) else end
        phrase = Span(min(start, noun.token.span.start), end)
    return Finding(claim, core, phrase, trend_of(line, quantity), reason)


def _with_unit(
    line: Line, quantity: Quantity, noun: Counted | None, memory: Memory
) -> tuple[Quantity, str | None, str]:
    """The quantity with the unit's atoms taken in, the unit's name and the rule that found it."""
    if quantity.unit is not None:
        if quantity.dimension == "money" and word(line.atoms, quantity.start - 1) != "(":
            memory.money = (line.sentence.index, quantity.unit)
        return quantity, quantity.unit, quantity.rule
    shaken = magnitude_of(line, quantity, noun)
    if shaken is not None:
        start, end = shaken
        return (
            _bound_again(line, replace(quantity, start=start, end=end, dimension="measure")),
            "magnitude",
            "magnitude",
        )
    if noun is not None and memory.money[0] == line.sentence.index and _is_sum(quantity, noun):
        # "a 24 million pounds loss after a 107 million profit"
        return replace(quantity, dimension="money"), memory.money[1], "money"
    if noun is not None and noun.unit:
        end = noun.end_atom if noun.end_atom is not None else quantity.end
        known = lexicon.unit_forms().get((noun.unit,))
        polled = noun.unit == "point" and is_polled(line, quantity)
        memory.note(line.sentence.index, "percentage_point" if polled else noun.unit)
        if polled:
            return replace(quantity, end=end, dimension="percent"), "percentage_point", "percentage-point"
        if known is not None and noun.token is not None:
            return replace(quantity, end=end, dimension=known.dimension), known.name, f"{quantity.rule}-{noun.rule}"
        return replace(quantity, end=end), noun.unit, f"{quantity.rule}-{noun.rule}"
    meant = understood(line, quantity, noun, memory)
    end = noun.end_atom if noun is not None and noun.end_atom is not None else quantity.end
    if meant is None:
        return quantity, None, ""
    if meant[1] == "measure":
        return replace(quantity, end=end, dimension=memory.measure[2]), meant[0], meant[1]
    memory.note(line.sentence.index, meant[0])
    if meant[0] in lexicon.currency_codes():
        quantity = replace(quantity, dimension="money")
    return replace(quantity, end=end), meant[0], meant[1]


def _is_sum(quantity: Quantity, noun: Counted) -> bool:
    """Whether the noun is one of money ("loss", "turnover") and the number a sum of it."""
    return noun.rule == "noun" and noun.unit in lexicon.word_set("worth") and quantity.amount.number.scale >= 10**6


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
    elif dimension == "measure" and (stream := rate_behind(line, quantity.end)) is not None:
        # "2.3 grams of methane per second"
        unit, dimension = unit + stream, "rate"
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
    if word(line.atoms, quantity.end) == "apiece":
        quantity = replace(quantity, end=quantity.end + 1)
    span = _span(line, quantity.start, quantity.end)
    clause, verb = context.clause_of(line, line.token_of(quantity.amount.number.start))
    clause = clause if clause.contains(span) else line.sentence.span
    near = _around(span, clause)
    return Claim(
        span=span,
        clause=clause,
        low=_number(quantity.low),
        high=_number(quantity.high),
        relation=quantity.relation,
        unit=unit,
        dimension=dimension,
        section=line.sentence.section,
        rule=rule,
        confidence=_CONFIDENCE[dimension] if rule not in _GUESSES else _UNSURE,
        about=about(line, quantity, noun, verb),
        negated=is_negated(line, quantity, verb),
        as_of=as_of(line.document, near, span, apart=context.told_apart(line, span, near)),
        quote=voices.innermost(span),
    )


def _span(line: Line, start: int, end: int) -> Span:
    return Span(line.atoms[start].span.start, line.atoms[end - 1].span.end)


def _around(span: Span, clause: Span) -> Span:
    """The part of the clause that is near the quantity, where its date would stand."""
    return Span(max(clause.start, span.start - _SIGHT), min(clause.end, span.end + _SIGHT))


def _number(value: Fraction | None) -> float | None:
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None


def _multiplied(line: Line, voices: context.Voices) -> Iterator[Finding]:
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
        claim = _record(line, quantity, None, unit, "rate" if per else "count", "multiple", voices)
        yield Finding(claim, _span(line, start, end))


def _related(line: Line, voices: context.Voices) -> Iterator[Finding]:
    """The claims of "a ratio of 30 to 1", "a 50-50 chance"."""
    for ratio in ratios(line):
        quantity = bounded_word(line.atoms, Quantity.of(ratio.start, ratio.end, ratio.value))
        unit, dimension = ("percent" if ratio.percent else "ratio"), _RATIOS[ratio.percent]
        claim = _record(line, quantity, None, unit, dimension, "ratio", voices)
        yield Finding(claim, _span(line, ratio.start, ratio.end))

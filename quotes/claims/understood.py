"""What a number without a noun counts: "killing three", "only 27 have ratified it", "the toll rose to 31"."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from quotes.claims import lexicon
from quotes.claims.cardinals import word
from quotes.claims.line import NOUNS, Line
from quotes.claims.nouns import Counted, counted_at, unit_name
from quotes.claims.numbers import read
from quotes.claims.phrases import Quantity
from quotes.claims.rates import rate
from quotes.records import Dimension, Document, Token

_NEAR = 4
_SIGHT = 20
_SMALL = 110
_GOALS = ("football", "soccer", "hockey", " goal", "striker", "goalkeeper", "midfielder")
_TOLLS = frozenset({"toll", "tolls"})


@dataclass(slots=True)
class Memory:
    """The counted nouns of a document so far, the latest last, with the sentence each stood in.

    ``goals`` says that results count goals; ``money`` is the last currency and the sentence it stood in, ``measure``
    the last unit of measure.
    """

    units: list[tuple[int, str]] = field(default_factory=list)
    goals: bool = False
    money: tuple[int, str] = (-1, "")
    measure: tuple[int, str, Dimension] = (-1, "", "measure")

    @classmethod
    def of(cls, document: Document) -> Memory:
        """What is known before the first sentence: whether the article is about a game that is decided by goals."""
        text = document.text.lower()
        return cls(goals=any(sport in text for sport in _GOALS))

    def note(self, sentence: int, unit: str) -> None:
        """Remember a counted noun."""
        self.units.append((sentence, unit))

    def latest(self, sentence: int, *, back: int) -> str | None:
        """The last counted noun no more than ``back`` sentences before."""
        if self.units and sentence - self.units[-1][0] <= back:
            return self.units[-1][1]
        return None


def understood(line: Line, quantity: Quantity, found: Counted | None, memory: Memory) -> tuple[str, str] | None:
    """The unit that an elliptic number stands for and the rule that gave it; null where there is none."""
    here = line.sentence.index
    same = memory.latest(here, back=0)
    if found is not None and found.rule == "others":
        return (same or "person"), "others"
    if quantity.rule == "score":
        return _scored(line, quantity, memory), "score"
    toll = _toll(line, quantity)
    if toll is not None:
        return toll, "toll"
    lead = word(line.atoms, quantity.start - 1)
    if lead in lexicon.word_set("seating") and quantity.amount.value > 1:
        return "person", "capacity"
    if lead == "by" and quantity.rule == "vague":
        # "attended by thousands"
        return "person", "agent"
    put = _put_at(line, quantity)
    if put is not None:
        return put, "put-at"
    if lead == "of":
        whole = word(line.atoms, quantity.start - 2)
        if whole in lexicon.word_set("crowds") or whole == "family":
            return "person", "crowd"
        if whole in ("mother", "father", "mum", "mom", "dad", "parent", "parents"):
            return "child", "parent"
    if is_casualty(line, quantity):
        return "person", "casualty"
    listed = _listed(line, quantity)
    if listed is not None:
        return listed, "listed"
    number, lead = quantity.amount.number, word(line.atoms, quantity.start - 1)
    if memory.money[0] == here and number.scale >= 10**6 and lead in lexicon.word_set("against"):
        # "revenue was 9.8 billion crowns, against 9.1 billion"
        return memory.money[1], "money"
    if memory.measure[0] == here and number.digits and _is_compared(line, quantity):
        # "820 cubic metres per second, down from a peak of just over 1,000"
        return memory.measure[1], "measure"
    if same is not None:
        return same, "same-sentence"
    return _guessed(line, quantity, memory)


def _is_compared(line: Line, quantity: Quantity) -> bool:
    """Whether "down from", "up from" or "compared with" leads to the number without another between."""
    before = [word(line.atoms, k) for k in range(max(0, quantity.start - 6), quantity.start)]
    pairs = set(pairwise(before))
    return bool(pairs & {("down", "from"), ("up", "from"), ("compared", "with"), ("compared", "to")})


def _scored(line: Line, quantity: Quantity, memory: Memory) -> str:
    """What the two sides of a result count: votes, goals or points."""
    near = range(max(0, quantity.start - _SIGHT), min(len(line.atoms), quantity.end + _SIGHT))
    if any(word(line.atoms, k) in lexicon.word_set("voting") for k in near):
        return "vote"
    return "goal" if memory.goals else "point"


def _listed(line: Line, quantity: Quantity) -> str | None:
    """The noun of the next number in a list: "to two and one package", "three or four men"."""
    after = quantity.end
    if word(line.atoms, after) not in ("and", "or", ","):
        return None
    number = read(line.atoms, after + 1)
    if number is None or number.kind != "exact":
        return None
    found = counted_at(line, number.end)
    if found is None or not found.unit:
        return None
    per = rate(line, found.end_atom, money=False, measure=True) if found.end_atom is not None else None
    return found.unit + (per[0] if per else "")


def _guessed(line: Line, quantity: Quantity, memory: Memory) -> tuple[str, str] | None:
    """The noun that the subject names ("cases rose to 93,475"), or one of the sentence before."""
    before = memory.latest(line.sentence.index, back=1)
    number, follower = quantity.amount.number, line.token_of(quantity.end)
    acts = follower is not None and follower.upos in ("AUX", "VERB") and quantity.end < len(line.atoms)
    weighty = (
        number.scale > 1 or quantity.relation != "=" or "," in line.atoms[number.start].text or number.kind == "vague"
    )
    subject = _subject(line, quantity)
    if weighty and subject is not None:
        return subject, "subject"
    if acts or number.kind == "vague" or number.scale > 1:
        return before or _of_nothing(line, quantity), "sentence-before"
    if weighty or word(line.atoms, quantity.end) == "per":
        return before or memory.latest(line.sentence.index, back=4) or _of_nothing(line, quantity), "bare"
    if before is not None and _closes_clause(line, quantity):
        return before, "sentence-before"
    return None


def _of_nothing(line: Line, quantity: Quantity) -> str:
    """Persons; units where the words around speak of money or goods: "worth 1.3 billion", "800,000 will be sold"."""
    before = {word(line.atoms, k) for k in range(max(0, quantity.start - 6), quantity.start)}
    after = {word(line.atoms, k) for k in range(quantity.end, quantity.end + 4)}
    things = before & lexicon.word_set("worth") or (before | after) & lexicon.word_set("sold")
    return "unit" if things else "person"


def _closes_clause(line: Line, quantity: Quantity) -> bool:
    """As in "Today it's 400.": figures between a copula or preposition and the end of the clause."""
    lead, after = word(line.atoms, quantity.start - 1), word(line.atoms, quantity.end)
    ended = after in ("", ".", ",", ";", "”", '"') and quantity.amount.number.value > _SMALL
    return ended and (lead in ("is", "was", "are", "were", "to", "by", "of") or lead.endswith("'s"))


def _put_at(line: Line, quantity: Quantity) -> str | None:
    """What is put at a figure: singers in "estimates the number of singers at 9,000", persons in "put the dead at 40"."""
    before = line.token_of(quantity.start - 1)
    if before is None or before.text.lower() not in ("at", "between", "to"):
        return None
    for above in line.ancestors(before):
        if above.lemma.lower() in lexicon.word_set("putting"):
            things = [child for child in line.children(above, "obj") if child.span.end <= before.span.start]
            return _thing(line, things[0]) if things else None
    return None


def _thing(line: Line, thing: Token) -> str | None:
    if thing.lemma.lower() in lexicon.word_set("tallies"):
        return _tallied(line, thing)
    if thing.text.lower() in lexicon.words("casualty_words"):
        return "person"
    return unit_name(thing.text, thing) if thing.xpos == "NNS" else None


def _subject(line: Line, quantity: Quantity) -> str | None:
    """The plural subject of the verb that takes the number: what rose, reached or stands at it."""
    token = line.token_of(quantity.amount.number.start)
    for above in (*([] if token is None else [token]), *line.ancestors(token)):
        for child in line.children(above, "nsubj"):
            plural = child.xpos in ("NNS", "NNPS") or "Number=Plur" in child.feats
            if token is None or child.index >= token.index:
                continue
            if child.lemma.lower() in lexicon.word_set("tallies"):
                return _tallied(line, child)
            if child.upos in NOUNS and plural:
                return unit_name(child.text, child)
        if above.upos == "VERB":
            break
    return None


def _tallied(line: Line, tally: Token) -> str | None:
    """The noun after "the number of"; "those" are persons."""
    for noun in line.children(tally, "nmod"):
        if noun.upos in NOUNS:
            return unit_name(noun.text, noun)
        if noun.text.lower() in ("those", "them"):
            return "person"
    return None


def _toll(line: Line, quantity: Quantity) -> str | None:
    """What a toll within the clause before counts: deaths in "the death toll from fourteen to 31", else persons."""
    before = [word(line.atoms, k) for k in range(max(0, quantity.start - 9), quantity.start)]
    if not any(text in _TOLLS for text in before):
        return None
    return "death" if "death" in before else "person"


def is_casualty(line: Line, quantity: Quantity) -> bool:
    """Whether the number is the subject or object of what happens to people: "killing three", "39 are dead"."""
    for k in range(quantity.end, min(len(line.atoms), quantity.end + _NEAR)):
        text = word(line.atoms, k)
        if text in lexicon.words("casualty_words") or (text, word(line.atoms, k + 1)) in (
            ("on", "board"),
            ("lost", "their"),
        ):
            return True
        if text in (",", ";", "—") and _closes(line, quantity, k):
            return True
        if text in (",", ";", "."):
            break
    if word(line.atoms, quantity.start - 1) in lexicon.words("casualty_words"):
        return True
    return _governed(line, quantity)


def _closes(line: Line, quantity: Quantity, comma: int) -> bool:
    """As in "At least seven, including four children, died": the verb after an inserted phrase."""
    if word(line.atoms, comma + 1) not in ("including", "among", "most", "mostly", "all"):
        return False
    after = range(comma + 2, min(len(line.atoms), comma + 14))
    closing = next((k for k in after if word(line.atoms, k) == ","), None)
    return closing is not None and any(
        word(line.atoms, k) in lexicon.words("casualty_words") for k in range(closing, closing + 4)
    )


def _governed(line: Line, quantity: Quantity) -> bool:
    token: Token | None = line.token_of(quantity.last - 1)
    above = line.head(token)
    if token is None or above is None or token.deprel.split(":")[0] not in ("nsubj", "obj", "conj", "appos"):
        return False
    return above.lemma.lower() in lexicon.words("casualty_words") or above.text.lower() in lexicon.words(
        "casualty_words"
    )

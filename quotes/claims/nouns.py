"""What a number counts: the noun it modifies, or the one it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.claims import lexicon
from quotes.claims.cardinals import is_hyphen, word
from quotes.claims.line import NOUNS, Line
from quotes.claims.numbers import read
from quotes.claims.phrases import Quantity
from quotes.records import Token

_MODIFYING = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV", "NUM"})
_STAND_INS = frozenset({"others", "other", "more", "additional", "further", "another"})
_OF_WHOM = frozenset({"them", "these", "those", "whom", "which", "us", "you"})
_FALLEN = frozenset({"dead", "wounded", "injured", "missing"})
_LONGEST_PHRASE = 9
_SIGHT = 30
_HIGHEST_SHARE = 100


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun: its unit name and the token that names it, null when it is understood.

    ``end_atom`` is set where the noun stands right after the number, so that the quantity's span takes it in. ``rule``
    says how it was found.
    """

    unit: str
    token: Token | None
    end_atom: int | None
    rule: str


def counted(line: Line, quantity: Quantity) -> Counted | None:
    """The noun that follows the number in the sentence; null where none does ("27 have ratified")."""
    return counted_at(line, quantity.end)


def counted_at(line: Line, after: int) -> Counted | None:
    """The counted noun that begins with the atom ``after``, right behind a number."""
    if is_hyphen(line.atoms, after) and line.atoms[after + 1].kind == "word":
        return _hyphenated(line, after + 1)
    if word(line.atoms, after) == "times":
        return Counted("time", line.token_of(after), after + 1, "noun")
    if word(line.atoms, after) in _STAND_INS and word(line.atoms, after) != "other":
        return _after_more(line, after)
    if word(line.atoms, after) == "of":
        return _of(line, after + 1)
    token, verb = line.token_of(after), line.token_of(after + 1)
    if token is not None and token.text.lower() in _FALLEN and verb is not None and verb.upos == "AUX":
        # "30 dead had been brought in"
        return Counted("person", token, after + 1, "noun")
    if word(line.atoms, after) in ("”", '"', "’", "''"):
        # “at least seven” similar cases
        inside = _noun_phrase(line, after + 1)
        return None if inside is None or not is_plural(inside) else Counted(inside.unit, inside.token, None, "noun")
    if word(line.atoms, after) in ("last", "next", "this", "that") and word(line.atoms, after + 1) in (
        lexicon.word_set("times") | lexicon.words("months") | lexicon.word_set("days")
    ):
        # "killed three last year"
        return None
    return _noun_phrase(line, after)


def _hyphenated(line: Line, at: int) -> Counted | None:
    """As in "55-member", "ten-storey", "four-pack"."""
    text, token = line.atoms[at].low, line.token_of(at)
    if token is not None and (token.upos == "ADJ" or (token.upos == "VERB" and text.endswith("ed"))):
        # "three-dimensional", "two-legged": a kind, not a count
        return None
    return Counted(unit_name(text, line.token_of(at)), line.token_of(at), at + 1, "hyphen")


def _after_more(line: Line, at: int) -> Counted | None:
    """As in "25 others", "seven more", "two more bodies"."""
    if word(line.atoms, at) == "others":
        return Counted("", None, at + 1, "others")
    found = _noun_phrase(line, at + 1) if word(line.atoms, at + 1) not in ("than", "of") else None
    if found is not None:
        return Counted(found.unit, found.token, None, found.rule)
    return Counted("", None, at + 1, "others") if word(line.atoms, at) == "more" else None


def _of(line: Line, at: int) -> Counted | None:
    """As in "dozens of earthquakes", "149 of the survivors", "six of them crew members"."""
    while (word(line.atoms, at) in lexicon.word_set("determiners") and not _stands_alone(line, at)) or word(
        line.atoms, at
    ) == "of":
        at += 1
    if word(line.atoms, at) in _OF_WHOM:
        # "five buildings, two of which the council owns"
        relative = word(line.atoms, at) in ("which", "whom")
        found = None if relative else _noun_phrase(line, at + 1)
        if found is not None and found.token is not None and found.token.deprel not in ("obj", "obl"):
            return Counted(found.unit, found.token, None, "of-them")
        return None
    found = _possessed(line, _noun_phrase(line, at))
    return None if found is None else Counted(found.unit, found.token, None, "of")


def _possessed(line: Line, owner: Counted | None) -> Counted | None:
    """What the owner has: capitals in "six of the country's eight capitals"."""
    after = line.tokens[owner.token.index + 1 :][:1] if owner is not None and owner.token is not None else ()
    if not after or after[0].text not in ("'s", "’s", "'", "’") or after[0].index + 1 >= len(line.tokens):
        return owner
    at = line.atom_of(line.tokens[after[0].index + 1])
    # "4,200 of the island's roughly 200,000 residents"
    at += word(line.atoms, at) in lexicon.word_set("blurring")
    number = read(line.atoms, at)
    return _noun_phrase(line, number.end if number is not None else at) or owner


def _stands_alone(line: Line, at: int) -> bool:
    """Whether "those" or "these" is itself the noun: "five of those involved ligatures"."""
    after = line.token_of(at + 1)
    leads = after is not None and after.upos in ("ADJ", "NOUN", "PROPN", "NUM", "ADV")
    return word(line.atoms, at) in ("those", "these") and not leads


def _noun_phrase(line: Line, at: int) -> Counted | None:
    """The head of the noun phrase that begins with the atom ``at``: the last noun of an unbroken run."""
    begin, at = at, _past_magnitude(line, at)
    if word(line.atoms, at) == "on" and "board" in (word(line.atoms, at + 1), word(line.atoms, at + 2)):
        return None
    tokens = _run(line, at)
    # "two million Sudanese" are people, though tagged as adjectives
    nouns = [token for token in tokens if token.upos in NOUNS] or tokens[-1:]
    if not nouns or _is_mistaken_verb(nouns[0], len(tokens)):
        return None
    if _breaks_off(line, tokens[-1]):
        return None
    head = _plural_of(_governor(line, at, tokens) or _first_head(line, nouns), nouns)
    if _describes(line, begin, nouns, head):
        return Counted(unit_name(nouns[0].text, nouns[0]), head, at + 1 if at == begin else None, "noun")
    unit = _compound(tokens, head)
    first = tokens[0]
    if at == begin and len(word(line.atoms, at)) == 1 and is_hyphen(line.atoms, at + 1) and head is tokens[-1]:
        # "two e-mails", "six T-shirts" are one word each
        whole = line.document.text[first.span.start : head.span.end]
        past = at + 3 if line.atoms[at + 2].span.end == head.span.end else None
        return Counted(unit_name(whole, head) if past else unit, head, past, "noun")
    end = (
        at + 1
        if at == begin and head is first and line.token_of(at) is first and not is_hyphen(line.atoms, at + 1)
        else None
    )
    return Counted(unit, head, end, "noun")


def _describes(line: Line, at: int, nouns: list[Token], head: Token) -> bool:
    """Whether number and noun together describe a singular: "a 149 vote margin", "a 12 member panel"."""
    before = range(max(0, at - 4), at)
    single = any(word(line.atoms, k) in ("a", "an") for k in before) and word(line.atoms, at - 1) not in ("one", "1")
    first = nouns[0]
    plain = first.upos == "NOUN" and first.xpos == "NN" and line.token_of(at) is first
    return single and plain and head is not first and head.xpos == "NN" and head is nouns[-1]


def _breaks_off(line: Line, last: Token) -> bool:
    """Whether a run ends inside a hyphenated adjective: "two semi-automatic"."""
    after = line.tokens[last.index + 1 : last.index + 3]
    return (
        len(after) == 2
        and after[0].text in ("-", "‑")
        and after[0].span.start == last.span.end == after[1].span.start - 1
    )


def _plural_of(head: Token, nouns: list[Token]) -> Token:
    """The plural at the end of a compound whose first part was taken for its head: "felony charges"."""
    plurals = [noun for noun in nouns if noun.index > head.index and noun.xpos == "NNS"]
    return plurals[0] if plurals and head.xpos == "NN" else head


def _past_magnitude(line: Line, at: int) -> int:
    """Past "magnitude 2+" in "over 400 magnitude 2+ earthquakes"."""
    if word(line.atoms, at) == "magnitude" and at + 1 < len(line.atoms) and line.atoms[at + 1].kind == "number":
        return at + 2 + (word(line.atoms, at + 2) == "+")
    return at


def _is_mistaken_verb(noun: Token, length: int) -> bool:
    """A headline's verb that was tagged as a noun ("at least seven die"), or a day ("by the hundreds today")."""
    if noun.text.lower() in lexicon.word_set("days") or (
        noun.upos == "PROPN" and noun.text.lower() in lexicon.words("months")
    ):
        return True
    return length == 1 and noun.text.lower() in lexicon.words("casualty_words") and noun.xpos != "NNS"


def _first_head(line: Line, nouns: list[Token]) -> Token:
    """The first noun of a run that does not merely lead on to the next one (as a compound or a name does)."""
    for noun in nouns[:-1]:
        above = line.head(noun)
        plural = noun.xpos in ("NNS", "NNPS") or "Number=Plur" in noun.feats
        if plural and (above is None or above not in nouns):
            return noun
    return nouns[-1]


def _run(line: Line, at: int) -> list[Token]:
    """The tokens from the atom ``at`` that can stand inside one noun phrase, before any verb, comma or preposition."""
    first = line.token_of(at)
    if first is None:
        return []
    run: list[Token] = []
    for token in line.tokens[first.index : first.index + _LONGEST_PHRASE]:
        if token.upos in _MODIFYING and not (run and token.upos == "NUM") and _may_modify(line, token, run):
            run.append(token)
        elif not (run and _inside(line, token)):
            break
    while run and not (run[-1].upos in NOUNS or (len(run) == 1 and _is_people(run[-1]))):
        run.pop()
    return run


def _may_modify(line: Line, token: Token, run: list[Token]) -> bool:
    """Verbs and adverbs only lead on to a noun ("10 newly built homes"); a new phrase ends the run."""
    after = line.tokens[token.index + 1] if token.index + 1 < len(line.tokens) else None
    if token.upos == "VERB":
        if run and _inside(line, line.tokens[token.index - 1]) and line.tokens[token.index - 1].text in ("-", "‑"):
            return after is not None and after.upos in (*NOUNS, "ADJ", "VERB")
        if run and run[-1].xpos == "NN" and after is not None and after.xpos == "NNS" and token.xpos == "VBN":
            return True
        leads = (
            after is not None and after.upos in ("NOUN", "ADJ", "PROPN") and token.xpos in ("VBN", "VBG", "JJ", "_", "")
        )
        return leads and not any(noun.upos in NOUNS for noun in run)
    if token.upos == "ADV":
        return after is not None and after.upos in ("ADJ", "VERB") and not any(noun.upos in NOUNS for noun in run)
    if token.upos == "ADJ" and run and run[-1].upos == "NOUN" and run[-1].text.lower().endswith("s"):
        return False
    return not (token.upos in NOUNS and run and _ends_phrase(run[-1], token))


def _ends_phrase(before: Token, token: Token) -> bool:
    """Whether two nouns side by side belong to two phrases: a plural before a name or day ("two men Sunday")."""
    plural = before.xpos in ("NNS", "NNPS")
    return plural and (token.upos == "PROPN" or token.text.lower() in ("today", "yesterday", "tomorrow", "tonight"))


def _inside(line: Line, token: Token) -> bool:
    """Hyphens inside words, commas between adjectives, and brackets and quotation marks inside a phrase."""
    after = line.tokens[token.index + 1] if token.index + 1 < len(line.tokens) else None
    before = line.tokens[token.index - 1] if token.index else None
    if after is None or before is None:
        return False
    if token.text in ("-", "‑", "–"):
        return token.span.start == before.span.end and after.span.start == token.span.end
    if token.text in (",", "and") or token.upos == "CCONJ":
        described = before.upos == "ADJ" and after.upos == "ADJ"
        return described or (before.upos == after.upos == "NOUN" and before.deprel == "compound")
    return token.text in ("[", "“", '"', "'", "‘", "/") and after.upos in ("NOUN", "ADJ", "PROPN")


def _governor(line: Line, at: int, run: list[Token]) -> Token | None:
    """The noun that the parse says the number modifies, if it lies in the run."""
    number = line.token_of(at - 1)
    if number is None or not number.deprel.startswith("nummod"):
        return None
    head = line.head(number)
    return head if head in run and head is not None and head.upos in NOUNS else None


def _compound(run: list[Token], head: Token) -> str:
    """The unit that a head noun gives; "crew members" are counted as one noun."""
    name = unit_name(head.text, head)
    before = run[run.index(head) - 1].text.lower() if run.index(head) else ""
    if name == "member" and before in lexicon.words("member_compounds"):
        return f"{before} {name}"
    return name


def unit_name(text: str, token: Token | None) -> str:
    """The singular of a counted noun in lower case; people and nationalities are persons.

    "Mexicans" is "person", "ministries" is "ministry".
    """
    plain = text.lower().replace("’", "'")
    surname = token is not None and token.xpos == "NNPS" and token.entity.endswith("-PERSON")
    if plain in lexicon.words("person_nouns") or is_nationality(text) or surname:
        return "person"
    if plain in lexicon.irregular_plurals():
        return lexicon.irregular_plurals()[plain]
    if token is not None and token.upos == "PROPN" and not plain.endswith("s"):
        return plain
    plural = token is None or token.xpos in ("NNS", "NNPS") or "Number=Plur" in token.feats or plain.endswith("s")
    return lexicon.singular(plain) if plural else plain


def _is_people(token: Token) -> bool:
    """Whether an adjective stands for the people of a nation: "two million Sudanese", not "2,000 Thai shops"."""
    return token.text.lower().endswith(("ese", "ish", "nch", "iss", "utch")) and is_nationality(token.text)


def is_nationality(text: str) -> bool:
    """Whether a capitalised noun names people of a nation: "Mexicans", "Japanese", "Iraqis"."""
    if not text[:1].isupper():
        return False
    plain = text.lower()
    return plain in lexicon.words("demonyms") or plain.removesuffix("s") in lexicon.words("demonyms")


def magnitude_of(line: Line, quantity: Quantity, found: Counted | None) -> tuple[int, int] | None:
    """The atoms of a quake's magnitude: "magnitude 5.2", "4.7-magnitude", "5.8 magnitude", "6.4 quake"; else null."""
    atoms, amount = line.atoms, quantity.amount
    start, end = quantity.start, quantity.end
    if amount.value > 11:
        return None
    if word(atoms, quantity.start - 1) in ("magnitude", "richter"):
        return start - 1, end
    if word(atoms, end) == "magnitude":
        return start, end + 1
    if is_hyphen(atoms, end) and word(atoms, end + 1) == "magnitude":
        return start, end + 2
    decimal = "." in atoms[amount.number.start].text and 1 < amount.value < 10
    quakes = found is not None and found.token is not None and found.unit in lexicon.word_set("quakes")
    if decimal and amount.number.digits and (quakes or (found is None and _speaks_of_quakes(line, quantity))):
        return start, end
    return None


def _speaks_of_quakes(line: Line, quantity: Quantity) -> bool:
    near = range(max(0, quantity.start - _SIGHT), min(len(line.atoms), quantity.end + _SIGHT))
    return any(word(line.atoms, k).removesuffix("s") in lexicon.word_set("quakes") for k in near)


def is_plural(found: Counted) -> bool:
    """Whether the counted noun stands in the plural."""
    token = found.token
    return token is not None and (
        token.xpos in ("NNS", "NNPS") or "Number=Plur" in token.feats or found.unit == "person"
    )


def is_polled(line: Line, quantity: Quantity) -> bool:
    """Whether "points" are percentage points: in a sentence that speaks of percentages or a poll."""
    near = range(max(0, quantity.start - _SIGHT), min(len(line.atoms), quantity.end + _SIGHT))
    words = {word(line.atoms, k) for k in near}
    if words & lexicon.word_set("polls"):
        return True
    small = quantity.amount.value <= _HIGHEST_SHARE
    return small and bool(words & lexicon.word_set("shares")) and not words & lexicon.word_set("scoring")

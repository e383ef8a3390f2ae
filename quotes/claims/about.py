"""What a quantity is about, in the article's words: "permanent employees", "the vote", "a fee"."""

from __future__ import annotations

from quotes.claims import lexicon
from quotes.claims.cardinals import is_hyphen, word
from quotes.claims.line import NOUNS, Line
from quotes.claims.nouns import Counted, counted_at
from quotes.claims.phrases import Quantity
from quotes.records import Span, Token

_LONGEST_OBJECT = 12
_LONGEST_ABOUT = 160
_LONGEST_BRACKET = 14
_INSIDE = frozenset({"DET", "ADJ", "PART", "ADV"})
_DEPENDENT = frozenset({"conj", "xcomp", "advcl", "acl"})
_RELATIVES = frozenset({"that", "which", "who", "whom"})
_OBJECT_LEADS = frozenset({"by", "to", "from", "for", "at", "between"})
_LEADING = frozenset({"of", "more", "other", "additional", "further", "them", "whom"})
_HIGHEST = 3


def about(line: Line, quantity: Quantity, found: Counted | None, verb: Token | None) -> str | None:
    """What is quantified; null where the clause does not say it.

    The counted noun with what describes it, else what stands after "of" or "in" ("5 percent of voters", "$4 million in
    damages"), the noun before "of" ("a fee of $35 million"), the object whose extent it is ("raised rates by 25
    points"), else the subject of the clause.
    """
    counts = found is not None and found.token is not None and found.unit != "time"
    if counts and found is not None and quantity.dimension is None:
        return _counted(line, quantity, found)
    return (
        _object_of(line, quantity)
        or (_joined(line, quantity) if quantity.joined else None)
        or _named_before(line, quantity)
        or _object(line, quantity, verb)
        or _subject(line, quantity, verb)
    )


def _counted(line: Line, quantity: Quantity, found: Counted) -> str | None:
    token = found.token
    if token is None:
        return None
    start = line.atoms[quantity.end].span.start if quantity.end < len(line.atoms) else token.span.start
    whole = line.document.text[min(start, token.span.start) : token.span.end]
    plain = _tidy(whole)
    while plain is not None and plain.split(" ", 1)[0] in _LEADING:
        plain = _tidy(plain.partition(" ")[2])
    return plain


def _object_of(line: Line, quantity: Quantity) -> str | None:
    """The noun phrase after "of" or, of an amount of money, after "in": from its first word to its last noun."""
    at = _past_bracket(line, quantity.end)
    lead = word(line.atoms, at)
    if lead == "of":
        return _phrase(line, at + 1)
    if lead != "in" or quantity.dimension not in ("money", "rate"):
        return None
    first = line.token_of(at + 1)
    plain = first is not None and first.upos in ("NOUN", "ADJ") and first.text.islower()
    timed = word(line.atoms, at + 1) in lexicon.word_set("times") or word(line.atoms, at + 1) in ("total", "all")
    found = _phrase(line, at + 1) if plain and not timed else None
    return None if found is None or any(character.isdigit() for character in found) else found


def _past_bracket(line: Line, at: int) -> int:
    """Past "(£17,500)" after "€20,000"."""
    if word(line.atoms, at) != "(":
        return at
    closing = range(at + 1, min(len(line.atoms), at + _LONGEST_BRACKET))
    return next((k + 1 for k in closing if line.atoms[k].text == ")"), at)


def _phrase(line: Line, at: int) -> str | None:
    first = line.token_of(at)
    if first is None:
        return None
    end = None
    for token in line.tokens[first.index : first.index + _LONGEST_OBJECT]:
        if end is not None and token.text.lower() in ("a", "an", "each", "every", "per"):
            # "wheat a year"
            break
        if token.upos in NOUNS or token.upos in ("PRON", "NUM"):
            end = token.span.end
        elif token.upos == "VERB" and token.xpos in ("VBG", "VBN") and end is None:
            # "participating voters"
            continue
        elif token.upos not in _INSIDE and token.text not in ("'s", "’s", "-", "‑"):
            break
    return _tidy(line.document.text[first.span.start : end]) if end is not None else None


def _joined(line: Line, quantity: Quantity) -> str | None:
    """As in "a 12-mile stretch", "a two-year ban"."""
    at = quantity.end + (2 if is_hyphen(line.atoms, quantity.end) else 0)
    found = counted_at(line, at)
    if found is None or found.token is None or at >= len(line.atoms):
        return None
    return _tidy(line.document.text[line.atoms[at].span.start : found.token.span.end])


def _named_before(line: Line, quantity: Quantity) -> str | None:
    """The noun phrase before "of": "a fee of $35 million", "a margin of error of 3 points"."""
    last = line.token_of(quantity.start - 2)
    if word(line.atoms, quantity.start - 1) != "of" or last is None or last.upos not in NOUNS:
        return None
    first = last
    for token in reversed(line.tokens[max(0, last.index - _LONGEST_OBJECT) : last.index]):
        joins = token.text.lower() == "of" and first.upos in NOUNS
        if token.upos not in (*NOUNS, "DET", "ADJ", "PRON") and not joins and token.text not in ("'s", "’s", "-"):
            break
        first = token
        if token.upos == "DET" or token.text.lower() in ("its", "his", "her", "their", "our", "my"):
            break
    while first.index < last.index and (first.upos == "ADP" or first.text in ("'s", "’s", "-")):
        first = line.tokens[first.index + 1]
    return _tidy(line.document.text[first.span.start : last.span.end])


def _object(line: Line, quantity: Quantity, verb: Token | None) -> str | None:
    """The object whose extent, price or end the quantity is: "raised rates by 25 basis points"."""
    if word(line.atoms, quantity.start - 1) not in _OBJECT_LEADS:
        return None
    here = _span(line, quantity)
    for child in line.children(verb, "obj"):
        if child.upos not in NOUNS or child.span.end > here.start:
            continue
        phrase = line.subtree(child)
        if phrase.overlap(here):
            # "estimates the number of singers at 9,000"
            lead = line.token_of(quantity.start - 1)
            phrase = Span(phrase.start, here.start if lead is None else max(child.span.end, lead.span.start))
        measured = any(character.isdigit() for character in phrase.text(line.document.text))
        # "rose 12 percent to $40 million"
        return None if measured or line.children(child, "nummod") else _short(line, child, phrase)
    return None


def _subject(line: Line, quantity: Quantity, verb: Token | None) -> str | None:
    subject = _subject_of(line, verb)
    if subject is None:
        return None
    if subject.text.lower() in _RELATIVES and verb is not None and verb.deprel.startswith("acl"):
        head = line.head(verb)
        return _noun_phrase(line, head) if head is not None and head.upos in NOUNS else None
    if subject.upos not in NOUNS:
        return None
    if subject.text.lower() in lexicon.word_set("shares"):
        # "52 percent of voters left and 48 percent stayed"
        whole = next(iter(line.children(subject, "nmod")), None)
        return None if whole is None else _noun_phrase(line, whole)
    phrase, here = line.subtree(subject), _span(line, quantity)
    if not phrase.overlap(here):
        return _short(line, subject, phrase)
    if subject.span.start < here.end:
        # the quantity is the subject itself: "hundreds of thousands fled"
        return None
    return _tidy(line.document.text[here.end : subject.span.end])


def _subject_of(line: Line, verb: Token | None) -> Token | None:
    """The subject of the verb, or of the verb that it is joined to ("climbed the tower and waited three hours")."""
    for _ in range(_HIGHEST):
        found = next(iter(line.children(verb, "nsubj")), None)
        if found is not None or verb is None or verb.deprel.split(":")[0] not in _DEPENDENT:
            return found
        if verb.deprel.startswith("acl"):
            # "a tunnel measuring 57 km"
            above = line.head(verb)
            return above if above is not None and above.upos in NOUNS else None
        verb = line.head(verb)
    return None


def _short(line: Line, head: Token, phrase: Span) -> str | None:
    """The whole phrase where it is short and begins as one does, else the noun with what stands close to it."""
    first = line.token_at(phrase.start)
    whole = phrase.text(line.document.text)
    clumsy = first is None or first.upos in ("ADP", "SCONJ", "CCONJ", "PUNCT", "ADV")
    if clumsy or len(phrase) > _LONGEST_ABOUT:
        return _noun_phrase(line, head)
    return _tidy(whole.split(", which ")[0].split(", who ")[0])


def _noun_phrase(line: Line, head: Token) -> str | None:
    """A noun with its article, adjectives and compounds."""
    start = head.span.start
    for relation in ("det", "amod", "compound", "nmod:poss", "flat", "nummod"):
        for child in line.children(head, relation.partition(":")[0]):
            if child.span.end <= head.span.start and child.deprel.startswith(relation):
                start = min(start, line.subtree(child).start if relation != "nmod:poss" else child.span.start)
    return _tidy(line.document.text[start : head.span.end])


def _span(line: Line, quantity: Quantity) -> Span:
    return Span(line.atoms[quantity.start].span.start, line.atoms[quantity.end - 1].span.end)


def _tidy(text: str) -> str | None:
    plain = " ".join(text.strip(' -‑–,;:\n\t"“”[]()').split())
    return plain or None

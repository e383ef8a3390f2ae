"""Whether a figure is denied: by its verb ("did not lose 40 jobs"), or by one that denies it ("denied that 40 died")."""

from __future__ import annotations

from quotes.claims import lexicon
from quotes.claims.cardinals import word
from quotes.claims.line import Line
from quotes.claims.phrases import Quantity
from quotes.records import Token

_NEGATIONS = frozenset({"not", "n't", "never", "n’t", "neither", "nor"})
_CLAUSAL = frozenset({"ccomp", "xcomp", "acl", "csubj", "conj"})
_SEQUELS = frozenset({"before", "after", "later", "earlier", "ago", "since", "away"})
_HIGHEST = 4


def is_negated(line: Line, quantity: Quantity, verb: Token | None) -> bool:
    """Whether the quantity is denied.

    Its clause's verb is negated ("did not kill 20 people", "no longer employs 40"), or the clause is what is denied,
    refused or not done ("denied that", "rejected claims that", "failed to repay", "without paying"), or "not" stands
    right before it ("not 22 but 31"). Bounds are no denials ("no more than 40"), nor is "not only".
    """
    before = word(line.atoms, quantity.start - 1)
    if before == "not":
        return True
    if word(line.atoms, quantity.end) in _SEQUELS or _after_but(line, quantity):
        # "not until March, two weeks later", "not 22 but 31"
        return False
    return verb is not None and (
        _denied_by_itself(line, verb) or _of_nobody(line, quantity, verb) or _denied_above(line, verb)
    )


def _after_but(line: Line, quantity: Quantity) -> bool:
    """As 31 in "not 22 but 31"."""
    lead = range(max(0, quantity.start - 3), quantity.start)
    at = next((k for k in lead if word(line.atoms, k) == "but"), None)
    return at is not None and any(word(line.atoms, k) == "not" for k in range(max(0, at - 8), at))


def _denied_by_itself(line: Line, verb: Token) -> bool:
    for relation in ("advmod", "neg", "aux", "cc", "cc:preconj"):
        for child in line.children(verb, relation):
            if child.text.lower() in _NEGATIONS and not _is_only(line, child):
                return True
            if child.text.lower() == "longer" and word(line.atoms, line.atom_of(child) - 1) == "no":
                # "no longer employs"
                return True
    return any(child.text.lower() == "without" for child in line.children(verb, "mark"))


def _of_nobody(line: Line, quantity: Quantity, verb: Token) -> bool:
    """As in "neither side lost 40 men", "no ship carries 40 people"; not the bound of "no more than 40 came"."""
    determiners = (child for subject in line.children(verb, "nsubj") for child in line.children(subject, "det"))
    return any(
        child.text.lower() in ("no", "neither") and not quantity.start <= line.atom_of(child) < quantity.end
        for child in determiners
    )


def _is_only(line: Line, negation: Token) -> bool:
    """Whether "not" belongs to "not only", "not just", or to what is meant by "if not"."""
    at = line.atom_of(negation)
    return word(line.atoms, at + 1) in ("only", "just", "merely", "least") or word(line.atoms, at - 1) == "if"


def _denied_above(line: Line, verb: Token) -> bool:
    """Whether what the clause depends on denies it: "denied that", "no evidence that", "it is not true that"."""
    below = verb
    for above in list(line.ancestors(verb))[:_HIGHEST]:
        relation = below.deprel.split(":")[0]
        if relation not in _CLAUSAL or below.deprel == "acl:relcl":
            return False
        lemma = above.lemma.lower()
        if relation in ("ccomp", "xcomp") and lemma in lexicon.word_set("denying"):
            return True
        if relation == "xcomp" and lemma in lexicon.word_set("failing"):
            return True
        if lemma in lexicon.word_set("doubtful") and _denied_by_itself(line, above):
            return True
        if relation == "acl" and lemma in lexicon.word_set("reports"):
            return _is_denied_report(line, above)
        below = above
    return False


def _is_denied_report(line: Line, noun: Token) -> bool:
    """As in "rejected claims that", "there is no evidence that"."""
    if any(child.text.lower() == "no" for child in line.children(noun, "det")):
        return True
    above = line.head(noun)
    return noun.deprel == "obj" and above is not None and above.lemma.lower() in lexicon.word_set("denying")

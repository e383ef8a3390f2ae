"""Sources joined by "and": several people, or one person with several offices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.language.trees import Tree
from quotes.records import Span
from quotes.speakers import lexicon
from quotes.speakers.context import EDGES, Context, Heard, Referent, named
from quotes.speakers.coreference import antecedent
from quotes.speakers.mentions import name_type, pronoun, singular
from quotes.speakers.names import Name
from quotes.speakers.principals import principal

_AROUND_BOTH = re.compile(r"^(?:(?:by|from|both|either|neither|and|that)\s+)+(?=\S)|\s+both$", re.I)
#: What may stand between "and" and a name.
_BEFORE_NAME = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "DET", "PUNCT"})
#: Nouns of several people that have no plural ending.
_PEOPLE = frozenset({"clergy", "family", "management", "people", "police", "public", "staff"})


def joint_source(context: Context, sentence: int, indices: list[int], heard: Heard) -> Referent | None:
    """The names of two sources ("Both he and Lind"); null where there is one source."""
    tree = context.forest.trees[sentence]
    head = tree.head_of(indices)
    others = _conjuncts(tree, head, indices)
    ends = tree.span([head, *others])
    whole = any(place.contains(ends) for place, _ in context.names.within(tree.span(indices)))
    if not others or (whole and not any(tree.children(i, "det") for i in others)):
        return None  # one source, or one name: "the High Court of England and Wales"
    parts: list[Referent] = []
    edges = [*(min(tree.subtree(i)) for i in others), indices[-1] + 1]
    starts = [indices[0], *edges[:-1]]
    pieces = [
        [i for i in indices if start <= i < end and tree.tokens[i].upos not in {"CCONJ", "PUNCT"}]
        for start, end in zip(starts, edges, strict=True)
    ]
    one = _of_two_offices(context, tree, [head, *others], pieces)
    if one is not None:
        return named(one, "name")
    for at, piece in zip([head, *others], pieces, strict=True):
        told = pronoun(tree.tokens[at].text)
        if told is not None and told.person == 3:
            part = antecedent(context, told, sentence, at, heard=heard)
        else:
            name = principal(context, tree, piece, at, tree.span(piece)) if piece else None
            part = named(name, "name") if name is not None else None
        if part is None or part.type != "person" or (part.name is not None and not part.name.label):
            return as_it_stands_joint(context, tree.span(indices))
        parts.append(part)
    names = [part.text for part in parts]
    return Referent(", ".join(names[:-1]) + " and " + names[-1], "group", "joint")


def _conjuncts(tree: Tree, head: int, indices: Sequence[int]) -> list[int]:
    """The words joined to a head by "and", and those joined to them, in text order."""
    found, inside = [head], set(indices)
    for at in found:
        found += [i for i in tree.children(at, "conj") if i in inside and i not in found]
    return sorted(found[1:])


def _of_two_offices(context: Context, tree: Tree, heads: Sequence[int], pieces: Sequence[Sequence[int]]) -> Name | None:
    """The person who holds all offices of a coordination: "Anna Lind, chair of A and member of B", not "Lind and her aide"."""
    if not all(pieces):
        return None
    names = context.names.within(tree.span([pieces[0][0], pieces[-1][-1]]))
    found = [
        (covered[1], name)
        for place, name in names
        if name_type(name) == "person" and not name.text.islower() and (covered := context.forest.covered(place))
    ]
    if not found or sum(any(at in inside for at in heads) for inside, _ in found) > 1:
        return None
    own, name = found[0]
    after = tree.tokens[own[-1] + 1].text if own[-1] + 1 < len(tree.tokens) else ""
    leads = own[0] == pieces[0][0] and after == ","  # "Anna Lind, a nurse and mother"
    if len(found) > 1 and not leads:
        return None
    apart = own[-1] == pieces[-1][-1] and tree.tokens[own[0] - 1].text == ","  # "The chair of A and B, Anna Lind"
    bodies = [place for place, other in names if name_type(other) != "person"]
    for at, piece in zip(heads, pieces, strict=True):
        named_here = at in own if leads else bool(set(own) & set(piece))
        if not named_here and not _is_office(tree, at, bodies, known=leads or (apart and piece is pieces[0])):
            return None
    joined = own[-1] == pieces[0][-1] or own[0] == pieces[-1][0]  # "Lind and director" may be two
    return name if leads or apart or not joined else None


def _is_office(tree: Tree, at: int, bodies: Sequence[Span], *, known: bool) -> bool:
    """Whether a word of a coordination says what one person is, with an article or owner only where these are ``known``."""
    token = tree.tokens[at]
    if token.upos not in {"NOUN", "PROPN"} or token.xpos in {"NNS", "NNPS"} or token.text.casefold() in _PEOPLE:
        return False
    type_ = lexicon.noun_type(singular(token))
    # The "policy" of "policy and trade analyst".
    narrows = type_ == "document" and not tree.children(at, "det", "amod", "compound", "nmod")
    if any(place.overlap(token.span) for place in bodies) or not (narrows or type_ in {"person", None}):
        return False
    owned = any(pronoun(tree.tokens[i].text) is not None for i in tree.children(at, "nmod:poss"))
    return not owned and (known or not tree.children(at, "det", "nmod:poss"))


def names_two(context: Context, tree: Tree, indices: Sequence[int]) -> bool:
    """Whether a phrase is two names with nouns before them and "and" between: "retailer A and Danish retailer B"."""
    found = [
        (c[1], name) for place, name in context.names.within(tree.span(indices)) if (c := context.forest.covered(place))
    ]
    if len(found) != 2 or found[0][1] is found[1][1] or found[1][0][-1] != indices[-1]:
        return False
    between = tree.tokens[found[0][0][-1] + 1 : found[1][0][0]]
    joined = bool(between) and between[0].upos == "CCONJ" and all(t.upos in _BEFORE_NAME for t in between[1:])
    return joined and name_type(found[0][1]) == name_type(found[1][1]) == "organization"


def as_it_stands_joint(context: Context, span: Span) -> Referent | None:
    """A coordination as it stands, on one line."""
    text = " ".join(span.text(context.document.text).split()).strip(EDGES.replace("(", "").replace(")", ""))
    text = _AROUND_BOTH.sub("", text)
    return Referent(text, "group", "joint") if text else None

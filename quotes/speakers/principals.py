"""The name that a noun phrase is about: its head, an apposition of it, or a person's name after a title."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.language.trees import Tree, is_a
from quotes.records import Span
from quotes.speakers import lexicon
from quotes.speakers.context import Context
from quotes.speakers.mentions import name_type, self_called, singular
from quotes.speakers.names import Name

#: What a participle is that only describes the noun behind it.
_MODIFYING = frozenset({"amod", "compound", "case", "flat"})


def principal(context: Context, tree: Tree, indices: list[int], head: int, span: Span) -> Name | None:
    """The name that a phrase is about: its head, an apposition of it, or a person's name after a title."""
    found = [
        (covered[1], name)
        for place, name in context.names.within(span)
        if name.label != "NORP"
        and (covered := context.forest.covered(place))
        and context.forest.trees[covered[0]] is tree
    ]
    own = self_called(tree, head)
    for inside, name in found:
        if own is not None and own in inside:
            return name
    told_of = tree.children(head, "acl")  # "the agency, which spoke to Lind"
    aside = {i for clause in told_of for i in tree.subtree(clause)}
    free = [
        (inside, name)
        for inside, name in found
        if not is_owned_or_of(tree, inside, indices)
        and not _is_of_a_clause(tree, head, inside)
        and (head in inside or not aside.issuperset(inside) or tree.tokens[inside[0] - 1].text == ",")
    ]
    for inside, name in free:
        titles = all(lexicon.is_title(tree.tokens[i].text) for i in indices if i < inside[0])
        if name_type(name) == "person" and titles and _set_off(tree, inside[-1], indices):
            return name  # "Dr. Anna Lind, Norda's head of trade", whatever the tree makes its head
    for inside, name in free:
        at_end = inside[-1] >= indices[-1] or tree.tokens[inside[-1] + 1].upos in {"PUNCT", "ADP"}
        apposed = is_a(tree.tokens[tree.head_of(inside)].deprel, "appos")
        if name_type(name) == "person" and (at_end or apposed) and (inside[0] > head or head in inside):
            return name
    for inside, name in found:
        if head in inside and not _is_modifier(tree, inside):
            return name
    noun = lexicon.noun_type(singular(tree.tokens[head]))
    for inside, name in free:
        if noun in {"organization", "person", "document"} and _follows(tree, inside, head):
            return name
    return None


def _is_of_a_clause(tree: Tree, head: int, inside: Sequence[int]) -> bool:
    """Whether a verb stands between a noun and a name that belongs to it: "the decree, carrying the name of | Anna Lind"."""
    between = tree.tokens[head + 1 : inside[0]]
    set_off = bool(between) and between[-1].text == ","
    return not set_off and any(token.xpos in {"VBG", "VBD"} and token.deprel not in _MODIFYING for token in between)


def _is_modifier(tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a name is only the first words of a longer phrase of common nouns ("FSB sources")."""
    after = inside[-1] + 1
    return after < len(tree.tokens) and tree.tokens[after].upos == "NOUN" and tree.tokens[after].head in inside


def is_owned_or_of(tree: Tree, inside: Sequence[int], indices: Sequence[int]) -> bool:
    """Whether a name in a phrase stands after a preposition or with "'s", so that the phrase is not about it."""
    before, after = inside[0] - 1, inside[-1] + 1
    first = tree.tokens[tree.head_of(inside)]
    listed = any(tree.tokens[i].upos == "CCONJ" for i in range(max(first.head, 0), inside[0]))
    if listed and inside[-1] == indices[-1] and tree.tokens[before].text == ",":
        return False  # "the Minister of Trade, Industry and Mining, | Anna Lind"
    if is_a(first.deprel, "conj") and indices[0] < first.head < inside[0]:
        before = first.head - 1  # "officials such as Rao and | Lind"
    titled = is_a(first.deprel, "nmod", "obl")  # "the government of President | Anna Lind"
    if titled and before > indices[0] and tree.tokens[before].entity[:2] in {"E-", "S-"} and inside[-1] == indices[-1]:
        return False  # "the director of the port in Norda | Anna Lind"
    while before >= indices[0] and (
        tree.tokens[before].upos in {"DET", "ADJ"} or (titled and _describes(tree, before, inside))
    ):
        before -= 1
    preposition = before >= indices[0] and tree.tokens[before].upos in {"ADP", "SCONJ"}
    owned = after < len(tree.tokens) and tree.tokens[after].text in {"'s", "’s", "'", "’"} and after <= indices[-1]
    return preposition or owned


def _set_off(tree: Tree, last: int, indices: Sequence[int]) -> bool:
    """Whether a comma and more of the phrase follow a word."""
    return last + 1 in indices and tree.tokens[last + 1].text == "," and indices[-1] > last + 1


def _describes(tree: Tree, index: int, inside: Sequence[int]) -> bool:
    """Whether a word before a name is its title, or belongs to one that the tree sets beside it."""
    token, head = tree.tokens[index], tree.tokens[tree.head_of(inside)].head
    beside = token.head == head and is_a(token.deprel, "nmod") and token.upos == "NOUN"
    modifies = token.upos in {"NOUN", "PROPN", "VERB", "NUM"} and is_a(
        token.deprel, "nmod:desc", "compound", "amod", "nmod:poss"
    )
    return beside or (modifies and index < token.head <= inside[-1])


def _follows(tree: Tree, inside: Sequence[int], head: int) -> bool:
    """Whether a name stands directly after a noun or as its apposition: "daily Népszava", "one site, Znak.com"."""
    at = tree.head_of(inside)
    directly = inside[0] == head + 1
    return directly or (tree.tokens[at].head == head and is_a(tree.tokens[at].deprel, "appos", "flat"))

"""From the words of a source beside its cue to whoever they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.language.trees import Tree, is_a
from quotes.records import SpeakerType, Span
from quotes.speakers import lexicon
from quotes.speakers.coreference import Context, Referent, antecedent, described, named
from quotes.speakers.mentions import describe, is_relative, name_type, phrase, pronoun, singular
from quotes.speakers.names import Name

_CUT = re.compile(r"\s*(?:[,;:(–—-]|\b(?:who|which|whose|whom)\b).*$", re.S)
_EDGES = " \t\r\n,;:.–—-()[]\"'“”‘’«»"
_LONGEST = 12


def source(
    context: Context,
    span: Span,
    *,
    last: Referent | None = None,
    parent: Referent | None = None,
    parent_is_direct: bool = False,
) -> Referent | None:
    """Who the words of a source stand for; null for a pronoun that nothing resolves and for words that name nobody.

    ``last`` is whoever was quoted last before, ``parent`` the speaker of the quotation that this one stands in.
    """
    covered = context.forest.covered(span)
    if covered is None:
        return as_it_stands(context, span, None)
    sentence, indices = covered
    tree = context.forest.trees[sentence]
    head = _head(tree, indices)
    token = tree.tokens[head]
    if is_relative(token):
        return _relative(context, sentence, head, last)
    barred = [parent] if parent is not None and parent_is_direct else []
    told = pronoun(token.text)
    joint = _joint(context, sentence, indices, last)
    if joint is not None:
        return joint
    if told is not None:
        if told.person == 3:
            favoured = parent if parent is not None and not parent_is_direct else last
            return antecedent(context, told, sentence, head, last=favoured, barred=barred)
        return Referent(parent.text, parent.type, "parent", parent.name) if parent is not None else None
    return _phrase(context, sentence, indices, head, span, last)


def as_it_stands(
    context: Context, span: Span, type_: SpeakerType | None, *, rule: str = "noun-phrase"
) -> Referent | None:
    """The phrase itself, on one line, without clauses set off by commas; null where no letter is left."""
    text = " ".join(span.text(context.document.text).split()).strip(_EDGES)
    cut = _CUT.sub("", text) if len(text.split()) > 2 else text
    text = cut if len(cut.split()) > 1 or not text[:1].islower() or len(text.split()) > _LONGEST else text
    text = (text or cut).strip(_EDGES)
    return Referent(text, type_ or "person", rule) if any(c.isalpha() for c in text) else None


def _head(tree: Tree, indices: Sequence[int]) -> int:
    return tree.head_of(indices)


def _phrase(
    context: Context, sentence: int, indices: list[int], head: int, span: Span, last: Referent | None
) -> Referent | None:
    """A name, a text that someone issued, a description, or the phrase as it stands."""
    tree = context.forest.trees[sentence]
    name = _principal(context, tree, indices, head, span)
    if name is not None:
        return named(name, "name")
    issuer = _issuer(context, sentence, indices, head, last)
    if issuer is not None:
        return issuer
    mention = describe(tree, sentence, head)
    found = described(context, mention)
    return found or as_it_stands(context, span, mention.type)


def _principal(context: Context, tree: Tree, indices: list[int], head: int, span: Span) -> Name | None:
    """The name that a phrase is about: its head, an apposition of it, or a person's name after a title."""
    found = context.names.within(span)
    heads = [(context.forest.covered(place), place, name) for place, name in found]
    for covered, place, name in heads:
        if covered is not None and head in covered[1] and name.label != "NORP" and not _is_modifier(tree, covered[1]):
            return name
    for covered, place, name in heads:
        if covered is None or _is_owned_or_of(tree, covered[1], indices) or name.label == "NORP":
            continue
        person = name_type(name) == "person"
        noun = lexicon.noun_type(singular(tree.tokens[head]))
        at_end = covered[1][-1] == indices[-1] or tree.tokens[covered[1][-1] + 1].upos in {"PUNCT", "ADP"}
        if person and (at_end or is_a(tree.tokens[tree.head_of(covered[1])].deprel, "appos")):
            return name
        if not person and noun in {"organization", "person", "document"} and _follows(tree, covered[1], head):
            return name
    return None


def _is_modifier(tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a name is only the first words of a longer phrase of common nouns ("FSB sources")."""
    after = inside[-1] + 1
    return after < len(tree.tokens) and tree.tokens[after].upos == "NOUN" and tree.tokens[after].head in inside


def _is_owned_or_of(tree: Tree, inside: Sequence[int], indices: Sequence[int]) -> bool:
    """Whether a name in a phrase stands after a preposition or with "'s", so that the phrase is not about it."""
    before, after = inside[0] - 1, inside[-1] + 1
    while before >= indices[0] and tree.tokens[before].upos in {"DET", "ADJ"}:
        before -= 1
    preposition = before >= indices[0] and tree.tokens[before].upos in {"ADP", "SCONJ"}
    owned = after < len(tree.tokens) and tree.tokens[after].text in {"'s", "’s", "'", "’"} and after <= indices[-1]
    return preposition or owned


def _follows(tree: Tree, inside: Sequence[int], head: int) -> bool:
    """Whether a name stands directly after a noun or as its apposition: "daily Népszava", "one site, Znak.com"."""
    at = tree.head_of(inside)
    directly = inside[0] == head + 1
    return directly or (tree.tokens[at].head == head and is_a(tree.tokens[at].deprel, "appos", "flat"))


def _issuer(
    context: Context, sentence: int, indices: list[int], head: int, last: Referent | None
) -> Referent | None:
    """Whose words a text is: "a statement by the ministry", "data from the archive", "Lind's tweet", "his letter"."""
    tree = context.forest.trees[sentence]
    noun = singular(tree.tokens[head])
    if lexicon.noun_type(noun) != "document" and not lexicon.is_utterance_noun(noun):
        return None
    for owner in tree.children(head, "nmod:poss"):
        if lexicon.is_utterance_noun(noun) and owner in indices:
            return _inner(context, sentence, tree.run(owner, without=("case",)), last)
    for at in [*tree.children(head, "nmod"), *_released(tree, head)]:
        cases = {tree.tokens[c].text.casefold() for c in tree.children(at, "case")}
        if at in indices and cases & {"by", "from"}:
            return _inner(context, sentence, phrase(tree, at), last)
    return None


def _released(tree: Tree, head: int) -> list[int]:
    """The agents of what was done to a text: "a statement released by the ministry"."""
    return [i for verb in tree.children(head, "acl") for i in tree.children(verb, "obl")]


def _inner(context: Context, sentence: int, indices: list[int], last: Referent | None) -> Referent | None:
    """A source that stands inside the phrase of another."""
    tree = context.forest.trees[sentence]
    while indices and tree.tokens[indices[0]].upos in {"ADP", "PUNCT"}:
        indices = indices[1:]
    while indices and tree.tokens[indices[-1]].text in {"'s", "’s", "'", "’", ","}:
        indices = indices[:-1]
    if not indices:
        return None
    head = tree.head_of(indices)
    told = pronoun(tree.tokens[head].text)
    if told is not None:
        return antecedent(context, told, sentence, head, last=last) if told.person == 3 else None
    return _phrase(context, sentence, indices, head, tree.span(indices), last)


def _relative(context: Context, sentence: int, head: int, last: Referent | None) -> Referent | None:
    """The noun before a relative clause: "police, who said …"."""
    tree = context.forest.trees[sentence]
    for above in tree.ancestors(head):
        if is_a(tree.tokens[above].deprel, "acl") and tree.tokens[above].head >= 0:
            noun = tree.tokens[above].head
            return _inner(context, sentence, phrase(tree, noun), last)
    nouns = [i for i in range(head) if tree.tokens[i].upos in {"NOUN", "PROPN"}]
    return _inner(context, sentence, phrase(tree, nouns[-1]), last) if nouns else None


# Joint sources


def _joint(context: Context, sentence: int, indices: list[int], last: Referent | None) -> Referent | None:
    """ "Both he and Lind" as the two names; null where one of the two is no person's name or there is one source."""
    tree = context.forest.trees[sentence]
    head = tree.head_of(indices)
    others = [i for i in tree.children(head, "conj") if i in indices]
    if not others:
        return None
    parts: list[Referent] = []
    edges = [*(min(tree.subtree(i)) for i in others), indices[-1] + 1]
    starts = [indices[0], *edges[:-1]]
    for at, start, end in zip([head, *others], starts, edges, strict=True):
        piece = [i for i in indices if start <= i < end and tree.tokens[i].upos not in {"CCONJ", "PUNCT"}]
        told = pronoun(tree.tokens[at].text)
        if told is not None and told.person == 3:
            part = antecedent(context, told, sentence, at, last=last)
        else:
            name = _principal(context, tree, piece, at, tree.span(piece)) if piece else None
            part = named(name, "name") if name is not None else None
        if part is None or part.type != "person":
            return as_it_stands_joint(context, tree.span(indices))
        parts.append(part)
    names = [part.text for part in parts]
    return Referent(", ".join(names[:-1]) + " and " + names[-1], "group", "joint")


def as_it_stands_joint(context: Context, span: Span) -> Referent | None:
    """A coordination as it stands, on one line."""
    text = " ".join(span.text(context.document.text).split()).strip(_EDGES.replace("(", "").replace(")", ""))
    return Referent(text, "group", "joint") if text else None

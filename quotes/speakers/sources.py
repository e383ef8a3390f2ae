"""From the words of a source beside its cue to whoever they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from quotes.language.trees import Tree, is_a
from quotes.records import Span, SpeakerType
from quotes.speakers import lexicon
from quotes.speakers.context import Context, Heard, Referent, named
from quotes.speakers.coreference import antecedent
from quotes.speakers.descriptions import described
from quotes.speakers.mentions import REFLEXIVE, describe, is_relative, name_type, phrase, pronoun, self_called, singular
from quotes.speakers.names import Name
from quotes.speakers.transcripts import is_question_or_answer, label_of, labelled

_CUT = re.compile(
    r"(?<=\w)(?<!\bthose)(?:,?\s+(?:who|which|whose|whom)\b|[,:;]\s+(?:an?|the|citing|speaking|through)\b|\s+[–—]\s+"
    r"|\s+-\s+(?=(?:an?|the|who|h(?:is|er)|their)\b|[A-Z0-9])).*$",  # in text split into tokens a hyphen stands apart as well
    re.S,
)
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.)+[A-Za-z]$")
_AROUND_BOTH = re.compile(r"^(?:(?:by|from|both|either|neither|and|that)\s+)+(?=\S)|\s+both$", re.I)
#: What may stand between "and" and a name.
_BEFORE_NAME = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "DET", "PUNCT"})
#: What a participle is that only describes the noun behind it.
_MODIFYING = frozenset({"amod", "compound", "case", "flat"})
#: What goes round without anyone who is said to have said it.
_NOBODYS = frozenset({"rumor", "rumour"})
_EDGES = " \t\r\n,;:.–—-()[]\"'“”‘’«»"


def source(context: Context, span: Span, heard: Heard | None = None) -> Referent | None:
    """Who the words of a source stand for; null for a pronoun that nothing resolves and for words that name nobody."""
    heard = heard or Heard()
    label = label_of(context.document, span)
    turn = labelled(context, label) if label is not None else None
    if turn is not None or (label is not None and is_question_or_answer(label)):
        return turn
    covered = context.forest.covered(span)
    if covered is None:
        return as_it_stands(context, span, None)
    sentence, indices = covered
    tree = context.forest.trees[sentence]
    if len(indices) > 2 and tree.tokens[indices[-1]].text.casefold() in REFLEXIVE:
        indices = indices[:-1]  # "the president himself"
        span = tree.span(indices)
    head = _head(tree, indices)
    token = tree.tokens[head]
    if is_relative(token):
        return _relative(context, sentence, head, heard)
    told = pronoun(token.text)
    joint = _joint(context, sentence, indices, heard)
    if joint is not None:
        return joint
    if told is not None:
        if told.person == 3:
            heard = replace(heard, apart=_is_contrasted(tree, indices))
            return antecedent(context, told, sentence, head, heard=heard)
        parent = heard.parent if told.person == 1 else heard.addressee
        return Referent(parent.text, parent.type, "parent", parent.name) if parent is not None else None
    return _phrase(context, sentence, indices, head, span, heard)


def _is_contrasted(tree: Tree, indices: Sequence[int]) -> bool:
    """Whether a pronoun is set against somebody else: "they themselves"."""
    return len(indices) > 1 and tree.tokens[indices[-1]].text.casefold().endswith(("self", "selves"))


def as_it_stands(
    context: Context, span: Span, type_: SpeakerType | None, *, rule: str = "noun-phrase"
) -> Referent | None:
    """The phrase itself, on one line, without clauses set off by commas; null where no letter is left."""
    whole = " ".join(_CUT.sub("", span.text(context.document.text)).split())
    text = whole.strip(_EDGES)
    if _INITIALS.search(text) and f"{text}." in whole:
        text += "."  # "firms in the U.S."
    if text[-1:] == "%":
        return Referent(text, "group", rule)  # "38% said they would stay"
    return Referent(text, type_ or "person", rule) if any(c.isalpha() for c in text) else None


def _head(tree: Tree, indices: Sequence[int]) -> int:
    return tree.head_of(indices)


def _phrase(
    context: Context, sentence: int, indices: list[int], head: int, span: Span, heard: Heard
) -> Referent | None:
    """A name, a text that someone issued, a description, or the phrase as it stands."""
    tree = context.forest.trees[sentence]
    if singular(tree.tokens[head]) in _NOBODYS:
        return None
    name = _principal(context, tree, indices, head, span) or _set_before(context, tree, indices)
    if name is not None:
        return as_it_stands_joint(context, span) if _names_two(context, tree, indices) else named(name, "name")
    issuer = _issuer(context, sentence, indices, head, heard)
    if issuer is not None:
        return issuer
    mention = describe(tree, sentence, head)
    found = described(context, mention)
    return found or as_it_stands(context, span, mention.type) or _counted_alike(tree, head)


def _set_before(context: Context, tree: Tree, indices: Sequence[int]) -> Name | None:
    """The person who opens the sentence before an apposition without a second comma: "Anna Lind, | a nurse | said"."""
    if tree.tokens[indices[0]].text.casefold() not in {"a", "an"}:
        return None
    before = Span(tree.sentence.span.start, tree.tokens[indices[0]].span.start)
    found = [(place, name) for place, name in context.names.within(before) if name_type(name) == "person"]
    if len(found) != 1:
        return None
    place, name = found[0]
    beside = context.document.text[place.end : before.end].strip() == "," and place.start == before.start
    return name if beside else None


def _counted_alike(tree: Tree, head: int) -> Referent | None:
    """The noun that a bare number leaves out: "212 respondents said yes and 188 said no"."""
    for number in range(head - 1, -1, -1):
        token = tree.tokens[number]
        if token.upos == "NUM" and is_a(token.deprel, "nummod") and 0 <= token.head < head:
            return Referent(f"{tree.tokens[head].text} {tree.tokens[token.head].text}", "group", "noun-phrase")
    return None


def _principal(context: Context, tree: Tree, indices: list[int], head: int, span: Span) -> Name | None:
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
        if not _is_owned_or_of(tree, inside, indices)
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


def _is_owned_or_of(tree: Tree, inside: Sequence[int], indices: Sequence[int]) -> bool:
    """Whether a name in a phrase stands after a preposition or with "'s", so that the phrase is not about it."""
    before, after = inside[0] - 1, inside[-1] + 1
    first = tree.tokens[tree.head_of(inside)]
    listed = any(tree.tokens[i].upos == "CCONJ" for i in range(max(first.head, 0), inside[0]))
    if listed and inside[-1] == indices[-1] and tree.tokens[before].text == ",":
        return False  # "the Minister of Trade, Industry and Mining, | Anna Lind"
    if is_a(first.deprel, "conj") and indices[0] < first.head < inside[0]:
        before = first.head - 1  # "officials such as Rao and | Lind"
    titled = is_a(first.deprel, "nmod", "obl")  # "the government of President | Anna Lind"
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


def _issuer(context: Context, sentence: int, indices: list[int], head: int, heard: Heard) -> Referent | None:
    """Whose words a text is: "a statement by the ministry", "data from the archive", "Lind's tweet", "his letter"."""
    tree = context.forest.trees[sentence]
    noun = singular(tree.tokens[head])
    if lexicon.noun_type(noun) != "document" and not lexicon.is_utterance_noun(noun):
        return None
    for owner in tree.children(head, "nmod:poss"):
        if lexicon.is_utterance_noun(noun) and owner in indices:
            return _inner(context, sentence, tree.run(owner, without=("case",)), heard)
    for at in [*tree.children(head, "nmod"), *_released(tree, head)]:
        cases = {tree.tokens[c].text.casefold(): c for c in tree.children(at, "case")}
        if cases.get("by", at) > at:  # "a report on Monday by the bank", where the tree hangs "by" on Monday
            return _inner(context, sentence, [i for i in indices if i > cases["by"]], heard)
        if "by" in cases or (at in indices and "from" in cases and not tree.tokens[at].entity.endswith("DATE")):
            return _inner(context, sentence, phrase(tree, at), heard)
    return None


def _released(tree: Tree, head: int) -> list[int]:
    """The agents of what was done to a text: "a statement released by the ministry"."""
    verbs = [i for i in tree.children(head, "acl") if lexicon.is_issuing(tree.tokens[i].lemma)]
    return [i for verb in verbs for i in tree.children(verb, "obl")]


def _inner(context: Context, sentence: int, indices: list[int], heard: Heard) -> Referent | None:
    """A source that stands inside the phrase of another."""
    tree = context.forest.trees[sentence]
    while indices and tree.tokens[indices[0]].upos in {"ADP", "PUNCT"}:
        indices = indices[1:]
    while indices and tree.tokens[indices[-1]].text in {"'s", "’s", "'", "’", ","}:
        indices = indices[:-1]
    if not indices:
        return None
    indices = _whole_names(context, tree, indices)
    head = tree.head_of(indices)
    told = pronoun(tree.tokens[head].text)
    if told is not None:
        return antecedent(context, told, sentence, head, heard=heard) if told.person == 3 else None
    return _phrase(context, sentence, indices, head, tree.span(indices), heard)


def _whole_names(context: Context, tree: Tree, indices: list[int]) -> list[int]:
    """The tokens with the rest of a name that they end in: "Pell" of "Pell & Rowe"."""
    span = tree.span(indices)
    for place, _ in context.names.within(Span(span.start, tree.sentence.span.end)):
        if place.start < span.end < place.end:
            return [*indices, *(t.index for t in tree.tokens if span.end <= t.span.start < place.end)]
    return indices


def _relative(context: Context, sentence: int, head: int, heard: Heard) -> Referent | None:
    """The noun before a relative clause: "police, who said …"."""
    tree = context.forest.trees[sentence]
    for above in tree.ancestors(head):
        for noun in islice(tree.ancestors(above), 1 if is_a(tree.tokens[above].deprel, "acl") else 0):
            near = _person_between(context, tree, noun, head) or _person_above(context, tree, noun, head)
            return near or _inner(context, sentence, phrase(tree, noun), heard)
    nouns = [i for i in range(head) if tree.tokens[i].upos in {"NOUN", "PROPN"}]
    if not nouns:
        return None
    return _person_above(context, tree, nouns[-1], head) or _inner(context, sentence, phrase(tree, nouns[-1]), heard)


def _person_between(context: Context, tree: Tree, noun: int, relative: int) -> Referent | None:
    """The last person named between the noun that the tree gives a "who" and the "who", a body before a "which"."""
    word = tree.tokens[relative].text.casefold()
    wanted = {"who": "person", "which": "organization"}.get(word)
    if wanted is None or noun + 1 >= relative:
        return None
    found = context.names.within(tree.span(range(noun, relative)))
    for place, name in reversed(found):
        covered = context.forest.covered(place)
        apart = covered is not None and context.forest.trees[covered[0]] is tree and noun not in covered[1]
        if covered is not None and apart and name_type(name) == wanted:
            if wanted == "organization":
                return named(name, "name") if _stands_before(tree, covered[1][-1], relative) else None
            owned = _is_owned_or_of(tree, covered[1], range(noun, relative))
            return None if owned else named(name, "name")
    return None


def _person_above(context: Context, tree: Tree, noun: int, relative: int) -> Referent | None:
    """The person whose body the tree gives a "who": "analyst Anna Lind of Northern Metals, who"."""
    if tree.tokens[relative].text.casefold() != "who":
        return None
    body = _name_at(context, tree, noun)
    if body is None or name_type(body) == "person":
        return None
    for above in tree.ancestors(noun):
        if tree.tokens[above].upos not in {"NOUN", "PROPN"}:
            return None
        bearer = _name_at(context, tree, above)
        if bearer is not None and name_type(bearer) == "person":
            return named(bearer, "name")
    return None


def _name_at(context: Context, tree: Tree, index: int) -> Name | None:
    own = tree.tokens[index].span
    named_here = context.names.within(tree.span(phrase(tree, index)))
    return next((name for place, name in named_here if place.contains(own)), None)


def _stands_before(tree: Tree, last: int, relative: int) -> bool:
    """Whether only a comma stands between the last word of a name that is no owner and a relative pronoun."""
    return all(t.text == "," for t in tree.tokens[last + 1 : relative])


# Joint sources


def _joint(context: Context, sentence: int, indices: list[int], heard: Heard) -> Referent | None:
    """The names of two sources ("Both he and Lind"); null where there is one source."""
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
            part = antecedent(context, told, sentence, at, heard=heard)
        else:
            name = _principal(context, tree, piece, at, tree.span(piece)) if piece else None
            part = named(name, "name") if name is not None else None
        if part is None or part.type != "person":
            return as_it_stands_joint(context, tree.span(indices))
        parts.append(part)
    names = [part.text for part in parts]
    return Referent(", ".join(names[:-1]) + " and " + names[-1], "group", "joint")


def _names_two(context: Context, tree: Tree, indices: Sequence[int]) -> bool:
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
    text = " ".join(span.text(context.document.text).split()).strip(_EDGES.replace("(", "").replace(")", ""))
    text = _AROUND_BOTH.sub("", text)
    return Referent(text, "group", "joint") if text else None

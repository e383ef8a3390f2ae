"""From the words of a source beside its cue to whoever they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from quotes.language.trees import Tree, is_a
from quotes.records import Span, SpeakerType
from quotes.speakers import lexicon
from quotes.speakers.context import EDGES, Context, Heard, Referent, named
from quotes.speakers.coreference import antecedent
from quotes.speakers.descriptions import described
from quotes.speakers.joint import as_it_stands_joint, joint_source, names_two
from quotes.speakers.mentions import REFLEXIVE, describe, is_relative, name_type, phrase, pronoun, singular
from quotes.speakers.names import Name
from quotes.speakers.principals import is_owned_or_of, principal
from quotes.speakers.transcripts import is_question_or_answer, label_of, labelled

_CUT = re.compile(
    r"(?<=\w)(?<!\bthose)(?:,?\s+(?:who|which|whose|whom)\b|[,:;]\s+(?:an?|the|citing|speaking|through)\b|\s+[–—]\s+"
    r"|\s+-\s+(?=(?:an?|the|who|h(?:is|er)|their)\b|[A-Z0-9])).*$",  # in text split into tokens a hyphen stands apart as well
    re.S,
)
#: In how many sentences a text is told of whose it is, before the article comes back to it.
_TEXT_IN_MIND = 25
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.)+[A-Za-z]$")
#: What ends a source that owns its words: "his family's | statement".
_OWNED = re.compile(r"(?<=\w)['’]s$")
#: What points back to a sentence and names nobody: "This shows that …".
_POINTING = frozenset({"that", "this"})
#: What goes round without anyone who is said to have said it.
_NOBODYS = frozenset({"rumor", "rumour"})


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
    joint = joint_source(context, sentence, indices, heard)
    if joint is not None:
        return joint
    if told is not None:
        if told.person == 3:
            heard = replace(heard, apart=_is_contrasted(tree, indices))
            return antecedent(context, told, sentence, head, heard=heard)
        bearer = _called_you(context, tree, head) if told.person == 2 else None
        if bearer is not None:
            return named(bearer, "name")
        parent = heard.parent if told.person == 1 else heard.addressee
        return Referent(parent.text, parent.type, "parent", parent.name) if parent is not None else None
    return _phrase(context, sentence, indices, head, span, heard)


def _called_you(context: Context, tree: Tree, head: int) -> Name | None:
    """Whoever bears the surname "You", which has its capital in the middle of a sentence: "On Monday, | You | said"."""
    if tree.tokens[head].text != "You" or not head or tree.tokens[head - 1].text in {'"', "“", "‘", "'", ":"}:
        return None
    people = [n for n in context.names.names if name_type(n) == "person" and n.text.split()[0] == "You"]
    return people[0] if len(people) == 1 else None


def _is_contrasted(tree: Tree, indices: Sequence[int]) -> bool:
    """Whether a pronoun is set against somebody else: "they themselves"."""
    return len(indices) > 1 and tree.tokens[indices[-1]].text.casefold().endswith(("self", "selves"))


def as_it_stands(
    context: Context, span: Span, type_: SpeakerType | None, *, rule: str = "noun-phrase"
) -> Referent | None:
    """The phrase itself, on one line, without clauses set off by commas; null where no letter is left."""
    whole = " ".join(_CUT.sub("", span.text(context.document.text)).split())
    text = _OWNED.sub("", whole.strip(EDGES))
    if _INITIALS.search(text) and f"{text}." in whole:
        text += "."  # "firms in the U.S."
    if text.count("(") > text.count(")"):
        text += ")"  # "the head of the Coal Board (CB)"
    if text.casefold() in _POINTING:
        return None
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
    name = principal(context, tree, indices, head, span) or _set_before(context, tree, indices)
    if name is not None:
        return as_it_stands_joint(context, span) if names_two(context, tree, indices) else named(name, "name")
    issuer = _issuer(context, sentence, indices, head, heard)
    if issuer is not None:
        return issuer
    mention = describe(tree, sentence, head)
    if mention.type == "document" and (issuer := _issued_before(context, sentence, indices, head)) is not None:
        return issuer
    found = described(context, mention)
    type_ = mention.type or ("group" if mention.number == "plur" else None)
    return found or as_it_stands(context, span, type_) or _counted_alike(tree, head)


def _set_before(context: Context, tree: Tree, indices: Sequence[int]) -> Name | None:
    """The person named directly before an apposition: "Anna Lind, | a nurse | said", "Anna Lind, | Director of Trade, | said"."""
    first, after = tree.tokens[indices[0]], indices[-1] + 1
    closed = first.text[:1].isupper() and after < len(tree.tokens) and tree.tokens[after].text == ","
    if not closed and first.text.casefold() not in {"a", "an"}:
        return None
    before = Span(tree.sentence.span.start, first.span.start)
    found = [(place, name) for place, name in context.names.within(before) if name_type(name) == "person"]
    if not found or (len(found) > 1 and not closed):
        return None
    place, name = found[-1]
    beside = context.document.text[place.end : before.end].strip() == ","
    return name if beside and (closed or place.start == before.start) else None


def _counted_alike(tree: Tree, head: int) -> Referent | None:
    """The noun that a bare number leaves out: "212 respondents said yes and 188 said no"."""
    for number in range(head - 1, -1, -1):
        token = tree.tokens[number]
        if token.upos == "NUM" and is_a(token.deprel, "nummod") and 0 <= token.head < head:
            return Referent(f"{tree.tokens[head].text} {tree.tokens[token.head].text}", "group", "noun-phrase")
    return None


def _issuer(context: Context, sentence: int, indices: list[int], head: int, heard: Heard) -> Referent | None:
    """Whose words a text is: "a statement by the ministry", "data from the archive", "Lind's tweet", "his letter"."""
    tree = context.forest.trees[sentence]
    noun = singular(tree.tokens[head])
    if lexicon.noun_type(noun) != "document" and not lexicon.is_utterance_noun(noun):
        return None
    for owner in tree.children(head, "nmod:poss"):
        if lexicon.is_utterance_noun(noun) and owner in indices:
            return _inner(context, sentence, tree.run(owner, without=("case",)), heard)
    after = tree.children(head, "nmod")
    # The tree may hang "by the bank" on "on Monday".
    days = [i for i in after if tree.tokens[i].entity.endswith("DATE")]
    for at in [*after, *(i for day in days for i in tree.children(day, "nmod")), *_released(tree, head)]:
        cases = {tree.tokens[c].text.casefold(): c for c in tree.children(at, "case")}
        if cases.get("by", at) > at:  # "a report on Monday by the bank", where the tree hangs "by" on Monday
            return _inner(context, sentence, [i for i in indices if i > cases["by"]], heard)
        near = at in indices and not any(t.text == "," for t in tree.tokens[head:at])  # a comma ends the phrase
        if "by" in cases or (near and "from" in cases and not tree.tokens[at].entity.endswith("DATE")):
            return _inner(context, sentence, phrase(tree, at), heard)
    return None


def _issued_before(context: Context, sentence: int, indices: Sequence[int], head: int) -> Referent | None:
    """Whose text "the report" is, where the article told before: "a study by the university", "the ministry's statement"."""
    noun = singular(context.forest.trees[sentence].tokens[head])
    if len(indices) != 2 or context.forest.trees[sentence].tokens[indices[0]].text.casefold() not in {"the", "this"}:
        return None
    for number in range(sentence, max(sentence - _TEXT_IN_MIND, -1), -1):
        tree = context.forest.trees[number]
        for token in reversed(tree.tokens[: indices[0]] if number == sentence else tree.tokens):
            if token.upos not in {"NOUN", "PROPN"} or singular(token) != noun:
                continue
            found = _issuer(context, number, list(tree.subtree(token.index)), token.index, Heard())
            if found is not None and found.name is not None:
                return Referent(found.text, found.type, "issuer", found.name)
            if any(tree.tokens[i].text.casefold() in {"a", "an", "another"} for i in tree.children(token.index, "det")):
                return None  # another text, which nobody is said to have issued
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
            owned = is_owned_or_of(tree, covered[1], range(noun, relative))
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

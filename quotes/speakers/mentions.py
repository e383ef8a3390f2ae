"""Candidate mentions: the names, descriptions and pronouns of a document, with what each tells of its bearer."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from typing import Literal

from quotes.language.trees import Forest, Tree, feature, is_a
from quotes.records import Document, Span, SpeakerType, Token
from quotes.speakers import lexicon
from quotes.speakers.lexicon import Gender
from quotes.speakers.names import Name, Names

Form = Literal["name", "description", "pronoun"]
Number = Literal["sing", "plur"]
Function = Literal["subject", "object", "other"]

_PRONOUNS: dict[str, tuple[Number, Gender, int]] = {
    "he": ("sing", "m", 3), "him": ("sing", "m", 3), "his": ("sing", "m", 3), "himself": ("sing", "m", 3),
    "she": ("sing", "f", 3), "her": ("sing", "f", 3), "hers": ("sing", "f", 3), "herself": ("sing", "f", 3),
    "it": ("sing", "n", 3), "its": ("sing", "n", 3), "itself": ("sing", "n", 3),
    "they": ("plur", "", 3), "them": ("plur", "", 3), "their": ("plur", "", 3), "theirs": ("plur", "", 3),
    "themselves": ("plur", "", 3), "themself": ("sing", "", 3),
    "i": ("sing", "", 1), "me": ("sing", "", 1), "my": ("sing", "", 1), "mine": ("sing", "", 1),
    "myself": ("sing", "", 1),
    "we": ("plur", "", 1), "us": ("plur", "", 1), "our": ("plur", "", 1), "ours": ("plur", "", 1),
    "ourselves": ("plur", "", 1),
    "you": ("sing", "", 2), "your": ("sing", "", 2),
}  # fmt: skip
_CALLING = frozenset({"call", "dub", "name", "sign", "style", "term"})
REFLEXIVE = frozenset({"itself", "themselves", "himself", "herself"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_OUTSIDE = ("punct", "acl", "appos", "conj", "cc", "parataxis", "advcl", "case", "mark", "cop", "nsubj", "csubj", "aux")
_NAME_TYPES: dict[str, SpeakerType] = {
    "PERSON": "person", "ORGANIZATION": "organization", "LOCATION": "organization", "FACILITY": "organization",
    "NORP": "group", "PRODUCT": "organization",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names or describes someone.

    ``head`` is a token of sentence ``sentence``; ``noun`` its lower-case lemma; ``type`` what sort of speaker it can
    be, null where it is none; ``name`` the name it belongs to. ``depth`` counts the clauses above it (0: the main
    clause).
    """

    span: Span
    sentence: int
    head: int
    form: Form
    noun: str
    type: SpeakerType | None
    number: Number
    gender: Gender
    function: Function
    depth: int
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun tells of the one it stands for."""

    number: Number
    gender: Gender
    person: int


def pronoun(text: str) -> Pronoun | None:
    """The pronoun that these words are, null for other words and for relative ones."""
    known = _PRONOUNS.get(text.casefold()) if len(text) == 1 or not text.isupper() else None  # "US" is a country
    return Pronoun(*known) if known else None


def is_relative(token: Token) -> bool:
    """Whether a word is a relative pronoun ("police, who said …")."""
    if len(token.text) > 1 and token.text.isupper():
        return False  # "WHO" is a body
    return token.text.casefold() in _RELATIVE and token.upos in {"PRON", "DET", "SCONJ"}


#: Names that end so are of a text, also where the recogniser takes them for a body: "Clean Rivers Act 12".
_LAWS = frozenset({"act", "bill", "code", "constitution", "treaty"})


def name_type(name: Name) -> SpeakerType:
    """What sort of speaker bears a name: by its label, and where there is none by its words."""
    known = _NAME_TYPES.get(name.label)
    if known == "organization":
        spelt = [word.casefold() for word in name.text.split() if word.isalpha()]
        return "document" if spelt[-1:] and spelt[-1] in _LAWS else known
    if known is not None:
        return known
    types = [lexicon.noun_type(word) for word in name.text.split()]
    return "document" if "document" in types[-1:] else "organization" if name.label else "person"


def candidates(document: Document, forest: Forest, names: Names) -> list[Mention]:
    """All names and descriptions that a pronoun or description may point to, in text order."""
    found: list[Mention] = []
    taken: dict[int, set[int]] = {}
    for place, number in names.places:
        covered = forest.covered(place)
        if covered is None:
            continue
        sentence, indices = covered
        taken.setdefault(sentence, set()).update(indices)
        tree = forest.trees[sentence]
        head = tree.head_of(indices)
        if tree.tokens[head].upos != "ADJ":  # the "Belgian" of "the Belgian chipmaker"
            found.append(_named(tree, sentence, head, place, names.names[number]))
    for number, tree in enumerate(forest.trees):
        here = taken.get(number, set())
        for mention in _described(tree, number):
            if mention.head not in here and not _renames(tree, mention, here):
                found.append(_by_own_name(tree, mention, names))
    return sorted(found, key=lambda m: m.span)


def _by_own_name(tree: Tree, mention: Mention, names: Names) -> Mention:
    """A description with the name that its bearer goes by: "a group calling itself Pale Lantern", "minister for trade Anna Lind"."""
    at = self_called(tree, mention.head)
    name = next((name for _, name in names.within(tree.tokens[at].span)), None) if at is not None else None
    name = name or _name_behind(tree, mention, names)
    return mention if name is None else replace(mention, name=name, type=name_type(name), number="sing")


def _name_behind(tree: Tree, mention: Mention, names: Names) -> Name | None:
    """The person's name that a title with a preposition ends in: "Secretary for Education | Anna Lind", not "of Anna Lind"."""
    found = names.within(mention.span) if mention.type == "person" and mention.number == "sing" else []
    if not found or found[-1][0].end != mention.span.end or name_type(found[-1][1]) != "person":
        return None
    place, name = found[-1]
    before = tree.tokens[next(t.index for t in tree.tokens if t.span.overlap(place)) - 1]
    title = before.index > mention.head and before.upos in {"NOUN", "PROPN"}
    return name if title and lexicon.noun_type(singular(before)) != "person" else None


def self_called(tree: Tree, head: int) -> int | None:
    """The word of the name that somebody goes by in their own words: "calling itself …", "that signs itself …"."""
    for verb in tree.children(head, "acl"):
        if tree.tokens[verb].lemma.casefold() not in _CALLING:
            continue
        own = [i for i in tree.children(verb) if tree.tokens[i].text.casefold() in REFLEXIVE]
        named = [i for i in tree.subtree(verb) if own and i > own[0] and tree.tokens[i].upos == "PROPN"]
        if named:
            return named[0]
    return None


def called_they(forest: Forest, names: Names) -> frozenset[Name]:
    """The people of whom a text says that they are neither man nor woman ("who is nonbinary", "who uses they/them")."""
    found = set()
    for tree in forest.trees:
        said = [t.span.start for t in tree.tokens if lexicon.is_neutral(t.text)]
        people = [n for place, n in names.within(tree.sentence.span) if n.label == "PERSON"] if said else []
        found.update(people[:1])
    return frozenset(found)


def describe(tree: Tree, sentence: int, head: int) -> Mention:
    """The description whose head is this token; "one of her daughters" is a daughter."""
    noun = singular(tree.tokens[_counted(tree, head)])
    number: Number = "plur" if is_plural(tree, head) else "sing"
    return Mention(
        span=tree.span(phrase(tree, head)),
        sentence=sentence,
        head=head,
        form="description",
        noun=noun,
        type=lexicon.noun_type(noun, plural=number == "plur"),
        number=number,
        gender=lexicon.noun_gender(noun) if number == "sing" else "",
        function=function(tree, head),
        depth=depth(tree, head),
    )


def _counted(tree: Tree, head: int) -> int:
    """The noun that a pronoun or number counts: "daughters" in "one of her daughters"; else the head itself."""
    if tree.tokens[head].upos in {"NUM", "PRON", "DET"}:
        for noun in tree.children(head, "nmod"):
            if tree.is_led_by(noun, "of"):
                return noun
    return head


def phrase(tree: Tree, head: int) -> list[int]:
    """The tokens of the noun phrase around a head: no clauses, appositions, coordinates or preposition before it."""
    return tree.run(head, without=_OUTSIDE)


def is_plural(tree: Tree, head: int) -> bool:
    """Whether a phrase is of several: a plural noun, or coordinated ones."""
    token = tree.tokens[head]
    plural = feature(token, "Number") == "Plur" or token.xpos in {"NNS", "NNPS"}
    return plural or any(feature(tree.tokens[i], "Number") for i in tree.children(head, "conj"))


def singular(token: Token) -> str:
    """The lemma in lower case; where it is no known noun the word itself, a plural ending taken off where that gives one.

    Lemmatisers leave plurals as they are and garble capitals ("crotester" for "Protesters").
    """
    lemma = (token.lemma or token.text).casefold()
    if lexicon.noun_type(lemma) is not None:
        return lemma
    for word in (lemma, token.text.casefold()):
        for ending, instead in (("", ""), ("ies", "y"), ("es", ""), ("s", "")):
            stem = word.removesuffix(ending) + instead
            if word.endswith(ending) and lexicon.noun_type(stem) is not None:
                return stem
    return lemma


def function(tree: Tree, head: int) -> Function:
    """The grammatical function of a token, of a coordinate or an apposition that of the first noun."""
    at = head
    for above in tree.ancestors(head):
        if not is_a(tree.tokens[at].deprel, "conj", "appos", "flat", "nmod:desc"):
            break
        at = above
    deprel, above = tree.tokens[at].deprel, tree.tokens[at].head
    if deprel == "nmod:poss" and 0 <= above < len(tree.tokens) and _is_speech(tree.tokens[above].lemma):
        deprel = tree.tokens[above].deprel  # "The embassy's denial came": the embassy denied
    if is_a(deprel, "nsubj", "csubj"):
        return "subject"
    return "object" if is_a(deprel, "obj", "iobj") else "other"


def _is_speech(noun: str) -> bool:
    """Whether a noun is an act of its owner: a denial, not a text."""
    return lexicon.is_utterance_noun(noun) and lexicon.noun_type(noun) != "document"


def depth(tree: Tree, head: int) -> int:
    """How many clauses stand above the one of this token."""
    above = [head, *tree.ancestors(head)]
    return sum(is_a(tree.tokens[i].deprel, "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis") for i in above)


def _named(tree: Tree, sentence: int, head: int, place: Span, name: Name) -> Mention:
    return Mention(
        span=place,
        sentence=sentence,
        head=head,
        form="name",
        noun=tree.tokens[head].text.casefold(),
        type=name_type(name),
        number="sing",
        gender=name.gender,
        function=function(tree, head),
        depth=depth(tree, head),
        name=name,
    )


def _renames(tree: Tree, mention: Mention, names: Set[int]) -> bool:
    """Whether a description is the apposition of a name or has one ("Silva Wafer, the chipmaker"): the name stands there."""
    if mention.number == "plur":
        return False
    token = tree.tokens[mention.head]
    renamed = is_a(token.deprel, "appos") and token.head in names
    return renamed or any(i in names for i in tree.children(mention.head, "appos", "flat"))


def _described(tree: Tree, sentence: int) -> Iterator[Mention]:
    """The noun phrases that can stand for a speaker."""
    for token in tree.tokens:
        counts = token.text.casefold() == "one" and _counted(tree, token.index) != token.index
        if not (token.upos in {"NOUN", "PROPN"} or counts) or is_a(token.deprel, "compound", "nmod:desc", "flat"):
            continue
        mention = describe(tree, sentence, token.index)
        if mention.type is not None:
            yield mention

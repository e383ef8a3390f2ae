"""What the article says a name is: titles before it, appositions, "X, spokesman for Y", "John Geiger of the survey"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from quotes.language.trees import Forest, Tree, is_a
from quotes.records import Document, Span, SpeakerType
from quotes.speakers import lexicon
from quotes.speakers.mentions import phrase, singular
from quotes.speakers.names import Name

_LONGEST = 14
_NEVER_FIRST = frozenset({"ADP", "CCONJ", "SCONJ", "PUNCT", "VERB", "PRON", "AUX", "PART"})
_LINKS = frozenset({"ADP", "CCONJ", "SCONJ"})
_OUTSIDE_TITLE = ("punct", "acl", "appos", "parataxis", "advcl", "nsubj", "csubj", "cop", "ccomp")
_EDGES = " ,;:-–—()'\"“”"
_ARTICLES = re.compile(r"^(?:(?:the|a|an|its|his|her|their|one|our)\s+)+", re.I)
_AFTER_AND = re.compile(r"\band (\S+)$")
_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "sir", "dame", "dr"})
#: What a phrase begins with that picks somebody out of several.
_POINTING = frozenset({"another", "both", "either", "even", "many", "only", "other", "some", "such", "two"})


@dataclass(frozen=True, slots=True)
class Role:
    """One thing said of a name: the words, the noun among them, all words folded, and how it was said.

    ``nouns`` are those that the bearer is: of "press secretary of the president" only "secretary". ``rule`` is
    "title" (before the name), "apposition", "affiliation", "copula" or "identity" ("The host is X").
    """

    text: str
    noun: str
    nouns: frozenset[str]
    words: frozenset[str]
    rule: str
    place: Span


def roles_of(document: Document, forest: Forest, name: Name) -> tuple[Role, ...]:
    """Everything the document says the bearer of a name is, in text order."""
    found: list[Role] = []
    for place in name.mentions:
        covered = forest.covered(place)
        if covered is None:
            continue
        number, indices = covered
        tree = forest.trees[number]
        found.extend(_at(document, tree, indices))
    return tuple(dict.fromkeys(found))


def best_role(roles: Iterable[Role], type_: SpeakerType) -> str | None:
    """The role to print: the first of several words, titles and appositions first; null where there is none.

    Of a body only what says what body it is ("news site"), of a person what the person is or belongs to.
    """
    nouns = {"person"} if type_ == "person" else {"organization", "document"}
    fitting = [
        r
        for r in roles
        if (
            lexicon.noun_type(r.noun.removesuffix("-elect")) in nouns
            or (type_ == "person" and (r.rule == "affiliation" or lexicon.is_title(r.noun)))
        )
        and _tells(r)
    ]
    ranked = sorted(  # of two that begin together, one is the whole: "attorney general", not "attorney"
        fitting,
        key=lambda r: (
            *(r.rule in {"affiliation", "copula", "identity"}, len(r.text.split()) < 2, r.place.start),
            -r.place.end,
        ),
    )
    return ranked[0].text if ranked else None


def _tells(role: Role) -> bool:
    """Whether the words of a role say what its bearer is: not "rival", "both President" or another's "bill Mr."."""
    said = [lexicon.fold(word) for word in role.text.split()]
    if said[0] in _POINTING or said[-1] in _HONORIFICS:
        return False
    return role.noun not in lexicon.no_role_nouns()


def _at(document: Document, tree: Tree, indices: list[int]) -> Iterator[Role]:
    head = tree.head_of(indices)
    yield from _title(document, tree, indices)
    yield from _appositions(document, tree, head, indices)
    yield from _copula(document, tree, head)


def _title(document: Document, tree: Tree, indices: list[int]) -> Iterator[Role]:
    """The words directly before a name in its noun phrase: "Russian presidential spokesman" Dmitry Peskov."""
    first, head = indices[0], tree.head_of(indices)
    if _narrows(tree, indices):
        return
    inside: set[int] = set()
    for at in [head, *tree.ancestors(head)]:
        if tree.tokens[at].upos not in {"NOUN", "PROPN", "ADJ"}:
            break
        inside.update(tree.subtree(at, without=_OUTSIDE_TITLE))
        if not is_a(tree.tokens[at].deprel, "appos", "flat", "nmod:desc", "compound"):
            break
    start = first
    while start > 0 and first - start < _LONGEST and _belongs(tree, start - 1, inside):
        start -= 1
    if start < first and all(_is_honorific(tree, i) for i in range(start, first)):
        first = start  # "the ambassador, Dr. | Anna Lind"
    if start < first and not _is_linked(tree, first):
        words = list(range(start, first))
        nouns = [i for i in words if _is_role_noun(tree, i)]
        found = _role(document, tree, words, nouns[-1] if nouns else words[-1], "title" if nouns else "affiliation")
        yield from (replace(role, words=role.words | _bracketed(tree, start)) for role in found)
    elif first > 1 and tree.tokens[first - 1].text == "," and is_a(tree.tokens[head].deprel, "appos"):
        for governor in islice(tree.ancestors(head), 1):  # "the El Paso mayor, Dee Margo"
            before = [i for i in phrase(tree, governor) if i < first - 1]
            yield from _role(document, tree, before, governor, "apposition")
    elif tree.tokens[head].entity.endswith("PERSON") and is_a(tree.tokens[head].deprel, "nmod"):
        for governor in islice(tree.ancestors(head), 1):  # "Head of the Harbour Board | Anna Lind"
            before = list(range(min(phrase(tree, governor)), first))
            led = bool(tree.children(head, "case"))
            if governor in before and not led and tree.tokens[first - 1].upos in {"NOUN", "PROPN"}:
                yield from _role(document, tree, before, governor, "apposition")


def _bracketed(tree: Tree, start: int) -> frozenset[str]:
    """The folded words of a body whose acronym in brackets ends before a title: "Harbour League (HL) | chairman"."""
    before = [token.text for token in tree.tokens[max(start - 3, 0) : start]]
    if len(before) < 3 or before[0] != "(" or before[2] != ")" or not before[1].isupper():
        return frozenset()
    at = start - 4
    while at >= 0 and tree.tokens[at].upos in {"PROPN", "PUNCT"} and tree.tokens[at].text not in {",", ")", ":", ";"}:
        at -= 1
    return frozenset(lexicon.fold(token.text) for token in tree.tokens[at + 1 : start] if token.text.isalpha())


def _is_honorific(tree: Tree, index: int) -> bool:
    return tree.tokens[index].text.casefold().rstrip(".") in _HONORIFICS


def _narrows(tree: Tree, indices: list[int]) -> bool:
    """Whether a name only narrows the noun after it: the "Trump" of "former Trump adviser" is no former."""
    after = indices[-1] + 1
    if after >= len(tree.tokens) or tree.tokens[after].upos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    return not set(tree.ancestors(tree.head_of(indices))).isdisjoint(range(after, len(tree.tokens)))


def _is_linked(tree: Tree, first: int) -> bool:
    """Whether a conjunction or preposition stands before a name, so that the words before are another's: "Rao and Lind"."""
    before = first - 1
    while before > 0 and tree.tokens[before].upos == "DET":
        before -= 1
    return tree.tokens[before].upos in _LINKS or tree.tokens[before].text.casefold() == "to"


def _belongs(tree: Tree, index: int, inside: set[int]) -> bool:
    """Whether a token before a title belongs to it: by the tree, as the hyphen of a word, as a name without preposition."""
    token = tree.tokens[index]
    if token.upos == "PUNCT":
        return token.text in {"-", "‑", "–"} and token.span.end == tree.tokens[index + 1].span.start
    after = tree.tokens[index + 1]
    if index in inside or (token.text == "First" and after.text == "Lady") or _is_hyphenated(tree, index):
        return True
    if _is_role_noun(tree, index) and token.text[0].isupper() and after.text == "General":
        return True  # "Solicitor General"
    return token.upos == "PROPN" and not is_a(token.deprel, "nsubj") and not tree.children(index, "case")


def _is_hyphenated(tree: Tree, index: int) -> bool:
    """Whether a token is glued to the hyphen behind it: the "ABS" of "ABS-CBN"."""
    token, after = tree.tokens[index], tree.tokens[index + 1]
    return after.text in {"-", "‑"} and token.span.end == after.span.start


def _is_role_noun(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if token.upos not in {"NOUN", "PROPN"}:
        return False
    return lexicon.noun_type(singular(token)) is not None or lexicon.is_title(token.text)


def _appositions(document: Document, tree: Tree, head: int, indices: list[int]) -> Iterator[Role]:
    """What follows a name: "X, a spokesman for Y", "John Geiger of the survey"."""
    for at in tree.children(head, "appos"):
        owners = {tree.tokens[i].text.casefold() for i in tree.children(at, "nmod:poss")}
        if at > indices[-1] and "whose" not in owners:
            yield from _role(document, tree, _apposition(tree, at, indices[-1]), at, "apposition")
    for at in tree.children(head, "nmod"):
        if at > indices[-1] and tree.is_led_by(at, "of", "from"):
            token = tree.tokens[at]
            if token.upos == "NOUN" and lexicon.noun_type(singular(token)) is None:
                continue  # "Lind of Northern Lights fame"
            if token.entity.endswith("LOCATION"):
                continue  # "Lind of Ohio" is no Ohio
            words = [i for i in tree.run(at, without=("acl", "appos", "case")) if i > indices[-1] + 1]
            yield from _role(document, tree, words, at, "affiliation")


def _apposition(tree: Tree, at: int, name: int) -> list[int]:
    """The words of an apposition: from behind the comma or bracket before it, with a half that the tree gives to the name.

    In "Lind, the attorney | general of Ohio" both nouns are appositions; in "Lind of Ohio, the leader" Ohio is none of it.
    """
    words = [i for i in tree.run(at, without=("acl", "parataxis")) if i > name]
    for i in range(at - 1, words[0] - 1, -1):
        if tree.tokens[i].text in {",", ")"} and (i + 1 == at or tree.tokens[i + 1].upos == "DET"):
            return [j for j in words if j > i]
    before = words[0] - 1
    if before > name and is_a(tree.tokens[before].deprel, "appos") and tree.tokens[before].head == tree.tokens[at].head:
        words = [*_apposition(tree, before, name), *words]
    return words


def _copula(document: Document, tree: Tree, head: int) -> Iterator[Role]:
    """In "X is the former delegate" the predicate noun of which a name is the subject; in "The host is X" the subject."""
    token = tree.tokens[head]
    if tree.children(head, "cop"):
        for subject in tree.children(head, "nsubj"):  # "The host is Anna Lind."
            words = [i for i in phrase(tree, subject) if i < head]
            yield from _role(document, tree, words, subject, "identity")
    if not is_a(token.deprel, "nsubj") or token.head < 0 or token.head >= len(tree.tokens):
        return
    predicate = token.head
    if tree.children(predicate, "cop") and tree.tokens[predicate].upos in {"NOUN", "PROPN"}:
        words = [i for i in phrase(tree, predicate) if i > head]
        yield from _role(document, tree, words, predicate, "copula")


def _role(document: Document, tree: Tree, words: list[int], noun: int, rule: str) -> Iterator[Role]:
    """The role in these tokens, if they say one: a noun for a person or body, not an age or a figure."""
    while words and tree.tokens[words[0]].upos in _NEVER_FIRST:
        words = words[1:]  # "criticised by archbishop X"
    if not words or len(words) > _LONGEST + 6:
        return
    place = tree.span(words)
    text = _ARTICLES.sub("", " ".join(place.text(document.text).split()).strip(_EDGES)).strip(_EDGES)
    text = re.sub(r"['’]s$", "", text)
    text += ")" * (text.count("(") > text.count(")"))
    if (last := _AFTER_AND.search(text)) and last[1].casefold().rstrip(".") in _HONORIFICS:
        return  # what stands before another's name: "Professor Lind and Dr" Moe
    lemma = _elect(tree, noun)
    known = lexicon.noun_type(lemma.removesuffix("-elect")) is not None or lexicon.is_title(tree.tokens[noun].text)
    if (
        not text
        or ":" in text
        or text.casefold().rstrip(".") in _HONORIFICS
        or (rule != "affiliation" and not known)
        or text[0].isdigit()
    ):
        return
    proper = [i for i in words if tree.tokens[i].upos in {"PROPN", "NOUN"}]
    if rule == "affiliation" and (not text[0].isupper() or not proper):
        return
    folded = frozenset(
        w for i in words for w in {lexicon.fold(tree.tokens[i].text), lexicon.fold(tree.tokens[i].lemma)}
    )
    nouns = {lemma, lexicon.full_title(lemma), *_borne(tree, words)}
    yield Role(text, lemma, frozenset(nouns), folded, rule, place)


def _borne(tree: Tree, words: list[int]) -> Iterator[str]:
    """The nouns for persons and bodies before the first preposition: "chairman" of "chairman of the committee"."""
    for index in words:
        token = tree.tokens[index]
        if token.upos == "ADP":
            return
        if token.upos in {"NOUN", "PROPN"} and lexicon.noun_type(singular(token)) and not _owns(tree, index):
            yield _elect(tree, index)


def _elect(tree: Tree, index: int) -> str:
    """The noun at an index: "president", but "president-elect" for one who is not yet president."""
    after = tree.tokens[index + 1 : index + 3]
    elect = len(after) == 2 and after[0].text in {"-", "‑"} and after[1].text.casefold() == "elect"
    return singular(tree.tokens[index]) + ("-elect" if elect else "")


def _owns(tree: Tree, index: int) -> bool:
    """Whether a noun is an owner or narrows another ("the company's", "company spokesman")."""
    return is_a(tree.tokens[index].deprel, "nmod:poss", "compound") or tree.tokens[index].deprel == "nmod:poss"

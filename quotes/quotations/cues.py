"""Cues: what a reporting verb, noun or phrase is called and whether it reports speech, writing or thought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from quotes.language.lists import lines, words
from quotes.language.spans import overlapping
from quotes.language.trees import Tree, is_a
from quotes.records import CueClass, Sentence, Span, Token

#: The class of a cue in the list: that of a quote, or ``other`` for words that take a content but report none.
ListedClass = CueClass | Literal["other"]
_PARTS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "VERB"}
_LIGHT = frozenset(
    {"be", "have", "do", "will", "would", "can", "could", "may", "might", "should", "get", "make", "give"}
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its span, its lemma ("say", "according to"), its class (null where the list does not know it), its head word."""

    span: Span
    lemma: str
    listed: ListedClass | None
    sentence: Sentence
    head: Token


@cache
def _listed() -> dict[tuple[str, str], ListedClass]:
    table: dict[tuple[str, str], ListedClass] = {}
    for line in lines("quotes.quotations", "cues.tsv"):
        lemma, part, name = line.split("\t")
        if name in ("speech", "writing", "thought", "other"):
            table[lemma, part] = name  # type: ignore[assignment]
    return table


def listed_class(lemma: str, part: str) -> ListedClass | None:
    """The class of a lemma as a ``VERB``, ``NOUN`` or ``PHRASE``; null where the list does not have it."""
    return _listed().get((lemma, part))


def tokens_in(sentences: Sequence[Sentence], span: Span) -> list[tuple[Sentence, Token]]:
    """The tokens that a span covers, wholly or in part, with their sentences."""
    return [
        (sentence, token)
        for sentence in overlapping(sentences, span)
        for token in sentence.tokens
        if token.span.overlap(span)
    ]


def read_cue(text: str, found: Sequence[tuple[Sentence, Token]], span: Span) -> Cue | None:
    """The cue that stands at a span; null where no word does."""
    if not found:
        return None
    sentence = found[0][0]
    tokens = [token for own, token in found if own is sentence]
    phrase = " ".join(span.text(text).casefold().split())
    for name in ("according to", "in the words of", "reportedly", "allegedly", "per"):
        if name in phrase.split(", ") or f"{phrase} ".startswith(f"{name} "):
            return Cue(span, name, listed_class(name, "PHRASE"), sentence, tokens[0])
    made = _made_clear(sentence, tokens)
    if made is not None:
        return Cue(span, "make clear", listed_class("make clear", "VERB"), sentence, made)
    head = _head(tokens)
    lemma, known = _lemma(sentence, head, tokens)
    return Cue(span, lemma, known, sentence, head)


def _made_clear(sentence: Sentence, tokens: Sequence[Token]) -> Token | None:
    """The verb of "made it very clear that"; null where there is none."""
    for token in tokens:
        if token.lemma.casefold() != "make":
            continue
        for following in sentence.tokens[token.index + 1 : token.index + 5]:
            if following.text.casefold() == "clear":
                return token
            if following.upos != "ADV" and following.text.casefold() != "it":
                break
    return None


def without_infinitive(span: Span, found: Sequence[tuple[Sentence, Token]]) -> Span:
    """The span of a cue without the "to" of the infinitive that follows: "calls | to close the port"."""
    last = found[-1][1] if len(found) > 1 else None
    if last is None or last.xpos != "TO" or last.span.end != span.end or last.head <= last.index:
        return span
    return Span(span.start, found[-2][1].span.end)


def without_cut_phrase(cue: Cue, segments: Sequence[Span]) -> Span:
    """The span of a cue without a conjunction before it and a phrase that it cuts: "said in a | statement" is "said".

    A preposition stays that leads to one of the segments ("warned against | …") or that belongs to the verb ("called on").
    An adverb between the cue and its complementiser belongs to it: "claimed instead | that".
    """
    tokens = [token for token in cue.sentence.tokens if token.span.overlap(cue.span)]
    after = cue.sentence.tokens[tokens[-1].index + 1 :][:2] if tokens else ()
    if len(after) == 2 and after[0].upos == "ADV" and after[1].text.casefold() == "that" and after[1].upos == "SCONJ":
        return Span(tokens[0].span.start, after[0].span.end)
    while len(tokens) > 1 and tokens[-1].text == ":":
        tokens = tokens[:-1]
    while len(tokens) > 1 and (tokens[0].upos == "CCONJ" or _is_ending(tokens[0])):
        tokens = tokens[1:]
    article = tokens[-1].text.casefold() in ("a", "an", "the") if len(tokens) > 1 else False
    if article and tokens[-1].head > tokens[-1].index:
        tokens = tokens[:-1]
        while len(tokens) > 1 and tokens[-1].upos == "ADP" and tokens[-1].head > tokens[-1].index:
            tokens = tokens[:-1]
    while len(tokens) > 1 and _leads_elsewhere(cue, tokens[-1], segments):
        tokens = tokens[:-1]
    return (
        Span(max(cue.span.start, tokens[0].span.start), min(cue.span.end, tokens[-1].span.end)) if tokens else cue.span
    )


def _is_ending(token: Token) -> bool:
    """Whether a token is the ending of a possessive, which belongs to the source: "the mayor | 's claim"."""
    return token.deprel == "case" and token.text.casefold().strip("'’") in ("s", "")


def _leads_elsewhere(cue: Cue, token: Token, segments: Sequence[Span]) -> bool:
    """Whether a preposition at the end of a cue leads from its verb to none of its segments: "said of | Clinton"."""
    tokens = cue.sentence.tokens
    if token.upos != "ADP" or token.deprel != "case" or not token.index < token.head < len(tokens):
        return False
    if cue.lemma == "respond":
        return True  # "responded | to reporters", "responded | to reports that"
    led = tokens[token.head]
    governed = led.head >= 0 and tokens[led.head].upos == "VERB" and tokens[led.head].span.overlap(cue.span) > 0
    kept = {*cue.lemma.split()[1:], "by"}
    return governed and token.text.casefold() not in kept and not any(s.overlap(led.span) for s in segments)


def _head(tokens: Sequence[Token]) -> Token:
    """The word that reports: the first listed verb, else the first listed noun, else the first verb, else the first word."""
    for part in ("VERB", "NOUN"):
        listed = [
            token
            for token in tokens
            if _PARTS.get(token.upos) == part
            and _known(token, part) not in (None, "other")
            and (token.lemma.casefold() not in _LIGHT or len(tokens) == 1)
        ]
        if listed:  # of "posted a message blaming" it is "blaming"
            telling = [t for t in listed if t.lemma.casefold() not in words("quotes.quotations", "topical_cues.txt")]
            return (telling or listed)[0]
    verbs = [t for t in tokens if t.upos in ("VERB", "AUX")]
    full = [t for t in verbs if t.lemma.casefold() not in _LIGHT]
    known = [t for t in full if _known(t, "VERB")]  # "wept upon hearing"
    others = [t for t in tokens if t.upos in ("NOUN", "ADJ", "ADV")]
    return (known or full or others or verbs or list(tokens))[0]


def _known(token: Token, part: str) -> ListedClass | None:
    return listed_class(token.lemma.casefold(), part)


def _lemma(sentence: Sentence, head: Token, tokens: Sequence[Token]) -> tuple[str, ListedClass | None]:
    """The lemma with its particle or preposition ("call for", "point out") where the list has that, and its class."""
    own = head.lemma.casefold()
    part = _PARTS.get(head.upos, "PHRASE")
    following = sentence.tokens[head.index + 1 : head.index + 2]
    for token in [*tokens, *following]:
        leads = token.upos in ("ADP", "ADV", "PART") or token.text.casefold() == "for"
        if leads and token.index > head.index:
            longer = f"{own} {token.lemma.casefold()}"
            known = listed_class(longer, part)
            if known is not None:
                return longer, known
    return own, listed_class(own, part) or listed_class(own, "PHRASE")


def is_negated(cue: Cue) -> bool:
    """Whether the cue says that nothing was said: "did not mention", "said nothing about", "No group claimed"."""
    tree = Tree.of(cue.sentence)
    if cue.head.index and tree.tokens[cue.head.index - 1].text.casefold() in ("neither", "nor"):
        return True
    following = tree.tokens[cue.head.index + 1 : cue.head.index + 2]
    if following and following[0].text.casefold() == "nothing" and following[0].head == cue.head.index:
        return True
    for subject_ in tree.children(cue.head.index, "nsubj"):
        words = [tree.tokens[subject_], *(tree.tokens[i] for i in tree.children(subject_, "det"))]
        if any(token.text.casefold() in ("no", "nobody", "none", "neither") for token in words):
            return True
    return any(
        tree.tokens[i].lemma.casefold() in ("not", "never", "n't", "n’t")
        for i in tree.children(cue.head.index, "advmod")
    )


def is_term(cue: Cue) -> bool:
    """Whether a cue says what something is called by everybody: "is known as", "are called", "a process called"."""
    if cue.lemma not in words("quotes.quotations", "naming_verbs.txt") and cue.lemma != "know":
        return False
    tree, index = Tree.of(cue.sentence), cue.head.index
    if not is_passive(tree, index):
        return False
    helped = [tree.tokens[i].text.casefold() for i in tree.children(index, "aux")]
    always = helped[0] in ("is", "are", "'s", "’s") if helped else cue.head.deprel.startswith("acl")
    return not has_agent(tree, index) and always


def names_itself(cue: Cue) -> bool:
    """Whether a cue only gives the name that its subject goes by: "a group calling itself Pale Lantern"."""
    if cue.lemma not in words("quotes.quotations", "naming_verbs.txt") and cue.lemma not in ("name", "sign", "style"):
        return False
    tree = Tree.of(cue.sentence)
    objects = tree.children(cue.head.index, "obj", "iobj")
    return any(tree.tokens[i].text.casefold() in ("itself", "themselves", "himself", "herself") for i in objects)


def is_unreal(cue: Cue) -> bool:
    """Whether a verb tells of what may be, is to be or usually is said: "to say that", "would rule that", "if they say"."""
    tree, index = Tree.of(cue.sentence), cue.head.index
    if cue.head.xpos == "VBP" or _is_supposition(tree, index):
        return True
    led = [tree.tokens[i] for i in tree.children(index, "aux", "mark")]
    helped = any(token.xpos == "MD" or token.text.casefold() == "to" for token in led)
    used = 0 <= cue.head.head < len(tree.tokens) and tree.tokens[cue.head.head].lemma.casefold() == "use"
    return cue.head.xpos == "VB" and helped and not used


def _is_supposition(tree: Tree, verb: int) -> bool:
    """Whether "if" leads in a verb's clause: "if the mayor promised to resign"."""
    leads = [tree.tokens[i].text.casefold() for i in tree.children(verb, "mark")]
    return is_a(tree.tokens[verb].deprel, "advcl") and "if" in leads


def is_supposed(cue: Cue) -> bool:
    """Whether a verb only supposes what comes: "Let's say you win", "Say the toll doubled"."""
    if cue.lemma != "say" or cue.head.xpos != "VB":
        return False
    tree, index = Tree.of(cue.sentence), cue.head.index
    if tree.children(index, "aux", "mark", "nsubj"):
        return False
    before = [t.text.casefold().lstrip("'’") for t in tree.tokens[:index] if t.upos != "PUNCT"]
    return not before or (len(before) > 1 and before[-2] == "let" and before[-1] in ("s", "us"))


_LOOSE = ("acl:relcl", "parataxis", "appos", "punct", "acl", "advcl")


def subject(tree: Tree, head: Token) -> Span | None:
    """The source that the grammar gives a cue: subject, agent of a passive, possessor of a noun; null where it gives none.

    A verb that shares its subject ("denied it and said …") or governs none of its own ("…, adding that …") takes that of
    the verb it depends on.
    """
    index = head.index
    for _ in range(4):
        found = _own_subject(tree, index)
        if found is not None:
            return tree.span(tree.run(found, without=_LOOSE))
        token = tree.tokens[index]
        if token.deprel.split(":")[0] not in ("conj", "advcl", "xcomp") or token.head < 0 or is_passive(tree, index):
            return None
        quoted = any(tree.tokens[i].text.casefold() == "as" for i in tree.children(index, "mark", "case"))
        raised = tree.children(token.head, "nsubj:pass") if quoted or is_a(token.deprel, "xcomp") else []
        if raised:  # "Orr is expected to say", "Orr was quoted as saying by the BBC"
            return tree.span(tree.run(raised[0], without=_LOOSE))
        index = token.head
    return None


def is_passive(tree: Tree, index: int) -> bool:
    """Whether a verb is a passive, which says nothing of who acts: "was announced", "the man, later identified as"."""
    return tree.tokens[index].xpos == "VBN" and not any(
        tree.tokens[i].lemma.casefold() == "have" for i in tree.children(index, "aux")
    )


def has_agent(tree: Tree, index: int) -> bool:
    """Whether a passive tells who acts: "was called so by Orr"."""
    return any(tree.is_led_by(i, "by") for i in tree.children(index, "obl"))


def _own_subject(tree: Tree, index: int) -> int | None:
    agents = [
        i
        for i in tree.children(index, "obl", "nmod")
        if any(
            tree.tokens[j].lemma.casefold() in ("by", "to") and tree.tokens[j].deprel == "case"
            for j in tree.children(i)
        )
    ]
    by = [  # who acts stands behind the verb: "by noon they had been told" names nobody
        i
        for i in agents
        if i > index and any(tree.tokens[j].lemma.casefold() == "by" for j in tree.children(i, "case"))
    ]
    if tree.tokens[index].xpos == "VBG":
        by = []
    if tree.tokens[index].upos == "NOUN":
        owners = tree.children(index, "nmod:poss")
        return (owners or by or [None])[0]  # type: ignore[list-item]
    subjects = [i for i in tree.children(index, "nsubj") if not tree.tokens[i].deprel.endswith(":pass")]
    return (subjects or by or [None])[0]  # type: ignore[list-item]

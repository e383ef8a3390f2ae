"""Turns of transcripts and interviews: who a label stands for ("Q.", "HOST:", "THE COURT:") and whom a turn addresses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from quotes.language.labels import Label, label_in
from quotes.language.trees import Tree
from quotes.records import Document, Quotation, Span
from quotes.speakers import lexicon
from quotes.speakers.context import Context, Referent, named
from quotes.speakers.descriptions import described_as
from quotes.speakers.mentions import function, name_type
from quotes.speakers.names import Name

_QUESTION = frozenset({"q", "question", "reporter", "interviewer"})
_ANSWER = frozenset({"a", "answer", "witness"})
#: What media do with those whom they interview.
_INTERVIEWING = frozenset({"interview", "meet", "speak", "talk"})
_VOCATIVE = re.compile(r"[\s\W]*((?:[A-Z][\w’'-]*\.? ?){1,3}), ")
#: How many letters are a person's initials at the most.
_INITIALS = 4
_FAR, _FEW = 60, 12  # sentences or paragraphs that are looked through


def is_turn(document: Document, quotation: Quotation) -> bool:
    """Whether the source of a quotation is the label that opens its paragraph: "PESKOV: No."."""
    return quotation.mention is not None and label_of(document, quotation.mention) is not None


def label_of(document: Document, mention: Span) -> Label | None:
    """The label that a source is, null where its words stand elsewhere."""
    label = label_at(document, mention.start)
    return label if label is not None and mention.end <= label.end else None


def label_at(document: Document, offset: int) -> Label | None:
    """The label with which the paragraph around an offset begins, null where it begins otherwise."""
    at = bisect_right(document.blocks, offset, key=lambda b: b.span.start) - 1
    return label_in(document.text, document.blocks[at].span) if at >= 0 else None


def is_question_or_answer(label: Label) -> bool:
    """Whether a label says only that its turn asks or answers: "Q", "REPORTER"."""
    return _folded(label) in _QUESTION | _ANSWER


def labelled(context: Context, label: Label) -> Referent | None:
    """Who a label stands for; null where the article does not tell.

    A surname, initials ("AL") or a noun ("HOST") go to the person whom the article names or calls so, "QUESTION (Daily
    Herald)" to the words in brackets, "Q" to the person who asks and "A" to the one who answers at that place.
    """
    word, place = lexicon.expand(label.word) if label.word.isupper() else _folded(label), label.name
    if label.bracketed is not None and word in _QUESTION:
        return _bracketed(context, label.bracketed)
    if word in _QUESTION or word in _ANSWER:
        found = asking(context, place.start) if word in _QUESTION else answering(context, place.start)
        return Referent(found.text, "person", "label", found) if found is not None else None
    person = _with_initials(context, label.word)
    if person is not None:
        return named(person, "label")
    names = [name for name in context.names.names if name.text.casefold() == word]
    inside = context.names.within(place)
    within = [
        n for span, n in inside if span.start == place.start or name_type(n) == "person"
    ]  # not Lund of "Mayor of Lund"
    last = word.split()[-1]
    alike = [n for n in context.names.names if n.text.split()[-1].casefold() == last]
    names = names or within or [n for n in alike if last == word or name_type(n) == "person"]
    if names:
        return named(names[-1], "label")
    nouns = lexicon.label_nouns(word.removeprefix("the "))
    called = next((name for noun in nouns if (name := described_as(context, noun)) is not None), None)
    return named(called, "label") if called is not None else None


def addressee(context: Context, turn: Span) -> Referent | None:
    """Whom a turn speaks to: the one who asks or answers, else whoever had the turn before, in the first turn the next."""
    own = label_at(context.document, turn.start)
    if own is None:
        return None
    word = _folded(own)
    if is_question_or_answer(own):
        other = answering if word in _QUESTION else asking
        found = other(context, turn.start)
        if found is not None:
            return named(found, "label")
    speaker = labelled(context, own)
    blocks = context.document.blocks
    at = bisect_right(blocks, turn.start, key=lambda b: b.span.start) - 1
    others = [*reversed(blocks[max(at - _FAR, 0) : at]), *blocks[at + 1 : at + _FAR]]
    for block in others:
        label = label_at(context.document, block.span.start) if block.section == "body" else None
        told = labelled(context, label) if label is not None and _folded(label) != word else None
        if told is not None and (speaker is None or told.key != speaker.key):
            return told
    if speaker is not None and speaker.name is not None and _is_medium(context, speaker.name):
        found = answering(context, turn.start)
        return named(found, "label") if found is not None else None
    return None


def asking(context: Context, offset: int) -> Name | None:
    """Who asks the questions at an offset: "Questions by Daniel Frei", "Anna Lind is asking the questions"; else the medium."""
    told = _addressed_first(context)
    for tree in _sentences(context, offset):
        if _label_of(context, tree) is None and _holds(tree, lexicon.questioning_words()):
            found = _person_after_by(context, tree) or _person_as_subject(context, tree)
            if found is not None and found is not told:
                return found
    return _interviewing(context)


def answering(context: Context, offset: int) -> Name | None:
    """Who answers: the one whose initials or name open the answer, or who was last put on the stand or addressed by name.

    Else the person who is said to be interviewed, or named most often; null where two are named equally often.
    """
    opened = _opens(context, offset)
    if opened is not None:
        return opened
    for tree in _sentences(context, offset):
        label, found = _label_of(context, tree), None
        if label is not None:
            found = _addressed(context, label)
        elif _holds(tree, lexicon.answering_words()):
            found = _person_as_subject(context, tree)
        if found is not None:
            return found
    return _addressed_first(context) or _interviewed(context) or _named_most(context, asking(context, offset))


def _opens(context: Context, offset: int) -> Name | None:
    """The person whose initials or name stand between the start of a paragraph and an answer: "AL We looked at years of data."."""
    at = bisect_right(context.document.blocks, offset, key=lambda b: b.span.start) - 1
    before = context.document.text[context.document.blocks[at].span.start : offset].strip() if at >= 0 else ""
    if not before:
        return None
    named_so = [n for n in context.names.names if n.text == before and name_type(n) == "person"]
    return named_so[0] if len(named_so) == 1 else _with_initials(context, before)


def _with_initials(context: Context, letters: str) -> Name | None:
    """The one person whose initials these are: Anna Lind of "AL"; null where there are none, several or a noun ("PM")."""
    if not 2 <= len(letters) <= _INITIALS or not letters.isupper():
        return None
    if any(lexicon.noun_type(noun) for noun in lexicon.label_nouns(lexicon.expand(letters))):
        return None
    people = [n for n in context.names.names if name_type(n) == "person" and " " in n.text]
    fitting = [n for n in people if "".join(word[0] for word in n.text.split()) == letters]
    return fitting[0] if len(fitting) == 1 else None


def _interviewed(context: Context) -> Name | None:
    """The person whom one of the first sentences says that somebody interviewed or a medium met."""
    parties = (name for name, asks in _of_interview(context) if not asks and name_type(name) == "person")
    return next(parties, None)


def _interviewing(context: Context) -> Name | None:
    """The medium that one of the first sentences says to have interviewed or met somebody."""
    return next((name for name, asks in _of_interview(context) if asks and _is_medium(context, name)), None)


def _is_medium(context: Context, name: Name) -> bool:
    """Whether a name is that of a medium, or of the one that publishes the article."""
    publisher = context.document.publisher
    return lexicon.is_medium(name.text) or (publisher is not None and name.text.casefold() == publisher.casefold())


def _of_interview(context: Context) -> Iterator[tuple[Name, bool]]:
    """Who is named as a party to an interview in the first sentences, and whether that is who asks.

    "Norda Daily interviewed Anna Lind", "Norda Daily met Anna Lind", "an interview with Anna Lind", "the interview that she
    had with Norda Daily".
    """
    for tree in context.forest.trees[:_FAR]:
        if not _holds(tree, _INTERVIEWING):
            continue
        found = context.names.within(tree.sentence.span)
        at = {i: name for place, name in found if (c := context.forest.covered(place)) is not None for i in c[1]}
        for token in tree.tokens:
            lemma = token.lemma.casefold()
            if lemma not in _INTERVIEWING:
                continue
            subjects = [at[i] for i in tree.children(token.index, "nsubj") if i in at]
            others = [at[i] for i in tree.children(token.index, "obj", "obl", "nmod") if i in at]
            if lemma != "interview" and not any(_is_medium(context, name) for name in subjects):
                continue
            if lemma == "interview" and token.upos == "NOUN":
                verbs = tree.children(token.index, "acl")
                others += [at[i] for verb in verbs for i in tree.children(verb, "obl") if i in at]
            yield from ((name, True) for name in subjects)
            yield from ((name, _is_medium(context, name)) for name in others)


def _folded(label: Label) -> str:
    return label.word.casefold().rstrip(".")


def _bracketed(context: Context, place: Span) -> Referent:
    """The medium or person in the brackets of a label."""
    found = context.names.within(place)
    if found:
        return named(found[0][1], "label")
    return Referent(" ".join(place.text(context.document.text).split()), "organization", "label")


def _sentences(context: Context, offset: int) -> Iterator[Tree]:
    """The sentences that may tell who talks: those before an offset, nearest first, the first and last of the article."""
    trees = context.forest.trees
    here = context.forest.sentence_at(offset) or 0
    numbers = [*range(here, max(here - _FAR, -1), -1), *range(min(_FEW, here)), *range(len(trees) - 1, -1, -1)[:_FEW]]
    for number in dict.fromkeys(numbers):
        if trees[number].sentence.section != "sidebar":
            yield trees[number]


def _label_of(context: Context, tree: Tree) -> Label | None:
    """The label of the turn that a sentence belongs to."""
    return label_at(context.document, tree.sentence.span.start) if tree.tokens else None


def _holds(tree: Tree, words: frozenset[str]) -> bool:
    return any(t.text.casefold() in words or t.lemma.casefold() in words for t in tree.tokens)


def _person_after_by(context: Context, tree: Tree) -> Name | None:
    """The person of "questions by Anna Lind"."""
    for place, name in context.names.within(tree.sentence.span):
        covered = context.forest.covered(place)
        if covered is not None and name_type(name) == "person":
            before = covered[1][0] - 1
            if before >= 0 and tree.tokens[before].text.casefold() == "by":
                return name
    return None


def _person_as_subject(context: Context, tree: Tree) -> Name | None:
    """The first person named in a sentence who does something in it."""
    for place, name in context.names.within(tree.sentence.span):
        covered = context.forest.covered(place)
        if covered is None or name_type(name) != "person":
            continue
        if function(tree, tree.head_of(covered[1])) == "subject":
            return name
    return None


def _addressed(context: Context, label: Label) -> Name | None:
    """The person whom a question addresses by name at its beginning: "Q. Mrs. Falk, what …"."""
    if _folded(label) not in _QUESTION:
        return None
    match = _VOCATIVE.match(context.document.text, label.end)
    found = context.names.within(Span(match.start(1), match.end(1))) if match else []
    return found[0][1] if found and name_type(found[0][1]) == "person" else None


def _addressed_first(context: Context) -> Name | None:
    """The person whom the first question with a name in it addresses."""
    for block in context.document.blocks[:_FAR]:
        label = label_at(context.document, block.span.start)
        found = _addressed(context, label) if label is not None else None
        if found is not None:
            return found
    return None


def _named_most(context: Context, other: Name | None) -> Name | None:
    """The person named most often but for one, null where two are."""
    people = [
        n for n in context.names.names if n.label == "PERSON" and n is not other and not lexicon.is_medium(n.text)
    ]
    most = Counter({n: len(n.mentions) for n in people}).most_common(2)
    if not most or (len(most) > 1 and most[0][1] == most[1][1]):
        return None
    return most[0][0]

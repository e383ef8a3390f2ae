"""Reports that the grammar shows: a listed reporting verb with a subject and a clause as its complement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotes.language.spans import SpanMap
from quotes.language.trees import Tree, is_a
from quotes.quotations.cues import Cue, has_agent, is_negated, is_passive, read_cue, subject
from quotes.records import Parse, Quotation, Span

#: Verbs whose object alone is a report.
_WITH_OBJECT = frozenset(
    {"confirm", "demand", "deny", "dispute", "propose", "recommend", "refute", "reiterate", "request", "rubbish"}
)
#: Verbs that report words in marks only, or what the model takes for a report; a clause after them is none by itself.
_WITHOUT_CLAUSE = frozenset({"begin", "call", "deem", "demonstrate", "determine", "show"})
#: Verbs of a report or a body that people do without speaking: "we found she had left", "the people who found it".
_OF_BODIES = frozenset({"calculate", "find"})
_OF_PEOPLE = frozenset({"i", "we", "who"})
_BEING = frozenset({"am", "are", "be", "been", "is", "was", "were", "'m", "’m", "'re", "’re"})
#: The forms of a verb that tell of what was said.
_TOLD = frozenset({"VBD", "VBG", "VBZ"})
_RELATIVE = frozenset({"which", "who", "whom", "whose"})
#: Verbs that say how large something is: "put the toll at 25".
_PLACING = frozenset({"put", "estimate"})
#: Cues that ask somebody to do something: "ordered the guards to stay".
REQUESTS = frozenset({
    "advise", "appeal", "ask", "beg", "beseech", "call on", "command", "direct", "encourage", "entreat", "exhort", "implore",
    "instruct", "invite", "order", "remind", "request", "urge",
})  # fmt: skip
#: Those whose infinitive is a report by itself: who invites need not say so, and what is requested is the object.
_DIRECTING = REQUESTS - {"encourage", "invite", "request"} | {"tell", "warn"}
#: Cues that say what their subject will do, or asks to do: "vowed to appeal".
_PROMISING = frozenset({"ask", "pledge", "promise", "threaten", "vow"})
#: Verbs that ask for what a phrase names: "called for | calm".
_ASKING_FOR = frozenset({"appeal", "ask", "call", "plead"})


@dataclass(frozen=True, slots=True)
class Report:
    """A cue with the clause it reports and its source."""

    cue: Cue
    content: Span
    source: Span | None


def reports(text: str, parse: Parse, cues: SpanMap[Quotation]) -> Iterator[Report]:
    """The reports of verbs that are not among the cues found so far.

    Example:
        In ``She denied the charge and promised that nobody would lose a job`` it is what was promised.
    """
    for tree, cue in further_cues(text, parse, cues, "VERB"):
        if is_negated(cue) or cue.lemma in _WITHOUT_CLAUSE:
            continue
        content = _complement(tree, cue.head.index) or _infinitive(tree, cue) or _object(tree, cue)
        source = subject(tree, cue.head)
        if source is not None and cue.lemma in _OF_BODIES and source.text(text).casefold() in _OF_PEOPLE:
            continue
        if content is not None and source is not None and not content.overlap(source):
            yield Report(cue, content, None if _is_told(tree, cue.head.index) else source)


def _is_told(tree: Tree, verb: int) -> bool:
    """Whether a verb is a passive whose subject hears: "I'm told that"; "was urged by" has somebody who speaks."""
    led = [token.text.casefold() for token in tree.tokens[max(0, verb - 2) : verb]]
    return is_passive(tree, verb) and not has_agent(tree, verb) and not _BEING.isdisjoint(led)


def further_cues(text: str, parse: Parse, cues: SpanMap[Quotation], upos: str) -> Iterator[tuple[Tree, Cue]]:
    """The words of a part of speech that are listed as cues of speech or writing and are not among those found so far."""
    for sentence in parse.sentences:
        tree = Tree.of(sentence)
        for token in sentence.tokens:
            if token.upos != upos or cues.touching(token.span):
                continue
            cue = read_cue(text, [(sentence, token)], token.span)
            if cue is not None and cue.listed in ("speech", "writing"):
                yield tree, cue


def _complement(tree: Tree, verb: int) -> Span | None:
    """The clause under the verb (``ccomp``), or the sentence that the verb is thrown into (``parataxis``)."""
    clear = [i for i in tree.children(verb, "xcomp") if tree.tokens[i].text.casefold() == "clear"]
    under_clear = [i for adjective in clear for i in tree.children(adjective, "ccomp", "csubj")]
    clauses = [
        i
        for i in (*tree.children(verb, "ccomp"), *under_clear)
        if tree.children(i, "nsubj", "csubj", "expl")
        and tree.tokens[i].upos in ("VERB", "ADJ", "NOUN", "AUX", "PROPN", "NUM")
    ]
    if clauses:
        return tree.span(tree.run(clauses[0]))
    token = tree.tokens[verb]
    if token.deprel.startswith("parataxis") and 0 <= token.head < verb and tree.children(verb, "nsubj"):
        below = set(tree.subtree(verb))
        if any(i < verb and tree.tokens[i].text.casefold() in _RELATIVE for i in below):
            return None  # "won a prize, with which the paper honours reporters": no report of the first clause
        members = [i for i in tree.subtree(token.head) if i not in below and i < min(below)]
        if members and tree.children(token.head, "nsubj"):
            return tree.span(members)
    return None


def _infinitive(tree: Tree, cue: Cue) -> Span | None:
    """What somebody is told to do ("told us | to wait") or promises to do ("vowed | to appeal")."""
    verb = cue.head.index
    for i in tree.children(verb, "xcomp", "ccomp", "advcl"):
        leads = [j for j in tree.children(i, "mark") if verb < j < i and tree.tokens[j].text.casefold() == "to"]
        told = [j for j in tree.children(verb, "obj", "iobj", "obl") if leads and verb < j < leads[0]]
        if leads and (cue.lemma in _PROMISING or (told and cue.lemma in _DIRECTING)):
            negated = [
                j for j in tree.children(i, "advmod") if j == leads[0] - 1 and tree.tokens[j].text.casefold() == "not"
            ]
            return tree.span([j for j in tree.run(i) if j >= (negated or leads)[0]])
    return None


def _object(tree: Tree, cue: Cue) -> Span | None:
    """What a verb reports by a noun phrase: "denied nine counts of theft", "put the toll at 25", "called for calm"."""
    token, verb = cue.head, cue.head.index
    lemma = token.lemma.casefold()
    wanted = [
        i for i in tree.children(verb, "obl") if verb + 1 in tree.children(i, "case") and tree.is_led_by(i, "for")
    ]
    if lemma in _ASKING_FOR and wanted and token.xpos in _TOLD:
        return tree.span(tree.run(wanted[0], without=("case",)))
    objects = [i for i in tree.children(verb, "obj") if i > verb and tree.tokens[i].upos != "PRON"]
    if not objects or token.deprel.startswith("amod"):
        return None
    if lemma in _PLACING:
        for i in tree.children(verb, "obl", "nmod"):
            case = tree.children(i, "case")
            if i > objects[0] and case and tree.tokens[case[0]].text.casefold() == "at" and _is_figure(tree, i):
                return tree.span([*tree.run(objects[0]), *tree.run(i)])
        return None
    told = lemma in _WITH_OBJECT and token.xpos in _TOLD
    return tree.span(tree.run(objects[0])) if told else None


def _is_figure(tree: Tree, index: int) -> bool:
    """Whether a phrase says how much: it has a number, or its words stand in quotation marks."""
    return any(tree.tokens[i].upos in ("NUM", "SYM") or tree.tokens[i].text in '“"‘«' for i in tree.subtree(index))


def cut_at_next_cue(tree: Tree, cue: int, first: int, last: int, text: str) -> int:
    """Where a content ends that runs into another reporting verb of the same speaker ("… and promised that …").

    Takes and gives token indexes of the cue's sentence.
    """
    for i in range(max(first, cue) + 1, last + 1):
        token = tree.tokens[i]
        if token.upos != "VERB" or token.deprel.split(":")[0] != "conj" or token.head != cue:
            continue
        if _is_modal(tree, i) and not _is_modal(tree, cue):
            continue  # "said | it can and may declare bankruptcy", whatever the tree says
        found = read_cue(text, [(tree.sentence, token)], token.span)
        if found is not None and found.listed not in (None, "other"):
            end = min(tree.subtree(i))
            while end - 1 > first and tree.tokens[end - 1].upos in ("CCONJ", "PUNCT"):
                end -= 1
            return end - 1
    return last


def goes_with_content(tree: Tree, cue: int, first: int, verb: int) -> bool:
    """Whether a verb is joined to one of the content and has its form, not the cue's: "claims that he came and said"."""
    token = tree.tokens[verb]
    if not is_a(token.deprel, "conj") or not first <= token.head < verb or token.head == cue:
        return False
    other = tree.tokens[token.head]
    return other.xpos == token.xpos != tree.tokens[cue].xpos and bool(tree.children(token.head, "nsubj", "aux", "mark"))


def _is_modal(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[i].xpos == "MD" for i in tree.children(verb, "aux"))

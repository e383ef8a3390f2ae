"""Reports that nouns make: "the ministry's denial that …", "her demand for …", "a warning from the agency that …"."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.language import lists
from quotes.language.spans import SpanMap
from quotes.language.trees import Tree
from quotes.quotations.clauses import Report, further_cues
from quotes.quotations.cues import Cue, subject
from quotes.records import Parse, Quotation

#: The prepositions that lead to what a noun reports.
_FOR = frozenset({"for"})
_OF = frozenset({"of"})
_ASKING = frozenset({"appeal", "call", "demand", "plea", "request"})
_TELLING = frozenset({"accusation", "allegation", "denial", "prediction", "promise", "warning"})

#: What is done to the demand of buyers.
_OF_MARKETS = frozenset({
    "boost", "cool", "curb", "dampen", "drive", "exceed", "increase", "meet", "outstrip", "reduce", "satisfy", "stimulate",
})  # fmt: skip

#: Nouns for what a deed says as often as for what somebody says: "the march sends a message that …".
_SIGNALS = frozenset({"message"})


def noun_reports(text: str, parse: Parse, cues: SpanMap[Quotation]) -> Iterator[Report]:
    """The reports of listed nouns that are not among the cues found so far and whose source the sentence names.

    The source is the noun's possessor, who it comes "from" or is made "by", or the subject of a verb that only carries it
    ("issued a warning that …"). The content is the clause or infinitive under the noun, or what it is "for" or "of".

    Example:
        In ``The ministry's denial that troops had moved surprised no one`` it is ``troops had moved``.
    """
    for tree, cue in further_cues(text, parse, cues, "NOUN"):
        if cue.lemma == "demand" and _is_of_buyers(tree, cue):
            continue
        content = _content(tree, cue) if cue.lemma not in _SIGNALS else []
        source = _source(tree, cue) if content else []
        if source and not set(source) & set(content):
            yield Report(cue, tree.span(content), tree.span(source))


def _is_of_buyers(tree: Tree, cue: Cue) -> bool:
    """Whether a demand is that of a market: "satisfied the nation's demand for rum"."""
    verb = cue.head.head
    return 0 <= verb < len(tree.tokens) and tree.tokens[verb].lemma.casefold() in _OF_MARKETS


def _content(tree: Tree, cue: Cue) -> list[int]:
    noun, lemma = cue.head.index, cue.head.lemma.casefold()
    for i in tree.children(noun, "acl", "ccomp"):
        if tree.tokens[i].deprel == "acl:relcl" or i < noun:
            continue
        marks = [j for j in tree.children(i, "mark") if tree.tokens[j].text.casefold() in ("that", "to")]
        if not marks:
            continue
        first = marks[0] + (tree.tokens[marks[0]].text.casefold() == "that")
        return [j for j in tree.run(i) if j >= first]
    wanted = _FOR if lemma in _ASKING else _OF if lemma in _TELLING else frozenset()
    for i in tree.children(noun, "nmod"):
        case = tree.children(i, "case")
        if i > noun and case and tree.tokens[case[0]].text.casefold() in wanted:
            return [j for j in tree.run(i) if j > case[0]]
    return []


def _source(tree: Tree, cue: Cue) -> list[int]:
    noun = cue.head.index
    without = ("acl:relcl", "parataxis", "punct", "acl", "advcl", "appos")
    for i in tree.children(noun, "nmod:poss"):
        return [j for j in tree.run(i, without=without) if tree.tokens[j].deprel != "case"]
    for i in tree.children(noun, "nmod"):
        case = tree.children(i, "case")
        if case and tree.tokens[case[0]].text.casefold() in ("from", "by"):
            return [j for j in tree.run(i, without=without) if j > case[0]]
    verb = tree.tokens[noun].head
    if cue.head.deprel == "obj" and verb >= 0 and _carries(tree, verb):
        found = subject(tree, tree.tokens[verb])
        return [] if found is None else [t.index for t in tree.tokens if t.span.overlap(found)]
    return []


def _carries(tree: Tree, verb: int) -> bool:
    """Whether a verb only says that its object was uttered: "made a request", "renewed her demand"."""
    return tree.tokens[verb].lemma.casefold() in lists.words("quotes.quotations", "carrying_verbs.txt")

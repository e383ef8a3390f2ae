"""Reports that a phrase makes of its clause: "according to", "in the words of", "by their count", "by reports", "in her view"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.language.lists import words
from quotes.language.trees import Tree
from quotes.quotations.clauses import Report
from quotes.quotations.cues import Cue, listed_class
from quotes.records import Parse, Span

#: Nouns that make a clause somebody's: whether the clause counts as it stands, or only where quotation marks show his words.
_NOUNS = {
    **dict.fromkeys(
        ("count", "estimate", "reckoning", "account", "telling", "admission", "analysis", "estimation"), True
    ),
    **dict.fromkeys(("view", "opinion", "eyes", "mind"), False),
}
#: Those of them that count without marks where they open a sentence: "In her opinion, nobody was to blame."
_OPENING = frozenset({"view", "opinion"})
#: What is itself the source behind "by": "by early reports", "by most accounts".
_REPORTS = frozenset({"reports", "accounts", "estimates"})
_MARK = re.compile(r"[“”\"«»„‘]")
#: Marks that end the clause after "according to which".
_ENDS = frozenset(',;:.()–—-"“”')


def viewpoints(text: str, parse: Parse) -> Iterator[Report]:
    """The reports of such phrases: what the clause says but for the phrase.

    Example:
        In ``By their count there have been 1,340`` it is ``there have been 1,340``; "according to which" names what stands
        before: ``the results, according to which the party won 80 seats``.
    """
    for sentence in parse.sentences:
        tree = Tree.of(sentence)
        folded = [token.text.casefold() for token in sentence.tokens]
        for at in range(len(folded) - 1):
            found = _phrase(tree, folded, at)
            if found is not None and (report := _report(text, tree, *found)) is not None:
                yield report


def _phrase(tree: Tree, folded: Sequence[str], at: int) -> tuple[str, list[int], list[int], bool] | None:
    """The lemma, the words of the cue, those of its source, and whether the clause counts without marks."""
    for lemma in ("according to", "as per", "in the words of"):
        cue = lemma.split()
        if list(folded[at : at + len(cue)]) == cue and at + len(cue) < len(folded):
            last = at + len(cue) - 1
            if folded[last + 1] == "which":
                return lemma, list(range(at, last + 1)), [last + 1], True
            source = _noun_phrase(tree, last)
            if lemma != "in the words of" and not _speaks(tree, source):
                return None
            return lemma, list(range(at, last + 1)), source, lemma != "in the words of"
    if folded[at] in ("in", "by", "from"):
        return _owned_or_bare(tree, folded, at)
    if folded[at] == "for" and folded[at + 1] in ("him", "her", "them") and folded[at + 2 : at + 3] == [","]:
        return "for", [at], [at + 1], False
    return None


def _owned_or_bare(tree: Tree, folded: Sequence[str], at: int) -> tuple[str, list[int], list[int], bool] | None:
    """The same for "in her view", "by the union's count", "in the analysis of Norda Bank", "by early reports"."""
    noun = tree.tokens[at].head
    if noun <= at or tree.children(noun, "compound"):
        return None
    if folded[at] == "by" and folded[noun] in _REPORTS and noun - at <= 2:  # at most one adjective
        return folded[noun].removesuffix("s"), [at], [i for i in range(at + 1, noun + 1)], True
    if folded[noun] not in _NOUNS or (folded[at] == "from" and folded[noun] == "account"):
        return None  # "moved the money from the firm's account"
    counts = _NOUNS[folded[noun]] or (folded[noun] in _OPENING and at == 0)
    lemma = folded[noun] if counts else "view"
    whose = [i for i in tree.children(noun, "nmod") if i > noun and tree.is_led_by(i, "of")]
    owner = tree.children(noun, "nmod:poss")
    if owner and not (whose and folded[noun] == "analysis"):  # not "in her analysis of the bill"
        source = [i for i in tree.run(owner[0]) if tree.tokens[i].deprel != "case" and i > at]
        return lemma, [at, noun], source, counts
    if whose and at == 0 and folded[at + 1] == "the":
        source = [i for i in tree.run(whose[0]) if tree.tokens[i].deprel not in ("case", "punct")]
        return lemma, list(range(at, noun + 1)), source, counts
    return None


def _speaks(tree: Tree, source: Sequence[int]) -> bool:
    """Whether a phrase names somebody or a text, not a measure: "according to | the rules |", "… their needs"."""
    nouns = words("quotes.quotations", "source_nouns.txt")
    return any(tree.tokens[i].upos == "PROPN" or tree.tokens[i].text.casefold() in nouns for i in source)


def _noun_phrase(tree: Tree, before: int) -> list[int]:
    """The noun phrase after a preposition."""
    nouns = [i for i in range(before + 1, len(tree.tokens)) if tree.tokens[i].upos in ("NOUN", "PROPN", "PRON")]
    if not nouns:
        return []
    head = nouns[0]
    while (
        tree.tokens[head].deprel.startswith(("compound", "nmod:poss", "amod", "flat")) and tree.tokens[head].head > head
    ):
        head = tree.tokens[head].head
    return [i for i in tree.run(head, without=("case", "punct", "acl:relcl", "acl", "parataxis")) if i > before]


def _report(
    text: str, tree: Tree, lemma: str, cue: Sequence[int], source: Sequence[int], counts: bool
) -> Report | None:
    if not source:
        return None
    if tree.tokens[source[0]].text.casefold() == "which":
        content, named = _relative(tree, source[0], cue[0])
    else:
        phrase = {*cue, *source}
        content, named = _clause(tree, phrase, source[0]), tree.span(source)
    if content is None or named is None or (not counts and not _MARK.search(content.text(text))):
        return None
    listed = "thought" if lemma == "view" else listed_class(lemma, "PHRASE")
    span = tree.span(cue)
    return Report(
        Cue(span, lemma, "speech" if listed != "writing" else listed, tree.sentence, tree.tokens[cue[0]]),
        content,
        named,
    )


def _relative(tree: Tree, which: int, according: int) -> tuple[Span | None, Span | None]:
    """What follows "according to which" up to the clause's end, and the noun phrase that it goes back to."""
    nouns = [i for i in range(according - 1, -1, -1) if tree.tokens[i].upos in ("NOUN", "PROPN")]
    after = [i for i in range(which + 1, len(tree.tokens))]
    if not nouns or not after:
        return None, None
    end = next((i for i in after if tree.tokens[i].text in _ENDS), len(tree.tokens))
    source = tree.run(nouns[0], without=("acl:relcl", "conj", "punct", "appos", "advcl", "acl"))
    source = [i for i in source if i < according]
    return (tree.span(range(which + 1, end)), tree.span(source)) if end > which + 1 else (None, None)


def _clause(tree: Tree, phrase: set[int], source: int) -> Span | None:
    """The clause that the phrase hangs on: the longer side of it."""
    verb = next((i for i in tree.ancestors(source) if i not in phrase and tree.tokens[i].upos != "ADP"), None)
    if verb is None:
        return None
    own = [i for i in tree.subtree(verb) if i not in phrase]
    side = max([i for i in own if i < min(phrase)], [i for i in own if i > max(phrase)], key=len)
    return tree.span(side) if side else None

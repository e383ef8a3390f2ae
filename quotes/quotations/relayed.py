"""Words that reach the article through somebody else: "Politico quoted Manning as saying …", "the pilot was heard telling …".

The source is who said it, the one in between only carries it. (In "Reuters, citing police, reported …" the words are Reuters'.)
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.language.trees import Tree
from quotes.quotations.cues import Cue, listed_class
from quotes.quotations.evidence import Evidence
from quotes.records import Span, Token

_CARRYING = frozenset({"quote", "cite", "report"})
_OVERHEARING = frozenset({"hear", "overhear", "record", "film", "catch"})
_WITHOUT = ("acl:relcl", "appos", "acl", "punct", "parataxis", "advcl")


def relayed(evidence: Evidence, cue: Cue, contents: Sequence[Span]) -> tuple[list[Span], Span | None]:
    """The contents without the words that name who is quoted, and those words where the cue's subject only carries them."""
    tree = Tree.of(cue.sentence)
    verb = cue.head.index
    found = _passive(tree, verb)
    if found is None and cue.head.lemma.casefold() in _CARRYING:
        found = _quoted(tree, verb)
    if found is None:
        return list(contents), None
    source, begin = found
    kept = [Span(max(c.start, begin), max(c.end, begin)) for c in contents]
    if _passive(tree, verb) is None and all(c.end <= cue.span.start for c in contents):
        return list(contents), source  # "“No,” Politico quoted Manning as saying on Monday"
    return [content for content in kept if len(content)], source


def _passive(tree: Tree, verb: int) -> tuple[Span, int] | None:
    """Of "Y was quoted as saying" and "Y was heard saying" the words Y, and where the content begins."""
    for i in (verb, tree.tokens[verb].head):
        lemma = tree.tokens[i].lemma.casefold() if i >= 0 else ""
        subjects = tree.children(i, "nsubj:pass") if lemma in _CARRYING or lemma in _OVERHEARING else []
        for said in tree.children(i, "advcl", "xcomp") if subjects else []:
            token = tree.tokens[said]
            if not _is_saying(token) or said < i:
                continue
            if lemma in _CARRYING and tree.tokens[said - 1].text.casefold() != "as":
                continue
            after = said + 1
            while after < len(tree.tokens) and tree.tokens[after].text.casefold() in ("that", ","):
                after += 1
            if after < len(tree.tokens):
                return tree.span(tree.run(subjects[0], without=_WITHOUT)), tree.tokens[after].span.start
    return None


def _is_saying(token: Token) -> bool:
    """Whether a word is the participle of a verb that reports what is said."""
    return token.xpos == "VBG" and listed_class(token.lemma.casefold(), "VERB") in ("speech", "writing")


def _quoted(tree: Tree, verb: int) -> tuple[Span, int] | None:
    """Of "quoted Y as saying that" the words Y, and where the content begins."""
    objects = [i for i in tree.children(verb, "obj") if i > verb]
    for i in range(verb + 2, len(tree.tokens)):
        token = tree.tokens[i]
        if tree.tokens[i - 1].text.casefold() != "as" or not _is_saying(token):
            continue
        named = objects[0] if objects and objects[0] < i - 1 else verb + 1
        words = [j for j in tree.run(named, without=_WITHOUT) if verb < j < i - 1]
        after = i + 1
        while after < len(tree.tokens) and tree.tokens[after].text.casefold() in ("that", ","):
            after += 1
        if words and after < len(tree.tokens):
            return tree.span(words), tree.tokens[after].span.start
    return None

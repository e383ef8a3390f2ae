"""Walks over trees, also over malformed ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.language.lists import lines, table, words
from quotes.language.trees import Forest, Tree, feature, is_a, stretches
from quotes.records import Parse, Span
from tests.builders import build, span

MAYOR = (
    """The/DET/2/det mayor/NOUN/4/nsubj ,/PUNCT/2/punct said=say/VERB/0/root that/SCONJ/7/mark
""".replace("\n", " ")
    + "rents=rent/NOUN/7/nsubj fell=fall/VERB/4/ccomp in/ADP/9/case Oslo/PROPN/7/obl"
)


def test_children_and_subtypes() -> None:
    _, parse = build(MAYOR)
    tree = Tree.of(parse.sentences[0])
    assert tree.children(3) == [1, 6]
    assert tree.children(3, "ccomp") == [6]
    assert is_a("nmod:poss", "nmod")
    assert not is_a("nmod", "nmod:poss")


def test_subtree_leaves_out_what_it_is_told_to() -> None:
    _, parse = build(MAYOR)
    tree = Tree.of(parse.sentences[0])
    assert tree.subtree(6) == [4, 5, 6, 7, 8]
    assert tree.subtree(6, without=("obl",)) == [4, 5, 6]
    assert tree.run(1, without=("punct",)) == [0, 1]
    assert tree.head_of([0, 1]) == 1


def test_a_cycle_ends() -> None:
    _, parse = build(MAYOR)
    sentence = parse.sentences[0]
    tokens = tuple(replace(t, head=1 if t.index == 0 else 0) for t in sentence.tokens)
    tree = Tree.of(replace(sentence, tokens=tokens))
    assert tree.subtree(0) == list(range(len(tokens)))
    assert list(tree.ancestors(1)) == [0]
    assert not tree.is_root(0)


def test_heads_out_of_range_are_roots() -> None:
    _, parse = build(MAYOR)
    sentence = parse.sentences[0]
    tree = Tree.of(replace(sentence, tokens=tuple(replace(t, head=99) for t in sentence.tokens)))
    assert tree.is_root(3)
    assert tree.subtree(3) == [3]


def test_covered_finds_the_tokens_of_a_span() -> None:
    document, parse = build(MAYOR, "Nobody/PRON/2/nsubj left=leave/VERB/0/root")
    forest = Forest.of(parse)
    assert forest.covered(span(document, "left")) == (1, [1])
    assert forest.covered(span(document, "mayor, said")) == (0, [1, 2, 3])
    assert forest.covered(Span(10_000, 10_001)) is None
    assert Forest.of(Parse((), ())).covered(Span(0, 1)) is None


def test_features_and_stretches() -> None:
    _, parse = build("He/PRON/2/nsubj left=leave/VERB/0/root")
    assert feature(parse.sentences[0].tokens[0], "Gender") == "Masc"
    assert feature(parse.sentences[0].tokens[1], "Gender") == ""
    assert list(stretches([1, 2, 5, 6, 9])) == [[1, 2], [5, 6], [9]]
    assert list(stretches([])) == []


def test_an_empty_choice_is_refused() -> None:
    _, parse = build(MAYOR)
    with pytest.raises(ValueError, match="no tokens"):
        Tree.of(parse.sentences[0]).head_of([])


@pytest.mark.parametrize(
    "file", ["titles.tsv", "person_nouns.tsv", "given_names.tsv", "demonyms.tsv", "abbreviations.tsv"]
)
def test_tables_have_two_columns(file: str) -> None:
    entries = table("quotes.speakers", file)
    assert all(key.strip() == key and value for key, value in entries.items())
    assert len(entries) > 20


def test_comments_are_no_entries() -> None:
    assert not any(line.startswith("#") for line in lines("quotes.speakers", "media_names.txt"))
    assert "Reuters" in words("quotes.speakers", "media_names.txt")


def test_the_head_of_a_cycle_is_its_noun() -> None:
    _, parse = build("its/PRON/2/nmod:poss chief/NOUN/3/nmod:desc Lind/PROPN/2/appos/S-PERSON left=leave/VERB/0/root")
    assert Tree.of(parse.sentences[0]).head_of([0, 1, 2]) == 1

"""Annotated articles of our own as passages in PolNeAR's terms, to fine-tune the attribution network on.

    python -m quotes.training.own_articles --gold corpus/training --standoff corpus/newswire.jsonl corpus/wikinews.jsonl --data DATA
        --polnear passages --out passages-own [--part 0.6] [--times 3]

writes ``train.jsonl``, a share of PolNeAR's passages and several times those of the articles, and copies ``dev.jsonl``. The
articles are those of a folder (``ID.txt`` and ``ID.json``) and those texts of DATA that we annotated. PolNeAR's spans
are wider than ours: contents with their quotation marks and "that", cues with their auxiliaries, sources with appositions and
relative clauses; the parse widens ours. Thoughts, which our annotation leaves out, are those that the shipped network finds, so
that it does not unlearn them.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from quotes.annotation import read_gold
from quotes.annotation.records import AnnotatedArticle, AnnotatedQuote
from quotes.documents import from_text
from quotes.language.trees import Tree
from quotes.parsing.passages import Word
from quotes.quotations import find_quotations
from quotes.quotations.cues import tokens_in
from quotes.records import FAINT_CUE, Document, Parse, Span
from quotes.training import standoff
from quotes.training.attributions import Attributions, Passage, passages
from quotes.training.treebanks import MissingData

_COMPLEMENTISER = re.compile(r"\b(?:that|if|whether)\s+$")
_MARKS = "“”\"„«»‘’'‹›"
_BEFORE = 12  # characters in which a complementiser fits
_LONGEST_SOURCE = 160
_SEED = 6


def gold_articles(folder: Path) -> list[AnnotatedArticle]:
    """The annotated articles of a folder.

    Raises:
        MissingData: an article is not well formed; what could not be read must not silently be trained without.
        AnnotationError: the folder holds no article.
    """
    reading = read_gold(folder)
    if reading.problems:
        first = reading.problems[0]
        raise MissingData(f"{len(reading.problems)} articles cannot be read; {first.path}: {first.message}")
    return list(reading.articles)


def attributions_of(article: AnnotatedArticle, parse: Parse, document: Document) -> list[Attributions]:
    """The attributions of an article in PolNeAR's terms, then the thoughts in it; a quote without a cue in the text is none."""
    known = [_in_their_terms(article.text, parse, quote) for quote in article.quotes]
    found = [own for own in known if own is not None]
    cues = [Span(*bounds) for own in found for bounds in own["cue"]]
    return [*found, *_thoughts(document, parse, cues)]


def _in_their_terms(text: str, parse: Parse, quote: AnnotatedQuote) -> Attributions | None:
    if quote.cue.span is None or not any(c.isalnum() for c in quote.cue.text):
        return None
    contents = [_wide_content(text, segment) for segment in quote.segments]
    cue = _wide_cue(parse, quote.cue.span)
    if any(cue.overlap(content) > quote.cue.span.overlap(content) for content in contents):
        cue = quote.cue.span
    source = quote.mention.span
    wide = _wide_source(parse, source) if source is not None else None
    if wide is not None and not any(wide.overlap(other) for other in (cue, *contents)):
        source = wide
    sources = [(source.start, source.end)] if source is not None else []
    return {"cue": [(cue.start, cue.end)], "source": sources, "content": [(c.start, c.end) for c in contents]}


def _wide_content(text: str, segment: Span) -> Span:
    """A content with the complementiser and the quotation marks beside it."""
    start, end = _with_complementiser(text, segment.start), segment.end
    if start > 0 and text[start - 1] in _MARKS:
        start = _with_complementiser(text, start - 1)
    after = end
    while after < len(text) and text[after] in ".,!?" and after - end < 2:
        after += 1
    for place in (after, end):
        if place < len(text) and text[place] in _MARKS:
            return Span(start, place + 1)
    return Span(start, end)


def _with_complementiser(text: str, start: int) -> int:
    match = _COMPLEMENTISER.search(text[max(0, start - _BEFORE) : start])
    return start - len(match[0]) if match else start


def _wide_cue(parse: Parse, cue: Span) -> Span:
    """A cue with the auxiliaries and adverbs directly before its verb."""
    found = tokens_in(parse.sentences, cue)
    own = [token for sentence, token in found if sentence is found[0][0]]
    verb = next((token for token in own if token.upos in ("VERB", "AUX")), None)
    if verb is None:
        return cue
    tree = Tree.of(found[0][0])
    helping = {i for i in tree.children(verb.index, "aux", "advmod") if tree.tokens[i].xpos not in ("WRB", "IN")}
    first = own[0].index
    while first - 1 in helping:
        first -= 1
    return Span(min(cue.start, tree.tokens[first].span.start), cue.end)


def _wide_source(parse: Parse, source: Span) -> Span | None:
    """A source with all that the parse puts under its noun; null for a pronoun and for what gets too long."""
    found = tokens_in(parse.sentences, source)
    own = [token.index for sentence, token in found if sentence is found[0][0]]
    if not own:
        return None
    tree = Tree.of(found[0][0])
    head = tree.head_of(own)
    if tree.tokens[head].upos == "PRON":
        return None
    led = tree.tokens[head].deprel.split(":")[0] in ("obl", "nmod")
    words = tree.run(head, without=("case", "cc", "conj") if led else ())
    while words and tree.tokens[words[-1]].upos == "PUNCT":
        words = words[:-1]
    while words and tree.tokens[words[0]].upos in ("PUNCT", "ADP", "CCONJ", "SCONJ"):
        words = words[1:]
    if not words:
        return None
    span = tree.span(words)
    wide = Span(min(source.start, span.start), max(source.end, span.end))
    return wide if len(wide) <= _LONGEST_SOURCE else None


def _thoughts(document: Document, parse: Parse, cues: Sequence[Span]) -> Iterator[Attributions]:
    """The shipped network's attributions that end up as thoughts and stand at no cue of ours."""
    thoughts = [q.cue for q in find_quotations(document, parse) if q.cue is not None and q.cue_class == "thought"]
    for found in parse.attributions:
        taken = found.cue.score < FAINT_CUE or any(found.cue.span.overlap(cue) for cue in cues)
        if not taken and any(found.cue.span.overlap(cue) for cue in thoughts):
            parts = {"cue": (found.cue,), "source": found.sources, "content": found.contents}
            yield {role: [(part.span.start, part.span.end) for part in spans] for role, spans in parts.items()}


def own_passages(articles: Sequence[AnnotatedArticle]) -> list[Passage]:
    """The passages of annotated articles, parsed by the shipped pipeline."""
    from quotes.parsing import Parser  # takes seconds

    documents = [from_text(article.text, document_id=article.article_id) for article in articles]
    out: list[Passage] = []
    for article, document, parse in zip(articles, documents, Parser().parse(documents), strict=True):
        out.extend(passages(_words(parse), attributions_of(article, parse, document)))
    return out


def _words(parse: Parse) -> list[Word]:
    return [
        Word(token.text, token.span.start, token.span.end, number, sentence.block)
        for number, sentence in enumerate(parse.sentences)
        for token in sentence.tokens
    ]


def mixed(polnear: Sequence[str], own: Sequence[str], *, part: float, times: int) -> list[str]:
    """A share of PolNeAR's passages, drawn by chance, and ``times`` times our own."""
    drawn = list(polnear)
    random.Random(_SEED).shuffle(drawn)
    return [*drawn[: int(part * len(drawn))], *(line for _ in range(times) for line in own)]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder of annotated articles")
    parser.add_argument("--standoff", type=Path, nargs="*", default=[], help="annotations of texts in DATA")
    parser.add_argument("--data", type=Path, help="folder that holds those texts")
    parser.add_argument("--polnear", type=Path, required=True, help="folder with PolNeAR's train.jsonl and dev.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--part", type=float, default=0.6, help="share of PolNeAR's passages")
    parser.add_argument("--times", type=int, default=3, help="how often each article is given")
    options = parser.parse_args(arguments)
    articles = gold_articles(options.gold)
    if options.standoff and options.data is None:
        parser.error("--standoff names places in the files of DATA; say with --data where DATA is")
    for annotation in options.standoff:
        articles.extend(standoff.annotated_articles(annotation, options.data))
    own = own_passages(articles)
    options.out.mkdir(parents=True, exist_ok=True)
    polnear = (options.polnear / "train.jsonl").read_text(encoding="utf8").splitlines()
    lines = mixed(polnear, [json.dumps(asdict(passage)) for passage in own], part=options.part, times=options.times)
    (options.out / "train.jsonl").write_text("\n".join(lines) + "\n", encoding="utf8")
    shutil.copy(options.polnear / "dev.jsonl", options.out / "dev.jsonl")
    events = sum(len(passage.events) for passage in own)
    print(
        f"{len(own)} passages of {len(articles)} articles with {events} attributions, each {options.times} times: {options.out}"
    )


if __name__ == "__main__":
    main()

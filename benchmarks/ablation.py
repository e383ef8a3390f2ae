"""What the attribution model and the rules are worth: each alone and both, on annotated articles.

    python -m benchmarks.ablation GOLD

*Rules alone*: quotation marks, listed cues and the parse, without the model. *Model alone*: the spans of the model as they are, a
quote for each of its attributions whose cue is not listed as a thought. Speakers are resolved by the same stage in all.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from quotes.documents import from_text
from quotes.evaluation.gold import load_gold
from quotes.evaluation.scores import evaluate
from quotes.quotations import find_quotations
from quotes.quotations.contents import kind_of, trimmed
from quotes.quotations.cues import read_cue, tokens_in
from quotes.quotations.marks import quoted_spans
from quotes.records import FAINT_CUE, Article, Document, Parse, Quotation
from quotes.speakers import attribute
from quotes.tables import build

Reader = Callable[[Document, Parse], list[Quotation]]
_SHOWN = ("quotes.lenient", "quotes.strict", "quotes.lenient_attributed")


def rules_alone(document: Document, parse: Parse) -> list[Quotation]:
    """The quotations without what the model found."""
    return find_quotations(document, replace(parse, attributions=()))


def model_alone(document: Document, parse: Parse) -> list[Quotation]:
    """The model's spans as quotations."""
    return sorted(_from_model(document, parse), key=lambda q: (q.segments[0].start, -q.segments[-1].end))


def _from_model(document: Document, parse: Parse) -> Iterator[Quotation]:
    quoted = quoted_spans(document)
    for found in parse.attributions:
        span = found.cue.span
        cue = read_cue(document.text, tokens_in(parse.sentences, span), span)
        segments = [trimmed(document.text, content.span) for content in found.contents]
        segments = sorted(segment for segment in segments if len(segment))
        faint = found.cue.score < FAINT_CUE
        if cue is None or not segments or faint or cue.listed in ("thought", "other"):
            continue
        marks = [q for q in quoted if any(q.outer.overlap(segment) for segment in segments)]
        kind = kind_of(document.text, segments, marks)
        mention = found.sources[0].span if found.sources else None
        yield Quotation(kind, tuple(segments), span, cue.lemma, "speech", mention, "body", "attribution-model", 0.5)


def main(folder: str) -> None:
    """Prints F1 of each reader on the annotated articles of a folder."""
    from quotes.parsing import Parser

    gold = load_gold(Path(folder))
    documents = [from_text(article.text, document_id=article.article_id) for article in gold]
    parses = Parser(sections=("headline", "body")).parse(documents)
    readers: dict[str, Reader] = {"rules alone": rules_alone, "model alone": model_alone, "both": find_quotations}
    print(f"{'':12}" + "".join(f"{name.removeprefix('quotes.'):>20}" for name in _SHOWN))
    for name, reader in readers.items():
        articles = [
            Article(document, parse, tuple(attribute(document, parse, reader(document, parse))), (), ())
            for document, parse in zip(documents, parses, strict=True)
        ]
        tables = build(articles)
        scores = evaluate(tables.records("quotes"), [], gold).scores
        print(f"{name:12}" + "".join(f"{scores[figure].f1:20.1f}" for figure in _SHOWN))


if __name__ == "__main__":
    main(sys.argv[1])

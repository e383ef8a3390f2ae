"""Real news that nothing is trained on: how many quotes are found, and with the right speaker.

    python -m benchmarks.held_out DATA

``corpus/held-out.jsonl`` annotates 283 articles whose texts lie in ``DATA`` (``ner/``, ``wikinews/``), read once each. F1 in percent,
newswire and Wikinews apart.
"""

from __future__ import annotations

import sys
from pathlib import Path

from quotes.annotation.records import AnnotatedArticle
from quotes.documents import from_text
from quotes.evaluation.gold import GoldArticle, GoldQuote
from quotes.evaluation.scores import evaluate
from quotes.extractor import Extractor
from quotes.training.standoff import annotated_articles

ANNOTATION = Path("corpus") / "held-out.jsonl"
_SHOWN = ("quotes.lenient", "quotes.strict", "quotes.lenient_attributed", "speakers.accuracy")


def gold(article: AnnotatedArticle) -> GoldArticle:
    """The annotation as the evaluation reads it."""
    quotes = [GoldQuote(q.kind, q.segments, q.speaker, q.aliases, q.cue.text, None) for q in article.quotes]
    return GoldArticle(article.article_id, Path(article.article_id), article.text, tuple(quotes), ())


def main(data: str) -> None:
    """Prints the figures of both sets."""
    extractor = Extractor()
    articles = list(annotated_articles(ANNOTATION, Path(data)))
    print(f"{'':12}{'articles':>12}" + "".join(f"{name.removeprefix('quotes.'):>20}" for name in _SHOWN))
    for name in ("newswire", "wikinews"):
        own = [gold(a) for a in articles if a.article_id.endswith(".txt") == (name == "newswire")]
        tables = extractor.extract([from_text(a.text, document_id=a.article_id) for a in own])
        scores = evaluate(tables.records("quotes"), [], own).scores
        print(f"{name:12}{len(own):12}" + "".join(f"{scores[figure].f1:20.1f}" for figure in _SHOWN))


if __name__ == "__main__":
    main(sys.argv[1])

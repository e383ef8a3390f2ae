"""Fits the confidence of claims on annotated articles and measures it on others.

    python -m quotes.training.claim_calibration --gold corpus/gold [--held-out DIR] --out quotes/calibration/data/claims.json

The same regression as for quotes, on ``quotes.calibration.claim_features``; its own articles are judged by
cross-validation, ten folds of whole articles.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quotes.calibration import claim_features
from quotes.calibration.confidence import probability
from quotes.documents import from_text
from quotes.evaluation.alignment import align, jaccard, same_number, same_unit
from quotes.evaluation.gold import GoldArticle, load_gold
from quotes.records import Article
from quotes.stages import run, standard
from quotes.training.calibration import Judged, cross_validated, fit, told

_LEAST = 0.34
_STRENGTH = 3.0


def judge_claims(found: Article, gold: GoldArticle) -> Iterator[Judged]:
    """The claims of an article's default table, each with whether its number, its bounds and its unit are annotated."""
    rows = [claim for claim in found.claims if claim.section != "sidebar"]
    pairs = dict(align(rows, gold.claims, lambda row, want: jaccard(row.span, want.span), _LEAST))
    for n, row in enumerate(rows):
        want = gold.claims[pairs[n]] if n in pairs else None
        bounds = want is not None and same_number(row.low, want.low) and same_number(row.high, want.high)
        right = bounds and want is not None and same_unit(row.unit, want.unit)
        yield Judged(claim_features(row), right, found.document.document_id)


def measure(
    rows: Sequence[Judged], others: Sequence[Judged] | None = None
) -> tuple[dict[str, float], dict[str, dict[str, object]]]:
    """The weights fitted on ``rows``, and the figures of the rows themselves (cross-validated) and of the others."""
    weights = fit(rows, strength=_STRENGTH)
    right = [row.right for row in rows]
    figures = {"cross-validated": told("claims, cross-validated", cross_validated(rows), right)}
    if others is not None:
        chances = [probability(row.features, weights) for row in others]
        figures["held out"] = told("claims, held out", chances, [row.right for row in others])
    return weights, figures


def _read(folder: Path) -> list[Judged]:
    gold = {article.article_id: article for article in load_gold(folder)}
    documents = [from_text(article.text, document_id=name) for name, article in gold.items()]
    return _judged(run(standard("compact"), documents), gold)


def _judged(articles: Iterable[Article], gold: dict[str, GoldArticle]) -> list[Judged]:
    return [row for article in articles for row in judge_claims(article, gold[article.document.document_id])]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="annotated articles to fit on")
    parser.add_argument("--held-out", type=Path, help="annotated articles to measure on only")
    parser.add_argument("--out", type=Path, required=True, help="the file of weights")
    options = parser.parse_args(arguments)
    weights, figures = measure(_read(options.gold), _read(options.held_out) if options.held_out else None)
    options.out.write_text(json.dumps({"weights": weights, "figures": figures}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

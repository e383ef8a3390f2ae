"""Fits the confidence of quotes on annotated articles and measures it on others.

    python -m quotes.training.calibration --gold corpus/gold [--held-out DIR] --out quotes/calibration/data/quotes.json

What is fitted is a logistic regression on ``quotes.calibration.features``; its own articles are judged by cross-validation, ten
folds of whole articles. ``--plot`` draws the reliability of both as SVG (needs matplotlib).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from quotes.calibration import features
from quotes.calibration.confidence import probability
from quotes.documents import from_text
from quotes.evaluation.alignment import align, jaccard, same_speaker, trimmed
from quotes.evaluation.gold import GoldArticle, load_gold
from quotes.records import Article
from quotes.stages import run, standard
from quotes.tables.rows import included

_FOLDS = 10
_BINS = 10
_LEAST = 0.5
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """A found quote: its features, whether it is right, and the article it stands in."""

    features: Mapping[str, float]
    right: bool
    article: str


def judge(found: Article, gold: GoldArticle) -> Iterator[Judged]:
    """The rows of an article's default table, judged.

    A row is right where at least half of its segments match (lenient) those of annotated quotes of the same speaker.
    """
    text = found.document.text
    wanted = [(trimmed(text, span), quote) for quote in gold.quotes for span in quote.segments]
    rows = [quote for quote in found.quotes if included(quote, ())]
    pieces = [(trimmed(text, span), n) for n, row in enumerate(rows) for span in row.quotation.segments]
    pairs = align(pieces, wanted, lambda piece, want: jaccard(piece[0], want[0]), _LEAST)
    hits = [0] * len(rows)
    for i, j in pairs:
        number, quote = pieces[i][1], wanted[j][1]
        speaker = rows[number].speaker
        hits[number] += same_speaker(speaker.name if speaker else None, quote.speaker, quote.aliases)
    for n, row in enumerate(rows):
        yield Judged(features(row), 2 * hits[n] >= len(row.quotation.segments), found.document.document_id)


def fit(rows: Sequence[Judged], *, strength: float = 3.0) -> Weights:
    """The weights of a logistic regression with an L2 penalty of ``strength`` on all but the bias."""
    names = sorted({name for row in rows for name in row.features})
    inputs = torch.tensor([[row.features.get(name, 0.0) for name in names] for row in rows], dtype=torch.float64)
    right = torch.tensor([float(row.right) for row in rows], dtype=torch.float64)
    weights = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    penalized = torch.tensor([float(name != "bias") for name in names], dtype=torch.float64)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        error = torch.nn.functional.binary_cross_entropy_with_logits(inputs @ weights, right, reduction="sum")
        total: torch.Tensor = error + strength / 2 * (penalized * weights**2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    return {name: round(float(value), 4) for name, value in zip(names, weights.detach(), strict=True)}


def cross_validated(rows: Sequence[Judged]) -> list[float]:
    """The probability of each row under weights fitted without its article and a tenth of the others."""
    articles = sorted({row.article for row in rows})
    fold = {article: number % _FOLDS for number, article in enumerate(articles)}
    fitted = [fit([row for row in rows if fold[row.article] != number]) for number in range(_FOLDS)]
    return [probability(row.features, fitted[fold[row.article]]) for row in rows]


def reliability(chances: Sequence[float], right: Sequence[bool]) -> list[tuple[int, float, float]]:
    """By bins of equal size: number of rows, mean confidence and share that is right."""
    order = sorted(range(len(chances)), key=lambda i: chances[i])
    out = []
    for number in range(_BINS):
        part = order[number * len(order) // _BINS : (number + 1) * len(order) // _BINS]
        if part:
            mean = sum(chances[i] for i in part) / len(part)
            out.append((len(part), mean, sum(right[i] for i in part) / len(part)))
    return out


def calibration_error(chances: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over ten bins of equal width: how far confidence and share of right rows lie apart, on average."""
    bins: dict[int, list[int]] = {}
    for i, chance in enumerate(chances):
        bins.setdefault(min(_BINS - 1, int(chance * _BINS)), []).append(i)
    return sum(abs(sum(chances[i] - right[i] for i in part)) for part in bins.values()) / max(1, len(chances))


def kept_at(chances: Sequence[float], right: Sequence[bool], least: float) -> tuple[float, float]:
    """Of rows with at least this confidence: the share that is right, and the share of all rows that they are."""
    kept = [right[i] for i, chance in enumerate(chances) if chance >= least]
    return sum(kept) / max(1, len(kept)), len(kept) / max(1, len(chances))


def _read(folder: Path) -> list[Judged]:
    gold = {article.article_id: article for article in load_gold(folder)}
    documents = [from_text(article.text, document_id=name) for name, article in gold.items()]
    return [
        row
        for article in run(standard("compact"), documents)
        for row in judge(article, gold[article.document.document_id])
    ]


def told(name: str, chances: Sequence[float], right: Sequence[bool]) -> dict[str, object]:
    """The figures of confidences and what came of them, also printed under ``name``."""
    figures: dict[str, object] = {
        "rows": len(right),
        "right": round(sum(right) / max(1, len(right)), 4),
        "expected calibration error": round(calibration_error(chances, right), 4),
        "reliability": [(n, round(a, 3), round(b, 3)) for n, a, b in reliability(chances, right)],
    }
    for least in (0.8, 0.9, 0.95):
        precision, share = kept_at(chances, right, least)
        figures[f"confidence >= {least}"] = {"right": round(precision, 4), "share of rows": round(share, 4)}
    print(name, json.dumps(figures, indent=1))
    return figures


def _plot(path: Path, curves: Mapping[str, Sequence[tuple[int, float, float]]]) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "newsquotes"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    for name, bins in curves.items():
        axes.plot([mean for _, mean, _ in bins], [share for *_, share in bins], marker="o", label=name)
    axes.set(xlabel="confidence", ylabel="share of rows that are right", xlim=(0, 1.02), ylim=(0, 1.02))
    axes.legend(loc="upper left")
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="annotated articles to fit on")
    parser.add_argument("--held-out", type=Path, help="annotated articles to measure on only")
    parser.add_argument("--out", type=Path, required=True, help="the file of weights")
    parser.add_argument("--plot", type=Path, help="where to draw the reliability, SVG")
    options = parser.parse_args(arguments)
    rows = _read(options.gold)
    weights = fit(rows)
    right, chances = [row.right for row in rows], cross_validated(rows)
    figures = {"cross-validated": told("cross-validated", chances, right)}
    curves = {f"{options.gold.name}, cross-validated": reliability(chances, right)}
    if options.held_out:
        others = _read(options.held_out)
        right, chances = [row.right for row in others], [probability(row.features, weights) for row in others]
        figures["held out"] = told("held out", chances, right)
        curves["held out"] = reliability(chances, right)
    options.out.write_text(json.dumps({"weights": weights, "figures": figures}, indent=1) + "\n", encoding="utf-8")
    if options.plot:
        _plot(options.plot, curves)


if __name__ == "__main__":
    main()

"""`quotes evaluate`: accuracy on annotated articles, and whether it fell below its floors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.options import SHARED, Configured, with_options
from quotes.cli.running import extractor_of, finish, run, why

if TYPE_CHECKING:
    from quotes.evaluation import Figures, GoldArticle
    from quotes.tables import Tables


@click.command(cls=Configured)
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="JSON file with a floor per figure; by default baseline.json beside the folder GOLD, if it is there.",
)
@click.option("--update", is_flag=True, help="Raise the floors of the baseline to what was measured.")
@click.option("--allow-lower", is_flag=True, help="Let --update lower floors too.")
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write what was missed and what was wrong, in context, as an HTML page.",
)
@with_options(SHARED)  # fmt: skip
def evaluate(
    gold: Path,
    baseline: Path | None,
    update: bool,
    allow_lower: bool,
    errors: Path | None,
    models: str,
    workers: int,
    quiet: bool,
) -> None:
    """Measure precision, recall and F1 per stage on the annotated articles (ID.txt and ID.json) in GOLD."""
    from quotes import evaluation

    beside = gold.resolve().parent / "baseline.json"
    wanted = baseline or (beside if beside.exists() or update else None)
    try:
        articles = evaluation.load_gold(gold)
        floors = evaluation.load_floors(wanted) if wanted and (wanted.exists() or not update) else None
    except (evaluation.GoldError, evaluation.FloorError) as error:
        raise click.UsageError(str(error)) from error
    extractor = extractor_of({"models": models, "workers": workers})
    tables = run(extractor, [str(article.text_path) for article in articles], {"quiet": quiet})
    figures = evaluation.evaluate(tables.records("quotes"), tables.records("claims"), articles)
    click.echo(evaluation.report(figures, floors))
    misses = evaluation.broken(figures, floors) if floors else []
    unwritten = errors is not None and not _wrote_errors(tables, articles, figures, errors)
    if update and wanted and not tables.failed:
        try:
            evaluation.raised(figures, floors, allow_lower=allow_lower).write(wanted)
            misses = []
        except evaluation.FloorError as error:
            raise click.ClickException(str(error)) from error
    for miss in misses:
        click.echo(f"below its floor: {miss}", err=True)
    finish(tables, failed=bool(misses) or unwritten or tables.failed, quiet=True, preview=0)


def _wrote_errors(tables: Tables, articles: Sequence[GoldArticle], figures: Figures, path: Path) -> bool:
    """Write the page of errors; false, and told, where that cannot be done."""
    from quotes.evaluation.errors import misses, write_errors

    try:
        write_errors(misses(tables.records("quotes"), tables.records("claims"), articles), figures, path)
    except OSError as error:
        click.echo(f"error: {path} was not written: {why(error)}", err=True)
        return False
    return True

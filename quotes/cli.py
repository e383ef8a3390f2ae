"""The command line: reads the options, calls the library, sets the exit status.

0: all done; 1: some inputs failed (each is a row in ``problems``, the rest is written) or a floor is broken; 2: wrong
usage.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from quotes.extractor import Extractor
    from quotes.tables import Tables

Command = TypeVar("Command", bound=Callable[..., Any])

_FORMATS = ("csv", "parquet", "jsonl")

_SHARED = (
    click.option("--models", default="compact", show_default=True, metavar="compact|stanza|PATH",
                 help="The models to use: those shipped, Stanza's official ones, or a Stanza resource folder."),
    click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True,
                 help="Local processes to use; each loads the models."),
    click.option("--quiet", is_flag=True, help="No progress and no summary; problems are still told."),
)  # fmt: skip
_READING = (
    click.option("--text-column", help="Column of a table that holds the articles; guessed when not given."),
    click.option("--id-column", help="Column that holds their ids."),
    click.option("--date-column", help="Column that holds their dates of publication."),
    click.option("--title-column", help="Column that holds their titles."),
    click.option("--published", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
                 help="Date of publication of all inputs, as 2024-05-31."),
    click.option("--include", type=click.Choice(["thought", "sidebar"]), multiple=True,
                 help="Also keep beliefs and intentions, or navigation and related stories; may be given twice."),
    click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
                 help="Where the work is done; ray is not offered yet."),
    click.option("--resume", is_flag=True, help="Go on with a run that was stopped; not offered yet."),
)  # fmt: skip


def _with(*groups: tuple[Callable[[Command], Command], ...]) -> Callable[[Command], Command]:
    def add(command: Command) -> Command:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return add


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="newsquotes", prog_name="quotes")
def main() -> None:
    """Quotes, speakers and numeric claims from English news, as tables."""


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Where to write: a name ending in .xlsx is one file, else a folder. May be given several times.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(_FORMATS),
    default="csv",
    show_default=True,
    help="Format of the files in a folder.",
)
@click.option(
    "--preview", type=click.IntRange(min=0), default=0, metavar="N", help="Also print the first N quotes and claims."
)
@click.option(
    "--merge-speakers",
    is_flag=True,
    help="Also write who is who across documents: the tables people and memberships.",
)
@click.option(
    "--compare-claims",
    is_flag=True,
    help="Also write which figures are given twice and which contradict each other: the tables repeats and conflicts.",
)
@click.option(
    "--convert",
    "kinds",
    multiple=True,
    metavar="KIND[=UNIT]",
    help="Also write the claims of a kind in one unit (length, mass, area, volume, temperature, duration, speed, share, "
    "or all), as length=mile: the table normalised. May be given several times.",
)
@_with(_READING, _SHARED)  # fmt: skip
def extract(
    inputs: tuple[str, ...],
    outputs: tuple[Path, ...],
    format_name: str,
    preview: int,
    merge_speakers: bool,
    compare_claims: bool,
    kinds: tuple[str, ...],
    **options: Any,
) -> None:
    """Find quotes and claims in files, folders, globs or standard input (-) and write them as tables."""
    from quotes.exports import NotOffered, writer_for

    try:
        writers = [(out, writer_for(out, format_name)) for out in outputs]
    except NotOffered as error:
        raise click.UsageError(str(error)) from error
    units = _units(kinds)
    tables = _tables(inputs, options)
    if merge_speakers:
        tables = tables.merge_speakers()
    if compare_claims:
        tables = tables.compare_claims()
    if units:
        tables = tables.normalise(units)
    failed = tables.failed
    for out, write in writers:
        try:
            tables = tables.with_problems(write(tables, out))
        except OSError as error:
            click.echo(f"error: {out} was not written: {error}", err=True)
            failed = True
    _finish(tables, failed=failed, quiet=options["quiet"], preview=preview)


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Print only the first N quotes and claims.")
@_with(_READING, _SHARED)
def show(inputs: tuple[str, ...], limit: int | None, **options: Any) -> None:
    """Find quotes and claims and print them as tables."""
    tables = _tables(inputs, options)
    _finish(tables, failed=tables.failed, quiet=options["quiet"], preview=limit)


@main.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="JSON file with a floor per figure; by default baseline.json beside the folder GOLD, if it is there.",
)
@click.option("--update", is_flag=True, help="Raise the floors of the baseline to what was measured.")
@click.option("--allow-lower", is_flag=True, help="Let --update lower floors too.")
@_with(_SHARED)  # fmt: skip
def evaluate(
    gold: Path, baseline: Path | None, update: bool, allow_lower: bool, models: str, workers: int, quiet: bool
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
    extractor = _extractor(models, workers)
    tables = _run(extractor, [str(article.text_path) for article in articles], {"quiet": quiet})
    figures = evaluation.evaluate(tables.records("quotes"), tables.records("claims"), articles)
    click.echo(evaluation.report(figures, floors))
    misses = evaluation.broken(figures, floors) if floors else []
    if update and wanted and not tables.failed:
        try:
            evaluation.raised(figures, floors, allow_lower=allow_lower).write(wanted)
            misses = []
        except evaluation.FloorError as error:
            raise click.ClickException(str(error)) from error
    for miss in misses:
        click.echo(f"below its floor: {miss}", err=True)
    _finish(tables, failed=bool(misses) or tables.failed, quiet=True, preview=0)


@main.command()
@click.argument("action", required=False, type=click.Choice(["fetch", "check"]))
def models(action: str | None) -> None:
    """Show the models that ship with the package: where they lie, what they were trained on, how good they are.

    `check` compares the files with their cards; `fetch` downloads Stanza's official English models.
    """
    from quotes.models import CardError, cards
    from quotes.terminal import show_cards

    if action == "fetch":
        _extractor("stanza", 1)
        click.echo("Stanza's official English models are installed: use --models stanza")
        return
    try:
        found = cards()
    except CardError as error:
        raise click.ClickException(str(error)) from error
    if action is None:
        show_cards(found)
        return
    wrong = [card for card in found if not card.intact()]
    for card in found:
        click.echo(f"{card.file}: {'missing or changed' if card in wrong else 'as its card says'}")
    if wrong or not found:
        raise click.ClickException(f"{len(wrong)} of {len(found)} models are not as their cards say")


def _units(kinds: tuple[str, ...]) -> dict[str, str | None]:
    """The kinds of values to convert, each with its unit or null for the common one; of one given twice the later counts."""
    from quotes.claims.converting import KINDS, wanted

    asked: dict[str, str | None] = {}
    for entry in kinds:
        kind, _, unit = entry.partition("=")
        asked.update(dict.fromkeys(KINDS) if entry == "all" else {kind.strip(): unit.strip() or None})
    try:
        wanted(asked)
    except ValueError as error:
        raise click.UsageError(f"--convert: {error}") from error
    return asked


def _extractor(models: str, workers: int, include: tuple[str, ...] = ()) -> Extractor:
    from quotes.extractor import Extractor

    try:
        return Extractor(models, include=include, workers=workers)
    except (OSError, ValueError) as error:
        raise click.UsageError(f"models {models!r} cannot be used: {error}") from error


def _tables(inputs: tuple[str, ...], options: dict[str, Any]) -> Tables:
    if options["engine"] == "ray":
        raise click.UsageError("--engine ray is not offered yet; use --workers N for several processes")
    if options["resume"]:
        raise click.UsageError("--resume is not offered yet; run without it")
    return _run(_extractor(options["models"], options["workers"], options["include"]), list(inputs), options)


def _run(extractor: Extractor, inputs: list[str], options: dict[str, Any]) -> Tables:
    from quotes.documents import ReadOptions, read
    from quotes.terminal import with_progress

    published: datetime | None = options.get("published")
    reading = ReadOptions(
        text_column=options.get("text_column"),
        id_column=options.get("id_column"),
        date_column=options.get("date_column"),
        title_column=options.get("title_column"),
        published=published.date() if published else None,
        standard_input=sys.stdin.buffer.read() if "-" in inputs else None,
    )
    return extractor.tables(with_progress(extractor.articles(read(inputs, reading)), quiet=options["quiet"]))


def _finish(tables: Tables, *, failed: bool, quiet: bool, preview: int | None) -> None:
    """Tell what was found and leave with the exit status."""
    from quotes.terminal import show, show_problems

    if preview != 0:
        show(tables, limit=preview)
    show_problems(tables)
    if not quiet:
        counts = ", ".join(f"{len(tables[name]):,} {name}" for name in ("documents", "quotes", "claims", "problems"))
        click.echo(counts, err=True)
    sys.exit(1 if failed else 0)

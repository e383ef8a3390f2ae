"""`quotes extract` and `quotes show`: articles to tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from quotes.cli.options import READING, SHARED, Configured, units, with_options
from quotes.cli.running import extractor_of, finish, journal_of, run, why


@click.command(cls=Configured)
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
    default="csv",
    show_default=True,
    metavar="csv|jsonl|parquet|labelstudio|brat",
    help="Format of the files in a folder; plugins may offer others.",
)
@click.option(
    "--preview", type=click.IntRange(min=0), default=0, metavar="N", help="Also print the first N quotes and claims."
)
@click.option(
    "--keep-text", is_flag=True, help="Keep the text of each document, which all offsets count in, in documents."
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
@with_options(READING, SHARED)  # fmt: skip
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
    converted = units(kinds)
    extractor = extractor_of(options)
    journal = journal_of(extractor, outputs[0], options)
    tables = run(extractor, list(inputs), options, journal)
    if merge_speakers:
        tables = tables.merge_speakers()
    if compare_claims:
        tables = tables.compare_claims()
    if converted:
        tables = tables.normalise(converted)
    missing = []
    for out, write in writers:
        try:
            tables = tables.with_problems(write(tables, out))
        except OSError as error:
            click.echo(f"error: {out} was not written: {why(error)}", err=True)
            missing.append(out)
    if journal and missing:
        click.echo(f"what was found is kept in {journal.path}: the same command with --resume writes it", err=True)
    elif journal:
        journal.path.unlink(missing_ok=True)
    finish(tables, failed=tables.failed or bool(missing), quiet=options["quiet"], preview=preview)


@click.command(cls=Configured)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Print only the first N quotes and claims.")
@with_options(READING, SHARED)
def show(inputs: tuple[str, ...], limit: int | None, **options: Any) -> None:
    """Find quotes and claims and print them as tables; as nothing is kept, --resume has nothing to go on with."""
    tables = run(extractor_of(options), list(inputs), options)
    finish(tables, failed=tables.failed, quiet=options["quiet"], preview=limit)

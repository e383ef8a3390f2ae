"""`quotes annotations`: annotated articles to and from annotation tools."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quotes.cli.options import Configured
from quotes.cli.running import why


@click.command("annotations", cls=Configured)
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="OUT",
    help="The folder to write.",
)
@click.option(
    "--to",
    "format_name",
    type=click.Choice(["gold", "labelstudio", "brat"]),
    default="gold",
    show_default=True,
    help="What to write: annotated articles (ID.txt and ID.json), or what an annotation tool reads.",
)
def convert_annotations(source: Path, out: Path, format_name: str) -> None:
    """Turn corrected annotations into articles for `quotes evaluate` and training, or those into tasks to correct.

    SOURCE is a Label Studio export (JSON), a brat folder, or a folder of annotated articles (ID.txt and ID.json).
    """
    from quotes.annotation import AnnotationError, read_annotations
    from quotes.exports.annotated import SAVERS
    from quotes.terminal import counted

    try:
        reading = read_annotations(source)
    except AnnotationError as error:
        raise click.UsageError(str(error)) from error
    for problem in reading.problems:
        click.echo(f"{problem.severity}: {problem.document_id}: {problem.message}", err=True)
    try:
        SAVERS[format_name](reading.articles, out)
    except OSError as error:
        raise click.ClickException(f"{out} was not written: {why(error)}") from error
    counts = {name: sum(len(getattr(article, name)) for article in reading.articles) for name in ("quotes", "claims")}
    counts = {"articles": len(reading.articles), **counts}
    click.echo(", ".join(counted(number, name) for name, number in counts.items()), err=True)
    sys.exit(1 if any(problem.severity == "error" for problem in reading.problems) else 0)

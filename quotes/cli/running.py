"""What the commands that read articles do alike: models, journal, the run, its summary and the exit status."""

from __future__ import annotations

import errno
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from quotes.extractor import Extractor
    from quotes.runs.journal import Journal
    from quotes.tables import Tables


def extractor_of(options: Mapping[str, Any]) -> Extractor:
    """The extractor that the options ask for.

    Raises:
        click.UsageError: its models or its engine cannot be used.
    """
    from quotes.extractor import Extractor

    names = ("include", "keep_text", "workers", "engine")
    try:
        return Extractor(options["models"], **{name: options[name] for name in names if name in options})
    except (OSError, ValueError) as error:
        raise click.UsageError(f"models {options['models']!r} cannot be used: {error}") from error


def journal_of(extractor: Extractor, out: Path, options: Mapping[str, Any]) -> Journal | None:
    """What is done is kept beside the first output, so that a run that is stopped can go on."""
    from quotes.exports import one_file
    from quotes.runs.journal import Journal
    from quotes.terminal import counted

    path = out.with_name(f".{out.name}.unfinished.jsonl") if one_file(out) else out / ".unfinished.jsonl"
    unfinished = path.is_file()
    try:
        journal = Journal(path, extractor.made_by, resume=options["resume"])
    except OSError as error:
        click.echo(f"warning: {path}: what is done cannot be kept ({error}); a stopped run will begin anew", err=True)
        return None
    if options["resume"] and not options["quiet"]:
        click.echo(
            f"{counted(journal.done, 'articles')} done before" if journal.done else "nothing to resume", err=True
        )
    elif unfinished and not options["quiet"]:
        click.echo("an unfinished run was there and is begun anew; --resume would have gone on with it", err=True)
    return journal


def run(extractor: Extractor, inputs: list[str], options: Mapping[str, Any], journal: Journal | None = None) -> Tables:
    """The tables of the inputs; what is done is kept in the journal, if there is one."""
    from quotes.documents import ReadOptions
    from quotes.terminal import with_progress

    published: datetime | None = options.get("published")
    reading = ReadOptions(
        text_column=options.get("text_column"),
        id_column=options.get("id_column"),
        date_column=options.get("date_column"),
        title_column=options.get("title_column"),
        published=published.date() if published else None,
        standard_input=sys.stdin.buffer.read() if "-" in inputs else None,
        standard_input_format=options.get("input_format"),
        notify=None if options["quiet"] else partial(click.echo, err=True),
    )
    watched = partial(with_progress, quiet=options["quiet"])
    with journal or nullcontext():
        return extractor.extract([Path(one) for one in inputs], options=reading, progress=watched, journal=journal)


def finish(tables: Tables, *, failed: bool, quiet: bool, preview: int | None) -> None:
    """Tell what was found and leave with the exit status."""
    from quotes.terminal import counted, show, show_problems

    if preview != 0:
        show(tables, limit=preview)
    show_problems(tables)
    if not quiet:
        names = ("documents", "quotes", "claims", "problems")
        click.echo(", ".join(counted(len(tables[name]), name) for name in names), err=True)
    sys.exit(1 if failed else 0)


def why(error: OSError) -> str:
    """Why an output was not written, and what to do; a writer that tells that itself gives no error number."""
    if error.errno is None:
        return str(error)
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    remedy = "make room there" if full else "check the folder and its permissions"
    where = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{where}; {remedy}, or write to another place"

"""The command line: reads the options, calls the library, sets the exit status.

0: all done; 1: some inputs failed (each is a row in ``problems``, the rest is written) or a floor is broken; 2: wrong
usage.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from quotes.settings import Settings, SettingsError, find, load, shown

if TYPE_CHECKING:
    from quotes.evaluation import Figures, GoldArticle
    from quotes.extractor import Extractor
    from quotes.runs.journal import Journal
    from quotes.tables import Tables

Command = TypeVar("Command", bound=Callable[..., Any])

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
                 help="Where the work is done: processes of this machine, or actors of a Ray cluster."),
    click.option("--resume", is_flag=True,
                 help="Go on with a run that was stopped: what it did, kept beside the first OUT, is not done again."),
)  # fmt: skip


def _with(*groups: tuple[Callable[[Command], Command], ...]) -> Callable[[Command], Command]:
    def add(command: Command) -> Command:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return add


class _Configured(click.Command):
    """A command whose wrong values name the settings file where they come from there."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            name = error.param.name if error.param else None
            if name and ctx.get_parameter_source(name) is ParameterSource.DEFAULT_MAP:
                raise click.BadParameter(f"{error.message} (set in {ctx.obj.path})", ctx, error.param) from error
            raise


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="newsquotes", prog_name="quotes")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Settings file; by default the nearest quotes.toml, or pyproject.toml with [tool.quotes], above this folder.",
)
@click.pass_context
def main(ctx: click.Context, config: Path | None) -> None:
    """Quotes, speakers and numeric claims from English news, as tables."""
    path = config or find(Path.cwd())
    try:
        ctx.obj = load(path, _options()) if path else Settings()
        ctx.default_map = {
            name: {parameter: _as_given(name, parameter, value, path) for parameter, value in values.items()}
            for name, values in ctx.obj.defaults.items()
        }
    except SettingsError as error:
        raise click.UsageError(str(error)) from error


def _options() -> dict[str, dict[str, str]]:
    """Of each command, the parameter's name of each long option."""
    return {
        name: {
            option.lstrip("-"): parameter.name or ""
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
            if option.startswith("--")
        }
        for name, command in main.commands.items()
        if name != "config"
    }


def _as_given(command: str, parameter: str, value: object, path: Path | None) -> object:
    """A setting as the command line would give it: one value of an option that takes several, all else as text.

    Raises:
        SettingsError: there are several values for an option that takes one.
    """
    option = next(one for one in main.commands[command].params if one.name == parameter)
    kept = bool if isinstance(option.type, click.types.BoolParamType) else int
    values = [one if isinstance(one, kept) else str(one) for one in (value if isinstance(value, list) else [value])]
    if option.multiple:
        return values
    if len(values) != 1:
        raise SettingsError(f"{path}: {option.opts[-1].lstrip('-')} takes one value, and {len(values)} are given")
    return values[0]


@main.command(cls=_Configured)
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
    extractor = _extractor(options)
    journal = _journal(extractor, outputs[0], options)
    tables = _run(extractor, list(inputs), options, journal)
    if merge_speakers:
        tables = tables.merge_speakers()
    if compare_claims:
        tables = tables.compare_claims()
    if units:
        tables = tables.normalise(units)
    missing = []
    for out, write in writers:
        try:
            tables = tables.with_problems(write(tables, out))
        except OSError as error:
            click.echo(f"error: {out} was not written: {_why(error)}", err=True)
            missing.append(out)
    if journal and missing:
        click.echo(f"what was found is kept in {journal.path}: the same command with --resume writes it", err=True)
    elif journal:
        journal.path.unlink(missing_ok=True)
    _finish(tables, failed=tables.failed or bool(missing), quiet=options["quiet"], preview=preview)


@main.command(cls=_Configured)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Print only the first N quotes and claims.")
@_with(_READING, _SHARED)
def show(inputs: tuple[str, ...], limit: int | None, **options: Any) -> None:
    """Find quotes and claims and print them as tables; as nothing is kept, --resume has nothing to go on with."""
    tables = _run(_extractor(options), list(inputs), options)
    _finish(tables, failed=tables.failed, quiet=options["quiet"], preview=limit)


@main.command(cls=_Configured)
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
@_with(_SHARED)  # fmt: skip
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
    extractor = _extractor({"models": models, "workers": workers})
    tables = _run(extractor, [str(article.text_path) for article in articles], {"quiet": quiet})
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
    _finish(tables, failed=bool(misses) or unwritten or tables.failed, quiet=True, preview=0)


def _wrote_errors(tables: Tables, articles: Sequence[GoldArticle], figures: Figures, path: Path) -> bool:
    """Write the page of errors; false, and told, where that cannot be done."""
    from quotes.evaluation.errors import misses, write_errors

    try:
        write_errors(misses(tables.records("quotes"), tables.records("claims"), articles), figures, path)
    except OSError as error:
        click.echo(f"error: {path} was not written: {_why(error)}", err=True)
        return False
    return True


@main.command("annotations", cls=_Configured)
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

    try:
        reading = read_annotations(source)
    except AnnotationError as error:
        raise click.UsageError(str(error)) from error
    for problem in reading.problems:
        click.echo(f"{problem.severity}: {problem.document_id}: {problem.message}", err=True)
    try:
        SAVERS[format_name](reading.articles, out)
    except OSError as error:
        raise click.ClickException(f"{out} was not written: {_why(error)}") from error
    counts = (sum(len(getattr(article, name)) for article in reading.articles) for name in ("quotes", "claims"))
    click.echo("{:,} articles, {:,} quotes, {:,} claims".format(len(reading.articles), *counts), err=True)
    sys.exit(1 if any(problem.severity == "error" for problem in reading.problems) else 0)


@main.command(cls=_Configured)
@click.argument("action", required=False, type=click.Choice(["fetch", "check"]))
def models(action: str | None) -> None:
    """Show the models that ship with the package: where they lie, what they were trained on, how good they are.

    `check` compares the files with their cards; `fetch` downloads Stanza's official English models.
    """
    from quotes.models import CardError, cards
    from quotes.terminal import show_cards

    if action == "fetch":
        _extractor({"models": "stanza"})
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


@main.command()
@click.pass_context
def config(ctx: click.Context) -> None:
    """Show every option of each command, what it is set to and where; the output is itself a quotes.toml."""
    found: Settings = ctx.obj
    click.echo(f"# {found.path or 'no settings file; these are the defaults'}")
    for name, options in _options().items():
        command = main.commands[name]
        click.echo(f"\n[{name}]")
        given = (ctx.parent.default_map if ctx.parent else None) or {}
        for option, parameter in options.items():
            own = given.get(name, {})
            default = next(one for one in command.params if one.name == parameter).get_default(ctx)
            where = found.path.name if found.path and parameter in own else "default"
            click.echo(shown(option, own.get(parameter, default), where))


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


def _why(error: OSError) -> str:
    """Why an output was not written, and what to do; a writer that tells that itself gives no error number."""
    if error.errno is None:
        return str(error)
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    remedy = "make room there" if full else "check the folder and its permissions"
    where = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{where}; {remedy}, or write to another place"


def _extractor(options: Mapping[str, Any]) -> Extractor:
    from quotes.extractor import Extractor

    names = ("include", "keep_text", "workers", "engine")
    try:
        return Extractor(options["models"], **{name: options[name] for name in names if name in options})
    except (OSError, ValueError) as error:
        raise click.UsageError(f"models {options['models']!r} cannot be used: {error}") from error


def _journal(extractor: Extractor, out: Path, options: Mapping[str, Any]) -> Journal | None:
    """What is done is kept beside the first output, so that a run that is stopped can go on."""
    from quotes.exports import one_file
    from quotes.runs.journal import Journal

    path = out.with_name(f".{out.name}.unfinished.jsonl") if one_file(out) else out / ".unfinished.jsonl"
    unfinished = path.is_file()
    try:
        journal = Journal(path, extractor.made_by, resume=options["resume"])
    except OSError as error:
        click.echo(f"warning: {path}: what is done cannot be kept ({error}); a stopped run will begin anew", err=True)
        return None
    if options["resume"] and not options["quiet"]:
        click.echo(f"{journal.done:,} articles were done before" if journal.done else "nothing to resume", err=True)
    elif unfinished and not options["quiet"]:
        click.echo("an unfinished run was there and is begun anew; --resume would have gone on with it", err=True)
    return journal


def _run(extractor: Extractor, inputs: list[str], options: Mapping[str, Any], journal: Journal | None = None) -> Tables:
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
        notify=None if options["quiet"] else partial(click.echo, err=True),
    )
    watched = partial(with_progress, quiet=options["quiet"])
    with journal or nullcontext():
        return extractor.extract([Path(one) for one in inputs], options=reading, progress=watched, journal=journal)


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

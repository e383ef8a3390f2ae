"""Options that several commands share, and commands that say where a wrong value was set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.core import ParameterSource

Command = TypeVar("Command", bound=Callable[..., Any])


def _ending(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A file ending with its full stop ("csv" is ".csv").

    Raises:
        click.BadParameter: files with this ending are not read.
    """
    from quotes.documents import readable_endings

    if value is None:
        return None
    ending = f".{value.strip().lower().removeprefix('.')}"
    if ending not in (known := readable_endings()):
        raise click.BadParameter(f"{value!r} is not read; these are: {', '.join(sorted(e[1:] for e in known))}")
    return ending


SHARED = (
    click.option("--models", default="compact", show_default=True, metavar="compact|stanza|PATH",
                 help="The models to use: those shipped, Stanza's official ones, or a Stanza resource folder."),
    click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True,
                 help="Local processes to use; each loads the models."),
    click.option("--quiet", is_flag=True, help="No progress and no summary; problems are still told."),
)  # fmt: skip
READING = (
    click.option("--text-column", help="Column of a table that holds the articles; guessed when not given."),
    click.option("--id-column", help="Column that holds their ids."),
    click.option("--date-column", help="Column that holds their dates of publication."),
    click.option("--title-column", help="Column that holds their titles."),
    click.option("--input-format", metavar="txt|csv|html|...", callback=_ending,
                 help="Format of standard input, as a file ending; its content tells it when not given."),
    click.option("--published", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
                 help="Date of publication of all inputs, as 2024-05-31."),
    click.option("--include", type=click.Choice(["thought", "sidebar"]), multiple=True,
                 help="Also keep beliefs and intentions, or navigation and related stories; may be given twice."),
    click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
                 help="Where the work is done: processes of this machine, or actors of a Ray cluster."),
    click.option("--resume", is_flag=True,
                 help="Go on with a run that was stopped: what it did, kept beside the first OUT, is not done again."),
)  # fmt: skip


def with_options(*groups: tuple[Callable[[Command], Command], ...]) -> Callable[[Command], Command]:
    """Adds groups of options to a command, in their order."""

    def add(command: Command) -> Command:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return add


class Configured(click.Command):
    """A command whose wrong values name the settings file where they come from there."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Reads the arguments as click does.

        Raises:
            click.BadParameter: a value is wrong; the message names the settings file if it is from there.
        """
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            name = error.param.name if error.param else None
            if name and ctx.get_parameter_source(name) is ParameterSource.DEFAULT_MAP:
                raise click.BadParameter(f"{error.message} (set in {ctx.obj.path})", ctx, error.param) from error
            raise


def units(kinds: tuple[str, ...]) -> dict[str, str | None]:
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

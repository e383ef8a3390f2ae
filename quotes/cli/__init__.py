"""The command line: reads the options, calls the library, sets the exit status.

0: all done; 1: some inputs failed (each is a row in ``problems``, the rest is written) or a floor is broken; 2: wrong
usage.
"""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.annotating import convert_annotations
from quotes.cli.evaluating import evaluate
from quotes.cli.extracting import extract, show
from quotes.cli.models import models
from quotes.settings import Settings, SettingsError, find, load, shown


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


for _command in (extract, show, evaluate, convert_annotations, models):
    main.add_command(_command)

"""`quotes models`: what ships, and whether it is as its card says."""

from __future__ import annotations

import click

from quotes.cli.options import Configured
from quotes.cli.running import extractor_of


@click.command(cls=Configured)
@click.argument("action", required=False, type=click.Choice(["fetch", "check"]))
def models(action: str | None) -> None:
    """Show the models that ship with the package: where they lie, what they were trained on, how good they are.

    `check` compares the files with their cards; `fetch` downloads Stanza's official English models.
    """
    from quotes.models import CardError, cards
    from quotes.terminal import show_cards

    if action == "fetch":
        extractor_of({"models": "stanza"})
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

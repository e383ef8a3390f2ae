"""``python -m quotes.training``: rebuilds the models that ship, one or all."""

from __future__ import annotations

import argparse
from pathlib import Path

from quotes.training import recipes

_ORDER = ("tokenize", "mwt", "lemma", "encoder", "pos", "depparse", "ner", "attribution", "ship")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=recipes.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=[*_ORDER, "all"])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds ud/, ner/ and polnear/")
    parser.add_argument("--work", type=Path, required=True, help="folder for everything that is made")
    parser.add_argument("--start", type=Path, help="folder of the MiniLM that the encoder starts from")
    parser.add_argument("--ship", type=Path, help="folder the finished models are copied to, with their cards")
    parser.add_argument("--only", nargs="*", default=(), help="with ship: the models to ship (all)")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    recipes.threads(options.threads)
    shop = recipes.Workshop(options.data, options.work)
    for name in _ORDER if options.model == "all" else (options.model,):
        if name == "encoder":
            if options.start is None:
                parser.error("the encoder needs --start, the folder of a 6-layer MiniLM")
            recipes.encoder(shop, options.start, threads=options.threads)
        elif name == "ship":
            from quotes.training import shipping

            shipping.ship(shop, options.ship or Path(__file__).parents[1] / "models", options.only)
        else:
            recipes.RECIPES[name](shop)


if __name__ == "__main__":
    main()

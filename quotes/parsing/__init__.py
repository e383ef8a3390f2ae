"""Document -> parse. The only package that imports stanza."""

from quotes.parsing.pipeline import ModelsMissing, Parser

__all__ = ["ModelsMissing", "Parser"]

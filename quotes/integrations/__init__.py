"""newsquotes inside other people's pipelines: ``stanza`` (processors) and ``spacy`` (a component, and tables as documents).

Each module is imported by name, ``import quotes.integrations.stanza``; spaCy is an optional dependency. What an article gives
is the same everywhere: ``rows`` makes it of the records, ``borrowed`` takes a parse that another pipeline made.
"""

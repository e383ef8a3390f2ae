"""The report: one HTML file to read the articles in, with quotes and claims marked and their rows beside them.

It needs no network and no other file: styles, script and rows stand inside, and a content security policy forbids
everything else. Without JavaScript the articles and their rows can still be read.

``page`` puts it together: ``pieces`` cuts a text where rows start and end, ``articles`` makes each article,
``palette`` gives each speaker a colour and a tag, ``charts`` draws, ``rows`` gives the script its rows, ``templates``
escapes. ``notebook`` is the same view inside a Jupyter notebook.
"""

from quotes.exports.report.notebook import notebook_view
from quotes.exports.report.page import render, write

__all__ = ["notebook_view", "render", "write"]

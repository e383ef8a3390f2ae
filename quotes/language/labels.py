"""Labels that open a paragraph and say whose words it holds: "PESKOV:", "Q.", "QUESTION (Daily Herald):", "((Orr))"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.records import Span

#: A name or a word before a colon, perhaps behind the mark that opens the quotation of a whole transcript.
_PLAIN = re.compile(
    r"\s*[“\"„«]?(?P<label>(?P<name>[QA](?:[ \t]?\d{1,3})?(?=[.:]\s)|(?:[A-Z][\w.'’\-]*|@\w+)"
    r"(?:[ \t]+(?:[A-Z][\w.'’\-]*|de|van|von|bin|al|of|the)){0,4})"
    r"(?:[ \t]*\((?P<bracketed>[^()\n]{1,40})\))?)[ \t]*(?P<mark>:|(?<=\b[QA])\.)(?=[\s“\"„«‘'\-–—(\[]|$)"
)
#: What numbers questions and answers: "Q 3".
_NUMBER = re.compile(r"(?<=^[QA])[ \t]?\d+$")
#: A label that is set apart by doubled brackets and needs no colon, as wikis print interviews: "((Orr)) Yes."
_DOUBLED = re.compile(r"\s*(?P<around>(?:\(\(|\[\[)(?P<name>[A-Z][^()\[\]\n]{0,60})(?:\)\)|\]\]))[ \t]*:?")
#: What ends the words before a colon that say where a picture comes from: "Anna Lind at the port.Image: Port of Lund."
_CREDIT = re.compile(r"(?:^|[.\s])(?:Image|Photo|Photograph|Picture|Credit|Credits|Video|Graphic)$")


@dataclass(frozen=True, slots=True)
class Label:
    """A label: the words of its name (of "Q 3" the "Q"), the span with what follows in round brackets, their inside, its mark.

    ``mark`` is the colon or stop, null for doubled brackets; ``around`` is all that is no speech, ``end`` where that begins.
    """

    word: str
    name: Span
    whole: Span
    bracketed: Span | None
    mark: Span | None
    around: Span

    @property
    def end(self) -> int:
        """The offset behind the label."""
        return self.around.end


def label_in(text: str, paragraph: Span) -> Label | None:
    """The label that a paragraph opens with; null where it opens otherwise.

    Example:
        ``PESKOV: No.`` has one, ``He said: no.`` and ``Photo: Reuters`` none.
    """
    match = _PLAIN.match(text, paragraph.start, paragraph.end)
    if match is not None and _CREDIT.search(match["name"]):
        return None
    if match is not None:
        bracketed = Span(*match.span("bracketed")) if match["bracketed"] is not None else None
        name, mark = Span(*match.span("name")), Span(*match.span("mark"))
        return Label(
            _NUMBER.sub("", match["name"]),
            name,
            Span(*match.span("label")),
            bracketed,
            mark,
            Span(name.start, mark.end),
        )
    match = _DOUBLED.match(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    name = Span(*match.span("name"))
    return Label(match["name"], name, name, None, None, Span(match.start("around"), match.end()))

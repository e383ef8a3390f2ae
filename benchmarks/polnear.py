"""PolNeAR: source, cue and content spans of 84 news articles against its annotators' (Newell et al., LREC 2018).

    python -m benchmarks.polnear SPLIT

``SPLIT`` is a folder of that set (``text/*.txt``, ``attributions/*.ann``; the first annotator of each article). Exact F1 of the
spans of the tables with thoughts, after quotation marks and punctuation at their ends are dropped. This project's contents leave
out "that", "if" and "whether" at their left edge, PolNeAR's begin with them: *complementisers aside* leaves them out of both.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from benchmarks.outside import Score
from quotes.documents import from_text
from quotes.quotations import find_quotations
from quotes.records import Quotation
from quotes.speakers import attribute
from quotes.training.attributions import Bounds, articles

_COMPLEMENTISER = re.compile(r"(?:that|if|whether)\s+")
_OPENING, _CLOSING = "$€£¥[(", "%)]"
NAMES = ("source", "cue", "content", "content, complementisers aside")


def edges(text: str, start: int, end: int) -> Bounds:
    """The bounds without marks and spaces at the ends."""
    while start < end and not text[start].isalnum() and text[start] not in _OPENING:
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in _CLOSING:
        end -= 1
    return start, end


def without_complementiser(text: str, bounds: Bounds) -> Bounds:
    """The bounds without a "that", "if" or "whether" that they begin with; "If it rains, …" keeps its capital one."""
    match = _COMPLEMENTISER.match(text, *bounds)
    return edges(text, match.end(), bounds[1]) if match else bounds


def found_spans(quotations: list[Quotation]) -> dict[str, list[Bounds]]:
    """The spans of quotations by role."""
    out: dict[str, list[Bounds]] = {"source": [], "cue": [], "content": []}
    for one in quotations:
        out["source"] += [(one.mention.start, one.mention.end)] if one.mention else []
        out["cue"] += [(one.cue.start, one.cue.end)] if one.cue else []
        out["content"] += [(segment.start, segment.end) for segment in one.segments]
    return out


def score(text: str, found: dict[str, list[Bounds]], wanted: dict[str, list[Bounds]]) -> dict[str, Score]:
    """Hits, found and wanted spans of one article by the names of ``NAMES``."""
    spans = []
    for side in (found, wanted):
        own = {role: {edges(text, *bounds) for bounds in side[role]} for role in ("source", "cue", "content")}
        own[NAMES[3]] = {without_complementiser(text, bounds) for bounds in own["content"]}
        spans.append({role: {(a, b) for a, b in bounds if a < b} for role, bounds in own.items()})
    return {
        role: Score(len(spans[0][role] & spans[1][role]), len(spans[0][role]), len(spans[1][role])) for role in NAMES
    }


def main(folder: str) -> None:
    """Prints the scores of a split."""
    from quotes.parsing import Parser

    read = list(articles(Path(folder)))
    documents = [from_text(text, document_id=name) for name, text, _ in read]
    parses = Parser(sections=("headline", "body")).parse(documents)
    counts: dict[str, Counter[str]] = {name: Counter() for name in NAMES}
    for document, parse, (_, text, events) in zip(documents, parses, read, strict=True):
        quotations = [quote.quotation for quote in attribute(document, parse, find_quotations(document, parse))]
        wanted = {role: [bounds for event in events for bounds in event[role]] for role in ("source", "cue", "content")}
        for name, one in score(text, found_spans(quotations), wanted).items():
            counts[name].update(hits=one.hits, found=one.found, wanted=one.wanted)
    print(f"{len(read)} articles")
    for name, count in counts.items():
        print(Score(count["hits"], count["found"], count["wanted"]).line(name + "  "))


if __name__ == "__main__":
    main(sys.argv[1])

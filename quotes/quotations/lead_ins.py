"""What a colon at the end of a paragraph leads in: the next paragraph, or a list."""

from __future__ import annotations

import re

from quotes.quotations.contents import letters
from quotes.quotations.cues import Cue
from quotes.quotations.evidence import Evidence
from quotes.records import Span

#: A colon among so many characters at the start of a paragraph makes a label of what stands before it.
_LABEL = 40
#: In how many characters the end of a paragraph fits behind its last sentence.
_ENDING = 3
#: Paragraphs of a list at the most.
_MOST_ITEMS = 40
_BULLET = re.compile(r"(?:[–—•*·-]|\d{1,2}[.)]\s|\([a-z0-9]{1,2}\))\s*")


def led_in(evidence: Evidence, cue: Cue) -> list[Span]:
    """The unmarked paragraph that a verb leads in with a colon at the end of its own ("Lind added:"), or the list that it does."""
    blocks, text = evidence.document.blocks, evidence.text
    at = cue.sentence.block
    after = Span(cue.head.span.end, blocks[at].span.end)
    leads = after.text(text).rstrip().endswith(":") and cue.head.upos == "VERB" and cue.listed in ("speech", "writing")
    if not leads or at + 1 >= len(blocks):
        return []
    items = _items(evidence, at + 1) if cue.sentence.span.end >= after.end - _ENDING else []
    if len(items) > 1:
        return items
    paragraph = blocks[at + 1].span
    led = (
        letters(text, after) == 0
        and not evidence.touching(paragraph, None)
        and ":" not in paragraph.text(text)[:_LABEL]
    )
    return [paragraph] if led else []


def _items(evidence: Evidence, first: int) -> list[Span]:
    """The unmarked paragraphs from the block ``first`` on that are items of a list: bulleted, numbered or ended by semicolons."""
    found: list[Span] = []
    goes_on = False
    for block in evidence.document.blocks[first : first + _MOST_ITEMS]:
        item = block.span.text(evidence.text).rstrip()
        bullet = _BULLET.match(item)
        if not (bullet or goes_on or item.endswith(";")) or item.endswith(":") or evidence.touching(block.span, None):
            break
        goes_on = item.endswith(";")
        found.append(Span(block.span.start + (bullet.end() if bullet else 0), block.span.end))
    return found

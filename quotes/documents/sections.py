"""What each paragraph of a page is: ``headline``, ``body`` or ``sidebar`` (navigation, teasers, bylines, footers).

Decided from the shape of the lines and their order, in one pass over the paragraphs: the article ends where a region of
furniture opens and no run of prose follows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from quotes.documents.datelines import read_dateline
from quotes.documents.furniture import furniture, is_tag_list
from quotes.documents.lists import lines_of
from quotes.documents.paragraphs import is_closed, paragraphs
from quotes.records import Block, Section, Span

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+[\"“‘'(\[]?[A-Z]")
_STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_LONGEST_HEADLINE = 30
_LONGEST_CLOSED_HEADLINE = 18
_SHORTEST_HEADLINE = 3
_FUNCTION_SHARE = 0.12
_RESUMED_WORDS = 50
_RESUMED_PARAGRAPHS = 2
_SPEECH_DASHES = "-–—―"


def sections(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    r"""The paragraphs of a text with their sections, in text order; they cover everything but white space.

    ``title`` is a title known from elsewhere (a metadata column): where the text repeats it, that line is a headline.

    Example:
        The blocks of ``"Rail strike off - union\\n\\nBy JANE DOE\\n\\nThe strike is off, she said."`` are a headline, a
        sidebar (the byline) and body.
    """
    spans = paragraphs(text)
    lines = [span.text(text) for span in spans]
    labels = _furniture_labels(lines)
    _label_regions(lines, labels)
    _label_head(lines, labels, _folded(title) if title else None)
    _label_tail(lines, labels)
    return tuple(Block(span, label or "body") for span, label in zip(spans, labels, strict=True))


def is_prose(line: str) -> bool:
    """Whether a paragraph is made of sentences: closed by a stop, or long and full of function words."""
    words = _words(line)
    if is_closed(line) and not line.endswith(":"):
        return len(words) >= 4
    return len(words) >= 20 and sum(word.lower() in _function_words() for word in words) >= _FUNCTION_SHARE * len(words)


_Labels = list[Section | None]


def _furniture_labels(lines: Sequence[str]) -> _Labels:
    return ["sidebar" if furniture(line) else None for line in lines]


def _label_regions(lines: Sequence[str], labels: _Labels) -> None:
    """Label what follows the heading of a region of furniture, up to where the article's prose goes on."""
    openers = [index for index, line in enumerate(lines) if labels[index] and furniture(line) == "region"]
    seen_prose = 0
    position = 0
    for opener, following in zip(openers, [*openers[1:], len(lines)], strict=False):
        seen_prose += sum(labels[i] is None and is_prose(lines[i]) for i in range(position, opener))
        position = following
        resumed = _resumption(lines, labels, range(opener + 1, following), needed=_RESUMED_WORDS if seen_prose else 0)
        for index in range(opener + 1, resumed):
            labels[index] = "sidebar"
        seen_prose += sum(labels[i] is None and is_prose(lines[i]) for i in range(resumed, following))


def _resumption(lines: Sequence[str], labels: _Labels, segment: range, *, needed: int) -> int:
    """Where the article goes on inside a region: at the first paragraph of enough prose, or at the region's end."""
    prose = [i for i in segment if labels[i] is None and is_prose(lines[i]) and is_closed(lines[i])]
    if not prose:
        return segment.stop
    if not needed:  # the page begins with its navigation: a headline may stand before the first prose
        return next((i for i in segment if labels[i] is None and len(_words(lines[i])) >= 4), segment.stop)
    words = sum(len(_words(lines[i])) for i in prose)
    others = sum(len(_words(lines[i])) for i in range(prose[0], segment.stop) if labels[i] is None) - words
    enough = len(prose) >= _RESUMED_PARAGRAPHS and words >= needed and words >= 2 * others
    return prose[0] if enough else segment.stop


def _label_head(lines: Sequence[str], labels: _Labels, title: str | None) -> None:
    """Label the headline, its repetitions and the short labels around it, all above the first paragraph of prose."""
    free = [index for index, label in enumerate(labels) if label is None]
    lead = next((i for i in free if _is_lead(lines, labels, free, i)), None)
    top = [i for i in free if lead is None or i < lead]
    if lead is None:
        top = [i for i in free[:1] if not is_closed(lines[i])]
    main = _main_headline(lines, top, title)
    for i in top:
        words = len(_words(lines[i]))
        if main is None or lines[i].endswith(":") or _speaks(lines[i]) or words > _LONGEST_HEADLINE:
            continue
        repeated = _folded(lines[i]) in (_folded(lines[main]), title)
        if i == main or repeated or (i > main and words >= _SHORTEST_HEADLINE + 1 and not is_tag_list(lines[i])):
            labels[i] = "headline"
        elif not is_closed(lines[i]):
            labels[i] = "sidebar"


def _is_lead(lines: Sequence[str], labels: _Labels, free: Sequence[int], index: int) -> bool:
    """Whether the article's text begins here: prose that is no headline with a full stop."""
    line = lines[index]
    if line.endswith(":") or _speaks(line) or read_dateline(line, Block(Span(0, len(line)), "body"), first=False):
        return True
    return is_prose(line) and not (index == free[0] and _is_closed_headline(lines, free))


def _is_closed_headline(lines: Sequence[str], free: Sequence[int]) -> bool:
    """A headline may end in a quotation, or, in some archives, in a full stop: one short sentence above longer text."""
    line = lines[free[0]]
    words = len(_words(line))
    if len(free) > 1 and words <= _LONGEST_CLOSED_HEADLINE and not _STOPPED.search(line):  # it ends in a quotation mark
        return True
    if len(free) < 3 or words > _LONGEST_CLOSED_HEADLINE or _SENTENCE_END.search(line) or line[0] in '"“':
        return False
    following = max(len(_words(lines[i])) for i in free[1:3])
    return following >= 1.4 * words and (_capitalised_share(line) >= 0.6 or not _has_article(line))


def _main_headline(lines: Sequence[str], top: Sequence[int], title: str | None) -> int | None:
    candidates = [i for i in top if not lines[i].endswith(":") and not _speaks(lines[i])]
    known = [i for i in candidates if title is not None and _folded(lines[i]) == title]
    long_enough = [i for i in candidates if len(_words(lines[i])) > _SHORTEST_HEADLINE and not is_tag_list(lines[i])]
    return next(iter([*known, *long_enough, *candidates]), None)


def _label_tail(lines: Sequence[str], labels: _Labels) -> None:
    """Below the last prose, several short lines or a list of tags are furniture; a single one may be a signature."""
    last = max((i for i, line in enumerate(lines) if labels[i] is None and is_prose(line)), default=None)
    if last is None:
        return
    tail = [i for i in range(last + 1, len(lines)) if labels[i] is None]
    loose = [i for i in tail if lines[i][0] not in _SPEECH_DASHES and not is_closed(lines[i])]
    furnished = any(labels[i] == "sidebar" for i in range(last + 1, len(lines)))
    for i in loose:
        if len(loose) >= 3 or furnished or is_tag_list(lines[i]):
            labels[i] = "sidebar"


def _speaks(line: str) -> bool:
    """Whether a line opens as a turn of a dialogue does, or as a quotation that is no quoted headline."""
    if line[0] in "\"“„«‘'":
        return _STOPPED.search(line) is not None or len(_words(line)) > _LONGEST_CLOSED_HEADLINE
    return line[0] == ":" or line[0] in _SPEECH_DASHES or line.startswith("((")


def _folded(line: str) -> str:
    return " ".join(word.casefold() for word in _words(line))


def _words(line: str) -> list[str]:
    return _WORD.findall(line)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(lines_of("english-function-words.txt"))


def _capitalised_share(line: str) -> float:
    words = [word for word in _words(line) if word[0].isalpha() and word.lower() not in _function_words()]
    return sum(word[0].isupper() for word in words) / max(1, len(words))


def _has_article(line: str) -> bool:
    return any(
        word in {"a", "an", "the", "A", "An", "The", "was", "were", "has", "have", "had"} for word in _words(line)
    )

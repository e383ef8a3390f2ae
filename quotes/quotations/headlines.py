"""Sources in headlines: "Talks to resume Monday - Kremlin", "Minister: budget is safe"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.language import lists
from quotes.quotations.cues import tokens_in
from quotes.records import Document, Parse, Span

_TRAILING = re.compile(
    r"^(?:.*;\s)?(?P<content>[^;]*\S)\s+(?P<cue>[-–—|])\s+(?P<source>[^\s,:;?!“”\"]+(?:\s+[^\s,:;?!“”\"]+){0,3})\s*$"
)
_LEADING = re.compile(r"^\s*(?P<source>[^\s,;?!“”\"]+(?:\s+[^\s,:;?!“”\"]+){0,3})(?P<cue>:)\s+(?P<content>.*\S)\s*$")
#: The tagger takes the verb of "Mine closes, Norda police report" for a noun.
_SAID = re.compile(
    r"^(?P<content>[^;]*\S),\s+(?P<source>[^\s,:;?!“”\"]+(?:\s+[^\s,:;?!“”\"]+){0,3})\s+"
    r"(?P<cue>(?:say|report|confirm|warn|claim|suggest|show|find)s?)\s*$"
)
#: "Lind on tolls: …" names Lind and what she spoke about.
_TOPIC = re.compile(r"\s+(?:about|on)\s.*$")
#: What stands before a colon in a headline without saying anything.
_LABELS = re.compile(
    r"(?i)^(?:update|updated?\s*\d*|breaking|exclusive|watch|video|live|analysis|opinion|explainer|factbox|timeline|photos?|"
    r"review|interview|profile|report|podcast|poll|recap|quiz|correction|editorial|comment|obituary|in pictures|.*\d)$"
)


@dataclass(frozen=True, slots=True)
class HeadlineSource:
    """A headline's content, the mark or the verb that joins it to its source, and the source."""

    content: Span
    cue: Span
    source: Span
    rule: str


def headline_sources(document: Document, parse: Parse) -> Iterator[HeadlineSource]:
    """The sources that headlines name behind a dash, before a colon, or with a verb at their end."""
    for block in document.blocks:
        if block.section != "headline":
            continue
        line = block.span.text(document.text)
        for pattern, rule in (
            (_TRAILING, "headline-source-after"),
            (_SAID, "headline-source-after"),
            (_LEADING, "headline-source-before"),
        ):
            match = pattern.match(line)
            if match is None:
                continue
            if " " not in match["content"].strip():
                continue  # "https://…" is no content
            source = _part(match, "source", block.span.start)
            source = Span(source.start, source.start + len(_TOPIC.sub("", match["source"])))
            if _is_source(document, parse, source.text(document.text), source):
                content, cue = (_part(match, name, block.span.start) for name in ("content", "cue"))
                yield HeadlineSource(content, cue, source, rule)
                break


def _part(match: re.Match[str], name: str, offset: int) -> Span:
    return Span(match.start(name) + offset, match.end(name) + offset)


def _is_source(document: Document, parse: Parse, words: str, span: Span) -> bool:
    """A name or a role, not the outlet's own name, a label ("Update", "Live") or words about somebody ("US-China talks")."""
    if _LABELS.match(words) or (document.publisher and words.casefold() in document.publisher.casefold()):
        return False
    tokens = [token for _, token in tokens_in(parse.sentences, span)]
    if any(token.upos in ("VERB", "AUX") for token in tokens):
        return False
    if words.split()[-1].casefold() in lists.words("quotes.quotations", "source_nouns.txt"):
        return True
    if words.isupper() and " " in words:
        return False  # a heading ("MIDDAY MARKETS: …")
    named = [e.span for e in parse.entities if e.label in ("PERSON", "ORGANIZATION", "NORP")]
    return bool(tokens) and any(name.overlap(tokens[-1].span) for name in named)

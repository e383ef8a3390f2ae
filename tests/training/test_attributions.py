"""PolNeAR's standoff as passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from quotes.parsing.passages import Word
from quotes.training import attributions


def words_of(texts: Sequence[str]) -> list[list[Word]]:
    """Words at white space and punctuation; a sentence a line."""
    found = []
    for text in texts:
        places = re.finditer(r"\w+|[^\w\s]", text)
        breaks = [match.start() for match in re.finditer("\n\n", text)]
        found.append([Word(m[0], *m.span(), *[sum(b < m.start() for b in breaks)] * 2) for m in places])
    return found


def test_annotated_articles_become_passages(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    text = "Lind left.\n\n“We stay,” she said, “and wait.”"
    (tmp_path / "text" / "a.txt").write_text(text, encoding="utf8")
    at = {name: text.index(name) for name in ("she", "said", "“We stay,”", "“and wait.”")}
    spans = {
        "T1": ("Source", "she"),
        "T2": ("Cue", "said"),
        "T3": ("Content", "“We stay,”"),
    }
    lines = [f"{key}\t{role} {at[words]} {at[words] + len(words)}\t{words}" for key, (role, words) in spans.items()]
    lines.append(f"T4\tContent {at['“and wait.”']} {len(text)}\t“and wait.”")
    lines.append("E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3 Content2:T4")
    for annotator in ("ann", "ben"):
        (tmp_path / "attributions" / f"a_{annotator}.ann").write_text("\n".join(lines), encoding="utf8")
    target = attributions.prepare(tmp_path, tmp_path / "passages" / "train.jsonl", words_of)
    (passage,) = attributions.load(target)
    (event,) = passage.events
    said = [" ".join(passage.words[a:b]) for a, b in (*event.cue, *event.source, *event.content)]
    assert said == ["said", "she", "“ We stay , ”", "“ and wait . ”"]
    assert passage.paragraphs == (0, 3)

"""How the spans of the tables are told against PolNeAR's, on a sentence of our own."""

from __future__ import annotations

from benchmarks.polnear import NAMES, score

TEXT = "Orr said that “mines close.” If it rains, she left."


def bounds(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_marks_stops_and_complementisers_at_the_ends_do_not_count() -> None:
    wanted = {
        "source": [bounds("Orr")],
        "cue": [bounds("said")],
        "content": [bounds("that “mines close.”"), bounds("If it rains")],
    }
    found = {"source": [], "cue": [bounds("said ")], "content": [bounds("“mines close"), bounds("If it rains,")]}
    scores = score(TEXT, found, wanted)
    hits = {name: (scores[name].hits, scores[name].found, scores[name].wanted) for name in NAMES}
    assert hits == {
        "source": (0, 0, 1),
        "cue": (1, 1, 1),
        "content": (1, 2, 2),
        "content, complementisers aside": (2, 2, 2),
    }

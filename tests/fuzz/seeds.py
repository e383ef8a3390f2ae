"""What the fuzzers begin with: the sample articles in every format, and texts of quotation marks.

python -m tests.fuzz.seeds FOLDER
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from quotes.documents.readers import readers
from quotes.documents.reading import endings
from tests.samples import write_samples

_LARGEST = 60_000
_PIECES = 50


def write_seeds(folder: Path) -> None:
    """Write the seeds of the readers into ``readers/`` and of the marks into ``marks/``."""
    known = sorted(endings(readers()))
    with tempfile.TemporaryDirectory() as made:
        write_samples(Path(made))
        paths = [path for path in sorted(Path(made).rglob("*")) if path.is_file()]
        for number, path in enumerate(path for path in paths if path.stat().st_size < _LARGEST):
            for first, ending in enumerate(known):
                if path.name.endswith(ending):
                    (folder / "readers" / f"seed-{number}{ending}").write_bytes(bytes([first]) + path.read_bytes())
    chance = random.Random(0)
    for number in range(60):
        pieces = bytes(chance.randrange(_PIECES) for _ in range(chance.randrange(5, 120)))
        (folder / "marks" / f"seed-{number}").write_bytes(pieces)


if __name__ == "__main__":
    write_seeds(Path(sys.argv[1]))

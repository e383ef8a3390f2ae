"""Articles that were read before: the same text under another address, a wire story in two papers.

Two texts are one article where nearly all runs of five words of the shorter stand in the longer, so that a copy whose
last paragraphs were cut, or one under another headline, is still told. Candidates come from MinHash signatures in a
locality-sensitive index (Broder 1997; the library is datasketch), so that the time stays proportional to the number of
articles; each candidate is then compared run by run.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from datasketch import MinHashLSH

_WORD = re.compile(r"\w+")
_RUN = 5  # words; shorter runs are shared by articles of one beat
_PERMUTATIONS = 128
_CANDIDATES = 0.4  # estimated share of all runs of both from which two texts are compared
_MISSES_COST_MORE = (0.02, 0.98)  # of false and of missed candidates: the false ones are compared and dropped
_CONTAINED = 0.8  # share of the shorter text's runs that must stand in the longer
_FEWEST_WORDS = 40  # of a text that may be a copy in part: less is a formula that many articles share
_LEAST_LENGTH = 0.4  # of the longer text that the shorter must have: less is a teaser, which is another thing

Runs = NDArray[np.uint64]


@dataclass(slots=True)
class Duplicates:
    """Tells of each text whether one that came before is the same article.

    Example:
        ``seen = Duplicates(); seen.add("wire", text), seen.add("copy", text) == (None, "wire")``
    """

    _same: dict[str, str] = field(default_factory=dict)
    _runs: dict[int, tuple[str, Runs]] = field(default_factory=dict)
    _index: MinHashLSH | None = None

    def add(self, document_id: str, text: str) -> str | None:
        """The id of the first document with this text or nearly this text; null where it is new."""
        words = _WORD.findall(text.casefold())
        digest = hashlib.sha256(" ".join(words).encode("utf8", "replace")).hexdigest()
        first = self._same.get(digest)
        if first is None and len(words) >= _FEWEST_WORDS:
            first = self._alike(document_id, words)
        self._same.setdefault(digest, first or document_id)
        return first

    def _alike(self, document_id: str, words: list[str]) -> str | None:
        # Imported here: datasketch brings scipy, which a run over one short text need not load.
        from datasketch import MinHash, MinHashLSH

        if self._index is None:
            self._index = MinHashLSH(threshold=_CANDIDATES, num_perm=_PERMUTATIONS, weights=_MISSES_COST_MORE)
        runs = _runs(words)
        signature = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
        signature.update_batch(runs.tolist())
        for candidate in sorted(self._index.query(signature)):
            first, others = self._runs[candidate]
            if _one_article(runs, others):
                return first
        number = len(self._runs)
        self._runs[number] = (document_id, runs)
        self._index.insert(number, signature)
        return None


def _runs(words: list[str]) -> Runs:
    """A number for each different run of words, sorted."""
    hashes = [hashlib.blake2b(" ".join(words[i : i + _RUN]).encode("utf8", "replace"), digest_size=4).digest()
              for i in range(len(words) - _RUN + 1)]  # fmt: skip
    return np.unique(np.frombuffer(b"".join(hashes), dtype=">u4").astype(np.uint64))


def _one_article(one: Runs, other: Runs) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shorter >= _LEAST_LENGTH * longer and shared >= _CONTAINED * shorter

"""An uncased encoder, given case: its vocabulary gets capitalised and upper-case twins of the pieces that begin words.

The twin of a piece starts from that piece's embedding plus one vector that all capitalised twins share (another one for
upper case), so that training on a few words teaches the case of all. Pieces in scripts that English news does not use are
dropped. The result is a plain BERT folder (``AutoModel``, ``AutoTokenizer``), cased, accents stripped.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import torch
from transformers import AutoModel, BertModel, BertTokenizer

_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _stripped(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")


def _kept(piece: str) -> bool:
    """Whether a piece of the old vocabulary stays: special tokens, ASCII, punctuation and symbols of any script."""
    if piece in _SPECIAL:
        return True
    if piece.startswith("[unused"):
        return False
    return all(ord(c) < 0x250 or not c.isalpha() for c in piece)


def _longest(word: str, vocabulary: set[str]) -> str:
    """The longest piece that begins the lower-case word."""
    for end in range(len(word), 0, -1):
        if word[:end] in vocabulary:
            return word[:end]
    return ""


def cased_pieces(words: Iterable[str], vocabulary: set[str], *, floor: int = 2) -> dict[str, str]:
    """Twins to add, as cased piece -> its lower-case piece, for pieces seen at least ``floor`` times in that case."""
    counts: Counter[tuple[str, str]] = Counter()
    for raw in words:
        word = _stripped(raw)
        if word[:1].isupper():
            lower = word.lower()
            if len(lower) == len(word):
                piece = _longest(lower, vocabulary)
                if piece:
                    counts[word[: len(piece)], piece] += 1
    twins = {cased: lower for (cased, lower), n in counts.items() if n >= floor and cased != lower}
    for a in _LETTERS:
        twins.setdefault(a.upper(), a)
        twins.setdefault("##" + a.upper(), "##" + a)
        twins.update({a.upper() + b: a + b for b in _LETTERS if a + b in vocabulary})
    return twins


def build(source: Path, target: Path, words: Iterable[str], *, seed: int = 0) -> int:
    """Writes the cased encoder to ``target`` and returns the size of its vocabulary."""
    torch.manual_seed(seed)
    model: BertModel = AutoModel.from_pretrained(source)
    old = [line.rstrip("\n") for line in (source / "vocab.txt").open(encoding="utf8")]
    place = {piece: i for i, piece in enumerate(old)}
    twins = cased_pieces(words, set(old))
    kept = [piece for piece in old if _kept(piece)]
    new = kept + [cased for cased in sorted(twins) if cased not in place]
    weights = model.embeddings.word_embeddings.weight.data
    shared = torch.randn(2, weights.shape[1]) * weights.std() * 0.5
    rows = [
        weights[place[piece]]
        if piece in place
        else weights[place[twins[piece]]] + shared[int(piece.replace("##", "").isupper() and len(piece) > 1)]
        for piece in new
    ]
    model.resize_token_embeddings(len(new), mean_resizing=False)
    model.embeddings.word_embeddings.weight.data = torch.stack(rows)
    model.config.pad_token_id = new.index("[PAD]")
    target.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(target)
    tokenizer = BertTokenizer(
        vocab={p: i for i, p in enumerate(new)}, do_lower_case=False, strip_accents=True, model_max_length=512
    )
    tokenizer.save_pretrained(target)
    return len(new)

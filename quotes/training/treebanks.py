"""Treebanks and entity files, turned into what Stanza's trainers read.

The inputs are the CoNLL-U files of the English Web Treebank and GUM (``DATA/ud``) and the two-column entity files of the
worldwide newswire corpus (``DATA/ner``). The outputs are written below a work folder and are never part of the project.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

TREEBANKS = ("en_ewt", "en_gum9")
ENTITY_NAMES = {
    "Person": "PERSON",
    "Organization": "ORGANIZATION",
    "Location": "LOCATION",
    "NORP": "NORP",
    "Facility": "FACILITY",
    "Product": "PRODUCT",
    "Date": "DATE",
    "Money": "MONEY",
    "Misc": "MISC",
}
_CLOSERS = frozenset(".,;:!?)]}%'’”") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "’re", "’ve", "’ll"}
_OPENERS = frozenset("([{$£€#“‘")


class MissingData(FileNotFoundError):
    """A data file that a recipe needs is not where it was looked for; the message names it and the option that sets it."""


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """One sentence of an entity file: its words and their BIO tags, two lists of one length."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


def require(path: Path) -> Path:
    """The path itself when it exists.

    Raises:
        MissingData: it does not.
    """
    if not path.exists():
        raise MissingData(
            f"training data not found: {path}. Give the folder that holds ud/, ner/ and polnear/ with --data"
        )
    return path


def treebank_files(data: Path, split: str) -> list[Path]:
    """The CoNLL-U files of one split (``train``, ``dev``, ``test``), one per treebank."""
    return [require(data / "ud" / f"{name}-ud-{split}.conllu") for name in TREEBANKS]


def sentences(path: Path) -> Iterator[list[str]]:
    """The sentences of a CoNLL-U file as lists of lines, comments included, empty nodes ("8.1") dropped."""
    block: list[str] = []
    for line in path.read_text(encoding="utf8").splitlines():
        if line:
            if not re.match(r"\d+\.\d+\t", line):
                block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _plain(line: str) -> str:
    """A token line with the annotations that no trainer reads (enhanced graph, MISC but for SpaceAfter) dropped."""
    if line.startswith("#"):
        return line
    columns = line.split("\t")
    columns[8] = "_"
    columns[9] = "SpaceAfter=No" if "SpaceAfter=No" in columns[9] else "_"
    return "\t".join(columns)


def _curl(block: list[str], state: list[bool]) -> list[str]:
    """The sentence with straight quotation marks and apostrophes replaced by curly ones, as most newspapers print them."""
    out: list[str] = []
    for line in block:
        if line.startswith("#"):
            out.append(line)
            continue
        columns = line.split("\t")
        if columns[1] == '"':
            columns[1] = "”" if state[0] else "“"
            state[0] = not state[0]
        else:
            columns[1] = columns[1].replace("'", "’")
        out.append("\t".join(columns))
    return out


def treebank_blocks(paths: Iterable[Path], *, curl: float = 0.0, seed: int = 0) -> Iterator[list[str]]:
    """Sentences of several treebanks as blocks of lines; a share ``curl`` of the documents gets curly quotation marks."""
    rng = random.Random(seed)
    curly, state = False, [False]
    for path in paths:
        for block in sentences(path):
            if any(line.startswith("# newdoc") for line in block):
                curly, state = rng.random() < curl, [False]
            plain = [_plain(line) for line in block if not line.startswith("#") or line.startswith("# new")]
            yield _curl(plain, state) if curly else plain


def known_lemmas(types: Path) -> dict[tuple[str, str], str]:
    """The lemmas by form and part of speech of what ``type_blocks`` gave, written as CoNLL-U."""
    rows = (line.split("\t") for block in sentences(types) for line in block)
    return {(row[1], row[3]): row[2] for row in rows if row[0].isdigit()}


def type_blocks(path: Path) -> Iterator[list[str]]:
    """Each word form with its part of speech and its most frequent lemma, once, as a sentence of its own."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for block in sentences(path):
        for columns in (line.split("\t") for line in block if not line.startswith("#")):
            if columns[0].isdigit():
                counts.setdefault((columns[1], columns[3]), Counter())[columns[2]] += 1
    for (form, part), lemmas in counts.items():
        (lemma, _), *_ = lemmas.most_common(1)
        yield [f"1\t{form}\t{lemma}\t{part}\t_\t_\t0\troot\t_\t_"]


def entity_sentences(path: Path) -> list[TaggedSentence]:
    """The sentences of one entity file, in the label names of this project; the line with the article's address is dropped."""
    found: list[TaggedSentence] = []
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf8").splitlines(), ""]:
        parts = line.split("\t")
        if len(parts) >= 2 and parts[0].strip():
            prefix, _, name = parts[1].strip().partition("-")
            words.append(parts[0].strip())
            tags.append(f"{prefix}-{ENTITY_NAMES[name]}" if name in ENTITY_NAMES else "O")
        elif words:
            if not words[0].startswith("http"):
                found.append(TaggedSentence(tuple(words), tuple(_repair(tags))))
            words, tags = [], []
    return found


def _repair(tags: list[str]) -> list[str]:
    """BIO tags in which every entity begins with B."""
    fixed: list[str] = []
    before = "O"
    for tag in tags:
        if tag.startswith("I-") and before[2:] != tag[2:]:
            tag = "B-" + tag[2:]
        fixed.append(tag)
        before = tag
    return fixed


def entity_files(data: Path) -> dict[str, list[Path]]:
    """The entity files by split: every tenth article (by name) is ``test``, every twentieth of the rest ``dev``."""
    paths = sorted(require(data / "ner").glob("*.tsv"))
    if not paths:
        raise MissingData(f"no .tsv file in {data / 'ner'}")
    test = paths[::10]
    rest = [path for path in paths if path not in set(test)]
    dev = rest[::20]
    train = [path for path in rest if path not in set(dev)]
    return {"train": train, "dev": dev, "test": test}


def spaces_after(words: tuple[str, ...]) -> list[bool]:
    """Whether a space follows each word, guessed: entity files hold words only, a tokenizer needs running text."""
    after = [True] * len(words)
    opened = False
    for i, word in enumerate(words):
        follower = words[i + 1] if i + 1 < len(words) else ""
        if word == '"':
            opened = not opened
            after[i] = not opened
        if follower == '"' and opened and word != '"':
            after[i] = False
        if follower in _CLOSERS or word in _OPENERS:
            after[i] = False
        if (
            follower == "-"
            and i + 2 < len(words)
            and word[-1:].isalnum()
            and words[i + 2][:1].isalnum()
            and not word.isupper()
        ):
            after[i] = False
        if word == "-" and i > 0 and not after[i - 1]:
            after[i] = False
    return after


def news_blocks(paths: Iterable[Path], *, seed: int = 0) -> Iterator[list[str]]:
    """Entity articles as CoNLL-U blocks (words and spaces only): newswire for the tokenizer, with guessed paragraphs."""
    rng = random.Random(seed)
    for path in paths:
        left = 0
        for number, sentence in enumerate(entity_sentences(path)):
            block = [f"# newdoc id = {path.stem}"] if number == 0 else []
            if left == 0:
                block.append("# newpar")
                left = rng.randint(1, 5)
            left -= 1
            after = spaces_after(sentence.words)
            for i, word in enumerate(sentence.words):
                misc = "_" if after[i] else "SpaceAfter=No"
                block.append(f"{i + 1}\t{word}\t_\tX\t_\t_\t{i}\tdep\t_\t{misc}")
            yield block


def write_conllu(path: Path, blocks: Iterable[list[str]]) -> Path:
    """Writes blocks as one CoNLL-U file and returns its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf8") as out:
        for block in blocks:
            out.write("\n".join(block) + "\n\n")
    return path

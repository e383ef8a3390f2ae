"""Trains the shared encoder on syntax, entities and attributions at once (multi-task fine-tuning).

    python -m quotes.training.joint --encoder ENC --data DATA --passages DIR --out DIR

Every step takes a batch of each task, runs the encoder once over all their sentences and adds the losses. The task heads
for tagging, parsing and entities serve the encoder only: those that ship are trained by Stanza's own trainers on the
finished encoder. The attribution head ships as it comes from here.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from quotes.parsing.attribution_head import LINK_LABELS, AttributionHead, HeadConfig, mark_ids
from quotes.training import attributions, treebanks
from quotes.training.attributions import Passage

BIO = ("O", "B", "I")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence as word pieces: ids with the end marks, and for each word the position of its last piece."""

    ids: tuple[int, ...]
    last: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A treebank sentence: pieces, tag and relation ids, heads (word indexes from 1, 0 the root)."""

    pieces: Pieces
    upos: tuple[int, ...]
    xpos: tuple[int, ...]
    heads: tuple[int, ...]
    relations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """An entity sentence: pieces and BIO label ids."""

    pieces: Pieces
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage: the pieces of each sentence, the marks of its words, and its attributions."""

    pieces: tuple[Pieces, ...]
    marks: tuple[int, ...]
    passage: Passage


class Vocabulary:
    """Names of labels to ids, in order of first sight."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}

    def __call__(self, name: str) -> int:
        """The id of a name, a new one where it was not seen."""
        return self.ids.setdefault(name, len(self.ids))


class Piecer:
    """Turns words into pieces with the encoder's tokenizer; a word that vanishes in it becomes a hyphen, as in Stanza."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder, add_prefix_space=True)
        self.longest = 500

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
        """The pieces of each sentence."""
        encoded = self.tokenizer([list(s) for s in sentences], is_split_into_words=True)
        out = []
        for i, words in enumerate(sentences):
            last = [0] * len(words)
            for position, word in enumerate(encoded.word_ids(i)):
                if word is not None:
                    last[word] = position
            for j in range(len(last)):
                last[j] = last[j] or (last[j - 1] if j else 0)
            ids = encoded["input_ids"][i][: self.longest]
            out.append(Pieces(tuple(ids), tuple(min(p, self.longest - 1) for p in last)))
        return out


class Joint(nn.Module):
    """The encoder with a head for each task."""

    def __init__(self, encoder: nn.Module, sizes: dict[str, int], *, width: int = 384, arc: int = 256, rel: int = 96):
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.25)
        self.upos = nn.Linear(width, sizes["upos"])
        self.xpos = nn.Linear(width, sizes["xpos"])
        self.entity = nn.Linear(width, sizes["entity"])
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_dep = nn.Sequential(nn.Linear(width, arc), nn.GELU(), nn.Dropout(0.25))
        self.arc_head = nn.Sequential(nn.Linear(width, arc), nn.GELU(), nn.Dropout(0.25))
        self.rel_dep = nn.Sequential(nn.Linear(width, rel), nn.GELU(), nn.Dropout(0.25))
        self.rel_head = nn.Sequential(nn.Linear(width, rel), nn.GELU(), nn.Dropout(0.25))
        self.arc = nn.Parameter(torch.randn(arc + 1, arc) * 0.01)
        self.rel = nn.Parameter(torch.randn(sizes["relation"], rel + 1, rel + 1) * 0.01)
        self.attribution = AttributionHead(HeadConfig(encoder=width))

    def words(
        self, batch: Sequence[Pieces], *, budget: int = 2048, mask_id: int = 4, blank: float = 0.0
    ) -> list[Tensor]:
        """The vectors of the words of each sentence, ``(words, width)`` each, run in chunks of about ``budget`` pieces."""
        order = sorted(range(len(batch)), key=lambda i: len(batch[i].ids))
        found: dict[int, Tensor] = {}
        start = 0
        while start < len(order):
            stop = start + 1
            while stop < len(order) and (stop - start + 1) * len(batch[order[stop]].ids) <= budget:
                stop += 1
            chunk = order[start:stop]
            longest = len(batch[chunk[-1]].ids)
            ids = torch.tensor([list(batch[i].ids) + [0] * (longest - len(batch[i].ids)) for i in chunk])
            mask = torch.tensor([[1] * len(batch[i].ids) + [0] * (longest - len(batch[i].ids)) for i in chunk])
            if blank:
                hidden = (torch.rand(ids.shape) < blank) & (ids > 4)
                ids = ids.masked_fill(hidden, mask_id)
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            for row, i in enumerate(chunk):
                found[i] = states[row, list(batch[i].last)]
            start = stop
        return [found[i] for i in range(len(batch))]

    def arcs(self, padded: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``(sentences, words, width)`` -> arc scores ``(s, words, words + 1)``, and the label layers of both ends."""
        root = self.root.expand(padded.shape[0], 1, -1)
        heads = torch.cat([root, padded], dim=1)
        dep = self.arc_dep(padded)
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], dim=-1)
        scores = torch.einsum("bia,ac,bjc->bij", dep, self.arc, self.arc_head(heads))
        return scores, self.rel_dep(padded), self.rel_head(heads)

    def labels(self, dep: Tensor, head: Tensor) -> Tensor:
        """``(n, rel)`` twice -> ``(n, relations)``."""
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], dim=-1)
        head = torch.cat([head, torch.ones_like(head[..., :1])], dim=-1)
        return torch.einsum("na,rab,nb->nr", dep, self.rel, head)


def trees(paths: Sequence[Path], piecer: Piecer, vocab: dict[str, Vocabulary], *, curl: float) -> list[Tree]:
    """Reads treebanks; new labels enter the vocabularies."""
    words, rows = [], []
    for block in treebanks.treebank_blocks(paths, curl=curl, seed=7):
        columns = [line.split("\t") for line in block if not line.startswith("#")]
        columns = [c for c in columns if c[0].isdigit()]
        words.append([c[1] for c in columns])
        rows.append(columns)
    pieces = piecer(words)
    return [
        Tree(
            p,
            tuple(vocab["upos"](c[3]) for c in r),
            tuple(vocab["xpos"](c[4]) for c in r),
            tuple(int(c[6]) for c in r),
            tuple(vocab["relation"](c[7]) for c in r),
        )
        for p, r in zip(pieces, rows, strict=True)
        if len(p.ids) < 300
    ]


def tagged(paths: Sequence[Path], piecer: Piecer, vocab: dict[str, Vocabulary]) -> list[Tagged]:
    """Reads entity files; new labels enter the vocabulary."""
    found = [s for path in paths for s in treebanks.entity_sentences(path) if len(s.words) < 200]
    pieces = piecer([s.words for s in found])
    return [Tagged(p, tuple(vocab["entity"](t) for t in s.tags)) for p, s in zip(pieces, found, strict=True)]


def readings(passages: Sequence[Passage], piecer: Piecer) -> list[Reading]:
    """Passages as pieces, in one call of the tokenizer."""
    pieces = iter(piecer([p.words[a:b] for p in passages for a, b in p.sentences]))
    return [
        Reading(tuple(next(pieces) for _ in p.sentences), tuple(mark_ids(list(p.words), set(p.paragraphs))), p)
        for p in passages
    ]


def endless(items: Sequence[Any], size: Any, budget: int, rng: random.Random) -> Iterator[list[Any]]:
    """Batches of about ``budget`` pieces, reshuffled every round, for ever."""
    while True:
        order = list(items)
        rng.shuffle(order)
        batch: list[Any] = []
        total = 0
        for item in order:
            batch.append(item)
            total += size(item)
            if total >= budget:
                yield batch
                batch, total = [], 0


def tree_loss(model: Joint, batch: Sequence[Tree], words: list[Tensor]) -> Tensor:
    """Cross-entropy of tags, heads and relations, averaged over words."""
    flat = model.drop(torch.cat(words))
    tags = nn.functional.cross_entropy(model.upos(flat), torch.tensor([x for t in batch for x in t.upos]))
    fine = nn.functional.cross_entropy(model.xpos(flat), torch.tensor([x for t in batch for x in t.xpos]))
    padded = nn.utils.rnn.pad_sequence(words, batch_first=True)
    scores, dep, head = model.arcs(padded)
    lengths = torch.tensor([len(w) for w in words])
    columns = torch.arange(padded.shape[1] + 1)
    scores = scores.masked_fill((columns[None] > lengths[:, None])[:, None], -1e4)
    where = torch.cat([torch.full((len(t.heads),), i) for i, t in enumerate(batch)])
    position = torch.cat([torch.arange(len(t.heads)) for t in batch])
    heads = torch.tensor([h for t in batch for h in t.heads])
    arc = nn.functional.cross_entropy(scores[where, position], heads)
    rel = model.labels(dep[where, position], head[where, heads])
    named = nn.functional.cross_entropy(rel, torch.tensor([x for t in batch for x in t.relations]))
    return arc + named + 0.5 * tags + 0.3 * fine


def role_targets(passage: Passage) -> Tensor:
    """``(words, roles)``: 0, 1, 2 for O, B, I of every role, whatever the attribution."""
    target = torch.zeros(len(passage.words), 3, dtype=torch.long)
    for event in passage.events:
        for role, spans in enumerate((event.cue, event.source, event.content)):
            for a, b in spans:
                target[a:b, role] = 2
                target[a, role] = 1
    return target


def link_targets(passage: Passage) -> tuple[Tensor, Tensor]:
    """Bounds of the cues ``(cues, 2)`` and the labels of every word given each cue ``(cues, words)``."""
    target = torch.zeros(len(passage.events), len(passage.words), dtype=torch.long)
    cues = []
    for i, event in enumerate(passage.events):
        cues.append((event.cue[0][0], event.cue[-1][1] - 1))
        for offset, spans in ((3, event.content), (1, event.source)):
            for a, b in spans:
                target[i, a:b] = offset + 1
                target[i, a] = offset
    return torch.tensor(cues, dtype=torch.long).view(-1, 2), target


def attribution_states(model: Joint, batch: Sequence[Reading], words: list[Tensor]) -> Tensor:
    """The states of the attribution head over a batch of passages, ``(passages, words, width)``."""
    joined, i = [], 0
    for reading in batch:
        joined.append(torch.cat(words[i : i + len(reading.pieces)]))
        i += len(reading.pieces)
    marks = nn.utils.rnn.pad_sequence([torch.tensor(r.marks) for r in batch], batch_first=True)
    lengths = torch.tensor([len(j) for j in joined])
    return model.attribution.encode(nn.utils.rnn.pad_sequence(joined, batch_first=True), marks, lengths)


def attribution_loss(model: Joint, batch: Sequence[Reading], words: list[Tensor]) -> Tensor:
    """Cross-entropy of both layers of the attribution head."""
    states = attribution_states(model, batch, words)
    roles, links, gold_roles, gold_links = [], [], [], []
    for row, reading in zip(states, batch, strict=True):
        inside = row[: len(reading.marks)]
        roles.append(model.attribution.role_scores(inside).view(-1, 3))
        gold_roles.append(role_targets(reading.passage).view(-1))
        if reading.passage.events:
            cues, target = link_targets(reading.passage)
            links.append(model.attribution.link_scores(inside, cues).view(-1, len(LINK_LABELS)))
            gold_links.append(target.view(-1))
    loss = nn.functional.cross_entropy(torch.cat(roles), torch.cat(gold_roles)) * 3
    if links:
        loss = loss + 3 * nn.functional.cross_entropy(torch.cat(links), torch.cat(gold_links))
    return loss


def spans(labels: Sequence[int]) -> set[tuple[int, int]]:
    """Spans of a sequence of O, B, I (0, 1, 2)."""
    out, start = set(), -1
    for i, label in enumerate([*labels, 0]):
        if start >= 0 and label != 2:
            out.add((start, i))
            start = -1
        if label == 1 or (label == 2 and start < 0):
            start = i
    return out


def f1(right: int, found: int, wanted: int) -> float:
    """F1 in percent."""
    return 200 * right / max(1, found + wanted)


@torch.inference_mode()
def evaluate(model: Joint, dev: dict[str, list[Any]], names: dict[str, Vocabulary]) -> dict[str, float]:
    """Quick figures on development data: UPOS, UAS, LAS, entity F1, exact F1 of the roles and of linked content."""
    model.eval()
    out: dict[str, float] = {}
    right = [0, 0, 0, 0]
    for batch in _parts(dev["trees"], 64):
        words = model.words([t.pieces for t in batch])
        scores, dep, head = model.arcs(nn.utils.rnn.pad_sequence(words, batch_first=True))
        for i, tree in enumerate(batch):
            n = len(tree.heads)
            heads = scores[i, :n, : n + 1].argmax(-1)
            rel = model.labels(dep[i, :n], head[i, heads]).argmax(-1)
            same = heads == torch.tensor(tree.heads)
            right[0] += n
            right[1] += int((model.upos(words[i]).argmax(-1) == torch.tensor(tree.upos)).sum())
            right[2] += int(same.sum())
            right[3] += int((same & (rel == torch.tensor(tree.relations))).sum())
    out |= {k: 100 * v / right[0] for k, v in zip(("upos", "uas", "las"), right[1:], strict=True)}
    label = {i: n for n, i in names["entity"].ids.items()}
    counts = [0, 0, 0]
    for batch in _parts(dev["entities"], 64):
        for sentence, own in zip(batch, model.words([s.pieces for s in batch]), strict=True):
            found = entity_spans([label[int(x)] for x in model.entity(own).argmax(-1)])
            gold = entity_spans([label[x] for x in sentence.labels])
            counts = [counts[0] + len(found & gold), counts[1] + len(found), counts[2] + len(gold)]
    out["entities"] = f1(*counts)
    roles = {r: [0, 0, 0] for r in ("cue", "source", "content", "linked")}
    for batch in _parts(dev["passages"], 16):
        states = attribution_states(model, batch, model.words([p for r in batch for p in r.pieces]))
        for row, reading in zip(states, batch, strict=True):
            inside = row[: len(reading.marks)]
            best = model.attribution.role_scores(inside).argmax(-1)
            for k, role in enumerate(("cue", "source", "content")):
                count(roles[role], spans(best[:, k].tolist()), spans(role_targets(reading.passage)[:, k].tolist()))
            if reading.passage.events:
                cues, target = link_targets(reading.passage)
                linked = model.attribution.link_scores(inside, cues).argmax(-1)
                for a, b in zip(linked.tolist(), target.tolist(), strict=True):
                    count(roles["linked"], spans([max(0, x - 2) for x in a]), spans([max(0, x - 2) for x in b]))
    out |= {role: f1(*c) for role, c in roles.items()}
    model.train()
    return out


def count(counts: list[int], found: set[Any], gold: set[Any]) -> None:
    """Adds right, found and wanted to three running counts."""
    counts[0] += len(found & gold)
    counts[1] += len(found)
    counts[2] += len(gold)


def entity_spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Entities of BIO tags as (first, last + 1, type)."""
    kinds = {t[2:] for t in tags if t != "O"}
    return {(a, b, kind) for kind in kinds for a, b in spans([0 if t[2:] != kind else BIO.index(t[0]) for t in tags])}


def _parts(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for i in range(0, len(items), size):
        yield items[i : i + size]


def save(model: Joint, source: Path, out: Path) -> None:
    """Writes the encoder (half precision on disk, run in single) and the attribution head."""
    folder = out / "encoder"
    folder.mkdir(parents=True, exist_ok=True)
    for file in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        (folder / file).write_bytes((source / file).read_bytes())
    from safetensors.torch import save_file

    states = {k: v for k, v in model.encoder.state_dict().items() if not k.startswith("pooler.")}
    half = {k: v.detach().half().contiguous() for k, v in states.items()}
    save_file(half, folder / "model.safetensors", metadata={"format": "pt"})
    head = {k: v.detach().half().contiguous() for k, v in model.attribution.state_dict().items()}
    save_file(head, out / "attribution.safetensors", metadata={"format": "pt"})


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds ud/ and ner/")
    parser.add_argument("--passages", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1800)
    parser.add_argument("--rate", type=float, default=2e-4, help="peak learning rate of the encoder")
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument(
        "--sizes", type=int, nargs=3, default=(1000, 1100, 500), help="pieces a step: trees, passages, entities"
    )
    parser.add_argument("--evaluate-every", type=int, default=200)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    piecer = Piecer(options.encoder)
    vocab = {name: Vocabulary() for name in ("upos", "xpos", "relation", "entity")}
    vocab["entity"]("O")
    files = treebanks.entity_files(options.data)
    train: dict[str, list[Any]] = {
        "trees": trees(treebanks.treebank_files(options.data, "train"), piecer, vocab, curl=0.4),
        "entities": tagged(files["train"], piecer, vocab),
        "passages": readings(attributions.load(options.passages / "train.jsonl"), piecer),
    }
    sizes = {name: len(v.ids) for name, v in vocab.items()}
    dev: dict[str, list[Any]] = {
        "trees": [
            t
            for t in trees(treebanks.treebank_files(options.data, "dev"), piecer, vocab, curl=0.0)[::6]
            if max(t.xpos) < sizes["xpos"] and max(t.relations) < sizes["relation"]
        ],
        "entities": [t for t in tagged(files["dev"], piecer, vocab) if max(t.labels) < sizes["entity"]][::3],
        "passages": readings(attributions.load(options.passages / "dev.jsonl"), piecer)[::4],
    }
    print({k: len(v) for k, v in train.items()}, sizes, flush=True)
    encoder = AutoModel.from_pretrained(options.encoder, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
    model = Joint(encoder, sizes)
    slow = list(encoder.parameters())
    known = {id(p) for p in slow}
    fast = [p for p in model.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "rate": options.rate}, {"params": fast, "rate": options.head_rate}], lr=0.0, weight_decay=0.01
    )
    checkpoint = options.out / "checkpoint.pt"
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["step"]
    (options.out / "vocabularies.json").write_text(json.dumps({k: v.ids for k, v in vocab.items()}))
    rng = random.Random(options.seed + done)
    torch.manual_seed(options.seed + done)
    streams = (
        endless(train["trees"], lambda t: len(t.pieces.ids), options.sizes[0], rng),
        endless(train["passages"], lambda r: sum(len(p.ids) for p in r.pieces), options.sizes[1], rng),
        endless(train["entities"], lambda t: len(t.pieces.ids), options.sizes[2], rng),
    )
    started, pieces, running = time.time(), 0, [0.0, 0.0, 0.0]
    for step in range(done + 1, options.steps + 1):
        warm = min(1.0, step / 100) * (1 - step / (options.steps + 1))
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * warm
        tree, passage, entity = (next(stream) for stream in streams)
        batch = [t.pieces for t in tree] + [p for r in passage for p in r.pieces] + [t.pieces for t in entity]
        words = model.words(batch, blank=0.04)
        a, b = len(tree), len(words) - len(entity)
        losses = (
            tree_loss(model, tree, words[:a]),
            attribution_loss(model, passage, words[a:b]),
            nn.functional.cross_entropy(
                model.entity(model.drop(torch.cat(words[b:]))), torch.tensor([x for t in entity for x in t.labels])
            ),
        )
        optimizer.zero_grad()
        (losses[0] + losses[1] + 2 * losses[2]).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimizer.step()
        pieces += sum(len(p.ids) for p in batch)
        running = [0.95 * r + 0.05 * float(x) for r, x in zip(running, losses, strict=True)]
        if step % 20 == 0:
            speed = pieces / (time.time() - started)
            print(f"step {step} losses {' '.join(f'{r:.3f}' for r in running)} {speed:.0f} pieces/s", flush=True)
        if step % options.evaluate_every == 0 or step == options.steps:
            figures = evaluate(model, dev, vocab)
            print(f"dev {step} " + " ".join(f"{k} {v:.1f}" for k, v in figures.items()), flush=True)
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
            torch.save(state, checkpoint.with_suffix(".tmp"))
            checkpoint.with_suffix(".tmp").replace(checkpoint)
            save(model, options.encoder, options.out)


if __name__ == "__main__":
    main()

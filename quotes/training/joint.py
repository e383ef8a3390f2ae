"""Trains the shared encoder on syntax, entities and attributions at once (multi-task fine-tuning).

    python -m quotes.training.joint --encoder ENC --data DATA --passages DIR --out DIR

Every step takes a batch of each task, runs the encoder once over all their sentences and adds the losses. The task heads
serve the encoder only: those that ship are trained on the finished encoder, by Stanza's own trainers and by
``quotes.training.attribution_model``.
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
from torch import nn
from transformers import AutoModel, AutoTokenizer

from quotes.parsing.attribution_network import mark_ids
from quotes.parsing.pieces import Pieces, cut
from quotes.training import attributions, treebanks
from quotes.training.attributions import Passage
from quotes.training.joint_network import Joint, Reading, Tree, attribution_loss, attribution_states, tree_loss
from quotes.training.spans import count, entity_spans, f1, link_targets, role_targets, spans


@dataclass(frozen=True, slots=True)
class Tagged:
    """An entity sentence: pieces and BIO label ids."""

    pieces: Pieces
    labels: tuple[int, ...]


class Vocabulary:
    """Names of labels to ids, in order of first sight."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}

    def __call__(self, name: str) -> int:
        """The id of a name, a new one where it was not seen."""
        return self.ids.setdefault(name, len(self.ids))


def trees(paths: Sequence[Path], tokenizer: Any, vocab: dict[str, Vocabulary], *, curl: float) -> list[Tree]:
    """Reads treebanks; new labels enter the vocabularies."""
    words, rows = [], []
    for block in treebanks.treebank_blocks(paths, curl=curl, seed=7):
        columns = [line.split("\t") for line in block if not line.startswith("#")]
        columns = [c for c in columns if c[0].isdigit()]
        words.append([c[1] for c in columns])
        rows.append(columns)
    pieces = cut(tokenizer, words)
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


def tagged(paths: Sequence[Path], tokenizer: Any, vocab: dict[str, Vocabulary]) -> list[Tagged]:
    """Reads entity files; new labels enter the vocabulary."""
    found = [s for path in paths for s in treebanks.entity_sentences(path) if len(s.words) < 200]
    pieces = cut(tokenizer, [s.words for s in found])
    return [Tagged(p, tuple(vocab["entity"](t) for t in s.tags)) for p, s in zip(pieces, found, strict=True)]


def readings(passages: Sequence[Passage], tokenizer: Any) -> list[Reading]:
    """Passages as pieces, in one call of the tokenizer."""
    pieces = iter(cut(tokenizer, [p.words[a:b] for p in passages for a, b in p.sentences]))
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


def _parts(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for i in range(0, len(items), size):
        yield items[i : i + size]


def save(model: Joint, source: Path, out: Path) -> None:
    """Writes the encoder (half precision on disk, run in single)."""
    folder = out / "encoder"
    folder.mkdir(parents=True, exist_ok=True)
    for file in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        (folder / file).write_bytes((source / file).read_bytes())
    from safetensors.torch import save_file

    states = {k: v for k, v in model.encoder.state_dict().items() if not k.startswith("pooler.")}
    half = {k: v.detach().half().contiguous() for k, v in states.items()}
    save_file(half, folder / "model.safetensors", metadata={"format": "pt"})


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds ud/ and ner/")
    parser.add_argument("--passages", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1800, help="the step at which the learning rate reaches zero")
    parser.add_argument("--until", type=int, help="the step to stop at (default: all)")
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
    tokenizer = AutoTokenizer.from_pretrained(options.encoder, add_prefix_space=True)
    vocab = {name: Vocabulary() for name in ("upos", "xpos", "relation", "entity")}
    vocab["entity"]("O")
    files = treebanks.entity_files(options.data)
    train: dict[str, list[Any]] = {
        "trees": trees(treebanks.treebank_files(options.data, "train"), tokenizer, vocab, curl=0.4),
        "entities": tagged(files["train"], tokenizer, vocab),
        "passages": readings(attributions.load(options.passages / "train.jsonl"), tokenizer),
    }
    sizes = {name: len(v.ids) for name, v in vocab.items()}
    dev: dict[str, list[Any]] = {
        "trees": [
            t
            for t in trees(treebanks.treebank_files(options.data, "dev"), tokenizer, vocab, curl=0.0)[::6]
            if max(t.xpos) < sizes["xpos"] and max(t.relations) < sizes["relation"]
        ],
        "entities": [t for t in tagged(files["dev"], tokenizer, vocab) if max(t.labels) < sizes["entity"]][::3],
        "passages": readings(attributions.load(options.passages / "dev.jsonl"), tokenizer)[::4],
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
    last = min(options.until or options.steps, options.steps)
    for step in range(done + 1, last + 1):
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
        if step % options.evaluate_every == 0 or step == last:
            figures = evaluate(model, dev, vocab)
            print(f"dev {step} " + " ".join(f"{k} {v:.1f}" for k, v in figures.items()), flush=True)
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
            torch.save(state, checkpoint.with_suffix(".tmp"))
            checkpoint.with_suffix(".tmp").replace(checkpoint)
            save(model, options.encoder, options.out)


if __name__ == "__main__":
    main()

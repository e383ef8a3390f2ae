"""Trains the attribution network on the finished encoder.

    python -m quotes.training.attribution_model --encoder ENC --passages DIR --out DIR [--start WEIGHTS] [--below-rate 0]

The network's layers start as copies of the encoder's, or as those of a network that was trained before. With the rate 0 the
layers that see a sentence stay as they are. Interrupted, the training goes on from its last checkpoint. What ships is the
running average of the weights.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from quotes.parsing.attribution import best_paths, cue_spans
from quotes.parsing.attribution_network import (
    AttributionNetwork,
    NetworkConfig,
    PassagePieces,
    passage_pieces,
)
from quotes.parsing.encoder import Encoder
from quotes.parsing.weights import pack, unpack
from quotes.records import FAINT_CUE
from quotes.training import attributions
from quotes.training.attributions import Passage
from quotes.training.spans import count, f1, link_targets, role_targets, spans


@dataclass(frozen=True, slots=True)
class Example:
    """A passage with the embeddings of its pieces, ``(pieces, width)``, half precision."""

    passage: Passage
    pieces: PassagePieces
    states: Tensor


def examples(passages: Sequence[Passage], encoder: Path) -> list[Example]:
    """Embeds the sentences of passages."""
    whole = Encoder(encoder)
    out = []
    for i in range(0, len(passages), 64):
        batch = passages[i : i + 64]
        cut = iter(whole.pieces([p.words[a:b] for p in batch for a, b in p.sentences]))
        pieces = [[next(cut) for _ in p.sentences] for p in batch]
        states = iter(whole.model.embedded([sentence.ids for own in pieces for sentence in own]))
        for passage, own in zip(batch, pieces, strict=True):
            lengths, last = [len(s.ids) for s in own], [s.last for s in own]
            layout = passage_pieces(passage.words, set(passage.paragraphs), lengths, last)
            out.append(Example(passage, layout, torch.cat([next(states) for _ in own]).half()))
    return out


def start(config: NetworkConfig, encoder: Path, weights: Path | None = None) -> AttributionNetwork:
    """A network whose layers are copies of the encoder's; all that ``weights`` hold is taken from there."""
    network = AttributionNetwork(config)
    own_layers = [*network.below, *network.layers]
    for own, layer in zip(own_layers, Encoder(encoder).model.encoder.layer, strict=True):
        of = {name: value.detach().clone() for name, value in layer.state_dict().items()}
        attention = ("query", "key", "value")
        state = {}
        for kind in ("weight", "bias"):
            state[f"self_attn.in_proj_{kind}"] = torch.cat([of[f"attention.self.{part}.{kind}"] for part in attention])
            state[f"self_attn.out_proj.{kind}"] = of[f"attention.output.dense.{kind}"]
            state[f"norm1.{kind}"] = of[f"attention.output.LayerNorm.{kind}"]
            state[f"linear1.{kind}"] = of[f"intermediate.dense.{kind}"]
            state[f"linear2.{kind}"] = of[f"output.dense.{kind}"]
            state[f"norm2.{kind}"] = of[f"output.LayerNorm.{kind}"]
        own.load_state_dict(state)
        own.dropout1.p = own.dropout2.p = 0.1
    if weights is not None:
        network.load_state_dict(unpack(load_file(weights)), strict=False)
    return network


def batches(items: Sequence[Example], budget: int, rng: random.Random) -> Iterator[list[Example]]:
    """One epoch in batches of about ``budget`` pieces, passages of like length together."""
    order = sorted(items, key=lambda e: len(e.states) + rng.randrange(40))
    cut: list[list[Example]] = [[]]
    for item in order:
        if cut[-1] and (len(cut[-1]) + 1) * len(item.states) > budget:
            cut.append([])
        cut[-1].append(item)
    rng.shuffle(cut)
    yield from cut


def encode(network: AttributionNetwork, batch: Sequence[Example], blank: float = 0.0) -> list[Tensor]:
    """The states of the words of each passage; while training a share ``blank`` of the pieces is blanked."""
    states = nn.utils.rnn.pad_sequence([e.states.float() for e in batch], batch_first=True)
    if blank:
        states = states * (torch.rand(states.shape[:2]) >= blank)[..., None]
    found = network.encode(states, [e.pieces for e in batch])
    return [row[: len(e.passage.words)] for row, e in zip(found, batch, strict=True)]


def loss(network: AttributionNetwork, batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Cross-entropy of the roles (per word), and the CRF's negative log likelihood (per cue) of the links."""
    states = encode(network, batch, blank=0.05)
    roles = nn.functional.cross_entropy(
        network.role_scores(torch.cat(states)).view(-1, 3),
        torch.cat([role_targets(e.passage).view(-1) for e in batch]),
    )
    asked = [(own, *link_targets(e.passage)) for own, e in zip(states, batch, strict=True) if e.passage.events]
    if not asked:
        return roles, torch.zeros(())
    rows = [own for own, cues, _ in asked for _ in cues]
    cues = torch.cat([cues for _, cues, _ in asked])
    gold = nn.utils.rnn.pad_sequence([row for _, _, target in asked for row in target], batch_first=True)
    scores = network.link_scores(rows, cues)
    padding = torch.arange(scores.shape[1])[None] >= torch.tensor([len(r) for r in rows])[:, None]
    return roles, network.crf(scores, padding, gold)[0]


@torch.inference_mode()
def evaluate(network: AttributionNetwork, dev: Sequence[Example]) -> dict[str, float]:
    """Exact F1 of the roles (cue; source and content linked to found cues, and given gold cues)."""
    network.eval()
    roles = {name: [0, 0, 0] for name in ("cue", "source", "content", "gold_source", "gold_content")}
    for batch in batches(dev, 4000, random.Random(0)):
        for own, example in zip(encode(network, batch), batch, strict=True):
            scores = network.role_scores(own)[:, 0].softmax(-1)
            cues_ = cue_spans((1 - scores[:, 0]).tolist(), scores[:, 1].tolist())
            found = [(cue.start, cue.end) for cue in cues_ if cue.score >= FAINT_CUE]
            targets = role_targets(example.passage)
            count(roles["cue"], set(found), spans(targets[:, 0].tolist()))
            gold_cues, links = link_targets(example.passage)
            for prefix, cues in (("", [(a, b - 1) for a, b in found]), ("gold_", gold_cues.tolist())):
                read: dict[str, set[tuple[int, int]]] = {"source": set(), "content": set()}
                if cues:
                    scores = network.link_scores([own] * len(cues), torch.tensor(cues))
                    for labels in best_paths(scores, network.transitions, [len(own)] * len(cues)):
                        for name, first in (("source", 1), ("content", 3)):
                            read[name] |= spans(
                                [max(0, x - first + 1) if first <= x <= first + 1 else 0 for x in labels]
                            )
                for name, first in (("source", 1), ("content", 3)):
                    gold = set()
                    for row in links.tolist():
                        gold |= spans([max(0, x - first + 1) if first <= x <= first + 1 else 0 for x in row])
                    count(roles[prefix + name], read[name], gold)
    network.train()
    return {name: f1(*counts) for name, counts in roles.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the finished encoder")
    parser.add_argument("--passages", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=7, help="the epoch at which the learning rate reaches zero")
    parser.add_argument("--until", type=int, default=4, help="the epoch to stop at")
    parser.add_argument("--start", type=Path, help="weights of a network to go on from")
    parser.add_argument("--below-rate", type=float, default=1e-4, help="peak learning rate of the sentence layers")
    parser.add_argument("--rate", type=float, default=2e-4, help="peak learning rate of the copied layers")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--budget", type=int, default=2800, help="pieces a step")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--part", type=float, default=1.0, help="share of the training passages")
    parser.add_argument(
        "--keep", type=float, default=0.0, help="share of the weights of --start in those that are saved"
    )
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    options.out.mkdir(parents=True, exist_ok=True)
    config = NetworkConfig()
    read = {name: attributions.load(options.passages / f"{name}.jsonl") for name in ("train", "dev")}
    train = examples(read["train"][: int(len(read["train"]) * options.part)], options.encoder)
    dev = examples(read["dev"], options.encoder)
    print(f"{len(train)} passages, {sum(len(e.states) for e in train)} pieces", flush=True)
    torch.manual_seed(options.seed)
    network = start(config, options.encoder, options.start)
    below = list(network.below.parameters())
    for parameter in below:
        parameter.requires_grad_(options.below_rate > 0)
    own = [*network.layers.parameters(), *network.marks.parameters(), *network.sentences.parameters()]
    known = {id(p) for p in (*below, *own)}
    rest = [p for p in network.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [
            {"params": below, "rate": options.below_rate},
            {"params": own, "rate": options.rate},
            {"params": rest, "rate": options.head_rate},
        ],
        lr=0.0,
        weight_decay=0.01,
    )
    average, network_before = copy.deepcopy(network), copy.deepcopy(network)
    checkpoint, epoch, step = options.out / "checkpoint.pt", 0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        epoch, step = state["epoch"], state["step"]
    per_epoch = sum(1 for _ in batches(train, options.budget, random.Random(0)))
    total = per_epoch * options.epochs
    print(f"{per_epoch} steps an epoch", flush=True)
    while epoch < min(options.until, options.epochs):
        rng = random.Random(options.seed + epoch)
        torch.manual_seed(options.seed + epoch)
        started, pieces, running = time.time(), 0, [0.0, 0.0]
        for number, batch in enumerate(batches(train, options.budget, rng), 1):
            step += 1
            warm = min(1.0, step / 150) * max(0.0, 1 - step / (total + 1))
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * warm
            roles, links = loss(network, batch)
            optimizer.zero_grad()
            (3 * roles + 0.05 * links).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            keep = min(0.998, step / (step + 50))
            with torch.no_grad():
                for mean, now in zip(average.parameters(), network.parameters(), strict=True):
                    mean.lerp_(now, 1 - keep)
            pieces += sum(len(e.states) for e in batch)
            running = [r + (float(x) - r) / min(number, 50) for r, x in zip(running, (roles, links), strict=True)]
            if number % 50 == 0:
                speed = pieces / (time.time() - started)
                print(
                    f"epoch {epoch} {number}/{per_epoch} losses {running[0]:.4f} {running[1]:.3f} {speed:.0f} pieces/s",
                    flush=True,
                )
        epoch += 1
        figures = evaluate(average, dev)
        print(f"dev {epoch} " + " ".join(f"{k} {v:.1f}" for k, v in figures.items()), flush=True)
        state = {"network": network.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save({**state, "epoch": epoch, "step": step}, checkpoint.with_suffix(".tmp"))
        checkpoint.with_suffix(".tmp").replace(checkpoint)
        save(_between(average, network_before, options.keep), options.out / "attribution.safetensors")


def average(networks: Sequence[Path], out: Path) -> None:
    """Saves the mean of the weights of networks that were trained from one start, and their configuration."""
    read = [unpack(load_file(path)) for path in networks]
    mean = {name: torch.stack([weights[name] for weights in read]).mean(0) for name in read[0]}
    save_file(pack(mean), out, metadata={"format": "pt"})
    shutil.copy(networks[0].with_suffix(".json"), out.with_suffix(".json"))


def _between(network: AttributionNetwork, before: AttributionNetwork, keep: float) -> AttributionNetwork:
    """A network on the line between two: fine-tuned, it keeps what it knew (Wortsman et al., CVPR 2022)."""
    if not keep:
        return network
    out = copy.deepcopy(network)
    with torch.no_grad():
        for own, old in zip(out.parameters(), before.parameters(), strict=True):
            own.lerp_(old, keep)
    return out


def save(network: AttributionNetwork, path: Path) -> None:
    """Writes the weights and the sizes beside them."""
    save_file(pack(network.state_dict()), path, metadata={"format": "pt"})
    path.with_suffix(".json").write_text(json.dumps(asdict(network.config), indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()

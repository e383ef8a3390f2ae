"""The figures on the cards: the shipped pipeline against test treebanks, held-out entities and PolNeAR's development set."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import stanza
import torch
from stanza.models.common.utils import ud_scores
from stanza.utils.datasets import conllu_to_text

from quotes.parsing import spanning_tree
from quotes.parsing.attribution import find_attributions, load_network
from quotes.parsing.encoder import Encoder
from quotes.parsing.passages import Word
from quotes.parsing.pipeline import LONGEST_WORD
from quotes.records import FAINT_CUE
from quotes.training import attributions, treebanks
from quotes.training.spans import count as add
from quotes.training.spans import entity_spans, f1

Figures = dict[str, float]
_NAMES = {"en_ewt": "EWT test", "en_gum9": "GUM9 test"}
_METRICS = {
    "tokenize": {"Tokens": "tokens F1", "Sentences": "sentences F1"},
    "mwt": {"Words": "words F1"},
    "pos": {"UPOS": "UPOS", "XPOS": "XPOS", "UFeats": "features"},
    "lemma": {"Lemmas": "lemmas"},
    "depparse": {"UAS": "UAS", "LAS": "LAS"},
}


def pipeline(models: Path, encoder: Encoder, processors: str, **options: Any) -> Any:
    """A plain offline Stanza pipeline on a resource folder and an encoder."""
    spanning_tree.install()
    return stanza.Pipeline(
        "en",
        dir=str(models),
        processors=processors,
        download_method=None,
        foundation_cache=encoder.cache(),
        use_gpu=False,
        verbose=False,
        tokenize_max_seqlen=LONGEST_WORD,
        **options,
    )


def syntax(data: Path, work: Path, models: Path, encoder: Encoder) -> dict[str, Figures]:
    """By processor: the CoNLL 2018 measures on each test set, from raw text and from gold words."""
    out: dict[str, Figures] = {name: {} for name in _METRICS}
    raw = pipeline(models, encoder, "tokenize,mwt,pos,lemma,depparse")
    given = pipeline(models, encoder, "tokenize,mwt,pos,lemma,depparse", tokenize_pretokenized=True)
    for name, path in zip(treebanks.TREEBANKS, treebanks.treebank_files(data, "test"), strict=True):
        gold = treebanks.write_conllu(work / "test" / f"{name}.conllu", treebanks.treebank_blocks([path]))
        text = gold.with_suffix(".txt")
        conllu_to_text.main([str(gold), str(text)])
        parsed = raw(text.read_text(encoding="utf8"))
        encoder.model.forget()
        for processor, scores in _scores(gold, parsed, work / "test" / f"{name}.raw.conllu").items():
            out[processor] |= {f"{metric}, {_NAMES[name]}, raw text": value for metric, value in scores.items()}
        words = [
            [line.split("\t")[1] for line in block if line.split("\t")[0].isdigit()]
            for block in treebanks.treebank_blocks([path])
        ]
        parsed = given(words)
        encoder.model.forget()
        for processor, scores in _scores(_words_only(gold), parsed, work / "test" / f"{name}.gold.conllu").items():
            if processor not in ("tokenize", "mwt"):
                out[processor] |= {f"{metric}, {_NAMES[name]}, gold words": value for metric, value in scores.items()}
    return out


def _words_only(path: Path) -> Path:
    """The same treebank without multi-word tokens and spaces, as a pipeline sees it that is given its words."""
    out = path.with_suffix(".words.conllu")
    with out.open("w", encoding="utf8") as file:
        for block in treebanks.sentences(path):
            rows = [line.split("\t") for line in block if line.split("\t")[0].isdigit()]
            file.write("".join("\t".join([*row[:9], "_"]) + "\n" for row in rows) + "\n")
    return out


def _scores(gold: Path, parsed: Any, target: Path) -> dict[str, Figures]:
    target.write_text(f"{parsed:C}\n\n", encoding="utf8")
    found = ud_scores(str(gold), str(target))
    return {
        processor: {label: round(100 * found[metric].f1, 2) for metric, label in metrics.items()}
        for processor, metrics in _METRICS.items()
    }


def entities(data: Path, models: Path, encoder: Encoder) -> Figures:
    """Exact F1 of entities, over all types and of each, on the articles held out."""
    sentences = [s for path in treebanks.entity_files(data)["test"] for s in treebanks.entity_sentences(path)]
    sentences = [s for s in sentences if len(s.words) < 200]
    run = pipeline(models, encoder, "tokenize,ner", tokenize_pretokenized=True)
    counts: dict[str, list[int]] = {}
    for start in range(0, len(sentences), 500):
        part = sentences[start : start + 500]
        parsed = run([list(s.words) for s in part])
        encoder.model.forget()
        for sentence, own in zip(parsed.sentences, part, strict=True):
            found = {(e.tokens[0].id[0] - 1, e.tokens[-1].id[0], e.type) for e in sentence.ents}
            gold = entity_spans(own.tags)
            for kind in {k for *_, k in found | gold}:
                count = counts.setdefault(kind, [0, 0, 0])
                f, g = {x for x in found if x[2] == kind}, {x for x in gold if x[2] == kind}
                counts[kind] = [count[0] + len(f & g), count[1] + len(f), count[2] + len(g)]
    whole = [sum(c[i] for c in counts.values()) for i in range(3)]
    out = {"entities F1, newswire held out": round(f1(*whole), 2)}
    return out | {f"{kind} F1": round(f1(*count), 2) for kind, count in sorted(counts.items())}


@torch.inference_mode()
def attribution(work: Path, weights: Path, encoder: Encoder) -> Figures:
    """Exact span F1 of cue, source and content on PolNeAR's development set, as linked by the network; without faint cues."""
    network = load_network(weights)
    passages = attributions.load(work / "passages" / "dev.jsonl")
    documents = [_as_words(passage) for passage in passages]
    counts = {"cue": [0, 0, 0], "source": [0, 0, 0], "content": [0, 0, 0]}
    for passage, every in zip(passages, find_attributions(encoder, network, documents), strict=True):
        found = [attribution for attribution in every if attribution.cue.score >= FAINT_CUE]
        own = {
            "cue": {(a.cue.start, a.cue.end) for a in found},
            "source": {(s.start, s.end) for a in found for s in a.sources},
            "content": {(s.start, s.end) for a in found for s in a.contents},
        }
        for role, spans in own.items():
            gold = {span for event in passage.events for span in getattr(event, role)}
            add(counts[role], spans, gold)
        encoder.model.forget()
    return {f"{role} exact F1, PolNeAR dev": round(f1(*c), 2) for role, c in counts.items()}


def _as_words(passage: attributions.Passage) -> Sequence[Word]:
    out: list[Word] = []
    paragraph = -1
    for number, (start, end) in enumerate(passage.sentences):
        for i in range(start, end):
            paragraph += i in passage.paragraphs
            out.append(Word(passage.words[i], i, i + 1, number, paragraph))
    return out

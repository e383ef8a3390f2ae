"""The recipes of the models that ship, each run with Stanza's own trainer on the shared encoder.

    python -m quotes.training MODEL --data DATA --work WORK [--threads N]

MODEL is one of ``tokenize mwt lemma encoder pos depparse ner attribution ship`` or ``all``. DATA holds ``ud/``, ``ner/`` and
``polnear/``; WORK takes everything that is made, also the checkpoints from which an interrupted training goes on.
``encoder`` fine-tunes the encoder that ``pos``, ``depparse``, ``ner`` and ``attribution`` share; it wants ``tokenize``
and ``mwt`` first, and ``--start``, a folder with a 6-layer MiniLM.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import stanza
import torch
from stanza.models import lemmatizer, mwt_expander, ner_tagger, parser, tagger, tokenizer
from stanza.models.common import bert_embedding
from stanza.models.lemma.trainer import Trainer as LemmaTrainer
from stanza.utils.datasets import conllu_to_text, prepare_tokenizer_data
from stanza.utils.datasets.contract_mwt import contract_mwt

from quotes.parsing.attribution import document_words
from quotes.parsing.encoder import ENCODER_NAME, LAYERS, Encoder
from quotes.parsing.passages import Word
from quotes.training import attribution_model, attributions, cased_vocabulary, joint, lexicon, own_articles, treebanks

CURLY = 0.4  # the share of treebank documents that get curly quotation marks
_ENCODED = (
    *("--bert_model", ENCODER_NAME, "--bert_hidden_layers", str(LAYERS), "--no_char", "--no_pretrain", "--cpu"),
    *("--word_emb_dim", "0"),
)


class Workshop:
    """Where the data is, where what is made goes, and the encoder once it is there."""

    def __init__(self, data: Path, work: Path) -> None:
        self.data = data
        self.work = work
        work.mkdir(parents=True, exist_ok=True)

    def file(self, *parts: str) -> str:
        """A path below the work folder, its parent made, as the trainers want it."""
        path = self.work.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        return str(path)

    def treebank(self, split: str) -> str:
        """The treebanks of a split in one file, made when it is not there."""
        path = Path(self.file("ud", f"{split}.conllu"))
        if not path.exists():
            curl = 0.0 if split == "test" else CURLY
            files = treebanks.treebank_files(self.data, split)
            treebanks.write_conllu(path, treebanks.treebank_blocks(files, curl=curl, seed=1))
        return str(path)

    def encoder(self) -> Encoder:
        """The fine-tuned encoder, put where Stanza's trainers look for a transformer.

        Raises:
            MissingData: it was not trained yet.
        """
        folder = self.work / "joint" / "encoder"
        if not folder.is_dir():
            raise treebanks.MissingData(f"no encoder in {folder}; run the recipe `encoder` first")
        encoder = Encoder(folder)

        def load(name: str, *_: Any, **__: Any) -> tuple[Any, Any]:
            if name != ENCODER_NAME:
                raise ValueError(f"the recipes know one encoder, not {name}")
            return encoder.model, encoder.tokenizer

        bert_embedding.load_bert = load
        return encoder


def tokenize(shop: Workshop) -> None:
    """The tokenizer and sentence splitter: both treebanks and a quarter of the newswire, with curly marks for 40 %."""
    news = treebanks.entity_files(shop.data)["train"][::4]
    train = treebanks.treebank_blocks(treebanks.treebank_files(shop.data, "train"), curl=CURLY, seed=1)
    dev = treebanks.treebank_blocks(treebanks.treebank_files(shop.data, "dev"), curl=CURLY, seed=1)
    for name, blocks in (("train", itertools.chain(train, treebanks.news_blocks(news))), ("dev", dev)):
        conllu = str(treebanks.write_conllu(Path(shop.file("tok", f"{name}.conllu")), blocks))
        text, labels, expansions = (shop.file("tok", name + ending) for ending in (".txt", ".toklabels", "-mwt.json"))
        conllu_to_text.main([conllu, text])
        prepare_tokenizer_data.main([text, conllu, "-o", labels, "-m", expansions])
    arguments = ["--mode", "train", "--lang", "en", "--shorthand", "en_compact", "--cpu", "--max_seqlen", "300"]
    arguments += ["--txt_file", shop.file("tok", "train.txt"), "--label_file", shop.file("tok", "train.toklabels")]
    arguments += ["--dev_txt_file", shop.file("tok", "dev.txt"), "--dev_label_file", shop.file("tok", "dev.toklabels")]
    arguments += [
        "--dev_conll_gold",
        shop.file("tok", "dev.conllu"),
        "--conll_file",
        shop.file("tok", "dev.pred.conllu"),
    ]
    arguments += ["--mwt_json_file", shop.file("tok", "train-mwt.json")]
    arguments += ["--steps", "3600", "--eval_steps", "500", "--report_steps", "100"]
    features = "space_before,capitalized,numeric,end_of_para,start_of_para,labeled_field,phone_id,date_pattern,currency"
    arguments += ["--feat_funcs", features, *_saved(shop, "tokenize")]
    tokenizer.main(arguments + _resumed(shop, "tokenize"))


def mwt(shop: Workshop) -> None:
    """The splitter of contractions ("don't" into "do" and "n't")."""
    gold, contracted = shop.treebank("dev"), shop.file("ud", "dev.contracted.conllu")
    contract_mwt(gold, contracted)
    arguments = [
        "--mode",
        "train",
        "--lang",
        "en",
        "--shorthand",
        "en_compact",
        "--cpu",
        "--train_file",
        shop.treebank("train"),
    ]
    arguments += ["--eval_file", contracted, "--gold_file", gold, "--max_dec_len", "20", "--num_epoch", "4"]
    mwt_expander.main([*arguments, "--hidden_dim", "64", "--emb_dim", "32", *_saved(shop, "mwt")])


def lemma(shop: Workshop) -> None:
    """The lemmatizer: a dictionary (treebanks, then LemmInflect's table), a small character network for what it lacks."""
    types = Path(shop.file("ud", "train.types.conllu"))
    treebanks.write_conllu(types, treebanks.type_blocks(Path(shop.treebank("train"))))
    arguments = ["--mode", "train", "--shorthand", "en_compact", "--cpu", "--train_file", str(types)]
    arguments += ["--eval_file", shop.treebank("dev"), "--hidden_dim", "64", "--emb_dim", "32", "--pos_dim", "32"]
    lemmatizer.main([*arguments, "--num_epoch", "2", "--batch_size", "200", "--lr", "0.003", *_saved(shop, "lemma")])
    made = shop.file("models", "lemma", "compact.pt")
    trained = LemmaTrainer(model_file=made, device="cpu")
    trained.train_dict(list(lexicon.lemmas(treebanks.known_lemmas(types))), update_word_dict=False)
    trained.save(made)


def pos(shop: Workshop) -> None:
    """The tagger (UPOS, Penn tags, features) on the frozen encoder."""
    shop.encoder()
    arguments = ["--mode", "train", "--lang", "en", "--shorthand", "en_compact", "--train_file", shop.treebank("train")]
    arguments += [
        "--eval_file",
        shop.treebank("dev"),
        *_ENCODED,
        "--hidden_dim",
        "128",
        "--num_layers",
        "1",
        "--share_hid",
    ]
    arguments += ["--deep_biaff_hidden_dim", "128", "--dropout", "0.3", "--word_dropout", "0.1", "--lr", "0.003"]
    arguments += ["--max_steps", "660", "--eval_interval", "330", "--fix_eval_interval", "--no_second_optim"]
    tagger.main([*arguments, "--batch_size", "64", "--augment_nopunct", "0.0", *_saved(shop, "pos")])


def depparse(shop: Workshop) -> None:
    """The biaffine parser on the frozen encoder; it reads no tags, the encoder knows them."""
    shop.encoder()
    arguments = ["--mode", "train", "--lang", "en", "--shorthand", "en_compact", "--train_file", shop.treebank("train")]
    arguments += ["--eval_file", shop.treebank("dev"), *_ENCODED, "--hidden_dim", "128", "--num_layers", "1"]
    arguments += [
        "--deep_biaff_hidden_dim",
        "160",
        "--deep_biaff_output_dim",
        "96",
        "--no_linearization",
        "--no_distance",
    ]
    arguments += ["--no_upos", "--no_xpos", "--no_ufeats", "--dropout", "0.3", "--word_dropout", "0.1"]
    arguments += ["--optim", "adamw", "--no_second_optim", "--lr", "0.002", "--batch_size", "1500"]
    arguments += ["--max_steps", "900", "--eval_interval", "300", *_saved(shop, "depparse")]
    parser.main(arguments)


def ner(shop: Workshop) -> None:
    """The entity recogniser (CRF over a BiLSTM) on the frozen encoder; entities of a tenth of the articles are held out."""
    shop.encoder()
    for split, paths in treebanks.entity_files(shop.data).items():
        rows = [
            [{"text": word, "ner": tag} for word, tag in zip(sentence.words, sentence.tags, strict=True)]
            for path in paths
            for sentence in treebanks.entity_sentences(path)
            if len(sentence.words) < 200
        ]
        Path(shop.file("ner", f"{split}.json")).write_text(json.dumps(rows), encoding="utf8")
    arguments = ["--mode", "train", "--shorthand", "en_compact", "--train_file", shop.file("ner", "train.json")]
    arguments += ["--eval_file", shop.file("ner", "dev.json"), *_ENCODED, "--hidden_dim", "128", "--dropout", "0.4"]
    arguments += ["--optim", "adam", "--lr", "0.002", "--batch_size", "64", "--max_batch_words", "2000"]
    ner_tagger.main([*arguments, "--max_steps", "1200", "--eval_interval", "300", *_saved(shop, "ner")])


#: The joint training as it was run, in stages: until which step, the step at which the rate would be down to zero, and the
#: pieces a step of trees, passages and entities.
_STAGES = (
    (200, 1300, (1100, 1000, 350)),
    (400, 1050, (1100, 1000, 350)),
    (600, 950, (700, 1500, 400)),
    (920, 920, (500, 1300, 800)),
)


def encoder(shop: Workshop, start: Path, *, threads: int = 2) -> None:
    """The shared encoder: cased vocabulary, PolNeAR as passages, joint fine-tuning on syntax, entities and attributions."""
    if not (shop.work / "cased" / "config.json").exists():
        cased_vocabulary.build(treebanks.require(start), shop.work / "cased", _training_words(shop.data))
    for split in ("train", "dev"):
        target = shop.work / "passages" / f"{split}.jsonl"
        if not target.exists():
            attributions.prepare(treebanks.require(shop.data / "polnear" / split), target, _tokenized(shop))
    for until, steps, sizes in _STAGES:
        joint.main(
            [
                *("--encoder", str(shop.work / "cased"), "--data", str(shop.data), "--out", str(shop.work / "joint")),
                *("--passages", str(shop.work / "passages"), "--until", str(until), "--steps", str(steps)),
                *("--sizes", *map(str, sizes), "--threads", str(threads)),
            ]
        )


@dataclass(frozen=True, slots=True)
class _Stage:
    """A stage of the attribution network's training.

    ``until`` which epoch it runs, in ``epochs`` the rate would be down to zero; the peak ``rates`` are those of the layers that
    see a sentence, of those that see a passage, and of the rest. ``keep`` of the weights before is kept.
    """

    until: int
    epochs: int
    rates: tuple[str, str, str]
    keep: float = 0.0


#: The stages as they were run, but that the first of the network that ships ran before there was dropout between the layers.
_STAGES_ON_POLNEAR = (
    _Stage(2, 7, ("0", "2e-4", "1e-3")),
    _Stage(4, 4, ("1e-4", "1.4e-4", "7e-4")),
)
#: Then come our articles, each given twice: once beside this share of PolNeAR, once beside that; the weights are averaged.
#: The network that ships is the mean of five such runs: both shares on the first 266 articles of newswire, the smaller one on
#: these and Wikinews, the larger one with 168 more of newswire, the smaller one on all of them.
_ON_OUR_ARTICLES, _SHARES = _Stage(1, 1, ("5e-5", "8e-5", "4e-4"), keep=0.5), ("0.6", "1.0")
_OWN = Path("corpus") / "training"
_STANDOFF = tuple(Path("corpus") / name for name in ("newswire.jsonl", "wikinews.jsonl"))


def attribution(shop: Workshop) -> None:
    """The attribution network: on the finished encoder's lower layers as they are, through all of its layers, on our articles.

    The articles are parsed by the pipeline that is shipped; the recipe is run where the repository lies.
    """
    folder, polnear = shop.work / "attribution", shop.work / "passages"
    before: Path | None = None
    for number, stage in enumerate(_STAGES_ON_POLNEAR, 1):
        before = _fitted(shop, stage, polnear, folder / str(number), before)
    made = []
    for share in _SHARES:
        own = shop.work / f"passages-own-{share}"
        given = ["--gold", str(_OWN), "--standoff", *map(str, _STANDOFF), "--data", str(shop.data)]
        given += ["--polnear", str(polnear)]
        own_articles.main([*given, "--out", str(own), "--part", share, "--times", "2"])
        made.append(_fitted(shop, _ON_OUR_ARTICLES, own, folder / f"own-{share}", before))
    attribution_model.average(made, folder / "attribution.safetensors")


def _fitted(shop: Workshop, stage: _Stage, passages: Path, out: Path, before: Path | None) -> Path:
    """The weights after a stage that goes on from others."""
    below, layers, head = stage.rates
    arguments = ["--encoder", str(shop.work / "joint" / "encoder"), "--passages", str(passages), "--out", str(out)]
    arguments += ["--until", str(stage.until), "--epochs", str(stage.epochs), "--keep", str(stage.keep)]
    arguments += [
        "--below-rate",
        below,
        "--rate",
        layers,
        "--head-rate",
        head,
        "--threads",
        str(torch.get_num_threads()),
    ]
    attribution_model.main([*arguments, *(("--start", str(before)) if before else ())])
    return out / "attribution.safetensors"


def _training_words(data: Path) -> Any:
    for path in treebanks.treebank_files(data, "train"):
        for block in treebanks.sentences(path):
            yield from (line.split("\t")[1] for line in block if not line.startswith("#"))
    for path in treebanks.entity_files(data)["train"]:
        for sentence in treebanks.entity_sentences(path):
            yield from sentence.words
    for _, text, _ in attributions.articles(data / "polnear" / "train"):
        yield from text.split()


def _tokenized(shop: Workshop) -> Callable[[Sequence[str]], list[list[Word]]]:
    folder = shop.work / "models"
    options = {"tokenize_model_path": shop.file("models", "tokenize", "compact.pt")}
    options["mwt_model_path"] = shop.file("models", "mwt", "compact.pt")
    resources = {"en": {"lang_name": "English", "packages": {}, "tokenize": {"compact": {}}, "mwt": {"compact": {}}}}
    (folder / "resources.json").write_text(json.dumps(resources), encoding="utf8")
    pipeline = stanza.Pipeline(
        "en",
        dir=str(folder),
        processors={"tokenize": "compact", "mwt": "compact"},
        download_method=None,
        use_gpu=False,
        **options,
    )

    def words(texts: Sequence[str]) -> list[list[Word]]:
        found = pipeline.bulk_process([stanza.Document([], text=text) for text in texts])
        return [document_words(document) for document in found]

    return words


def _saved(shop: Workshop, name: str) -> list[str]:
    return ["--save_dir", str(Path(shop.file("models", name, "compact.pt")).parent), "--save_name", "compact.pt"]


def _resumed(shop: Workshop, name: str) -> list[str]:
    there = shop.work / "models" / name / "compact.pt"
    return ["--load_name", "compact.pt"] if there.exists() else []


RECIPES: dict[str, Callable[[Workshop], None]] = {
    "tokenize": tokenize,
    "mwt": mwt,
    "lemma": lemma,
    "pos": pos,
    "depparse": depparse,
    "ner": ner,
    "attribution": attribution,
}


def threads(number: int) -> None:
    """How many threads the trainers may use."""
    torch.set_num_threads(number)

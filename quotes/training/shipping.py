"""Puts finished models where the package ships them from, with a card each."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from quotes.parsing.encoder import Encoder
from quotes.training import figures
from quotes.training.recipes import Workshop

_UD = ("UD English EWT (train)", "GUM 9 (train, nine genres with free texts)")
_UD_TERMS = "EWT CC BY-SA 4.0; GUM annotations CC BY 4.0, texts CC BY, CC BY-SA or public domain"
_TABLE = "LemmInflect 0.2.3's table of lemmas"
_NEWS = "Worldwide newswire entities (stanfordnlp/en-worldwide-newswire)"
_POLNEAR = "PolNeAR (networkdynamics/PolNeAR, train, first annotator)"
_OWN = (
    "corpus/training, corpus/newswire.jsonl and corpus/wikinews.jsonl (80 articles of this project; 611 of the newswire and 185 of "
    "Wikinews annotated for it)"
)
_OPEN = "no terms stated, texts belong to their publishers; only weights are shipped"
_DATA = {
    "tokenize": ((*_UD, _NEWS), f"{_UD_TERMS}; newswire: {_OPEN}"),
    "mwt": (_UD, _UD_TERMS),
    "pos": (_UD, _UD_TERMS),
    "lemma": ((*_UD, _TABLE), f"{_UD_TERMS}; LemmInflect MIT, made from the freely usable SPECIALIST Lexicon"),
    "depparse": (_UD, _UD_TERMS),
    "ner": ((_NEWS,), _OPEN),
    "attribution": (
        (_POLNEAR, _OWN),
        f"PolNeAR and newswire: {_OPEN}; Wikinews CC BY 2.5; our own articles Apache-2.0 or CC BY 4.0",
    ),
    "encoder": (
        ("all-MiniLM-L6-v2 (start)", *_UD, _NEWS, _POLNEAR),
        f"start Apache-2.0; {_UD_TERMS}; newswire and PolNeAR: {_OPEN}",
    ),
}
_STANZA = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")


def ship(shop: Workshop, target: Path, only: Collection[str] = ()) -> None:
    """Copies the models to ``target``, measures them there and writes their cards; ``only`` names those to ship (all)."""
    names = [name for name in _DATA if not only or name in only]
    for name in names:
        _copy(shop, target, name)
    default = dict.fromkeys(_STANZA, "compact")
    resources = {
        "en": {"lang_name": "English", "packages": {"default": default}, **{n: {"compact": {}} for n in _STANZA}}
    }
    (target / "resources.json").write_text(json.dumps(resources, indent=1) + "\n", encoding="utf8")
    measured = _measured(shop, target, names)
    folder = target / "cards"
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.json").write_text(
            json.dumps(_card(target, name, measured[name]), indent=1) + "\n", encoding="utf8"
        )


def _file(target: Path, name: str) -> Path:
    if name == "encoder":
        return target / "encoder" / "model.safetensors"
    return target / "en" / name / ("compact.safetensors" if name == "attribution" else "compact.pt")


def _copy(shop: Workshop, target: Path, name: str) -> None:
    if name == "encoder":
        shutil.copytree(shop.work / "joint" / "encoder", target / "encoder", dirs_exist_ok=True)
        return
    file = _file(target, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    if name == "attribution":
        made = shop.work / "attribution" / "attribution.safetensors"
        shutil.copy(made, file)
        shutil.copy(made.with_suffix(".json"), file.with_suffix(".json"))
    else:
        shutil.copy(shop.work / "models" / name / "compact.pt", file)


def _measured(shop: Workshop, target: Path, names: Collection[str]) -> dict[str, figures.Figures]:
    encoder = Encoder(target / "encoder")
    measured: dict[str, figures.Figures] = {"encoder": {}}
    if set(names) & {"tokenize", "mwt", "pos", "lemma", "depparse"}:
        measured |= figures.syntax(shop.data, shop.work, target, encoder)
    if "ner" in names:
        measured["ner"] = figures.entities(shop.data, target, encoder)
    if "attribution" in names:
        measured["attribution"] = figures.attribution(shop.work, _file(target, "attribution"), encoder)
    return measured


def _card(target: Path, name: str, measured: figures.Figures) -> dict[str, object]:
    data, terms = _DATA[name]
    file = _file(target, name)
    return {
        "name": f"newsquotes compact English, {name}",
        "processor": name,
        "file": str(file.relative_to(target)),
        "date": datetime.now(tz=UTC).date().isoformat(),
        "data": list(data),
        "terms": terms,
        "recipe": f"python -m quotes.training {name} --data DATA --work WORK",
        "figures": measured,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "bytes": file.stat().st_size,
    }

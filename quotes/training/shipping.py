"""Puts finished models where the package ships them from, with a card each."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from quotes.parsing.attribution_head import HeadConfig
from quotes.parsing.encoder import Encoder
from quotes.training import figures
from quotes.training.recipes import Workshop

_UD = ("UD English EWT (train)", "GUM 9 (train, nine genres with free texts)")
_UD_TERMS = "EWT CC BY-SA 4.0; GUM annotations CC BY 4.0, texts CC BY, CC BY-SA or public domain"
_NEWS = "Worldwide newswire entities (stanfordnlp/en-worldwide-newswire)"
_POLNEAR = "PolNeAR (networkdynamics/PolNeAR, train, first annotator)"
_OPEN = "no terms stated, texts belong to their publishers; only weights are shipped"
_DATA = {
    "tokenize": ((*_UD, _NEWS), f"{_UD_TERMS}; newswire: {_OPEN}"),
    "mwt": (_UD, _UD_TERMS),
    "pos": (_UD, _UD_TERMS),
    "lemma": (_UD, _UD_TERMS),
    "depparse": (_UD, _UD_TERMS),
    "ner": ((_NEWS,), _OPEN),
    "attribution": ((_POLNEAR,), _OPEN),
    "encoder": (
        ("all-MiniLM-L6-v2 (start)", *_UD, _NEWS, _POLNEAR),
        f"start Apache-2.0; {_UD_TERMS}; newswire and PolNeAR: {_OPEN}",
    ),
}
_STANZA = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")


def ship(shop: Workshop, target: Path) -> None:
    """Copies the models to ``target``, measures them there and writes their cards."""
    for name in _STANZA:
        folder = target / "en" / name
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(shop.work / "models" / name / "compact.pt", folder / "compact.pt")
    shutil.copytree(shop.work / "joint" / "encoder", target / "encoder", dirs_exist_ok=True)
    head = target / "en" / "attribution" / "compact.safetensors"
    head.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(shop.work / "joint" / "attribution.safetensors", head)
    config = HeadConfig()
    head.with_suffix(".json").write_text(
        json.dumps({name: getattr(config, name) for name in config.__slots__}), encoding="utf8"
    )
    default = dict.fromkeys(_STANZA, "compact")
    resources = {
        "en": {"lang_name": "English", "packages": {"default": default}, **{n: {"compact": {}} for n in _STANZA}}
    }
    (target / "resources.json").write_text(json.dumps(resources, indent=1) + "\n", encoding="utf8")
    _cards(shop, target, head)


def _cards(shop: Workshop, target: Path, head: Path) -> None:
    encoder = Encoder(target / "encoder")
    measured = figures.syntax(shop.data, shop.work, target, encoder)
    measured["ner"] = figures.entities(shop.data, target, encoder)
    measured["attribution"] = figures.attribution(shop.work, head, encoder)
    measured["encoder"] = {}
    folder = target / "cards"
    folder.mkdir(exist_ok=True)
    today = datetime.now(tz=UTC).date().isoformat()
    for name, (data, terms) in _DATA.items():
        file = {"encoder": target / "encoder" / "model.safetensors", "attribution": head}.get(
            name, target / "en" / name / "compact.pt"
        )
        card = {
            "name": f"newsquotes compact English, {name}",
            "processor": name,
            "file": str(file.relative_to(target)),
            "date": today,
            "data": list(data),
            "terms": terms,
            "recipe": f"python -m quotes.training {'encoder' if name == 'attribution' else name} --data DATA --work WORK",
            "figures": measured[name],
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            "bytes": file.stat().st_size,
        }
        (folder / f"{name}.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf8")

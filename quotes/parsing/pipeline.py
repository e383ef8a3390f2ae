"""The Stanza pipeline: which models it gets, and documents through it in batches."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import stanza
from stanza.pipeline.core import DownloadMethod

from quotes.parsing import attribution, spanning_tree
from quotes.parsing.encoder import Encoder
from quotes.parsing.sentences import bounded, joined
from quotes.parsing.views import parse, reading
from quotes.records import Document, Parse, Section

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
_CUTTING = ("tokenize", "mwt")
_READING = ("pos", "lemma", "depparse", "ner", attribution.ATTRIBUTION)
#: Characters of a word that Stanza's tokenizer may keep; a longer one (a torn address, say) it replaces by a placeholder.
LONGEST_WORD = 2000
_SECTIONS: tuple[Section, ...] = ("headline", "body", "sidebar")


class ModelsMissing(OSError):
    """The models that were asked for are not there; the message says what to do."""


class Parser:
    """Parses documents with Stanza.

    Args:
        models: ``"compact"`` (shipped, no network), ``"stanza"`` (Stanza's official English models, downloaded when they
            are not there) or the path of a Stanza resource folder (with ``resources.json`` and ``en/``).
        sections: the sections of a document to parse.

    Raises:
        ModelsMissing: the models are not there and cannot be fetched.
    """

    def __init__(self, models: str = "compact", *, sections: Sequence[Section] = _SECTIONS) -> None:
        self.sections = tuple(sections)
        self._encoder = Encoder(shipped() / "encoder")
        self._pipeline = _pipeline(models, self._encoder)

    def parse(self, documents: Sequence[Document]) -> list[Parse]:
        """The parses of documents, in their order; sentences are batched across them."""
        readings = [reading(document, self.sections) for document in documents]
        done: list[Parse] = [Parse((), ()) for _ in documents]
        there = [i for i, read in enumerate(readings) if read.text]
        if there:
            documents_ = [stanza.Document([], text=readings[i].text) for i in there]
            cut = [bounded(joined(found)) for found in self._pipeline.process(documents_, processors=_CUTTING)]
            found = self._pipeline.process(cut, processors=_READING)
            self._encoder.model.forget()
            for i, parsed in zip(there, found, strict=True):
                done[i] = parse(readings[i], parsed)
        return done


def shipped() -> Path:
    """The folder of the models that ship with the package."""
    return Path(str(files("quotes") / "models"))


def _pipeline(models: str, encoder: Encoder) -> Any:
    spanning_tree.install()
    name = attribution.ATTRIBUTION
    processors = {**dict.fromkeys(PROCESSORS, "default"), name: "compact"}
    options: dict[str, Any] = {
        "processors": processors,
        "use_gpu": False,
        "logging_level": "ERROR",
        "tokenize_max_seqlen": LONGEST_WORD,
        f"{name}_model_path": str(shipped() / "en" / name / "compact.safetensors"),
        f"{name}_encoder": encoder,
    }
    if models == "compact":
        return _local(shipped(), {**options, "foundation_cache": encoder.cache()})
    if models == "stanza":
        return _official(options)
    return _local(Path(models), options)


def _local(folder: Path, options: dict[str, Any]) -> Any:
    if not (folder / "resources.json").is_file():
        raise ModelsMissing(f"no Stanza models in {folder}: a resource folder holds resources.json and en/")
    return stanza.Pipeline("en", dir=str(folder), download_method=None, **options)


def _official(options: dict[str, Any]) -> Any:
    try:
        return stanza.Pipeline("en", download_method=None, **options)
    except Exception:  # Stanza raises many kinds for models that are not there; downloading is the answer to all.
        pass
    try:
        return stanza.Pipeline("en", download_method=DownloadMethod.REUSE_RESOURCES, **options)
    except Exception as error:
        raise ModelsMissing(
            "Stanza's official English models are not installed and could not be downloaded "
            f"({type(error).__name__}). Run `quotes models fetch` where there is a network, "
            "or use --models compact, which needs none."
        ) from error

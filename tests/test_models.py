from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from quotes.models import FOLDER, Card, CardError, cards
from quotes.terminal import show_cards

VALUES: dict[str, object] = {
    "name": "compact", "processor": "pos", "file": "en/pos/compact.pt", "date": "2024-05-31",
    "data": ["English Web Treebank"], "terms": "CC BY-SA 4.0", "recipe": "python -m quotes.training pos",
    "figures": {"UPOS on EWT test": 96.1}, "sha256": "00", "bytes": 2_000_000,
}  # fmt: skip


def test_a_card_is_read(tmp_path: Path) -> None:
    (tmp_path / "pos.json").write_text(json.dumps(VALUES))
    (card,) = cards(tmp_path)
    assert card.data == ("English Web Treebank",) and card.figures["UPOS on EWT test"] == 96.1
    assert card.path == FOLDER / "en/pos/compact.pt"


@pytest.mark.parametrize("content", ["", "[]", "{}", json.dumps({**VALUES, "data": None})])
def test_what_is_no_card_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "pos.json").write_text(content)
    with pytest.raises(CardError, match=r"pos\.json"):
        cards(tmp_path)


def test_changed_weights_are_noticed(tmp_path: Path) -> None:
    weights = tmp_path / "w.pt"
    weights.write_bytes(b"weights")
    values = VALUES | {"data": (), "file": str(weights), "sha256": hashlib.sha256(b"weights").hexdigest()}
    card = Card(**values)  # type: ignore[arg-type]
    assert card.intact()
    weights.write_bytes(b"changed")
    assert not card.intact()
    weights.unlink()
    assert not card.intact()


def test_cards_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pos.json").write_text(json.dumps(VALUES | {"file": "en/pos/none.pt"}))
    show_cards(cards(tmp_path))
    printed = capsys.readouterr().out
    for value in ("compact (pos), 2.0 MB", "none.pt (missing)", "CC BY-SA 4.0", "UPOS on EWT test 96.1"):
        assert value in printed


@pytest.mark.parametrize("card", cards(), ids=lambda card: card.processor)
def test_the_weights_that_ship_are_as_their_cards_say(card: Card) -> None:
    assert card.intact()
    assert card.bytes == card.path.stat().st_size

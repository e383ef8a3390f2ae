from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotes.evaluation import GoldError, load_gold
from quotes.records import Span

TEXT = "“We lost 5 ships,” the admiral said.\r\nNo one else did."
QUOTE = {
    "kind": "direct", "segments": [[1, 16]], "speaker": "the admiral", "aliases": ["admiral"], "mention": "the admiral",
    "cue": "said", "parent": None,
}  # fmt: skip
CLAIM = {
    "start": 9, "end": 16, "low": "5", "high": None, "relation": ">=", "unit": "ship", "claimant": "the admiral"
}  # fmt: skip


def write(folder: Path, quotes: object = (QUOTE,), claims: object = (CLAIM,), text: str | None = TEXT) -> Path:
    (folder / "fleet.json").write_text(json.dumps({"quotes": quotes, "claims": claims}), encoding="utf-8")
    if text is not None:
        (folder / "fleet.txt").write_bytes(text.encode())
    return folder


def test_an_article_is_read_with_its_line_ends(tmp_path: Path) -> None:
    (article,) = load_gold(write(tmp_path))
    assert article.article_id == "fleet" and article.text == TEXT
    assert article.quotes[0].segments == (Span(1, 16),)
    assert article.claims[0].low == 5.0 and article.claims[0].high is None
    assert article.aliases("the admiral") == ("admiral",) and article.aliases("nobody") == ()


def test_other_json_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "fleet.meta.json").write_text("{}")
    assert len(load_gold(write(tmp_path))) == 1


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no annotated article"):
        load_gold(tmp_path)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "reported"}, r"quotes\[0\].*reported"),
        ({"segments": []}, "no segments"),
        ({"segments": [[30, 900]]}, "no span"),
        ({"segments": [[5, 5]]}, "no span"),
        ({"segments": [["1", "2"]]}, "no span"),
        ({"segments": None}, "not a list"),
    ],
)
def test_a_broken_quote_is_named(tmp_path: Path, change: dict[str, object], told: str) -> None:
    with pytest.raises(GoldError, match=told):
        load_gold(write(tmp_path, quotes=[QUOTE | change]))


@pytest.mark.parametrize("change", [{"relation": "=="}, {"low": "many"}, {"end": 4}])
def test_a_broken_claim_is_named(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(GoldError, match=r"fleet\.json: claims\[0\]"):
        load_gold(write(tmp_path, claims=[CLAIM | change]))


def test_a_missing_key_or_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="speaker"):
        load_gold(write(tmp_path, quotes=[{k: v for k, v in QUOTE.items() if k != "speaker"}]))
    (tmp_path / "fleet.txt").unlink()
    with pytest.raises(GoldError, match=r"fleet\.txt"):
        load_gold(write(tmp_path, text=None))

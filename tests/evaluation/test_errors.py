"""The page of errors: its counts are the differences of the figures, and what stands on it is only ever text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html

from quotes import evaluation
from quotes.cli import main
from quotes.evaluation import GoldArticle, GoldClaim, GoldQuote, Prf
from quotes.evaluation.errors import SORTS, counted, misses, write_errors
from quotes.evaluation.scores import Row
from quotes.records import Span

TEXT = (
    "Harbour shut\n\n“The bridge is shut,” Dana Moor said. Rents rose 4 percent, the agency said. Boats left, it seems. "
    "Lea Falk wants 30 boats for $2 million. Over 9 miles of road are closed."
)


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def gold_quote(words: str, speaker: str, kind: str = "indirect") -> GoldQuote:
    return GoldQuote(kind, (at(words),), speaker, (), "said", None)  # type: ignore[arg-type]


def gold_claim(words: str, low: float, unit: str, claimant: str = "", relation: str = "=") -> GoldClaim:
    return GoldClaim(at(words), low, low, relation, unit, claimant)  # type: ignore[arg-type]


def quote(words: str, speaker: str | None, kind: str = "indirect") -> Row:
    span = at(words)
    return {"document_id": "a", "segments": [[span.start, span.end]], "kind": kind, "speaker": speaker, "rule": "named"}


def claim(
    words: str, low: float, unit: str, claimant: str | None = None, relation: str = "=", high: float | None = None
) -> Row:
    span, high = at(words), low if high is None else high
    return {"document_id": "a", "start": span.start, "end": span.end, "low": low, "high": high, "unit": unit,
            "relation": relation, "claimant": claimant, "confidence": 0.75}  # fmt: skip


ARTICLE = GoldArticle(
    "a",
    Path("a.txt"),
    TEXT,
    (
        gold_quote("The bridge is shut", "Dana Moor", "direct"),
        gold_quote("Rents rose 4 percent", "the agency"),
        gold_quote("wants 30 boats for $2 million", "Lea Falk"),
        gold_quote("Boats left", ""),
    ),
    (
        gold_claim("4 percent", 4, "percent", "the agency"),
        gold_claim("30 boats", 30, "boat"),
        gold_claim("$2 million", 2e6, "USD", "Lea Falk"),
        gold_claim("9 miles", 9, "mile"),
    ),
)
QUOTES = [
    quote("The bridge is shut", "Lea Falk", "mixed"),
    quote("Rents rose", "the agency"),
    quote("of road are closed", None),
]
CLAIMS = [
    claim("4 percent", 4, "percent", "Dana Moor"),
    claim("30 boats", 3, "boat"),
    claim("9 miles", 9, "metre", high=12),
]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    figures = evaluation.evaluate(QUOTES, CLAIMS, [ARTICLE])
    write_errors(misses(QUOTES, CLAIMS, [ARTICLE]), figures, tmp_path / "errors.html")
    return tmp_path / "errors.html"


def test_each_place_says_what_is_wrong_with_it() -> None:
    found = [(miss.sorts, (miss.expected or miss.found).words) for miss in misses(QUOTES, CLAIMS, [ARTICLE])]  # type: ignore[union-attr]
    assert found == [
        (("speaker", "kind"), "The bridge is shut"),
        (("borders",), "Rents rose 4 percent"),
        (("claimant",), "4 percent"),
        (("quote missed",), "wants 30 boats for $2 million"),
        (("number",), "30 boats"),
        (("claim missed",), "$2 million"),
        (("bounds", "unit"), "9 miles"),
        (("quote too many",), "of road are closed"),
    ]


def test_what_is_wrong_is_marked_on_both_sides() -> None:
    first = misses(QUOTES, CLAIMS, [ARTICLE])[0]
    for side in (first.expected, first.found):
        assert side is not None
        assert {fact.name for fact in side.facts if fact.wrong} == {"speaker", "kind"}
    assert first.found is not None and first.found.before.endswith("Harbour shut\n\n“")


def test_the_counts_are_the_differences_of_the_figures() -> None:
    counts = counted(misses(QUOTES, CLAIMS, [ARTICLE]))
    scores = evaluation.evaluate(QUOTES, CLAIMS, [ARTICLE]).scores
    assert list(counts) == list(SORTS)
    assert counts == differences(scores)


def differences(scores: dict[str, Prf] | Any) -> dict[str, int]:
    right = {name: score.right for name, score in scores.items()}
    lenient, span = scores["quotes.lenient"], scores["claims.span"]
    return {
        "quote missed": lenient.gold - lenient.right,
        "quote too many": lenient.found - lenient.right,
        "borders": lenient.right - right["quotes.strict"],
        "speaker": lenient.right - right["quotes.lenient_attributed"],
        "kind": lenient.right - right["quotes.kind"],
        "claim missed": span.gold - span.right,
        "claim too many": span.found - span.right,
        "number": span.right - right["claims.number"],
        "bounds": right["claims.number"] - right["claims.bounds"],
        "unit": right["claims.number"] - right["claims.number_unit"],
        "relation": right["claims.bounds"] - right["claims.relation"],
        "claimant": right["claims.number"] - right["claims.number_claimant"],
    }


def test_the_counts_agree_on_the_whole_corpus_with_rows_that_are_wrong_in_every_way() -> None:
    articles = evaluation.load_gold(Path(__file__).parent.parent.parent / "corpus" / "gold")
    quotes = [
        {"document_id": article.article_id, "segments": [[s.start, max(s.end - n % 30, s.start + 1)] for s in found.segments],
         "kind": ("direct", "mixed", found.kind)[n % 3], "speaker": (None, found.speaker, "Nobody Known")[n % 3]}
        for article in articles for n, found in enumerate(article.quotes) if n % 5
    ]  # fmt: skip
    claims = [
        {"document_id": article.article_id, "start": found.span.start, "end": found.span.end + n % 9, "low": found.low,
         "high": found.high if n % 4 else 77, "unit": found.unit if n % 3 else "yard",
         "relation": found.relation if n % 2 else "<", "claimant": None if n % 2 else found.claimant}
        for article in articles for n, found in enumerate(article.claims) if n % 6
    ]  # fmt: skip
    counts = counted(misses(quotes, claims, articles))
    assert counts == differences(evaluation.evaluate(quotes, claims, articles).scores)
    assert sum(count > 0 for count in counts.values()) >= 10


def test_markup_is_text_and_nothing_is_loaded(tmp_path: Path) -> None:
    harm = "<script>window.harm=1</script>\"><img src=x onerror='harm'>\u202e\ud800"
    article = GoldArticle(
        harm, Path("a.txt"), harm, (GoldQuote("direct", (Span(0, 30),), harm, (harm,), harm, None),), ()
    )
    figures = evaluation.evaluate([], [], [article])
    write_errors(misses([], [], [article]), figures, tmp_path / "errors.html")
    tree = html.fromstring((tmp_path / "errors.html").read_text(encoding="utf-8"))
    assert len(tree.xpath("//script")) == 2 and not tree.xpath("//img | //*[@src or @href or @style]")
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from tests.browser import chromium

    with chromium() as found:
        yield found


def test_sorts_and_words_filter(browser: Any, page: Path) -> None:
    from tests.browser import Opened

    opened = Opened(browser, page, viewport={"width": 360, "height": 700})
    shown = opened.page.locator(".miss:visible")
    assert shown.count() == 8 and opened.page.locator("#status").inner_text() == "8 of 8 shown"
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360
    opened.page.locator('[data-check="none"]').click()
    assert shown.count() == 0
    opened.page.locator('[value="unit"]').check()
    assert shown.count() == 1 and "metre" in shown.inner_text()
    opened.page.locator('[data-check="all"]').click()
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("METRE")
    assert shown.count() == 1
    opened.close()


def test_the_command_writes_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stages: tuple[Any, ...]) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "a.txt").write_text("“It is shut” said Moor.", encoding="utf-8")
    (gold / "a.json").write_text(
        '{"quotes": [{"kind": "direct", "segments": [[1, 11]], "speaker": "Falk", "cue": "said"}], "claims": []}'
    )
    monkeypatch.setattr("quotes.extractor.standard", lambda models, sidebar: stages)
    result = CliRunner().invoke(main, ["evaluate", str(gold), "--errors", str(tmp_path / "e.html"), "--quiet"])
    assert result.exit_code == 0, result.output
    text = html.parse(tmp_path / "e.html").getroot().text_content()
    assert "speaker 1" in " ".join(text.split()) and "Falk" in text and "Moor" in text
    result = CliRunner().invoke(main, ["evaluate", str(gold), "--errors", str(gold / "a.txt" / "e.html"), "--quiet"])
    assert result.exit_code == 1 and "was not written" in result.output

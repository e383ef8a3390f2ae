"""The gold corpus is well formed: what can be checked without reading the articles."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from quotes.annotation import read_gold

CORPUS = Path(__file__).parents[2] / "corpus"
ARTICLES = {path.stem: path for path in sorted((CORPUS / "gold").glob("*.json"))}

Gold = dict[str, Any]

DOUBLE_MARKS = '“”„"«»'
OPENING = "“„\"«‹‘'`"
CLOSING = "”\"»›’'“"
CLAIM_KEYS = {"start", "end", "text", "low", "high", "relation", "unit", "claimant"}
QUOTE_KEYS = {"kind", "segments", "text", "speaker", "aliases", "mention", "cue", "parent"}


def load(article: str) -> tuple[str, Gold]:
    text = ARTICLES[article].with_suffix(".txt").read_bytes().decode("utf-8")
    return text, json.loads(ARTICLES[article].read_text(encoding="utf-8"))


def bare(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters before and after a span, one blank skipped on each side (French marks stand off their words)."""
    before = text[: start - 1] if text[start - 1 : start] == " " else text[:start]
    after = text[end + 1 :] if text[end : end + 1] == " " else text[end:]
    return before[-1:], after[:1]


def is_turn(text: str, quote: Gold) -> bool:
    """Whether the quote is a turn of a transcript ("MELNIK: …", "Q. …"), verbatim without quotation marks."""
    label = re.escape(quote["mention"] + quote["cue"])
    return quote["cue"] in (":", ".") and bool(re.search(rf"(?m)^{label} $", text[: quote["segments"][0][0]]))


def has_marks(part: str) -> bool:
    """Whether a stretch of text holds quotation marks (an apostrophe is none), also badly decoded ones."""
    return any(mark in part for mark in DOUBLE_MARKS) or bool(re.search(r"‘|â€œ|(?<!\w)'(?=\w)|(?<!\w)''", part))


def inside(inner: Gold, outer: Gold) -> bool:
    return all(any(a <= c and d <= b for a, b in outer["segments"]) for c, d in inner["segments"])


def length(quote: Gold) -> int:
    return sum(end - start for start, end in quote["segments"])


def segment_faults(text: str, quote: Gold) -> list[str]:
    faults = []
    if not quote["segments"] or len(quote["segments"]) != len(quote["text"]):
        return ["segments and their texts do not pair"]
    previous = -1
    for (start, end), words in zip(quote["segments"], quote["text"], strict=True):
        if not previous < start < end <= len(text):
            faults.append("segments out of order")
        if text[start:end] != words:
            faults.append(f"segment is not its text: {words!r}")
        if words != words.strip() or "\n" in words:
            faults.append(f"segment with blanks at its edges or over paragraphs: {words!r}")
        previous = end
    return faults


def kind_faults(text: str, quote: Gold) -> list[str]:
    spans = [(start, end) for start, end in quote["segments"]]
    marked = [has_marks(text[start:end]) for start, end in spans]
    if quote["kind"] == "direct":
        if is_turn(text, quote):
            return []
        around = [bare(text, start, end) for start, end in spans]
        loose = [a for a in around if not (a[0] and a[0] in OPENING and (a[1] in CLOSING or a[1] == "\n"))]
        return ["direct segment outside quotation marks"] if loose else []
    faults = []
    if quote["kind"] == "mixed" and not any(marked):
        faults.append("mixed quote without quotation marks")
    if quote["kind"] == "indirect" and any(marked):
        faults.append("indirect quote with quotation marks")
    for start, end in spans:
        if re.search(r"(?<![a-z]\.[a-z])[.,]$", text[start:end]):
            faults.append("full stop or comma at the end of a clause")
        if re.match(r"(that|if|whether)\b", text[start:end]):  # "that" may be a pronoun; none of ours begins so
            faults.append("complementiser inside the segment")
    return faults


def name_faults(text: str, quote: Gold) -> list[str]:
    faults = [f"not in the text: {words!r}" for words in (quote["mention"], quote["cue"]) if words not in text]
    if not quote["speaker"] and (quote["aliases"] or quote["mention"]):
        faults.append("a mention or aliases without a speaker")
    if len({quote["speaker"], *quote["aliases"]}) != 1 + len(quote["aliases"]):
        faults.append("alias twice")
    if quote["speaker"] and not any(
        name.casefold() in text.casefold() for name in (quote["speaker"], *quote["aliases"])
    ):
        faults.append(f"speaker not in the text: {quote['speaker']!r}")
    return faults


def parent_faults(quotes: list[Gold]) -> list[str]:
    faults = []
    for index, quote in enumerate(quotes):
        around = [
            i for i, other in enumerate(quotes) if i != index and inside(quote, other) and length(other) > length(quote)
        ]
        wanted = min(around, key=lambda i: length(quotes[i]), default=None)
        if quote["parent"] != wanted:
            faults.append(f"parent of quote {index} is {quote['parent']}, the smallest quote around it is {wanted}")
    return faults


def bound_faults(claim: Gold) -> list[str]:
    low = None if claim["low"] is None else Decimal(claim["low"])
    high = None if claim["high"] is None else Decimal(claim["high"])
    fits = {
        "=": low is not None and low == high,
        "~": low is not None and low == high,
        "range": low is not None and high is not None and low < high,
        ">": low is not None and high is None,
        ">=": low is not None and high is None,
        "<": low is None and high is not None,
        "<=": low is None and high is not None,
    }
    return [] if fits.get(claim["relation"], False) else [f"bounds do not fit the relation: {claim}"]


def claim_faults(text: str, gold: Gold) -> list[str]:
    faults = []
    previous = -1
    for claim in gold["claims"]:
        start, end = claim["start"], claim["end"]
        if set(claim) != CLAIM_KEYS:
            faults.append("claim with other keys")
        if not previous <= start < end or text[start:end] != claim["text"] or claim["text"] != claim["text"].strip():
            faults.append(f"claim out of order or not its text: {claim['text']!r}")
        if not re.fullmatch(r"[A-Z]{3}( per [a-zA-Z ]+)?|[a-z][a-z_ -]*( per [a-z ]+)?", claim["unit"]):
            faults.append(f"unit: {claim['unit']!r}")
        around = [q for q in gold["quotes"] if any(a <= start and end <= b for a, b in q["segments"])]
        speaker = min(around, key=length)["speaker"] if around else ""
        if claim["claimant"] != speaker:
            faults.append(
                f"claimant of {claim['text']!r} is {claim['claimant']!r}, the innermost quote has {speaker!r}"
            )
        faults += bound_faults(claim)
        previous = end
    return faults


def faults_of(text: str, gold: Gold) -> list[str]:
    faults = []
    if set(gold) != {"quotes", "claims"}:
        faults.append("other keys than quotes and claims")
    if "\r" in text or not text.endswith("\n"):
        faults.append("line ends")
    spans = [quote["segments"] for quote in gold["quotes"]]
    if any(spans.count(span) > 1 for span in spans):
        faults.append("the same quote twice")
    if [span[0][0] for span in spans] != sorted(span[0][0] for span in spans):
        faults.append("quotes out of order")
    for quote in gold["quotes"]:
        if set(quote) != QUOTE_KEYS:
            faults.append("quote with other keys")
        faults += segment_faults(text, quote) + kind_faults(text, quote) + name_faults(text, quote)
    return faults + parent_faults(gold["quotes"]) + claim_faults(text, gold)


@pytest.mark.parametrize("article", ARTICLES)
def test_article_is_well_formed(article: str) -> None:
    assert faults_of(*load(article)) == []


def test_every_article_is_listed_once_and_has_its_text() -> None:
    listed = re.findall(
        r"(?m)^\| `([a-z0-9-]+)` \|.*\| \d+ \| \d+ \|$", (CORPUS / "FORMAT.md").read_text(encoding="utf-8")
    )
    assert sorted(listed) == sorted(ARTICLES)
    assert {path.stem for path in (CORPUS / "gold").glob("*.txt")} == set(ARTICLES)


def test_no_two_articles_are_the_same() -> None:
    texts = [load(article)[0] for article in ARTICLES]
    assert len(set(texts)) == len(texts) >= 26


def test_the_corpus_has_every_kind_and_relation() -> None:
    golds = [load(article)[1] for article in ARTICLES]
    quotes = [quote for gold in golds for quote in gold["quotes"]]
    claims = [claim for gold in golds for claim in gold["claims"]]
    for kind, least in (("direct", 100), ("indirect", 200), ("mixed", 50)):
        assert sum(quote["kind"] == kind for quote in quotes) >= least
    for relation in ("=", "~", "range", ">", ">=", "<", "<="):
        assert sum(claim["relation"] == relation for claim in claims) >= 5
    assert sum(quote["parent"] is not None for quote in quotes) >= 40
    assert sum(not quote["speaker"] for quote in quotes) >= 10


def shift_segment(gold: Gold) -> None:
    gold["quotes"][0]["segments"][0][0] += 1


def swap_kind(gold: Gold) -> None:
    quote = next(q for q in gold["quotes"] if q["kind"] == "indirect")
    quote["kind"] = "direct"


def lose_parent(gold: Gold) -> None:
    next(q for q in gold["quotes"] if q["parent"] is not None)["parent"] = None


def close_bound(gold: Gold) -> None:
    next(c for c in gold["claims"] if c["relation"] == "=")["high"] = None


def change_claimant(gold: Gold) -> None:
    gold["claims"][-1]["claimant"] += " Jr"


def repeat_quote(gold: Gold) -> None:
    gold["quotes"].append(copy.deepcopy(gold["quotes"][-1]))


@pytest.mark.parametrize("damage", [shift_segment, swap_kind, lose_parent, close_bound, change_claimant, repeat_quote])
def test_damage_is_found(damage: Callable[[Gold], None]) -> None:
    text, gold = load("tabloid-scratchcard")
    assert faults_of(text, gold) == []
    damage(gold)
    assert faults_of(text, gold)


def test_nothing_that_is_measured_on_is_trained_on() -> None:
    training = read_gold(CORPUS / "training")
    assert not training.problems
    assert sum(len(article.quotes) for article in training.articles) > 1500
    assert all(quote.cue.span or not quote.cue.text for article in training.articles for quote in article.quotes)

    def runs(text: str) -> set[tuple[str, ...]]:
        words = text.casefold().split()
        return {tuple(words[i : i + 12]) for i in range(len(words) - 11)}

    trained = set().union(*(runs(article.text) for article in training.articles))
    assert not [name for name in ARTICLES if runs(load(name)[0]) & trained]


@pytest.mark.parametrize("name", ["newswire.jsonl", "wikinews.jsonl"])
def test_the_annotation_of_texts_elsewhere_is_whole_and_holds_no_words(name: str) -> None:
    rows = [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf8").splitlines()]
    quotes = [(row["length"], quote) for row in rows for quote in row["quotes"]]
    stated = (CORPUS / "FORMAT.md").read_text(encoding="utf8")
    assert f"`{name}` annotates {len(rows)} articles" in stated
    assert f"{len(quotes):,} quotes" in stated
    assert len({row["file"] for row in rows}) == len(rows)
    for length, quote in quotes:
        assert quote.keys() == {"kind", "segments", "cue", "mention"}
        assert quote["segments"]
        for first, last in filter(None, [*quote["segments"], quote["cue"], quote["mention"]]):
            assert 0 <= first < last <= length

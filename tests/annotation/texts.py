"""What the tests of this folder share: a small article, made-up articles of any shape, and ways through each tool's form."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from quotes.annotation import AnnotatedArticle, AnnotatedClaim, AnnotatedQuote, Words
from quotes.annotation.assembling import assembled
from quotes.annotation.brat import standoff
from quotes.annotation.brat_reading import marked_in
from quotes.annotation.labelstudio import tasks
from quotes.annotation.labelstudio_reading import from_tasks
from quotes.annotation.settling import settled
from quotes.records import Span

TEXT = (
    "📰 Ferry stays shut\n\n"
    "“We lost 40 crates,” Ana Moor said, “and two boats.” She denied reports that the pier had sunk.\n\n"
    "“The first storm.\n\n“The second,” she added. Over 3.20 dollars each, the harbour wrote."
)


def at(words: str, nth: int = 1, text: str = TEXT) -> Span:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def words(text: str, nth: int = 1) -> Words:
    return Words(text, at(text, nth))


def ferry() -> AnnotatedArticle:
    """A split quote, one with another in it, one over paragraphs, and claims in and outside them."""
    moor, names = "Ana Moor", ("Moor", "Ms Moor")
    quotes = (
        AnnotatedQuote("indirect", (at("Ferry stays shut"),), cue_class="speech", score=0.75),
        AnnotatedQuote("direct", (at("We lost 40 crates,"), at("and two boats.")), moor, names, words("Ana Moor"),
                       words("said"), "speech", score=0.5),
        AnnotatedQuote("indirect", (at("reports that the pier had sunk"),), moor, names, words("She"), words("denied")),
        AnnotatedQuote("indirect", (at("the pier had sunk"),), "reports", (), words("reports"), words("reports")),
        AnnotatedQuote("direct", (at("The first storm."), at("The second,")), moor, names, words("she"), words("added")),
        AnnotatedQuote("mixed", (at("Over 3.20 dollars each"),), "harbour", (), words("harbour"), words("wrote"),
                       "writing"),
    )  # fmt: skip
    claims = (
        AnnotatedClaim(at("40 crates"), "40", "40", "=", "crate", moor),
        AnnotatedClaim(at("two boats"), "2", "2", "=", "boat", moor),
        AnnotatedClaim(at("Over 3.20 dollars"), "3.20", None, ">", "USD", "harbour"),
    )
    return settled(AnnotatedArticle("ferry", TEXT, quotes, claims))


def task(article: AnnotatedArticle | None = None) -> dict[str, Any]:
    """The task of an article with its annotation, as Label Studio would export it."""
    (made,) = json.loads(json.dumps(tasks([article or ferry()])))
    assert isinstance(made, dict)
    return made


def read_task(values: dict[str, Any]) -> tuple[AnnotatedArticle, list[str]]:
    """The article of a task, and what was told."""
    reading = from_tasks([values])
    (article,) = reading.articles
    return article, [f"{problem.severity}: {problem.message}" for problem in reading.problems]


def items(values: dict[str, Any]) -> list[dict[str, Any]]:
    found = values["annotations"][0]["result"]
    assert isinstance(found, list)
    return found


def read_ann(lines: str, text: str = TEXT, name: str = "ferry") -> tuple[AnnotatedArticle, list[str]]:
    """The article that the lines of an ``.ann`` make, and what was told."""
    told: list[str] = []

    def tell(message: str, severity: str) -> None:
        told.append(f"{severity}: {message}")

    return assembled(name, text, marked_in(text, lines, tell), tell), told


def through_label_studio(article: AnnotatedArticle) -> AnnotatedArticle:
    return read_task(task(article))[0]


def through_brat(article: AnnotatedArticle) -> AnnotatedArticle:
    return read_ann(standoff(article), article.text, article.article_id)[0]


NAMES = st.text(st.sampled_from("aZ é|\\:\"“'‮📰;\t\n "), min_size=1, max_size=8).map(str.strip)
PIECES = st.sampled_from(
    [
        "“No,” ",
        "he said. ",
        "Ana Moor ",
        "said ",
        "40 crates ",
        "📰",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\x85",
        "é́ ",
        "‮",
        "a",
    ]
)


@st.composite
def articles(draw: st.DrawFn) -> AnnotatedArticle:
    """Articles of any shape: overlapping and nested quotes, several segments, words that stand nowhere, open bounds."""
    text = "Start " + "".join(draw(st.lists(PIECES, min_size=3, max_size=25)))
    quotes = draw(st.lists(_quotes(text), max_size=4))
    claims = draw(st.lists(_claims(text), max_size=3))
    return settled(AnnotatedArticle("made up", text, tuple(quotes), tuple(claims)))


def _spans(text: str) -> st.SearchStrategy[Span]:
    places = st.integers(0, len(text))
    return st.tuples(places, places).map(sorted).map(lambda pair: Span(*pair)).filter(len)


@st.composite
def _quotes(draw: st.DrawFn, text: str) -> AnnotatedQuote:
    marks = st.one_of(st.just(Words()), _spans(text).map(lambda span: Words("", span)), NAMES.map(Words))
    return AnnotatedQuote(
        kind=draw(st.sampled_from(["direct", "indirect", "mixed"])),
        segments=tuple(draw(st.lists(_spans(text), min_size=1, max_size=3))),
        speaker=draw(st.one_of(st.just(""), NAMES)),
        aliases=tuple(draw(st.lists(NAMES, max_size=2))),
        mention=draw(marks),
        cue=draw(marks),
        cue_class=draw(st.sampled_from([None, "speech", "writing", "thought"])),
    )


@st.composite
def _claims(draw: st.DrawFn, text: str) -> AnnotatedClaim:
    low, high = sorted(draw(st.tuples(*[st.decimals(0, 10**12, places=2)] * 2)))
    bounds = {"=": (low, low), "~": (low, low), "range": (low, high), ">": (low, None), ">=": (low, None),
              "<": (None, high), "<=": (None, high)}  # fmt: skip
    relation = draw(st.sampled_from(["=", "~", "range", ">", ">=", "<", "<="]))
    first, last = (None if bound is None else str(bound) for bound in bounds[relation])
    unit = draw(st.sampled_from(["", "USD", "percentage_point", "barrel per day"]))
    return AnnotatedClaim(draw(_spans(text)), first, last, relation, unit, draw(st.one_of(st.just(""), NAMES)))

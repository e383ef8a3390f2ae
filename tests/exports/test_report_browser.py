"""The report in a browser: filters, links both ways, keys, dark, paper, phone, no script, hostile text, many articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from quotes.records import Article, Claim, Document, Parse, Problem, Quotation, Quote, Run, Span, Speaker
from quotes.tables import Tables, build
from tests.browser import CONTRAST, Opened, chromium
from tests.conftest import harbour

FERRY = (
    "Ferry fares up\n\n“Fares rise by 4 percent,” Omar Falk said. “It is not $2 million.”\n\n"
    "Lea Okoro called it “a 🚢 tax”, and 30 boats stayed away."
)


def ferry(document_id: str = "ferry") -> Article:
    """An article with a quote in two segments, claims in and outside quotes, and a quote of nobody."""
    document = Document(document_id, FERRY, title="Ferry fares up", publisher="Quay Post")

    def at(words: str) -> Span:
        return Span(FERRY.index(words), FERRY.index(words) + len(words))

    def quotation(*words: str, cue: str | None) -> Quotation:
        segments, said = tuple(map(at, words)), at(cue) if cue else None
        return Quotation("direct", segments, said, None, "speech", None, "body", "test", 0.9)

    quotes = (
        Quote(
            quotation("Fares rise by 4 percent,", "It is not $2 million.", cue="said"), Speaker("Omar Falk", "person")
        ),
        Quote(quotation("a 🚢 tax", cue="called"), Speaker("Lea Okoro", "person")),
        Quote(replace(quotation("stayed away", cue=None), kind="indirect", confidence=0.2), None),
    )
    share = Claim(
        at("4 percent"), at("Fares rise by 4 percent"), 4, 4, "=", "percent", "percent", "body", "t", 0.9, quote=0
    )
    cost = replace(share, span=at("$2 million"), unit="USD", dimension="money", low=2e6, high=2e6, negated=True)
    boats = replace(
        share, span=at("30 boats"), unit="boat", dimension="count", low=30, high=30, quote=None, confidence=0.3
    )
    return Article(document, Parse((), ()), quotes, (share, cost, boats))


PROBLEM = Problem(None, "in/torn.txt", "reading", "error", "it is empty: give a file with text")
RUN = Run("0.2.0", "compact", datetime(2024, 3, 6, 12, 0), 4.25, ("in/",), {"include": "sidebar"})


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tables = build([harbour(), ferry(), PROBLEM], include=("thought", "sidebar"))
    # Set here, because what the tables say is calibrated and changes with the models.
    claims = tables.claims.assign(confidence=[0.9, 0.8, 0.9, 0.9, 0.3])
    tables = replace(tables, claims=claims, run=RUN)
    tables.to_html(made := tmp_path_factory.mktemp("report") / "report.html")
    return made


Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, path: Path) -> Iterator[Open]:
    """Opens the report, or another one, and closes it: nothing may be said on the console or asked of the network."""
    made: list[Opened] = []

    def open_(tables: Tables | None = None, **options: object) -> Any:
        if tables is not None:
            tables.to_html(path.with_name("other.html"))
        options = {"viewport": {"width": 1280, "height": 800}, **options}
        made.append(Opened(browser, path.with_name("other.html") if tables is not None else path, **options))
        return made[-1].page

    yield open_
    for each in made:
        each.close()


def shown(page: Any) -> list[str]:
    """The words of the rows in the table."""
    rows = page.locator("#rows tbody tr")
    return [rows.nth(n).locator("td").nth(1).locator("bdi").first.inner_text() for n in range(rows.count())]


def choose(page: Any, name: str, value: str) -> None:
    page.locator(f'input[name="{name}"][value="{value}"]').check(force=True)


def chosen(page: Any) -> list[str]:
    return page.locator(".story.current .chosen").all_inner_texts()


def test_the_first_article_is_open_with_its_rows(opened: Open) -> None:
    page = opened()
    assert page.locator(".story:visible h2").all_inner_texts() == ["Harbour board rejects toll"]
    assert len(shown(page)) == 5
    assert page.locator("#rows-status").inner_text() == "5 quotes"
    page.locator('#articles a:has-text("Ferry")').click()
    assert page.locator(".story:visible h2").all_inner_texts() == ["Ferry fares up"]
    assert shown(page) == ["Fares rise by 4 percent, … It is not $2 million.", "a 🚢 tax", "stayed away"]


def test_text_is_shown_as_it_is_with_astral_characters_in_place(opened: Open) -> None:
    page = opened()
    page.locator('#articles a:has-text("Ferry")').click()
    assert page.locator(".story.current .body p").all_inner_texts() == FERRY.split("\n\n")[1:]
    assert page.locator(".story.current [data-r~='q6']").inner_text() == "a 🚢 tax"


@pytest.mark.parametrize(
    ("table", "control", "value", "left"),
    [
        ("quotes", '[name="text"]', "not $2", ["Fares rise by 4 percent, … It is not $2 million."]),
        ("quotes", '[name="text"]', "CHAIR", ["We turned it down … and for good"]),
        ("quotes", '[name="speaker"]', "okoro", ["a 🚢 tax"]),
        ("quotes", '[name="kind"]', "mixed", []),
        ("claims", '[name="unit"]', "usd", ["over $1.5 million", "$2 million"]),
        ("claims", '[name="dimension"]', "count", ["30 boats"]),
        ("claims", '[name="speaker"]', "falk", ["4 percent", "$2 million"]),
        ("claims", '[name="confidence"]', "85", ["over $1.5 million", "4 percent", "$2 million"]),
    ],
)
def test_each_control_filters(opened: Open, table: str, control: str, value: str, left: list[str]) -> None:
    page = opened()
    choose(page, "table", table)
    choose(page, "scope", "all")
    before = shown(page)
    field = page.locator(f"#filters {control}")
    if field.evaluate("field => field.tagName") == "SELECT":
        field.evaluate("(field, value) => { field.append(new Option(value)); }", value)
        field.select_option(value)
    else:
        field.fill(value)
    found = shown(page)
    assert [words for words in found if table == "claims" or words in left] == left
    assert 0 <= len(found) < len(before)
    page.locator("#clear").click()
    page.locator("#clear").wait_for(state="hidden")
    assert shown(page) == before


def test_order(opened: Open) -> None:
    page = opened()
    choose(page, "table", "claims")
    choose(page, "scope", "all")
    page.locator('[name="order"]').select_option("unsure")
    assert shown(page)[0] == "30 boats"
    page.locator('[name="order"]').select_option("sure")
    assert shown(page)[-1] == "30 boats"


def test_filters_reach_the_text_and_the_list(opened: Open) -> None:
    page = opened()
    page.locator('.key button:has-text("her deputy")').click()
    assert page.locator('[name="speaker"]').input_value() == "her deputy"
    assert page.locator("#articles li:visible").count() == 1
    assert "1 quotes match" in page.locator("#articles li:visible").inner_text()
    assert page.locator(".story.current [data-r~='q0'].off").count() == 2
    assert page.locator(".story.current [data-r~='q3'].off").count() == 0
    page.locator('.key button:has-text("her deputy")').click()
    assert page.locator(".off").count() == 0


def test_the_list_is_searched(opened: Open) -> None:
    page = opened()
    page.locator("#find-article").fill("quay")
    assert page.locator("#articles li:visible .title").all_inner_texts() == ["Ferry fares up"]
    assert page.locator("#list-status").inner_text() == "1 of 2 articles"


def test_from_a_row_to_its_words(opened: Open) -> None:
    page = opened()
    choose(page, "scope", "all")
    page.locator('#rows tr:has-text("not $2 million")').click()
    assert page.locator(".story:visible h2").all_inner_texts() == ["Ferry fares up"]
    assert "".join(chosen(page)) == "Fares rise by 4 percent,It is not $2 million."
    assert page.locator('#rows [aria-selected="true"]').count() == 1


def test_from_words_to_their_row(opened: Open) -> None:
    page = opened()
    page.locator(".story.current [data-r='q2 q3']").click()
    assert page.locator('#rows [aria-selected="true"]').inner_text().startswith("HD")
    assert chosen(page) == ["it would"]
    page.locator('#card button:has-text("Show the row")').nth(1).click()
    assert page.locator('#rows [aria-selected="true"]').get_attribute("data-key") == "q2"
    assert "".join(chosen(page)) == "The toll would cost over $1.5 million, as her deputy had said it would"


def test_words_lead_to_a_claim_where_claims_are_shown(opened: Open) -> None:
    page = opened()
    choose(page, "table", "claims")
    page.locator(".story.current .c").first.click()
    assert page.locator('#rows [aria-selected="true"]').get_attribute("data-key") == "c0"


def test_a_filter_that_hides_the_row_is_told(opened: Open) -> None:
    page = opened()
    page.locator("#find-text").fill("traffic")
    page.locator(".story.current [data-r='q1']").click()
    assert page.locator("#rows-status").inner_text() == "The filters hide the row of these words."


def test_hovering_shows_every_row_at_a_place(opened: Open) -> None:
    page = opened()
    page.locator(".story.current [data-r='q2 c0']").hover()
    told = page.locator("#card").inner_text()
    for words in (
        "over $1.5 million",
        "> 1,500,000 USD",
        "1,500,000",
        "open",
        "amount",
        "Dana Reyes",
        "Chair",
        "according to",
    ):
        assert words in told
    page.locator("#card").hover()
    page.wait_for_timeout(400)
    assert page.locator("#card").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    page.locator(".story.current [data-r='q0']").first.hover()
    told = page.locator("#card").inner_text()
    assert "Coast Radio" in told and "2024-03-04" in told and "harbour:q" in told


def test_everything_is_reached_by_keys(opened: Open) -> None:
    page = opened()
    focus = "document.activeElement"
    page.keyboard.press("/")
    page.keyboard.type("toll")
    assert shown(page) == ["The toll would cost over $1.5 million, as her deputy had said it would"]
    page.keyboard.press("Escape")
    assert len(shown(page)) == 5
    page.keyboard.press("Escape")
    assert page.evaluate(f"{focus}.id") == "text"
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate(f"{focus}.dataset.r") == "q0"
    assert page.locator("#card").is_visible()
    assert page.evaluate(f"{focus}.getAttribute('aria-describedby')") == "card"
    page.keyboard.press("Enter")
    assert page.evaluate(f"{focus}.dataset.key") == "q0"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{focus}.dataset.r") == "q2"
    assert "".join(chosen(page)).startswith("The toll would cost")


def test_arrow_keys_in_the_list_and_the_views(opened: Open) -> None:
    page = opened()
    page.locator('#articles a[aria-current="true"]').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator(".story:visible h2").all_inner_texts() == ["Ferry fares up"]
    page.locator("#tab-read").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#charts").is_visible() and page.locator("#read").is_hidden()
    page.keyboard.press("End")
    assert "newsquotes 0.2.0 with the models compact" in page.locator("#about").inner_text()
    page.keyboard.press("ArrowLeft")
    assert "it is empty: give a file with text" in page.locator("#problems").inner_text()


def test_a_bar_leads_to_the_quotes(opened: Open) -> None:
    page = opened()
    page.locator("#tab-charts").click()
    page.locator('.bars button:has-text("Omar Falk")').click()
    assert shown(page) == ["Fares rise by 4 percent, … It is not $2 million."]
    assert page.locator("#read").is_visible()


# Words in each colour, direct and indirect, and each colour's letters.
SAMPLES = """() => {
  for (const slot of [..."0123456789", "10", "11", "x"]) {
    for (const kind of ["direct", "indirect"]) {
      const words = make("span", `q s${slot} ${kind} sample`, "words");
      find(".story.current .body").append(make("p", "", words, make("span", `chip s${slot} sample`, "AB")));
    }
  }
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_legible_on_every_colour(opened: Open, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    page.evaluate(SAMPLES)
    samples = page.locator(
        ".sample, .small, .counts, .tabs button, .title, .link, .status, .switch span, #rows td, #rows th"
    )
    ratios = samples.evaluate_all(f"(elements) => elements.map({CONTRAST})")
    assert len(ratios) > 80 and min(ratios) >= 4.5
    dark = page.evaluate(f"({CONTRAST})(document.body)") and page.evaluate(
        "getComputedStyle(document.body).backgroundColor"
    )
    assert (dark == "rgb(20, 24, 28)") == (scheme == "dark")


def test_paper_shows_the_open_article_and_no_controls(opened: Open) -> None:
    page = opened(color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator(".story:visible").count() == 1
    assert page.locator("button:visible:not(.key button), input:visible, select:visible, nav:visible").count() == 0
    text = page.locator(".story.current").inner_text()
    assert "according to Reyes." in text and "We turned it down … and for good" in text and "1,500,000 USD" in text
    assert page.evaluate(f"({CONTRAST})(document.querySelector('.story.current .body'))") > 15
    box = page.evaluate("[document.querySelector('#text').scrollHeight, document.querySelector('#text').clientHeight]")
    assert box[0] <= box[1] + 1


LONG = "Ministry" * 30


def test_a_phone_needs_no_sideways_scrolling(opened: Open) -> None:
    article = ferry(f"folder/{LONG}")
    who = Speaker(LONG, "person", LONG)
    article = replace(
        article, document=replace(article.document, title=LONG, url=f"https://{LONG}.example"),
        quotes=tuple(replace(quote, speaker=who, via=LONG) for quote in article.quotes),
    )  # fmt: skip
    page = opened(
        build([article, replace(PROBLEM, path=LONG, message=LONG)]),
        viewport={"width": 360, "height": 700},
        has_touch=True,
    )
    wide = "document.documentElement.scrollWidth"
    for pane in ("list", "text", "rows"):
        page.locator(f'.panes [data-pane="{pane}"]').tap()
        assert page.locator(f".{pane}").is_visible() and page.evaluate(wide) <= 360
    for tab in ("charts", "problems", "about"):
        page.locator(f"#tab-{tab}").tap()
        assert page.locator(f"#{tab}").is_visible() and page.evaluate(wide) <= 360


def test_a_tap_shows_the_row_at_the_foot_of_a_phone(opened: Open) -> None:
    page = opened(viewport={"width": 360, "height": 700}, has_touch=True)
    page.locator(".story.current [data-r='q0']").first.tap()
    box = page.locator("#card").bounding_box()
    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 360, 700)
    page.locator("#card button").first.tap()
    assert page.locator('#rows [aria-selected="true"]').is_visible()
    page.locator('#rows tr[data-key="q2"]').tap()
    assert page.locator(".story.current .chosen").first.is_visible()


def test_who_wants_no_motion_gets_none(opened: Open) -> None:
    page = opened(reduced_motion="reduce")
    assert page.locator(".story.current [data-r]").first.evaluate("e => getComputedStyle(e).transitionDuration") == "0s"
    assert page.evaluate("calm()") is True


def test_without_scripts_articles_and_rows_can_be_read(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    text = page.locator("body").inner_text()
    for words in (
        "as her deputy had said it would, according to Reyes.",
        "30 boats stayed away",
        "We turned it down … and for good",
    ):
        assert words in text
    assert page.locator("table.plain:visible").count() >= 5
    assert page.locator("#filters").is_hidden() and page.locator("#tab-read").is_hidden()


MARKUP = (
    "<script>window.harm = 1</script>", '"><img src=x onerror="window.harm=1">', "</script><script>window.harm=1</script>",
    "' onmouseover='window.harm=1' x='", "{{ 7 * 7 }}", "<!--<script>", "javascript:window.harm=1",
    "</style><svg onload=window.harm=1>", "</noscript><iframe srcdoc='<b>'>",
)  # fmt: skip


def hostile(payload: str) -> Tables:
    """Tables with the payload in every column of text that has no list of words."""
    text = f"{payload}\n\n“{payload}” {payload} said. {payload}"
    start = text.index("“") + 1
    inside = Span(start, start + len(payload))
    document = Document(payload, text, payload, payload, payload, payload, None, payload, payload, "en", payload)
    quotation = Quotation("direct", (inside,), inside, payload, "speech", inside, "body", payload, 0.9)
    quote = Quote(quotation, Speaker(payload, "person", payload, (inside,)), via=payload, rule=payload)
    claim = Claim(inside, inside, 1, 2, "range", payload, "count", "body", payload, 0.9, about=payload, quote=0)
    problem = Problem(payload, payload, payload, "warning", payload)
    run = Run(payload, payload, datetime(2024, 1, 1), 1.0, (payload,), {payload: payload})
    tables = build([Article(document, Parse((), ()), (quote,), (claim,)), problem])
    return replace(tables.merge_speakers().compare_claims(), run=run)


@pytest.mark.parametrize(
    "payload", ["".join(MARKUP), *MARKUP[:2], "\u2028;window.harm=1//", "__proto__", "constructor"]
)
def test_nothing_in_the_tables_is_ever_markup_or_script(opened: Open, payload: str) -> None:
    page = opened(hostile(payload))
    for table in ("quotes", "claims"):
        choose(page, "table", table)
        page.locator("#rows tbody tr").first.click()
        page.locator(".story.current [data-r]").first.hover()
        assert payload.strip("\u2028") in page.locator("#card").text_content()
    page.locator(".key button").first.click()
    for tab in ("charts", "problems", "about"):
        page.locator(f"#tab-{tab}").click()
    assert page.evaluate("window.harm") is None
    assert page.locator("script").count() == 3
    assert (
        page.locator(
            "img, iframe, object, embed, link, [onerror], [onload], [onmouseover], a:not([href^='#a'])"
        ).count()
        == 0
    )
    assert payload in page.locator(".story .body").text_content()


TURNED = "Dana \u202eseyeR\u2066 א\u2067"


def test_turning_characters_turn_nothing_but_their_own_words(opened: Open) -> None:
    page = opened(hostile(TURNED))
    page.locator("#rows tbody tr").first.click()
    page.locator(".story.current [data-r]").first.hover()
    loose = page.evaluate("""() => [...document.querySelectorAll("body *")].filter((element) =>
        !["SCRIPT", "NOSCRIPT", "OPTION"].includes(element.tagName)
        && [...element.childNodes].some((node) => node.nodeType === 3 && /[\\u202e\\u2066\\u2067]/.test(node.data))
        && !element.closest("bdi, [dir=auto], svg title")).map((element) => element.outerHTML)""")
    assert loose == []
    kind, sure = (page.locator("#rows tbody td").nth(n).bounding_box()["x"] for n in (2, 3))
    assert kind < sure


def test_articles_without_their_text_show_their_rows(opened: Open) -> None:
    page = opened(replace(build([ferry()]), texts={}))
    assert "The text was not kept" in page.locator(".story.current").inner_text()
    page.locator("#rows tbody tr").nth(1).click()
    assert chosen(page) == ["a 🚢 tax"]


def test_no_article_at_all(opened: Open) -> None:
    page = opened(build([PROBLEM]))
    assert "No article was read." in page.locator("#text").inner_text()
    assert page.locator("#tab-problems .badge").inner_text() == "1"


def test_hundreds_of_articles_come_a_page_of_rows_at_a_time(opened: Open) -> None:
    page = opened(build(ferry(f"d{n:03}") for n in range(200)))
    choose(page, "scope", "all")
    rows = page.locator("#rows tbody tr")
    per_page = rows.count()
    assert per_page < 600 and page.locator("#pager span").inner_text() == f"1 to {per_page} of 600"
    page.locator('#pager [data-step="1"]').click()
    assert rows.first.get_attribute("data-key") == f"q{per_page}"
    page.locator("#articles a").last.click()
    page.locator(".story.current [data-r]").first.click()
    assert page.locator('#rows [aria-selected="true"]').get_attribute("data-key") == "q597"
    took = page.evaluate("""() => { const start = performance.now(); find("#find-text").value = "tax"; refresh();
        document.body.offsetHeight; return performance.now() - start; }""")
    assert page.locator("#rows-status").inner_text() == "200 of 600 quotes" and took < 1000


def test_a_notebook_frame_works_by_itself(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "cell.html").write_text(f"<!doctype html>{build([harbour(), ferry()])._repr_html_()}", encoding="utf-8")
    opened = Opened(browser, tmp_path / "cell.html", viewport={"width": 1000, "height": 800})
    frame = opened.page.frame_locator("iframe")
    frame.locator("#articles a").nth(1).click()
    assert frame.locator(".story:visible h2").all_inner_texts() == ["Ferry fares up"]
    frame.locator("#rows tbody tr").nth(1).click()
    assert frame.locator(".chosen").all_inner_texts() == ["a 🚢 tax"]
    opened.asked = [address for address in opened.asked if address != "about:srcdoc"]
    opened.close()

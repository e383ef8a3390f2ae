from datetime import date

import pytest
from hypothesis import given

from quotes.documents import from_text
from quotes.documents.languages import language_of
from tests.documents.test_cleaned import TEXTS

LEAD = "The talks have ended, the minister said on Friday."


def test_the_title_is_the_cleaned_headline() -> None:
    assert from_text(f"Mayor&#039;s  son\xa0quits\n\n{LEAD}").title == "Mayor's son quits"


def test_a_given_title_wins() -> None:
    assert from_text(f"Mayor quits\n\n{LEAD}", title="Mayor goes").title == "Mayor goes"


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        (f"Deal\n\nMonday, February 18, 2019\n\n{LEAD}", None, date(2019, 2, 18)),
        (f"Deal\n\nKYIV, 5 May 2020 (AP) - {LEAD}", "2018-01-01.txt", date(2020, 5, 5)),
        (f"Deal\n\n{LEAD}\n\nPublished: 3 June 2021", None, date(2021, 6, 3)),
        (f"Deal\n\n{LEAD}", "wire/2018-01-02-003.txt", date(2018, 1, 2)),
        (f"Deal\n\n{LEAD}\n\nRecent stories\n\n4 May 2001", None, None),
    ],
)
def test_published(text: str, path: str | None, expected: date | None) -> None:
    assert from_text(text, path=path).published == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"date 2020-09-20 DailyGrain.com\nDaily Grain\n\nDeal done, says envoy\n\n{LEAD}", "Daily Grain"),
        (f"Deal\n\n{LEAD}\n\n© 1997-2020, Grain Media Group. All rights reserved.", "Grain Media Group"),
        (f"Deal\n\nMINSK (BelTA) – {LEAD}", "BelTA"),
        (f"World\n\nDeal done, says envoy\n\n{LEAD}\n\nMore stories from World", None),
        (f"Deal\n\n{LEAD}\n\nRecent stories\n\nMinister says cafÃ©s may reopen, warn ..", None),
        (f"Deal\n\n{LEAD}", None),
    ],
)
def test_publisher(text: str, expected: str | None) -> None:
    assert from_text(text).publisher == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said on Friday that the talks with the union had ended.", "en"),
        ("Der Minister sagte am Freitag, dass die Gespräche mit der Gewerkschaft beendet seien.", "de"),
        ("Le ministre a déclaré vendredi que les discussions avec le syndicat étaient terminées.", "fr"),
        ("Министр заявил в пятницу, что переговоры с профсоюзом завершены.", "ru"),
        ("Kremlin", None),
        ("", None),
    ],
)
def test_language(text: str, expected: str | None) -> None:
    assert language_of(text) == expected


def test_half_surrogates_are_replaced_one_for_one() -> None:
    document = from_text("He said \ud83d no.")
    assert document.text == "He said \ufffd no."
    assert len(document.sha256) == 64


@given(TEXTS)
def test_the_text_stays_as_it_was(text: str) -> None:
    document = from_text(text, language="en")
    assert document.text == text

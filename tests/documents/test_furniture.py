import pytest

from quotes.documents.furniture import furniture


@pytest.mark.parametrize(
    "line",
    ["Related Topics", "RECENT STORIES", "More Stories From World", "About Us | Contact Us | Jobs",
     "© 2019 Daily Grain", "All rights reserved.", "You may also like:", "Tags: grain, export", "Home | News | Sport"],
)  # fmt: skip
def test_regions(line: str) -> None:
    assert furniture(line) == "region"


@pytest.mark.parametrize(
    "line",
    [
        "16 minutes ago",
        "Updated 3 hours ago",
        "Storm delays the harvest in the nor ..",
        "Read more: Grain prices fall",
        "By JANE DOE",
        "By Jane Doe and John Roe, in Minsk",
        "Jane Doe 1 minute ago Sun 20th September 2020 | 06:30 PM",
        "Monday, February 18, 2019",
        "Published: 12 March 2021, 14:05 GMT",
        " date 2020-09-20 Grain.com",
        "Education - Urdu News - Car Prices - Breaking News - Travel Guide",
        "The mayor in 1969  (Image: City Archive)",
        "Ministers at the table. Jane Roe/Reuters",
        "Photo: Jane Roe",
        "https://example.org/story",
        "***",
        "From our correspondent in Nadi",
        "By our courts reporter",
        "From Erik Lund in Tallinn",
        "LIVE | Last updated 18:52 CET",
        "18:52",
        "██ Held by rebels",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "padding-top:20px;",
    ],
)
def test_lines(line: str) -> None:
    assert furniture(line) == "line"


@pytest.mark.parametrize(
    "line",
    [
        "He left 16 minutes ago.",
        "By Monday the water had gone, officials said.",
        "By Friday, Minsk Was Calm",
        "Ministers agree grain deal - envoy",
        "The mayor resigned on Monday, February 18, 2019.",
        "“I was there,” he said. (He was not.)",
        "Natalia Doe, press secretary of the mayor:",
        "Share prices fell by 3 percent, the exchange said.",
        "Related charges were dropped, his lawyer said.",
        "Comments by the minister drew protests.",
        "Redgate Rovers 3 Harbour Town 2",
        "From Monday the pool in Redgate is closed",
        "Score: 3 goals in 5 minutes;",
        "”",
    ],
)
def test_what_an_article_says_is_none(line: str) -> None:
    assert furniture(line) is None

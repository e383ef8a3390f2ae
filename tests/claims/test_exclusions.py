"""Numbers that are no claims."""

import pytest

from tests.claims.helpers import claims


@pytest.mark.parametrize(
    "text",
    [
        "They met on July 10, 2019",
        "The shops opened on March 4 and 5",
        "It began at 5:17 p.m. on 12 May",
        "The clash was at 1639 UTC",
        "He won in 2016",
        "The 1973 building was sold",
        "Sirhan, 75, is in jail",
        "The 64-year-old mayor resigned",
        "Cases of COVID-19 at the G20",
        "A Boeing 737 and flight 1344",
        "Highway 61 and Article 5 and Section 4",
        "Call 911 or +1 202 555 0175",
        "One of the ministers left",
        "The eleventh governor and the 21st century",
        "Help for people under 40, and he is over 70.",
        "The boy, who wears the No 9 shirt, turns 21 on Friday",
        "Dial 2-1-1",
        "Children between the ages of 14 and 18 left",
        "Between 1600 and 1900 temperatures fell",
        "The S&P 500 companies and the FTSE 100",
        "It grew in the 1970s",
        "Open 24/7 since 9/11",
        "A third party held the first half",
        "Write to a1@example.org or https://example.org/2020/44",
        "It was once a week market of the 1800s",
        "He sat in seat 9C",
        "Voters over 65 were patient",
        "A percentage of it",
        "Passengers of flight AS 4471 waited",
        "The House passed HR 6819",
        "The 2019-20 season was cut short",
        "Title 42 was dropped and Order 66 was signed",
        "He lives at 221B Baker Street",
        "A .22 rifle and a 9mm pistol were found",
        "Unit 731 was searched",
        "Case 14-556 and ISBN 978-0-306-40615-7 are listed",
        "His 401k and her 401(k) shrank",
        "The Year 9 pupils sat down",
        "A long march of BA.5 began",
        "The unrest of May 68 was recalled",
        "A six-figure sum was paid",
        "He began in Zero Hour and ended there",
        "And he's six.",
        "She moved not one inch",
        "Women between 20 and 35, mostly",
        "A figure of 200,0000 is a slip",
        "It took the past year and a half",
        "A number of ships, several crates, a few men, a couple of dogs",
    ],
)
def test_no_claim(text: str) -> None:
    found = [claim.span.text(text) for claim in claims(text)]
    assert found == (["once a week"] if "once a week" in text else [])


def test_the_sidebar_is_left_out() -> None:
    assert claims("Sales rose 5 percent", section="sidebar") == []
    assert len(claims("Sales rose 5 percent", section="headline")) == 1

"""The probability of a row: between 0 and 1, higher where more speaks for it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quotes.calibration import confidence, features
from quotes.calibration.confidence import probability
from quotes.records import Article, Quote


def with_model(quote: Quote, sure: float) -> Quote:
    return replace(quote, quotation=replace(quote.quotation, rule="attribution-model", confidence=sure))


def test_a_surer_model_makes_a_surer_row(article: Article) -> None:
    quote = article.quotes[0]
    low, high = confidence(with_model(quote, 0.6)), confidence(with_model(quote, 0.98))
    assert 0 < low < high < 1


def test_a_quote_without_a_speaker_is_less_sure_than_one_with_a_name(article: Article) -> None:
    quote = with_model(article.quotes[0], 0.9)
    assert confidence(replace(quote, rule="none")) < confidence(replace(quote, rule="name"))


@given(st.floats(allow_nan=False, allow_infinity=True))
def test_whatever_the_model_says_the_probability_is_one(value: float) -> None:
    assert 0 <= probability({"bias": 1.0, "model": value}, {"bias": 0.5, "model": 1.0}) <= 1


def test_features_tell_what_decided(article: Article) -> None:
    quote = replace(article.quotes[3], rule="pronoun")
    assert features(quote)["nested"] == 1.0
    assert "speaker pronoun" in features(quote)

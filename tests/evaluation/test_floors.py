from __future__ import annotations

from pathlib import Path

import pytest

from quotes.evaluation import Figures, FloorError, Floors, Prf, broken, load_floors, raised, report


def figures(right: int, articles: int = 3) -> Figures:
    """F1 of ``right`` percent."""
    return Figures(articles, {"quotes.lenient": Prf(right, 100, right, 100)})


def test_a_figure_below_its_floor_breaks_it() -> None:
    floors = Floors(3, {"quotes.lenient": 70.0})
    assert broken(figures(70), floors) == []
    assert broken(figures(69), floors) == ["quotes.lenient F1 69.00, floor 70.0"]


def test_fewer_articles_or_a_figure_not_measured_break_it_too() -> None:
    (few,) = broken(figures(90, articles=2), Floors(3, {}))
    assert "2 annotated articles, 3 wanted" in few
    assert broken(figures(90), Floors(3, {"claims.number": 1.0})) == ["claims.number was not measured"]


def test_floors_rise_to_what_was_measured_less_the_slack() -> None:
    new = raised(figures(80), Floors(3, {"quotes.lenient": 70.0}, slack=0.5))
    assert new.floors == {"quotes.lenient": 79.5}
    assert broken(figures(80), new) == []


def test_floors_do_not_fall_within_the_slack() -> None:
    old = Floors(3, {"quotes.lenient": 79.8})
    assert raised(figures(80), old).floors == old.floors


def test_floors_are_lowered_only_when_told() -> None:
    old = Floors(3, {"quotes.lenient": 85.0})
    with pytest.raises(FloorError, match="floors only rise"):
        raised(figures(80), old)
    assert raised(figures(80), old, allow_lower=True).floors == {"quotes.lenient": 79.5}


def test_first_floors_need_no_file() -> None:
    assert raised(figures(80), None) == Floors(3, {"quotes.lenient": 79.5})


def test_floors_are_written_and_read(tmp_path: Path) -> None:
    floors = Floors(3, {"quotes.lenient": 79.5}, slack=1.0)
    floors.write(tmp_path / "baseline.json")
    assert load_floors(tmp_path / "baseline.json") == floors


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"floors": {"a": "b"}, "articles": 1}', '{"floors": [], "articles": 1}']
)
def test_what_is_no_file_of_floors_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "baseline.json").write_text(content)
    with pytest.raises(FloorError, match=r"baseline\.json"):
        load_floors(tmp_path / "baseline.json")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FloorError):
        load_floors(tmp_path / "baseline.json")


def test_the_report_shows_figures_and_floors() -> None:
    text = report(figures(80), Floors(3, {"quotes.lenient": 79.5}))
    assert "3 articles" in text
    assert "quotes.lenient  P  80.0  R  80.0  F1  80.0    100 annotated    100 found  floor  79.5" in text

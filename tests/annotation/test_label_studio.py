"""Corrections in Label Studio mean what the annotator means, and what cannot be used is told."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from quotes.annotation import AnnotatedQuote, AnnotationError, Words
from quotes.annotation.labelstudio import labeling_config, tasks
from quotes.annotation.labelstudio_reading import from_tasks
from quotes.annotation.settling import parent_of
from tests.annotation.texts import TEXT, at, ferry, items, read_task, task

Values = dict[str, Any]


def named(values: Values, key: str, control: str = "label") -> Values:
    (found,) = [i for i in items(values) if i.get("id") == key and i["from_name"] == control]
    return found


def quote_of(values: Values, segment: str) -> AnnotatedQuote:
    article, _ = read_task(values)
    (found,) = [quote for quote in article.quotes if quote.segments[0] == at(segment)]
    return found


def drop(values: Values, unwanted: Callable[[Values], bool]) -> Values:
    values["annotations"][0]["result"] = [item for item in items(values) if not unwanted(item)]
    return values


def add(values: Values, words: str, label: str, key: str, *links: str, nth: int = 1) -> Values:
    span = at(words, nth)
    value = {"start": span.start, "end": span.end, "text": words, "labels": [label]}
    region = {"id": key, "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual", "value": value}
    relations = [{"type": "relation", "from_id": key, "to_id": link, "direction": "right"} for link in links]
    items(values).extend([region, *relations])
    return values


def test_the_interface_has_every_control_and_choice_that_is_written() -> None:
    tree = ElementTree.fromstring(labeling_config())
    controls = {tag.get("name"): tag for tag in tree.iter() if tag.get("toName") == "text"}
    assert all(tag.get("perRegion") == "true" for name, tag in controls.items() if name != "label")
    for item in items(task()):
        if item["type"] == "relation":
            assert set(item["labels"]) <= {tag.get("value") for tag in tree.iter("Relation")}
        else:
            control = controls[item["from_name"]]
            assert control.tag.lower() == item["type"]
            given = item["value"].get("labels") or item["value"].get("choices") or []
            assert set(given) <= {tag.get("value") for tag in control}


def test_offsets_count_code_points_and_every_region_says_its_words() -> None:
    marked = [item["value"] for item in items(task()) if item["type"] == "labels"]
    assert marked and all(TEXT[value["start"] : value["end"]] == value["text"] for value in marked)


def test_predictions_bear_their_confidence_and_annotations_none() -> None:
    (made,) = tasks([ferry()], model_version="m 1")
    (prediction,) = json.loads(json.dumps(made))["predictions"]
    assert prediction["model_version"] == "m 1" and prediction["score"] == 0.625
    assert {item["id"] for item in prediction["result"] if "score" in item} == {"quote1", "quote2", "quote2.2"}
    assert "predictions" not in task()


def test_annotations_come_before_predictions() -> None:
    values = task()
    values["predictions"] = [{"result": []}]
    assert read_task(values) == (ferry(), [])
    values["annotations"], values["predictions"] = [], [{"result": items(task())}]
    article, told = read_task(values)
    assert article == ferry() and "its predictions were taken" in told[0]


def test_of_several_annotations_the_ground_truth_else_the_latest_counts() -> None:
    values = task()
    empty: Values = {"result": [], "updated_at": "2024-05-02T00:00:00Z"}
    values["annotations"][0]["updated_at"] = "2024-05-01T00:00:00Z"
    values["annotations"].append(empty)
    article, told = read_task(values)
    assert article.quotes == () and "2 annotations" in told[0]
    values["annotations"][0]["ground_truth"] = True
    assert read_task(values)[0] == ferry()


def test_a_skipped_task_is_left_out() -> None:
    values = task()
    values["annotations"][0]["was_cancelled"] = True
    reading = from_tasks([values])
    assert reading.articles == () and "skipped" in reading.problems[0].message


def test_new_ids_change_nothing() -> None:
    text = json.dumps(task())
    for item in items(task()):
        if "id" in item:
            text = text.replace(f'"{item["id"]}"', f'"x-{item["id"]}-9"')
    assert read_task(json.loads(text)) == (ferry(), [])


def test_moved_borders_are_taken_without_white_space_and_claimants_follow() -> None:
    values = task()
    for item in items(values):
        if item.get("id") == "quote2":  # now ends before the crates
            item["value"].update(start=at("We lost ").start, end=at("We lost ").end)
            if item["type"] == "labels":
                item["value"]["text"] = "We lost "
    article, told = read_task(values)
    assert article.quotes[1].segments == (at("We lost"), at("and two boats."))
    assert [claim.claimant for claim in article.claims] == ["", "Ana Moor", "harbour"] and told == []


def test_a_removed_segment_link_makes_two_quotes() -> None:
    values = drop(task(), lambda item: item["type"] == "relation" and item["to_id"] == "quote2.2")
    article, _ = read_task(values)
    assert [quote.segments for quote in article.quotes[1:3]] == [(at("We lost 40 crates,"),), (at("and two boats."),)]
    assert article.quotes[1].speaker == "Ana Moor" and article.quotes[2].speaker == ""


def test_a_removed_relation_takes_the_source_away_and_is_told() -> None:
    values = drop(task(), lambda item: item["type"] == "relation" and item["to_id"] == "source6")
    changed = quote_of(values, "reports that the pier had sunk")
    assert changed.mention == Words() or changed.mention.text == "She"
    loose = [i["id"] for i in items(values) if i["type"] == "labels" and i["value"]["text"] == "She"]
    values = drop(task(), lambda item: item["type"] == "relation" and item["to_id"] in loose)
    _, told = read_task(values)
    assert quote_of(values, "reports that the pier had sunk") == replace(ferry().quotes[2], mention=Words())
    assert len(told) == 1 and "source “She”" in told[0] and "linked to no quote" in told[0]


def test_a_region_without_its_label_is_left_out_with_its_relations() -> None:
    values = task()
    named(values, "quote3")["value"]["labels"] = []
    article, told = read_task(values)
    assert [quote.segments[0] for quote in article.quotes] == [
        quote.segments[0] for quote in ferry().quotes if quote.segments[0] != at("reports that the pier had sunk")
    ]
    assert any("has no label" in line for line in told) and not any("is not there" in line for line in told)


def test_another_label_is_another_kind() -> None:
    values = task()
    named(values, "quote3")["value"]["labels"] = ["Mixed quote"]
    assert read_task(values)[0].quotes[2] == replace(ferry().quotes[2], kind="mixed")


def test_a_quote_that_an_annotator_adds_needs_no_more_than_its_label() -> None:
    values = add(task(), "The first storm.\n\n“The second", "Direct quote", "new")
    assert quote_of(values, "The first storm.\n\n“The second") == AnnotatedQuote(
        "direct", (at("The first storm.\n\n“The second"),)
    )


def test_an_added_quote_has_the_speaker_of_its_source() -> None:
    source = next(i["id"] for i in items(task()) if i["type"] == "labels" and i["value"]["text"] == "She")
    added = quote_of(add(task(), "the harbour", "Indirect quote", "new", source), "the harbour")
    assert added.speaker == "Ana Moor" and added.mention.text == "She"
    values = add(add(task(), "crates", "Indirect quote", "new", "who"), "Ferry", "Source", "who")
    assert quote_of(values, "crates").speaker == "Ferry"


def test_relations_may_be_drawn_either_way() -> None:
    values = task()
    for item in items(values):
        if item["type"] == "relation":
            item["from_id"], item["to_id"] = item["to_id"], item["from_id"]
            item["labels"] = []
    assert read_task(values) == (ferry(), [])


def test_a_quote_in_a_quote_is_found_by_where_it_stands() -> None:
    values = add(task(), "pier had", "Indirect quote", "new", "quote4")
    article, told = read_task(values)
    inner = next(i for i, quote in enumerate(article.quotes) if quote.segments == (at("pier had"),))
    assert article.quotes[parent_of(article.quotes, inner) or 0].segments == (at("the pier had sunk"),)
    assert "found by where they stand" in told[0]


@pytest.mark.parametrize(
    ("low", "high", "relation", "wanted"),
    [
        ("4,200", None, "=", ("4200", "4200", "=")),
        ("5", None, None, ("5", None, ">=")),
        (None, "5", None, (None, "5", "<=")),
        ("5", "5", None, ("5", "5", "=")),
        ("1.5e9", "2e9", None, ("1500000000", "2000000000", "range")),
        ("7", None, "~", ("7", "7", "~")),
        ("7", None, ">", ("7", None, ">")),
    ],
)
def test_an_added_quantity_is_completed(
    low: str | None, high: str | None, relation: str | None, wanted: tuple[str | None, str | None, str]
) -> None:
    values = add(task(), "first", "Quantity", "new")
    for name, given in (("low", low), ("high", high), ("relation", relation)):
        kind, value = ("choices", "choices") if name == "relation" else ("textarea", "text")
        if given:
            items(values).append({"id": "new", "from_name": name, "to_name": "text", "type": kind,
                                  "value": {"start": 0, "end": 1, value: [given]}})  # fmt: skip
    (claim,) = [claim for claim in read_task(values)[0].claims if claim.span == at("first")]
    assert (claim.low, claim.high, claim.relation) == wanted
    assert claim.claimant == "Ana Moor"


@pytest.mark.parametrize(
    ("typed", "why"), [({}, "has no value"), ({"low": "many"}, "is no number"), ({"low": "nan"}, "cannot be used")]
)
def test_a_quantity_that_cannot_be_used_is_told_and_the_rest_goes_on(typed: dict[str, str], why: str) -> None:
    values = add(task(), "first", "Quantity", "new")
    for name, given in typed.items():
        value = {"start": 0, "end": 1, "text": [given]}
        items(values).append({"id": "new", "from_name": name, "to_name": "text", "type": "textarea", "value": value})
    article, told = read_task(values)
    assert article == ferry()
    assert len(told) == 1 and told[0].startswith("error: task 1: quantity “first” at") and why in told[0]


def test_a_quantity_linked_to_a_quote_is_of_its_speaker() -> None:
    values = add(task(), "Over 3.20 dollars", "Quantity", "new", "quote2")
    value = {"start": 0, "end": 1, "text": ["3"]}
    items(values).append({"id": "new", "from_name": "low", "to_name": "text", "type": "textarea", "value": value})
    assert "Ana Moor" in {claim.claimant for claim in read_task(values)[0].claims if claim.low == "3"}


def test_utf_16_offsets_are_recognised_by_the_marked_words() -> None:
    values = task()
    for item in items(values):
        if "value" in item:  # the only character of two units is the first
            item["value"]["start"] += item["value"]["start"] > 0
            item["value"]["end"] += 1
    article, told = read_task(values)
    assert article == ferry() and len(told) == 1 and "UTF-16" in told[0]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"start": 5000, "end": 5010}, "no place in the text"),
        ({"text": "other words"}, "the text has changed"),
        ({"labels": ["Rumour"]}, "label 'Rumour', which is unknown"),
    ],
)
def test_a_region_that_does_not_fit_is_told(change: Values, told: str) -> None:
    values = task()
    named(values, "quote1")["value"].update(change)
    article, lines = read_task(values)
    assert article.quotes == ferry().quotes[1:]
    assert len(lines) == 1 and lines[0].startswith("error: task 1: ") and "(quote1)" in lines[0] and told in lines[0]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([{"id": 1, "text": "x", "label": []}], "JSON-MIN"),
        ("x", "export the project as JSON"),
        ([], "list of tasks"),
        ([3], "a task is an object"),
    ],
)
def test_other_files_are_named(values: object, told: str) -> None:
    with pytest.raises(AnnotationError, match=told):
        from_tasks(values)


def test_a_task_without_text_is_told_and_the_others_are_read() -> None:
    reading = from_tasks([{"id": 7, "data": {"url": "x"}}, task()])
    assert reading.articles == (ferry(),)
    assert reading.problems[0].severity == "error" and "task 7: its data has no text" in reading.problems[0].message


def test_odd_items_never_stop_the_reading() -> None:
    values = task()
    items(values).extend(
        [
            {"type": "choices", "from_name": "topic", "value": {"choices": ["war"]}},
            {"id": "r", "type": "rating", "from_name": "stars", "value": {"start": 0, "end": 1, "rating": 3}},
            {"type": "relation", "from_id": "quote1", "to_id": "nowhere"},
        ]
    )
    article, told = read_task(values)
    assert article == ferry()
    assert ["topic" in told[0], "stars" in told[1], "nowhere" in told[2]] == [True] * 3

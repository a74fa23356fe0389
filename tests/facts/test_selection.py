"""Which rows a lesson lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kit.errors import KitError
from kit.facts.selection import FIRST_YEAR, chosen_rows, events, lesson_words, story_facts
from kit.facts.tables import load


def test_facts_are_chosen_by_all_that_is_given():
    """Each condition leaves out what does not fit, and without one all facts are there."""
    data = load("facts")
    assert len(story_facts()) == len(data)
    both = story_facts(8, theme="economy")
    wanted = data[(data["paragraph"] == 8) & data["themes"].str.split(";").map(lambda names: "economy" in names)]
    assert list(both["fact_id"]) == list(wanted["fact_id"]) != []
    assert set(story_facts(certainty="quoted")["certainty"]) == {"quoted"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"paragraph": 99}, "paragraph 99"),
        ({"certainty": "sure"}, "certainty 'sure'"),
        ({"theme": "sport"}, "theme 'sport'"),
        ({"paragraph": "8"}, "paragraph '8'"),
    ],
)
def test_what_no_fact_has_is_named_with_what_there_is(asked: dict[str, Any], said: str):
    """A paragraph, certainty or theme that no fact has is an error with the choice."""
    with pytest.raises(KitError) as error:
        story_facts(**asked)
    assert said in error.value.what
    assert error.value.do.startswith("Choose one of: ")


def test_words_are_those_of_the_lesson():
    """A lesson lists its own new words and no other."""
    assert set(lesson_words("02")["lesson"]) == {"02"}
    assert len(lesson_words("77")) == 0


def test_events_begin_with_asean_unless_told():
    """Events are those from 1967 on, from another year, or all; of all kinds or of some."""
    data = load("timeline")
    assert list(events()["event_id"]) == list(data[data["date"] >= str(FIRST_YEAR)]["event_id"])
    assert len(events(None)) == len(data)
    late = events(2016, kinds=["asean"])
    assert set(late["kind"]) == {"asean"}
    assert late["date"].min() >= "2016"


@pytest.mark.parametrize(
    "rows",
    [load("members")["iso3"].iloc[[9, 0]], pd.Index(["VNM", "BRN"]), (row_id for row_id in ("VNM", "BRN"))],
    ids=["column", "index", "generator"],
)
def test_ids_may_come_from_a_table(rows: Any):  # noqa: ANN401 - whatever a learner has worked out
    """A column of ids is not a condition, and nothing is used up by looking whether its ids are there."""
    assert list(chosen_rows("members", ["capital"], rows)["iso3"]) == ["VNM", "BRN"]
    assert (
        list(chosen_rows("members", ["capital"], load("members")["iso3"][::-1])["iso3"])
        == [*load("members")["iso3"]][::-1]
    )


def test_a_column_of_ids_may_have_gaps_and_repeat_itself():
    """Each row that another table names is listed once."""
    named = pd.Series(["VNM", pd.NA, "BRN", "VNM"], dtype="string")
    assert list(chosen_rows("members", ["capital"], named)["iso3"]) == ["VNM", "BRN"]


def test_rows_keep_the_order_that_was_asked_for():
    """Ids bring their own order; a condition keeps that of the table, and a cell that is not known does not fit."""
    assert list(chosen_rows("members", ["capital"], ["VNM", "BRN"])["iso3"]) == ["VNM", "BRN"]
    timeline = load("timeline")
    named = chosen_rows("timeline", ["title"], timeline["paragraph"] > 1)
    assert list(named["event_id"]) == list(timeline[(timeline["paragraph"] > 1).fillna(value=False)]["event_id"])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("members", ["capitol"]), "Did you mean capital"),
        (("members", ["capital"], ["VN"]), "Did you mean"),
        (("members", ["capital"], load("facts")["paragraph"] == 1), 'kit.load("members")'),
    ],
)
def test_what_a_table_does_not_have_is_named(asked: tuple[Any, ...], said: str):
    """An unknown column, an unknown row, and a condition on another table are errors with advice."""
    with pytest.raises(KitError) as error:
        chosen_rows(*asked)
    assert said in error.value.do


def test_a_folder_of_ones_own_comes_first(tmp_path: Path):
    """A table of a lesson's own folder is taken from there, any other from the kit."""
    from kit.authoring.new_lesson import new_lesson

    new_lesson("rice-prices", tmp_path)
    folder = tmp_path / "rice-prices"
    assert len(chosen_rows("timeline", ["title"], folder=folder)) < 10
    assert len(chosen_rows("members", ["capital"], folder=folder)) == 11

"""The ladder: ranks begin on their day, and the highest comes first."""

from __future__ import annotations

import pandas as pd
import pytest

from kit.charts.catalogue import chart
from kit.facts.tables import load

STORY = "2023-07-13"
LATE = "2026-11-24"


def test_the_ladder_is_that_of_the_data():
    """On a late day the ladder has every partner with its dates; on the story's day later dates are missing."""
    data = load("partnerships").set_index("partner_id")
    columns = ["dialogue_since", "strategic_since", "comprehensive_since"]
    late = chart("ladder", LATE).to_table().set_index("partner_id")
    pd.testing.assert_frame_equal(late[columns].sort_index(), data[columns].sort_index())
    story = chart("ladder", STORY).to_table().set_index("partner_id")
    assert set(story.index[story["rank"] == "comprehensive"]) == {
        "partner-australia", "partner-china", "partner-india", "partner-united-states",
    }  # fmt: skip
    assert pd.isna(story.loc["partner-japan", "comprehensive_since"])
    assert story.loc["partner-japan", "rank"] == "strategic"


@pytest.mark.parametrize(
    ("day", "rank"),
    [
        ("2005-12-12", "dialogue"),
        ("2005-12-13", "strategic"),
        ("2023-09-05", "strategic"),
        ("2023-09-06", "comprehensive"),
    ],
)
def test_a_rank_begins_on_its_day(day: str, rank: str):
    """Japan holds a rank from the very day on."""
    table = chart("ladder", day).to_table().set_index("partner_id")
    assert table.loc["partner-japan", "rank"] == rank


def test_a_date_counts_once_it_is_sure():
    """A partner of whose date only the year is known is shown from the end of that year on."""
    assert "partner-new-zealand" not in set(chart("ladder", "1975-12-30").to_table()["partner_id"])
    assert "partner-new-zealand" in set(chart("ladder", "1975-12-31").to_table()["partner_id"])


@pytest.mark.parametrize(
    ("day", "count", "rank"), [(STORY, 4, "strategic partner"), (LATE, 7, "comprehensive strategic partner")]
)
def test_the_ladder_says_its_finding(day: str, count: int, rank: str):
    """The title counts the partners of the top rank and names Japan's."""
    assert f"{count} of ASEAN's 11 partners have the highest rank. Japan: {rank}" in chart("ladder", day).chart.title


def test_the_story_is_marked_once_it_has_happened():
    """The day of the story is marked on the ladder, and not on one of an earlier day."""
    assert "13 July 2023" in chart("ladder", STORY).chart.panels[0].mark[1]  # type: ignore[index]
    assert chart("ladder", "2023-07-12").chart.panels[0].mark is None


def test_the_highest_stand_on_top():
    """Partners come by rank, and within a rank by the date at which they reached it."""
    names = [name for _, name in chart("ladder", STORY).chart.panels[0].y.ticks]
    assert names[:5] == ["Australia", "China", "United States", "India", "Japan"]
    assert names[-2:] == ["Canada", "United Kingdom"]

"""The table twins and the titles, computed a second time from the data."""

from __future__ import annotations

import pandas as pd
import pytest

from kit.charts.catalogue import chart
from kit.facts.membership import members
from kit.facts.provenance import cite
from kit.facts.tables import load

STORY = "2023-07-13"
LATE = "2026-11-24"


def known(*indicators: str) -> pd.DataFrame:
    """Return rows of the data by figure, state and year."""
    table = load("indicators")
    return table[table["indicator"].isin(indicators)].set_index(["indicator", "iso3", "year"])


@pytest.mark.parametrize("name", ["trade", "shares", "investment", "gdp"])
def test_figures_are_those_of_the_data(name: str):
    """Each single figure of a chart stands in the data with the same value, unit and source line."""
    table, data = chart(name, LATE).to_table(), load("indicators")
    single = table[~table["iso3"].str.contains(";")] if "iso3" in table else table.assign(iso3="JPN")
    keys = ["indicator", "iso3", "year"]
    both = single.merge(data, on=keys, suffixes=("", "_data"))
    assert len(both) == len(single) >= 12
    assert (both["value"] == both["value_data"]).all()
    assert (both["unit"] == both["unit_data"]).all()
    assert list(both["source"]) == [cite("/".join(map(str, key))) for key in both[keys].itertuples(index=False)]


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
    assert f"{count} of ASEAN's 11 partners hold the top rank. Japan: {rank}" in chart("ladder", day).chart.title


def test_the_story_is_marked_once_it_has_happened():
    """The day of the story is marked on the ladder, and not on one of an earlier day."""
    assert "13 July 2023" in chart("ladder", STORY).chart.panels[0].mark[1]  # type: ignore[index]
    assert chart("ladder", "2023-07-12").chart.panels[0].mark is None


def test_the_highest_stand_on_top():
    """Partners come by rank, and within a rank by the date at which they reached it."""
    names = [name for _, name in chart("ladder", STORY).chart.panels[0].y.ticks]
    assert names[:5] == ["Australia", "China", "United States", "India", "Japan"]
    assert names[-2:] == ["Canada", "United Kingdom"]


def test_seams_between_sources_are_marked():
    """Where a figure is from another source than the one before, the table says so and the chart has a line."""
    shown = chart("trade", LATE)
    dollars = shown.to_table().query("indicator == 'asean_japan_trade_bn_usd'")
    changed = dollars["source_id"].ne(dollars["source_id"].shift().fillna(dollars["source_id"].iloc[0]))
    assert list(dollars["new_source"]) == list(changed)
    assert list(dollars.loc[dollars["new_source"], "year"]) == [2022, 2023]
    assert shown.chart.panels[0].mark == (2021, "other sources from here")
    assert chart("trade", "2020-12-31").chart.panels[0].mark is None


def test_no_stroke_crosses_a_gap_or_a_seam():
    """Joined marks are of one source and of years that follow each other; gaps are named in the note."""
    shown = chart("trade", LATE)
    for series in (one for panel in shown.chart.panels for one in panel.series):
        for run in series.runs:
            years = [point.x for point in run]
            assert years == list(range(int(years[0]), int(years[0]) + len(years)))
            assert len({point.source.split(",")[0] for point in run}) == 1
    assert "2011–2013, 2015, 2017–2019, 2021" in shown.chart.note


def test_yen_are_sums_of_the_same_members():
    """A sum is that of the members named with it, the same in both directions and in every year."""
    table, data = chart("trade", LATE).to_table(), known("japan_exports_to_bn_jpy", "japan_imports_from_bn_jpy")
    sums = table[table["iso3"].str.contains(";")]
    assert set(sums["iso3"]) == {"IDN;MYS;PHL;SGP;THA;VNM"}
    assert list(sums["year"]) == [*range(2018, 2026), *range(2009, 2026)]
    for row in sums.itertuples():
        parts = [data.loc[(row.indicator, iso3, row.year), "value"] for iso3 in row.iso3.split(";")]
        assert row.value == pytest.approx(sum(parts), abs=0.05)


def test_trade_compares_one_source_only():
    """The title's two figures are the first and the last of the source with most figures."""
    data = load("indicators").query("indicator == 'asean_japan_trade_bn_usd' and source_id == 'aem-meti'")
    first, last = data.iloc[0], data.iloc[-1]
    assert (
        f"{first.value:.1f} billion dollars in {first.year}, {last.value:.1f} billion in {last.year}"
        in chart("trade", LATE).chart.title
    )


def test_what_is_not_confirmed_is_hollow():
    """Marks of rows that are not confirmed are hollow, all others are full, and the note says what that means."""
    for name in ("trade", "investment"):
        shown = chart(name, LATE)
        marks = {point.x: point.sure for series in shown.chart.panels[0].series for point in series.points}
        table = shown.to_table()
        table = table[~table["iso3"].str.contains(";")]
        assert marks == dict(zip(table["year"], table["certainty"] == "confirmed", strict=True))
        assert "hollow" in shown.chart.note
    assert "hollow" not in chart("investment", "2010-12-31").chart.note


def test_shares_come_from_the_largest_down():
    """All sixteen goods are there, the largest share first, and the title counts those above half."""
    shown = chart("shares", LATE)
    table, data = shown.to_table(), load("indicators")
    assert len(table) == data["indicator"].str.startswith("asean_share_of_japan_imports_").sum() == 16
    assert list(table["value"]) == sorted(table["value"], reverse=True)
    assert f"in {(table['value'] > 50).sum()} of these {len(table)} goods" in shown.chart.title
    assert table.loc[table["good"] == "natural rubber", "value"].item() == pytest.approx(99.8)


def test_investment_says_its_first_highest_and_last():
    """The title names the first, the highest and the last figure with their years."""
    shown = chart("investment", LATE)
    data = load("indicators").query("indicator == 'fdi_japan_to_asean_bn_usd'")
    top = data.loc[data["value"].idxmax()]
    assert f"{top.value:.1f} in {top.year}" in shown.chart.title
    assert "1.8 billion dollars in 2002" in shown.chart.title
    assert "8.5 in 2020" in shown.chart.title


def test_output_grows_as_the_data_says():
    """The labels and the title are quotients of the data, for Japan and the five founders."""
    shown, data = chart("gdp", LATE), known("gdp_usd", "gdp_per_head_usd_2015")["value"]
    assert sorted(set(shown.to_table()["iso3"])) == ["IDN", "JPN", "MYS", "PHL", "SGP", "THA"]
    for panel, indicator in zip(shown.chart.panels, ("gdp_usd", "gdp_per_head_usd_2015"), strict=True):
        labels = {point.y: point.label for point in panel.series[0].points if point.label}
        codes = list(dict.fromkeys(shown.to_table()["iso3"]))
        grown = [data[indicator, code, 2023] / data[indicator, code, 1973] for code in codes]
        assert labels == {place: f"× {times:.1f}" for place, times in enumerate(grown)}
    assert "Singapore, 1973 to 2023: output × 136 in dollars of the day, but × 7.1 per person" in shown.chart.title


def test_output_has_both_kinds_of_dollars_side_by_side():
    """The two panels stand side by side, with the same states in the same order, and the note names the trap."""
    shown = chart("gdp", LATE)
    assert shown.chart.across
    assert shown.chart.panels[0].y.ticks == shown.chart.panels[1].y.ticks
    assert "Price rises" in shown.chart.note


@pytest.mark.parametrize(("day", "count"), [(STORY, 10), (LATE, 11)])
def test_people_are_added_up_for_named_members(day: str, count: int):
    """The solid line adds up the members of the day, the dashed one those that had joined by the year."""
    shown, data, joined = chart("population", day), known("population")["value"], members(day)
    assert len(joined) == count
    assert f"the {count} members of" in shown.chart.title
    table = shown.to_table().pivot_table(index="year", columns="line", values="value", sort=False)
    for year in (1967, 1984, 1994, 1995, 2023):
        same, then, japan = table.loc[year]
        assert same == sum(data["population", iso3, year] for iso3 in joined["iso3"])
        early = joined[joined["joined_day"].dt.year <= year]["iso3"]
        assert then == sum(data["population", iso3, year] for iso3 in early)
        assert japan == data["population", "JPN", year]


def test_tables_are_typed():
    """Tables have text, whole numbers and numbers as nullable dtypes; a table changed leaves the chart as it was."""
    for name in ("ladder", "trade", "shares", "investment", "gdp", "population"):
        shown = chart(name, LATE)
        table = shown.to_table()
        assert dict(table.dtypes.astype(str)) == dict(shown.chart.columns)
        table["source"] = ""
        assert (shown.to_table()["source"] != "").all()


def test_names_come_in_the_language_of_the_chart():
    """A Japanese chart names partners, goods and states in Japanese."""
    assert "日本" in set(chart("ladder", STORY, language="ja").to_table()["name"])
    assert "天然ゴム" in set(chart("shares", STORY, language="ja").to_table()["good"])
    assert "タイ" in [name for _, name in chart("gdp", STORY, language="ja").chart.panels[0].y.ticks]

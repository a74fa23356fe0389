"""Lessons 03 to 05 against the tables: keys that are worked out, figures that are named, claims in the feedback."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import msgspec
import pandas as pd
import pytest

from kit.dates import span
from kit.facts.provenance import find
from kit.facts.tables import load
from kit.quiz.bank import load_bank, load_lesson
from kit.quiz.item import Item

ITEMS = {item.id: item for name in ("03", "04", "05") for item in load_lesson(name).items}
STORY = date(2023, 7, 13)
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?<!,)")
SCALES = (1, 1e6, 1e9)  # as the table has it, in millions, in billions
# Numbers that stand in no row: an order to calculate, an invented day, a year of a gap, a round number, a wrong sum.
FREE = {
    "q-years-08": {"1950"},
    "q-years-21": {"1973", "20"},
    "q-ladder-11": {"2025", "2026"},
    "q-ladder-12": {"2025"},
    "q-ladder-18": {"2020", "2025"},
    "q-ladder-20": {"2010", "2020"},
    "q-ladder-22": {"8"},
    "q-trade-02": {"4,000"},
    "q-trade-08": {"100"},
    "q-trade-09": {"2012", "2013"},
    "q-trade-24": {"130"},
    "q-trade-15": {"200", "5,000", "100", "1,000,000"},
}


def day(event: str) -> date:
    """Return the first day that the date of an event may mean."""
    return span(find(event)["date"])[0]


def year(event: str) -> int:
    """Return the year of an event."""
    return day(event).year


def since(partner: str, rank: str) -> date | None:
    """Return the day on which a partner had surely reached a rank."""
    value = find(f"partner-{partner}")[f"{rank}_since"]
    return None if pd.isna(value) else span(value)[1]


def at_the_top(by: date) -> set[str]:
    """Return the partners that had reached the top rank by a day, by the end of their ids."""
    names = [name.removeprefix("partner-") for name in load("partnerships")["partner_id"]]
    return {name for name in names if (reached := since(name, "comprehensive")) and reached <= by}


def value(indicator: str, iso3: str, of_year: int) -> float:
    """Return one figure."""
    return float(find(f"{indicator}/{iso3}/{of_year}")["value"])


def growth(indicator: str, iso3: str, first: int = 1973, last: int = 2023) -> float:
    """Return how many times as large a figure became."""
    return value(indicator, iso3, last) / value(indicator, iso3, first)


def by_size(indicator: str, of_year: int, among: Iterable[str] = ()) -> list[str]:
    """Return the states that have a figure, the largest first."""
    table = load("indicators")
    rows = table[(table["indicator"] == indicator) & (table["year"] == of_year) & (table["iso3"] != "WLD")]
    order = rows.sort_values("value", ascending=False)["iso3"]
    return [iso3 for iso3 in order if not among or iso3 in among]


def founders() -> list[str]:
    """Return the codes of the five founders."""
    members = load("members")
    return list(members[members["founder"]]["iso3"])


def joined_by(when: date) -> int:
    """Return how many members there were on a day."""
    return int((load("members")["joined"] <= when.isoformat()).sum())


def step(partner: str, by: int) -> int:
    """Return how high a partner stood at the end of a year: 1 with a dialogue, 3 at the top."""
    dates = [since(partner, rank) for rank in ("dialogue", "strategic", "comprehensive")]
    return sum(reached is not None and reached <= date(by, 12, 31) for reached in dates)


def top(partner: str) -> date:
    """Return when a partner reached the top rank."""
    return since(partner, "comprehensive") or date.max


def middle(partner: str) -> date:
    """Return when a partner became a strategic partner."""
    return since(partner, "strategic") or date.max


def years(indicator: str) -> set[int]:
    """Return the years for which there is a figure."""
    table = load("indicators")
    return set(table[table["indicator"] == indicator]["year"])


SOLD, BOUGHT = "japan_exports_to_bn_jpy", "japan_imports_from_bn_jpy"
TRADE, PER_HEAD, OUTPUT = "asean_japan_trade_bn_usd", "gdp_per_head_usd_2015", "gdp_usd"
SHARE = "japan_share_of_asean_trade_percent"
FORUM, FOUNDED = "event-1973-rubber-forum", "event-1967-asean-founded"
REPARATIONS = [name for name in load("timeline")["event_id"] if "-reparations-" in name]
PARTNERS = [name.removeprefix("partner-") for name in load("partnerships")["partner_id"]]
NAMED = [FORUM, "event-2021-myanmar-coup", "event-2005-strategic-partnership"]
LEFT_OUT = ["event-1974-malari-riots", "event-1977-fukuda-doctrine", "event-1956-reparations-philippines"]

KEYS: dict[str, Callable[[], object]] = {
    "q-ladder-02": lambda: at_the_top(STORY),
    "q-ladder-10": lambda: len(at_the_top(date(2024, 12, 31))),
    "q-ladder-12": lambda: {name for name in PARTNERS if step(name, 2025) == 2} - {"russia"},  # not an option
    "q-trade-02": lambda: by_size(SOLD, 2023)[0],
    "q-trade-08": lambda: round(100 * value(TRADE, "ASEAN", 2023) / value("asean_trade_bn_usd", "ASEAN", 2023), 1),
}
# What somebody gets who works it out in a wrong way that the item names.
ERRORS: dict[str, Callable[[], set[float]]] = {
    "q-ladder-10": lambda: {
        len({since(name, "comprehensive") for name in at_the_top(date(2024, 12, 31))}),
        len(at_the_top(date(2025, 12, 31))),
        len(at_the_top(STORY)),
        len(at_the_top(STORY)) - 1,
        len(load("partnerships")),
    },
    "q-trade-08": lambda: {
        round(value("asean_trade_bn_usd", "ASEAN", 2023) / value(TRADE, "ASEAN", 2023), 1),
        round(value(TRADE, "ASEAN", 2023) / value("asean_trade_bn_usd", "ASEAN", 2023), 2),
    },
}
# Numbers of a stem or an option that follow from the tables.
WORKED_OUT: dict[str, Callable[[], list[float]]] = {
    "q-trade-04": lambda: [
        growth(OUTPUT, "IDN"),
        growth(PER_HEAD, "IDN"),
        growth("population", "IDN"),
        growth(OUTPUT, "IDN") / growth("population", "IDN"),
    ],
    "q-trade-19": lambda: [(5.3 + value("fdi_japan_to_asean_bn_usd", "ASEAN", 2009)) / 2],
}
CLAIMS: dict[str, Callable[[], bool]] = {
    "q-years-01: payments three years after the peace treaty": lambda: (
        year("event-1954-reparations-burma") - year("event-1951-san-francisco-treaty") == 3
    ),
    "q-years-08: agreements in the 1950s, before ASEAN": lambda: (
        {year(event) for event in REPARATIONS} < set(range(1950, 1960)) and max(map(year, REPARATIONS)) < year(FOUNDED)
    ),
    "q-years-09: the story names the forum, the coup and the rank, and not the other three": lambda: (
        [str(find(event)["paragraph"]) for event in (*NAMED, *LEFT_OUT)] == ["8", "14", "5", "<NA>", "<NA>", "<NA>"]
    ),
    "q-years-10: the promise three years after the riots, and these two months after the forum": lambda: (
        year("event-1977-fukuda-doctrine") - year("event-1974-malari-riots") == 3
        and (find(FORUM)["date"], find("event-1974-malari-riots")["date"]) == ("1973-11", "1974-01-15")
    ),
    "q-years-21: the texts of 1997 and 2017 count from 1977, that of 2003 and the story from 1973": lambda: (
        "twentieth" in find("doc-1997-forum")["excerpt_en"]
        and "1977" in find("doc-2017-summit")["excerpt_en"]
        and "thirty years" in find("doc-2003-tokyo")["excerpt_en"]
        and find("fact-p08-count-from-1973")["date_start"] == "1973"
    ),
    "q-years-28: the texts of 1997 and of 2003 count from two years": lambda: (
        (year("event-1997-twenty-years") - 20, year("event-2003-tokyo-summit-30") - 30)
        == (year("event-1977-first-asean-japan-forum"), year(FORUM))
    ),
    "q-years-33: five members in 1977, and the chair names equal partners": lambda: (
        joined_by(day("event-1977-fukuda-doctrine")) == 5
        and "equal partnership" in find("doc-2017-summit")["excerpt_en"]
    ),
    "q-years-34: peace, stability and prosperity in 1978, and neither friends nor equals": lambda: (
        all(word in find("doc-1978-pattaya")["excerpt_en"] for word in ("peace", "stability", "prosperity"))
        and not any(word in find("doc-1978-pattaya")["excerpt_en"] for word in ("friend", "equal"))
    ),
    "q-years-26: 45 years from Pattaya to Jakarta": lambda: (
        year("event-2023-jakarta-ministers-meet") - year("event-1978-foreign-ministers") == 45
    ),
    "q-years-14: the agreement three years after the crisis": lambda: (
        year("event-2000-chiang-mai") - year("event-1997-financial-crisis") == 3
    ),
    "q-years-19: aid and the bank before ASEAN, the three other roles after it": lambda: (
        max(map(year, ("event-1954-colombo-plan", "event-1966-asian-development-bank")))
        < year(FOUNDED)
        < min(year(f"event-{name}") for name in ("1977-fukuda-doctrine", "1987-takeshita-in-manila"))
    ),
    "q-ladder-02: eight weeks from the story to the top": lambda: (
        round((day("event-2023-japan-csp") - STORY).days / 7) == 8
    ),
    "q-ladder-03: the years of the story are those of the table": lambda: (
        [find(f"fact-p11-{name}")["date_start"] for name in ("china-2021", "us-2022", "india-2022")]
        == [str(top("china").year), str(top("united-states").year), str(top("india").year)]
    ),
    "q-ladder-03: Australia is not in the story": lambda: not find("partner-australia")["in_story"],
    "q-ladder-03: the four dates are those of four partners": lambda: (
        [top(name).isoformat() for name in ("south-korea", "japan", "australia", "china")]
        == ["2024-10-10", "2023-09-06", "2021-10-27", "2021-11-22"]
    ),
    "q-ladder-05: less than four weeks from Australia to China": lambda: (
        0 < (top("china") - top("australia")).days < 28
    ),
    "q-ladder-10: four years earlier there was none": lambda: not at_the_top(date(2020, 12, 31)),
    "q-ladder-16: Australia had the first formal dialogue": lambda: (
        min(PARTNERS, key=lambda name: str(find(f"partner-{name}")["dialogue_since"])) == "australia"
    ),
    "q-ladder-18: two on one day, and most partners at the top": lambda: (
        top("united-states") == top("india") and 2 * len(at_the_top(date(2025, 12, 31))) > len(PARTNERS)
    ),
    "q-ladder-19: a strategic partner on the day of the story": lambda: (
        middle("russia") < STORY and step("russia", 2023) == step("japan", 2022) == 2
    ),
    "q-ladder-20: Japan ten years before the United States": lambda: (
        middle("united-states").year - middle("japan").year == 10
    ),
    "q-ladder-20: who stood above whom": lambda: (
        step("japan", 2010) > step("united-states", 2010)
        and step("united-states", 2022) > step("japan", 2022)
        and step("japan", 2020) > step("canada", 2020)
        and step("australia", 2021) > step("japan", 2021)
    ),
    "q-trade-02: Singapore second, the Philippines last of six": lambda: (
        by_size(SOLD, 2023)[1] == "SGP" and by_size(SOLD, 2023)[5:] == ["PHL"]
    ),
    "q-trade-02: more than 4,000; Indonesia about half, Malaysia less than half": lambda: (
        value(SOLD, "THA", 2023) > 4000
        and round(value(SOLD, "IDN", 2023) / value(SOLD, "THA", 2023), 1) == 0.5
        and value(SOLD, "MYS", 2023) / value(SOLD, "THA", 2023) < 0.5
    ),
    "q-trade-02: Vietnam sold most": lambda: by_size(BOUGHT, 2023)[0] == "VNM",
    "q-trade-03: dollars up, share down, as one source counts": lambda: (
        growth(TRADE, "ASEAN", 2010, 2014) > 1 > growth(SHARE, "ASEAN", 2010, 2014)
        and len({find(f"{figure}/ASEAN/{end}")["source_id"] for figure in (TRADE, SHARE) for end in (2010, 2014)}) == 1
    ),
    "q-trade-08: about one dollar in fifteen": lambda: (
        round(value("asean_trade_bn_usd", "ASEAN", 2023) / value(TRADE, "ASEAN", 2023)) == 15
    ),
    "q-trade-09: no figure for 2012; 2009 below 2008, 2016 below 2014 and 2020": lambda: (
        2012 not in years(TRADE)
        and growth(TRADE, "ASEAN", 2008, 2009) < 1 < growth(TRADE, "ASEAN", 2003, 2008)
        and growth(TRADE, "ASEAN", 2014, 2016) < 1 < growth(TRADE, "ASEAN", 2016, 2020)
        and find(f"{TRADE}/ASEAN/2014")["source_id"] == find(f"{TRADE}/ASEAN/2016")["source_id"]
    ),
    "q-trade-11: far higher in yen": lambda: growth(BOUGHT, "WLD", 2021, 2022) > 1.3,
    "q-trade-12: five states and ten": lambda: (joined_by(date(1973, 1, 1)), joined_by(STORY)) == (5, 10),
    "q-trade-14: the third of 1973 is the fifth of 2023": lambda: (
        by_size(PER_HEAD, 1973, founders())[2] == by_size(PER_HEAD, 2023, founders())[4] == "PHL"
    ),
    "q-members-12: on paper 100 million, a third, a little more than half, 15 million more": lambda: (
        round(value("population", "VNM", 2023) / 1e6) == 100
        and round(value("population", "MYS", 2023) / value("population", "VNM", 2023), 2) == 0.35
        and 0.5 < value("population", "MMR", 2023) / value("population", "VNM", 2023) < 0.6
        and round((value("population", "PHL", 2023) - value("population", "VNM", 2023)) / 1e6) == 15
        and value("population", "BRN", 2023) < 500_000
    ),
    "q-trade-07: on paper half as much as Malaysia, and less than a tenth of Vietnam": lambda: (
        round(value(BOUGHT, "PHL", 2023) / value(BOUGHT, "MYS", 2023), 1) == 0.5
        and value(BOUGHT, "BRN", 2023) / value(BOUGHT, "VNM", 2023) < 0.1
    ),
    "q-trade-14: on paper half, twice and four times": lambda: (
        round(value(PER_HEAD, "IDN", 1973) / value(PER_HEAD, "PHL", 1973), 1) == 0.5
        and round(value(PER_HEAD, "MYS", 1973) / value(PER_HEAD, "THA", 1973)) == 2
        and round(value(PER_HEAD, "SGP", 1973) / value(PER_HEAD, "MYS", 1973)) == 4
    ),
    "q-trade-24: on paper three quarters, 130 thousand more, more than twice": lambda: (
        round(value("visitors_to_japan", "IDN", 2024) / value("visitors_to_japan", "SGP", 2024), 2) == 0.75
        and round(value("visitors_to_japan", "PHL", 2024) - value("visitors_to_japan", "SGP", 2024), -4) == 130_000
        and value("visitors_to_japan", "THA", 2024) / value("visitors_to_japan", "IDN", 2024) > 2
    ),
    "q-trade-17: more dollars with Japan, and with others": lambda: (
        growth(TRADE, "ASEAN", 2010, 2014) > 1 > growth(SHARE, "ASEAN", 2010, 2014)
    ),
}


def told(item: Item) -> Iterator[str]:
    """Yield what a learner reads of an item, on a screen or on paper: stem, options and feedback."""
    parts: list[Any] = [msgspec.to_builtins(item)]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            fields = ("stem", "stem_print", "text", "feedback")
            yield from (part[name] for name in fields if isinstance(part.get(name), str))
            parts += [value for value in part.values() if isinstance(value, dict | list | tuple)]
        else:
            parts += [value for value in part if isinstance(value, dict | list | tuple)]


def strangers(item: Item, rows: list[pd.Series]) -> set[str]:
    """Return the numbers in an item that stand in none of the rows on which it rests."""
    cells = {number for row in rows for cell in row.dropna() for number in NUMBER.findall(str(cell))}
    figures = [float(row["value"]) / scale for row in rows if "value" in row for scale in SCALES]
    figures += WORKED_OUT[item.id]() if item.id in WORKED_OUT else []
    found = {number for text in told(item) for number in NUMBER.findall(text)} - cells - FREE.get(item.id, set())
    return {number for number in found if not _is_one(number, figures)}


def _is_one(number: str, figures: list[float]) -> bool:
    """Return whether a number is one of some figures, rounded as it is written."""
    places = len(number.partition(".")[2])
    return any(round(figure, places) == float(number.replace(",", "")) for figure in figures)


@pytest.mark.parametrize("name", KEYS)
def test_key_is_what_the_tables_give(name: str):
    """A key that has to be worked out is the one that the tables give today."""
    key, given = msgspec.to_builtins(ITEMS[name])["key"], KEYS[name]()
    assert (set(key) if isinstance(given, set) else key) == given


@pytest.mark.parametrize("name", ERRORS)
def test_expected_errors_are_what_the_tables_give(name: str):
    """Each way of going wrong that is worked out here gives a number for which the item has feedback."""
    assert ERRORS[name]() <= {error["value"] for error in msgspec.to_builtins(ITEMS[name])["expected_errors"]}


@pytest.mark.parametrize("claim", CLAIMS)
def test_claim_holds(claim: str):
    """What the feedback says about the data is so today."""
    assert claim.partition(":")[0] in {item.id for lesson in load_bank() for item in lesson.items}
    assert CLAIMS[claim]()


@pytest.mark.parametrize("name", ITEMS)
def test_numbers_stand_in_the_rows(name: str):
    """Each number that a learner reads, a year too, stands in a row that the item names, or is worked out above."""
    item = ITEMS[name]
    assert strangers(item, [find(row_id) for row_id in sorted(item.row_ids())]) == set()


def test_a_changed_figure_is_noticed():
    """When a figure of a table changes, the item that prints it is found."""
    item = ITEMS["q-trade-07"]
    rows = [find(row_id) for row_id in sorted(item.row_ids())]
    changed = [row.replace(3626.3, 3700.0) if "value" in row else row for row in rows]
    assert strangers(item, rows) == set()
    assert strangers(item, changed) == {"3,626"}

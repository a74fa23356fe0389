"""The places where it happened: which events, where, with which sources, and what does not fit on the map."""

from __future__ import annotations

from datetime import date

import pytest

from kit.errors import KitError
from kit.facts.provenance import cite
from kit.facts.tables import load
from kit.maps.catalogue import map as kit_map


def test_every_event_with_a_place_is_there_once():
    """Each event of the timeline up to today that has a place stands in the table, dated and cited."""
    timeline = load("timeline")
    placed = timeline[timeline["place"].notna() & (timeline["date"] <= date.today().isoformat())]  # noqa: DTZ011
    table = kit_map("places").to_table().query("what == 'event'").set_index("id")
    assert sorted(table.index) == sorted(placed["event_id"])
    for row in placed.itertuples():
        event = table.loc[row.event_id]
        assert (event["date"], event["place"], event["name"]) == (row.date, row.place, row.title)
        assert event["source"] == cite(row.event_id)


def test_dots_stand_where_the_places_are():
    """Each dot has the position of its place, and the number of its events is that of the table."""
    shown = kit_map("places", last="2023-12-31")
    places = load("places").set_index("place")
    timeline = load("timeline").query("date <= '2023-12-31'")
    for dot in shown.scene.dots:
        assert (dot.lat, dot.lon) == tuple(places.loc[dot.name, ["lat", "lon"]])
        assert len(dot.events) == (timeline["place"] == dot.name).sum()
        assert [event.date for event in dot.events] == sorted(event.date for event in dot.events)


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ({"first": 1974, "last": "1974-03"}, ["Riots in Jakarta"]),
        ({"first": "1977-08-07", "last": "1977-08-18"},
         ["ASEAN's leaders first meet Japan's prime minister", "Fukuda Doctrine"]),
        ({"kinds": ["world"], "last": 1945}, ["The war ends"]),
        ({"kinds": "asean", "last": 1970}, ["ASEAN is founded"]),
        ({"in_story": True, "last": 2020}, ["Japan: strategic partnership", '"Free and open Indo-Pacific" announced']),
    ],
)  # fmt: skip
def test_events_can_be_chosen(choice: dict[str, object], names: list[str]):
    """By time, both ends included, by kind, and by whether the story speaks of them."""
    table = kit_map("places", **choice).to_table()
    assert sorted(table.query("what == 'event'")["name"]) == sorted(names)


def test_what_is_far_away_is_said():
    """A place beyond the edge of the map is no dot but is named below it, in the table and in the list."""
    shown = kit_map("places", last=2023)
    assert "Too far away for this map: San Francisco (1951), Nairobi (2016)." in shown.scene.remarks
    assert not any(shown.scene.shows(dot) for dot in shown.scene.dots if dot.name in {"San Francisco", "Nairobi"})
    assert "San Francisco, 8 September 1951: Peace treaty of San Francisco." in repr(shown)
    assert "San Francisco" in set(shown.to_table()["place"])


def test_what_has_no_place_is_counted():
    """How many of the chosen events have no single place is said."""
    timeline = load("timeline").query("kind == 'japan-asean' and date < '2024'")
    said = kit_map("places", kinds=["japan-asean"], last=2023).scene.remarks
    assert said == (f"{timeline['place'].isna().sum()} events have no single place, and so are not on the map.",)


def test_the_title_counts():
    """The title gives years, events and places; below a title of one's own it is the subtitle."""
    plain = "Where it happened, 1977 to 1977: 3 events in 3 places"
    assert kit_map("places", first=1977, last=1977).scene.title == plain
    ours = kit_map("places", first=1977, last=1977, title="A busy year").scene
    assert (ours.title, ours.subtitle) == ("A busy year", plain)


def test_names_come_in_the_language_of_the_map():
    """A Japanese map names places, dates and events in Japanese."""
    (dot,) = kit_map("places", first=1974, last="1974-03", language="ja").scene.dots
    assert dot.name == "ジャカルタ"
    assert dot.words == ("1974年1月15日：ジャカルタの暴動",)


@pytest.mark.parametrize(
    "wrong",
    [{"kinds": ["war"]}, {"first": "May 1977"}, {"last": 1900}, {"first": 1977, "last": 1974}, {"language": "xx"}],
)
def test_a_wrong_word_is_an_error_with_advice(wrong: dict[str, object]):
    """A kind or date that is none, a time without events and a language that is none come with advice."""
    with pytest.raises(KitError) as error:
        kit_map("places", **wrong)
    assert error.value.do

"""A map for everyone who cannot see it: a table."""

from __future__ import annotations

from kit.facts.tables import load
from kit.maps.catalogue import map as kit_map


def test_the_table_is_typed():
    """The table has the columns that its help names, all text; a figure has three more, and one for each member."""
    table = kit_map("members").to_table()
    assert list(table.columns) == ["what", "id", "name", "words", "source"]
    assert set(table.dtypes.astype(str)) == {"string"}
    assert not table.isna().any().any()
    figures = kit_map("members", "2023-07-13", color_by="population").to_table()
    assert list(figures.columns) == ["what", "id", "name", "value", "unit", "year", "words", "source"]
    assert figures.dtypes.astype(str).to_dict() == {
        **dict.fromkeys(figures.columns, "string"),
        "value": "Float64",
        "year": "Int64",
    }
    assert (figures["value"].notna() == (figures["what"] == "member")).all()
    vietnam = load("indicators").query("indicator == 'population' and iso3 == 'VNM' and year == 2023")["value"].item()
    assert figures.set_index("id").loc["VNM", ["value", "unit", "year"]].tolist() == [vietnam, "persons", 2023]


def test_events_have_their_date_and_place():
    """On a map of events each event has a row with date, place and source; a capital has its latitude and longitude."""
    table = kit_map("places", first=1977, last=1977).to_table()
    assert list(table.columns) == ["what", "id", "name", "date", "place", "words", "source"]
    events = table[table["what"] == "event"]
    assert len(events) >= 1
    assert events["date"].str.startswith("1977").all()
    assert not events[["place", "source"]].isna().any().any()
    capitals = kit_map("members", "2023-07-13").to_table().query("what == 'place'").set_index("name")
    assert capitals.loc["Jakarta", "words"].startswith("-6.")


def test_the_table_carries_what_stands_around_the_map():
    """Title, note and sources of the map travel with the table."""
    shown = kit_map("trade", 2023)
    about = shown.to_table().attrs
    assert about["title"] == shown.scene.title
    assert about["source"] == shown.scene.source_line
    assert about["note"].endswith(shown.scene.note)


def test_a_japanese_table_has_the_marks_of_japanese():
    """Between sentences and names there are no points and commas of English."""
    members, events = (kit_map(name, language="ja").to_table() for name in ("members", "places"))
    assert members.set_index("id").loc["LAO", "words"] == "1997年7月23日に加盟。今の首都：ビエンチャン"
    assert events.set_index("id").loc["event-1977-fukuda-doctrine", "words"] == "マニラ、1977年8月18日"
    shown = [words for table in (members, events) for words in table["words"]]
    assert [words for words in shown if ". " in words or "; " in words] == []

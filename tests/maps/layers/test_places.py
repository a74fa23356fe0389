"""Places: dots, numbers of events, and rows."""

from __future__ import annotations

import json

from kit.maps.extent import MEMBERS_AND_JAPAN
from kit.maps.layers.places import Dot, Event, Places

EVENTS = tuple(Event(f"event-{year}", str(year), str(year), f"In {year}", "me") for year in (1973, 1977))
BANGKOK = Dot("Bangkok", 13.75, 100.5, ("Capital of Thailand",), "THA", "CLDR")
JAKARTA = Dot("Jakarta", -6.2, 106.8, ("1973: x",), events=EVENTS, side="left")
NAIROBI = Dot("Nairobi", -1.3, 36.8, (), events=EVENTS[:1])


def label(where: str, words: str) -> str:
    """Return a name as a test sees it."""
    return f"[{where}]{words}"


def test_a_place_far_away_is_in_the_table_and_not_on_the_map():
    """What lies beyond the map is not drawn, but its events have their rows and lines."""
    layer = Places((JAKARTA, NAIROBI))
    assert "Nairobi" not in "".join(layer.svg(MEMBERS_AND_JAPAN, label, "en"))
    assert [dot["name"] for dot in json.loads(layer.leaflet(MEMBERS_AND_JAPAN, ())["dots"])] == ["Jakarta"]
    assert [row["place"] for row in layer.rows("en")] == ["Jakarta", "Jakarta", "Nairobi"]
    assert list(layer.lines("en"))[-1] == "Nairobi, 1973: In 1973. me"


def test_the_number_of_events_is_written_in_the_dot():
    """A place with events has their number in its dot and its name on its side; a capital has a dot alone."""
    drawn = Places((JAKARTA,)).svg(MEMBERS_AND_JAPAN, label, "en")
    assert ">2</text>" in drawn[1]
    assert 'text-anchor="end"]Jakarta' in drawn[2]
    assert len(Places((BANGKOK,)).svg(MEMBERS_AND_JAPAN, label, "en")) == 1


def test_a_capital_has_a_row_with_its_coordinates():
    """A place without events is a row of its own, with latitude and longitude."""
    (row,) = Places((BANGKOK,)).rows("en")
    assert (row["what"], row["words"], row["source"]) == ("place", "13.750, 100.500. Capital of Thailand", "CLDR")

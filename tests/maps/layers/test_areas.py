"""States: their shapes, rings, names and rows."""

from __future__ import annotations

import json

from kit.maps.extent import MEMBERS_AND_JAPAN
from kit.maps.layers.areas import Area, Areas


def area(iso3: str, **more: object) -> Area:
    """Return a state with a name and words."""
    return Area(iso3, f"Name of {iso3}", "#ffffff", ("It is there.",), "", member=True, **more)  # type: ignore[arg-type]


def label(where: str, words: str) -> str:
    """Return a name as a test sees it."""
    return f"[{where}]{words}"


def test_small_states_have_a_ring_and_large_ones_none():
    """Singapore would be lost without a ring; Indonesia is not."""
    small, large = (Areas((area(iso3),)).svg(MEMBERS_AND_JAPAN, label, "en") for iso3 in ("SGP", "IDN"))
    assert [part[:5] for part in small] == ["<path", "<circ"]
    assert [part[:5] for part in large] == ["<path"]


def test_a_name_is_written_unless_it_is_not_wanted():
    """A labelled state has its name, and the short line below it; another has none."""
    (name,) = Areas((area("LAO", mark="↓3"),)).svg_names(MEMBERS_AND_JAPAN, label)
    assert "Name of LAO" in name
    assert ">↓3</tspan>" in name
    assert Areas((area("LAO", labelled=False),)).svg_names(MEMBERS_AND_JAPAN, label) == []


def test_what_can_be_picked_is_a_member_unless_it_is_said():
    """Members can be picked; where options are given, these and no others."""
    layer = Areas((area("LAO"), area("THA")))
    for options, wanted in (((), [True, True]), (("THA",), [False, True])):
        told = json.loads(layer.leaflet(MEMBERS_AND_JAPAN, options)["areas"])
        assert [one["pickable"] for one in sorted(told, key=lambda one: one["id"])] == wanted


def test_only_states_of_which_something_is_said_have_a_row():
    """A state without words has no row and no line."""
    silent = Area("THA", "Thailand", "#ffffff", (), "", member=True)
    layer = Areas((area("LAO", source="me"), silent))
    assert [row["id"] for row in layer.rows("en")] == ["LAO"]
    assert list(layer.lines("en")) == ["Name of LAO: It is there.. me"]
    assert list(layer.words("en")) == ["Name of LAO: It is there.."]

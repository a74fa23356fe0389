"""Flows: arrows to scale, in each projection."""

from __future__ import annotations

import json

from kit.maps.extent import MEMBERS_AND_JAPAN
from kit.maps.layers.flows import Flow, Flows
from kit.maps.layers.layer import Figure

ARROW = Flow(
    id="JPN-THA",
    name="Japan to Thailand",
    start=(35.7, 139.7),
    end=(13.75, 100.5),
    width=8,
    fill="#d55e00",
    words=("3",),
    source="me",
    figure=Figure(3, "yen", 2023),
)
SCALE = Flow(id="", name="2 yen", start=(5, 129), end=(5, 139), width=5, fill="#333333")
LAYER = Flows((ARROW,), SCALE)


def test_each_arrow_and_the_scale_are_drawn():
    """The picture has a shape for each arrow and one that explains the width, with its name."""
    drawn = LAYER.svg(MEMBERS_AND_JAPAN, lambda _where, words: f"[{words}]", "en")
    assert [part[:5] for part in drawn] == ["<path", "<path", "[2 ye"]
    assert "<title>Japan to Thailand. 3</title>" in drawn[0]


def test_an_arrow_for_leaflet_ends_where_it_should():
    """The shape is given as latitudes and longitudes, and its tip lies at the end of the arrow."""
    (shape,) = (one["shape"] for one in json.loads(LAYER.leaflet(MEMBERS_AND_JAPAN, ())["flows"]))
    assert [13.75, 100.5] in shape
    assert json.loads(LAYER.leaflet(MEMBERS_AND_JAPAN, ())["scale"])["name"] == "2 yen"


def test_the_scale_is_no_row():
    """The table has the arrows with value, unit and year; the arrow of the scale is not among them."""
    (row,) = LAYER.rows("en")
    assert (row["id"], row["value"], row["unit"], row["year"], row["source"]) == ("JPN-THA", 3, "yen", 2023, "me")

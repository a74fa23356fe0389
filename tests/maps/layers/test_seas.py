"""Names of seas."""

from __future__ import annotations

import json

from kit.maps.extent import MEMBERS_AND_JAPAN
from kit.maps.layers.seas import Sea, Seas

LAYER = Seas((Sea(("South China Sea", "East Sea", "<West>"), 13, 114, "me"),))


def test_all_names_of_a_sea_are_written():
    """Picture, page and table have every name, so that the map takes no side; none is read as markup."""
    (drawn,) = LAYER.svg(MEMBERS_AND_JAPAN, lambda _where, words: words, "en")
    assert all(name in drawn for name in ("South China Sea", "East Sea", "&lt;West&gt;"))
    (sea,) = json.loads(LAYER.leaflet(MEMBERS_AND_JAPAN, ())["seas"])
    assert len(sea["names"]) == 3
    (row,) = LAYER.rows("en")
    assert row["words"] == "South China Sea; East Sea; <West>"


def test_no_line_is_drawn_at_sea():
    """A sea is words: no shape says whose it is."""
    assert "<path" not in "".join(LAYER.svg(MEMBERS_AND_JAPAN, lambda _where, words: words, "en"))

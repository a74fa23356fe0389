"""The notebook's word for a map, and that its three renderers show the same."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import kit
from kit.errors import KitError
from kit.maps.catalogue import map as kit_map
from kit.maps.to_page import page


@pytest.mark.parametrize(("as_of", "count"), [("1973-01-01", 5), ("2023-07-13", 10), ("today", 11)])
def test_the_map_knows_its_day(as_of: str, count: int):
    """It shows the members of the day, and says how many they are."""
    shown = kit_map("members", as_of)
    assert (shown.to_table()["what"] == "member").sum() == count
    assert f"{count} members" in shown.scene.title


def test_the_title_is_ours_or_the_teachers():
    """A title that is given is the title, with date and number below it; a figure is part of the kit's own."""
    ours = kit_map("members", "2023-07-13", title="Our map")
    assert ours.scene.title == "Our map"
    below = "ASEAN on 13 July 2023: 10 members"
    assert all(below in shown for shown in (page(ours.scene), ours.to_svg(), repr(ours)))
    assert kit_map("members", "2023-07-13").scene.subtitle == ""
    assert kit_map("members", "2023-07-13", color_by="population").scene.title.startswith("Population 2023 (persons).")


@pytest.mark.parametrize("wrong", [{"as_of": "13 July 2023"}, {"color_by": "gdp"}, {"language": "xx"}])
def test_a_wrong_word_is_an_error_with_advice(wrong: dict[str, str]):
    """A day, a figure or a language that is none is named, and what to write instead."""
    with pytest.raises(KitError) as error:
        kit_map("members", **wrong)
    assert error.value.do


def test_a_map_colours_or_shows_a_group():
    """A figure and a group together are refused; a group alone is shown."""
    with pytest.raises(KitError):
        kit_map("members", color_by="population", highlight=["IDN"])
    assert "the group shown: 1" in kit_map("members", "2023-07-13", highlight=["IDN"]).to_svg()


def test_a_group_can_be_a_column_of_a_table():
    """The codes of a table that a cell has worked out are a group, too."""
    founders = kit.members("1973-01-01")["iso3"]
    shown = kit_map("members", "2023-07-13", highlight=founders).scene
    assert shown == kit_map("members", "2023-07-13", highlight=list(founders)).scene
    nobody: Any = None
    assert kit_map("members", highlight=nobody).scene == kit_map("members").scene
    with pytest.raises(KitError, match="No members"):
        kit_map("members", highlight=[*founders, pd.NA])

"""The notebook's word for a map, and that its three renderers show the same."""

from __future__ import annotations

import re
from html import unescape

import pytest

from kit.errors import KitError
from kit.facts.tables import load
from kit.maps.catalogue import map as kit_map
from kit.maps.to_folium import page


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


def test_a_cell_shows_a_map_and_a_list():
    """The cell shows the page in a frame that may run scripts and nothing else, and the same as a list."""
    shown = kit_map("members", "2023-07-13")
    html = shown._repr_html_()
    assert 'sandbox="allow-scripts"' in html
    assert 'title="ASEAN on 13 July 2023: 10 members"' in html
    assert unescape(re.search('srcdoc="([^"]*)"', html)[1]).startswith("<!DOCTYPE html>")  # type: ignore[index]
    after = html.split("</iframe>")[1]
    assert after.count("<li>") == 12
    assert "Member since 28 July 1995" in after


def test_plain_text_names_the_members():
    """Where there is no HTML at all, states, note and sources can be read."""
    text = repr(kit_map("members", "1967-08-08"))
    assert "Indonesia: Member since 8 August 1967" in text
    assert "Brunei: Not a member on 8 August 1967" in text
    assert "takes no side" in text


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


def test_a_map_colours_or_shows_a_group():
    """A figure and a group together are refused; a group alone is shown."""
    with pytest.raises(KitError):
        kit_map("members", color_by="population", highlight=["IDN"])
    assert "the group shown: 1" in kit_map("members", "2023-07-13", highlight=["IDN"]).to_svg()


def test_folium_comes_only_when_it_is_needed():
    """A map as picture or table does not load folium."""
    import subprocess
    import sys

    code = (
        "import sys; from kit.maps.catalogue import map; m = map('members'); m.to_svg(); m.to_table(); "
        "sys.exit('folium' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

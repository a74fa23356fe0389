"""A scene that shows itself at the end of a cell."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape

from kit.maps.catalogue import map as kit_map


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


def test_folium_comes_only_when_it_is_needed():
    """A map on the screen, as picture or table does not load folium, which takes as long as a whole lesson's start."""
    code = (
        "import sys; from kit.maps.catalogue import map; m = map('members'); m._repr_html_(); m.to_svg(); "
        "m.to_table(); assert 'folium' not in sys.modules; m.to_folium(); assert 'folium' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_projection_comes_only_with_a_picture_for_print():
    """A map on the screen does not load pyproj, which takes a quarter of the time of a first map."""
    code = (
        "import sys; from kit.maps.catalogue import map; m = map('members'); m._repr_html_(); "
        "assert 'pyproj' not in sys.modules; m.to_svg(); assert 'pyproj' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

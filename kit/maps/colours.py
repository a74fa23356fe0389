"""The colours of states on a map, and what they mean."""

from __future__ import annotations

from typing import NamedTuple

from kit.maps.layers.areas import Area
from kit.maps.scene import Entry

# Light to dark. All colours of a map can be told apart with every common colour vision; a test computes it.
SCALE = ("#fff0a0", "#b8dd9a", "#66bfa8", "#3590c2", "#3a5ea8")
# By year of joining: the earlier, the darker; the latest stands out.
WAVES = {1967: SCALE[4], 1984: SCALE[3], 1995: SCALE[2], 1997: SCALE[1], 1999: SCALE[0], 2025: "#f4883a"}
NOT_YET = "#ffffff"
NO_FIGURE = "#858585"
JAPAN = "#e6c3f2"
GROUP, REST = SCALE[4], SCALE[0]
# Of Japan: before any rank, and with each of them.
BY_RANK = (JAPAN, SCALE[1], SCALE[3], SCALE[4])


class Colouring(NamedTuple):
    """The states with their fills, and what the fills mean; the subject is a figure with its year and unit."""

    areas: tuple[Area, ...]
    legend_title: str
    legend: tuple[Entry, ...]
    subject: str = ""

"""Scenes that tests draw."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from kit.maps.layers.areas import Areas
from kit.maps.layers.places import Places
from kit.maps.layers.seas import Seas
from kit.maps.member_map import member_scene
from kit.maps.scene import Entry, Scene

NASTY = "{{ 7*7 }} {% x %} {# #} </script><!-- \"'`\\ & <b>"


@pytest.fixture
def story() -> Scene:
    """Return the members on the day of the story."""
    return member_scene("2023-07-13")


@pytest.fixture
def nasty(story: Scene) -> Scene:
    """Return the story's scene with every text replaced by one that a template, a script or markup would read."""
    return replace(
        story,
        title=NASTY,
        subtitle=NASTY,
        remarks=(NASTY,),
        layers=(
            Areas(tuple(replace(area, name=NASTY, words=(NASTY,), source="", mark=NASTY) for area in story.areas)),
            Places(tuple(replace(dot, name=NASTY, words=(NASTY,), source="") for dot in story.dots)),
            Seas(tuple(replace(sea, names=(NASTY,)) for sea in story.layer(Seas).seas)),
        ),
        legend_title=NASTY,
        legend=(Entry("#ffffff", NASTY),),
        source_line=NASTY,
        note=NASTY,
    )

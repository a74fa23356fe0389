"""What a map says, as plain data."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from kit.maps.catalogue import map as kit_map
from kit.maps.scene import MEMBERS_AND_JAPAN, Flow, Scene, in_sight


@pytest.mark.parametrize(
    ("lat", "lon", "there"),
    [(13.75, 100.5, True), (35.7, 139.7, True), (48.9, 2.3, False), (38.9, -77.0, False), (-12.5, 100.0, False)],
)
def test_what_lies_on_the_map(lat: float, lon: float, *, there: bool):
    """Bangkok and Tokyo lie on the map, Paris and Washington do not, nor does a point on its edge."""
    assert in_sight(lat, lon, MEMBERS_AND_JAPAN) is there


def test_a_scene_is_not_changed_by_accident(story: Scene):
    """A scene is frozen, and its parts are named: no one has to count to the eighth argument."""
    with pytest.raises(FrozenInstanceError):
        story.title = "Mine"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Flow("JPN-THA", "Japan to Thailand")  # type: ignore[misc, call-arg]


def test_lines_say_everything_with_its_source():
    """Who listens hears each state and each event, with its source at the end."""
    scene = kit_map("places", first=1974, last=1977).scene
    events = [event for dot in scene.dots for event in dot.events]
    assert len(scene.lines) == len(events) > 1
    assert all(line.endswith(event.source) for line, event in zip(scene.lines, events, strict=True))


def test_a_thing_without_a_source_says_its_words_alone(story: Scene):
    """The source is said after the words; where there is none, nothing is added."""
    area = story.areas[0]
    assert area.said == (*area.words, area.source)
    assert Flow(id="", name="", start=(0, 0), end=(1, 1), width=1, fill="#000000", words=("so",)).said == ("so",)

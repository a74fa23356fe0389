"""What a map says, as plain data."""

from __future__ import annotations

import pytest

from kit.maps.catalogue import map as kit_map
from kit.maps.layers.flows import Flow
from kit.maps.layers.places import Places
from kit.maps.scene import Scene


def test_a_scene_is_not_changed_by_accident(story: Scene):
    """A scene is frozen, and its parts are named: no one has to count to the eighth argument."""
    with pytest.raises(AttributeError):
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


def test_a_layer_takes_the_place_of_the_one_of_its_kind(story: Scene):
    """The other layers stay, in their order."""
    changed = story.with_layer(Places(()))
    assert changed.dots == ()
    assert changed.areas == story.areas
    assert [type(layer) for layer in changed.layers] == [type(layer) for layer in story.layers]

"""The notebook's word for a map: what it knows, what it refuses, and the words it had before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import kit
from kit.errors import KitError
from kit.maps.catalogue import map as kit_map
from kit.started_lesson import STARTED

DAY = "2023-07-13"


@pytest.mark.parametrize("name", ["members", "places", "trade"])
def test_a_map_needs_only_its_name(name: str):
    """Each map has a title, a table and a picture without any choice."""
    shown = kit_map(name)
    assert len(shown.scene.title) > 10
    assert len(shown.to_table()) > 10
    assert shown.to_svg().startswith("<svg")


@pytest.mark.parametrize(
    ("words", "choices", "said", "advice"),
    [
        (("member",), {}, "There is no map 'member'", "Did you mean 'members'?"),
        (("members",), {"colour_by": "population"}, "'colour_by'", "color_by"),
        (("places", ["world"]), {}, "too many positional", "kinds"),
        (("trade", 2023, 2022), {}, "too many positional", "year"),
    ],
)
def test_a_wrong_word_is_an_error_with_advice(words: Any, choices: Any, said: str, advice: str):  # noqa: ANN401
    """A name or a choice that is not there is named, with those that are."""
    with pytest.raises(KitError) as error:
        kit_map(*words, **choices)
    assert said in error.value.what
    assert advice in error.value.do


OLD: list[tuple[str, Callable[[], Any], Callable[[], Any]]] = [
    (
        "member_map",
        lambda: kit.member_map(DAY, "rank", "T"),
        lambda: kit.map("members", DAY, color_by="rank", title="T"),
    ),
    ("member_map", lambda: kit.member_map(highlight=["LAO"]), lambda: kit.map("members", highlight=["LAO"])),
    ("place_map", lambda: kit.place_map(["asean"], 1967), lambda: kit.map("places", kinds=["asean"], first=1967)),
    ("flow_map", lambda: kit.flow_map(2015, language="ja"), lambda: kit.map("trade", 2015, language="ja")),
]


@pytest.mark.parametrize(("name", "old", "new"), OLD)
def test_an_old_word_still_works_and_says_what_to_write(name: str, old: Callable[[], Any], new: Callable[[], Any]):
    """The maps' earlier names give the same map, with a notice that names the new word."""
    with pytest.warns(DeprecationWarning, match=rf"kit\.{name}.*write kit\.map\(") as said:
        shown = old()
    assert shown == new()
    assert said[0].filename == __file__


@pytest.fixture
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a lesson be open in Japanese."""
    monkeypatch.setattr(STARTED, "language", "ja")


@pytest.mark.usefixtures("japanese")
@pytest.mark.parametrize("name", ["members", "places", "trade"])
def test_a_map_follows_the_language_of_the_lesson(name: str):
    """In a Japanese lesson a map is in Japanese without being told; it can still be told otherwise."""
    assert kit_map(name) == kit_map(name, language="ja")
    assert kit_map(name, language="en").scene.language == "en"

"""The head of an item file: what its types alone cannot rule out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kit.quiz.item import Item
from kit.quiz.lesson_file import LessonFile, Minutes, lesson_name, mistakes_of

PATH = Path("items/02-who.yaml")


@pytest.fixture
def lesson(make: Callable[..., Item]) -> LessonFile:
    """Return a sound lesson with two items, one of them from a pool."""
    items = (make("numeric"), replace(make("numeric"), id="q-test-02", pool="warm"))
    return LessonFile(
        lesson="02",
        title="Who",
        question="Which?",
        minutes=Minutes(teaching=25, exercises=20),
        objectives={"test": "Try it."},
        pools={"warm": 1},
        items=items,
    )


def test_a_sound_lesson_has_no_mistake(lesson: LessonFile):
    """The lesson that these tests start from is without a mistake, and its number is that of its file."""
    assert list(mistakes_of(lesson, PATH)) == []
    assert lesson_name(PATH) == "02"


WRONG: dict[str, tuple[dict[str, Any], tuple[str | int, ...], str]] = {
    "another number": ({"lesson": "03"}, ("lesson",), "the name of the file begins with '02'"),
    "an empty title": ({"title": " "}, ("title",), "empty"),
    "less than no time": ({"minutes": Minutes(teaching=-1, exercises=1)}, ("minutes", "teaching"), "less than no time"),
    "an empty objective": ({"objectives": {"test": ""}}, ("objectives", "test"), "empty"),
    "no such objective": ({"objectives": {"tset": "Try."}}, ("items", 0, "objective"), "no objective 'test'"),
    "a pool too small": ({"pools": {"warm": 2}}, ("pools", "warm"), "2 items are to be drawn"),
    "no such pool": ({"pools": {}}, ("items", 1, "pool"), "no pool 'warm'"),
    "no items": ({"items": (), "pools": {}}, ("items",), "There are no items."),
}


@pytest.mark.parametrize(("changes", "path", "what"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_has_its_path(lesson: LessonFile, changes: dict[str, Any], path: tuple[str | int, ...], what: str):
    """Each mistake is named with the path to its field and what to do."""
    found = {mistake.path: mistake for mistake in mistakes_of(replace(lesson, **changes), PATH)}
    assert what in found[path].what
    assert found[path].do


ONE_LANGUAGE: dict[str, tuple[dict[str, Any], str, str]] = {
    "no language": ({"replaces": "q-test-01"}, "language", "names the item that it replaces"),
    "nothing replaced": ({"language": "ja"}, "language", "names the item that it replaces"),
    "no such language": ({"language": "jp", "replaces": "q-test-01"}, "language", "the language 'jp'"),
    "English": ({"language": "en", "replaces": "q-test-01"}, "language", "the language 'en'"),
    "no such item": ({"language": "ja", "replaces": "q-test-09"}, "replaces", "no item 'q-test-09'"),
    "another pool": ({"language": "ja", "replaces": "q-test-02"}, "replaces", "not for the same use"),
    "another use": ({"language": "ja", "replaces": "q-test-01", "use": "check"}, "replaces", "not for the same use"),
}


@pytest.mark.parametrize(("changes", "field", "what"), ONE_LANGUAGE.values(), ids=ONE_LANGUAGE.keys())
def test_an_item_for_one_language_replaces_one_of_the_same_use(
    lesson: LessonFile, changes: dict[str, Any], field: str, what: str
):
    """Else a lesson would have a hole in one language."""
    own = replace(lesson.items[0], id="q-test-ja-01", **changes)
    found = {mistake.path: mistake for mistake in mistakes_of(replace(lesson, items=(*lesson.items, own)), PATH)}
    assert what in found["items", 2, field].what
    assert found["items", 2, field].do


def test_an_item_for_one_language_may_have_another_key(lesson: LessonFile):
    """It is an item of its own, and answers to it are kept under its own id."""
    own = replace(lesson.items[0], id="q-test-ja-01", language="ja", replaces="q-test-01", key=1977.0)
    assert list(mistakes_of(replace(lesson, items=(*lesson.items, own)), PATH)) == []


def test_two_items_in_the_place_of_one(lesson: LessonFile):
    """In one language only one item is in the place of another; the second one, which would hide it, is named."""
    own = [replace(lesson.items[0], id=f"q-test-{n}-01", language="ja", replaces="q-test-01") for n in "ab"]
    (mistake,) = mistakes_of(replace(lesson, items=(*lesson.items, *own)), PATH)
    assert mistake.path == ("items", 3, "replaces")
    assert "'q-test-a-01' replaces 'q-test-01'" in mistake.what
    other = replace(own[1], language="id")
    assert list(mistakes_of(replace(lesson, items=(*lesson.items, own[0], other)), PATH)) == []


@pytest.mark.parametrize("changes", [{"use": "check"}, {"language": "ja", "replaces": "q-test-02"}])
def test_a_pool_has_what_can_be_drawn_from_it(lesson: LessonFile, changes: dict[str, str]):
    """Neither a check on the way nor an item in the place of another one makes a pool larger: nobody draws it too."""
    more = replace(lesson, items=(*lesson.items, replace(lesson.items[1], id="q-test-03", **changes)))
    assert list(mistakes_of(more, PATH)) == []
    (mistake,) = mistakes_of(replace(more, pools={"warm": 2}), PATH)
    assert mistake.path == ("pools", "warm")


def test_an_id_twice(lesson: LessonFile):
    """Two items of one id are a mistake of the second."""
    twin = replace(lesson, items=(lesson.items[0], replace(lesson.items[1], id="q-test-01")))
    (mistake,) = mistakes_of(twin, PATH)
    assert (mistake.path, mistake.what) == (("items", 1, "id"), "The item id 'q-test-01' appears twice.")


def test_what_a_hand_in_has_no_room_for_is_a_mistake(lesson: LessonFile):
    """The number of a lesson and the id of an item travel in each hand-in, the number of an exam too."""
    long = replace(lesson.items[0], id=f"q-{'m' * 120}-01")
    found = {mistake.path for mistake in mistakes_of(replace(lesson, lesson="m" * 17, items=(long,)), PATH)}
    assert {("lesson",), ("items", 0, "id")} <= found
    exam = replace(lesson, lesson="m" * 16 + "exam", fingerprint="0")
    assert [
        mistake for mistake in mistakes_of(exam, Path(f"{'m' * 16}exam-x.yaml")) if mistake.path == ("lesson",)
    ] == []

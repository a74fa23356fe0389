"""What Moodle cannot take is named, so that the rest of a file arrives."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from kit.export.formats import Report
from kit.export.moodle_shares import id_number, percent
from kit.quiz.bank import LessonItems
from kit.quiz.kinds.choice import ChoiceItem
from kit.quiz.kinds.grouping.item import Grouping


def several(every_kind: LessonItems, count: int) -> LessonItems:
    """Return a lesson with an item of which `count` options are right."""
    item = every_kind.items[1]
    assert isinstance(item, ChoiceItem)
    names = [f"n{number}" for number in range(count)]
    options = tuple(msgspec.structs.replace(item.options[0], id=name, text=name) for name in names)
    changed = msgspec.structs.replace(item, options=(*options, item.options[3]), key=tuple(names))  # type: ignore[call-arg]
    return msgspec.structs.replace(every_kind, items=(changed, every_kind.items[0]))


@pytest.mark.parametrize("to", ["gift", "moodle-xml"])
@pytest.mark.parametrize("count", [11, 12, 13, 19, 21])
def test_a_share_that_moodle_lacks_is_named(
    to: str, count: int, report: Callable[..., Report], every_kind: LessonItems
):
    """An item with 11 right options would stop the whole file; it is named, and the rest is written."""
    found = report(to, several(every_kind, count))
    assert found.count == 1
    assert found.not_there["q-kinds-02"].startswith(f"{count} options are right; Moodle has no share of 1/{count}")


@pytest.mark.parametrize("to", ["gift", "moodle-xml"])
@pytest.mark.parametrize(
    ("count", "share"),
    [(1, "100"), (2, "50"), (3, "33.33333"), (6, "16.66667"), (7, "14.28571"), (9, "11.11111"), (10, "10"), (20, "5")],
)
def test_a_share_that_moodle_has_is_written(
    to: str, count: int, share: str, report: Callable[..., Report], every_kind: LessonItems
):
    """Up to ten right options, and twenty, have shares that Moodle knows."""
    found = report(to, several(every_kind, count))
    assert found.not_there == {}
    assert percent(1 / count) == share
    assert {"gift": f"%{share}%n0", "moodle-xml": f'fraction="{share}"'}[to] in found.files[0].read_text()


@pytest.mark.parametrize("to", ["gift", "moodle-xml"])
@pytest.mark.parametrize(
    ("length", "said"), [(255, {}), (256, {"q-kinds-08": "a text to choose from has 256 characters; 255 fit"})]
)
def test_a_text_that_its_database_cannot_hold_is_named(
    to: str, length: int, said: dict[str, str], report: Callable[..., Report], every_kind: LessonItems
):
    """Moodle keeps 255 characters of a text to choose from, and a longer one would stop the whole file."""
    item = every_kind.items[7]
    assert isinstance(item, Grouping)
    groups = (msgspec.structs.replace(item.groups[0], text="x" * length), *item.groups[1:])
    changed = msgspec.structs.replace(item, groups=groups)
    lesson = msgspec.structs.replace(every_kind, items=(changed, every_kind.items[0]))
    assert report(to, lesson).not_there == said


def test_ids_that_moodle_has_no_room_for_stay_apart():
    """An id number has at most 100 characters, and two that differ after that are two."""
    long = "q-" + "a" * 100
    assert len({id_number(f"{long}-{number}") for number in (1, 2)}) == 2
    assert {len(id_number(f"{long}-{number}")) for number in (1, 2)} == {100}

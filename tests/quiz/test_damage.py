"""Damage to any part of any kind of item: an error in words, never a traceback, never silence."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from kit.errors import KitError
from kit.quiz import bank
from kit.quiz.item import Item

STRANGE = ["", "x", "7", [], ["x"], [["x"]], {}, {"a": "b"}, {"a": {"b": "c"}}, [{"id": "x"}]]
Way = tuple[str | int, ...]


def ways(part: object, way: Way = ()) -> Iterator[Way]:
    """Yield the way to every part of an item."""
    if way:
        yield way
    for step, child in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else []:
        yield from ways(child, (*way, step))


def within(item: dict[str, Any], way: Way) -> Any:  # noqa: ANN401 - any part of an item
    """Return the map or list that holds the last step of a way."""
    for step in way[:-1]:
        item = item[step]
    return item


def damaged(item: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield an item with each of its parts taken out, or replaced by something strange."""
    for way in ways(item):
        without = copy.deepcopy(item)
        del within(without, way)[way[-1]]
        yield f"{way} taken out", without
        for strange in STRANGE:
            other = copy.deepcopy(item)
            within(other, way)[way[-1]] = copy.deepcopy(strange)
            yield f"{way} is {strange!r}", other


@pytest.fixture
def read(tmp_path: Path) -> Callable[[dict[str, Any]], list[KitError]]:
    """Return a function that reads a file with one item, both ways, and gives its problems."""
    path = tmp_path / "02-x.yaml"
    head = {"lesson": "02", "title": "T", "question": "Q?", "minutes": {"teaching": 1, "exercises": 1}}

    def problems(item: dict[str, Any]) -> list[KitError]:
        content = {**head, "objectives": {"test": "t"}, "items": [item]}
        path.write_text(yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")
        found = bank.problems(path)
        if found:
            with pytest.raises(KitError) as raised:
                bank.read_file(path)
            assert str(raised.value) == str(found[0])
        else:
            bank.read_file(path)
        return found

    return problems


def test_every_part_of_every_kind(
    make: Callable[..., Item], kind: str, read: Callable[[dict[str, Any]], list[KitError]]
):
    """Whatever part of an item is missing or strange, each problem has a place and a fix."""
    changes = {"as_of": "2023-07-13", "key_from": {"table": "t", "where": {"a": "b"}, "column": "c"}}
    item = json.loads(msgspec.json.encode(make(kind, **changes)))
    assert read(item) == []
    for _, other in damaged(item):
        for error in read(other):
            assert error.what
            assert error.do
            assert "02-x.yaml, line " in error.where


def test_a_changed_key_is_seen(make: Callable[..., Item], kind: str, read: Callable[[dict[str, Any]], list[KitError]]):
    """A key that names what is not there, or is empty, never passes."""
    item = json.loads(msgspec.json.encode(make(kind)))
    keys = [way for way in ways(item) if "key" in way and not isinstance(within(item, way)[way[-1]], (list, dict))]
    for way in keys:
        other = copy.deepcopy(item)
        within(other, way)[way[-1]] = "…"
        assert read(other), way


def test_missing_feedback_is_seen(
    make: Callable[..., Item], kind: str, read: Callable[[dict[str, Any]], list[KitError]]
):
    """Feedback that is missing or empty anywhere in an item never passes."""
    item = json.loads(msgspec.json.encode(make(kind)))
    places = [way for way in ways(item) if "feedback" in way and isinstance(within(item, way)[way[-1]], str)]
    assert places or kind == "open"
    for way in places:
        for change in ("taken out", "empty"):
            other = copy.deepcopy(item)
            within(other, way)[way[-1]] = ""
            if change == "taken out":
                del within(other, way)[way[-1]]
            assert read(other), (way, change)

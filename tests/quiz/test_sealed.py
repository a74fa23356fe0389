"""Sealed items: what an exam hands out, and what nobody can read out of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kit.errors import KitError
from kit.quiz.bank import load_bank, load_lesson
from kit.quiz.item import Item
from kit.quiz.score import score
from kit.quiz.sealed import read_exam, sealed, write_exam

OTHER_KEYS: dict[str, dict[str, Any]] = {
    "single-choice": {"key": "c"},
    "multiple-choice": {"key": ["d", "e"]},
    "numeric": {"key": 2023, "tolerance": 5.0},
    "ordering": {"key": ["d", "c", "b", "a"]},
    "map-click": {"key": "LAO"},
    "true-false": {"truth": True, "key": "a"},
    "short-text": {"key": ["Vientiane"]},
    "matching": {"key": {"VNM": "manila", "THA": "hanoi", "LAO": "bangkok"}},
    "grouping": {"key": {"a": "y", "b": "x", "c": "y", "d": "x"}},
    "fill-in": {"gaps": [{"id": name, "key": ["x"], "feedback": "About it."} for name in ("year", "city")]},
    "open": {"sample": "Another.", "rubric": [{"id": "how", "text": "Says how."}]},
}

EMPTY = b'{"lesson": "a", "title": "", "question": "", "objectives": {}, "pools": {}, "items": []}'
ITEM = b'{"kind": "sealed", "id": "q-a-01", "objective": "o", "level": "recall", "stem": "", "shown": {}}'


def plain(item: Item) -> object:
    """Return a sealed item with its lists in a fixed order."""

    def fixed(value: object) -> object:
        if isinstance(value, dict):
            return {name: fixed(part) for name, part in value.items()}
        if isinstance(value, list):
            return sorted((fixed(part) for part in value), key=json.dumps)
        return value

    return fixed(msgspec.to_builtins(item))


def test_another_key_gives_the_same_sealed_item(make: Callable[..., Item], kind: str):
    """Two items that differ in nothing but the key cannot be told apart once they are sealed."""
    (one,) = sealed([make(kind)], ["en"])
    (other,) = sealed([make(kind, **OTHER_KEYS[kind])], ["en"])
    assert plain(one) == plain(other)


def test_the_order_of_a_list_says_nothing(make: Callable[..., Item]):
    """Options that the author wrote in the order of the key come mixed, and mixed anew each time."""
    item = make("ordering")
    orders = {tuple(part["id"] for part in sealed([item], ["en"])[0].public()["options"]) for _ in range(60)}
    assert len(orders) > 10


def secrets_of(part: object, name: str = "") -> Iterator[str]:
    """Yield every text of an item that must not be handed out."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from secrets_of(value, key if name not in {"feedback", "hints", "sample", "rubric"} else name)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from secrets_of(value, name)
    elif isinstance(part, str) and name in {"feedback", "hints", "sample", "rubric"} and len(part) > 12:
        yield part


def test_no_feedback_hint_or_sample_of_the_whole_bank_is_handed_out(tmp_path: Path):
    """In the exams of all lessons there is no text that only a scored answer may bring."""
    found = 0
    for lesson in load_bank():
        write_exam(tmp_path / "exam.json", msgspec.structs.replace(lesson, items=sealed(lesson.items, ["en", "ja"])))
        handed_out = json.dumps(json.loads((tmp_path / "exam.json").read_bytes()), ensure_ascii=False)
        texts = list(secrets_of(msgspec.to_builtins(lesson.items)))
        found += len(texts)
        assert [text for text in texts if text in handed_out] == []
        assert '"key' not in handed_out
    assert found > 500


def test_an_exam_is_read_as_it_was_written(tmp_path: Path):
    """What is written is read again: items, objectives, pools; the mode is exam."""
    lesson = load_lesson("02")
    items = sealed(lesson.items, ["en"])
    write_exam(tmp_path / "02exam.json", msgspec.structs.replace(lesson, lesson="02exam", items=items))
    exam = read_exam(tmp_path / "02exam.json")
    assert (exam.lesson, exam.mode, exam.items) == ("02exam", "exam", items)
    assert exam.objectives == lesson.objectives


@pytest.mark.parametrize("response", ["b", 3, ["a"], {"a": "x"}, True, 0, False])
def test_any_response_is_kept_without_a_verdict(make: Callable[..., Item], kind: str, response: object):
    """Whatever says something counts as given and is marked later; nothing says whether it is right."""
    result = score(sealed([make(kind)], ["en"])[0], response)
    assert (result.verdict, result.score, result.notes) == ("unmarked", None, ())


@pytest.mark.parametrize(
    "response",
    [None, "", [], {}, "  ", "...", {"year": "", "city": " "}, {"text": ""}, {"truth": None, "reason": None}, [""]],
)
def test_nothing_is_no_response(make: Callable[..., Item], response: object):
    """An empty answer is not saved as one."""
    assert score(sealed([make("single-choice")], ["en"])[0], response).verdict == "unreadable"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"lesson": "02"}',
        b"\xff",
        b"[" * 100_000,
        EMPTY.replace(b"[]", b"[" + ITEM.replace(b"{}", b'{"en": {"kind": "riddle"}}') + b"]"),
        EMPTY.replace(b"[]", b"[" + ITEM + b"]"),
    ],
)
def test_a_damaged_exam_is_named(tmp_path: Path, content: bytes):
    """A file that is no exam, or that this version cannot show, is named, with what to do."""
    path = tmp_path / "02exam.json"
    path.write_bytes(content)
    with pytest.raises(KitError) as caught:
        read_exam(path)
    assert str(path) in caught.value.where
    assert "teacher" in caught.value.do

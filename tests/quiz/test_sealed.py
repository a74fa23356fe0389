"""Sealed items: what an exam hands out, and what nobody can read out of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kit.errors import KitError
from kit.quiz.bank import load_bank, load_lesson
from kit.quiz.item import Item
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.true_false.item import TrueFalse
from kit.quiz.score import score
from kit.quiz.sealed import exam_file, read_exam, seal_items

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
    item = make(kind)
    other_key = OTHER_KEYS.get(kind) or {"key": item.sample_response("wrong")}
    (one,) = seal_items([item], ["en"])
    (other,) = seal_items([make(kind, **other_key)], ["en"])
    assert plain(one) == plain(other)


def told(value: object, name: str = "") -> object:
    """Return a part of an item as an author might write it: ids that tell, and each list the other way round."""
    if isinstance(value, dict):
        is_key = name == "key"
        return {f"is-{key}" if is_key else key: told(part, "key" if is_key else key) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        parts = [told(part, name) for part in value]
        return parts[::-1] if all(isinstance(part, dict) for part in parts) else parts
    if name in {"id", "key"} and isinstance(value, str):
        return f"is-{value}"
    return re.sub(r"\{(\w+)\}", r"{is-\1}", value) if name == "text" and isinstance(value, str) else value


LISTED = ["single-choice", "multiple-choice", "true-false", "ordering", "matching", "grouping", "fill-in"]


@pytest.mark.parametrize("kind", LISTED)
def test_neither_ids_nor_the_order_of_a_list_say_anything(make: Callable[..., Item], kind: str):
    """Whatever ids the author chose and in whatever order the lists are, what is handed out is the same."""
    item = make(kind)
    fields = {name: told(part, name) for name, part in msgspec.to_builtins(item).items()} | {"id": item.id}
    one, other = seal_items([item, msgspec.convert(fields, type(item))], ["en"])
    assert one == other
    assert "is-" not in json.dumps(msgspec.to_builtins(other))


@pytest.mark.parametrize("kind", LISTED)
def test_anonymous_ids_score_as_the_others_did(make: Callable[..., Item], kind: str):
    """The key under anonymous ids is the key; the data, which knows no such ids, is no longer asked."""
    item = make(kind, key_from={"table": "members", "where": {}, "column": "capital"}).anonymised()
    shown = item.public()
    ids = [part["id"] for field in ("options", "prompts", "groups") for part in shown.get(field, ())]
    assert set(ids) | set(shown.get("gaps", ())) <= {f"{sign}{n}" for sign in "opg" for n in range(1, 9)}
    assert not list(item.mistakes())
    assert item.key_from is None
    response = {gap.id: gap.key[0] for gap in item.gaps} if isinstance(item, FillIn) else item.key
    if isinstance(item, TrueFalse):
        response = {"truth": item.truth, "reason": item.key}
    result = score(item, response)
    assert (result.verdict, result.score) == ("right", 1)
    assert item.anonymised() == item


def test_a_kept_order_is_kept(make: Callable[..., Item]):
    """Options whose author wants them in their order keep it in an exam too; else the order is not the file's."""
    texts = [f"{year}" for year in range(1967, 1975)]
    options = [{"id": f"y{text}", "text": text, "feedback": "So."} for text in texts]
    kept, mixed = (
        [part["text"] for part in item.public()["options"]]
        for item in seal_items(
            [make("single-choice", options=options, key="y1973", keep_order=keep) for keep in (True, False)], ["en"]
        )
    )
    assert kept == texts
    assert mixed != texts


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


def test_documents_stay_in_the_order_of_their_author(make: Callable[..., Item]):
    """A stem may speak of the first document, which is then the first one in the exam, too."""
    (sealed,) = seal_items([make("single-choice", documents=["doc-b", "doc-a"])], ["en"])
    assert sealed.public()["documents"] == ["doc-b", "doc-a"]


def test_no_feedback_hint_or_sample_of_the_whole_bank_is_handed_out(tmp_path: Path):
    """In the exams of all lessons there is no text that only a scored answer may bring."""
    found = 0
    for lesson in load_bank():
        (tmp_path / "exam.json").write_bytes(
            exam_file(msgspec.structs.replace(lesson, items=seal_items(lesson.items, ["en", "ja"])))
        )
        handed_out = json.dumps(json.loads((tmp_path / "exam.json").read_bytes()), ensure_ascii=False)
        texts = list(secrets_of(msgspec.to_builtins(lesson.items)))
        found += len(texts)
        assert [text for text in texts if text in handed_out] == []
        assert '"key' not in handed_out
    assert found > 500


def test_an_exam_is_read_as_it_was_written(tmp_path: Path):
    """What is written is read again: items, objectives, pools; the mode is exam."""
    lesson = load_lesson("02")
    items = seal_items(lesson.items, ["en"])
    (tmp_path / "02exam.json").write_bytes(exam_file(msgspec.structs.replace(lesson, lesson="02exam", items=items)))
    exam = read_exam(tmp_path / "02exam.json")
    assert (exam.lesson, exam.mode, exam.items) == ("02exam", "exam", items)
    assert exam.objectives == lesson.objectives


FITTING: dict[str, list[object]] = {
    "single-choice": ["o1", "o3"],
    "multiple-choice": [["o1"], ["o5", "o2"]],
    "true-false": [{"truth": True, "reason": "o1"}, {"truth": False, "reason": "o3"}],
    "numeric": [0, 1973, "１，９７３年", "1973 years"],
    "short-text": ["any", "ハノイ"],
    "ordering": [["o4", "o3", "o2", "o1"]],
    "matching": [{"p1": "o4"}, {"p1": "o1", "p2": "o2", "p3": "o3"}],
    "grouping": [{"o1": "g2"}, {"o1": "g1", "o4": "g1"}],
    "fill-in": [{"g1": "any"}, {"g1": "1967", "g2": ""}],
    "map-click": ["VNM", "LAO"],
    "open": [{"text": "Because."}],
}
WRONG_FORM: dict[str, list[object]] = {
    "single-choice": ["b", ["o1"], "o9", 3],
    "multiple-choice": ["o1", ["o1", "x"]],
    "true-false": [{"truth": True, "reason": None}, {"truth": None, "reason": "o1"}, True, "o1"],
    "numeric": ["1967 or 1973", "long ago", "1973 km", True],
    "short-text": [3, ["any"]],
    "ordering": [["o1", "o2"], "o1", ["o1", "o2", "o3", "o3"]],
    "matching": [{"p1": "p2"}, {"VNM": "hanoi"}, "o1"],
    "grouping": [{"o1": "o2"}, ["o1"]],
    "fill-in": [{"year": "1967"}, "1967"],
    "map-click": ["Vietnam", ["VNM", "LAO"]],
    "open": ["Because."],
}


def test_a_response_of_the_right_form_is_kept_without_a_verdict(make: Callable[..., Item], kind: str):
    """Whatever the kind takes is kept and marked later; nothing says whether it is right."""
    (item,) = seal_items([make(kind)], ["en"])
    anonymous = make(kind).anonymised()
    samples = [anonymous.sample_response(name) for name in ("right", "wrong")]
    fitting = FITTING.get(kind) or samples
    found = [score(item, response) for response in fitting]
    assert {(result.verdict, result.score, result.notes) for result in found} == {("unmarked", None, ())}
    assert {score(anonymous, response).verdict for response in fitting}.isdisjoint({"unreadable"})


def test_a_response_of_the_wrong_form_is_explained(make: Callable[..., Item], kind: str):
    """What nobody could score later uses up no attempt: the learner reads what is missing, as in practice."""
    (item,) = seal_items([make(kind)], ["en"])
    empty: list[object] = [None, "", [], {}, "  ", "...", {"g1": "", "g2": " "}, {"text": ""}, [""]]
    for response in [*WRONG_FORM.get(kind, ()), make(kind).sample_response("invalid"), *empty]:
        result = score(item, response)
        assert (result.verdict, result.notes) == ("unreadable", score(make(kind).anonymised(), response).notes)


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
    """A file that is not an exam, or that this version cannot show, is named, with what to do."""
    path = tmp_path / "02exam.json"
    path.write_bytes(content)
    with pytest.raises(KitError) as caught:
        read_exam(path)
    assert str(path) in caught.value.where
    assert "teacher" in caught.value.do


def test_a_sealed_item_has_no_interaction(make: Callable[..., Item]):
    """Formats and key sheets show keys, so a sealed item refuses, and says which file to use."""
    (item,) = seal_items([make("single-choice")], ["en"])
    with pytest.raises(KitError, match="no key to export") as error:
        item.interaction("en")
    assert "item file" in error.value.do

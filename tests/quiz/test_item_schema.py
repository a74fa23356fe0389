"""The JSON Schema of item files."""

from __future__ import annotations

import json
from collections.abc import Callable

import msgspec
import pytest
import yaml
from jsonschema import Draft202012Validator

from kit.paths import data_folder
from kit.quiz.item import Item
from kit.quiz.item_schema import schema, schema_file
from kit.quiz.kinds.registry import KINDS

HEAD = {
    "lesson": "02",
    "title": "T",
    "question": "Q?",
    "minutes": {"teaching": 1, "exercises": 1},
    "objectives": {"test": "t"},
}


def errors(content: object) -> list[str]:
    """Return what the schema finds wrong."""
    return [error.message for error in Draft202012Validator(schema()).iter_errors(content)]


def test_it_is_a_schema():
    """The schema is a valid one, plain JSON, and speaks of every kind."""
    Draft202012Validator.check_schema(schema())
    text = json.dumps(schema())
    assert all(f'"{kind}"' in text for kind in KINDS)


def test_the_shipped_schema_is_this_one():
    """The file that editors read says what the classes say; else `python -m kit.quiz.item_schema` writes it anew."""
    assert json.loads(schema_file().read_text(encoding="utf-8")) == json.loads(json.dumps(schema()))


def test_shipped_files_fit():
    """What the kit ships fits its own schema."""
    for path in sorted((data_folder() / "items").glob("*.yaml")):
        assert errors(yaml.safe_load(path.read_bytes())) == []


def test_every_kind_fits(make: Callable[..., Item], kind: str):
    """An item of every kind, with texts that look like numbers, fits."""
    item = {**json.loads(msgspec.json.encode(make(kind))), "stem": 1973}
    assert errors({**HEAD, "items": [item]}) == []


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "other"},
        {"levle": "recall"},
        {"level": "remember"},
        {"hints": []},
        {"hints": ["a", "b", "c"]},
        {"facts": []},
        {"id": "Members 1"},
        {"points": "many"},
        {"as_of": None},
        {"options": [{"id": "a", "text": "A"}]},
    ],
)
def test_mistakes_do_not_fit(make: Callable[..., Item], change: dict[str, object]):
    """What the bank refuses for its form, an editor marks while it is typed."""
    item = {**json.loads(msgspec.json.encode(make("single-choice"))), **change}
    assert errors({**HEAD, "items": [item]})

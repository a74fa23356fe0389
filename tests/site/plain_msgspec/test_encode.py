"""Structs become maps, lists and scalars as in msgspec."""

from __future__ import annotations

from collections.abc import Callable

CODE = """
import msgspec
from kit.answers.item_state import ItemState
from kit.quiz.parts import Option
from kit.quiz.rules import Rules
for value in (ItemState(), Rules(), {"a": (1, [None])}, Option(id="a", text="b", feedback="c")):
    print(msgspec.to_builtins(value))
try:
    msgspec.json.encode(object())
except TypeError:
    print("refused")
"""


def test_structs_become_plain_alike(both: Callable[[str], tuple[str, str]]):
    """Unset fields and defaults are left out where msgspec leaves them out."""
    real, plain = both(CODE)
    assert plain == real

"""Values are taken and refused as msgspec takes and refuses them."""

from __future__ import annotations

from collections.abc import Callable

CODE = """
import msgspec
from kit.answers.attempt import Attempt
from kit.answers.event import Event
from kit.answers.hand_in import Answer, Header
from kit.quiz.kinds.registry import AnyItem
from kit.quiz.lesson_file import LessonFile, Minutes
from kit.quiz.rules import Rules
from kit.widgets.quiz_card.request import Request
values = [None, True, 1, -1, 1.5, "", "x", "12", "1.5", "true", "null", "check",
          [], ["a"], {}, {"n": "1", "ask": "check"},
          {"n": "1", "ask": "fly"}, {"n": 1, "ask": "check"}, {"n": "1", "ask": "check", "seconds": -1},
          {"teaching": "45", "exercises": "0"}, {"teaching": "x", "exercises": 1},
          {"teaching": 1, "exercises": 1, "z": 1},
          {"kind": "numeric"}, {"kind": "nothing"}, {"attempts": "2"}, {"minutes": "5"}]
types = [Request, Minutes, Rules, AnyItem, LessonFile, Attempt, Event, Answer, Header, int, float, bool, str,
         str | None,
         int | None, float | None, list[str], tuple[str, ...], dict[str, str], str | dict[str, str]]
for type_ in types:
    for value in values:
        for strict in (True, False):
            try:
                print(repr(msgspec.convert(value, type_, strict=strict)))
            except msgspec.ValidationError:
                print("refused", type_, value, strict)
"""


def test_values_are_taken_and_refused_alike(both: Callable[[str], tuple[str, str]]):
    """Whether read from JSON or from texts of an item file, a value becomes the same object, or is refused."""
    real, plain = (text.splitlines() for text in both(CODE))
    skip = "UNSET"
    assert [(a, b) for a, b in zip(real, plain, strict=True) if a != b and skip not in a] == []

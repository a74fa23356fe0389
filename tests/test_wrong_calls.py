"""A call with a wrong value is one error that says which value it is, and what to give instead."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pytest

import kit
from kit.class_report.report import class_report
from kit.errors import KitError
from kit.lesson import Lesson
from kit.wrong_calls import explained, explained_methods

WRONG: list[Any] = [["members"], 5, "membrs", b"x", pd.DataFrame({"a": [1]})]
FIRST = {
    "load": "members",
    "cite": "fact-p08-rubber-forum",
    "map": "members",
    "chart": "ladder",
    "start": "02",
    "class_report": ".",
}
NAMED = {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY}
METHODS = [name for name, each in vars(Lesson).items() if inspect.isfunction(each) and not name.startswith("_")]


@pytest.fixture
def lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lesson:
    """Return a lesson without answers, in an empty folder."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.chdir(tmp_path)
    return kit.start("02")


def _errors(call: Callable[..., object], first: object, **more: object) -> list[KitError]:
    """Return what comes of a call with each wrong value for each parameter; a traceback ends the test."""
    names = [param.name for param in inspect.signature(call).parameters.values() if param.kind in NAMED]
    found, ways = [], [(name, wrong) for name in names for wrong in WRONG]
    given = {names[0]: first} if first else {}
    for args, words in [
        ((1,) * 20, {}),
        ((), {"unknown": 1}),
        *(((), {**given, **more, name: each}) for name, each in ways),
    ]:
        try:
            call(*args, **words)
        except KitError as error:
            found.append(error)
    return found


@pytest.mark.usefixtures("lesson")
@pytest.mark.parametrize("name", [name for name in dir(kit) if not name.endswith("_map")])
def test_words_of_the_kit(name: str, monkeypatch: pytest.MonkeyPatch):
    """No word of a notebook answers wrong values with a traceback."""
    monkeypatch.delattr(kit, name, raising=False)  # another test may have imported the package class_report
    assert all(error.do for error in _errors(getattr(kit, name), FIRST.get(name)))


@pytest.mark.parametrize(
    ("which", "word"),
    [("members", "highlight"), ("members", "color_by"), ("places", "kinds"), ("places", "in_story"), ("trade", "year")],
)
@pytest.mark.parametrize("wrong", WRONG, ids=lambda each: type(each).__name__)
def test_choices_of_a_map(which: Literal["members", "places", "trade"], word: str, wrong: object):
    """A choice of a map that is of another kind is one error."""
    with pytest.raises(KitError) as error:
        kit.map(which, **{word: wrong})
    assert error.value.do


@pytest.mark.parametrize("name", METHODS)
def test_words_of_a_lesson(name: str, lesson: Lesson):
    """No word of a lesson answers wrong values with a traceback."""
    more = {"columns": ["name_en"]} if name == "table" else {}
    errors = _errors(getattr(lesson, name), {"table": "members"}.get(name), **more)
    assert len(errors) > 1
    assert all(error.do for error in errors)


def test_what_is_said(lesson: Lesson):
    """It says which value is wrong, of which call, and what to give; or how the call is written."""
    with pytest.raises(KitError) as wrong:
        kit.chart(["trade"])  # type: ignore[arg-type]
    assert str(wrong.value) == (
        "'name' cannot be ['trade'].\n  Where: kit.chart\n  What to do: Give a text in quotation marks."
    )
    with pytest.raises(KitError) as wrong:
        kit.chart(pd.Series(["trade"]))  # type: ignore[arg-type]
    assert wrong.value.what == "'name' cannot be Series."
    with pytest.raises(KitError) as wrong:
        lesson.quiz(5)  # type: ignore[call-arg]
    assert (wrong.value.where, wrong.value.do) == ("lesson.quiz", "Write it like this: lesson.quiz()")
    with pytest.raises(KitError) as wrong:
        kit.map(["members"])  # type: ignore[arg-type]
    assert (wrong.value.where, wrong.value.what) == ("kit.map", "'name' cannot be ['members'].")


@pytest.mark.parametrize("language", ["ja", "id"])
def test_it_is_said_in_the_language_of_the_lesson(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A lesson in another language explains wrong values in it."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path))
    kit.start("02", language=language)
    with pytest.raises(KitError) as wrong:
        kit.chart([5])  # type: ignore[arg-type]
    assert wrong.value.do in {"引用符で囲んだ文字を指定してください。", "Berikan teks dalam tanda kutip."}


def test_what_a_word_gives_is_asked_wrongly():
    """Maps, charts and reports say which value they cannot use, too."""
    for call, where in (
        (lambda: kit.map("members").save(5), "picture.save"),  # type: ignore[arg-type]
        (lambda: kit.chart("ladder").save(), "picture.save"),  # type: ignore[call-arg]
        (lambda: class_report().gradebook(5), "report.gradebook"),  # type: ignore[arg-type]
    ):
        with pytest.raises(KitError) as wrong:
            call()
        assert wrong.value.where == where


def test_a_fault_of_the_kit_keeps_its_traceback():
    """Where the values fit, the fault is not the caller's, and the error stays what it is."""

    def broken(name: str) -> str:
        return name + 1  # type: ignore[operator]

    with pytest.raises(TypeError, match="concatenate"):
        explained(broken, "kit.broken")("x")


def test_a_lesson_needs_a_name():
    """An empty name is not the first lesson, and one that is too long for a file is none."""
    for name in ("", "02 " * 200):
        with pytest.raises(KitError, match="no lesson"):
            kit.start(name)


def test_a_property_that_fails_is_not_called_missing():
    """What is wrong within a property is said, and a private name is left to Python."""

    @explained_methods("thing")
    class Thing:
        @property
        def broken(self) -> str:
            return "".unknown  # type: ignore[attr-defined, no-any-return]

    for name, said in (
        ("broken", "'str' object has no attribute 'unknown'"),
        ("_shown", "'Thing' object has no attribute"),
    ):
        with pytest.raises(AttributeError, match=said):
            getattr(Thing(), name)

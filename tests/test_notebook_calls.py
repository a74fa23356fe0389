"""What the cells of a notebook call, read without running them."""

from __future__ import annotations

import pytest

from kit.notebook_calls import Call, calls, names_of_lessons, running_cell, started


def test_calls_are_found_with_their_arguments():
    """Each call has its name, its arguments by place and by name; what has to be worked out is unknown."""
    found = list(calls('a = lesson.facts(8, theme="economy")\nlesson.table(name, rows=late)'))
    assert found == [
        Call("lesson.facts", (8,), {"theme": "economy"}),
        Call("lesson.table", (...,), {"rows": ...}),
    ]
    assert found[0].argument(0, "paragraph") == 8
    assert found[0].argument(2, "theme") == "economy"
    assert found[0].argument(1, "certainty") is None


def test_an_argument_that_no_cell_can_have_is_unknown():
    """A mapping with a list as a key fails when the cell runs, not when somebody reads it."""
    assert list(calls("lesson.table(rows, {[1]: 'One'})")) == [Call("lesson.table", (..., ...), {})]


@pytest.mark.parametrize("source", ["lesson.facts(", "x = = 1", "a\0b", "%%bash\nls -l | wc", f"f({'-' * 9999}1)"])
def test_a_cell_that_is_not_python_calls_nothing(source: str):
    """A half-typed cell, or one for another language, is no error."""
    assert list(calls(source)) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('lesson = kit.start("02")', ("02", "")),
        ('%matplotlib inline\nlesson = kit.start("02", language="ja")', ("02", "ja")),
        ('kit.start(name="90-mine.yaml")', ("90-mine.yaml", "")),
        ("kit.start(chosen)", None),
        ('# kit.start("02")', None),
        ('other.start("02")', None),
    ],
)
def test_the_lesson_that_a_cell_starts(source: str, said: tuple[str, str] | None):
    """Lesson and language are found; a comment or a name that has to be worked out starts none."""
    assert started(source) == said


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('a = b = kit.start("02")\nscale = Scale()', {"a", "b"}),
        ('%matplotlib inline\nlesson: kit.Lesson = start("02")', {"lesson"}),
        ('(other := kit.start("02")).quiz()', {"other"}),
        ('lessons = [kit.start("02")]; lesson = ', set()),
    ],
)
def test_the_names_of_lessons(source: str, names: set[str]):
    """A name is that of a lesson where a cell says so."""
    assert names_of_lessons(source) == names


def test_outside_a_notebook_no_cell_runs():
    """Where no front end says which cell runs, there is none."""
    assert running_cell() == ""

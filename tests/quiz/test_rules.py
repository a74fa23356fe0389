"""The rules of a quiz, as an author writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import KitError
from kit.quiz.bank import problems, read_file
from kit.quiz.item_schema import schema
from kit.quiz.rules import Rules

ITEM = """
- {id: q-rules-01, kind: numeric, objective: aim, level: recall, stem: How many?, facts: [BRN], hints: [Count.],
   key: 3, feedback: {right: Yes., wrong: No.}}
"""
HEAD = 'lesson: "90"\ntitle: Rules\nquestion: How?\nminutes: {teaching: 1, exercises: 1}\nobjectives: {aim: Count.}\n'


def file(folder: Path, *lines: str) -> Path:
    """Write an item file with some lines in its head."""
    path = folder / "90-rules.yaml"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines) + "items:" + ITEM, encoding="utf-8")
    return path


def test_without_rules_nothing_is_limited(tmp_path: Path):
    """A file without rules has no limits, the last attempt counts, and hints cost nothing."""
    rules = read_file(file(tmp_path)).rules
    assert rules == Rules()
    assert (rules.attempts, rules.pass_percent, rules.minutes, rules.counts) == (None, None, None, "last")
    assert rules.hint_cost(3, 2) == 0


def test_rules_are_read(tmp_path: Path):
    """Every rule is in the head of the file."""
    line = "rules: {attempts: 2, counts: best, pass_percent: 62.5, minutes: 20, hint_percent: 25}"
    expected = Rules(attempts=2, counts="best", pass_percent=62.5, minutes=20, hint_percent=25)
    assert read_file(file(tmp_path, line)).rules == expected


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ("{attempts: 0}", "Nobody could answer"),
        ("{attempts: two}", "a whole number"),
        ("{attempts: 1.5}", "a whole number"),
        ("{counts: first}", "one of last, best"),
        ("{pass_percent: 0}", "cannot be reached, or always is"),
        ("{pass_percent: 101}", "101 percent cannot be reached"),
        ("{pass_percent: nan}", "nan percent"),
        ("{minutes: 0}", "cannot take 0 minutes"),
        ("{minutes: 2000}", "2000 minutes"),
        ("{hint_percent: -1}", "-1 percent of the points"),
        ("{hint_percent: 120}", "120 percent of the points"),
        ("{time_limit: 30}", "no field 'time_limit'"),
        ("{attempt: 2}", "Did you mean 'attempts'"),
        ("twice", "a map of fields"),
    ],
)
def test_what_cannot_be_meant(tmp_path: Path, rules: str, words: str):
    """A rule that nobody can mean is named with its line and the fix."""
    path = file(tmp_path, f"rules: {rules}")
    (error,) = problems(path)
    assert words in str(error)
    assert "line 6, rules" in error.where
    assert error.do
    with pytest.raises(KitError):
        read_file(path)


@pytest.mark.parametrize(
    "rules",
    [
        "{attempts: 1, minutes: 1, hint_percent: 0}",
        "{minutes: 1440, hint_percent: 100, pass_percent: 100}",
        "{pass_percent: 0.1, counts: best}",
    ],
)
def test_the_first_and_the_last_that_can_be_meant(tmp_path: Path, rules: str):
    """One try, one minute or a whole day, and none or all of the points are rules like others."""
    assert list(problems(file(tmp_path, f"rules: {rules}"))) == []


@pytest.mark.parametrize(
    ("mode", "rules", "words"),
    [
        ("exam", "{counts: best}", "the best attempt cannot count"),
        ("pretest", "{counts: best}", "the best attempt cannot count"),
        ("pretest", "{pass_percent: 60}", "nobody can pass"),
    ],
)
def test_rules_that_their_mode_does_not_allow(tmp_path: Path, mode: str, rules: str, words: str):
    """Where no verdict is shown, nothing may depend on one."""
    (error,) = problems(file(tmp_path, f"mode: {mode}", f"rules: {rules}"))
    assert words in str(error)


@pytest.mark.parametrize(("points", "hints", "cost"), [(1, 0, 0), (1, 1, 0.4), (2, 2, 1.6), (1, 3, 1)])
def test_the_cost_of_hints(points: float, hints: int, cost: float):
    """Each hint takes its share of the points, and never more than there are."""
    assert Rules(hint_percent=40).hint_cost(points, hints) == pytest.approx(cost)


def test_what_hints_leave_of_the_points():
    """Hints take from what was earned, never more than that; of what nobody has marked there is nothing to take."""
    rules = Rules(hint_percent=40)
    assert [rules.after_hints(2.0, 2, hints) for hints in (0, 1, 2, 3)] == pytest.approx([2, 1.2, 0.4, 0])
    assert rules.after_hints(0.5, 1, 2) == 0
    assert rules.after_hints(None, 1, 1) is None


def test_the_schema_knows_the_rules():
    """An editor completes the names of the rules."""
    found = schema()["$defs"]["Rules"]["properties"]
    assert set(found) == {"attempts", "counts", "pass_percent", "minutes", "hint_percent"}
    assert found["counts"]["enum"] == ["last", "best"]

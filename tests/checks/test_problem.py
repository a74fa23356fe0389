"""How a problem reads."""

from __future__ import annotations

from kit.checks.problem import Problem, shown
from kit.errors import KitError, place


def test_a_problem_reads_like_an_error():
    """Problems and errors have one form, so that a reader learns it once."""
    error = KitError("It is wrong.", where="facts.csv, row 2", do="Correct it.")
    assert str(Problem.of(error)) == str(error)


def test_a_place_names_what_there_is():
    """A place has only the steps that are known, from the file to the column."""
    assert place("facts.csv") == "facts.csv"
    assert place("facts.csv", row=2, name="fact-1", column="kind") == "facts.csv, row 2, id fact-1, column kind"
    assert place("a.yaml", line=3) == "a.yaml, line 3"


def test_a_value_is_shown_on_one_short_line():
    """A value of many lines or signs is cut, and one of blanks alone is still to be seen."""
    assert shown("a\n  b") == "'a b'"
    assert shown("x" * 100) == repr("x" * 60 + "…")
    assert shown("  ") == "'  '"

"""The objectives of pre-test and post-test."""

from __future__ import annotations

from kit.quiz.bank import load_bank
from kit.quiz.before_after import AFTER, BEFORE, parallel


def test_only_an_objective_of_the_pretest_has_a_parallel():
    """The beginning alone decides, and it is exchanged once."""
    assert parallel("pre-pre-war-trade") == "post-pre-war-trade"
    assert (parallel("post-members"), parallel("present")) == (None, None)


def test_every_objective_of_the_course_before_has_one_after():
    """In the bank each objective of the pre-test has its parallel, and each of the post-test is one."""
    names = {name for lesson in load_bank() for name in lesson.objectives}
    before = {name for name in names if name.startswith(BEFORE)}
    assert before
    assert {parallel(name) for name in before} == {name for name in names if name.startswith(AFTER)}

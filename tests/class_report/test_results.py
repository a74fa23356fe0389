"""The figures of a class, as plain data."""

from __future__ import annotations

import pytest

from kit.class_report.results import LearnerMeasure, Result, Share


def result(points: float, possible: float) -> Result:
    """Return what a learner earned in a lesson."""
    return Result(lesson="02", answered=2, of=3, points=points, possible=possible, share=None, finally_right=None)


@pytest.mark.parametrize(("given", "kept"), [(-1e-9, 0.0), (1 + 1e-9, 1.0), (0.25, 0.25)])
def test_a_share_is_from_nothing_to_all(given: float, kept: float):
    """What adding up rounds below nothing or above all is put right, and the range holds the share."""
    share = Share.of(given, 20)
    assert share.share == kept
    assert 0 <= share.low <= kept <= share.high <= 1


def test_more_answers_make_a_range_narrower():
    """Of a hundred answers the range is narrower than of ten."""
    few, many = Share.of(0.5, 10), Share.of(0.5, 100)
    assert few.low < many.low < many.high < few.high


def test_points_are_added_up_over_lessons():
    """A lesson with more points weighs more; nobody who handed in nothing has a share."""
    learner = LearnerMeasure(name="hanako", share=None, results=(result(3, 4), result(0, 2)), help=())
    assert learner.earned == 0.5
    assert LearnerMeasure(name="jun", share=None, results=(), help=()).earned is None

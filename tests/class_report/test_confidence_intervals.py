"""How far a figure from a small class may be off, against values from statistical tables."""

from __future__ import annotations

import pytest

from kit.class_report.confidence_intervals import alpha_range, mean_range, share_range, student_t


@pytest.mark.parametrize(("freedom", "value"), [(1, 12.706), (2, 4.303), (5, 2.571), (30, 2.042), (2000, 1.960)])
def test_student_t_is_that_of_the_tables(freedom: int, value: float):
    """The two-sided 5 % points are those that every table of Student's t prints."""
    assert student_t(freedom) == pytest.approx(value, abs=6e-4)


@pytest.mark.parametrize(("share", "n"), [(0.0, 1), (1.0, 1), (0.0, 30), (0.5, 30), (1.0, 30)])
def test_a_share_stays_between_none_and_all(share: float, n: int):
    """The interval contains the share that was seen and never leaves 0 to 1; at the ends it has a width too."""
    low, high = share_range(share, n)
    assert 0 <= low <= share <= high <= 1
    assert high - low > 0.05


def test_intervals_are_those_of_their_formulas():
    """A share as Wilson has it, a mean as Student, a reliability as Bonett, against values worked out by hand."""
    assert share_range(0.3, 20) == pytest.approx((0.1455, 0.5190), abs=1e-4)
    assert share_range(0.02, 50) == pytest.approx((0.0035, 0.1050), abs=1e-4)
    assert mean_range(10, 2, 16) == pytest.approx((8.9343, 11.0657), abs=1e-3)
    assert alpha_range(0.8, 10, 30) == pytest.approx((0.6526, 0.8849), abs=1e-3)
    assert alpha_range(0.8, 2, 30) == pytest.approx((0.5805, 0.9046), abs=1e-3)


def test_more_learners_narrow_each_interval():
    """The interval of a mean and of a reliability is around its figure, and narrower with more learners."""
    few, many = mean_range(0.2, 0.3, 5), mean_range(0.2, 0.3, 50)
    assert few[0] < many[0] < 0.2 < many[1] < few[1]
    few, many = alpha_range(0.8, 10, 10), alpha_range(0.8, 10, 100)
    assert few[0] < many[0] < 0.8 < many[1] < few[1]

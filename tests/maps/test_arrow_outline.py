"""The outline of an arrow."""

from __future__ import annotations

import pytest

from kit.maps.arrow_outline import arrow


def test_a_shaft_is_as_wide_as_it_should_be():
    """All along the shaft of an arrow its two sides are one width apart, and its tip is its end."""
    shape = arrow((10, 10), (200, 300), 12)
    half = len(shape) // 2
    shaft = zip(shape[: half - 1], reversed(shape[half + 2 :]), strict=True)
    assert all(((x - x1) ** 2 + (y - y1) ** 2) ** 0.5 == pytest.approx(12) for (x, y), (x1, y1) in shaft)
    assert shape[half] == (200, 300)


def test_there_and_back_do_not_meet():
    """An arrow swings out to the left of its way, so that the one back lies on the other side."""
    there, back = arrow((0, 0), (100, 0), 2), arrow((100, 0), (0, 0), 2)
    assert all(y <= 1 + 3.5 for _, y in there)
    assert all(y >= -1 - 3.5 for _, y in back)
    assert min(y for _, y in there) < -10 < 10 < max(y for _, y in back)

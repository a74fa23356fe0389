"""Aid and promises: the little that was found."""

from __future__ import annotations

import pytest

from kit.charts.catalogue import chart
from kit.errors import KitError


def test_a_promise_is_shown_only_after_it_was_made():
    """What was announced on 17 December 2023 is not on a chart of the day before."""
    before, after = (set(chart("aid", day).to_table()["indicator"]) for day in ("2023-12-16", "2023-12-17"))
    assert after - before == {"exchange_support_bn_jpy", "research_support_bn_jpy"}


def test_a_day_before_the_figures_is_an_error_with_advice():
    """A day before all figures is refused with the first year that can be shown."""
    with pytest.raises(KitError) as error:
        chart("aid", "2000-01-01")
    assert "2001" in error.value.do

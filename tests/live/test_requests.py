"""What all pages of a live class have in common: how often somebody may ask."""

from __future__ import annotations

from kit.live.requests import Pace


def test_the_pace_recovers():
    """The right to ask comes back with time, up to a burst."""
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert [pace.seconds_to_wait("hanako", 2, 0.5) for _ in range(3)] == [0, 0, 2.0]
    now[0] = 0.5
    assert pace.seconds_to_wait("hanako", 2, 0.5) == 1.5
    now[0] = 100.0
    assert [pace.seconds_to_wait("hanako", 2, 0.5) for _ in range(3)] == [0, 0, 2.0]

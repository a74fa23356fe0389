"""Formal and earlier names of states."""

from __future__ import annotations

import pytest

from kit.quiz.state_names import current_name


@pytest.mark.parametrize(
    ("name", "current"),
    [
        ("lao people's democratic republic", "laos"),
        ("republic of the union of myanmar", "myanmar"),
        ("republic of the philippines", "philippines"),
        ("ベトナム社会主義共和国", "ベトナム"),
        ("東ティモール民主共和国", "東ティモール"),
        ("republic of china", "republic of china"),
        ("laos", "laos"),
    ],
)
def test_a_state_has_the_name_of_the_lessons(name: str, current: str):
    """A formal or earlier name of a state of the region is that state; other names stay as they are."""
    assert current_name(name) == current

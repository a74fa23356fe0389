"""The invented class: whole, always the same, and better after the course."""

from __future__ import annotations

import pytest

from kit.class_report.analysis import measure
from kit.class_report.collect import Collection
from kit.class_report.demo_class import invented_class
from kit.class_report.scoring import scored
from kit.quiz.bank import load_bank


@pytest.fixture(scope="module")
def found() -> Collection:
    """Return the hand-ins of the invented class."""
    return invented_class(load_bank())


def test_the_class_is_the_same_each_time(found: Collection):
    """A second invention gives the same answers of the same learners."""
    again = invented_class(load_bank())
    assert again.learners == found.learners
    assert [(lesson, answer.item, answer.first, answer.last) for lesson, answer in again.answers] == [
        (lesson, answer.item, answer.first, answer.last) for lesson, answer in found.answers
    ]


def test_every_answer_fits_the_bank(found: Collection):
    """Nothing of it is unknown or unreadable, and some learners stay away from some lessons."""
    lessons = load_bank()
    result = scored(found, lessons)
    assert (result.unknown, result.unreadable) == ({}, 0)
    assert 20 * len(lessons) < len(found.received) < 24 * len(lessons)


def test_the_class_has_learned(found: Collection):
    """The report on it shows a gain, for which a teacher would look."""
    gain = measure(scored(found, load_bank())).gain
    assert gain is not None
    assert gain.after > gain.before

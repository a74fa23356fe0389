"""Verdicts that a home does not say are named, each where it is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.export.formats import Report
from kit.export.verdict_losses import NOT_RIGHT, VERDICTS, verdict_losses
from kit.quiz.bank import LessonItems

WHOLE = ["q-kinds-06", "q-kinds-07", "q-kinds-08", "q-kinds-09", "q-kinds-12"]


def test_each_kind_loses_what_it_says(every_kind: LessonItems):
    """Choices say all in the feedback of their options; the others lose one text or two, and open ones have none."""
    lost = {item.id: list(verdict_losses(item.interaction("en"))) for item in every_kind.items}
    assert [name for name, what in lost.items() if what == [VERDICTS]] == WHOLE
    assert [name for name, what in lost.items() if what == [NOT_RIGHT]] == ["q-kinds-03", "q-kinds-04", "q-kinds-05"]
    assert [name for name, what in lost.items() if not what] == ["q-kinds-01", "q-kinds-02", "q-kinds-10", "q-kinds-11"]


@pytest.mark.usefixtures("no_pdf")
@pytest.mark.parametrize("to", ["anki", "paper", "lesson-plan"])
def test_homes_of_keys_name_them(to: str, report: Callable[..., Report]):
    """A deck and a key on paper show reasons and no verdict, and say so."""
    assert report(to).left_out[VERDICTS] == WHOLE


@pytest.mark.parametrize("to", ["moodle-xml", "qti12", "qti21"])
def test_marks_lose_nothing_where_they_are_scored(to: str, report: Callable[..., Report]):
    """What is said of marks in a text goes along to the homes that score them."""
    assert "q-kinds-12" not in report(to).left_out.get(VERDICTS, [])
    assert "q-kinds-12" in report("gift").left_out[VERDICTS]

"""The gradebook: rows, endings, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kit.class_report.gradebook import write_gradebook
from kit.class_report.results import LearnerMeasure, LessonMeasure, Measures, Result
from kit.errors import KitError
from kit.text import text_in

EVIL = '=HYPERLINK("http://x")'


@pytest.fixture
def found() -> Measures:
    """Return two learners and two lessons, of which one learner handed in one."""
    lessons = tuple(
        LessonMeasure(lesson=name, title="", mode="practice", learners=1, share=None, seconds=None, reliability=None)
        for name in ("01", "02")
    )
    done = Result(lesson="02", answered=2, of=3, points=1 / 3, possible=3, share=2 / 3, finally_right=None)
    learners = (
        LearnerMeasure(name=EVIL, share=2 / 3, results=(done,), help=()),
        LearnerMeasure(name="jun", share=None, results=(), help=()),
    )
    return Measures(
        lessons=lessons, objectives=(), items=(), learners=learners, gain=None, gains=(), unknown={}, unreadable=0,
        unmarked=0, guesses=(), other_exam={}, unsure_exam={},
    )  # fmt: skip


def test_a_row_for_each_learner(found: Measures, tmp_path: Path):
    """A lesson that was not handed in leaves its six cells empty; figures are rounded; a name is not a formula."""
    path = write_gradebook(found, tmp_path / "grades.csv", text_in("en"))
    head, evil, jun = csv.reader(path.read_text("utf-8-sig").splitlines())
    assert len(head) == 1 + 2 * 6
    assert evil == [f"'{EVIL}", *[""] * 6, "2", "3", "0.333", "3", "66.7", ""]
    assert jun == ["jun", *[""] * 12]


def test_a_file_that_is_there_stays(found: Measures, tmp_path: Path):
    """A teacher's own file is not replaced, unless that is asked for."""
    path = tmp_path / "grades.csv"
    path.write_text("my notes")
    with pytest.raises(KitError):
        write_gradebook(found, path, text_in("en"))
    assert path.read_text() == "my notes"
    write_gradebook(found, path, text_in("en"), force=True)
    assert "jun" in path.read_text("utf-8-sig")


def test_another_ending_is_refused(found: Measures, tmp_path: Path):
    """A gradebook is CSV or a workbook; nothing is written under another name."""
    with pytest.raises(KitError, match=r"'\.pdf'"):
        write_gradebook(found, tmp_path / "grades.pdf", text_in("en"))
    assert list(tmp_path.iterdir()) == []

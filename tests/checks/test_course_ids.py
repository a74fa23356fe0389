"""An id of the course belongs to the course's item, in all its languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.checks.course_ids import taken_ids
from kit.checks.file_cache import FileCache
from kit.checks.folder import check_folder
from kit.quiz.bank import load_lesson
from kit.quiz.parts import in_language


def write(folder: Path, stem: str, name: str = "q-members-01") -> Path:
    """Write the items of a lesson of one's own, of which one asks something."""
    path = folder / "02-mine.yaml"
    others = "- 5\n- {id: [x], stem: 5}\n- {id: q-x, stem: [{}]}\n- {id: q-y, stem: {en: []}}\n"
    path.write_text(f"items:\n- {{id: {name}, stem: {stem!r}}}\n{others}", encoding="utf-8")
    return path


def test_another_question_with_an_id_of_the_course_is_named(tmp_path: Path):
    """The problem names file and item, and says what would happen; an id of one's own is free."""
    (problem,) = taken_ids([write(tmp_path, "What do you think?")], FileCache())
    assert problem.what == "An item of the course has the id 'q-members-01' and asks something else."
    assert problem.where == f"{tmp_path / '02-mine.yaml'}, id q-members-01"
    assert list(taken_ids([write(tmp_path, "What do you think?", "q-mine-01")], FileCache())) == []
    assert problem in check_folder(write(tmp_path, "What do you think?").parent)


@pytest.mark.parametrize("language", ["en", "ja", "id"])
def test_a_copy_keeps_its_id(tmp_path: Path, language: str):
    """What `kit assign` copies, in whatever language, is the same item."""
    item = next(each for each in load_lesson("02", language=language).items if each.id == "q-members-01")
    path = write(tmp_path, str(in_language(item.stem, language)))
    assert list(taken_ids([path], FileCache())) == []

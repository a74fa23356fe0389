"""What leaves the teachers' folder, and what arrives at a learner."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kit.hub.given_out import Letterbox, give_out


@pytest.fixture
def assignments(tmp_path: Path) -> Path:
    """Return a teachers' folder with an exam, its keys, a picture, and a file that is being written."""
    folder = tmp_path / "assignments"
    for name in (
        "students/90exam.json",
        "students/pictures/map.svg",
        "students/.new.json-1.part",
        "teacher/90exam.yaml",
    ):
        path = folder / "class-b" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder


def test_only_the_part_for_students_is_given_out(assignments: Path, tmp_path: Path):
    """Files for students arrive, readable for all, in folders of the same names; keys do not."""
    given = tmp_path / "given"
    given.mkdir()
    before = os.umask(0o077)  # of a server whose files are its own
    try:
        give_out(assignments, given)
    finally:
        os.umask(before)
    files = sorted(path for path in given.rglob("*") if path.is_file())
    assert [path.relative_to(given).as_posix() for path in files] == ["class-b/90exam.json", "class-b/pictures/map.svg"]
    assert [path.stat().st_mode & 0o777 for path in files] == [0o644] * 2
    folders = (given / "class-b", given / "class-b" / "pictures")
    assert [path.stat().st_mode & 0o777 for path in folders] == [0o755] * 2


def test_a_file_that_cannot_be_copied_keeps_no_other_back(assignments: Path, tmp_path: Path):
    """What is in the way of one file is said; the others are given out."""
    given = tmp_path / "given"
    (given / "class-b").mkdir(parents=True)
    (given / "class-b" / "pictures").write_text("a file in the place of a folder")
    (assignments / "class-c" / "students").mkdir(parents=True)
    (assignments / "class-c" / "students" / "91.json").write_text("later")
    with pytest.raises(OSError, match="pictures"):
        give_out(assignments, given)
    assert (given / "class-b" / "90exam.json").exists()
    assert (given / "class-c" / "91.json").exists()


def test_a_link_is_not_followed(assignments: Path, tmp_path: Path):
    """A link in the teachers' folder does not give out what it leads to."""
    (tmp_path / "secret").write_text("secret")
    (assignments / "class-b" / "students" / "link").symlink_to(tmp_path / "secret")
    (assignments / "other").mkdir()
    (assignments / "other" / "students").symlink_to(assignments / "class-b" / "teacher")
    given = tmp_path / "given"
    given.mkdir()
    give_out(assignments, given)
    assert [path.name for path in given.iterdir()] == ["class-b"]
    assert not (given / "class-b" / "link").exists()


def test_what_a_learner_changed_stays(assignments: Path, tmp_path: Path):
    """A learner gets what is new while her server runs, and keeps her own copy of what is not."""
    given, course = tmp_path / "given", tmp_path / "course"
    given.mkdir()
    letterbox = Letterbox(given, course)
    assert letterbox.notebooks() == []
    give_out(assignments, given)
    letterbox.empty()
    mine = course / "class-b" / "90exam.json"
    mine.write_text("mine", encoding="utf-8")
    (assignments / "class-b" / "students" / "new.ipynb").write_text("new", encoding="utf-8")
    give_out(assignments, given)
    assert letterbox.notebooks() == ["class-b/new.ipynb"]
    assert mine.read_text(encoding="utf-8") == "mine"
    assert (course / "class-b" / "new.ipynb").read_text(encoding="utf-8") == "new"


def test_what_a_learner_put_away_does_not_come_again(assignments: Path, tmp_path: Path):
    """A notebook that the learner renamed stays away while her server runs; the next start brings it again."""
    given, course = tmp_path / "given", tmp_path / "course"
    given.mkdir()
    (assignments / "class-b" / "students" / "new.ipynb").write_text("new", encoding="utf-8")
    give_out(assignments, given)
    letterbox = Letterbox(given, course)
    copy = course / "class-b" / "new.ipynb"
    copy.rename(copy.with_name("mine.ipynb"))
    assert letterbox.notebooks() == []
    assert not copy.exists()
    assert Letterbox(given, course).notebooks() == ["class-b/new.ipynb"]

"""A student's copies of the notebooks: made once, never overwritten without asking."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import KitError
from kit.lab import copies
from kit.lab.copies import copy_notebooks


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a course of two notebooks, one in a folder of its own."""
    folder = tmp_path / "course"
    (folder / "teacher").mkdir(parents=True)
    (folder / "00-one.ipynb").write_text("first version", encoding="utf-8")
    (folder / "teacher" / "guide.ipynb").write_text("guide", encoding="utf-8")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "00-one-checkpoint.ipynb").write_text("old", encoding="utf-8")
    monkeypatch.setattr(copies, "notebooks_folder", lambda: folder)
    return folder


def never(copy: Path) -> bool:
    """Fail: nobody should be asked here."""
    message = f"asked about {copy}"
    raise AssertionError(message)


def test_everything_is_copied_once(course: Path, tmp_path: Path):
    """The first time all notebooks come, folders too; the second time none, and nobody is asked."""
    mine = tmp_path / "mine"
    assert copy_notebooks(mine, never) == [mine / "00-one.ipynb", mine / "teacher" / "guide.ipynb"]
    assert copy_notebooks(mine, never) == []
    assert sorted(path.name for path in mine.rglob("*.ipynb")) == ["00-one.ipynb", "guide.ipynb"]
    assert (course / "00-one.ipynb").read_text(encoding="utf-8") == "first version"


def test_own_work_stays_without_a_question(course: Path, tmp_path: Path):
    """A copy that the student changed stays as it is while the kit brings nothing newer."""
    assert course.is_dir()
    copy_notebooks(tmp_path / "mine", never)
    (tmp_path / "mine" / "00-one.ipynb").write_text("my work", encoding="utf-8")
    assert copy_notebooks(tmp_path / "mine", never) == []
    assert (tmp_path / "mine" / "00-one.ipynb").read_text(encoding="utf-8") == "my work"


@pytest.mark.parametrize("takes", [True, False])
def test_a_newer_version_is_offered_once(course: Path, tmp_path: Path, *, takes: bool):
    """A newer version asks once; the student's copy is kept in either case, and she is not asked again."""
    mine, asked = tmp_path / "mine", []
    copy_notebooks(mine, never)
    (mine / "00-one.ipynb").write_text("my work", encoding="utf-8")
    (course / "00-one.ipynb").write_text("second version", encoding="utf-8")

    def ask(copy: Path) -> bool:
        asked.append(copy.name)
        return takes

    copy_notebooks(mine, ask)
    copy_notebooks(mine, ask)
    assert asked == ["00-one.ipynb"]
    texts = {path.name: path.read_text(encoding="utf-8") for path in mine.glob("*.ipynb")}
    assert "my work" in texts.values()
    assert texts["00-one.ipynb"] == ("second version" if takes else "my work")


def test_copies_kept_before_are_not_overwritten(course: Path, tmp_path: Path):
    """Each copy that makes room for a newer version gets a name of its own."""
    mine = tmp_path / "mine"
    copy_notebooks(mine, never)
    for version in ("second", "third"):
        (mine / "00-one.ipynb").write_text(f"work on {version}", encoding="utf-8")
        (course / "00-one.ipynb").write_text(version, encoding="utf-8")
        copy_notebooks(mine, lambda _: True)
    kept = {path.read_text(encoding="utf-8") for path in mine.glob("00-one-mine-*.ipynb")}
    assert kept == {"work on second", "work on third"}


def test_a_notebook_of_unknown_origin_is_asked_about(course: Path, tmp_path: Path):
    """A notebook of the same name that the kit did not copy is not replaced without a question."""
    assert course.is_dir()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "00-one.ipynb").write_text("somebody's", encoding="utf-8")
    copy_notebooks(mine, lambda _: False)
    assert (mine / "00-one.ipynb").read_text(encoding="utf-8") == "somebody's"


@pytest.mark.parametrize("record", [b"", b"[1]", b"\xff\xfe", b"{"])
def test_a_damaged_record_costs_a_question_at_most(course: Path, tmp_path: Path, record: bytes):
    """When the record of copies is damaged, equal copies are left alone and nobody is asked."""
    assert course.is_dir()
    copy_notebooks(tmp_path / "mine", never)
    (tmp_path / "mine" / ".kit-copies.json").write_bytes(record)
    assert copy_notebooks(tmp_path / "mine", never) == []


def test_the_course_itself_is_left_alone(course: Path):
    """In a checkout the notebooks are opened where they are: nothing is copied onto itself."""
    before = sorted(course.rglob("*"))
    assert copy_notebooks(course, never) == []
    assert sorted(course.rglob("*")) == before


def test_a_full_disk_leaves_what_was_there(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """When a newer version cannot be written, the student's copy is still whole under its name."""
    mine = tmp_path / "mine"
    copy_notebooks(mine, never)
    (mine / "00-one.ipynb").write_text("my work", encoding="utf-8")
    (course / "00-one.ipynb").write_text("second version", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(KitError, match="No space left"):
        copy_notebooks(mine, lambda _: True)
    assert (mine / "00-one.ipynb").read_text(encoding="utf-8") == "my work"

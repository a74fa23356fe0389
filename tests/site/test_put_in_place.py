"""A site in its folder, made again and again, next to what others put there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from unittest.mock import Mock

import pytest

from kit.errors import KitError
from kit.site.put_in_place import RECORD, put_in_place, refuse_other_files

ABOUT = {"kit": "1", "lessons": ["02"]}


def site(folder: Path, **files: str) -> Path:
    """Write a site: a file for each name, in a folder of that name."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(text, encoding="utf-8")
    return folder


def texts(folder: Path) -> dict[str, str]:
    """Return what is in a folder: path and text of each file but the record."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != RECORD)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_files_of_others_stay(tmp_path: Path):
    """A new site takes the place of the earlier one; a repository of Git, a logo and a note of the school stay."""
    out = tmp_path / "out"
    put_in_place(site(tmp_path / "new", a="1", b="1"), out, ABOUT)
    for name in (".git/config", "logo.svg", "a/note.txt"):
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text("mine", encoding="utf-8")
    put_in_place(site(tmp_path / "new", a="2", c="2"), out, ABOUT)
    kept = {".git/config": "mine", "logo.svg": "mine", "a/note.txt": "mine"}
    assert texts(out) == {"a/index.html": "2", "c/index.html": "2", **kept}
    assert not (out / "b").exists()
    put_in_place(site(tmp_path / "new", c="3"), out, ABOUT)
    assert texts(out) == {"c/index.html": "3", **kept}


def test_a_file_of_others_is_not_written_over(tmp_path: Path):
    """Where the new site needs the name of a file that the kit did not write, nothing changes."""
    out = tmp_path / "out"
    put_in_place(site(tmp_path / "new", a="1"), out, ABOUT)
    (out / "b").mkdir()
    (out / "b" / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(KitError, match="not the kit's"):
        put_in_place(site(tmp_path / "new", a="2", b="2"), out, ABOUT)
    (out / "d").write_text("mine", encoding="utf-8")
    with pytest.raises(KitError, match="not the kit's"):
        put_in_place(site(tmp_path / "new", a="2", d="2"), out, ABOUT)
    assert texts(out) == {"a/index.html": "1", "b/index.html": "mine", "d": "mine"}


def test_a_copy_that_broke_off_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """After a full disk the folder is still one of the kit, names no lesson, and the next run puts all in place."""
    out = tmp_path / "out"
    put_in_place(site(tmp_path / "new", a="1", b="1"), out, ABOUT)
    new = site(tmp_path / "new", a="2", c="2")
    with monkeypatch.context() as broken:
        broken.setattr("shutil.copyfile", Mock(side_effect=OSError("full")))
        with pytest.raises(OSError, match="full"):
            put_in_place(new, out, ABOUT)
    refuse_other_files(out)
    assert json.loads((out / RECORD).read_text(encoding="utf-8"))["lessons"] == []
    put_in_place(new, out, ABOUT)
    assert texts(out) == {"a/index.html": "2", "c/index.html": "2"}


def test_a_record_leads_out_of_no_folder(tmp_path: Path):
    """A record that somebody wrote by hand deletes nothing outside of the site."""
    out = site(tmp_path / "out", a="1")
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    (out / RECORD).write_text(json.dumps({"files": ["../diary.txt", str(tmp_path / "diary.txt")]}), encoding="utf-8")
    put_in_place(site(tmp_path / "new", a="2"), out, ABOUT)
    assert (tmp_path / "diary.txt").exists()


def test_a_site_that_was_ended_before_its_first_file_is_made_again(tmp_path: Path):
    """A folder with nothing but the half of a record is one for a site; with a file of somebody's it is not."""
    (tmp_path / f".{RECORD}-12345678.part").write_bytes(b"{")
    refuse_other_files(tmp_path)
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KitError, match="not a site"):
        refuse_other_files(tmp_path)

"""Files are the ones described, or it is said what has changed and how to renew the hashes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kit.checks.hashes import damaged, renew_hashes
from kit.errors import KitError
from kit.paths import data_folder, typed

if TYPE_CHECKING:
    from tests.checks.conftest import Folder


def described(folder: Folder, name: str) -> dict[str, object]:
    """Return what datapackage.json says of a file."""
    content = json.loads((folder.path / "datapackage.json").read_text(encoding="utf-8"))
    return next(resource for resource in content["resources"] if resource["name"] == name)


def test_a_changed_file_is_named_with_the_way_to_renew(healthy: Folder):
    """A table that was changed on purpose or by accident is named, and both ways out are said."""
    healthy.cell("members", "KHM", "note", "Another note.")
    problem = healthy.only()
    assert problem.what == "The file is not the one whose hash datapackage.json has: its content has changed."
    assert problem.where == str(healthy.path / "members.csv")
    assert f"kit check --renew-hashes {typed(healthy.path)}`" in problem.do
    assert "put the file back" in problem.do


@pytest.mark.parametrize(
    ("mark", "newline", "what"),
    [
        (b"\xef\xbb\xbf", b"\n", "invisible byte-order mark"),
        (b"", b"\r\n", "end as on Windows"),
        (b"\xef\xbb\xbf", b"\r\n", "end as on Windows"),
    ],
)
def test_what_excel_or_git_have_changed_is_told_apart(healthy: Folder, mark: bytes, newline: bytes, what: str):
    """A file in which only the mark or the line ends changed is not said to have another content."""
    file = healthy.path / "members.csv"
    file.write_bytes(mark + file.read_bytes().replace(b"\n", newline))
    assert what in healthy.only().what


def test_renewing_makes_a_changed_folder_healthy(healthy: Folder):
    """After renewing, the folder has no problem, and only the changed files were renewed."""
    healthy.cell("members", "KHM", "note", "Another note.")
    assert renew_hashes(healthy.path) == ["members"]
    assert healthy.problems() == []
    assert described(healthy, "members")["bytes"] == (healthy.path / "members.csv").stat().st_size


def test_renewing_changes_nothing_where_nothing_has_changed(healthy: Folder):
    """The description of a healthy folder stays the same, to the byte."""
    file = healthy.path / "datapackage.json"
    before = file.read_bytes()
    assert renew_hashes(healthy.path) == []
    assert file.read_bytes() == before


def test_renewing_leaves_the_rest_of_the_description_as_it_is():
    """The kit's own description has the form in which it is written, so that a renewed hash is a change of one line."""
    text = (data_folder() / "datapackage.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


def test_a_file_without_a_hash_gets_none(healthy: Folder):
    """Who wants no hashes is given none."""
    healthy.describe("members", lambda members: (members.pop("hash"), members.pop("bytes")))
    healthy.cell("members", "KHM", "note", "Another note.")
    assert healthy.problems() == []
    assert renew_hashes(healthy.path) == []
    assert "hash" not in described(healthy, "members")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"hash": "sha256:00"}, "its content has changed"),
        ({"hash": "shake_128:00"}, "its content has changed"),
        ({"hash": "klingon:00"}, "its content has changed"),
        ({"bytes": 1}, "but datapackage.json says 1"),
        ({"bytes": 1, "hash": ""}, "but datapackage.json says 1"),
    ],
)
def test_a_hash_or_size_that_is_wrong(healthy: Folder, changes: dict[str, object], what: str):
    """A hash that cannot be right is one that does not fit."""
    healthy.describe("members", lambda members: members.update(changes))
    assert what in healthy.only().what


def test_a_hash_without_a_name_is_md5(healthy: Folder):
    """A hash without the name of its algorithm is read as the standard says."""
    import hashlib

    digest = hashlib.md5((healthy.path / "members.csv").read_bytes(), usedforsecurity=False).hexdigest()
    healthy.describe("members", lambda members: members.update(hash=digest))
    assert healthy.problems() == []


def test_hashes_of_a_damaged_description_are_not_renewed(healthy: Folder):
    """A description with a mistake is left as it is."""
    healthy.describe("members", lambda members: members.pop("path"))
    before = (healthy.path / "datapackage.json").read_bytes()
    with pytest.raises(KitError, match="has no path"):
        renew_hashes(healthy.path)
    assert (healthy.path / "datapackage.json").read_bytes() == before


def test_hashes_that_cannot_be_written(healthy: Folder, monkeypatch: pytest.MonkeyPatch):
    """A full disk leaves the old description whole and is said in words."""
    healthy.cell("members", "KHM", "note", "Another note.")
    before = (healthy.path / "datapackage.json").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(KitError, match="No space left"):
        renew_hashes(healthy.path)
    assert (healthy.path / "datapackage.json").read_bytes() == before


def test_damaged_files_are_found_without_reading_the_tables(healthy: Folder):
    """The quick look of the self test names missing and changed files."""
    assert damaged(healthy.path) == []
    (healthy.path / "places.csv").unlink()
    healthy.cell("members", "KHM", "note", "Another note.")
    assert [problem.where for problem in damaged(healthy.path)] == [
        str(healthy.path / "members.csv"),
        str(healthy.path / "places.csv"),
    ]

"""Words for errors: lists to read, and the name that was probably meant."""

from __future__ import annotations

from pathlib import Path

from kit.suggest import did_you_mean, folder_error, name_list, nearest


def test_the_nearest_name_is_asked_for():
    """A name with a typing error leads to a question, with a space before it."""
    assert did_you_mean("membres", ["facts", "members"]) == " Did you mean 'members'?"


def test_a_name_like_none_leads_to_no_question():
    """Where no known name is near, nothing is asked, whatever was given."""
    assert did_you_mean("xyz", ["facts", "members"]) == ""
    assert did_you_mean(7, ["facts"]) == ""  # type: ignore[arg-type] # a learner may pass anything


def test_the_nearest_come_first():
    """As many names as are wanted, the nearest first."""
    known = ["q-members-01", "q-members-02", "q-trade-01"]
    assert nearest("q-members-2", known, 2) == ["q-members-02", "q-members-01"]
    assert nearest("zzz", iter(known)) == []


def test_names_are_a_list_to_read():
    """Names are joined by commas; no name is an empty text."""
    assert name_list(iter(["a", "b"])) == "a, b"
    assert name_list([]) == ""


def test_the_files_of_a_folder_are_named(tmp_path: Path):
    """Whoever names a folder is told its files of lessons, also those of `items`; without any, the known lessons."""
    assert folder_error(str(tmp_path), "*.yaml", ["00", "01"]).do == "Choose one of: 00, 01."
    (tmp_path / "items").mkdir()
    (file := tmp_path / "items" / "90-mine.yaml").touch()
    error = folder_error(str(tmp_path), "*.yaml", ["00", "01"])
    assert (error.where, error.do) == (str(tmp_path), f"Name one of these files: {file}.")

"""Unexpected errors are written down where somebody can find them."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kit.answers.error_log import log_error


def fail() -> ZeroDivisionError:
    """Return an error that was raised here."""
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_file_and_line_are_in_the_log(tmp_path: Path):
    """The log names what was asked, the error, and the file and line where it happened; later ones are added."""
    folder = tmp_path / "answers"
    paths = [log_error(folder, f"Asked {number}.", fail()) for number in (1, 2)]
    assert paths == [folder / "kit.log"] * 2
    log = paths[0].read_text("utf-8")
    assert log.index("Asked 1.") < log.index("Asked 2.")
    assert log.count("ZeroDivisionError: division by zero") == 2
    assert f'File "{__file__}", line ' in log
    assert "in fail" in log


def test_a_folder_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Where no file can be made the error goes to stderr, and nobody is told of a file."""
    (tmp_path / "answers").write_text("a file in the place of the folder")
    assert log_error(tmp_path / "answers", "Asked.", fail()) is None
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """A log that could not be written to the end is not named; the error goes to stderr."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("kit.answers.error_log._File.flush", full)
    assert log_error(tmp_path, "Asked.", fail()) is None
    assert "ZeroDivisionError" in capsys.readouterr().err

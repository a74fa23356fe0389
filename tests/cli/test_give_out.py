"""What `kit assign` and `kit export` say of what they wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from run_kit import run

from kit.paths import data_folder
from kit.quiz.bank import load_lesson


def test_many_sheets_show_progress_and_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """While many worksheets are written a bar shows how far it is; then they are counted, with their folder."""
    times = iter(range(100))
    monkeypatch.setattr("kit.cli.terminal.monotonic", lambda: next(times))
    monkeypatch.setattr("kit.export.paper.has_pdf", lambda: False)
    result = run("export", "02", "--to", "paper", "--versions", "3", "--out", str(tmp_path / "sheets"))
    assert "Writing sheets" in result.stderr
    everything = len(load_lesson("02").items)
    (written,) = re.findall(r"(\d+) of \d+ items written", result.stdout)
    assert f"{written} of {everything} items written to 6 files in the folder {tmp_path / 'sheets'}" in result.stdout
    assert 0 < int(written) <= everything


def test_an_export_never_takes_the_place_of_its_items(tmp_path: Path):
    """An item file that is named by mistake as the file to write is still there afterwards."""
    items = tmp_path / "30-test.yaml"
    items.write_bytes((data_folder() / "items" / "02-who-is-asean.yaml").read_bytes())
    before = items.read_bytes()
    assert run("export", str(items), "--to", "moodle-xml", "--out", str(items)).exit_code == 1
    assert items.read_bytes() == before


def test_what_is_to_be_copied_has_quotation_marks(tmp_path: Path):
    """The commands that an exam prints work in a folder whose name has spaces."""
    result = run("assign", "02", "--exam", "--out", str(tmp_path / "class b"))
    assert f"--items '{tmp_path}/class b/teacher'" in result.stderr
    assert f"release '{tmp_path}/class b'" in result.stderr

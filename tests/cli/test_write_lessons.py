"""What `kit check` says when all is well, and when it is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from run_kit import run

from kit.paths import data_folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the kit's data that may be damaged."""
    return Path(shutil.copytree(data_folder(), tmp_path / "data"))


def test_check_says_that_all_is_well():
    """The kit's own data has nothing to mend, and the exit code says so."""
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, f"All is well in {data_folder()}\n")


def test_check_names_file_row_and_column(data: Path):
    """A wrong cell is named by file, row and column, with what to do, and the exit code is 1."""
    table = data / "members.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1984-01-07", "1984-13-07"), encoding="utf-8")
    run("check", "--renew-hashes", str(data))
    result = run("check", str(data))
    assert result.exit_code == 1
    assert f"{table}, row 2" in result.stdout
    assert "column joined" in result.stdout
    assert "What to do:" in result.stdout
    assert result.stdout.rstrip().endswith(f"to fix in {data}")


def test_renew_hashes_names_what_changed(data: Path):
    """After a meant change the hash is renewed by name; a second time there is nothing to renew."""
    table = data / "facts.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("stronger relations", "closer relations"), "utf-8")
    assert "hash" in run("check", str(data)).stdout
    assert "Hashes renewed: facts\n" in run("check", "--renew-hashes", str(data)).stdout
    assert "none, all are up to date" in run("check", "--renew-hashes", str(data)).stdout


def test_check_for_a_program(data: Path):
    """With --json the problems can be read by a program, and the exit code is the same."""
    assert json.loads(run("check", "--json").stdout) == []
    (data / "members.csv").unlink()
    result = run("check", "--json", str(data))
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {"what", "where", "do"} == found[0].keys()
    assert any("members.csv" in problem["where"] for problem in found)

"""The command line: what it says when all is well, and when it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kit.cli
from kit.paths import data_folder


def run(*words: str) -> Result:
    """Run `kit` with some words, without anybody at the keyboard."""
    return CliRunner().invoke(kit.cli.main, words)


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
    assert result.stdout.rstrip().endswith(f"to mend in {data}")


def test_renew_hashes_names_what_changed(data: Path):
    """After a meant change the hash is renewed by name; a second time there is nothing to renew."""
    table = data / "facts.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("stronger relations", "closer relations"), "utf-8")
    assert "hash" in run("check", str(data)).stdout
    assert "Hashes renewed: facts\n" in run("check", "--renew-hashes", str(data)).stdout
    assert "none, all are up to date" in run("check", "--renew-hashes", str(data)).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "No such command 'chek'"),
        (["check", "--fast"], "No such option"),
        (["check", "no-such-folder"], "There is no such folder."),
        (["check", "--renew-hashes", "no-such-folder"], "no-such-folder"),
        (["check", "a", "b"], "unexpected extra argument"),
    ],
)
def test_wrong_use_is_one_clear_message(words: list[str], said: str):
    """Wrong use ends with a sentence and an exit code, never with a traceback."""
    result = run(*words)
    assert result.exit_code in (1, 2)
    assert said in result.output
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_help_shows_an_example_of_each_command():
    """Whoever asks for help reads what a command does and an example of it."""
    for name in kit.cli.main.commands:
        text = run(name, "--help").stdout
        assert "Example" in text
        assert f"  kit {name}" in text


def test_version():
    """The version is that of the installed kit."""
    assert run("--version").stdout.startswith("kit, version ")


def test_lab_copies_the_notebooks_and_opens_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`kit lab` copies the course into the folder "notebooks" and starts JupyterLab there with the given options."""
    started: list[tuple[Path, tuple[str, ...]]] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kit.lab.server.run_lab", lambda folder, options: started.append((folder, options)))
    result = run("lab", "--no-browser", "--port", "8890")
    assert started == [(tmp_path / "notebooks", ("--no-browser", "--port", "8890"))]
    assert (tmp_path / "notebooks" / "00-start-here.ipynb").is_file()
    assert "notebooks copied to" in result.stdout


def test_lab_in_an_unwritable_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where the notebooks cannot be copied, the message says where and what to do."""
    (tmp_path / "notebooks").write_text("a file in the way", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = run("lab")
    assert result.exit_code == 1
    assert "could not be copied" in result.output
    assert "What to do:" in result.output

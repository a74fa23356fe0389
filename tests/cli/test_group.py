"""The command line as a whole: its help, and what it says when it is used wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest
from run_kit import run

from kit.cli import main
from kit.paths import command


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "No such command 'chek'"),
        (["new", "rice"], "No such command 'new'. Did you mean 'new-lesson'?"),
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
    for name in main.commands:
        text = run(name, "--help").stdout
        assert "Example" in text
        assert f"    {command(name)}" in text


def test_help_reads_like_a_page():
    """The first page names every command once, with a whole sentence that fits its line."""
    lines = run("--help").stdout.splitlines()
    for name, one in main.commands.items():
        assert [line.split(maxsplit=1)[1] for line in lines if line.startswith(f"  {name} ")] == [one.short_help]
        assert one.short_help.endswith(".")


def test_version():
    """The version is that of the installed kit."""
    assert run("--version").stdout.startswith("kit, version ")


def test_help_and_errors_print_the_command_that_works_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Where kit is not on the path, examples of the help and what errors advise name the program that was started."""
    monkeypatch.setenv("KIT_COMMAND", ".venv/bin/kit")
    assert run("--version").stdout.startswith("kit, version ")
    for wrong, name in ((["assign"], " assign"), (["labb"], ""), (["lab", "--teach"], " lab")):
        assert f"Usage: .venv/bin/kit{name} [OPTIONS]" in run(*wrong).stderr
        assert f"Try '.venv/bin/kit{name} --help'" in run(*wrong).stderr
    assert "    .venv/bin/kit lab 02\n" in run("lab", "--help").stdout
    assert "    .venv/bin/kit present 03 " in run("--help").stdout
    assert "run `.venv/bin/kit check NAME`" in " ".join(run("new-lesson", "--help").stdout.split())
    (tmp_path / "my-notebooks").write_text("a file in the way", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "run `.venv/bin/kit lab` again" in run("lab").output

"""Files and folders as they are named to a command, and which of them it may replace."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from run_kit import run

from kit.export.formats import FORMATS


def writers(folder: Path) -> dict[str, tuple[list[str], Path]]:
    """Return every way in which a command writes a file that is named to it: its words, and the file."""
    hand_ins, lesson = str(folder / "hand-ins"), "q-members-13"
    ends = {"lesson-plan": ".docx"}
    ways = {
        f"export {to}": (["export", lesson, "--to", to, "--out"], folder / f"out-{to}{ends.get(to, '')}")
        for to in FORMATS
    }
    ways["report page"] = (["report", hand_ins, "--out"], folder / "report.html")
    book = ["report", hand_ins, "--json", "--gradebook"]
    ways |= {f"report gradebook {end}": (book, folder / f"grades.{end}") for end in ("csv", "xlsx")}
    return ways


WRITERS = sorted(writers(Path()))


WRITTEN_INTO = {
    "export csv",
    "export xlsx",
    "export lesson-plan",
    "report gradebook csv",
    "report gradebook xlsx",
}


@pytest.fixture
def written(hand_ins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Result, Path]]:
    """Return a function that runs a way of writing, and returns the result and the file."""
    monkeypatch.setattr("kit.export.paper.has_pdf", lambda: False)
    assert hand_ins == tmp_path / "hand-ins"

    def runs(way: str, *more: str) -> tuple[Result, Path]:
        words, out = writers(tmp_path)[way]
        result = run(*words, str(out), *more)
        return result, out / "02-who-is-asean-A.html" if way == "export paper" else out

    return runs


@pytest.mark.parametrize("way", WRITERS)
def test_a_file_of_somebodys_own_stays(way: str, written: Callable[..., tuple[Result, Path]], tmp_path: Path):
    """Whatever a command writes, a file that it did not write itself stays; --force replaces it."""
    path = writers(tmp_path)[way][1]
    if way == "export paper":
        path.mkdir()
        path /= "02-who-is-asean-A.html"
    path.write_text("mine", encoding="utf-8")
    result, _ = written(way)
    assert (result.exit_code, path.read_text(encoding="utf-8")) == (1, "mine")
    assert "exists already" in result.output
    assert "--force" in result.output
    result, out = written(way, "--force")
    assert result.exit_code == 0
    assert out == path
    assert path.read_bytes() != b"mine"


@pytest.mark.parametrize("way", WRITERS)
def test_an_own_file_is_renewed_but_for_those_people_write_into(way: str, written: Callable[..., tuple[Result, Path]]):
    """A command renews its own earlier output until somebody changed it; a table or a plan it never renews."""
    first, path = written(way)
    assert first.exit_code == 0
    before = path.read_bytes()
    assert written(way)[0].exit_code == (1 if way in WRITTEN_INTO else 0)
    path.write_bytes(before[:40] + b"x" + before[41:])
    changed = path.read_bytes()
    assert written(way)[0].exit_code == 1
    assert path.read_bytes() == changed


@pytest.mark.parametrize("home", ["~", "$HOME", "%USERPROFILE%"])
def test_a_home_that_is_named_is_meant(home: str, hand_ins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """PowerShell and quotation marks leave such a name as it is: each path and lesson of a command means the home."""
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    named = f"{home}/{hand_ins.relative_to(tmp_path)}"
    assert run("report", named, "--out", f"{home}/r.html", "--gradebook", f"{home}/g.csv").exit_code == 0
    assert run("assign", "02", "--out", f"{home}/class b").exit_code == 0
    assert run("assign", f"{home}/class b/students/02-who-is-asean.yaml", "--out", f"{home}/again").exit_code == 0
    assert {"r.html", "g.csv", "class b", "again"} <= {path.name for path in tmp_path.iterdir()}
    assert not Path(home).exists()


@pytest.mark.parametrize(
    ("out", "said"), [("", "empty"), ("%NO_SUCH_9%/x", "means nothing"), ("~no-such-9/x", "means nothing")]
)
def test_a_path_that_means_nothing_is_refused(out: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Nothing is written where a variable is not set."""
    monkeypatch.chdir(tmp_path)
    result = run("assign", "02", "--out", out)
    assert result.exit_code != 0
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "'LESSON': The name is empty."), ("ja", "'LESSON'の値が正しくありません：名前が空です。")],
)
def test_an_empty_name_of_a_lesson_is_refused(language: str, said: str):
    """As of a variable that is not set; the error names the lesson, not the options of the program that shows it."""
    result = run("present", "--language", language, "")
    assert (result.exit_code, said in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        ("lab 00 01", "01"),
        ("lab --port 8890 00 --no-browser 01", "01"),
        ("present 03 04 --core", "04"),
        ("preview a b", "b"),
    ],
)
def test_a_second_lesson_is_refused(command: str, extra: str):
    """The program that shows a lesson got it as an option of its own, and said nothing."""
    result = run(*command.split())
    assert (result.exit_code, f"Got unexpected extra argument ({extra})" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "command", ["assign 02 --out x", "export 02 --to anki --out x", "report", "site --out x", "class 03"]
)
def test_two_languages_are_for_lessons(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What is written in one language says so, and names the commands that show two; nothing is written."""
    monkeypatch.chdir(tmp_path)
    result = run(*command.split(), "--language", "en+ja")
    assert result.exit_code == 2
    assert "Two at once, such as ja+en, are for `kit lab` and `kit present`." in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("collect x --school north", "Name --rows together with --school."),
        ("collect x --class b", "Name --rows together with --class."),
        ("collect x --items y", "Name --rows together with --items."),
        ("site --out x --line 20", "Name --check together with --line."),
        ("site --check x --items y", "--items has no effect together with --check."),
        ("site --check x --downloads y", "--downloads has no effect together with --check."),
        ("check --coverage --json", "--json has no effect together with --coverage."),
        ("export 02 --to csv --out x --moodle 4.1", "--moodle has no effect together with --to csv."),
        ("export 02 --to csv --out x --versions 2", "--versions has no effect together with --to csv."),
    ],
)
def test_no_option_is_ignored(words: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An option that means nothing beside or without another is refused, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    result = run(*words.split())
    assert (result.exit_code, said in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_help_comes_without_what_only_one_command_needs():
    """`kit --help` reads neither tables nor items, which takes half a second; the formats are known all the same."""
    code = "import sys; from kit.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    page = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert {"pandas", "msgspec", "babel", "yaml"} & set(page.split()) == set()
    assert all(name in run("export", "--help").stdout for name in FORMATS)
    assert "Choose from:\n\tgift," in run("export", "02", "--out", "x").stderr


@pytest.mark.parametrize("out", ["x" * 300, "a\0b", "loop", "file/x"])
def test_no_name_of_a_file_ends_in_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str):
    """Whatever a system refuses in a path is one error."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_text("x")
    for words in (["collect", out], ["release", out], ["assign", "02", "--out", out], ["export", "02", "--to", "gift"]):
        result = run(*words, *(["--out", out] if words[0] == "export" else []))
        assert (result.exit_code in {1, 2}, type(result.exception)) == (True, SystemExit)
        assert "Error: " in result.stderr

"""Which notebook, folder and options a command opens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from run_kit import run


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Start nothing; return with which notebook, folder and options JupyterLab would have been started."""
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr("kit.lab.start_jupyterlab.run_lab", lambda *given, desk, **_: calls.append((*given, desk)))
    return calls


def test_lab_copies_the_notebooks_and_opens_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[tuple[Any, ...]]
):
    """`kit lab` copies the course and opens its page; with --teacher, the guides and all of JupyterLab."""
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "my-notebooks"
    assert run("lab", "--no-browser", "--port", "8890").output == ""
    assert started == [(None, mine, ("--no-browser", "--port", "8890"), False)]
    assert not (mine / "teacher").exists()
    run("lab", "--teacher")
    assert started[1:] == [(mine / "00-start-here.ipynb", mine, (), True)]
    assert (mine / "teacher" / "guide.ipynb").is_file()
    assert (mine / "00-start-here.ipynb").is_file()


@pytest.mark.parametrize("lesson", ["02", "2", "02-who-is-asean", "02-who-is-asean.ipynb"])
def test_lab_opens_a_lesson_by_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[tuple[Any, ...]], lesson: str
):
    """`kit lab 02`, `kit lab 2` and the name of its notebook open lesson 02; what follows is for JupyterLab."""
    monkeypatch.chdir(tmp_path)
    run("lab", lesson, "--no-browser")
    ((notebook, _, options, _),) = started
    assert (notebook.name, options) == ("02-who-is-asean.ipynb", ("--no-browser",))


@pytest.mark.parametrize(
    "options", [("--no-browser",), ("--port", "8890"), ("--port=8890",), ("--no-browser", "--ip", "::1", "-y")]
)
def test_the_lesson_may_be_named_after_the_options(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: list[tuple[Any, ...]], options: tuple[str, ...]
):
    """`kit lab --no-browser 02` opens lesson 02; the value of an option is not taken for a lesson."""
    monkeypatch.chdir(tmp_path)
    run("lab", *options, "02")
    run("lab", *options)
    assert [(notebook and notebook.name, given) for notebook, _, given, _ in started] == [
        ("02-who-is-asean.ipynb", options),
        (None, options),
    ]


@pytest.mark.parametrize("typed", ["ja+ja", "ja+"])
def test_one_language_that_is_typed_as_two_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[tuple[Any, ...]], typed: str
):
    """The course in Japanese has one folder, however it is asked for; without a first language nothing opens."""
    monkeypatch.chdir(tmp_path)
    run("lab", "--language", typed)
    assert [folder.name for _, folder, _, _ in started] == ["my-notebooks-ja"]
    assert run("lab", "--language", "+ja").exit_code == 1


@pytest.mark.parametrize("wrong", ["42", "03-fifty-year.ipynb"])
def test_lab_without_such_a_lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str):
    """A lesson that is not there is one message with the choice; nothing starts and nothing is written."""
    monkeypatch.chdir(tmp_path)
    result = run("lab", wrong)
    assert result.exit_code == 1
    assert "Choose one of: 00, 01" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [("lab", "--langauge=ja"), ("lab", "02", "--teach"), ("present", "02", "--cores")])
def test_a_misspelt_option_is_not_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: tuple[str, ...]):
    """JupyterLab and Voila would say nothing of it, and the course would open in another way than was meant."""
    monkeypatch.chdir(tmp_path)
    result = run(*wrong)
    assert result.exit_code == 2
    assert f"No such option {wrong[-1].partition('=')[0]!r}" in result.stderr
    assert "Did you mean" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_lab_makes_no_folder_that_was_misspelt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A notebook that is not in the folder that was named is one error, also where the course has one of its name."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "class-b").mkdir()
    for folder in ("clas-b", "class-b"):
        assert "There is no such file." in run("lab", f"{folder}/02-who-is-asean.ipynb").output
    assert [path.name for path in tmp_path.rglob("*")] == ["class-b"]


def test_lab_in_the_folder_of_an_exam_shows_the_exam_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[tuple[Any, ...]]
):
    """Where an exam was assigned, `kit lab` opens it; neither the course nor a key comes into the students' folder."""
    monkeypatch.chdir(tmp_path)
    run("assign", "04", "--exam", "--out", ".")
    students = tmp_path / "students"
    before = sorted(students.iterdir())
    monkeypatch.chdir(students)
    run("lab")
    ((notebook, folder, *_),) = started
    assert (folder, notebook.parent, notebook.name[:6]) == (students, students, "04exam")
    assert sorted(students.iterdir()) == before


@pytest.mark.parametrize("place", ["class b/students", "./class b/students/"])
def test_lab_opens_the_folder_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[tuple[Any, ...]], place: str
):
    """`kit lab "class b/students"` opens that folder and makes nothing; without a lesson in it, one error."""
    monkeypatch.chdir(tmp_path)
    run("assign", "04", "--out", "class b")
    students = tmp_path / "class b" / "students"
    before = sorted(tmp_path.rglob("*"))
    run("lab", place, "--no-browser")
    ((notebook, folder, options, _),) = started
    assert (folder, notebook.parent, options) == (students, students, ("--no-browser",))
    assert "There is no lesson in this folder." in run("lab", "class b").output
    assert sorted(tmp_path.rglob("*")) == before


def test_lab_opens_a_lesson_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[tuple[Any, ...]]
):
    """In the folder of a new lesson, and by the path of its notebook, `kit lab` opens the lesson and not its guide."""
    monkeypatch.chdir(tmp_path)
    run("new-lesson", "rice-prices")
    run("lab", "rice-prices/90-rice-prices.ipynb")
    monkeypatch.chdir(tmp_path / "rice-prices")
    run("lab")
    run("lab", "90")
    names = [(notebook.name, folder.name) for notebook, folder, *_ in started]
    assert names == [("90-rice-prices.ipynb", "rice-prices")] * 3


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (("2",), ()),
        (("02", "--no-browser"), ("--no-browser",)),
        (("--no-browser", "02"), ("--no-browser",)),
        (("--port", "8890", "02-who-is-asean", "--core"), ("--port", "8890")),
    ],
)
def test_present_takes_a_lesson_before_and_after_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], options: tuple[str, ...]
):
    """`kit present 2` shows lesson 02; options for Voila may be before it and after it."""
    shown: list[tuple[str, tuple[str, ...]]] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kit.lab.voila_page.run_page", lambda page, given, _: shown.append((page.name, given)))
    assert run("present", *words).exit_code == 0
    assert shown == [("02-who-is-asean.ipynb", options)]


def test_preview_takes_a_file_after_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`kit preview --no-browser FILE` shows the file; without a file, it says that one is missing."""
    shown: list[tuple[str, ...]] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kit.lab.voila_page.run_page", lambda _, given: shown.append(given))
    run("assign", "02", "--out", "class-b")
    file = "class-b/students/02-who-is-asean.yaml"
    for words in (("--no-browser", "--port=8890", file), ("--no-browser", file, "--port=8890")):
        assert run("preview", *words).exit_code == 0
    assert shown == [("--no-browser", "--port=8890")] * 2
    for command, name in (("preview", "FILE"), ("present", "LESSON")):
        result = run(command, "--no-browser", "--port", "8890")
        assert (result.exit_code, f"Missing argument '{name}'" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "file"),
    [
        ("lab", ""),
        ("present", "90-mine.ipynb"),
        ("assign --out x", "90-mine.yaml"),
        ("export --to csv --out x", "90-mine.yaml"),
    ],
)
def test_a_folder_in_the_place_of_a_lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, file: str):
    """Whoever names a folder learns which files in it are meant, or which lessons there are."""
    monkeypatch.chdir(tmp_path)
    for folder in ("empty", "mine"):
        (tmp_path / folder).mkdir()
    for name in ("90-mine.ipynb", "90-mine.yaml"):
        (tmp_path / "mine" / name).touch()
    command, *options = words.split()
    result = run(command, "empty", *options)
    assert (result.exit_code, "folder" in result.output) == (1, True)
    assert ("00, 01" if file else "a number or nothing") in result.output
    if file:
        assert str(Path("mine", file)) in run(command, "mine", *options).output


def test_lab_in_an_unwritable_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where the notebooks cannot be copied, the message says where and what to do."""
    (tmp_path / "my-notebooks").write_text("a file in the way", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = run("lab")
    assert result.exit_code == 1
    assert "notebooks could not be written" in result.output
    assert "What to do:" in result.output

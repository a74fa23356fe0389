"""Where things are: the command of the kit as it is typed here, data, notebooks and answers."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

import kit
from kit.answers.notice import lesson_notice
from kit.answers.store import AnswerStore
from kit.errors import KitError
from kit.lesson import Lesson
from kit.paths import answers_folder, command, data_folder, expanded, notebooks_folder, surroundings, typed_program
from kit.quiz.bank import load_lesson

SCRIPTS = Path(sys.executable).parent


SIGNS = {
    "COLAB_RELEASE_TAG": "Colab",
    "BINDER_SERVICE_HOST": "Binder",
    "BINDER_LAUNCH_HOST": "Binder",
    "VSCODE_PID": "VS Code",
    "VSCODE_CWD": "VS Code",
}


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what would say how the kit was started, and where."""
    for name in ("KIT_COMMAND", "JPY_SESSION_NAME", *SIGNS):
        monkeypatch.delenv(name, raising=False)


def test_where_the_shell_finds_this_kit_its_name_is_enough(monkeypatch: pytest.MonkeyPatch):
    """When the environment is active, the command is kit."""
    monkeypatch.setenv("PATH", os.pathsep.join([str(SCRIPTS), os.environ["PATH"]]))
    assert kit.command("check") == "kit check"


def test_another_kit_on_the_path_is_not_this_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """When the shell finds a program of the same name elsewhere, the command names ours in full."""
    other = tmp_path / "kit"
    other.write_text("#!/bin/sh\n", encoding="utf-8")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert command("lab") == f"{SCRIPTS / 'kit'} lab"


def test_what_is_printed_can_be_copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """The words of the command are a program that runs from this folder."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.chdir(tmp_path)
    done = subprocess.run(shlex.split(command("--version")), capture_output=True, text=True, check=True)
    assert done.stdout.startswith("kit, version")


def test_a_notebook_prints_the_command_of_the_terminal(monkeypatch: pytest.MonkeyPatch):
    """What `kit lab` was started with holds in the notebooks that it opens, wherever they are."""
    monkeypatch.setenv("KIT_COMMAND", ".venv/bin/kit")
    assert command("report hand-ins") == ".venv/bin/kit report hand-ins"
    assert command("") == ".venv/bin/kit"


@pytest.mark.parametrize(
    ("script", "here", "typed"),
    [
        (PurePosixPath("/school/.venv/bin/kit"), PurePosixPath("/school"), ".venv/bin/kit"),
        (PurePosixPath("/school/.venv/bin/kit"), PurePosixPath("/school/class"), "/school/.venv/bin/kit"),
        (PurePosixPath("/my school/bin/kit"), PurePosixPath("/other"), "'/my school/bin/kit'"),
        (PureWindowsPath(r"C:\school\.venv\Scripts\kit"), PureWindowsPath(r"C:\school"), r".venv\Scripts\kit"),
        (PureWindowsPath(r"C:\my school\Scripts\kit"), PureWindowsPath("D:\\"), r'& "C:\my school\Scripts\kit"'),
        (PureWindowsPath(r"C:\school\python.exe"), None, r"C:\school\python.exe"),
        (PureWindowsPath(r"C:\R&D\python.exe"), None, r'& "C:\R&D\python.exe"'),
        (PurePosixPath("/my school/bin/python"), None, "'/my school/bin/python'"),
    ],
)
def test_a_program_is_typed_as_its_system_wants_it(script: PurePosixPath, here: PurePosixPath | None, typed: str):
    """Below the folder here the path is short; a space is quoted, on Windows for PowerShell."""
    assert typed_program(script, here) == typed


# ---- folders ----


def test_data_and_notebooks_are_there():
    """Tables and lessons are found from wherever a notebook runs."""
    assert (data_folder() / "datapackage.json").is_file()
    assert (notebooks_folder() / "00-start-here.ipynb").is_file()
    assert data_folder().is_absolute()


def test_answers_are_kept_where_the_variable_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """KIT_ANSWERS comes first, a tilde is the home folder, and a relative folder is made absolute."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("KIT_ANSWERS", "~/mine")
    assert answers_folder() == tmp_path / "mine"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIT_ANSWERS", "here")
    assert answers_folder() == tmp_path / "here"


def test_answers_are_else_kept_in_the_users_own_folder(monkeypatch: pytest.MonkeyPatch):
    """Without the variable they are in the system's folder of user data, which may not exist yet."""
    monkeypatch.delenv("KIT_ANSWERS", raising=False)
    assert answers_folder().parts[-2:] == ("heart-to-heart", "answers")
    assert answers_folder().is_absolute()


# ---- Colab, Binder, VS Code ----


def test_on_a_computer_of_ones_own_nothing_is_different(tmp_path: Path):
    """Where none of the services runs the notebook, the first output has no word on them."""
    assert surroundings() == ""
    assert "deletes" not in repr(lesson_notice(load_lesson("02"), AnswerStore(tmp_path), "en"))


@pytest.mark.parametrize("sign", ["COLAB_RELEASE_TAG", "BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_where_answers_vanish_the_lesson_and_the_card_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: str, language: str
):
    """On Colab and Binder the first output and each saved answer offer the hand-in file instead of "this computer"."""
    monkeypatch.setenv(sign, "1")
    lesson = Lesson(load_lesson("02"), AnswerStore(tmp_path), language)
    assert SIGNS[sign] in repr(lesson)
    card = lesson.check("q-members-01")
    said = [str(card.respond("LAO")), card.spec["strings"]["saved"]]
    assert all("lesson.hand_in" in text for text in [repr(lesson).splitlines()[-1], *said])


def test_in_vs_code_the_command_of_the_projector_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where JupyterLab's button is missing, the first output prints the command that shows the lesson."""
    monkeypatch.setenv("VSCODE_PID", "1")
    assert command("present 02") in repr(lesson_notice(load_lesson("02"), AnswerStore(tmp_path), "en"))


def test_jupyterlab_from_a_terminal_of_vs_code_is_not_vs_code(monkeypatch: pytest.MonkeyPatch):
    """A server that was started there hands the editor's variables on, and its notebooks are in JupyterLab."""
    monkeypatch.setenv("VSCODE_CWD", "/home/pupil")
    assert surroundings() == "VS Code"
    monkeypatch.setenv("JPY_SESSION_NAME", "02-who-is-asean.ipynb")
    assert surroundings() == ""


@pytest.mark.parametrize("start", ["~", "$HOME", "${HOME}", "%HOME%"])
def test_the_short_forms_of_a_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, start: str):
    """What shells of all systems write for the home folder is that folder, and no folder of such a name is made."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert expanded(Path(f"{start}/answers")) == tmp_path / "answers"
    assert expanded(Path("%USERPROFILE%/answers")) == tmp_path / "answers"


@pytest.mark.parametrize("path", ["~no-such-user-9/x", "%NO_SUCH_NAME_9%/x", "$NO_SUCH_NAME_9/x"])
def test_a_short_form_that_means_nothing_is_refused(path: str):
    """A name that means nothing here is said, and does not become the name of a folder."""
    with pytest.raises(KitError) as raised:
        expanded(Path(path))
    assert raised.value.where == path

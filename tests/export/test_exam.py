"""A folder for students: practice with keys, an exam without, and the release afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.attempts.store import AnswerStore
from kit.cli import main
from kit.errors import KitError
from kit.export.exam import write_assignment
from kit.lesson import start
from kit.quiz.bank import load_lesson, read_file
from kit.widgets.quiz_card import QuizCard


def answer_all(card: QuizCard) -> None:
    """Give an answer of the right form to every item, as the questions in plain text say."""
    for question in str(card._repr_mimebundle_()[0]["text/plain"]).split("\n\n"):
        call = question.rpartition("card.")[2] if "card." in question else question[question.index(".respond(") :]
        eval(f"card{call}", {"card": card})  # noqa: S307 - what the question tells a student to type


@pytest.mark.parametrize("name", ["00", "01", "02", "03", "04", "05"])
def test_an_exam_is_answered_collected_and_released(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Answers to an exam get no verdict; with the teacher's file beside it, the same cards show verdicts."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    notebook, handout, full = write_assignment(load_lesson(name), tmp_path / "class", exam=True)
    assert sorted(path.name for path in handout.parent.iterdir()) == sorted([notebook.name, handout.name])
    exam = start(str(handout)).quiz()
    answer_all(exam)
    assert {state.get("verdict") for state in exam.state.values()} == {None}
    assert {attempt.verdict for attempt in AnswerStore().read().attempts} == {"unmarked"}
    (handout.parent / full.name).write_bytes(full.read_bytes())
    released = start(str(handout)).quiz()
    assert released.spec["mode"] == "practice"
    assert len(released.state) == len(exam.state) > 10
    assert {state["verdict"] for state in released.state.values()} <= {"right", "partly", "wrong", "unmarked"}
    assert all(state["feedback"] for state in released.state.values())


def test_practice_has_everything(tmp_path: Path):
    """Without --exam the student folder holds the items as they are, and no teacher folder."""
    written = write_assignment(load_lesson("02"), tmp_path, exam=False)
    assert [path.suffix for path in written] == [".ipynb", ".yaml"]
    assert read_file(written[1]).items == load_lesson("02").items
    assert not (tmp_path / "teacher").exists()


def test_the_notebook_names_the_file_beside_it(tmp_path: Path):
    """The student's notebook is clean and opens the file that lies beside it."""
    notebook, handout, _ = write_assignment(load_lesson("02"), tmp_path, exam=True, language="ja")
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert f'kit.start("{handout.name}", language="ja")' in code[0]
    assert not any(cell.get("outputs") for cell in cells)


def test_nothing_is_overwritten(tmp_path: Path):
    """A second time into the same folder is refused before anything is written."""
    write_assignment(load_lesson("02"), tmp_path, exam=True)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(KitError, match="there already"):
        write_assignment(load_lesson("02"), tmp_path, exam=True)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_assign_names_what_it_wrote(tmp_path: Path):
    """The command lists its files; a lesson that is not there is one clear message."""
    result = CliRunner().invoke(main, ["assign", "02", "--exam", "--out", str(tmp_path / "class")])
    assert [Path(line).suffix for line in result.stdout.split()] == [".ipynb", ".json", ".yaml"]
    wrong = CliRunner().invoke(main, ["assign", "77", "--exam", "--out", str(tmp_path / "class")])
    assert (wrong.exit_code, "no lesson '77'" in wrong.output) == (1, True)

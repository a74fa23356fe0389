"""The student's installation is enough for a student; what only a teacher needs says in one line how to get it."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kit.errors import KitError
from kit.extras import INSTALL, teacher_part

ROOT = Path(__file__).parents[1]
HIDE = "import sys; sys.modules.update(dict.fromkeys(NAMES))"  # as if they were not installed
STUDENT = """
import kit
lesson = kit.start("02")
kit.map("members", "2023-07-13")._repr_html_()
kit.map("members", "2023-07-13").to_svg()
kit.chart("trade", "2023-07-13").to_html()
kit.timeline(), kit.dial("2023-07-13"), kit.self_test()
lesson.facts(), lesson.words(), lesson.sources(), lesson.quiz()
print(lesson.check("q-members-01").respond("LAO"))
lesson.report()
print(lesson.hand_in("s07").write())
from kit.cli import main
main(["--help"])
"""
TEACHER = {
    "kit.class_report()": "The class report needs duckdb",
    'kit.map("members").save("map.png")': "A PNG needs matplotlib",
    'run("export", "02", "--to", "anki", "--out", "cards.apkg")': "A deck for Anki needs genanki",
    'run("export", "02", "--to", "xlsx", "--out", "items.xlsx")': "A workbook needs xlsxwriter",
    'run("report")': "The class report needs duckdb",
    'run("check")': "A check of tables needs frictionless",
    'run("present", "02")': "A page for the projector needs voila",
}
CALL = """
import kit
from kit.cli import main
from kit.errors import KitError
def run(*words):
    main(words, standalone_mode=False)
try:
    CODE
except (Exception, SystemExit) as error:
    print(getattr(error, "what", None) or error)
    print(getattr(error, "do", ""))
"""


def modules() -> set[str]:
    """Return the names by which the libraries of the extra are imported."""
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    return {line.partition(">")[0].replace("-", "_") for line in extra["teacher"]}


def without_the_extra(code: str, folder: Path) -> str:
    """Run code in a new Python in which the libraries of the extra are not there, and return what it prints."""
    own = {f"JUPYTER_{name}_DIR": str(folder) for name in ("CONFIG", "DATA", "RUNTIME")}
    done = subprocess.run(
        [sys.executable, "-c", f"NAMES = {modules()!r}\n{HIDE}\n{code}"],
        cwd=folder,
        env={**os.environ, **own, "KIT_ANSWERS": str(folder / "answers")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_student_needs_nothing_of_the_extra(tmp_path: Path):
    """Lesson, maps, charts, timeline, cards, an answer, report and hand-in work with the core alone."""
    said = without_the_extra(STUDENT, tmp_path)
    assert "Right" in said
    assert (tmp_path / "answers" / "me.jsonl").is_file()
    assert (tmp_path / "hand-in-02-s07.jsonl").is_file()


@pytest.mark.parametrize("call", TEACHER)
def test_what_lacks_its_library_says_how_to_get_it(call: str, tmp_path: Path):
    """Each call names what it needs, and the one line that installs it."""
    said = without_the_extra(CALL.replace("CODE", call), tmp_path)
    assert TEACHER[call] in said
    assert INSTALL in said


def test_paper_without_pdf_says_how_to_get_it(tmp_path: Path):
    """Worksheets are written as pages all the same."""
    call = 'run("export", "02", "--to", "paper", "--out", "sheets")'
    said = without_the_extra(CALL.replace("CODE", call), tmp_path)
    assert f"a PDF, which needs weasyprint: run {INSTALL}" in said
    assert len(list((tmp_path / "sheets").glob("*.html"))) == 2


def test_another_mistake_is_not_hidden():
    """Only a library that is not there is told so; whatever else goes wrong in the import is seen."""
    with pytest.raises(KitError, match="A map needs no_such_library"), teacher_part("A map"):
        import no_such_library  # noqa: F401
    with pytest.raises(ImportError, match="broken"), teacher_part("A map"):
        raise ImportError("broken")

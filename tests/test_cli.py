"""The command line: what it says when all is well, and when it is not."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import kit.cli
from kit.answers.attempt import Attempt
from kit.answers.hand_in import write_hand_in
from kit.export.formats import FORMATS
from kit.paths import command, data_folder
from kit.quiz.bank import load_lesson


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
    assert result.stdout.rstrip().endswith(f"to fix in {data}")


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
        assert f"    {command(name)}" in text


def test_help_reads_like_a_page():
    """The first page names every command once, with a whole sentence that fits its line."""
    lines = run("--help").stdout.splitlines()
    for name, one in kit.cli.main.commands.items():
        assert [line.split(maxsplit=1)[1] for line in lines if line.startswith(f"  {name} ")] == [one.short_help]
        assert one.short_help.endswith(".")


def test_check_for_a_program(data: Path):
    """With --json the problems can be read by a program, and the exit code is the same."""
    assert json.loads(run("check", "--json").stdout) == []
    (data / "members.csv").unlink()
    result = run("check", "--json", str(data))
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {"what", "where", "do"} == found[0].keys()
    assert any("members.csv" in problem["where"] for problem in found)


def test_many_sheets_show_progress_and_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """While many worksheets are written a bar shows how far it is; then they are counted, with their folder."""
    times = iter(range(100))
    monkeypatch.setattr("kit.cli.monotonic", lambda: next(times))
    monkeypatch.setattr("kit.export.paper.has_pdf", lambda: False)
    result = run("export", "02", "--to", "paper", "--versions", "3", "--out", str(tmp_path / "sheets"))
    assert "Writing sheets" in result.stderr
    everything = len(load_lesson("02").items)
    (written,) = re.findall(r"(\d+) of \d+ items written", result.stdout)
    assert f"{written} of {everything} items written to 6 files in {tmp_path / 'sheets'}" in result.stdout
    assert 0 < int(written) <= everything


def test_version():
    """The version is that of the installed kit."""
    assert run("--version").stdout.startswith("kit, version ")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Start nothing; return with which notebook, folder and options JupyterLab would have been started."""
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr("kit.lab.server.run_lab", lambda *given, desk: calls.append((*given, desk)))
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


@pytest.mark.parametrize("lesson", ["02", "2"])
def test_lab_opens_a_lesson_by_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[tuple[Any, ...]], lesson: str
):
    """`kit lab 02` and `kit lab 2` open lesson 02; what follows is for JupyterLab."""
    monkeypatch.chdir(tmp_path)
    run("lab", lesson, "--no-browser")
    ((notebook, _, options, _),) = started
    assert (notebook.name, options) == ("02-who-is-asean.ipynb", ("--no-browser",))


@pytest.mark.parametrize("wrong", ["42", "03-fifty-year.ipynb"])
def test_lab_without_such_a_lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str):
    """A lesson that is not there is one message with the choice; nothing starts and nothing is written."""
    monkeypatch.chdir(tmp_path)
    result = run("lab", wrong)
    assert result.exit_code == 1
    assert "Choose one of: 00, 01" in result.output
    assert list(tmp_path.iterdir()) == []


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


def test_present_takes_a_number_with_one_digit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`kit present 2` shows lesson 02."""
    shown: list[Path] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kit.lab.voila_page.run_page", lambda page, *_: shown.append(page))
    assert run("present", "2").exit_code == 0
    assert [page.name for page in shown] == ["02-who-is-asean.ipynb"]


def test_help_and_errors_print_the_command_that_works_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Where kit is not on the path, examples of the help and what errors advise name the program that was started."""
    monkeypatch.setenv("KIT_COMMAND", ".venv/bin/kit")
    assert "    .venv/bin/kit lab 02\n" in run("lab", "--help").stdout
    assert "    .venv/bin/kit present 03 " in run("--help").stdout
    assert "run `.venv/bin/kit check NAME`" in " ".join(run("new-lesson", "--help").stdout.split())
    (tmp_path / "my-notebooks").write_text("a file in the way", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "run `.venv/bin/kit lab` again" in run("lab").output


def test_lab_in_an_unwritable_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where the notebooks cannot be copied, the message says where and what to do."""
    (tmp_path / "my-notebooks").write_text("a file in the way", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = run("lab")
    assert result.exit_code == 1
    assert "notebooks could not be written" in result.output
    assert "What to do:" in result.output


@pytest.fixture
def hand_ins(tmp_path: Path) -> Path:
    """Return a folder with the hand-ins of two learners and a file that is none."""
    folder = tmp_path / "hand-ins"
    for learner, response in (("anna", "LAO"), ("bela", "BRN")):
        attempt = Attempt(
            learner=learner,
            lesson="02",
            item_id="q-members-01",
            response=response,
            score=None,
            max_score=1,
            verdict="unmarked",
        )
        write_hand_in([attempt], "02", folder)
    (folder / "notes.txt").write_text("x")
    return folder


def test_collect_names_what_counts_and_what_does_not(hand_ins: Path):
    """`kit collect` counts the hand-ins, names each other file, and its exit code says whether all could be used."""
    result = run("collect", str(hand_ins))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "Hand-ins that count: 2 (lesson 02: 2). Learners: 2.",
        "",
        "Set aside: 1",
        "  notes.txt: It is no hand-in.",
    ]
    (hand_ins / "notes.txt").unlink()
    assert run("collect", str(hand_ins)).exit_code == 0


def test_collect_for_a_program(hand_ins: Path):
    """With --json the same can be read by a program, and nothing else is written."""
    found = json.loads(run("collect", str(hand_ins), "--json").stdout)
    assert [(one["learner"], one["lesson"], one["answers"]) for one in found["received"]] == [
        ("anna", "02", 1),
        ("bela", "02", 1),
    ]
    assert found["set_aside"] == [{"file": "notes.txt", "why": "It is no hand-in.", "kind": "unusable"}]


def test_doubts_are_for_the_teacher(hand_ins: Path):
    """`kit collect` asks the teacher about one name with two sets of answers."""
    other = Attempt(
        learner="anna", lesson="02", item_id="q-members-02", response=[], score=None, max_score=1, verdict="unmarked"
    )
    write_hand_in([other], "02", hand_ins)
    said = run("collect", str(hand_ins)).stdout
    assert "For you to decide:" in said
    assert "both by anna" in said


def test_progress_is_shown_when_it_takes_long(hand_ins: Path, monkeypatch: pytest.MonkeyPatch):
    """After a second a bar shows how far it is, beside the result; before that there is none."""
    assert run("collect", str(hand_ins)).stderr == ""
    times = iter(range(100))
    monkeypatch.setattr("kit.cli.monotonic", lambda: next(times))
    result = run("collect", str(hand_ins), "--json")
    assert "Reading hand-ins" in result.stderr
    assert len(json.loads(result.stdout)["received"]) == 2


def test_report_writes_a_page(hand_ins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`kit report` writes the page, here as report.html when no other name is given, and says where."""
    monkeypatch.chdir(tmp_path)
    result = run("report", str(hand_ins))
    assert (result.exit_code, result.stdout) == (0, "Written: report.html\n")
    assert "anna" in (tmp_path / "report.html").read_text("utf-8")


def test_report_with_everything(hand_ins: Path, tmp_path: Path):
    """Page, gradebook, hidden names and another language go together."""
    page, grades = tmp_path / "r.html", tmp_path / "g.xlsx"
    words = ["--out", str(page), "--gradebook", str(grades), "--hide-names", "--language", "ja"]
    result = run("report", str(hand_ins), *words)
    assert result.stdout.splitlines() == [f"Written: {page}", f"Written: {grades}"]
    assert "生徒1" in page.read_text("utf-8")
    assert "anna" not in page.read_text("utf-8")
    assert run("report", str(hand_ins), *words).exit_code == 1


def test_report_says_what_it_cannot_score(tmp_path: Path):
    """Answers to an exam count for nothing without its items: the command says so, and the page does at its top."""
    attempt = Attempt(
        learner="anna", lesson="90exam", item_id="q-own-01", response=1, score=None, max_score=1, verdict="unmarked"
    )
    write_hand_in([attempt], "90exam", tmp_path / "exam")
    page = tmp_path / "r.html"
    result = run("report", str(tmp_path / "exam"), "--out", str(page))
    assert "such as q-own-01, and is left out." in result.stdout
    assert "--items" in page.read_text("utf-8").partition("<h2")[0]


def test_report_for_a_program(hand_ins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """With --json every figure can be read by a program; a page is written only when asked for."""
    monkeypatch.chdir(tmp_path)
    found = json.loads(run("report", str(hand_ins), "--json").stdout)
    assert found["measures"]["items"][0]["facility"]["share"] == 0.5
    assert not (tmp_path / "report.html").exists()
    result = run("report", str(hand_ins), "--json", "--out", "mine.html")
    assert "Written: mine.html" in result.stderr
    assert json.loads(result.stdout)["set_aside"][0]["file"] == "notes.txt"


@pytest.fixture
def essays(tmp_path: Path) -> Path:
    """Return a folder with two open answers, of which the learners think well."""
    for learner in ("anna", "bela"):
        response = {"text": f"{learner} writes.", "marks": dict.fromkeys(("said", "read", "guess", "fair"), 1)}
        attempt = Attempt(
            learner=learner,
            lesson="06",
            item_id="q-seas-11",
            response=response,
            score=2,
            max_score=2,
            verdict="right",
        )
        write_hand_in([attempt], "06", tmp_path / "essays")
    return tmp_path / "essays"


def _mark(path: Path, learner: str, mark: str) -> None:
    """Mark all rows of a learner."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        column = head.index("Mark (0 to 1)")
        csv.writer(file).writerows(
            [head, *([*row[:column], mark, *row[column + 1 :]] if row[0] == learner else row for row in rows)]
        )


def test_a_teacher_marks_open_answers(essays: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`kit report --marks` makes the table, says what is left to mark, and counts the marks in page and gradebook."""
    monkeypatch.chdir(tmp_path)
    words = ["report", str(essays), "--marks", "marks.csv"]
    begun = run(*words).stdout.splitlines()
    assert begun[0] == "2 answers in marks.csv are still to be marked. 0 of 2 are marked."
    assert begun[1].startswith("marks.csv is new. Open it with a spreadsheet")
    assert begun[2:] == ["Written: report.html"]
    _mark(tmp_path / "marks.csv", "anna", "0.5")
    marked = run(*words, "--gradebook", "grades.csv")
    assert marked.exit_code == 0
    assert marked.stdout.splitlines()[0] == "1 answer in marks.csv is still to be marked. 1 of 2 are marked."
    assert "Marked by you, the teacher: 1; by the learners themselves: 1" in Path("report.html").read_text("utf-8")
    rows = Path("grades.csv").read_text("utf-8-sig").splitlines()
    assert [row.split(",")[5] for row in rows[1:]] == ["50.0", "100.0"]


def test_a_mark_that_is_none_stops_the_report(essays: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A mark that cannot be read is named with file, row and column, and no page is written."""
    monkeypatch.chdir(tmp_path)
    run("report", str(essays), "--marks", "marks.csv", "--json")
    _mark(tmp_path / "marks.csv", "bela", "good")
    result = run("report", str(essays), "--marks", "marks.csv")
    assert result.exit_code == 1
    assert "'good' is no mark from 0 to 1." in result.output
    assert "Where: marks.csv, row 6, column Mark (0 to 1)" in result.output
    assert "What to do: Write 1 for yes" in result.output
    assert not Path("report.html").exists()


def test_marks_for_a_program(essays: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """With --json the figures alone are on the standard output, in the same form with marks as without."""
    monkeypatch.chdir(tmp_path)
    plain = run("report", str(essays), "--json").stdout
    result = run("report", str(essays), "--marks", "marks.csv", "--json")
    assert result.stdout == plain
    assert "2 answers in marks.csv are still to be marked." in result.stderr


def test_report_without_a_folder_is_invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Without a folder a teacher sees an invented class, called so."""
    monkeypatch.chdir(tmp_path)
    assert run("report").exit_code == 0
    assert "This class is invented" in (tmp_path / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ["collect"],
        ["collect", "no-such-folder"],
        ["report", "no-such-folder"],
        ["report", "--language", "xx"],
        ["report", "--items", "no-such-items.yaml"],
        ["report", "--gradebook", "grades.doc"],
        ["report", "--marks", "marks.csv"],
        ["report", ".", "--marks", "marks.xlsx"],
        ["report", ".", "--marks", "marks.csv", "--hide-names"],
    ],
)
def test_wrong_use_at_the_teachers_desk(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Wrong use of collect and report is one clear message."""
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert result.exit_code in (1, 2)
    assert "Error: " in result.output
    assert isinstance(result.exception, SystemExit)


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


def test_an_export_never_takes_the_place_of_its_items(tmp_path: Path):
    """An item file that is named by mistake as the file to write is still there afterwards."""
    items = tmp_path / "30-test.yaml"
    items.write_bytes((data_folder() / "items" / "02-who-is-asean.yaml").read_bytes())
    before = items.read_bytes()
    assert run("export", str(items), "--to", "moodle-xml", "--out", str(items)).exit_code == 1
    assert items.read_bytes() == before


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


def test_what_is_to_be_copied_has_quotation_marks(tmp_path: Path):
    """The commands that an exam prints work in a folder whose name has spaces."""
    result = run("assign", "02", "--exam", "--out", str(tmp_path / "class b"))
    assert f"--items '{tmp_path}/class b/teacher'" in result.stderr
    assert f"release '{tmp_path}/class b'" in result.stderr


def test_items_that_hold_no_keys_are_said(hand_ins: Path, tmp_path: Path):
    """A folder without items, and the exam of the students, name what to give."""
    run("assign", "02", "--exam", "--out", str(tmp_path / "b"))
    result = run("report", str(hand_ins), "--out", str(tmp_path / "r.html"), "--items", str(tmp_path / "b"))
    assert f"such as {tmp_path}/b/teacher" in result.stderr
    exam = str(next((tmp_path / "b" / "students").glob("*.json")))
    for words in (["report", str(hand_ins), "--items", exam], ["assign", exam, "--out", str(tmp_path / "c")]):
        assert "holds no keys" in run(*words).stderr


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


def test_what_was_written_before_an_error_is_named(hand_ins: Path, tmp_path: Path):
    """A page that is written is said, also where the gradebook cannot be."""
    result = run("report", str(hand_ins), "--out", str(tmp_path / "r.html"), "--gradebook", str(tmp_path / "no/g.csv"))
    assert (result.exit_code, result.stdout) == (1, f"Written: {tmp_path / 'r.html'}\n")

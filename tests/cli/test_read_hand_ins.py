"""What a teacher reads of hand-ins: which count, a report, and marks of her own."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from run_kit import run

from kit.answers import hand_in
from kit.answers.attempt import Attempt
from kit.answers.hand_in import write_hand_in


def test_collect_names_what_counts_and_what_does_not(hand_ins: Path):
    """`kit collect` counts the hand-ins, names each other file, and its exit code says whether all could be used."""
    result = run("collect", str(hand_ins))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "Hand-ins that count: 2 (lessons 02: 2). Learners: 2.",
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


@pytest.mark.usefixtures("japanese")
def test_a_doubt_about_a_clock_is_japanese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A hand-in from the future is said with its remedy, all in Japanese; names stay."""
    monkeypatch.setattr(hand_in, "now", lambda: "2999-01-01T00:00:00+00:00")
    attempt = Attempt(
        learner="all", lesson="02", item_id="q-members-01", response="LAO", score=None, max_score=1, verdict="unmarked"
    )
    hand_in.write_hand_in([attempt], "02", tmp_path / "both")
    (file,) = (tmp_path / "both").iterdir()
    said = run("collect", str(tmp_path / "both")).stdout
    assert (
        f"第2課：allさんの{file.name}の日時が未来になっています（2999-01-01 00:00 UTC）。"
        "ほかにないので、これを集計します。"
        "コンピューターの時計が狂っていませんでしたか。集計しないものは、フォルダーから出してください。"
    ) in said


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
    assert result.stdout.splitlines() == [f"書き出しました：{page}", f"書き出しました：{grades}"]
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


def test_items_that_hold_no_keys_are_said(hand_ins: Path, tmp_path: Path):
    """A folder without items, and the exam of the students, name what to give."""
    run("assign", "02", "--exam", "--out", str(tmp_path / "b"))
    result = run("report", str(hand_ins), "--out", str(tmp_path / "r.html"), "--items", str(tmp_path / "b"))
    assert f"such as {tmp_path}/b/teacher" in result.stderr
    exam = str(next((tmp_path / "b" / "students").glob("*.json")))
    for words in (["report", str(hand_ins), "--items", exam], ["assign", exam, "--out", str(tmp_path / "c")]):
        assert "holds no keys" in run(*words).stderr


def test_what_was_written_before_an_error_is_named(hand_ins: Path, tmp_path: Path):
    """A page that is written is said, also where the gradebook cannot be."""
    result = run("report", str(hand_ins), "--out", str(tmp_path / "r.html"), "--gradebook", str(tmp_path / "no/g.csv"))
    assert (result.exit_code, result.stdout) == (1, f"Written: {tmp_path / 'r.html'}\n")

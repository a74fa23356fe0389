"""Forgetting one learner: nothing of the learner is left, everything of the others is."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.answers.attempt import Attempt
from kit.answers.hand_in import write_hand_in
from kit.answers.store import AnswerStore
from kit.class_report.collect import collect
from kit.class_report.forget import forget
from kit.class_report.report import class_report
from kit.cli import main
from kit.errors import KitError

Make = Callable[..., Attempt]


@pytest.fixture
def folder(tmp_path: Path, attempt: Make) -> Path:
    """Return a folder with answers, hand-ins, names, a report and a gradebook of two learners."""
    folder = tmp_path / "class-b"
    for minute, learner in enumerate(("s07", "s08")):
        made = attempt(learner=learner, at=f"2026-05-04T08:{minute:02}:00.000+00:00", item_id="q-members-01")
        AnswerStore(folder / "answers", learner).append(made)
        write_hand_in([made], "02", folder / "hand-ins", learner)
    report = class_report(folder / "hand-ins")
    report.save(folder / "report.html")
    report.gradebook(folder / "grades.csv")
    (folder / "names.csv").write_text("handed in,counts\nS07,s07\nS08,s08\n", "utf-8")
    (folder / "marks.csv").write_text("\ufeffLearner;Mark\r\ns07;1\r\ns08;0\r\n", "utf-8", newline="")
    return folder


def test_nothing_of_the_learner_is_left(folder: Path):
    """Answers, hand-ins, rows and reports of one learner go, each is named; those of the other stay as they are."""
    before = {path: path.read_bytes() for path in folder.rglob("*s08*.jsonl")}
    done = forget("s07", [folder])
    assert done.left == []
    assert sorted(Path(each.partition(": ")[0]).name for each in done.removed) == [
        "grades.csv",
        "hand-in-02-s07.jsonl",
        "marks.csv",
        "names.csv",
        "report.html",
        "s07.jsonl",
    ]
    for path in folder.rglob("*"):
        assert "s07" not in path.name
        assert path.is_dir() or b"s07" not in path.read_bytes()
    assert {path: path.read_bytes() for path in before} == before
    assert (folder / "names.csv").read_text("utf-8") == "handed in,counts\nS08,s08\n"
    assert (folder / "marks.csv").read_bytes() == "\ufeffLearner;Mark\r\ns08;0\r\n".encode()
    assert collect(folder / "hand-ins").learners == ["s08"]


def test_what_is_out_of_reach_is_named(folder: Path):
    """A zip, another file with the name, and a name that reads alike are named and stay as they are."""
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        archive.write(folder / "hand-ins" / "hand-in-02-s07.jsonl", "hand-in-02-s07.jsonl")
    (folder / "letter.txt").write_text("Dear parents of s07, hello.")
    (folder / "other.txt").write_text("xs071")
    said = str(forget("s07", [folder]))
    assert "class.zip/hand-in-02-s07.jsonl: it is the learner's, in a zip." in said
    assert "letter.txt: it contains the name." in said
    assert "other.txt" not in said
    assert "Not reached: the pupil's own computer, mail" in said
    assert (folder / "class.zip").exists()


def test_a_name_that_reads_alike_is_named_only(tmp_path: Path, attempt: Make):
    """Another spelling may be another learner: it stays, and is brought to the teacher."""
    write_hand_in([attempt(learner="S07")], "02", tmp_path, "S07")
    (line,) = forget("s07", [tmp_path]).left
    assert line.endswith("it is by S07, which reads alike. Forget that name too?")


def test_names_decide_who_is_forgotten(tmp_path: Path, attempt: Make):
    """What the teacher has joined goes, and a file that the teacher gave to another learner stays."""
    hand_ins = tmp_path / "class"
    for minute, learner in enumerate(("S07", "hana")):
        made = attempt(learner=learner, at=f"2026-05-04T08:{minute:02}:00.000+00:00")
        write_hand_in([made], "02", hand_ins, learner)
    (hand_ins / "names.csv").write_text("a,b\nS07,s07\nhand-in-02-hana.jsonl,hana B\n")
    assert forget("hana", [tmp_path]).removed == []
    assert len(forget("s07", [tmp_path]).removed) == 2
    assert collect(hand_ins).learners == ["hana B"]


def test_a_long_answer_file_goes_too(tmp_path: Path, attempt: Make):
    """An answer file may be larger than a hand-in, and is deleted with its lock."""
    store = AnswerStore(tmp_path, "Sato Hana")
    store.append(attempt(learner="Sato Hana", response="x" * 1_200_000))
    assert len(forget("Sato Hana", [tmp_path]).removed) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_command(folder: Path, tmp_path: Path):
    """`kit forget` says what it did, ends with 1 when there was nothing, and a wrong folder is one clear error."""
    result = CliRunner().invoke(main, ["forget", "--yes", "s07", str(folder / "answers"), str(folder / "hand-ins")])
    assert result.exit_code == 0
    assert result.stdout.startswith("Removed: 2\n")
    assert CliRunner().invoke(main, ["forget", "--yes", "s07", str(folder / "answers")]).exit_code == 1
    with pytest.raises(KitError, match="no such folder"):
        forget("s08", [folder, tmp_path / "no"])
    assert (folder / "answers" / "s08.jsonl").exists()


@pytest.mark.parametrize(("answer", "is_removed"), [("y", True), ("n", False), ("", False), (None, False)])
def test_the_command_asks_first(folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str | None, *, is_removed: bool):
    """It shows what it would remove, and removes it after a yes alone; where nobody can answer, it names --yes."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _self: answer is not None, raising=False)
    result = CliRunner().invoke(main, ["forget", "s07", str(folder)], input=f"{answer}\n")
    assert "To remove: 6\n" in result.stdout
    assert "hand-in-02-s07.jsonl: a hand-in" in result.stdout
    assert (result.exit_code == 0) is is_removed
    assert ("Removed: 6" in result.stdout) is is_removed
    assert ("--yes" in result.stdout) is (answer is None)
    assert ({path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before) is not is_removed

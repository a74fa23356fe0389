"""Forgetting one learner: nothing of the learner is left, everything of the others is."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.answers.attempt import Attempt
from kit.answers.hand_in import write_hand_in
from kit.answers.store import AnswerStore
from kit.class_report.collect import collect
from kit.class_report.forget import forget
from kit.class_report.report import bank_of, class_report
from kit.class_report.scored_rows import write_scored_rows
from kit.cli import main
from kit.errors import KitError

Make = Callable[..., Attempt]


def packed(files: dict[str, bytes]) -> bytes:
    """Return a zip."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


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
    assert sorted(each.removeprefix(f"{folder}/") for each in done.removed) == [
        "answers/s07.jsonl: answers",
        "grades.csv: 1 row",
        "hand-ins/hand-in-02-s07.jsonl: a hand-in",
        "marks.csv: 1 row",
        "names.csv: 1 row",
        "report.html: a report that names the learner; make it again",
    ]
    for path in folder.rglob("*"):
        assert "s07" not in path.name
        assert path.is_dir() or b"s07" not in path.read_bytes()
    assert {path: path.read_bytes() for path in before} == before
    assert (folder / "names.csv").read_text("utf-8") == "handed in,counts\nS08,s08\n"
    assert (folder / "marks.csv").read_bytes() == "\ufeffLearner;Mark\r\ns08;0\r\n".encode()
    assert collect(folder / "hand-ins").learners == ["s08"]


def test_what_is_out_of_reach_is_named(folder: Path, attempt: Make):
    """A zip in a zip, other files with the name and links are named and stay; what does not have the name is not.

    A trial names the same. The database of a live class is not looked at here: it has a way of its own.
    """
    inner = packed({"hand-in-02-s07.jsonl": (folder / "hand-ins" / "hand-in-02-s07.jsonl").read_bytes()})
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        archive.writestr("inner.zip", inner)
        archive.writestr("s07_4711_file/photo.jpg", b"\xff\xd8")
    (folder / "letter.txt").write_text("Dear parents of s07, hello.")
    (folder / "other.txt").write_text("xs07 s071")
    (folder / "other.docx").write_bytes(packed({"word/document.xml": b"hello"}))
    (folder / "class.sqlite").write_bytes(b"s07")
    (folder / "link").symlink_to("letter.txt")
    write_hand_in([attempt(learner="s09", response="s07 helped me")], "02", folder, "s09")
    trial = forget("s07", [folder], is_trial=True)
    said = str(done := forget("s07", [folder]))
    assert trial.left == done.left
    assert trial.removed == done.removed
    assert f"{folder / 'link'}: It is a link, which is not followed." in done.left
    assert "hand-in-02-s09.jsonl: it is by s09, and contains the name." in said
    assert "other.docx" not in said
    assert "class.sqlite" not in said
    assert "class.zip/inner.zip/hand-in-02-s07.jsonl: it is the learner's, in a zip." in said
    assert "class.zip/s07_4711_file/photo.jpg: it is called by the name." in said
    assert "letter.txt: it contains the name." in said
    assert "other.txt" not in said
    assert "Not reached: the pupil's own computer, mail" in said
    assert (folder / "class.zip").exists()


def test_a_hand_in_is_taken_out_of_a_zip(folder: Path):
    """A zip as a learning platform gives it keeps the files of others as they are; one with nothing else is deleted."""
    mine, other = ((folder / "hand-ins" / f"hand-in-02-{name}.jsonl").read_bytes() for name in ("s07", "s08"))
    whole = {"s07_4711_file/hand-in.jsonl": mine, "s08_4712_file/hand-in.jsonl": other, "日本/note.txt": b"hello"}
    (folder / "class.zip").write_bytes(packed(whole))
    (folder / "one.zip").write_bytes(packed({"a.jsonl": mine}))
    before = (folder / "class.zip").read_bytes()
    assert sum("in the zip" in each for each in forget("s07", [folder], is_trial=True).removed) == 2
    assert (folder / "class.zip").read_bytes() == before
    done = forget("s07", [folder])
    assert sum("in the zip" in each for each in done.removed) == 2
    assert done.left == []
    with zipfile.ZipFile(folder / "class.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            name: content for name, content in whole.items() if content != mine
        }
    assert not (folder / "one.zip").exists()
    assert collect(folder / "class.zip").learners == ["s08"]


def test_copies_that_programs_make_and_rows_without_names_go_too(folder: Path, attempt: Make):
    """JupyterLab keeps copies in hidden folders, and the numbers of a district follow from name and secret."""
    hand_ins, bank = folder / "hand-ins", bank_of(None, "en")
    item = next(item for lesson in bank for item in lesson.items if item.id == "q-members-06")
    for learner in ("s07", "s08"):
        made = attempt(learner=learner, item_id=item.id, response=item.sample_response("right"))
        (hand_ins / f"hand-in-02-{learner}.jsonl").unlink()
        write_hand_in([made], "02", hand_ins, learner)
    (folder / ".ipynb_checkpoints").mkdir()
    shutil.copy(hand_ins / "hand-in-02-s07.jsonl", folder / ".ipynb_checkpoints" / "copy.jsonl")
    rows = folder / "b.parquet"
    counts = [write_scored_rows(collect(hand_ins), bank, rows, "north", "b")[1]]
    removed = forget("s07", [folder]).removed
    assert {f"{rows}: 1 row", f"{folder / '.ipynb_checkpoints' / 'copy.jsonl'}: a hand-in"} <= set(removed)
    counts += [write_scored_rows(collect(hand_ins), bank, folder / "again.parquet", "north", "b")[1]]
    assert counts == [2, 1]
    assert forget("s08", [folder], is_trial=True).removed.count(f"{rows}: 1 row") == 1


def test_rows_go_that_are_in_another_folder_than_their_secret(tmp_path: Path, attempt: Make):
    """Whoever names the folder of the rows and that of the hand-ins needs no common folder."""
    bank = bank_of(None, "en")
    item = next(item for lesson in bank for item in lesson.items if item.id == "q-members-06")
    made = attempt(learner="s07", item_id=item.id, response=item.sample_response("right"))
    write_hand_in([made], "02", tmp_path / "in", "s07")
    (out := tmp_path / "out").mkdir()
    write_scored_rows(collect(tmp_path / "in"), bank, out / "b.parquet", "north", "b")
    assert "Name the folder with their .kit-pseudonyms too." in str(forget("s07", [out], is_trial=True))
    done = forget("s07", [out, tmp_path / "in"])
    assert f"{out / 'b.parquet'}: 1 row" in done.removed
    assert done.left == []


def test_rows_that_this_kit_cannot_read_are_named(tmp_path: Path, attempt: Make, monkeypatch: pytest.MonkeyPatch):
    """Without what only teachers install rows stay and are named, and all else is done."""
    write_hand_in([attempt(learner="s07")], "02", tmp_path, "s07")
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    monkeypatch.delitem(sys.modules, "kit.class_report.scored_rows")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = forget("s07", [tmp_path])
    assert [each.partition(": ")[2] for each in done.removed] == ["a hand-in"]
    assert done.left[0].startswith(f"{tmp_path / 'a.parquet'}: ")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("list.txt", "花子".encode("cp932")),
        ("list.csv", "番号\t1\r\n名前\t花子".encode("utf-16")),
        ("seats.csv", "番号,名前\n1,花子\n".encode()),
        ("grades.xlsx", packed({"xl/workbook.xml": b"", "xl/sharedStrings.xml": "<t>花子</t>".encode()})),
        ("letter.docx", b"PK\x03\x04 damaged"),
        ("letter.pdf", b"%PDF-1.7 packed"),
        ("花子_4711_file/photo.jpg", b"\xff\xd8"),
        ("marks.csv", "Learner,Note\r\n太郎,sits with 花子\r\n".encode()),
        ("foreign.parquet", b"PAR1 other"),
    ],
)
def test_whatever_may_have_the_name_is_to_be_looked_at(tmp_path: Path, file: str, content: bytes):
    """Other encodings, documents, names of folders, and rows of others are named, and stay."""
    (path := tmp_path / file).parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    done = forget("花子", [tmp_path])
    assert (done.removed, len(done.left), path.read_bytes()) == ([], 1, content)


def test_a_name_that_json_writes_in_digits(tmp_path: Path):
    """A notebook of a program that escapes all letters beyond ASCII is named, too."""
    (tmp_path / "copy.ipynb").write_text(json.dumps({"text": "by José"}), encoding="ascii")
    assert [each.partition(": ")[2] for each in forget("José", [tmp_path]).left] == ["it contains the name."]


def test_a_longer_name_is_somebody_else(tmp_path: Path, attempt: Make):
    """A name in a longer one, with marks or in kanji, is not the learner's: nothing of the other one goes."""
    for minute, name in enumerate(("José", "花子", "นาง", "=Ana")):
        made = attempt(learner=name, at=f"2026-05-04T08:{minute:02}:00.000+00:00", item_id="q-members-01")
        write_hand_in([made], "02", tmp_path / "in", name)
    report = class_report(tmp_path / "in")
    report.save(tmp_path / "report.html")
    for name in ("Jos", "花", "นา"):
        assert (forget(name, [tmp_path]).removed, forget(name, [tmp_path]).left[:1]) == ([], [])
    report.gradebook(tmp_path / "grades.csv")
    assert f"{tmp_path / 'grades.csv'}: 1 row" in forget("=Ana", [tmp_path]).removed


def test_a_name_that_reads_alike_is_named_only(tmp_path: Path, attempt: Make):
    """Another spelling may be another learner: it stays, and is brought to the teacher."""
    write_hand_in([attempt(learner="S07")], "02", tmp_path, "S07")
    (line,) = forget("s07", [tmp_path]).left
    assert line.endswith("it is by S07, which reads alike. Forget that name too?")


@pytest.mark.parametrize("name", ["", " \u3000"])
def test_an_empty_name_is_refused(tmp_path: Path, name: str):
    """A row without a name, such as a note of the teacher's, is nobody's: a script whose variable is empty stops."""
    content = "Learner,Mark\ns07,1\n,look again\n"
    (tmp_path / "marks.csv").write_text(content, "utf-8")
    with pytest.raises(KitError, match="is empty"):
        forget(name, [tmp_path])
    assert (tmp_path / "marks.csv").read_text("utf-8") == content


def test_a_row_that_a_spreadsheet_changed_is_named(tmp_path: Path):
    """A spreadsheet makes 7 of 007: whose row that is, the teacher knows; its number is that of the file as it is."""
    (tmp_path / "marks.csv").write_text("Learner,Mark\n007,1\n8,1\n7,1\n7,0\n", "utf-8")
    for is_trial, row in ((True, 5), (False, 4)):
        (line,) = forget("007", [tmp_path], is_trial=is_trial).left
        assert line.startswith(f"{tmp_path / 'marks.csv'}, row {row}: it is by 7, which reads alike.")


def test_a_name_that_macos_wrote_is_named(tmp_path: Path):
    """A Mac writes letters and their marks apart; such a file is to be looked at, that of a longer name is not."""
    (tmp_path / unicodedata.normalize("NFD", "Hà.jpg")).write_bytes(b"\xff\xd8")
    (tmp_path / "letter.txt").write_text(unicodedata.normalize("NFD", "Dear parents of Hà"), "utf-8")
    (tmp_path / "other.txt").write_text(unicodedata.normalize("NFD", "Dear parents of Hàn"), "utf-8")
    assert sorted(each.rpartition(": ")[2] for each in forget("Hà", [tmp_path]).left) == [
        "it contains the name.",
        "it is called by the name.",
    ]


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


def test_rows_go_from_a_table_as_a_spreadsheet_saves_it(tmp_path: Path):
    """The learner may be in any column, with blanks around the name; empty and short rows stay as they are."""
    table = "Lesson;Learner;Mark\r\n02; s07 ;1\r\n\r\nNote\r\n02;s08;0\r\n"
    (tmp_path / "marks.csv").write_text(table, "utf-8", newline="")
    assert forget("s07", [tmp_path]).removed == [f"{tmp_path / 'marks.csv'}: 1 row"]
    assert (tmp_path / "marks.csv").read_bytes().decode() == table.replace("02; s07 ;1\r\n", "")


def test_an_answer_file_with_a_damaged_line_goes_too(tmp_path: Path, attempt: Make):
    """Whose file it is, any of its lines says."""
    store = AnswerStore(tmp_path, "s07")
    store.append(attempt(learner="s07"))
    store.append(attempt(learner="s07", item_id="q-test-02"))
    path = store.path.with_name("copy.jsonl")
    path.write_bytes(b'{"schema":1,"attem\n' + store.path.read_bytes())
    assert sorted(forget("s07", [tmp_path]).removed) == [f"{path}: a hand-in", f"{store.path}: answers"]


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

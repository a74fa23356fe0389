"""The end of a live class: hand-ins under the names of the class, at the times at which answers arrived."""

from __future__ import annotations

import csv
import io
import shlex
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from class_service import lines
from pupils import answers

from kit.answers.attempt import Attempt
from kit.answers.event import Event
from kit.answers.session import utc_now
from kit.answers.store import line_of
from kit.authoring.new_lesson import new_lesson
from kit.class_report.collect import collect
from kit.class_report.report import class_report
from kit.errors import KitError
from kit.live.arrivals import Judge
from kit.live.class_measures import class_now
from kit.live.database import Database, Mark
from kit.live.hand_ins import end_class, report_page, write_hand_ins, zipped_hand_ins
from kit.quiz.bank import LessonItems, load_lesson, read_file
from kit.text import language_of

Make = Callable[..., Attempt]
AT = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)


def test_a_forged_name_and_time_are_not_in_the_hand_in(bank: tuple[LessonItems, ...], attempt: Make, tmp_path: Path):
    """The hand-in has the name of the token and the time of arrival; written twice, it is one file."""
    sent = [attempt(learner="thanh", lesson=number, at="1999-01-01T00:00:00.000+00:00") for number in ("02", "03")]
    kept = Judge(bank).read(lines(sent), "hanako", AT, lambda *_: False).lines
    for _ in range(2):
        write_hand_ins(kept, tmp_path)
    found = collect(tmp_path)
    assert [(one.learner, one.lesson) for one in found.received] == [("hanako", "02"), ("hanako", "03")]
    assert {one.begins[0] for one in found.received} == {"2026-11-27T04:00:00.000+00:00"}
    assert (found.set_aside, len(list(tmp_path.iterdir()))) == ([], 2)


def test_what_one_learner_floods_does_not_cost_the_others_their_hand_ins(
    bank: tuple[LessonItems, ...], small: Database, attempt: Make, tmp_path: Path
):
    """A hand-in that would be too long is named and not written; all others are."""
    flood = [attempt(item_id=f"q-made-up-{number}", response="x" * 60_000) for number in range(20)]
    kept = [
        *Judge(bank).read(lines(flood), "mallory", AT, lambda *_: False).lines,
        *Judge(bank).read(lines([attempt()]), "hanako", AT, lambda *_: False).lines,
    ]
    found = write_hand_ins(kept, tmp_path)
    assert ([written.learner for written in found.written], found.too_long) == (["hanako"], ["mallory, 02"])
    names = zipfile.ZipFile(io.BytesIO(zipped_hand_ins(kept))).namelist()
    assert [name.partition("-02-")[2] or name for name in names] == ["hanako.jsonl", "too-long.txt"]
    small.keep(kept)
    said = end_class(small, load_lesson("02"), tmp_path / "class", "en")
    assert said[0] == f"Hand-ins of 1 learner: {tmp_path / 'class' / 'hand-ins'}"
    assert said[1].endswith("class.sqlite only: mallory, 02")


def test_zip_and_report_are_there_before_the_first_answer(bank: tuple[LessonItems, ...]):
    """A class in which nobody has answered has an empty zip, and a report that says so."""
    assert zipfile.ZipFile(io.BytesIO(zipped_hand_ins([]))).namelist() == []
    assert "<html" in report_page([], bank, "03", "en")


def test_the_end_writes_what_a_report_reads(small: Database, tmp_path: Path):
    """At the end there are hand-ins and the table of marks, the report reads both, and ending twice changes nothing."""
    lesson, folder = load_lesson("03"), tmp_path / "class"
    for name, attempt in answers(lesson, 4):
        small.keep(Judge([lesson]).read(lines([attempt]), name, utc_now(), lambda *_: False).lines)
    for _ in range(2):
        said = end_class(small, lesson, folder, "en")
    assert said[0] == f"Hand-ins of 4 learners: {folder / 'hand-ins'}"
    assert f"--marks {folder / 'marks.csv'}" in said[-1]
    report = class_report(folder / "hand-ins", marks=folder / "marks.csv")
    assert [learner.name for learner in report.measures.learners] == ["Budi", "Hanako", "Siti", "Thanh"]
    assert len(list((folder / "hand-ins").iterdir())) == 4


def test_a_mark_stays_when_nothing_is_sent_after_it(small: Database, attempt: Make, tmp_path: Path):
    """The teacher's marks are for the last words that say something: a blank answer after them takes no mark away.

    The report finds whose they are, also where a learner is called "Me", as whoever never gave a name is elsewhere.
    """
    lesson = load_lesson("03")
    for text in ("1973, because of rubber.", "  "):
        sent = attempt(lesson="03", item_id="q-years-30", response={"text": text})
        small.keep(Judge([lesson]).read(lines([sent]), "Me", utc_now()).lines)
    (words,) = class_now(small.lines("03"), [], lesson, "en").words
    small.set_marks([Mark("Me", "03", words.item, line.id, words.words, 0.5) for line in words.criteria])
    end_class(small, lesson, tmp_path, "en")
    table = csv.DictReader(io.StringIO((tmp_path / "marks.csv").read_text(encoding="utf-8-sig")))
    assert [row["Mark (0 to 1)"] for row in table] == ["0.5"] * len(words.criteria)
    report = class_report(tmp_path / "hand-ins", marks=tmp_path / "marks.csv")
    assert [learner.name for learner in report.measures.learners] == ["Me"]
    assert report.marking is not None
    assert report.marking.marked == {("03", "q-years-30"): 1}


def test_a_mark_that_was_changed_in_the_table_stays(small: Database, attempt: Make, tmp_path: Path):
    """Whoever thinks again in the spreadsheet keeps that when the class goes on; that the board differs is said."""
    lesson, table = load_lesson("03"), tmp_path / "marks.csv"
    sent = attempt(lesson="03", item_id="q-years-30", response={"text": "Because of rubber."})
    small.keep(Judge([lesson]).read(lines([sent]), "hanako", utc_now()).lines)
    (words,) = class_now(small.lines("03"), [], lesson, "en").words
    given = [Mark("hanako", "03", words.item, line.id, words.words, 0.5) for line in words.criteria]
    small.set_marks(given)
    assert not any("not those of the board" in said for said in end_class(small, lesson, tmp_path, "en"))
    before = table.read_text(encoding="utf-8-sig")
    changed = before.replace(",0.5,", ',"0,5",').replace(',"0,5",', ",1,", 1)
    assert changed.count(",1,") > before.count(",1,")
    table.write_text(changed, encoding="utf-8-sig")
    said = end_class(small, lesson, tmp_path, "en")
    assert "Marks in this table that are not those of the board, and stay: 1" in said
    rows = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig")))
    assert [row["Mark (0 to 1)"] for row in rows] == ["1", *["0,5"] * (len(given) - 1)]


def test_the_table_of_marks_is_in_the_language_of_the_class(small: Database, attempt: Make, tmp_path: Path):
    """Question and rubric are what the learners have read, not English below Japanese headings."""
    sent = attempt(lesson="03", item_id="q-years-30", response={"text": "Rubber."})
    small.keep(Judge([load_lesson("03")]).read(lines([sent]), "hanako", utc_now()).lines)
    end_class(small, load_lesson("03"), tmp_path, "ja")
    rows = csv.DictReader(io.StringIO((tmp_path / "marks.csv").read_text(encoding="utf-8-sig")))
    assert all(language_of(row[column], "en") == "ja" for row in rows for column in ("問題文", "評価の観点"))


def test_a_folder_keeps_one_lesson_after_the_other(small: Database, attempt: Make, tmp_path: Path):
    """At the end of the second lesson the marks of both are in the table, and the report counts them."""
    for number, item in (("03", "q-years-30"), ("04", "q-ladder-27")):
        lesson = load_lesson(number)
        sent = attempt(lesson=number, item_id=item, response={"text": "Because of rubber."})
        small.keep(Judge([lesson]).read(lines([sent]), "hanako", utc_now()).lines)
        (words,) = class_now(small.lines(number), [], lesson, "en").words
        small.set_marks([Mark("hanako", number, item, line.id, words.words, 1.0) for line in words.criteria])
        end_class(small, lesson, tmp_path, "en")
    report = class_report(tmp_path / "hand-ins", marks=tmp_path / "marks.csv")
    assert report.marking is not None
    assert sorted(report.marking.marked) == [("03", "q-years-30"), ("04", "q-ladder-27")]


def test_the_report_of_a_lesson_of_ones_own_finds_its_items(small: Database, tmp_path: Path):
    """The command that is told names the items: without them the report would leave all answers out."""
    new_lesson("rice-prices", tmp_path)
    lesson = read_file(tmp_path / "rice-prices" / "items" / "90-rice-prices.yaml", whole=True)
    for name, attempt in answers(lesson, 1):
        small.keep(Judge([lesson]).read(lines([attempt]), name, utc_now()).lines)
    asked = shlex.split(end_class(small, lesson, tmp_path, "en")[-1])
    report = class_report(asked[asked.index("report") + 1], items=asked[asked.index("--items") + 1])
    assert [learner.name for learner in report.measures.learners] == ["Hanako"]
    assert report.left_out == ()
    assert "--marks" not in asked  # nobody answered in words


def test_the_end_of_an_empty_class_is_said(small: Database, tmp_path: Path):
    """A class in which nobody answered writes nothing, also where somebody used a hint."""
    hint = Event(kind="hint", learner="hanako", lesson="03", item_id="q-years-30")
    small.keep(Judge([]).read(line_of(hint), "hanako", utc_now()).lines)
    assert end_class(small, load_lesson("03"), tmp_path / "class", "en") == [
        "Nobody has answered, so there are no hand-ins."
    ]
    assert not (tmp_path / "class").exists()


def test_an_end_that_fails_says_that_nothing_is_lost(small: Database, tmp_path: Path):
    """Where hand-ins cannot be written, as on a full disk, the error says where every answer is and how to go on."""
    lesson, folder = load_lesson("03"), tmp_path / "class"
    for name, attempt in answers(lesson, 1):
        small.keep(Judge([lesson]).read(lines([attempt]), name, utc_now()).lines)
    folder.mkdir()
    (folder / "hand-ins").write_text("a file in the place of the folder", encoding="utf-8")
    with pytest.raises(KitError, match="could not be written") as error:
        end_class(small, lesson, folder, "en")
    assert str(folder / "class.sqlite") in error.value.do

"""The teacher's marks: which count, what is added, what has to be mended, and that none is ever lost."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kit.answers.attempt import Attempt
from kit.answers.hand_in import write_hand_in
from kit.class_report import marking_sheet as marks_table
from kit.class_report.report import ClassReport, class_report
from kit.errors import KitError
from kit.text import languages, text_in

ITEM, LINES = "q-essay-01", ("what", "why")
LESSON = """
lesson: "{number}"
title: Essays
question: Why?
minutes: {{teaching: 5, exercises: 5}}
mode: {mode}
objectives: {{tell: Tell why.}}
items:
- id: q-essay-01
  kind: open
  objective: tell
  level: evaluate
  stem: Why?
  facts: [BRN]
  hints: [Think.]
  sample: Because.
  rubric:
  - {{id: what, text: "{first}"}}
  - {{id: why, text: {{en: Says why., ja: 理由がある}}, weight: 3}}
  exemplars:
  - {{level: strong, text: A as B., marks: {{what: 1, why: 1}}}}
  - {{level: middle, text: A., marks: {{what: 1, why: 0.5}}}}
  - {{level: weak, text: B., marks: {{what: 1, why: 0}}}}
"""
HIGH = {"what": 1, "why": 1}


class Desk:
    """A teacher's desk: a folder of hand-ins, and the marks beside it."""

    def __init__(self, folder: Path, attempt: Callable[..., Attempt]) -> None:
        self.folder, self.marks = folder / "class-b", folder / "marks.csv"
        self.items = folder / "items" / "91-essays.yaml"
        self.items.parent.mkdir()
        self.teach()
        self._attempt = attempt
        self._began: dict[tuple[str, str], str] = {}

    def teach(self, mode: str = "practice", number: str = "91", first: str = "Says what.") -> None:
        """Write the lesson."""
        self.items.write_text(LESSON.format(mode=mode, number=number, first=first), "utf-8")

    def hand_in(self, name: str, *responses: str | dict[str, Any], lesson: str = "91") -> None:
        """Hand in words, or words with marks of one's own."""
        tries = [
            self._attempt(lesson=lesson, item_id=ITEM, response=each if isinstance(each, dict) else {"text": each})
            for each in responses
        ]
        tries[0] = replace(tries[0], at=self._began.setdefault((name, lesson), tries[0].at))
        write_hand_in(tries, lesson, self.folder, name)

    def report(self, **choices: Any) -> ClassReport:  # noqa: ANN401 - any choice
        """Return the report with the marks."""
        return class_report(self.folder, items=self.items, **{"marks": self.marks, **choices})

    def rows(self) -> list[dict[str, str]]:
        """Return the rows of the marks as a spreadsheet shows them."""
        return list(csv.DictReader(io.StringIO(self.marks.read_text("utf-8-sig"), newline="")))

    def save(self, rows: Iterable[dict[str, Any]], separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
        """Save the rows as a spreadsheet does, and return what is then in the file."""
        rows, file = list(rows), io.StringIO(newline="")
        table = csv.DictWriter(file, rows[0], delimiter=separator)
        table.writeheader()
        table.writerows(rows)
        self.marks.write_bytes(file.getvalue().encode(encoding))
        return self.marks.read_bytes()

    def mark(self, **marks: tuple[Any, ...]) -> bytes:
        """Mark the answers of learners by name, line by line of the rubric."""
        given = {name: iter(each) for name, each in marks.items()}
        return self.save({**row, MARK: next(given.get(row["Learner"], iter([])), row[MARK])} for row in self.rows())

    def said(self, **choices: Any) -> list[str]:  # noqa: ANN401 - any choice
        """Return what the report says of the marks."""
        return str(self.report(**choices).marking).splitlines()


MARK, ID = text_in()("marks.mark"), text_in()("marks.row_id")


@pytest.fixture
def desk(tmp_path: Path, attempt: Callable[..., Attempt]) -> Desk:
    """Return a desk with a lesson of one open item, whose second line has a weight of 3."""
    return Desk(tmp_path, attempt)


def share(report: ClassReport) -> float | None:
    """Return the share of the points in the only item."""
    (item,) = report.measures.items
    return item.facility and item.facility.share


# ---- what there is to mark ----


def test_a_table_is_made_for_the_teacher(desk: Desk):
    """A row for each answer and line of the rubric says everything one needs to mark, and leaves the mark free."""
    desk.hand_in("anna", "So.", {"text": "So.", "marks": {"what": 1, "why": 0.5}})
    desk.hand_in("bela", "No.")
    said = desk.said()
    assert said[0] == "2 answers in marks.csv are still to be marked. 0 of 2 are marked."
    assert "marks.csv is new" in said[1]
    assert desk.marks.read_bytes().startswith(b"\xef\xbb\xbf")
    what, why = "1: A as B. | 1: A. | 1: B.", "1: A as B. | 0.5: A. | 0: B."
    assert [list(row.values())[:-1] for row in desk.rows()] == [
        ["anna", "91", ITEM, "Why?", "So.", "Says what.", "1", what, "1", ""],
        ["anna", "91", ITEM, "Why?", "So.", "Says why.", "3", why, "0.5", ""],
        ["bela", "91", ITEM, "Why?", "No.", "Says what.", "1", what, "", ""],
        ["bela", "91", ITEM, "Why?", "No.", "Says why.", "3", why, "", ""],
    ]


def test_a_second_report_changes_nothing(desk: Desk):
    """Where nothing is new the file is left alone, to the byte and the time."""
    desk.hand_in("anna", "So.")
    desk.report()
    os.utime(desk.marks, (1, 1))
    assert desk.said() == ["1 answer in marks.csv is still to be marked. 0 of 1 are marked."]
    assert desk.marks.stat().st_mtime == 1


def test_no_open_answers(tmp_path: Path):
    """A class without open answers has nothing to mark, and is told so."""
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "notes.txt").write_text("x")
    found = class_report(tmp_path / "class", marks=tmp_path / "marks.csv").marking
    assert str(found) == "There are no open answers to mark."
    assert not (tmp_path / "marks.csv").exists()


def test_the_last_words_are_marked(desk: Desk):
    """Who has answered twice is marked for the last words, as first try and in the end."""
    desk.hand_in("anna", "So.", {"text": "Because.", "marks": HIGH})
    desk.report()
    assert {row["Answer"] for row in desk.rows()} == {"Because."}
    desk.mark(anna=(0, 1))
    (item,) = desk.report().measures.items
    assert (item.facility.share, item.finally_right) == (0.75, 0.75)


def test_a_last_answer_that_cannot_be_read(desk: Desk):
    """Where the last answer is none, the one before is marked."""
    desk.hand_in("anna", "So.", {"text": " "})
    desk.report()
    assert {row["Answer"] for row in desk.rows()} == {"So."}


EVIL = [
    "=1+1",
    " +1",
    "@x",
    "-1",
    "＝1",
    'a;=cmd|"/C calc"!A0',
    'a;"=1+1',
    "a\t=1",
    "one\r\n=two\n\n=three",
    "\x00\x1b[31m",
    "x" * 100_000,
    "\u2028=1",
    "|calc",
    "%0",
    "\u3000＋1",
]


@pytest.mark.parametrize("text", EVIL)
def test_words_are_never_a_formula(desk: Desk, text: str):
    """Whatever is answered stands in one line, whole for a spreadsheet, is no formula, and can be marked."""
    desk.hand_in("anna", text)
    desk.report()
    written = desk.marks.read_text("utf-8-sig")
    assert len(written.splitlines()) == 3
    for sign in ",;\t":
        for row in csv.reader(io.StringIO(written, newline=""), delimiter=sign):
            assert not any(
                cell.lstrip(' \u3000"').startswith(("=", "+", "-", "@", "|", "%", "＝", "＋", "\t")) for cell in row
            )
            assert sign == ";" or all(len(cell) < 32_768 for cell in row)
    desk.mark(anna=(1, 1))
    assert share(desk.report()) == 1.0


# ---- the marks count ----


def test_marks_count_in_place_of_ones_own(desk: Desk, tmp_path: Path):
    """Report and gradebook count the teacher's marks by the weights of the rubric, others the learners' own."""
    desk.hand_in("anna", {"text": "So.", "marks": HIGH})
    desk.hand_in("bela", {"text": "So.", "marks": HIGH})
    desk.hand_in("cora", "So.")
    assert share(desk.report()) == 1.0
    desk.mark(anna=("0.5", "0"))
    report = desk.report()
    assert [each.share for each in report.measures.learners] == [0.125, 1.0, None]
    assert str(report.marking) == "2 answers in marks.csv are still to be marked. 1 of 3 are marked."
    rows = list(csv.reader(io.StringIO(report.gradebook(tmp_path / "g.csv").read_text("utf-8-sig"))))
    assert rows[1] == ["anna", "1", "1", "0.125", "1.0", "12.5", "12.5"]
    assert rows[3] == ["cora", "1", "1", "0.0", "0.0", "", ""]  # nobody marked it, so it is not yet possible points


def test_the_page_says_whose_marks_they_are(desk: Desk):
    """For each open item the page says how many marks are the teacher's, the learners' own, and nobody's."""
    for name in ("anna", "bela", "cora"):
        desk.hand_in(name, {"text": "So.", "marks": HIGH})
    desk.hand_in("dora", "So.")
    page = class_report(desk.folder, items=desk.items).to_html()
    assert "Marked by you, the teacher: 0; by the learners themselves: 3; by nobody yet: 1." in page
    desk.report()
    desk.mark(anna=(1, 1), dora=(0, 0))
    report = desk.report()
    assert "Marked by you, the teacher: 2; by the learners themselves: 2; by nobody yet: 0." in report.to_html()
    assert "2 answers in marks.csv are still to be marked. 2 of 4 are marked." in report._repr_html_()
    assert "2 answers in marks.csv are still to be marked. 2 of 4 are marked." in repr(report)


def test_an_answer_marked_in_part(desk: Desk):
    """Until each line has a mark the learner's own marks count, and the report says so."""
    desk.hand_in("anna", {"text": "So.", "marks": HIGH})
    desk.report()
    desk.mark(anna=(0,))
    report = desk.report()
    assert share(report) == 1.0
    assert "1 answer is marked in part." in str(report.marking)


def test_all_is_marked(desk: Desk):
    """When everything is marked the report says that, too."""
    desk.hand_in("anna", "So.")
    desk.report()
    desk.mark(anna=(1, 1))
    assert desk.said() == ["The answer in marks.csv is marked."]


@pytest.mark.parametrize(
    ("typed", "counts"),
    [("1", 1), ("0", 0), ("0.5", 0.5), ("0,5", 0.5), (".25", 0.25), (" 1 ", 1), ("１", 1), ("'1", 1), ("1.0", 1)],
)
def test_marks_as_they_are_typed(desk: Desk, typed: str, counts: float):
    """A mark is a number from 0 to 1, with point or comma, in the digits of any keyboard."""
    desk.hand_in("anna", "So.")
    desk.report()
    desk.mark(anna=(typed, typed))
    assert share(desk.report()) == counts


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_a_spreadsheet_makes_of_the_table(desk: Desk, separator: str):
    """Other separators, sorted rows, moved and added columns, and numbers without their zeros do no harm."""
    desk.hand_in("007", "So.")
    desk.hand_in("1e5", "1,5; so")
    desk.report()
    mangled = {"007": "7", "1e5": "1,00E+05", "91": "91,0"}
    rows = [
        {"Note": "good", **{name: mangled.get(cell, cell) for name, cell in reversed(row.items())}, MARK: "0,5"}
        for row in reversed(desk.rows())
    ]
    before = desk.save(rows, separator)
    assert share(desk.report()) == 0.5
    assert desk.marks.read_bytes() == before
    desk.hand_in("anna", "New.")
    assert "1 answer was added at the end of marks.csv." in "".join(desk.said())
    assert desk.marks.read_bytes().startswith(before)
    desk.save([*rows, dict.fromkeys(rows[0], "")], separator)
    assert share(desk.report()) == 0.5


def test_a_table_in_japanese(desk: Desk):
    """The table is in the language of the report, and is read in every language."""
    desk.hand_in("anna", "So.")
    said = desk.said(language="ja")
    assert "採点" in said[0]
    rows = desk.rows()
    assert rows[1]["評価の観点"] == "理由がある"
    desk.save({**row, "採点（0～1）": "1"} for row in rows)
    desk.hand_in("bela", "So.")
    assert share(desk.report()) == 1.0
    assert list(desk.rows()[3]) == list(rows[0])
    assert len({text_in(language)("marks.mark") for language in languages()}) == len(languages())


def test_in_an_exam_the_marks_count_too(desk: Desk):
    """An exam is marked as practice is."""
    desk.teach("exam")
    desk.hand_in("anna", "So.")
    desk.report()
    desk.mark(anna=(1, 0))
    assert share(desk.report()) == 0.25


def test_two_who_answer_the_same_have_marks_of_their_own(desk: Desk):
    """The same words of two learners are marked one by one."""
    for name in ("anna", "bela"):
        desk.hand_in(name, "So.")
    desk.report()
    desk.mark(anna=(1, 1), bela=(0, 0))
    assert [each.share for each in desk.report().measures.learners] == [1.0, 0.0]


# ---- new hand-ins ----


def test_new_answers_are_added_at_the_end(desk: Desk):
    """A new hand-in adds its rows; what stands in the others, marks and notes, stays as it is."""
    desk.hand_in("bela", "So.")
    desk.report()
    before = desk.save({**row, MARK: "0.5", "My notes": "look again"} for row in desk.rows())
    desk.hand_in("anna", "New.")
    said = desk.said()
    assert said == [
        "1 answer in marks.csv is still to be marked. 1 of 2 are marked.",
        "1 answer was added at the end of marks.csv.",
    ]
    assert desk.marks.read_bytes().startswith(before)
    assert [row["Learner"] for row in desk.rows()] == ["bela", "bela", "anna", "anna"]


def test_a_row_that_was_deleted_comes_back(desk: Desk):
    """A row that is missing is added anew, without its mark, and the other marks stay."""
    desk.hand_in("anna", "So.")
    desk.report()
    desk.mark(anna=(1, 1))
    desk.save(desk.rows()[1:])
    assert "1 answer was added at the end of marks.csv." in "".join(desk.said())
    assert [row[MARK] for row in desk.rows()] == ["1", ""]


def test_an_answer_that_changed_is_named(desk: Desk):
    """Marks for words that were changed do not count, stay in the file, and are named until the new ones are marked."""
    desk.hand_in("anna", {"text": "So.", "marks": HIGH})
    desk.report()
    desk.mark(anna=(0, 0))
    desk.hand_in("anna", {"text": "So.", "marks": HIGH}, {"text": "Better.", "marks": HIGH})
    for _ in range(2):
        report = desk.report()
        assert share(report) == 1.0
        (changed,) = report.marking.changed
        assert changed.startswith(f"anna has changed the answer to {ITEM} since you marked it (rows: 2, 3).")
        assert changed in report.to_html()
        assert changed in repr(report)
    assert [(row["Answer"], row[MARK]) for row in desk.rows()] == [
        ("So.", "0"),
        ("So.", "0"),
        ("Better.", ""),
        ("Better.", ""),
    ]
    rows = desk.rows()
    desk.save({**row, MARK: row[MARK] or "0.5"} for row in rows)
    report = desk.report()
    assert (share(report), report.marking.changed) == (0.5, ())


def test_rows_that_nobody_marked_make_room(desk: Desk):
    """Where words changed before anybody marked or noted anything, only the new words are left to mark."""
    desk.hand_in("anna", "So.")
    desk.hand_in("bela", "So.")
    desk.report()
    desk.save({**row, "Note": "!" if row["Learner"] == "bela" else ""} for row in desk.rows())
    for name in ("anna", "bela"):
        desk.hand_in(name, "So.", "Better.")
    desk.report()
    assert [(row["Learner"], row["Answer"]) for row in desk.rows()] == [
        *[("bela", "So.")] * 2,
        *[("anna", "Better.")] * 2,
        *[("bela", "Better.")] * 2,
    ]


def test_the_marks_may_lie_among_the_hand_ins(desk: Desk):
    """A table of marks in the folder of the hand-ins is no file that somebody handed in wrongly."""
    desk.hand_in("anna", "So.")
    desk.marks = desk.folder / "marks.csv"
    for _ in range(2):
        assert desk.report().collection.set_aside == []


# ---- hidden names ----


def test_hidden_names(desk: Desk):
    """With hidden names the marks count, no name is told, not even of who changed an answer, and nothing is written."""
    for name in ("anna", "bela"):
        desk.hand_in(name, {"text": "So.", "marks": HIGH})
    desk.report()
    before = desk.mark(anna=(0, 0), bela=(0, 0))
    desk.hand_in("anna", {"text": "So.", "marks": HIGH}, {"text": "Better.", "marks": HIGH})
    report = desk.report(hide_names=True)
    assert sorted(each.share for each in report.measures.learners) == [0.0, 1.0]
    for text in (repr(report), report.to_html(), report.to_json().decode()):
        assert "anna" not in text
    assert "Learner " in report.marking.changed[0]
    assert "1 answer is not yet in marks.csv." in str(report.marking)
    assert desk.marks.read_bytes() == before


def test_hidden_names_without_marks(desk: Desk):
    """With hidden names no table is begun, and the teacher reads what to do first."""
    desk.hand_in("anna", "So.")
    with pytest.raises(KitError, match="no marks yet") as raised:
        desk.report(hide_names=True)
    assert "without hidden names" in raised.value.do
    assert not desk.marks.exists()


# ---- what has to be mended ----


def changed(column: str, cell: str, at: int = 0) -> Callable[[Desk], bytes]:
    """Return what changes one cell."""

    def change(desk: Desk) -> bytes:
        rows = desk.rows()
        rows[at][column] = cell
        return desk.save(rows)

    return change


def swapped(column: str) -> Callable[[Desk], bytes]:
    """Return what sorts one column alone."""

    def change(desk: Desk) -> bytes:
        rows = desk.rows()
        cells = [row[column] for row in reversed(rows)]
        return desk.save({**row, column: cell} for row, cell in zip(rows, cells, strict=True))

    return change


def saved(content: Callable[[bytes], bytes]) -> Callable[[Desk], bytes]:
    """Return what changes the bytes of the file."""

    def change(desk: Desk) -> bytes:
        desk.marks.write_bytes(content(desk.marks.read_bytes()))
        return desk.marks.read_bytes()

    return change


MISTAKES = {
    "a word": (changed(MARK, "good"), "'good' is no mark", "row 2, column Mark (0 to 1)", "0.5 for in part"),
    "above 1": (changed(MARK, "2", 3), "'2' is no mark", "row 5, column Mark (0 to 1)", "0.5 for in part"),
    "below 0": (changed(MARK, "-1"), "no mark from 0 to 1", "row 2, column Mark", "0.5 for in part"),
    "nan": (changed(MARK, "nan"), "no mark from 0 to 1", "row 2, column Mark", "0.5 for in part"),
    "a date": (changed(MARK, "05. Jan"), "no mark from 0 to 1", "row 2, column Mark", "0.5 for in part"),
    "an id that is none": (changed(ID, "7"), "'7' is no id", "row 2, column Row id", "Put the id back"),
    "an id that is missing": (changed(ID, ""), "'' is no id", "row 2, column Row id", "Put the id back"),
    "a learner nobody knows": (
        changed(ID, "bcdfghjklmnp-bcdfghjk"),
        "Nobody handed in what this row marks: anna, q-essay-01.",
        "row 2, column Learner",
        "another class",
    ),
    "one column sorted": (swapped("Learner"), "do not belong together", "row 2, column Row id", "sort whole rows"),
    "ids sorted": (swapped(ID), "do not belong together", "row 2, column Row id", "sort whole rows"),
    "another item": (changed("Item", "q-other-01"), "do not belong together", "row 2", "sort whole rows"),
    "a row twice": (lambda desk: desk.save([*desk.rows(), desk.rows()[1]]), "repeats row 3", "row 6", "delete the oth"),
    "no column of marks": (
        lambda desk: desk.save({name: row[name] for name in row if name != MARK} for row in desk.rows()),
        "There is no column 'Mark (0 to 1)'",
        "row 1",
        "Put the heading back",
    ),
    "two columns of marks": (
        lambda desk: desk.save({**row, "MARK (0 to 1)": "1"} for row in desk.rows()),
        "There are two columns 'MARK (0 to 1)'",
        "row 1",
        "Keep the right one",
    ),
    "all in one column": (
        saved(lambda text: b"\n".join(b'"' + line.replace(b'"', b'""') + b'"' for line in text.split(b"\r\n"))),
        "There is no column",
        "row 1",
        "Data > From Text/CSV",
    ),
    "a comma too many": (saved(lambda text: text.replace(b",,", b",0,5,")), "more cells", "row 2", "0.5 with a point"),
    "Latin 1": (lambda desk: desk.save(desk.rows(), encoding="cp1252"), "not UTF-8", "line 2", "CSV UTF-8"),
    "Shift JIS": (
        saved(lambda text: text.decode("utf-8-sig").replace("é", "高").encode("cp932")),
        "not UTF-8",
        "line 2",
        "CSV UTF-8",
    ),
    "UTF-16": (lambda desk: desk.save(desk.rows(), "\t", "utf-16"), "not UTF-8", "line 1", "CSV UTF-8"),
    "a workbook": (saved(lambda _: b"PK\x03\x04more"), "a workbook", "marks.csv", "Save it as CSV"),
    "nothing": (saved(lambda _: b"\xef\xbb\xbf\r\n"), "There is no column", "row 1", "Put the heading back"),
    "no byte": (saved(lambda _: b""), "empty", "marks.csv", "Delete it"),
    "zeros": (saved(lambda text: text + b"\0"), "no text", "marks.csv", "save it again"),
    "a quotation mark": (saved(lambda text: text + b'"a'), "cannot be read", "line 6", "quotation mark"),
    "a film": (saved(lambda text: text + b" " * 20_000_001), "too large", "marks.csv", "the right file"),
    "a gradebook": (saved(lambda _: b"Learner,02 answered\r\nanna,1\r\n"), "There is no column", "row 1", "heading"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_named_and_nothing_is_lost(desk: Desk, name: str):
    """A table with a mistake is one clear error with file, row, column and what to do; the file stays as it is."""
    change, what, where, do = MISTAKES[name]
    desk.hand_in("anna", "So, café.")
    desk.hand_in("bela", "No.")
    desk.report()
    before = change(desk)
    desk.hand_in("cora", "New.")
    with pytest.raises(KitError) as raised:
        desk.report()
    assert what in raised.value.what
    assert str(desk.marks) in raised.value.where
    assert where in raised.value.where
    assert do in raised.value.do
    assert desk.marks.read_bytes() == before
    assert [path.name for path in desk.marks.parent.iterdir() if path.suffix == ".part"] == []


def test_all_rows_to_mend_are_named(desk: Desk):
    """Several mistakes are told at once."""
    for number in range(8):
        desk.hand_in(f"s{number}", "So.")
    desk.report()
    desk.save({**row, MARK: "x"} for row in desk.rows())
    with pytest.raises(KitError) as raised:
        desk.report()
    assert "row 2, column Mark" in raised.value.where
    assert raised.value.do.endswith("Then look at rows 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 5 more, too.")


def test_an_unknown_learner_is_not_named_where_names_are_hidden(desk: Desk):
    """With hidden names an error tells the row alone."""
    desk.hand_in("anna", "So.")
    desk.report()
    changed(ID, "bcdfghjklmnp-bcdfghjk")(desk)
    with pytest.raises(KitError, match="what this row marks") as raised:
        desk.report(hide_names=True)
    assert "anna" not in str(raised.value)


@pytest.mark.parametrize("name", ["marks.xlsx", "marks", "no/marks.csv", "folder.csv"])
def test_a_place_where_no_marks_can_be(desk: Desk, tmp_path: Path, name: str):
    """Another ending, a folder that is not there, or a folder in the place of the file is one clear error."""
    (tmp_path / "folder.csv").mkdir()
    desk.hand_in("anna", "So.")
    with pytest.raises(KitError) as raised:
        desk.report(marks=tmp_path / name)
    assert name in raised.value.where
    assert raised.value.do


def test_an_invented_class_is_not_marked(tmp_path: Path):
    """Without a folder there is nothing to mark."""
    with pytest.raises(KitError, match="invented class"):
        class_report(marks=tmp_path / "marks.csv")


def test_a_report_is_never_written_over_the_marks(desk: Desk):
    """The page does not take the place of the marks."""
    desk.hand_in("anna", "So.")
    report = desk.report()
    before = desk.marks.read_bytes()
    with pytest.raises(KitError, match="holds your marks"):
        report.save(desk.marks)
    with pytest.raises(KitError, match="holds your marks"):
        report.gradebook(desk.marks, force=True)
    assert desk.marks.read_bytes() == before


# ---- written whole or not at all ----


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_or_an_open_spreadsheet_loses_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str):
    """Where the table cannot be written the marks stay as they are, and no half of a file is left."""
    desk.hand_in("anna", "So.")
    desk.report()
    before = desk.mark(anna=(1, 1))
    desk.hand_in("bela", "New.")

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as broken:
        broken.setattr(f"os.{step}", fail)
        with pytest.raises(KitError, match=r"could not be written: Permission denied\. The file stays") as raised:
            desk.report()
    assert "Close the file in your spreadsheet" in raised.value.do
    assert desk.marks.read_bytes() == before
    assert list(desk.marks.parent.glob(".*")) == []


def test_marks_saved_in_that_very_moment_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """A teacher who saves while the report is made loses no mark."""
    desk.hand_in("anna", "So.")
    desk.report()
    desk.hand_in("bela", "New.")
    sync = os.fsync
    saved_now: list[bytes] = []

    def slow(handle: int) -> None:
        sync(handle)
        saved_now.append(desk.mark(anna=(1, 1)))

    monkeypatch.setattr("os.fsync", slow)
    with pytest.raises(KitError, match="changed just now"):
        desk.report()
    assert [desk.marks.read_bytes()] == saved_now


def test_more_rows_than_a_file_may_have(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """What would be too large to be read again is not written."""
    monkeypatch.setattr(marks_table, "LARGEST", 500)
    for name in ("anna", "bela", "cora"):
        desk.hand_in(name, "So." * 50)
    with pytest.raises(KitError, match="too many for one file"):
        desk.report()
    assert not desk.marks.exists()


def test_a_link_and_the_rights_of_a_file_stay(desk: Desk, tmp_path: Path):
    """Marks behind a link, as on a network drive, are written where they are, with the rights that they have."""
    desk.hand_in("anna", "So.")
    (tmp_path / "drive").mkdir()
    real = tmp_path / "drive" / "marks.csv"
    desk.marks.symlink_to(real)
    desk.report()
    real.chmod(0o640)
    desk.hand_in("bela", "So.")
    desk.report()
    assert desk.marks.is_symlink()
    assert (len(desk.rows()), real.stat().st_mode & 0o777) == (4, 0o640)

"""The teacher's marks for open answers: what there is to mark, which marks count, and what they make of the class.

A learner's last words are marked, line of the rubric by line of the rubric, in a table that the teacher opens with a
spreadsheet. Spreadsheets turn the learner "007" into 7, so each row is known by an id of letters that they leave alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np

from kit.class_report.marking_sheet import COLUMNS, Column, MarksTable, read_table, write_table
from kit.class_report.scoring import Scored
from kit.errors import KitError
from kit.quiz.interactions import Open, plain_number
from kit.quiz.item import Item
from kit.quiz.parts import in_language
from kit.quiz.score import score
from kit.quiz.typed_number import read_number
from kit.spreadsheet import escape_formula
from kit.text import Text, text_in

Key: TypeAlias = tuple[int, int]
Place: TypeAlias = tuple[str, str, str]

_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")
_ID = re.compile(r"([b-t]{12})-([b-t]{8})")
_LONGEST = 30_000  # signs; a cell in Excel holds 32,767
_MOST_NAMED = 10
_WORDS = "select learner, item, code, last from answers where list_contains($1, item) order by item, learner"
_MARK = """
update answers set share = marks.share, final = marks.share from marks
where answers.learner = marks.learner and answers.item = marks.item
"""


class Words(NamedTuple):
    """The last words of a learner to an open item; learner and item by their numbers."""

    learner: int
    item: int
    lesson: str
    text: str
    own: Mapping[str, float]

    @property
    def key(self) -> Key:
        """Whose words they are, and on which item."""
        return self.learner, self.item


class Line(NamedTuple):
    """One line of the rubric for some words: where it belongs, a print of the words, and its cells."""

    words: Words
    criterion: str
    place: str
    print_of: str
    cells: dict[str, str]


class Row(NamedTuple):
    """A row that was read: its place in the table, the line it marks, whether its words still stand, and its mark."""

    at: int
    line: Line
    print_of: str
    mark: float | None
    is_noted: bool

    @property
    def stands(self) -> bool:
        """Whether the learner's last words are still those that the row marks."""
        return self.print_of == self.line.print_of


@dataclass(frozen=True)
class Marking:
    """What came of the marks.

    Parameters
    ----------
    marked : mapping of (str, str) to int
        How many answers a teacher has marked in full, by lesson and item.
    said : tuple of str
        What was done and what is left to do, in the language of the report.
    changed : tuple of str
        Answers given again after they were marked, by name.
    """

    marked: Mapping[tuple[str, str], int]
    said: tuple[str, ...]
    changed: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join((*self.said, *self.changed))


def count_marks(
    answers: Scored, path: Path, language: str = "en", real_names: Mapping[str, str] | None = None
) -> Marking:
    """Let a teacher's marks count in place of the learners' own, and add what there is to mark to the table.

    Parameters
    ----------
    answers : Scored
        The scored answers; their shares are changed.
    path : pathlib.Path
        The table, a file ``.csv``; it is made when it is missing.
    language : str
        Language of a new table and of what is said, ISO 639-1.
    real_names : mapping of str to str, optional
        Where names are hidden: the real name of each. The table then is read, and never written.

    Returns
    -------
    Marking
        What came of it.

    Raises
    ------
    KitError
        When the table cannot be read or written, or has something to fix; then nothing in it is changed.
    """
    if path.suffix.lower() != ".csv":
        raise KitError(f"Marks cannot be {path.suffix!r}.", where=str(path), do="Call the file marks.csv.")
    found, text = words_of(answers), text_in(language)
    lines = {line.place: line for words in found for line in _lines(answers, words, language, real_names or {})}
    table = read_table(path)
    if table is None and real_names is not None:
        do = "Make the report once without hidden names. It writes the file, in which you mark by name."
        raise KitError("There are no marks yet.", where=str(path), do=do)
    is_new = table is None
    table = table or MarksTable(path, [text(f"marks.{name}") for name in COLUMNS], [])
    rows = [] if is_new else _Reader(table, lines, is_hidden=real_names is not None).rows()
    there = {row.line.place for row in rows if row.stands}
    missing = [line for place, line in lines.items() if place not in there]
    if missing and real_names is None:
        table, rows = _with(table, rows, missing)
        write_table(table)
    shares, partly = _shares(answers, found, rows)
    put_shares(answers, shares)
    homes = {words.key: (words.lesson, answers.items[words.item].id) for words in found}
    added = len({line.words.key for line in missing})
    return Marking(
        marked=dict(Counter(homes[key] for key in shares)),
        said=tuple(_said(text, path.name, len(found), len(shares), partly))
        + tuple(_said_of_new(text, path.name, added, is_new=is_new, is_written=real_names is None)),
        changed=tuple(_changed(answers, rows, shares, text)),
    )


def fill_marks(answers: Scored, path: Path, given: Mapping[Place, float], language: str = "en") -> int:
    """Write marks that were given elsewhere into the table, which is made or gets the rows that it does not have.

    A mark that the table has already stays: the teacher may have thought again in the spreadsheet.

    Parameters
    ----------
    answers : Scored
        The scored answers; their shares are changed by what the table already says.
    path : pathlib.Path
        The table, a file ``.csv``.
    given : mapping of (str, str, str) to float
        Marks by learner, item and line of the rubric.
    language : str
        Language of a new table, ISO 639-1.

    Returns
    -------
    int
        How many marks of the table are others than those that were given.

    Raises
    ------
    KitError
        As `count_marks` does.
    """
    count_marks(answers, path, language)
    table, others = read_table(path), 0
    if table is None or not given:
        return others
    found = [line for words in words_of(answers) for line in _lines(answers, words, language, {})]
    marks = {line.cells["row_id"]: (answers.learners[line.words.learner], line) for line in found}
    for row in table.rows:
        learner, line = marks.get(row[table.columns["row_id"]], ("", None))
        mark = given.get((learner, line.cells["item"], line.criterion)) if line else None
        if mark is None:
            continue
        there = row[table.columns["mark"]].strip().removeprefix("'")
        if not there:
            row[table.columns["mark"]] = f"{mark:g}"
        elif f"{read_number(there) or 0:g}" != f"{mark:g}":
            others += 1
    write_table(table)
    return others


def words_of(answers: Scored) -> list[Words]:
    """Return the last words to each open item, item by item, as one marks them."""
    numbers = [number for number, item in enumerate(answers.items) if item.criteria]
    homes = [lesson.lesson for lesson in answers.lessons for _ in lesson.items]
    found = []
    for learner, item, code, last in answers.tables.execute(_WORDS, [numbers]).fetchall():
        responses = [answers.responses[last], answers.responses[code]]
        response = next(each for each in responses if score(answers.items[item], each).verdict != "unreadable")
        found.append(Words(learner, item, homes[item], response["text"], response.get("marks", {})))
    return found


def _lines(answers: Scored, words: Words, language: str, real_names: Mapping[str, str]) -> Iterator[Line]:
    item = answers.items[words.item]
    learner = answers.learners[words.learner]
    name = real_names.get(learner, learner)
    print_of = _letters(words.text, size=4)
    for at, criterion in enumerate(item.criteria):
        place = _letters(name, words.lesson, item.id, criterion.id, size=6)
        own = words.own.get(criterion.id)
        cells = {
            "learner": name,
            "lesson": words.lesson,
            "item": item.id,
            "question": in_language(item.stem, language),
            "answer": words.text,
            "criterion": in_language(criterion.text, language),
            "weight": plain_number(criterion.weight),
            "examples": _examples(item, at, language),
            "own": "" if own is None else f"{float(own):g}",
            "row_id": f"{place}-{print_of}",
        }
        yield Line(words, criterion.id, place, print_of, {column: _cell(text) for column, text in cells.items()})


def _examples(item: Item, line: int, language: str) -> str:
    """Return the exemplars of an item, each after the mark that it earns by a line of the rubric."""
    shape = item.interaction(language)
    exemplars = shape.exemplars if isinstance(shape, Open) else ()
    return " | ".join(f"{plain_number(each.marks[line])}: {each.text}" for each in exemplars)


def _letters(*texts: str, size: int) -> str:
    """Return a print of some texts in letters alone: digits would become a number in a spreadsheet."""
    content = "\0".join(texts).encode(errors="replace")
    return blake2b(content, digest_size=size).hexdigest().translate(_LETTERS)


def _cell(text: str) -> str:
    """Return a text on one line, without signs that harm, not longer than a cell, and never a formula."""
    text = " ↵ ".join(text.splitlines())
    text = "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in text)
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return escape_formula(text)


class _Reader:
    """Reads the rows of a table, and names what a teacher has to fix."""

    def __init__(self, table: MarksTable, lines: Mapping[str, Line], *, is_hidden: bool) -> None:
        self._table, self._lines, self._is_hidden = table, lines, is_hidden
        self._columns = table.columns
        self._learners = {line.cells["learner"] for line in lines.values()}
        self._mistakes: list[tuple[int, KitError]] = []

    def rows(self) -> list[Row]:
        """Return the rows with something in them."""
        found: dict[str, Row] = {}
        for at, cells in enumerate(self._table.rows):
            if not any(cell.strip() for cell in cells):
                continue
            try:
                row = self._row(at, cells)
                name = f"{row.line.place}-{row.print_of}"
                if name in found:
                    do = "Keep one of the two and delete the other."
                    raise self._error(f"The row is there twice: it repeats row {found[name].at + 2}.", at, do)
                found[name] = row
            except KitError as error:
                self._mistakes.append((at + 2, error))
        if self._mistakes:
            raise self._all()
        return list(found.values())

    def _row(self, at: int, cells: list[str]) -> Row:
        known = _ID.fullmatch(self._cell(cells, "row_id"))
        if known is None:
            do = "Put the id back as it was, or delete the row: if it is missed, the next report adds it anew."
            raise self._error(f"{self._cell(cells, 'row_id')!r} is no id of a row.", at, do, "row_id")
        line = self._lines.get(known[1])
        if line is None:
            who = "" if self._is_hidden else f": {self._cell(cells, 'learner')}, {self._cell(cells, 'item')}"
            do = (
                "Is it the file of another class? Put the hand-in back, name items of your own with --items, or delete "
                "the row."
            )
            raise self._error(f"Nobody handed in what this row marks{who}.", at, do, "learner")
        if self._is_of_another(cells, line):
            do = "Was one column sorted without the others? Undo that: sort whole rows."
            raise self._error("Learner, item and id of this row do not belong together.", at, do, "row_id")
        own = set(range(len(self._table.head))) - set(self._columns.values())
        is_noted = any(cells[column].strip() for column in own)
        return Row(at, line, known[2], self._mark(at, cells), is_noted)

    def _is_of_another(self, cells: list[str], line: Line) -> bool:
        """Return whether a row shows another item, or another learner of the class, than its id belongs to."""
        learner = self._cell(cells, "learner")
        is_other = learner != line.cells["learner"] and learner in self._learners
        return is_other or self._cell(cells, "item") != line.cells["item"]

    def _mark(self, at: int, cells: list[str]) -> float | None:
        typed = self._cell(cells, "mark")
        if not typed:
            return None
        mark = read_number(typed.removeprefix("'"))
        if mark is None or not 0 <= mark <= 1:
            do = "Write 1 for yes, 0.5 for in part, 0 for no, or a number between; or leave the cell empty."
            raise self._error(f"{typed[:40]!r} is no mark from 0 to 1.", at, do, "mark")
        return mark

    def _cell(self, cells: list[str], column: Column) -> str:
        return unicodedata.normalize("NFC", cells[self._columns[column]]).strip()

    def _error(self, what: str, at: int, do: str, column: Column | None = None) -> KitError:
        return KitError(what, where=self._table.place(at + 2, column), do=do)

    def _all(self) -> KitError:
        """Return the first mistake, with the rows of the others."""
        (_, first), *others = self._mistakes
        if not others:
            return first
        rows = ", ".join(str(row) for row, _ in others[:_MOST_NAMED])
        do = f"{first.do} Then look at rows {rows}, too."
        if len(others) > _MOST_NAMED:
            do = f"{first.do} Then look at rows {rows} and {len(others) - _MOST_NAMED} more, too."
        return KitError(first.what, where=first.where, do=do)


def _with(table: MarksTable, rows: list[Row], missing: list[Line]) -> tuple[MarksTable, list[Row]]:
    """Return the table with rows for what is missing, without rows that nobody marked for words that no longer stand.

    All rows of an answer that has a mark, or a note of the teacher's own, stay.
    """
    worked_on = {(row.line.words.key, row.print_of) for row in rows if row.mark is not None or row.is_noted}
    kept = [row for row in rows if row.stands or (row.line.words.key, row.print_of) in worked_on]
    cells = [table.rows[row.at] for row in kept]
    for line in missing:
        new = [""] * len(table.head)
        for column, at in table.columns.items():
            new[at] = line.cells.get(column, "")
        cells.append(new)
    return replace(table, rows=cells), [row._replace(at=at) for at, row in enumerate(kept)]


def _shares(answers: Scored, found: list[Words], rows: list[Row]) -> tuple[dict[Key, float], int]:
    """Return the share of each answer that is marked in full, and how many are marked in part."""
    given: defaultdict[Key, dict[str, float]] = defaultdict(dict)
    for row in rows:
        if row.stands and row.mark is not None:
            given[row.line.words.key][row.line.criterion] = row.mark
    shares = {}
    for words in found:
        result = score(answers.items[words.item], {"text": words.text, "marks": given.get(words.key, {})})
        if result.score is not None:
            shares[words.key] = result.score / result.max_score
    return shares, len(given) - len(shares)


def put_shares(answers: Scored, shares: Mapping[Key, float]) -> None:
    """Put the teacher's shares in the place of the learners' own."""
    learners, items = (np.array([key[at] for key in shares], "i4") for at in (0, 1))
    marks = {"learner": learners, "item": items, "share": np.array(list(shares.values()), "f4")}
    answers.tables.register("marks", marks)
    answers.tables.execute(_MARK)
    answers.tables.unregister("marks")


def _said(text: Text, file: str, total: int, marked: int, partly: int) -> Iterator[str]:
    if total == 0:
        yield text("marks.none")
    elif marked == total:
        yield text("marks.all", file=file, count=total)
    else:
        yield text("marks.counts", file=file, count=total - marked, marked=marked, total=total)
    if partly:
        yield text("marks.partly", count=partly)


def _said_of_new(text: Text, file: str, added: int, *, is_new: bool, is_written: bool) -> Iterator[str]:
    if added and not is_written:
        yield text("marks.missing", file=file, count=added)
    elif added and is_new:
        yield text("marks.begun", file=file, column=text("marks.mark"))
    elif added:
        yield text("marks.added", file=file, count=added)


def _changed(answers: Scored, rows: list[Row], shares: Mapping[Key, float], text: Text) -> Iterator[str]:
    """Name the answers that were given again after they were marked, until the new words are marked too."""
    old: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        if not row.stands and row.mark is not None and row.line.words.key not in shares:
            old[row.line.words.key].append(row)
    for (learner, item), those in old.items():
        numbers = ", ".join(str(row.at + 2) for row in those)
        yield text("marks.changed", learner=answers.learners[learner], item=answers.items[item].id, rows=numbers)

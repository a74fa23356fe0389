"""The gradebook: what each learner earned, for a spreadsheet, in which no name is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kit.class_report.results import Measures
from kit.errors import KitError
from kit.extras import teacher_part
from kit.files import renew, writing
from kit.spreadsheet import escape_formula
from kit.text import Text

_KINDS = (".csv", ".xlsx")
Cell = str | float | int | None


def write_gradebook(found: Measures, path: Path, text: Text, *, force: bool = False) -> Path:
    """Write one row for each learner, with six columns for each lesson, into a file.

    Parameters
    ----------
    found : Measures
        The class.
    path : pathlib.Path
        A file ``.csv`` or ``.xlsx``; one that is there is not replaced, for a teacher may have written into it.
    text : Text
        Gives the headings.
    force : bool
        Replace a file of that name.

    Raises
    ------
    KitError
        When the file is there already, has another ending, or cannot be written.
    """
    if path.suffix.lower() not in _KINDS:
        what = f"A gradebook cannot be {path.suffix or path.name!r}."
        raise KitError(what, where=str(path), do="Call it .csv or .xlsx.")
    rows = _rows(found, text)
    content = _as_csv(rows) if path.suffix.lower() == ".csv" else _as_xlsx(rows)
    with writing("The gradebook", path):
        return renew(path, content, "gradebook", force=force)


def gradebook_csv(found: Measures, text: Text) -> bytes:
    """Return the gradebook as the content of a file ``.csv``."""
    return _as_csv(_rows(found, text))


def _rows(found: Measures, text: Text) -> list[list[Cell]]:
    """Return the heading and a row for each learner: per lesson answered, points, and the shares of those answered."""
    parts = ("answered", "of", "points", "possible", "right", "finally")
    head: list[Cell] = [text("report.learner")]
    head += [f"{lesson.lesson} {text(f'report.grade_{part}')}" for lesson in found.lessons for part in parts]
    rows = [head]
    for learner in found.learners:
        results = {result.lesson: result for result in learner.results}
        row: list[Cell] = [learner.name]
        for lesson in found.lessons:
            result = results.get(lesson.lesson)
            if result is None:
                row += [None] * len(parts)
                continue
            row += [result.answered, result.of, round(result.points, 3), round(result.possible, 3)]
            row += [_hundredths(result.share), _hundredths(result.finally_right)]
        rows.append(row)
    return rows


def _hundredths(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _as_csv(rows: list[list[Cell]]) -> bytes:
    """Return CSV that Excel, too, reads as UTF-8; what would begin a formula gets an apostrophe before it."""
    file = io.StringIO(newline="")
    cells = ([escape_formula(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    csv.writer(file).writerows(cells)
    return file.getvalue().encode("utf-8-sig")


def _as_xlsx(rows: list[list[Cell]]) -> bytes:
    """Return a workbook; texts are written as texts, so that none is a formula, a link or a number."""
    with teacher_part("A workbook"):
        import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell, bold if number == 0 else None)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 24)
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    return file.getvalue()

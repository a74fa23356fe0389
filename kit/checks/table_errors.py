"""What Frictionless finds in a table, in words for whoever keeps the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kit.amounts import counted
from kit.checks.problem import Problem, shown
from kit.checks.table import Table
from kit.errors import place
from kit.suggest import did_you_mean, name_list

Found = dict[str, Any]  # an error as Frictionless describes it

_TYPES = {
    "integer": ("a whole number", "Write digits alone, as in 1973."),
    "number": ("a number", "Write digits with a point and without separators, as in 1234.5."),
    "boolean": ("true or false", "Write true or false in small letters."),
    "date": ("a day", "Write it like 2023-07-13."),
}
_WHOLE_ROW = ("blank-row", "extra-cell", "missing-cell")


def problems_in_words(errors: Iterable[Found], table: Table) -> Iterator[Problem]:
    """Yield one problem for each thing to fix; what only follows from another error is left out."""
    found = list(errors)
    rows: dict[int, list[Found]] = {}
    for error in found:
        rows.setdefault(error.get("rowNumber", 0), []).append(error)
    for number, in_row in rows.items():
        whole = [error for error in in_row if error["type"] in _WHOLE_ROW]
        cells = [error for error in in_row if "fieldName" in error]
        for error in whole[:1] or cells or in_row:
            yield _problem(error, number, table)


def heading_problems(table: Table) -> list[Problem]:
    """Return what is wrong with the heading; while something is, its rows cannot be told apart."""
    heading, columns = table.lines[0], table.columns
    where = place(table.path, row=1)
    found = []
    for name in dict.fromkeys(heading):
        if not name.strip():
            found.append(Problem("A column has no name.", where, "Write its name, or take the empty column out."))
        elif heading.count(name) > 1:
            found.append(Problem(f"The column {name!r} appears twice.", where, "Keep one of the two."))
        elif name not in columns:
            do = f"Take it out, or describe it in datapackage.json.{did_you_mean(name, columns)}"
            found.append(Problem(f"There is no column {name!r} in datapackage.json.", where, do))
    missing = [name for name in columns if name not in heading]
    if missing:
        names, is_one = name_list(missing), len(missing) == 1
        what = f"The column {names} is missing." if is_one else f"The columns {names} are missing."
        found.append(Problem(what, where, "Put it back, or take it out of datapackage.json."))
    if not found and heading != columns:
        do = f"Bring them into this order: {name_list(columns)}."
        found.append(Problem("The columns are in another order than in datapackage.json.", where, do))
    return found


def _problem(error: Found, number: int, table: Table) -> Problem:
    cells = dict(zip(table.columns, error.get("cells", []), strict=False))
    column = str(error.get("fieldName", "")) if error["type"] not in _WHOLE_ROW else ""
    what, do = _words(error, table)
    return Problem(what, place(table.path, row=number, name=table.row_id(cells), column=column), do)


def _words(error: Found, table: Table) -> tuple[str, str]:
    """Return what is wrong and what to do."""
    fields: dict[str, dict[str, Any]] = {field["name"]: field for field in table.schema["fields"]}
    field = fields.get(error.get("fieldName", ""), {})
    cell, note = shown(error.get("cell", "")), error["note"]
    earlier = note.rpartition(" ")[2]  # "the same as in the row at position 2"
    row = error.get("cells", [])
    sizes = f"The row has {counted(len(row), 'cells')}, the table {counted(len(fields), 'columns')}."
    words = {
        "blank-row": ("The row is empty.", "Take the row out."),
        "extra-cell": (sizes, 'Put "…" around texts that hold a comma.'),
        "missing-cell": (sizes, "Write the cells that are missing, empty ones too: each has its comma."),
        "unique-error": (f"{cell} appears in this column already, in row {earlier}.", "Give each row its own."),
        "primary-key": (f"The row has the id of row {earlier}.", "Give each its own id, or take one out."),
    }
    if error["type"] == "constraint-error":
        return _constraint(error, field, cell)
    if error["type"] == "type-error":
        what, do = _TYPES[field["type"]]
        return f"The value {cell} is not {what}.", do
    if error["type"] == "primary-key" and "same as" not in note:
        return "The row has no id.", f"Fill in {name_list(table.key)} in this row."
    return words.get(error["type"], (f"{error['title']}: {error['message']}.", "Look at this place in a text editor."))


def _constraint(error: Found, field: dict[str, Any], cell: str) -> tuple[str, str]:
    name = error["note"].split('"')[1]
    limit = field.get("constraints", {}).get(name)  # the columns that every table ends with are always required
    about = str(field.get("description", "")).strip()
    after = f" {about}" if about else ""
    match name:
        case "required":
            return "The cell is empty.", f"Fill it in.{after}"
        case "enum":
            words = [str(word) for word in limit]
            return f"{cell} is not one of the values of this column.", (
                f"Use one of: {name_list(words)}.{did_you_mean(str(error['cell']), words)}"
            )
        case "minimum" | "maximum":
            side = "less" if name == "minimum" else "more"
            return f"The value {cell} is {side} than {limit}.", f"Look the value up again.{after}"
        case "pattern":
            do = f"{about} The form is {limit}" if about else f"The form is {limit}"
            return f"{cell} does not have the form of this column.", do
        case _:
            return f"{cell} does not fit this column: {error['note']}.", f"Change this value.{after}"

"""Items made from a table: one template and many rows give many items, the same ones for the same seed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from kit.amounts import counted
from kit.csv_files import Lines, csv_table, row_errors
from kit.emphasis import without_emphasis
from kit.errors import KitError, place
from kit.paths import data_folder
from kit.quiz.item import Item, Level
from kit.quiz.kinds.registry import KINDS, has_number_as_key
from kit.quiz.number_forms import digits_alone, two_numbers
from kit.quiz.parts import Part, Text
from kit.quiz.shuffle import shuffled
from kit.quiz.table_answer import MadeFromRows, TableAnswer, fingerprint
from kit.suggest import did_you_mean, name_list
from kit.text_files import AS_CSV, read_content

Row = Mapping[str, object]
ReadTable = Callable[[Path], Lines]

_COLUMN = re.compile(r"\{\s*([^{}\s](?:[^{}]*[^{}\s])?)\s*\}")
_OTHER = "other_"
_SAME_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_SHEETS = {".xlsx", ".xls", ".xlsm", ".ods", ".numbers", ".tsv", ".txt"}
_SPACES = " \t\r\n\u00a0\u3000\ufeff\u200b"
_NOTHING = {"", "nan", "nat", "<na>", "n/a", "null", "-", "–", "—", "..", "…"}
_FEW = 5  # cells that an error names
_NEAREST = 2  # distractors are drawn from this many times as many near answers as are needed

_ALL: Mapping[str, object] = KINDS
_KINDS = {name: kind for name, kind in _ALL.items() if isinstance(kind, MadeFromRows)}
if TYPE_CHECKING:
    TemplateKind = str
else:
    TemplateKind = Literal[tuple(_KINDS)]


def read_table(path: Path) -> Lines:
    """Return heading and rows of a CSV file.

    Raises
    ------
    KitError
        When it cannot be read or is not CSV.
    """
    return csv_table(read_content(path), path)


class Template(Part, frozen=True, kw_only=True):
    """A form for items, in which ``{column}`` stands for a cell of the row an item is about.

    Parameters
    ----------
    id : str
        Beginning of the ids: ``q-joined`` gives ``q-joined-1c0ffee5-01``. The middle depends on seed and row and
        gives neither away, for the id goes to the browser before the answer does.
    kind : str
        single-choice, numeric, or map-click (where the answers are codes of countries and all rows are options).
    table : str
        Name of the table: a CSV file next to the item file or one folder up, else a table of the kit.
    where : dict
        Column to the text of its cell: which rows are used; all when empty.
    count : int or None
        How many items to make, of rows that the seed chooses; one for each row when None.
    row_id : str
        Column that names a row; its cell is the fact that the item rests on.
    key : str
        Column of the answer. Answers of other rows are the distractors, or the errors that a numeric item expects;
        of numbers, the near ones.
    label : str
        Column shown as the text of an option; the answer itself when empty.
    objective, level, points
        As in an item.
    stem, hints, unit
        As in an item; ``{column}`` is filled in.
    right, wrong : str or dict
        Feedback. In `wrong`, ``{other_column}`` is a cell of the row whose answer was given.
    otherwise : str or dict
        Feedback of a numeric item for a number that is not the answer of any row.
    options : int
        Number of options of a single choice, and one more than the errors that a numeric item expects.

    Examples
    --------
    >>> joined = Template(
    ...     id="q-joined", kind="single-choice", table="members", row_id="iso3", key="joined",
    ...     objective="members", level="recall", options=2,
    ...     stem="In which year did {name} join?", hints=("Think of {name}.",),
    ...     right="Yes, in {joined}.", wrong="In {other_joined} it was {other_name} that joined.",
    ... )
    >>> rows = [{"iso3": "VNM", "name": "Vietnam", "joined": 1995}, {"iso3": "BRN", "name": "Brunei", "joined": 1984}]
    >>> [item.key for item in joined.items(rows, seed="3b")]
    ['1995', '1984']
    """

    id: str
    kind: TemplateKind
    table: str
    where: dict[str, str] = msgspec.field(default_factory=dict)
    count: int | None = None
    row_id: str
    key: str
    objective: str
    level: Level
    stem: Text
    hints: tuple[Text, ...]
    right: Text
    wrong: Text
    otherwise: Text = ""
    label: str = ""
    unit: Text = ""
    options: int = 4
    points: float = 1.0

    def table_file(self, item_file: Path) -> Path:
        """Return the file of the template's table, as an item file finds it.

        Raises
        ------
        KitError
            When there is no such table.
        """
        homes = dict.fromkeys([item_file.parent, item_file.parent.parent, data_folder()])
        files, name = [path for home in homes for path in sorted(home.glob("*"))], self.table.casefold()
        named = [path for path in files if path.stem.casefold() == name and path.is_file()]
        of_name = {path.suffix.casefold(): path for path in reversed(named)}  # where two have an ending, the first
        if ".csv" in of_name:
            return of_name[".csv"]
        known = sorted({path.stem for path in files if path.suffix == ".csv"})
        do = f"Use one of: {name_list(known)}.{did_you_mean(self.table, known)}"
        if sheet := next((path.name for ending, path in of_name.items() if ending in _SHEETS), ""):
            do = f"Save {sheet} as CSV. {AS_CSV}"
        raise self._error(f"There is no table {self.table!r}.", do=do)

    def rows(self, item_file: Path, read: ReadTable = read_table) -> list[Row]:
        """Return the rows of the template's table that match.

        Parameters
        ----------
        item_file : pathlib.Path
            The file that the template is in.
        read : callable
            Gives heading and rows of a table: by default it reads the file.

        Raises
        ------
        KitError
            When there is no such table or column, or the table cannot be read or is damaged.
        """
        path = self.table_file(item_file)
        lines = tuple([cell.strip(_SPACES) for cell in line] for line in read(path))
        for error in row_errors(lines, path):
            raise error
        if self.row_id in lines[0]:
            place_ = lines[0].index(self.row_id)
            for number, cells in enumerate(lines[1:], start=2):
                if not cells[place_]:
                    where = place(path, row=number, column=self.row_id)
                    raise KitError("The row has no name.", where=where, do="Fill the cell in, or take the row out.")
        table: list[Row] = [dict(zip(lines[0], cells, strict=True)) for cells in lines[1:]]
        for column, wanted in self.where.items():
            found = [row for row in table if self._text(row, column) == wanted]
            if not found:
                cells = [name for name in dict.fromkeys(self._text(row, column) for row in table) if name]
                there = name_list([*cells[:_FEW], *["…"] * (len(cells) > _FEW)])
                do = f"In these rows it has: {there}." if there else "In these rows it is empty."
                raise self._error(f"No row has {wanted!r} in column {column!r}.", do=do)
            table = found
        return table

    def items(self, rows: Iterable[Row], seed: str) -> tuple[Item, ...]:
        """Return one item for each row, or for as many rows as are asked for, in the order of the rows.

        Parameters
        ----------
        rows : iterable of mapping
            The table, as plain rows.
        seed : str
            Chooses rows and distractors; the same seed and rows give the same items.

        Raises
        ------
        KitError
            When a column is missing, a cell is empty, two rows have one name, or there are too few answers.
        """
        table: dict[str, Row] = {}
        for row in rows:
            if table.setdefault(self._cell(row, self.row_id), row) is not row:
                what = f"Two rows are called {self._cell(row, self.row_id)!r}."
                raise self._error(what, do=f"Choose a column that names each row, not {self.row_id!r}.")
        wanted = len(table) if self.count is None else self.count
        if not 1 <= wanted <= len(table):
            what = f"{counted(wanted, 'items')} cannot be made from {counted(len(table), 'rows')}."
            raise self._error(what, do="Change count or where.")
        for name, row in table.items() if has_number_as_key(self.kind) else ():
            self._check_number(row, name)
        chosen = _mixed(table, f"{seed}/{self.id}")[:wanted]
        return tuple(self._item(name, table, f"{seed}/{self.id}/{name}") for name in table if name in chosen)

    def _item(self, name: str, table: dict[str, Row], seed: str) -> Item:
        row, others = table[name], self._others(name, table, seed)
        fields: dict[str, object] = {
            "kind": self.kind,
            "id": f"{self.id}-{fingerprint(seed)}-01",
            "objective": self.objective,
            "level": self.level,
            "stem": self._filled(self.stem, row),
            "facts": [name],
            "hints": [self._filled(hint, row) for hint in self.hints],
            "points": self.points,
        }
        right = self._answer(row, self._filled(self.right, row))
        wrong = [self._answer(other, self._filled(self.wrong, row, other)) for other in others]
        unit = self._filled(self.unit, row)
        fields |= _KINDS[self.kind].fields_from_rows(right, wrong, self._filled(self.otherwise, row), unit)
        try:
            item = msgspec.convert(fields, KINDS[self.kind], strict=False)
        except msgspec.ValidationError as error:
            raise self._error(f"The row gives no item: {error}.", name, do="Check its cells.") from None
        for mistake in item.mistakes():
            raise self._error(mistake.what, name, do=mistake.do)
        return item

    def _others(self, name: str, table: dict[str, Row], seed: str) -> list[Row]:
        """Return the rows that give the wrong answers: each answer once, near ones if they are numbers."""
        by_answer: dict[str, Row] = {}
        for other in _mixed(table, seed):
            by_answer.setdefault(_as_number(self._cell(table[other], self.key)), table[other])
        own = _as_number(self._cell(table[name], self.key))
        by_answer.pop(own, None)
        which = _KINDS[self.kind].other_rows
        if which == "all":
            return list(by_answer.values())
        wanted = self.options - 1
        near = sorted(by_answer, key=lambda answer: _distance(answer, own))[: _NEAREST * wanted]
        if which == "near" and len(near) < wanted:
            what = f"There are too few different answers in {self.key!r} for {self.options} options."
            raise self._error(what, name, do="Give more rows or ask for fewer options.")
        return [other for answer, other in by_answer.items() if answer in near][:wanted]

    def _answer(self, row: Row, feedback: Text) -> TableAnswer:
        text = without_emphasis(self._cell(row, self.label or self.key))
        return TableAnswer(self._cell(row, self.key), text, feedback, self._cell(row, self.row_id))

    def _check_number(self, row: Row, name: str) -> None:
        """Raise an error where the answer of a row is not plainly a number."""
        typed = self._cell(row, self.key)
        if both := two_numbers(typed):
            what = f"The cell {typed!r} in column {self.key!r} is {both[1]}, because the point is a decimal point."
            raise self._error(what, name, do=f"Write it like this: {both[0]} or {both[1]}.")
        if not _NUMBER.fullmatch(typed):
            what = f"The cell {typed!r} in column {self.key!r} is not a plain number."
            raise self._error(what, name, do=digits_alone(typed))

    def _filled(self, text: Text, row: Row, other: Row | None = None) -> Text:
        """Put cells in the place of ``{column}``; what a cell holds is text and is not filled in again."""
        if isinstance(text, dict):
            return {language: str(self._filled(words, row, other)) for language, words in text.items()}

        def cell(match: re.Match[str]) -> str:
            column = match[1]
            if other is not None and column.startswith(_OTHER) and column not in row:
                return without_emphasis(self._cell(other, column.removeprefix(_OTHER)))
            return without_emphasis(self._cell(row, column))

        return _COLUMN.sub(cell, text)

    def _text(self, row: Row, column: str) -> str:
        """Return a cell as text, which may be empty; a whole number has no decimals."""
        if column not in row:
            do = f"Use one of {name_list(row)}.{did_you_mean(column, row)}"
            raise self._error(f"There is no column {column!r} in the rows.", do=do)
        value = row[column]
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

    def _cell(self, row: Row, column: str) -> str:
        """Return a cell that has to be filled, as text."""
        text = self._text(row, column)
        if row[column] is None or text.casefold() in _NOTHING:
            what = f"The cell in column {column!r} is empty."
            raise self._error(what, str(row.get(self.row_id)), do="Fill it in, or leave the row out.")
        return text

    def _error(self, what: str, name: str = "", *, do: str) -> KitError:
        return KitError(what, where=f"template {self.id}{f', row {name}' if name else ''}", do=do)


def _mixed(names: Iterable[str], seed: str) -> list[str]:
    return [name["id"] for name in shuffled([{"id": name} for name in names], seed)]


def _as_number(answer: str) -> str:
    """Return the same text for 2, 2.0 and 2.00, which cannot be answers next to each other; other texts as they are."""
    return f"{Decimal(answer).normalize():f}" if _SAME_NUMBER.fullmatch(answer) else answer


def _distance(answer: str, own: str) -> float:
    """Return how far two numbers are apart; texts are all equally far."""
    try:
        return abs(float(answer) - float(own))
    except ValueError:
        return 0.0

"""The data that a key comes from, as an item compares its key with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kit.amounts import counted
from kit.emphasis import read_emphasis
from kit.quiz.mistake import Mistake
from kit.quiz.normalisation import normalise_loosely
from kit.quiz.parts import Option
from kit.quiz.typed_number import read_number

COMPARE = "Compare the data with the item, and correct the one that is wrong."


class Cell(NamedTuple):
    """A cell of the column of the key.

    Parameters
    ----------
    row_id : str
        The id of its row.
    value : str
        Its text.
    forms : tuple of str
        The forms in which learners may read it: the text, of a date also its year and the date in each language.
    year : int or None
        The year of a date.
    """

    row_id: str
    value: str
    forms: tuple[str, ...]
    year: int | None

    def is_called(self, name: str, text: str | dict[str, str]) -> bool:
        """Return whether an option is what the cell says, by its id or by its text in any language."""
        texts = [text] if isinstance(text, str) else list(text.values())
        return any(_is_same(form, called) for form in self.forms for called in (name, *map(read_emphasis, texts)))


def values_of(cells: Iterable[Cell]) -> list[str]:
    """Return the different texts of some cells, in their order."""
    return list(dict.fromkeys(cell.value for cell in cells))


def cells_of(option: Option, cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells of the rows that an option names by its id or its facts."""
    return [cell for cell in cells if cell.row_id in (option.id, *option.facts)]


def no_one_row(option: Option, cells: Sequence[Cell]) -> Mistake:
    """Return the mistake of an option that names no row, or several."""
    what = f"The option {option.id!r} names {counted(len(cells), 'rows')} of the table of key_from."
    return Mistake(("key_from",), what, "Name exactly one of its row ids among the facts of the option.")


def _is_same(one: str, other: str) -> bool:
    numbers = read_number(one), read_number(other)
    return numbers[0] == numbers[1] if None not in numbers else normalise_loosely(one) == normalise_loosely(other)

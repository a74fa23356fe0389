"""Keys computed from the data: a key that says where it comes from can never drift from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kit.checks.problem import shown
from kit.checks.reading import Table
from kit.checks.rows import Tables
from kit.errors import KitError
from kit.facts.as_of import span
from kit.quiz.item import Item, KeyFrom, Option, listed, meant
from kit.quiz.kinds.grouping.item import Grouping
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.matching.item import Matching
from kit.quiz.kinds.multiple_choice.item import MultipleChoice
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.placing import Place
from kit.quiz.kinds.short_text.item import ShortText
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.kinds.true_false.item import TrueFalse
from kit.quiz.normalisation import is_one_of, normalise_loosely
from kit.quiz.number import read_number
from kit.text import date_in, languages

Mistake = tuple[str, str, str]  # the field, what is wrong, what to do

_LOOK = "Look at the data and at the item: mend the one that is wrong."
_MEMBERS = "members"


class Cell(NamedTuple):
    """The id of a row and what stands in the column of the key."""

    row_id: str
    value: str


def key_mistakes(item: Item, tables: Tables) -> Iterator[Mistake]:
    """Yield how the key of an item differs from the data that it is said to come from."""
    source = item.key_from
    if source is None:
        return
    table = tables.get(source.table)
    if table is None:
        what = f"There is no table {source.table!r}."
        yield "key_from", what, f"Use one of: {listed(sorted(tables))}.{meant(source.table, tables)}"
        return
    unknown = [name for name in (*source.where, source.column) if name not in table.columns]
    for name in unknown:
        what = f"Table {table.name} has no column {name!r}."
        yield "key_from", what, f"Use one of: {listed(table.columns)}.{meant(name, table.columns)}"
    if unknown:
        return
    cells = _cells(table, source, item.as_of)
    if not cells:
        where = listed(f"{column} {value}" for column, value in source.where.items())
        yield "key_from", f"No row of table {table.name} has {where}.", "Look at the value, and at as_of."
    elif not all(cell.value for cell in cells):
        empty = listed(cell.row_id for cell in cells if not cell.value)
        yield "key_from", f"The cell in column {source.column} of {empty} is empty.", "Fill it in, or ask otherwise."
    else:
        yield from _RULES.get(type(item), _no_rule)(item, cells)


def _cells(table: Table, source: KeyFrom, as_of: str | None) -> list[Cell]:
    """Return the cells that the key comes from; only states that were members by the day the item speaks of."""
    return [
        Cell(table.row_id(cells), cells[source.column])
        for _, cells in table.rows()
        if all(cells[column] == value for column, value in source.where.items())
        and not (as_of and table.name == _MEMBERS and cells.get("joined", "") > as_of)
    ]


def _no_rule(item: Item, _: list[Cell]) -> Iterator[Mistake]:
    yield "key_from", f"The key of an item of kind {item.kind} cannot be computed.", "Take key_from out."


def _choice(item: SingleChoice | MultipleChoice | MapClick, cells: list[Cell]) -> Iterator[Mistake]:
    """Compare the key with the options that the data gives: all of them and no other."""
    keys = (item.key,) if isinstance(item.key, str) else item.key
    given = [option.id for option in item.options if any(_is(option, cell.value) for cell in cells)]
    values = listed(dict.fromkeys(cell.value for cell in cells))
    if not given:
        yield "key", f"The data gives {values}, which is no option.", _LOOK
    elif set(given) != set(keys):
        yield "key", f"The key is {listed(keys)}, but the data gives {listed(given)} ({shown(values)}).", _LOOK


def _number(item: Numeric, cells: list[Cell]) -> Iterator[Mistake]:
    """Compare the key with the number in the data, or with the year of the date there."""
    values = list(dict.fromkeys(cell.value for cell in cells))
    number = read_number(values[0])
    year = _year(values[0])
    if len(values) > 1:
        yield "key_from", f"The data gives {listed(values)}: more than one number.", "Name the row more exactly."
    elif number is None and year is None:
        yield "key_from", f"The data gives {shown(values[0])}, which is no number.", "Choose another column."
    elif all(given is None or abs(given - item.key) > item.tolerance for given in (number, year)):
        yield "key", f"The key is {item.key:g}, but the data gives {values[0]}.", _LOOK


def _words(item: ShortText, cells: list[Cell]) -> Iterator[Mistake]:
    """Look whether what stands in the data is accepted, in one of its forms."""
    for value in dict.fromkeys(cell.value for cell in cells):
        if not any(is_one_of(form, item.key) for form in _forms(value)):
            yield "key", f"The data gives {shown(value)}, which is not accepted.", _LOOK


def _truth(item: TrueFalse, cells: list[Cell]) -> Iterator[Mistake]:
    """Compare the truth with the cell."""
    values = {cell.value for cell in cells}
    if not values <= {"true", "false"} or len(values) > 1:
        yield "key_from", f"The data gives {listed(sorted(values))}, not one true or false.", "Choose another column."
    elif str(item.truth).lower() not in values:
        yield "truth", f"The truth is {str(item.truth).lower()}, but the data gives {values.pop()}.", _LOOK


def _order(item: Ordering, cells: list[Cell]) -> Iterator[Mistake]:
    """Look whether the rows of the options, in the order of the key, rise or fall in the column."""
    options = {option.id: option for option in item.options}
    found: list[str] = []
    for name in item.key:
        values = _own(options[name], cells)
        if len(values) != 1:
            yield _no_row(name, values)
            return
        found += values
    numbers = [read_number(value) for value in found]
    rising = [(number, "") for number in numbers if number is not None]
    places: list[tuple[float, str]] = rising if len(rising) == len(found) else [(0, value) for value in found]
    if places not in (sorted(places), sorted(places, reverse=True)):
        steps = listed(f"{name} {value}" for name, value in zip(item.key, found, strict=True))
        yield "key", f"The data does not give this order: {steps}.", _LOOK


def _placed(item: Matching | Grouping, cells: list[Cell]) -> Iterator[Mistake]:
    """Compare the place of each thing with what its row says."""
    places = {place.id: place for place in item.places()}
    for thing in item.things():
        values = _own(thing, cells)
        if len(values) != 1:
            yield _no_row(thing.id, values)
        elif not _is(places[item.key[thing.id]], values[0]):
            yield "key", f"The key puts {thing.id!r} into {item.key[thing.id]!r}, the data gives {values[0]}.", _LOOK


def _own(option: Option, cells: list[Cell]) -> list[str]:
    """Return the cells of the rows that an option names by its id or its facts."""
    return [cell.value for cell in cells if cell.row_id in (option.id, *option.facts)]


def _no_row(name: str, values: list[str]) -> Mistake:
    what = f"The option {name!r} names {len(values) or 'no'} row{'s' * (len(values) > 1)} of the table of key_from."
    return "key_from", what, "Name exactly one of its row ids among the facts of the option."


def _is(part: Option | Place, value: str) -> bool:
    """Return whether an option is what stands in a cell, by its id or by its text in any language."""
    texts = [part.text] if isinstance(part.text, str) else list(part.text.values())
    return any(_same(form, text) for form in _forms(value) for text in (part.id, *texts))


def _same(form: str, text: str) -> bool:
    numbers = read_number(form), read_number(text)
    return numbers[0] == numbers[1] if None not in numbers else normalise_loosely(form) == normalise_loosely(text)


def _forms(value: str) -> Iterable[str]:
    """Return a cell as a learner may read it: a date also as its year, and written out in each language."""
    year = _year(value)
    if year is None or "-" not in value:
        return [value]
    first, last = span(value)
    written = [date_in(first, language) for language in languages()] if first == last else []
    return [value, str(year), *written]


def _year(value: str) -> int | None:
    """Return the year of a date, None when it is none."""
    try:
        return span(value)[0].year
    except KitError:
        return None


_RULES: dict[type[Item], Callable[..., Iterator[Mistake]]] = {
    SingleChoice: _choice,
    MultipleChoice: _choice,
    MapClick: _choice,
    Numeric: _number,
    ShortText: _words,
    TrueFalse: _truth,
    Ordering: _order,
    Matching: _placed,
    Grouping: _placed,
}

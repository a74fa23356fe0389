"""Where a row is from: one line that fits below any figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from kit.facts.localization import attribution_in, localized
from kit.facts.tables import changes, home_of, load, row_at, table_names
from kit.paths import data_folder
from kit.suggest import name_list, nearest
from kit.text import LearnerError, session_language, strings, text_in

_PARAGRAPH = re.compile(r"paragraph (\d+)")

# Rows are found by the first column of their table, figures by indicator/state/year.
_COMPOSED = {"indicators": ["indicator", "iso3", "year"]}


def cite(
    row: str | pd.Series[Any] | Mapping[str, Any] | tuple[Any, ...],
    folder: Path | None = None,
    language: str | None = None,
) -> str:
    """Return the attribution line of a row of any table.

    Parameters
    ----------
    row : str, pandas.Series, mapping or namedtuple
        A row id such as ``"event-1977-fukuda-doctrine"``, or the row itself.
    folder : pathlib.Path, optional
        A data folder that is looked through before the kit's own.
    language : str, optional
        ISO 639-1; that of the lesson unless given.

    Returns
    -------
    str
        Who says so, where exactly, and how sure it is.

    Raises
    ------
    KitError
        When there is no such row, or what was given is not a row of a table.

    Source: the row's own ``attribution``, ``locator`` and ``certainty``.

    Examples
    --------
    >>> cite("fact-p08-rubber-forum")
    'the reporter (Kyodo), paragraph 8 (reported)'
    """
    fields = _fields(find(row, folder) if isinstance(row, str) else row)
    missing = [name for name in ("attribution", "certainty") if name not in fields]
    if missing:
        raise LearnerError("ask.row_lacks", where="kit.cite", missing=name_list(missing))
    language = session_language(language)
    text, locator = text_in(language), fields.get("locator")
    names = {
        "attribution": attribution_in(str(fields["attribution"]), language, folder),
        "certainty": strings(language).get(f"code.certainty.{fields['certainty']}", fields["certainty"]),
    }
    if not isinstance(locator, str) or not locator:
        return text("cite.short", **names)
    paragraph = _PARAGRAPH.fullmatch(locator)
    place = text("cite.paragraph", number=paragraph[1]) if paragraph else localized(fields, "locator", language, folder)
    return text("cite.line", place=place, **names)


def source_line(row_id: str, folder: Path | None = None, language: str | None = None) -> str:
    """Return what learners read of where something is from: of a source, who it is; of a row, its attribution line.

    Where no table has the row it is its id, so that feedback still comes.

    Examples
    --------
    >>> source_line("own-wording"), source_line("fact-of-nobody")
    ('The Heart to Heart kit', 'fact-of-nobody')
    """
    try:
        row = find(row_id, folder)
        if row.index[0] == "source_id":
            return localized(row, "attribution", session_language(language), folder)
        return cite(row, folder, language)
    except LearnerError:
        return row_id


def find(row_id: str, folder: Path | None = None) -> pd.Series[Any]:
    """Return the row of an id, from whichever table contains it: of `folder`, then of the kit.

    Raises
    ------
    KitError
        When there is no such row; the nearest ids are named.
    """
    known: list[str] = []
    for home in (folder, None) if folder else (None,):
        tables = _index(home or data_folder(), changes(home))
        if row_id in tables:
            name, position = tables[row_id]
            return row_at(name, position, home)
        known += tables
    near = nearest(row_id, known)
    do = "lesson.meant" if near else ""
    raise LearnerError("ask.row", where="tables", do=do, name=row_id, near=name_list(near))


def sources_of(rows: Iterable[str], folder: Path | None = None) -> pd.DataFrame:
    """Return the sources of rows, by their ids, in the order of table ``sources``: of `folder`, then of the kit.

    A row that no table has is passed over: those behind an exam of a teacher's own are not given to learners.
    """
    known = row_ids().union(row_ids(folder) if folder else ())
    found = (find(row_id, folder).get("source_id", "") for row_id in rows if row_id in known)
    used = {source for cell in found for source in str(cell).split(";")}
    homes = dict.fromkeys((home_of("sources", folder), None))
    sources = pd.concat([load("sources", home) for home in homes]).drop_duplicates("source_id")
    return sources[sources["source_id"].isin(used)]


def row_ids(folder: Path | None = None) -> set[str]:
    """Return the ids of all rows of all tables."""
    return set(_index(folder or data_folder(), changes(folder)))


@cache
def _index(folder: Path, _: tuple[int, ...]) -> dict[str, tuple[str, int]]:
    """Return the table and position of every row id."""
    index = {}
    for name in table_names(folder):
        table = load(name, folder)
        columns = _COMPOSED.get(name, [])
        columns = columns if columns and {*columns} <= {*table.columns} else [str(table.columns[0])]
        ids = table[columns].astype("string").agg("/".join, axis=1) if len(columns) > 1 else table[columns[0]]
        index.update({row_id: (name, position) for position, row_id in enumerate(ids) if pd.notna(row_id)})
    return index


def _fields(row: Any) -> Mapping[str, Any]:  # noqa: ANN401 - anything a learner may pass
    if isinstance(row, pd.Series):
        return {str(name): value for name, value in row.items()}
    if hasattr(row, "_asdict"):
        return dict(row._asdict())
    if isinstance(row, Mapping):
        return row
    raise LearnerError("ask.not_row", where="kit.cite", row=row)

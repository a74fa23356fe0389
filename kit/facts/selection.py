"""Which rows of a table a lesson lists: facts of the story, words, events, or rows of any table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from kit.dates import year_of
from kit.facts.tables import home_of, load
from kit.suggest import name_list, nearest
from kit.text import LearnerError

FIRST_YEAR = 1967  # ASEAN is founded
FACT_COLUMNS = ["statement", "paragraph", "evidence", "attribution", "certainty"]


def story_facts(
    paragraph: int | None = None,
    certainty: str | None = None,
    theme: str | None = None,
    folder: Path | None = None,
) -> pd.DataFrame:
    """Return the facts of the story, all or those that fit.

    Parameters
    ----------
    paragraph : int, optional
        Paragraph of the story, 1 to 14; captions of photos count.
    certainty : str, optional
        ``"quoted"``, ``"reported"``, ``"draft"`` or ``"characterisation"``.
    theme : str, optional
        One of the themes of table ``facts``, such as ``"diplomacy"``.
    folder : pathlib.Path, optional
        Another data folder; where it has no such table, the facts are those of the kit.

    Raises
    ------
    KitError
        When no fact has this paragraph, certainty or theme.

    Source: table ``facts``.

    Examples
    --------
    >>> set(story_facts(paragraph=8)["paragraph"])
    {8}
    """
    rows = load("facts", home_of("facts", folder))
    themes = [[] if pd.isna(cell) else cell.split(";") for cell in rows["themes"]]
    kept = pd.Series(data=True, index=rows.index)
    for column, value, cells in (
        ("paragraph", paragraph, [[cell] for cell in rows["paragraph"]]),
        ("certainty", certainty, [[cell] for cell in rows["certainty"]]),
        ("theme", theme, themes),
    ):
        known = sorted({cell for several in cells for cell in several})
        if value is not None and value not in known:
            names = {"column": column, "value": value, "known": name_list(map(str, known))}
            raise LearnerError("lesson.no_fact", where="lesson.facts", do="lesson.choose", **names)
        kept &= pd.Series([value is None or value in several for several in cells], index=rows.index)
    return rows[kept]


def lesson_words(lesson: str, folder: Path | None = None) -> pd.DataFrame:
    """Return the new words of a lesson, by its number: of its own table in `folder`, else of the kit's.

    Source: table ``glossary``.
    """
    glossary = load("glossary", home_of("glossary", folder))
    return glossary[glossary["lesson"] == lesson]


def events(
    first: int | None = FIRST_YEAR, *, kinds: Collection[str] | None = None, folder: Path | None = None
) -> pd.DataFrame:
    """Return the events from a year on, of all kinds or of some.

    Source: table ``timeline``.

    Examples
    --------
    >>> events(2016, kinds=["asean"])["kind"].unique().tolist()
    ['asean']
    """
    rows = load("timeline", folder)
    rows = rows[[year_of(cell) >= (first or 0) for cell in rows["date"]]]
    return rows if kinds is None else rows[rows["kind"].isin(kinds)]


def chosen_rows(
    name: str,
    columns: Sequence[str],
    rows: pd.Series[Any] | Sequence[str] | None = None,
    folder: Path | None = None,
) -> pd.DataFrame:
    """Return rows of any table, by a condition or by their ids; all of them unless given.

    Raises
    ------
    KitError
        When there is no such table, column or row.

    Source: the table itself.

    Examples
    --------
    >>> list(chosen_rows("members", ["capital"], ["VNM", "LAO"])["capital"])
    ['Hanoi', 'Vientiane']
    """
    table = load(name, home_of(name, folder))
    _refuse_unknown("lesson.no_column", name, columns, list(table.columns))
    if isinstance(rows, pd.Series) and not pd.api.types.is_string_dtype(rows):  # else the ids of another table
        if len(rows) != len(table):
            raise LearnerError("lesson.condition", where="lesson.table", table=name)
        return table[rows.fillna(value=False).to_numpy(bool)]
    if rows is None:
        return table
    if isinstance(rows, pd.Series):
        rows = list(rows.dropna().unique())  # another table may name a row in none of its rows, or in several
    ids, wanted = list(table.iloc[:, 0]), [rows] if isinstance(rows, str) else list(rows)
    _refuse_unknown("lesson.no_row", name, wanted, ids)
    return table.iloc[[ids.index(row_id) for row_id in wanted]]


def _refuse_unknown(key: str, table: str, wanted: Iterable[str], known: list[Any]) -> None:
    """Raise a KitError for the first name that is not known, with the nearest ones."""
    for name in wanted:
        if name not in known:
            near = nearest(name, known) or known[:3]
            names = {"table": table, "name": name, "near": name_list(near)}
            raise LearnerError(key, where="lesson.table", do="lesson.meant", **names)

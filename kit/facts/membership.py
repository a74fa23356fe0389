"""The states that were members of ASEAN on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from kit.dates import day
from kit.facts.localization import localized
from kit.facts.tables import Row, load, rows


def members(as_of: str | date = "today", folder: Path | None = None) -> pd.DataFrame:
    """Return the states that were members of ASEAN on a day.

    Parameters
    ----------
    as_of : str or datetime.date
        A day as ``"2023-07-13"``, or ``"today"``.
    folder : pathlib.Path, optional
        Another data folder.

    Returns
    -------
    pandas.DataFrame
        Table ``members``, in the order of joining: 5 rows for 1973, 10 for 2023-07-13, 11 today.

    Raises
    ------
    KitError
        When `as_of` is not a day.

    Source: table ``members``.

    Examples
    --------
    >>> len(members("2023-07-13"))
    10
    """
    when = pd.Timestamp(day(as_of))
    table = load("members", folder)
    return table[table["joined_day"] <= when].sort_values(["joined_day", "name_en"]).reset_index(drop=True)


def states() -> list[Row]:
    """Return the rows of all states that are members today, in the order of joining."""
    return sorted(rows("members"), key=lambda row: (row["joined"], row["name_en"]))


def is_member(row: Row, as_of: date) -> bool:
    """Return whether a state had joined on a day."""
    return bool(row["joined"] <= as_of.isoformat())


def names(language: str) -> dict[str, str]:
    """Return the names of the members and of the partners that are states, by ISO code.

    Source: tables ``members`` and ``partnerships``.
    """
    known = [*rows("members"), *(row for row in rows("partnerships") if row["iso3"])]
    return {row["iso3"]: localized(row, "name", language) for row in known}

"""What was true on a day: members, and dates of which only the year or month is known."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from kit.errors import KitError
from kit.facts.tables import load

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


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
        When `as_of` is no day.

    Source: table ``members``.

    Examples
    --------
    >>> len(members("2023-07-13"))
    10
    """
    when = pd.Timestamp(day(as_of))
    table = load("members", folder)
    return table[table["joined_day"] <= when].sort_values(["joined_day", "name_en"]).reset_index(drop=True)


def day(as_of: str | date = "today") -> date:
    """Return a day from its ISO form or the word ``"today"``.

    Raises
    ------
    KitError
        When it is no day.
    """
    if isinstance(as_of, date) and not pd.isna(as_of):
        return as_of.date() if isinstance(as_of, datetime) else as_of
    if as_of == "today":
        return date.today()  # noqa: DTZ011 - the learner's own day
    try:
        return date.fromisoformat(as_of)
    except (TypeError, ValueError):
        raise KitError(
            f"{as_of!r} is not a day.", where="as_of", do='Write it like "2023-07-13", or "today".'
        ) from None


def span(partial: str) -> tuple[date, date]:
    """Return the first and the last day that a date with or without month and day may mean.

    Raises
    ------
    KitError
        When it is no date.

    Examples
    --------
    >>> span("1973")
    (datetime.date(1973, 1, 1), datetime.date(1973, 12, 31))
    """
    found = _PARTIAL.fullmatch(str(partial))
    year, month, the_day = found.groups() if found else ("0", None, None)
    try:
        first = date(int(year), int(month or "1"), int(the_day or "1"))
    except ValueError:
        do = 'Write it like "1973", "1973-07" or "1973-07-13".'
        raise KitError(f"{partial!r} is no date.", where="date", do=do) from None
    if the_day:
        return first, first
    last = first.month if month else 12
    return first, date(first.year, last, calendar.monthrange(first.year, last)[1])

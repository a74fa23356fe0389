"""Dates: full days, and dates of which only the year or the month is known."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from typing import cast

from kit.errors import KitError
from kit.text import LearnerError

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


def day(as_of: str | date = "today") -> date:
    """Return a day from its ISO form or the word ``"today"``.

    Raises
    ------
    KitError
        When it is not a day.

    Examples
    --------
    >>> day("2023-07-13")
    datetime.date(2023, 7, 13)
    """
    if isinstance(as_of, date) and as_of == as_of:  # noqa: PLR0124 - a missing value of pandas is not itself
        return as_of.date() if isinstance(as_of, datetime) else as_of
    if as_of == "today":
        return date.today()  # noqa: DTZ011 - the learner's own day
    try:
        return date.fromisoformat(cast("str", as_of))
    except (TypeError, ValueError):
        raise LearnerError("ask.day", where="as_of", given=as_of) from None


def is_day(text: str) -> bool:
    """Return whether a text is a full date, YYYY-MM-DD."""
    return is_date(text) and text.count("-") == 2  # noqa: PLR2004 - year, month and day


def is_date(text: str) -> bool:
    """Return whether a text is a date; month and day may be missing."""
    try:
        span(text)
    except KitError:
        return False
    return True


def span(partial: str) -> tuple[date, date]:
    """Return the first and the last day that a date with or without month and day may mean.

    Raises
    ------
    KitError
        When it is not a date.

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
        raise LearnerError("ask.date", where="date", given=partial) from None
    if the_day:
        return first, first
    last = first.month if month else 12
    return first, date(first.year, last, calendar.monthrange(first.year, last)[1])


def year_of(partial: str) -> int:
    """Return the year of a date with or without month and day."""
    return span(partial)[0].year


def decimal_year(when: date) -> float:
    """Return a day as a number on an axis of years: 2023-07-02 is about 2023.5."""
    return when.year + (when.timetuple().tm_yday - 1) / 366

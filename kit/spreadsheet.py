"""A cell that no spreadsheet takes for a formula, whoever wrote what stands in it."""

from __future__ import annotations

import re

# Spreadsheets in Japanese read full-width signs, too, as the beginning of a formula.
_BEGINS_A_FORMULA = re.compile(r" *[=+\-@\t\r\n＝＋－＠]")


def plain(cell: str) -> str:
    """Return a cell for CSV; what would begin a formula gets an apostrophe before it.

    Examples
    --------
    >>> plain("=1+1"), plain("Hanako")
    ("'=1+1", 'Hanako')
    """
    return f"'{cell}" if _BEGINS_A_FORMULA.match(cell) else cell

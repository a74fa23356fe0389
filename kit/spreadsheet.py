"""A cell that no spreadsheet takes for a formula, whoever wrote its text."""

from __future__ import annotations

import re

# Full-width characters too: spreadsheets in Japanese read them as the beginning of a formula.
_BEGINS = r"=+\-@|%＝＋－＠｜％"
_SPACE = r"[^\S\t\r\n\u2028\u2029]|[\u200b-\u200f\u2060\ufeff]"  # spaces, and characters that nobody sees
_FORMULA = re.compile(rf"(?:{_SPACE})*[{_BEGINS}\t\r\n\u2028\u2029]")
# Where a spreadsheet cuts at semicolons or tabs, as in many countries, a cell may begin within the text.
_AFTER_A_SEPARATOR = re.compile(rf'([;\t](?:{_SPACE}|")*)(?=[{_BEGINS}])')


def escape_formula(text: str) -> str:
    """Return the text of a cell for CSV; what would begin a formula gets an apostrophe before it.

    Examples
    --------
    >>> escape_formula("=1+1"), escape_formula("Hanako")
    ("'=1+1", 'Hanako')
    """
    text = _AFTER_A_SEPARATOR.sub(r"\1'", text)
    return f"'{text}" if _FORMULA.match(text) else text

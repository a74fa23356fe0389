"""What a check finds: what is wrong, where, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kit.errors import KitError

_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Problem:
    """One thing that has to be mended.

    Parameters
    ----------
    what : str
        One sentence that says what is wrong.
    where : str
        File, row or line, row or item id, and column or field.
    do : str
        How to mend it.

    Examples
    --------
    >>> print(Problem("The cell is empty.", place("facts.csv", row=5, column="evidence"), "Write a value."))
    The cell is empty.
      Where: facts.csv, row 5, column evidence
      What to do: Write a value.
    """

    what: str
    where: str
    do: str

    def __str__(self) -> str:
        return str(KitError(self.what, where=self.where, do=self.do))

    @classmethod
    def of(cls, error: KitError) -> Problem:
        """Return the problem that an error tells of."""
        return cls(error.what, error.where, error.do)


def place(path: Path | str, *, line: int = 0, row: int = 0, name: str = "", column: str = "") -> str:
    """Return a place in a file in words; the heading of a table is row 1, as in a spreadsheet."""
    steps = [
        str(path),
        f"line {line}" if line else "",
        f"row {row}" if row else "",
        f"id {name}" if name else "",
        f"column {column}" if column else "",
    ]
    return ", ".join(step for step in steps if step)


def shown(value: object) -> str:
    """Return a value as a reader recognises it, on one line and short."""
    text = " ".join(str(value).split()) or str(value)
    return repr(text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…")

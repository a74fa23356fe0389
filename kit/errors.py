"""One kind of error for everyone: what is wrong, where, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar


class KitError(Exception):
    """Say what is wrong, where, and what to do next, in a learner's words.

    Parameters
    ----------
    what : str
        One sentence that says what is wrong.
    where : str
        File, row or item id, and column; empty when there is no place to name.
    do : str
        What the reader can do about it.
    labels : tuple of str
        What is written in front of the place and of the advice, with its colon, in the language of the sentences.

    Examples
    --------
    >>> print(KitError("There is no table 'fact'.", where="kit.load", do="Use 'facts'."))
    There is no table 'fact'.
      Where: kit.load
      What to do: Use 'facts'.
    """

    in_notebook: ClassVar[Callable[[KitError], str]] = str

    def __init__(
        self, what: str, *, where: str = "", do: str = "", labels: tuple[str, str] = ("Where: ", "What to do: ")
    ) -> None:
        super().__init__(what)
        self.what, self.where, self.do, self.labels = what, where, do, labels

    def __str__(self) -> str:
        beside = zip(self.labels, (self.where, self.do), strict=True)
        return "\n".join([self.what, *(f"  {label}{text}" for label, text in beside if text)])

    def _render_traceback_(self) -> list[str]:
        """Show learners the message alone: IPython calls this instead of printing a traceback.

        `kit.start` sets `in_notebook`, so that it is in the language of the lesson.
        """
        return type(self).in_notebook(self).splitlines()


def place(path: Path | str, *, line: int = 0, row: int = 0, name: str = "", column: str = "") -> str:
    """Return a place in a file in words; the heading of a table is row 1, as in a spreadsheet.

    Examples
    --------
    >>> place("facts.csv", row=5, column="evidence")
    'facts.csv, row 5, column evidence'
    """
    steps = [
        str(path),
        f"line {line}" if line else "",
        f"row {row}" if row else "",
        f"id {name}" if name else "",
        f"column {column}" if column else "",
    ]
    return ", ".join(step for step in steps if step)

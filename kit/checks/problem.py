"""What a check finds: what is wrong, where, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from kit.errors import KitError

_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Problem:
    """One thing that has to be fixed.

    Parameters
    ----------
    what : str
        One sentence that says what is wrong.
    where : str
        File, row or line, row or item id, and column or field.
    do : str
        How to fix it.

    Examples
    --------
    >>> print(Problem("The cell is empty.", "facts.csv, row 5, column evidence", "Write a value."))
    The cell is empty.
      Where: facts.csv, row 5, column evidence
      What to do: Write a value.
    """

    what: str
    where: str
    do: str

    def __str__(self) -> str:
        return str(self.as_error())

    def as_error(self) -> KitError:
        """Return the problem as an error."""
        return KitError(self.what, where=self.where, do=self.do)

    @classmethod
    def of(cls, error: KitError) -> Problem:
        """Return an error as a problem."""
        return cls(error.what, error.where, error.do)


def shown(value: object) -> str:
    """Return a value as a reader recognises it, on one line and short."""
    text = " ".join(str(value).split()) or str(value)
    return repr(text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…")

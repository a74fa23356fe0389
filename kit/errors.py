"""One kind of error for everyone: what is wrong, where, and what to do next."""

from __future__ import annotations


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

    Examples
    --------
    >>> print(KitError("There is no table 'fact'.", where="kit.load", do="Use 'facts'."))
    There is no table 'fact'.
      Where: kit.load
      What to do: Use 'facts'.
    """

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.do = do

    def __str__(self) -> str:
        lines = [self.what]
        if self.where:
            lines.append(f"  Where: {self.where}")
        if self.do:
            lines.append(f"  What to do: {self.do}")
        return "\n".join(lines)

    def _render_traceback_(self) -> list[str]:
        """Show learners the message alone: IPython calls this instead of printing a traceback."""
        return str(self).splitlines()

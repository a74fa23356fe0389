"""The answers of rows: what a kind needs to know of a table in order to be made from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, ClassVar, Literal, NamedTuple, Protocol, runtime_checkable

Text = str | dict[str, str]


class TableAnswer(NamedTuple):
    """The answer that one row gives: its cell, the text that shows it, the feedback for it, and the id of the row."""

    value: str
    text: str
    feedback: Text
    row_id: str

    def option(self, name: str) -> dict[str, object]:
        """Return the answer as an option with the given id."""
        return {"id": name, "text": self.text, "feedback": self.feedback, "facts": [self.row_id]}

    @property
    def slug(self) -> str:
        """A readable id for the answer; a fingerprint where it has no Latin letters or digits."""
        return "-".join(re.findall("[a-z0-9]+", self.value.casefold())) or fingerprint(self.value)


@runtime_checkable
class MadeFromRows(Protocol):
    """A kind whose items can be made from a table.

    Parameters
    ----------
    other_rows : str
        Which answers of other rows are the wrong ones: ``near``, as many as the template says; ``near or fewer``;
        or ``all``.
    """

    other_rows: ClassVar[Literal["near", "near or fewer", "all"]]

    def fields_from_rows(
        self, right: TableAnswer, wrong: Sequence[TableAnswer], otherwise: Text, unit: Text, /
    ) -> dict[str, Any]:
        """Return the fields of an item that follow from the answers."""


def fingerprint(text: str) -> str:
    """Return a short text that stands for another one and does not give it away."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=4).hexdigest()

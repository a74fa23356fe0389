"""Long lines of a chart in lines that fit, Japanese included."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

# A Japanese line may end after any character, but none begins with a full stop or a closing bracket.
_PIECE = re.compile(r"\s+|[　-鿿＀-￯][、。）」；：]*|[^\s　-鿿＀-￯]+[、。）」；：]*")


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text; a Japanese character counts as two.

    Examples
    --------
    >>> wrapped("Heart to heart", 9)
    ['Heart to', 'heart']
    """
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and wide(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def wide(text: str) -> int:
    """Return how wide a text is, in characters of the Latin alphabet."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)

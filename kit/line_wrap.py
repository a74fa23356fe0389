"""Long lines of maps, charts and help in lines that fit, Japanese included."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

# The rules of Japanese setting: a line may end after any character, but none begins with what closes or lengthens the
# one before it, and none ends with an opening bracket. A number stays with its steps and its unit.
_CLOSE = "[、。，．）」』〕】；：？！・～ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々]*"
_OPEN = "[（「『〔【]*"
_PIECE = re.compile(rf"\s+|{_OPEN}(?:[\d,.]+[兆億万年月日人円件回％%]|[　-鿿＀-￯]|[^\s　-鿿＀-￯]+){_CLOSE}")


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, as even as they can be; a Japanese character counts as two.

    Examples
    --------
    >>> wrapped("Trust from heart to heart", 20)
    ['Trust from', 'heart to heart']
    """
    lines = filled(text, width)
    for even in range(wide(text) // len(lines), width):  # else a word may stand alone in the last line
        if len(narrower := filled(text, even)) == len(lines):
            return narrower
    return lines


def filled(text: str, width: int) -> list[str]:
    """Return lines that are each as full as they can be; a Japanese character counts as two."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and wide(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def wide(text: str) -> int:
    """Return how wide a text is, in characters of the Latin alphabet."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)

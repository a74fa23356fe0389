"""Long lines of maps, charts and help in lines that fit, Japanese included."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

# The rules of Japanese setting: no line begins with what closes or lengthens the character before it, and none ends
# with an opening bracket. A phrase ends with its particles and endings, which are in hiragana. Hiragana of a stem are
# か after a digit, as in 5か国, and what joins two verbs, as in 受け入れ: of the sounds i and e, and no particle.
_CLOSE = "[、。，．）」』〕】；：？！・～ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々]*"
_OPEN = "[（「『〔【]*"
_JOINED = "(?<=[一-鿿])[いきぎしじちびみりえけげせてねべめれ](?=[一-鿿])"
_STEM = rf"(?:(?<=\d)か|{_JOINED}|[^\s　ぁ-ゖ、。，．）」』〕】；：？！（「『〔【])"
_PHRASE = re.compile(rf"\s+|{_OPEN}(?:{_STEM}+[ぁ-ゖ]*|[ぁ-ゖ]*){_CLOSE}")
# In a phrase longer than a line, a line may end after any character, but a number stays with its steps and its unit.
_PIECE = re.compile(rf"\s+|{_OPEN}(?:[\d,.]+[兆億万年月日人円件回％%]|[　-鿿＀-￯]|[^\s　-鿿＀-￯]+){_CLOSE}")


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, as even as they can be; a Japanese character counts as two.

    Examples
    --------
    >>> wrapped("Trust from heart to heart", 20)
    ['Trust from', 'heart to heart']
    """
    pieces = _pieces(text, width)
    lines = _filled(pieces, width)
    for even in range(wide(text) // len(lines), width):  # else a word may stand alone in the last line
        if len(narrower := _filled(pieces, even)) == len(lines):
            return narrower
    return lines


def filled(text: str, width: int) -> list[str]:
    """Return lines that are each as full as they can be; a Japanese character counts as two.

    Japanese lines end between phrases, as far as these can be told by their characters.
    """
    return _filled(_pieces(text, width), width)


def _pieces(text: str, width: int) -> list[str]:
    """Return the words and phrases of a text, in smaller pieces where they are longer than a line."""
    phrases = filter(None, _PHRASE.findall(text))
    return [piece for phrase in phrases for piece in ([phrase] if wide(phrase) <= width else _PIECE.findall(phrase))]


def _filled(pieces: list[str], width: int) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and wide(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def wide(text: str) -> int:
    """Return how wide a text is, in characters of the Latin alphabet."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)

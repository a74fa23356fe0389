"""Embedded answers as Moodle 4.5 reads them: its own regular expressions, and the same undoing of entities."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

_FRACTION = r"=|%(-?[0-9]+(?:[.,][0-9]*)?)%"
_ANSWER = r".+?(?<!\\|&)(?<!&amp;)(?=[~#}]|$)"
_FEEDBACK = r".*?(?<!\\)(?=[~}]|$)"
_ONE = rf"(?:{_FRACTION})?(?:{_ANSWER})(?:#(?:{_FEEDBACK}))?".replace("(-?", "(?:-?")
_GAP = re.compile(rf"\{{([0-9]*):(SHORTANSWER):({_ONE}(?:~{_ONE})*)\}}", re.DOTALL)
_PARTS = re.compile(rf"~?({_FRACTION})?({_ANSWER})(#({_FEEDBACK}))?", re.DOTALL)


class Embedded(NamedTuple):
    """An answer of a gap: the share in percent, the text, and the feedback as one reads it."""

    percent: float
    text: str
    feedback: str


def gaps_of(text: str) -> list[list[Embedded]]:
    """Return the gaps of a question text, and the answers of each."""
    return [[_embedded(found) for found in _PARTS.finditer(gap[3])] for gap in _GAP.finditer(text)]


def rest_of(text: str) -> str:
    """Return the text around the gaps, as one reads it."""
    return unescape(re.sub(r"<[^>]+>", "", _GAP.sub("[…]", text)))


def _embedded(found: re.Match[str]) -> Embedded:
    answer, feedback = (unescape(part or "").replace(r"\}", "}").replace(r"\#", "#") for part in (found[3], found[5]))
    shown = unescape(re.sub(r"<[^>]+>", "", feedback))  # feedback is HTML: what is left of its tags is read
    return Embedded(float(found[2] or 0), answer, shown)


def is_right(typed: str, answers: list[Embedded]) -> bool:
    """Return whether the first answer that fits what was typed is a right one; a star fits any text."""
    for answer in answers:
        pieces = [re.escape(piece.replace(r"\*", "*")) for piece in re.split(r"(?<!\\)\*+", answer.text)]
        if re.fullmatch(".*".join(pieces), typed.strip(), re.IGNORECASE | re.DOTALL):
            return answer.percent == 100
    return False

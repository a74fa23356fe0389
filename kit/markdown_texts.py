"""The texts of a Markdown cell: what a translator writes anew, and what stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

_FENCE = re.compile(r"\s*(```|~~~)")
_HEADING = re.compile(r"#+ +")
_POINT = re.compile(r"\s*(?:[-*+]|\d+[.)]) +")
_QUOTE = re.compile(r"> ?")
_INDENT = re.compile(r"\s*")
_PIPE = re.compile(r"((?<!\\)\|)")
_CODE = re.compile(r"`[^`]*`")
_LETTER = re.compile(r"[^\W\d_]")


class Piece(NamedTuple):
    """A stretch of Markdown: with a name it is a text, such as ``point-2``; without one it stays as it is."""

    text: str
    name: str = ""


def pieces(source: str) -> list[Piece]:
    r"""Return the stretches of Markdown, which together are all of it.

    A heading, a point of a list, a cell of a table and a paragraph are texts of their own. Code, numbers and what is
    between the texts have no name.

    Examples
    --------
    >>> [piece for piece in pieces("## Look\n\n- At `12` maps\n- 7\n") if piece.name]
    [Piece(text='Look', name='heading-1'), Piece(text='At `12` maps', name='point-1')]
    """
    counts: Counter[str] = Counter()
    found: list[Piece] = []
    for kind, text in _stretches(source):
        if not kind:
            found.append(Piece(text))
            continue
        counts[kind] += 1
        is_text = _LETTER.search(_CODE.sub("", text)) is not None
        found.append(Piece(text, f"{kind}-{counts[kind]}" if is_text else ""))
    return found


def with_texts(source: str, write: Callable[[Piece], str]) -> str:
    """Return Markdown in which each text is what `write` gives for it.

    Examples
    --------
    >>> with_texts("# Hello", lambda piece: piece.text.upper())
    '# HELLO'
    """
    return "".join(write(piece) if piece.name else piece.text for piece in pieces(source))


def _stretches(source: str) -> Iterator[tuple[str, str]]:
    """Yield kind and text of each stretch; a kind without a name is what stays as it is."""
    lines, fence = source.splitlines(keepends=True), ""
    while lines:
        line = lines.pop(0)
        opened = _FENCE.match(line)
        if fence or opened:
            fence = "" if fence and opened and opened[1] == fence else fence or (opened[1] if opened else "")
            yield "", line
        elif not line.strip():
            yield "", line
        elif line.lstrip().startswith("|"):
            yield from _cells(line)
        else:
            kind, start = _beginning(line)
            while lines and kind != "heading" and _continues(lines[0]):
                line += lines.pop(0)
            end = max(start, len(line.rstrip()))
            yield from (("", line[:start]), (kind, line[start:end]), ("", line[end:]))


def _beginning(line: str) -> tuple[str, int]:
    """Return what a line begins, and where its text begins."""
    for kind, pattern in (("heading", _HEADING), ("point", _POINT), ("quote", _QUOTE)):
        if match := pattern.match(line):
            return kind, match.end()
    match = _INDENT.match(line)
    return "text", match.end() if match else 0


def _continues(line: str) -> bool:
    """Return whether a line belongs to the text of the line before."""
    begins = _FENCE.match(line) or line.lstrip().startswith("|") or _beginning(line)[0] != "text"
    return bool(line.strip()) and not begins


def _cells(line: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of a line of a table."""
    for part in _PIPE.split(line):
        text = part.strip()
        if text and text != "|":
            start = part.index(text)
            yield from (("", part[:start]), ("cell", text), ("", part[start + len(text) :]))
        else:
            yield "", part

"""A page of help on the screen, in the language in which the command speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest

import click

from kit.cli.words import punctuation, spoken
from kit.command_texts import help_lines
from kit.line_wrap import filled, wide

_KINDS = re.compile(r"\[(?:JUPYTERLAB |VOILA )?OPTIONS\]|\[ARGS\]\.\.\.|\b(?:INTEGER RANGE|FLOAT RANGE|PATH|TEXT)\b")


class PageOfHelp(click.HelpFormatter):
    """Texts of a command in lines that fit the screen; a Japanese character takes two columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is used."""
        super().write_usage(prog, _typed(args), prefix or f"{spoken('Usage:')}{punctuation().joiner}")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(f"{' ' * self.current_indent}{spoken(heading)}{punctuation().colon.rstrip()}\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs; lines of examples stay as they are."""
        room = self.width - self.current_indent
        for line in map(spoken, help_lines(text)):
            for part in [line] if line.startswith(" ") else filled(line, room):
                self.write(f"{' ' * self.current_indent}{part}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names, and next to each what it means."""
        rows, indent = [(_typed(name), text) for name, text in rows], " " * self.current_indent
        first = min(max(wide(name) for name, _ in rows), col_max) + col_spacing
        for name, text in rows:
            lines = filled(spoken(text), self.width - self.current_indent - first)
            heads = [name] if wide(name) <= first - col_spacing else [name, ""]
            lines = lines if len(heads) == 1 else ["", *lines]
            for head, line in zip_longest(heads, lines, fillvalue=""):
                self.write(f"{indent}{head}{' ' * (first - wide(head))}{line}".rstrip() + "\n")


def _typed(words: str) -> str:
    """Return what can be typed, with click's words for a kind of value in the language; names of values stay."""
    return _KINDS.sub(lambda found: spoken(found[0]), words)

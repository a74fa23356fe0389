"""Output that arrives on every screen and in every file: what an encoding lacks is written in another way."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from functools import partial

_ALIKE = {
    "…": "...",
    "–": "-",
    "—": "-",
    "’": "'",
    "‘": "'",
    "“": "'",
    "”": "'",
    "→": "->",
    "·": "-",
    "✓": "+",
    "\xa0": " ",
}


def write_every_character() -> None:
    """Let standard output and standard error take any text, whatever their encoding; nothing they can hold changes.

    Windows redirects output in a code page of the country, such as cp932, cp1252 or cp874.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # The error itself calls most code pages "charmap", which takes letters that a code page lacks.
            name = f"kit.readable.{stream.encoding}"
            codecs.register_error(name, partial(_readable, encoding=stream.encoding))
            reconfigure(errors=name)


def _readable(error: UnicodeError, encoding: str) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_alike(char, encoding) for char in text), error.end


def _alike(char: str, encoding: str) -> str:
    """Return what an encoding has for a character: one that looks alike, a letter without accent, or JSON's escape."""
    letters = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    for form in (_ALIKE.get(char, ""), letters if letters.isalnum() else ""):
        try:
            form.encode(encoding)
        except UnicodeEncodeError:
            continue
        if form:
            return form
    units = char.encode("utf-16-be", errors="surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))

"""The scripts and styles of a widget: plain files, joined by Python, no bundler."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_QUOTED = r"""("(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)"""
_LONE = re.compile(r"(?<![\w$])\((\w+)\)=>")  # one parameter needs no brackets
_SHORT = {"const": "let "}
_FOLDER = Path(__file__).resolve().parents[1]


@cache
def esm(*names: str) -> str:
    """Return JavaScript files of the package as one ES module, in the order given; the last one exports.

    Every card brings its script over the wire, so what only a reader needs stays here: indents, comment lines, and
    spaces and line ends beside signs that need none. Quotes become single: JSON spends two bytes on a double one. Where
    nothing is assigned twice, `let` does what `const` does, and one `let` does for a row of them.
    """
    spare = r";(?=\s*\})|,(?=\s*[}\])])|\s?((?:[=!(){}\[\]:?<>&|+*%]|,(?!\s*[}\])])|;(?!\s*\}))+|\bconst\b)\s?"
    text = _tight("\n".join(_in_rows(_lines(names))), spare)
    return _LONE.sub(r"\1=>", text)


@cache
def css(*names: str) -> str:
    """Return style sheets of the package as one, in the order given; its own properties lose their prefix."""
    spare = r";(?=\s*\})|\s?([{};>/])\s?|(?<=[:,])\s|(?<=[ :(])0(?=\.)"
    return _tight("\n".join(_lines(names)).replace("--kit-", "--"), spare)


def _tight(text: str, spare: str) -> str:
    """Drop what matches outside quotes, but for a sign in its group."""
    pattern = re.compile(rf"{_QUOTED}|{spare}")
    return pattern.sub(lambda match: _quoted(match[1]) if match[1] else _SHORT.get(match[2], match[2] or ""), text)


def _quoted(text: str) -> str:
    return f"'{text[1:-1]}'" if text[0] == '"' and "'" not in text and "\\" not in text else text


def _lines(names: tuple[str, ...]) -> list[str]:
    lines = [line.strip() for name in names for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("//")]


def _in_rows(lines: list[str]) -> list[str]:
    """Join declarations that follow each other, each whole on its line, into one."""
    rows: list[str] = []
    is_whole = False
    for line in lines:
        is_declaration = line.startswith(("const ", "let "))
        if is_whole and is_declaration:
            rows[-1] = f"{rows[-1].removesuffix(';')},{line.partition(' ')[2]}"
        else:
            rows.append(line)
        is_closed = all(line.count(one) == line.count(other) for one, other in ("()", "[]", "{}"))
        is_whole = is_declaration and is_closed and line.find(";") == len(line) - 1
    return rows

"""The scripts and styles of a widget: plain files, joined by Python, no bundler."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


@cache
def esm(*names: str) -> str:
    """Return JavaScript files of this folder as one ES module, in the order given; the last one exports.

    Indents and lines that are only a comment stay here: every card brings its script over the wire.
    """
    return _joined(names)


@cache
def css(*names: str) -> str:
    """Return style sheets of this folder as one, in the order given."""
    return _joined(names)


def _joined(names: tuple[str, ...]) -> str:
    lines = (line.strip() for name in names for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))

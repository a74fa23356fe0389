"""What the code cells of a notebook call, read without running them, and which cell runs now."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_CELL = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MAGIC = re.compile(r"(?m)^\s*[%!].*$")


class Call(NamedTuple):
    """One call, such as ``lesson.facts(8)``: its name and its arguments; `...` is one that has to be worked out."""

    name: str
    args: tuple[Any, ...]
    words: dict[str, Any]

    def argument(self, place: int, word: str) -> Any:  # noqa: ANN401 - any plain value
        """Return an argument by its place or its name; None when it is not given."""
        return self.args[place] if place < len(self.args) else self.words.get(word)


def calls(source: str) -> Iterator[Call]:
    """Yield the calls in a cell; none in a cell that is not Python.

    Examples
    --------
    >>> [call.name for call in calls('lesson = kit.start("02", language="ja")')]
    ['kit.start']
    """
    for node in call_nodes(source):
        words = {word.arg: _plain(word.value) for word in node.keywords if word.arg}
        yield Call(ast.unparse(node.func), tuple(map(_plain, node.args)), words)


def call_nodes(source: str) -> list[ast.Call]:
    """Return the calls in a cell as Python's parser has them; none in a cell that is not Python."""
    return [node for node in _nodes(source) if isinstance(node, ast.Call)]


def names_of_lessons(source: str) -> set[str]:
    """Return the names that a cell gives to lessons which it starts.

    Examples
    --------
    >>> names_of_lessons('lesson = kit.start("02"); scale = Scale()')
    {'lesson'}
    """
    found = set()
    for node in _nodes(source):
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and isinstance(node.value, ast.Call):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if ast.unparse(node.value.func).rpartition(".")[2] == "start":
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def _nodes(source: str) -> list[ast.AST]:
    """Return all parts of a cell; none of a cell that is not Python."""
    try:
        return list(ast.walk(ast.parse(_MAGIC.sub("", source))))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last two: of brackets without end
        return []


def started(source: str) -> tuple[str, str] | None:
    """Return the lesson that a cell starts, and the language that it names, if any; None when it starts none."""
    for call in calls(source):
        name, language = call.argument(0, "name"), call.words.get("language", "")
        if call.name == "kit.start" and isinstance(name, str) and isinstance(language, str):
            return name, language
    return None


def running_cell() -> str:
    """Return the id of the notebook's cell that runs, where the front end tells it: JupyterLab and Notebook do."""
    from IPython import get_ipython

    parent: dict[str, Any] = getattr(get_ipython(), "get_parent", dict)()
    cell = (parent.get("metadata") or {}).get("cellId")
    return cell if isinstance(cell, str) and _CELL.fullmatch(cell) else ""


def _plain(value: ast.expr) -> object:
    try:
        return ast.literal_eval(value)
    except (ValueError, TypeError):  # a list as the key of a mapping is a TypeError
        return ...

"""YAML as item files use it: maps, lists and texts, read by the C parser, with a line for each place.

Every scalar stays the text that was written, and the field it stands in decides what it becomes. So an option
called ``no`` is no ``False``, and an option text ``1973`` needs no quotes.
"""

from __future__ import annotations

import re
from pathlib import Path

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from kit.errors import KitError

Way = tuple[str | int, ...]
Plain = str | list["Plain"] | dict[str, "Plain"]


class _Parser(CParser):
    """The C parser without the rules that guess types from the look of a text."""

    def resolve(self, _kind: type, _value: object, _implicit: object) -> str:
        return ""

    def descend_resolver(self, _parent: object, _index: object) -> None: ...

    def ascend_resolver(self) -> None: ...


_SAID = {
    "mapping values are not allowed in this context": "A colon and a space stand in a text without quotes.",
    "could not find expected ':'": "A name is not followed by a colon and a space.",
    "found unexpected end of stream": "A quote is opened and never closed.",
    "found undefined alias": "A text begins with * and is not in quotes.",
}


def load(path: Path) -> tuple[Node, Plain]:
    """Return a file's YAML nodes, which know their lines, and its content.

    Raises
    ------
    KitError
        When it cannot be read, is not UTF-8, is empty, is not YAML, names a field twice or repeats a part by an alias.
    """
    where, newline = str(path), "\n"
    text = _text(path)
    try:
        node: Node | None = _Parser(text).get_single_node()
        if node is None:
            raise KitError("The file is empty.", where=where, do="Write a lesson into it, or delete it.")
        return node, _plain(node, where)
    except MarkedYAMLError as error:
        raise _not_yaml(text, error, where) from None
    except ReaderError as error:
        raise KitError(
            "The file holds a sign that YAML does not allow.",
            where=f"{where}, line {text[: error.position].count(newline) + 1}",
            do="Take the control character out.",
        ) from None
    except RecursionError:
        raise KitError(
            "The file is nested too deeply.", where=where, do="Take out brackets that do not belong."
        ) from None


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KitError(
            f"The file cannot be read: {error.strerror}.", where=str(path), do="Look at its name and its permissions."
        ) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        newline = b"\n"
        raise KitError(
            "The file is not UTF-8.",
            where=f"{path}, line {content[: error.start].count(newline) + 1}",
            do="Save it again with the encoding UTF-8.",
        ) from None


def _plain(node: Node, where: str) -> Plain:
    """Return the maps, lists and texts of a node, each part of the file once."""
    seen: set[int] = set()

    def value(node: Node) -> Plain:
        if isinstance(node, ScalarNode):
            return str(node.value)
        if id(node) in seen:
            raise _alias(node, where)
        seen.add(id(node))
        if isinstance(node, MappingNode):
            found = {key.value: value(child) for key, child in node.value if isinstance(key, ScalarNode)}
            if len(found) != len(node.value):
                raise _keys(node, where)
            return found
        return [value(child) for child in node.value]

    return value(node)


def line_of(node: Node, way: Way) -> int:
    """Return the line, from 1, of the deepest part of the way that the file has."""
    line = node.start_mark.line
    for step in way:
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line
        elif isinstance(node, MappingNode):
            match = next(((key, child) for key, child in node.value if key.value == step), None)
            if match is None:
                break
            line, node = match[0].start_mark.line, match[1]
        else:
            break
    return int(line) + 1


def _not_yaml(text: str, error: MarkedYAMLError, where: str) -> KitError:
    opened_before = error.context in {"while scanning a quoted scalar", "while scanning a simple key"}
    mark = (error.context_mark if opened_before else None) or error.problem_mark
    line = mark.line if mark else 0
    if re.match(r" *\t", "".join(text.splitlines()[line : line + 1])):
        what, do = "A line begins with a tab.", "Use spaces: two for each step to the right."
    else:
        what = _SAID.get(str(error.problem), f"This is not YAML: {error.problem}.")
        do = "Put quotes around texts with special signs, a space after each colon, and two spaces for each step in."
    return KitError(what, where=f"{where}, line {line + 1}", do=do)


def _alias(node: Node, where: str) -> KitError:
    return KitError(
        "A map or list is used a second time by an alias (*name).",
        where=f"{where}, line {node.start_mark.line + 1}",
        do="Write it out where it is needed: each item stands alone.",
    )


def _keys(node: MappingNode, where: str) -> KitError:
    names: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, ScalarNode):
            return KitError(
                "A field name is no plain word.",
                where=f"{where}, line {key.start_mark.line + 1}",
                do="Write names as words, and put quotes around texts that hold {, [ or ?.",
            )
        if key.value in names:
            break
        names.add(key.value)
    return KitError(
        f"The field {key.value!r} stands twice.",
        where=f"{where}, line {key.start_mark.line + 1}",
        do="Keep one of the two.",
    )

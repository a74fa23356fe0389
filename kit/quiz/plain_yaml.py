"""YAML as item files use it: maps, lists and texts, read by the C parser, with a line for each place.

Every scalar stays the text that was written, and the field it stands in decides what it becomes. So an option
called ``no`` is no ``False``, and an option text ``1973`` needs no quotes.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kit.errors import KitError

Way = tuple[str | int, ...]
Plain = str | list["Plain"] | dict[str, "Plain"]


class _Parser(CParser):
    """The C parser without the rules that guess types from the look of a text."""

    def resolve(self, _kind: type, _value: object, _implicit: object) -> str:
        return ""

    def descend_resolver(self, _parent: object, _index: object) -> None: ...

    def ascend_resolver(self) -> None: ...


def parse(content: bytes, where: str) -> Node:
    """Return the YAML nodes of a file's content.

    Raises
    ------
    KitError
        When it is not UTF-8, is empty, or is not YAML.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise KitError(
            "The file is not UTF-8.", where=f"{where}, line {line}", do="Save it again with the encoding UTF-8."
        ) from None
    try:
        node: Node | None = _Parser(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(text, error, where) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise KitError(
            "The file holds a sign that YAML does not allow.",
            where=f"{where}, line {line}",
            do="Take the control character out.",
        ) from None
    except RecursionError:
        raise KitError(
            "The file is nested too deeply.", where=where, do="Look at 00-start-here.yaml for the form."
        ) from None
    if node is None:
        raise KitError("The file is empty.", where=where, do="Write a lesson into it, or delete it.")
    return node


def plain(node: Node, where: str) -> Plain:
    """Return the dicts, lists and texts of a node.

    Raises
    ------
    KitError
        When a map names a key twice, or when a whole map or list is repeated by an alias.
    """
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


def read(path: Path) -> bytes:
    """Return the content of a file.

    Raises
    ------
    KitError
        When it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise KitError(
            f"The file cannot be read: {error.strerror}.", where=str(path), do="Look for its name and its permissions."
        ) from None


def _not_yaml(text: str, error: yaml.MarkedYAMLError, where: str) -> KitError:
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    lines = text.splitlines()
    start = lines[line] if line < len(lines) else ""
    if "\t" in start[: len(start) - len(start.lstrip())]:
        what, do = "A line begins with a tab.", "Use spaces: two for each step to the right."
    else:
        what = f"This is not YAML: {error.problem}."
        do = "Look at the line and the one before it: a missing space after a colon, a quote left open, a wrong indent?"
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

"""YAML as item files use it: maps, lists and texts, read by the C parser, with a line for each place.

Every scalar stays the text that was written, and its field decides what it becomes. So an option called ``no`` is
not ``False``, and an option text ``1973`` needs no quotes.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import yaml
from yaml.error import MarkedYAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from kit.errors import KitError, place
from kit.quiz.yaml_errors import not_yaml
from kit.text_files import read_content, to_text

_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")  # made by a backslash; no other home can hold them
_DEEPEST = 5000  # maps and lists within each other; the C parser ends the program at about 50,000

NodePath = tuple[str | int, ...]
Plain = str | list["Plain"] | dict[str, "Plain"]


class YamlFile(NamedTuple):
    """An item file as it was written: its text, its nodes, which know their lines, and its content."""

    path: Path
    text: str
    node: Node
    content: Plain


def load(path: Path) -> YamlFile:
    """Read and parse a file.

    Raises
    ------
    KitError
        When it cannot be read, is not UTF-8, is empty, is not YAML, repeats a field, or repeats a part by an alias.
    """
    return parse(read_content(path), path)


def parse(content: bytes, path: Path) -> YamlFile:
    """Parse the bytes of a file; `load` says what is refused."""
    text = to_text(content, path, mark_allowed=True)
    try:
        if sum(map(text.count, ("[", "{", "- ", "? "))) > _DEEPEST:
            _refuse_depth(text)
        node: Node | None = yaml.compose(text, Loader=yaml.CBaseLoader)
        if node is None:
            raise KitError("The file is empty.", where=str(path), do="Write a lesson into it, or delete it.")
        return YamlFile(path, text, node, _plain(node, path))
    except MarkedYAMLError as error:
        raise not_yaml(text, error, path) from None
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1
        what = "The file contains a character that YAML does not allow."
        raise KitError(what, where=place(path, line=line), do="Take the control character out.") from None
    except RecursionError:
        do = "Take out brackets that do not belong."
        raise KitError("The file is nested too deeply.", where=str(path), do=do) from None


def _refuse_depth(text: str) -> None:
    """Raise a RecursionError where maps and lists are nested so deeply that composing them would end the program."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            raise RecursionError


def _plain(node: Node, path: Path) -> Plain:
    """Return the maps, lists and texts of a node, each part of the file once."""
    seen: set[int] = set()

    def value(node: Node) -> Plain:
        if isinstance(node, ScalarNode):
            return _INVISIBLE.sub("", node.value)
        if id(node) in seen:
            raise _error(
                node,
                path,
                "A map or list is used a second time by an alias (*name).",
                "Write it out where it is needed: each item is complete in itself.",
            )
        seen.add(id(node))
        if isinstance(node, MappingNode):
            found = {key.value: value(child) for key, child in node.value if isinstance(key, ScalarNode)}
            if len(found) != len(node.value):
                raise _wrong_name(node, path)
            return found
        return [value(child) for child in node.value]

    return value(node)


def line_of(node: Node, path: NodePath) -> int:
    """Return the line, from 1, of the deepest part of the path that the file has."""
    line = node.start_mark.line
    for step in path:
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


def _wrong_name(node: MappingNode, path: Path) -> KitError:
    """Say which name of a map is not a word, or appears twice."""
    names: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, ScalarNode):
            do = "Write names as words, and put quotes around texts that contain {, [ or ?."
            return _error(key, path, "A field name is not a plain word.", do)
        if key.value in names:
            break
        names.add(key.value)
    what = f"The field {key.value!r} appears twice."
    if key.value in {"id", "kind"}:
        do = f"Write a hyphen before it where another item or option begins, - {key.value}: …, or keep one of the two."
        return _error(key, path, what, do)
    return _error(key, path, what, "Keep one of the two.")


def _error(node: Node, path: Path, what: str, do: str) -> KitError:
    return KitError(what, where=place(path, line=node.start_mark.line + 1), do=do)

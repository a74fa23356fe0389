"""The files of a check: each is read once, whatever rules then look at it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kit.csv_files import Lines, csv_table
from kit.quiz.yaml_nodes import YamlFile, parse
from kit.text_files import read_content, to_json, to_text


class FileCache:
    """What was read so far; each method raises a KitError that names what is wrong with the file."""

    def __init__(self) -> None:
        self._contents: dict[Path, bytes] = {}

    def content(self, path: Path) -> bytes:
        """Return the bytes of a file."""
        if path not in self._contents:
            self._contents[path] = read_content(path)
        return self._contents[path]

    def text(self, path: Path) -> str:
        """Return the text of a file, which may not begin with a byte-order mark."""
        return to_text(self.content(path), path)

    def json(self, path: Path) -> Any:  # noqa: ANN401 - whatever the file contains
        """Return the content of a JSON file."""
        return to_json(self.content(path), path)

    def table(self, path: Path) -> Lines:
        """Return the heading and the rows of a CSV file."""
        return csv_table(self.content(path), path)

    def yaml(self, path: Path) -> YamlFile:
        """Return an item file, parsed."""
        return parse(self.content(path), path)

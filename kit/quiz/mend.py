"""Everything that is wrong with an item file, with line, item and mend: only read when something is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from yaml.nodes import Node

from kit.errors import KitError
from kit.quiz.lesson_file import LessonFile
from kit.quiz.plain_yaml import line_of


def problems_of(node: Node, content: Any, path: Path) -> list[KitError]:
    """Return every problem of a file that could be parsed."""
    try:
        lesson = msgspec.convert(content, LessonFile, strict=False)
    except msgspec.ValidationError as error:
        return [KitError(str(error), where=str(path))]
    return [
        KitError(mistake.what, where=f"{path}, line {line_of(node, mistake.path)}", do=mistake.do)
        for mistake in lesson.mistakes(path)
    ]

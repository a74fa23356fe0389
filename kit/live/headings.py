"""The steps of a lesson: the headings of its notebook, by which a teacher sees where a learner is."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from pathlib import Path

from kit.errors import KitError
from kit.facts.notebook_texts import read_notebook
from kit.paths import notebooks_folder
from kit.quiz.bank import LessonItems, is_of_the_course
from kit.translations import ENGLISH

_HEADING = re.compile(r"^## +(.+)$", re.MULTILINE)


def step_titles(lesson: LessonItems, language: str = ENGLISH) -> tuple[str, ...]:
    """Return the headings in the notebook of a lesson, in order; none where it has no notebook that can be read."""
    folder = notebooks_folder() if is_of_the_course(lesson) else lesson.home
    notebook = folder / f"{lesson.path.stem}.ipynb"
    with suppress(KitError):
        return _headings(notebook, language) if notebook.is_file() else ()
    return ()


@cache
def _headings(notebook: Path, language: str) -> tuple[str, ...]:
    cells = read_notebook(notebook, language)["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    return tuple(heading.strip() for text in texts for heading in _HEADING.findall(text))

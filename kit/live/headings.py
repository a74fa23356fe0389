"""The steps of a lesson: the headings of its notebook, by which a teacher sees where a learner is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from kit.facts.notebook_texts import read_notebook
from kit.paths import notebooks_folder
from kit.quiz.bank import LessonItems, is_of_the_course

_HEADING = re.compile(r"^## +(.+)$", re.MULTILINE)


def step_titles(lesson: LessonItems) -> tuple[str, ...]:
    """Return the headings in the notebook of a lesson, in order; none where it has no notebook."""
    folder = notebooks_folder() if is_of_the_course(lesson) else lesson.path.parent
    found = sorted(folder.glob(f"{lesson.lesson}-*.ipynb"))
    return _headings(found[0]) if found else ()


@cache
def _headings(notebook: Path) -> tuple[str, ...]:
    cells = read_notebook(notebook)["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    return tuple(heading.strip() for text in texts for heading in _HEADING.findall(text))

"""What a lesson and its guide have for paper: the sections for a teacher's desk, and the texts that pupils read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kit.facts.documents import Documents, documents
from kit.facts.event_words import event_words
from kit.facts.listing import Listing, listing_in
from kit.facts.notebook_texts import read_notebook
from kit.facts.selection import chosen_rows
from kit.facts.story import Story, story
from kit.facts.tables import home_of, load
from kit.notebook_calls import calls
from kit.paths import notebooks_folder
from kit.quiz.bank import LessonItems, is_of_the_course

MONDAY = "Monday page"
ON_THE_DESK = (MONDAY, "Background", "Discussion: what to listen for")
_HEADING = re.compile(r"## (.+)(?:\n|$)")
_DOCUMENT = re.compile(r"[\"'](doc-[a-z0-9-]+)[\"']")
_PRACTICE = "practice"


@dataclass(frozen=True)
class LessonTexts:
    """The notebook and the guide of a lesson: those of the course, or those next to the items of your own lesson.

    Parameters
    ----------
    lesson : LessonItems
        The lesson; its file says where notebook and guide are.
    language : str
        ISO 639-1 code of the texts; what is not translated is in English.
    """

    lesson: LessonItems
    language: str

    @cached_property
    def guide(self) -> Path:
        """The file in which the guide is, or would be."""
        if is_of_the_course(self.lesson):
            return notebooks_folder() / "teacher" / f"{self.lesson.lesson}-guide.ipynb"
        return self.lesson.home / f"{self.lesson.path.stem}-guide.ipynb"

    @cached_property
    def sections(self) -> dict[str, tuple[str, str]]:
        """What of the guide belongs on a teacher's desk, by its headings in English: heading and Markdown."""
        found: dict[str, tuple[str, str]] = {}
        title = ""
        for cell, own in zip(_cells(self.guide), _cells(self.guide, self.language), strict=True):
            text = "".join(own["source"])
            if cell["cell_type"] != "markdown":
                title = ""  # what follows an output explains it
            elif heading := _HEADING.match("".join(cell["source"])):
                title, said = heading[1].strip(), _HEADING.match(text)
                found[title] = (said[1].strip() if said else title, "")
                text = text[said.end() :] if said else text
            if title in ON_THE_DESK:
                shown, before = found[title]
                found[title] = (shown, f"{before}\n\n{text}".strip())
        return {title: found[title] for title in ON_THE_DESK if title in found}

    @cached_property
    def stories(self) -> list[Story]:
        """The paragraphs of the story that the core of the lesson shows; which a cell works out is not known here."""
        own = self.lesson.folder
        home = home_of("story", own)
        # Paragraph 3 of one's own facts is not that of the kit's story, and one's own story may be unfinished.
        told = set(load("story", home)["paragraph"]) if home == home_of("facts", own) else set()
        wanted: dict[tuple[int | None, int | None], None] = {}
        for call in (call for source in self._core for call in calls(source)):
            if call.name == "lesson.story":
                first, last = call.argument(0, "first"), call.argument(1, "last")
                if all(number is None or isinstance(number, int) for number in (first, last)):
                    wanted[first, last] = None
            elif call.name == "lesson.facts" and isinstance(number := call.argument(0, "paragraph"), int):
                wanted |= {(number, None): None} if number in told else {}
        if (None, None) in wanted:
            wanted = {(None, None): None}
        return [story(first, last, self.language, own) for first, last in wanted]

    @cached_property
    def documents(self) -> Documents | None:
        """The documents that pupils read in the core of the lesson."""
        ids = list(dict.fromkeys(name for source in self._core for name in _DOCUMENT.findall(source)))
        return documents(ids, self.language, self.lesson.folder) if ids else None

    @cached_property
    def tables(self) -> list[Listing]:
        """The tables of which a cell of the core shows all rows; which rows a cell works out is not known here."""
        shown, own = [], self.lesson.folder
        for call in (call for source in self._core for call in calls(source) if call.name == "lesson.table"):
            name, columns = call.argument(0, "name"), call.argument(1, "columns")
            columns = [columns] if isinstance(columns, str) else columns
            is_whole = call.argument(2, "rows") is None
            if is_whole and isinstance(name, str) and isinstance(columns, (list, tuple, dict)):
                rows = chosen_rows(name, list(columns), folder=own)
                shown.append(listing_in(self.language, f"table.{name}", rows, columns, own))
        return shown

    @cached_property
    def events(self) -> list[dict[str, str]]:
        """The events of the timeline, where pupils have it in the core of the lesson: when, title, what happened."""
        called = {call.name for source in self._core for call in calls(source)}
        if not called & {"kit.timeline", "lesson.timeline"}:
            return []
        own = home_of("timeline", self.lesson.folder) if "lesson.timeline" in called else None
        return [event_words(row, self.language, own) for row in load("timeline", own).to_dict("records")]

    @cached_property
    def _core(self) -> list[str]:
        """The code cells of the lesson, without those for practice."""
        folder = notebooks_folder() if is_of_the_course(self.lesson) else self.lesson.home
        cells = _cells(folder / f"{self.lesson.path.stem}.ipynb")
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        return ["".join(cell["source"]) for cell in code if _PRACTICE not in cell["metadata"].get("tags", [])]


def _cells(path: Path, language: str = "en") -> list[dict[str, Any]]:
    """Return the cells of a notebook in a language; none where there is no such file."""
    return read_notebook(path, language)["cells"] if path.is_file() else []

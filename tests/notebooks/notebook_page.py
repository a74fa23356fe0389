"""A notebook as its author wrote it, with its items, and ways to read its text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kit.quiz.bank import LessonItems, load_lesson
from kit.quiz.item import Item

UP_TO_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty"""
NUMBERS = {word: count for count, word in enumerate(UP_TO_TWENTY.split())} | {"sixty": 60}


@dataclass(frozen=True)
class Page:
    """A notebook as its author wrote it, and the items that belong to it."""

    path: Path
    notebook: dict[str, Any]

    @cached_property
    def cells(self) -> list[dict[str, Any]]:
        """All cells, their source as one text."""
        return [{**cell, "source": "".join(cell["source"])} for cell in self.notebook["cells"]]

    @cached_property
    def lesson(self) -> LessonItems:
        """The items file of the same number."""
        return load_lesson(self.path.stem.partition("-")[0])

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items by their ids."""
        return {item.id: item for item in self.lesson.items}

    @cached_property
    def objectives(self) -> list[str]:
        """What a learner will be able to do."""
        return points("\n".join(cell["source"] for cell in self.section("What you will learn")))

    @cached_property
    def sections(self) -> dict[str, list[dict[str, Any]]]:
        """The cells under each heading of the second level, in order."""
        found: dict[str, list[dict[str, Any]]] = {"": []}
        for cell in self.cells:
            heading = re.match(r"## (.+)", cell["source"]) if cell["cell_type"] == "markdown" else None
            if heading:
                found[heading[1]] = []
            found[next(reversed(found))].append(cell)
        return found

    def section(self, name: str) -> list[dict[str, Any]]:
        """Return the cells of the section whose heading begins so."""
        return next((cells for title, cells in self.sections.items() if title.startswith(name)), [])

    def steps(self) -> dict[str, list[dict[str, Any]]]:
        """Return the sections between warm-up and discussion."""
        titles = list(self.sections)
        ends = [place for place, title in enumerate(titles) if title.startswith(("Warm-up", "Discuss"))]
        first, last = (ends[0], ends[-1]) if ends else (0, 0)
        return {title: self.sections[title] for title in titles[first + 1 : last]}

    def prose(self) -> str:
        """Return what a learner reads, without marks and without the ids of items."""
        return "\n".join(plain(cell["source"]) for cell in self.cells if cell["cell_type"] == "markdown")


Rule = Callable[[Page], Iterator[str]]


def points(text: str, mark: str = "") -> list[str]:
    """Return the points of a list, those with a mark in them."""
    return [line[2:] for line in text.splitlines() if line.startswith("- ") and mark in line]


def plain(text: str) -> str:
    """Return markdown as it is read: each heading and each point a sentence."""
    text = re.sub(r"\s*\((`q-[^)]*)\)|`q-[\w-]+`", "", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    lines = [re.sub(r"^[#>\-\d. ]+ |[*`_]", "", line).strip() for line in text.splitlines()]
    return "\n".join(line if line.endswith((".", "?", "!", ":", ",")) else f"{line}." for line in lines if line)


def words(text: str) -> int:
    """Return how many words a learner reads in markdown."""
    return len(re.findall(r"\w[\w'’-]*", plain(text)))


def item_ids(text: str) -> list[str]:
    """Return the items that a text names; `q-pre-01` to `q-pre-12` stands for twelve."""
    found: list[str] = re.findall(r"q-[a-z0-9-]+", text)
    for name, first, last in re.findall(r"`(q-[a-z-]+-)(\d+)` to `\1(\d+)`", text):
        found += [f"{name}{number:02d}" for number in range(int(first) + 1, int(last))]
    return found


def stems(text: str) -> set[str]:
    """Return the beginnings of the longer words, so that a map and maps are the same."""
    return {word[:4] for word in re.findall(r"\w{3,}", plain(text).lower())}


def number(text: str) -> int:
    """Return a number that is written in digits or as a word, -1 when it is none."""
    return int(text) if text.isdigit() else NUMBERS.get(text.lower(), -1)


def read(path: Path) -> Page:
    """Return the page in a file."""
    return Page(path, json.loads(path.read_text(encoding="utf-8")))

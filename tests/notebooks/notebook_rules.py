"""Rules for every notebook, those of teachers too: each yields what breaks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import nbformat
from notebook_page import Page, Rule

from kit.paths import notebooks_folder

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
FOLDED = {"jupyter": {"source_hidden": True}}
TAG = re.compile(r"practice|minutes-\d+")


def form_is_plain(page: Page) -> Iterator[str]:
    """Each file is a valid notebook 4.5 with the kernel of the kit, and no editor left anything of its own.

    A cell may be folded, and have a tag: ``practice``, or how many minutes a class works on paper.
    """
    if (page.notebook["nbformat"], page.notebook["nbformat_minor"]) != (4, 5):
        yield "not nbformat 4.5"
    if page.notebook["metadata"] != METADATA:
        yield f"metadata {page.notebook['metadata']}"
    for cell in page.cells:
        known = [name for name, value in cell["metadata"].items() if value == FOLDED.get(name) or name == "tags"]
        if len(known) < len(cell["metadata"]) or not all(map(TAG.fullmatch, cell["metadata"].get("tags", []))):
            yield f"{cell['id']}: metadata {cell['metadata']}"
    for error in nbformat.validator.iter_validate(nbformat.from_dict(page.notebook)):
        yield f"not valid: {error.message}"


def nothing_is_saved(page: Page) -> Iterator[str]:
    """No cell holds an output, a picture or the number of a run."""
    for cell in page.cells:
        if cell.get("outputs") or cell.get("execution_count") or cell.get("attachments"):
            yield f"{cell['id']}: clear its output"


def cell_ids_are_readable(page: Page) -> Iterator[str]:
    """Each cell has an id of its own, made of words."""
    for name, count in Counter(cell["id"] for cell in page.cells).items():
        if count > 1 or not re.fullmatch(r"[a-z]{2,}(-([a-z]+|\d{1,4}))*", name):
            yield f"{name}: {count} times, or no words"


def headings_step_down_one_by_one(page: Page) -> Iterator[str]:
    """There is one heading of the first level, at the top, and no level is left out below it."""
    levels = [
        (len(marks), cell["id"])
        for cell in page.cells
        if cell["cell_type"] == "markdown"
        for marks in re.findall(r"^(#+) ", cell["source"], re.MULTILINE)
    ]
    if not page.cells[0]["source"].startswith("# ") or [level for level, _ in levels].count(1) != 1:
        yield "one H1, and it comes first"
    for (above, _), (level, name) in pairwise(levels):
        if level > above + 1:
            yield f"{name}: from level {above} to {level}"


def code_is_short(page: Page) -> Iterator[str]:
    """No cell has more than eight lines of code, and none is empty."""
    for cell in page.cells:
        lines = cell["source"].strip().count("\n") + 1 if cell["source"].strip() else 0
        if lines == 0 or (cell["cell_type"] == "code" and lines > 8):
            yield f"{cell['id']}: {lines} lines"


def links_lead_somewhere(page: Page) -> Iterator[str]:
    """Each link and each name of a notebook is that of a file here."""
    for cell in page.cells:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", cell["source"]):
            if not (page.path.parent / target).exists():
                yield f"{cell['id']}: {target}"
        for name in re.findall(r"`(\d\d-[a-z-]+)`", cell["source"]):
            if not (notebooks_folder() / f"{name}.ipynb").exists():
                yield f"{cell['id']}: {name}"


def nothing_comes_from_the_network(page: Page) -> Iterator[str]:
    """No cell has a network address, in text or in code."""
    for cell in page.cells:
        for address in re.findall(r"(?i)(?:https?|ftp):|www\.|src=.//|pip install|<iframe|<script", cell["source"]):
            yield f"{cell['id']}: {address}"


RULES: list[Rule] = [
    form_is_plain,
    nothing_is_saved,
    cell_ids_are_readable,
    headings_step_down_one_by_one,
    code_is_short,
    links_lead_somewhere,
    nothing_comes_from_the_network,
]

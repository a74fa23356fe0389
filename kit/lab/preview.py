"""The items of one file as cards in the browser, for the teacher who writes them."""

from __future__ import annotations

from pathlib import Path

from kit.assets import esm
from kit.lab.voila_page import cell, first_cell, write_page
from kit.quiz.bank import read_own_file


def preview_page(file: Path, folder: Path) -> Path:
    """Write a page with a card for each item of a file.

    Parameters
    ----------
    file : pathlib.Path
        A file of items, ``NN-slug.yaml``.
    folder : pathlib.Path
        Where the page belongs.

    Returns
    -------
    pathlib.Path
        The page, for `kit.lab.voila_page.run_page`.

    Raises
    ------
    KitError
        At the first problem of the file, with line, item and what to do.
    """
    items = read_own_file(file)
    start = f"import kit\n\nlesson = kit.start({str(file.resolve())!r})"
    # The id of a cell has at most 64 characters, that of an item may have more.
    cards = [cell("code", f'lesson.check("{item.id}")', f"item-{at}") for at, item in enumerate(items.items)]
    title = cell("markdown", f"# {items.title}\n\n{items.question}", "title")
    page = [first_cell(file.parent), title, cell("code", start, "setup"), *cards]
    return write_page(folder, items.title, page, esm("lab/projector/preview.js"))

"""A notebook made for Voila: valid, and in the folder of its files."""

from __future__ import annotations

from pathlib import Path

import nbformat

from kit.lab.voila_page import cell, first_cell, write_page


def test_a_page_is_a_valid_notebook(tmp_path: Path):
    """What is written is a notebook as its format has it, with the title that the browser shows."""
    path = write_page(tmp_path, "Items", [first_cell(tmp_path), cell("markdown", "# Items", "title")], "")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.title == "Items"
    assert [(each.id, each.cell_type) for each in notebook.cells] == [("first", "code"), ("title", "markdown")]


def test_a_cell_that_fails_does_not_stop_the_others():
    """Every cell carries the tag after which the next one still runs."""
    assert all("raises-exception" in cell(kind, "1 / 0", "x").metadata.tags for kind in ("code", "markdown"))


def test_the_first_cell_finds_the_files_and_keeps_no_answer(tmp_path: Path):
    """The kernel moves into the folder, whatever its name, and answers go where they are deleted."""
    folder = tmp_path / "it's \\ here"
    source = first_cell(folder).source
    assert repr(str(folder.resolve())) in source
    assert "KIT_ANSWERS" in source
    compile(source, "first", "exec")

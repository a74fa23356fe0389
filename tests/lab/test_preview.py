"""The preview of an item file, as a notebook."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from kit.errors import KitError
from kit.lab.preview import preview_page
from kit.quiz.bank import read_file

ITEMS = Path(__file__).parents[1] / "export" / "20-every-kind.yaml"


def test_a_cell_for_each_item(tmp_path: Path):
    """After the start there is a card for each item, in the order of the file, and the title above."""
    lesson = read_file(ITEMS)
    cells = nbformat.read(preview_page(ITEMS, tmp_path), as_version=4).cells
    assert [each.source for each in cells if each.id.startswith("item-")] == [
        f'lesson.check("{item.id}")' for item in lesson.items
    ]
    assert next(each.source for each in cells if each.cell_type == "markdown").startswith(f"# {lesson.title}\n")


def test_the_page_opens_again_where_a_card_is_dead(tmp_path: Path):
    """As a lesson on the projector does; tests/lab/projector/open_again.test.js says when."""
    notebook = nbformat.read(preview_page(ITEMS, tmp_path), as_version=4)
    assert "openAgain(document.body" in notebook.metadata.kit_script


def test_an_item_with_a_long_id_has_a_card(tmp_path: Path):
    """An item may have a longer id than a cell of a notebook."""
    known = read_file(ITEMS).items[0].id
    path = tmp_path / ITEMS.name
    path.write_text(ITEMS.read_text("utf-8").replace(f"id: {known}\n", f"id: q-{'x' * 90}-01\n"), "utf-8")
    notebook = nbformat.read(preview_page(path, tmp_path), as_version=4)
    assert f"q-{'x' * 90}-01" in notebook.cells[3].source
    nbformat.validate(notebook)


def test_the_lesson_is_the_file_itself(tmp_path: Path):
    """The start names the whole path, for the page runs elsewhere."""
    (start,) = (each for each in nbformat.read(preview_page(ITEMS, tmp_path), as_version=4).cells if each.id == "setup")
    assert f"kit.start({str(ITEMS.resolve())!r})" in start.source


def test_a_file_with_a_mistake_gives_no_page(tmp_path: Path):
    """The first problem is named, and no page is written."""
    path = tmp_path / "20-broken.yaml"
    path.write_text("lesson: '20'\n", encoding="utf-8")
    with pytest.raises(KitError):
        preview_page(path, tmp_path)
    assert not (tmp_path / "page.ipynb").exists()


def test_a_text_that_yaml_has_cut_is_named(tmp_path: Path):
    """The preview does not show half a text as if it were whole: it says what `kit check` says."""
    path = tmp_path / ITEMS.name
    text = ITEMS.read_text(encoding="utf-8").replace("{en: Which three?", "{en: Which three # of them?\n   ")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KitError, match="Everything after # is a comment"):
        preview_page(path, tmp_path)

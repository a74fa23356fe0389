"""Markdown is taken apart into the texts that a translator writes, and put together without a loss."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.markdown_texts import pieces, with_texts
from kit.paths import notebooks_folder

CELLS = [
    "".join(cell["source"])
    for path in sorted(notebooks_folder().rglob("*.ipynb"))
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    if cell["cell_type"] == "markdown"
]


def texts(source: str) -> dict[str, str]:
    """Return the texts of Markdown by their names."""
    return {piece.name: piece.text for piece in pieces(source) if piece.name}


@pytest.mark.parametrize("source", CELLS)
def test_pieces_of_a_cell_of_the_course_are_the_whole_cell(source: str):
    """Nothing of a cell is lost, and nothing is added."""
    assert "".join(piece.text for piece in pieces(source)) == source


@given(st.text(alphabet="ab \n|-#>`1.*\t", max_size=60))
def test_pieces_of_any_markdown_are_all_of_it_under_names_of_their_own(source: str):
    """The same holds for Markdown that nobody would write, and no two texts share a name."""
    found = pieces(source)
    names = [piece.name for piece in found if piece.name]
    assert "".join(piece.text for piece in found) == source
    assert len(set(names)) == len(names)


def test_a_heading_a_point_a_cell_and_a_paragraph_are_texts_without_their_marks():
    """Each text has a name that says what it is; marks, numbers and code around it are not part of it."""
    page = "## Who?\n\nFirst line\nand second.\n\n- one\n  goes on\n2. two\n"
    source = f"{page}\n| a | 1–2 |\n| --- | --- |\n| `q-x-01` | b |\n"
    assert texts(source) == {
        "heading-1": "Who?",
        "text-1": "First line\nand second.",
        "point-1": "one\n  goes on",
        "point-2": "two",
        "cell-1": "a",
        "cell-6": "b",
    }


def test_code_and_numbers_are_not_texts():
    """Nobody translates code or a number."""
    assert texts("```\nlesson.check()\n```\n\n`kit lab`\n\n- 12\n") == {}


def test_a_text_is_written_anew_and_all_else_stays():
    """Only the texts change."""
    written = with_texts("## Who?\n\n| a | 7 |\n", lambda piece: piece.text.upper())
    assert written == "## WHO?\n\n| A | 7 |\n"

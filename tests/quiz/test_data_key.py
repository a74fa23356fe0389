"""The cells with which an item compares its key."""

from __future__ import annotations

import pytest

from kit.quiz.data_key import Cell, cells_of, no_one_row, values_of
from kit.quiz.parts import Option


@pytest.mark.parametrize(
    ("forms", "name", "text", "is_called"),
    [
        (("Hà Nội",), "hanoi", "The capital", True),
        (("Hà Nội",), "x", {"en": "Hanoi", "ja": "ハノイ"}, True),
        (("1,000",), "x", "1000", True),
        (("1995-07-28", "1995"), "1995", "In that year", True),
        (("Hà Nội",), "dili", "Dili", False),
    ],
)
def test_an_option_is_what_a_cell_says(
    forms: tuple[str, ...],
    name: str,
    text: str | dict[str, str],
    is_called: bool,  # noqa: FBT001
):
    """An option is a cell by its id or by its text in any language, however it is spelt."""
    assert Cell("VNM", forms[0], forms, None).is_called(name, text) is is_called


def test_each_value_once():
    """The texts of cells come once each, in their order."""
    cells = [Cell(row_id, value, (value,), None) for row_id, value in (("a", "x"), ("b", "y"), ("c", "x"))]
    assert values_of(cells) == ["x", "y"]


def test_an_option_has_the_cells_of_its_id_and_of_its_facts():
    """An option whose rows are not exactly one says how many there are."""
    cells = [Cell(row_id, "1", ("1",), None) for row_id in ("VNM", "THA", "LAO")]
    option = Option(id="VNM", text="Vietnam", feedback="", facts=("THA",))
    assert [cell.row_id for cell in cells_of(option, cells)] == ["VNM", "THA"]
    assert "names 2 rows" in no_one_row(option, cells[:2]).what
    assert "names 0 rows " in no_one_row(option, []).what

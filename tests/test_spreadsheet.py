"""The one guard of every table that a spreadsheet may open."""

from __future__ import annotations

import pytest

from kit.spreadsheet import escape_formula

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "|calc", "%0", "＝1+1", "＋1", "－1", "＠x", "｜x", "％0",
    " =1+1", "   @x", "\u3000＝1", "\xa0=1", "\u200b=1", "\ufeff=1", "\t=1", "\n=1", "\r\n=1", "\u2028=1", "\tx",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_a_formula_gets_an_apostrophe(text: str):
    """Half-width or full-width, after spaces or after characters that nobody sees: it stays text."""
    assert escape_formula(text).startswith("'")
    assert escape_formula(text).replace("'", "") == text


@pytest.mark.parametrize(
    "text", ["", "Hanako", "山田花子", "a=b", "1967", "50%", "Timor-Leste", "'=1", "; x", "a; b = c"]
)
def test_all_else_stays_as_it_is(text: str):
    """A text that begins with a letter or a digit is not changed."""
    assert escape_formula(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a;=1", "a;'=1"),
        ('a; "=1', "a; \"'=1"),
        ("a\t＝1", "a\t'＝1"),
        ("a;\u3000@x", "a;\u3000'@x"),
        ("a;b;+c", "a;b;'+c"),
    ],
)
def test_a_cell_that_begins_at_a_separator_is_text_too(text: str, said: str):
    """Where semicolons or tabs part cells, none of the parts begins a formula."""
    assert escape_formula(text) == said

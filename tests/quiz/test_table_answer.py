"""The answers of rows."""

from __future__ import annotations

from kit.quiz.kinds.registry import KINDS
from kit.quiz.table_answer import MadeFromRows, TableAnswer, fingerprint


def test_an_answer_becomes_an_option():
    """A readable id where there are Latin letters, else a fingerprint; the row is the fact."""
    answer = TableAnswer("Bandar Seri Begawan", "Its capital", "Yes.", "BRN")
    assert answer.slug == "bandar-seri-begawan"
    assert answer.option("x") == {"id": "x", "text": "Its capital", "feedback": "Yes.", "facts": ["BRN"]}
    assert TableAnswer("ハノイ", "", "", "").slug == fingerprint("ハノイ")


def test_three_kinds_are_made_from_rows():
    """A template can make these kinds and no other."""
    assert {name for name, kind in KINDS.items() if isinstance(kind, MadeFromRows)} == {
        "single-choice",
        "numeric",
        "map-click",
    }

"""CSV, read back; no cell is ever a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from kit.export.csv_table import cell_of
from kit.quiz.bank import LessonItems
from kit.quiz.kinds.choice import ChoiceItem
from kit.spreadsheet import escape_formula


def rows(file: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with file.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def test_every_kind_is_a_row(exported: Callable[..., Path], every_kind: LessonItems):
    """Each item is one row with its id, its kind, its key in words and its sources."""
    found = rows(exported("csv"))
    assert [(row["id"], row["kind"]) for row in found] == [(item.id, item.kind) for item in every_kind.items]
    assert [row["key"] for row in found] == [
        "'=Hà Nội {1}",
        "Thailand | Singapore | Indonesia",
        "False | It grew from five.",
        "'-1.5 ± 0.25",
        "Timor-Leste | East * Timor | 東ティモール",
        "Timor-Leste joins = 3 | ASEAN is founded = 1 | Fukuda speaks in Manila = 2",
        "Philippines -> where? = Manila | Thailand = Bangkok",
        "A summit in December = expected | Talks in Tokyo = expected | A higher rank = possible",
        "year = 1967 | number = five / 5",
        "Laos | Myanmar",
        "Ten then, eleven now.",
        "was founded & grew | Brunei joined",
    ]
    assert all(row["sources"].startswith("Sources: ") and row["hint_1"] for row in found)


@pytest.mark.parametrize(
    "start",
    [
        "=",
        "+",
        "-",
        "@",
        "|",
        "%",
        "＝",
        "＋",
        "－",
        "＠",
        " =",
        "\u3000＝",
        "\t",
        "\r",
        "\n=",
        "\u200b=",
        "a;=",
        'a; "+',
    ],
)
def test_no_cell_is_a_formula(start: str, exported: Callable[..., Path], every_kind: LessonItems):
    """Whatever a text begins with, a spreadsheet shows it and calculates nothing."""
    text = f"{start}HYPERLINK(1)"
    item = every_kind.items[0]
    assert isinstance(item, ChoiceItem)
    options = tuple(msgspec.structs.replace(option, text=text, feedback=text) for option in item.options)
    lesson = msgspec.structs.replace(every_kind, items=(msgspec.structs.replace(item, stem=text, options=options),))
    (row,) = rows(exported("csv", lesson))
    assert {row["stem"], row["option_1"], row["feedback_1"], row["key"]} == {escape_formula(text)}
    assert escape_formula(text).replace("'", "") == text != escape_formula(text)


def test_a_number_stays_a_number():
    """A number below zero is no formula and is left alone; a sum is not."""
    assert [cell_of(cell) for cell in ("-5", "-1.5", "-1+2", "1973")] == ["-5", "-1.5", "'-1+2", "1973"]

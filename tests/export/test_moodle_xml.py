"""Moodle XML: well formed, read back, with shares and types that Moodle has."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from moodle_xml_parser.parser import parse_file

from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Choice, Pairs

# The shares that Moodle takes; it refuses a question with any other.
SHARES = {
    0,
    100,
    90,
    83.33333,
    80,
    75,
    70,
    66.66667,
    60,
    50,
    40,
    33.33333,
    30,
    25,
    20,
    16.66667,
    14.28571,
    12.5,
    11.11111,
    10,
    5,
}
TYPES = {"multichoice", "numerical", "shortanswer", "ordering", "matching", "cloze", "essay"}


def plain(text: str | None) -> str:
    """Return HTML of one paragraph as text."""
    return unescape((text or "").removeprefix("<p>").removesuffix("</p>"))


@pytest.fixture
def questions(exported: Callable[..., Path]) -> dict[str, ET.Element]:
    """Return the questions of every kind by their id number."""
    root = ET.parse(exported("moodle-xml")).getroot()  # noqa: S314 - our own file
    return {str(question.findtext("idnumber")): question for question in root.findall("question")[1:]}


def test_shares_and_types_are_those_of_moodle(exported: Callable[..., Path], bank: tuple[LessonItems, ...]):
    """In the whole bank there is no share and no type that Moodle would refuse; each item has its id number."""
    root = ET.parse(exported("moodle-xml", *bank)).getroot()  # noqa: S314
    found = root.findall("question")
    assert {str(question.get("type")) for question in found} - TYPES == {"category"}
    shares = {
        abs(float(str(a.get("fraction")))) for q in found if q.get("type") != "ordering" for a in q.findall("answer")
    }
    assert shares <= SHARES
    ids = [question.findtext("idnumber") for question in found if question.get("type") != "category"]
    assert ids == [item.id for lesson in bank for item in lesson.items]


def test_choices_arrive(questions: dict[str, ET.Element], every_kind: LessonItems):
    """Each option of each choice has its text, share and feedback."""
    for item in every_kind.items:
        shape = item.interaction("en")
        if isinstance(shape, Choice):
            answers = questions[item.id].findall("answer")
            shares = [float(str(answer.get("fraction"))) for answer in answers]
            texts = [(plain(a.findtext("text")), plain(a.findtext("feedback/text"))) for a in answers]
            wanted = shape.joined("en").options
            assert shares == [round(100 * option.share, 5) for option in wanted]
            assert texts == [(option.text, option.feedback) for option in wanted]


def test_points_hints_and_order_arrive(questions: dict[str, ET.Element], every_kind: LessonItems):
    """What GIFT cannot hold is here: points, hints, and an order scored by its longest run."""
    assert questions["q-kinds-02"].findtext("defaultgrade") == "2"
    assert [plain(hint.findtext("text")) for hint in questions["q-kinds-01"].findall("hint")] == [
        "Look: north.",
        "H = Hà Nội",
    ]
    order = questions["q-kinds-06"]
    assert order.findtext("gradingtype") == "LONGEST_ORDERED_SUBSET"
    shape = every_kind.items[5].interaction("en")
    assert isinstance(shape, Pairs)
    assert [(a.get("fraction"), plain(a.findtext("text"))) for a in order.findall("answer")] == [
        (thing.target.text, thing.text) for thing in shape.in_order()
    ]


def test_another_reader_finds_choices_and_gaps(exported: Callable[..., Path]):
    """The package moodle-xml-parser reads the choices, and the gaps with their forms and feedback."""
    read = parse_file(str(exported("moodle-xml")))
    assert [(q.name, q.single, len(q.options)) for q in read["multichoice"]] == [
        ("q-kinds-01", True, 3),
        ("q-kinds-02", False, 4),
        ("q-kinds-03", True, 4),
        ("q-kinds-10", False, 3),
    ]
    (cloze,) = read["cloze"]
    assert [[(o.answer, o.score, o.feedback) for o in gap.options] for gap in cloze.gaps] == [
        [("1967", 100, None), ("*", 0, "Ten years before 1977.")],
        [("five", 100, None), ("5", 100, None), ("*", 0, "Count them.")],
    ]

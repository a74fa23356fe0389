"""GIFT, read by the grammar that editors and converters of the format use: gift-pegjs, which `make test` installs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser

from kit.export.wording import Wording
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Choice
from kit.quiz.kinds.choice import ChoiceItem

PARSER = Path(__file__).parent / "node_modules" / "gift-pegjs" / "lib" / "gift-parser-globals.js"
NASTY = [
    "~ = # { } : \\ // ::x:: $CATEGORY: a",
    "a\\nb \\= \\\\",
    "[html]<b>",
    "%50%half",
    "->",
    "line one\nline two",
    "####",
    "T",
    "FALSE",
    "ハノイ {1:SHORTANSWER:=a}",
]
Question = dict[str, Any]


@pytest.fixture(scope="module")
def parse(chromium: Browser) -> Callable[[str], list[Question]]:
    """Return the parser, as it runs in a browser."""
    page = chromium.new_page()
    page.add_script_tag(content=PARSER.read_text(encoding="utf-8"))
    return lambda text: page.evaluate("text => giftParser.parse(text)", text)


@pytest.fixture
def questions(parse: Callable[[str], list[Question]], exported: Callable[..., Path]) -> dict[str, Question]:
    """Return what the parser reads of every kind, by id."""
    return {question.get("id", ""): question for question in parse(exported("gift").read_text(encoding="utf-8"))}


def test_every_kind_is_read_back(questions: dict[str, Question]):
    """Each kind arrives as the type that Moodle has for it, under its own id."""
    assert [(name, question["type"]) for name, question in questions.items() if name] == [
        ("q-kinds-01", "MC"),
        ("q-kinds-02", "MC"),
        ("q-kinds-03", "MC"),
        ("q-kinds-04", "Numerical"),
        ("q-kinds-05", "Short"),
        ("q-kinds-06", "Matching"),
        ("q-kinds-07", "Matching"),
        ("q-kinds-08", "Matching"),
        ("q-kinds-09-year", "Short"),
        ("q-kinds-09-number", "Short"),
        ("q-kinds-10", "MC"),
        ("q-kinds-11", "Essay"),
        ("q-kinds-12", "MC"),
    ]


def test_texts_shares_and_feedback_arrive(questions: dict[str, Question], every_kind: LessonItems):
    """Each option of each choice has its text, its share of the points and its feedback."""
    wording = Wording("en")
    for item in every_kind.items:
        shape = item.interaction("en")
        if isinstance(shape, Choice):
            question = questions[item.id]
            found = [
                (
                    choice["text"]["text"],
                    100 if choice["weight"] is None else choice["weight"],
                    choice["feedback"]["text"],
                )
                for choice in question["choices"]
            ]
            options = shape.joined("en").options
            wanted = [(option.text, round(100 * option.share, 5), option.feedback) for option in options]
            assert found == wanted
            assert question["stem"] == {"format": "plain", "text": wording.stem(item, shape)}
            assert question["globalFeedback"]["text"] == wording.sources(item)


def test_numbers_words_and_pairs_arrive(questions: dict[str, Question]):
    """A number has its tolerance, words their forms, pairs both sides and the places left over."""
    number = questions["q-kinds-04"]["choices"]
    assert [choice["text"] for choice in number[:2]] == [
        {"type": "range", "number": -1.5, "range": 0.25},
        {"type": "range", "number": 1.5, "range": 0},
    ]
    assert [choice["weight"] for choice in questions["q-kinds-05"]["choices"]] == [100, 100, 100, 0, 0]
    pairs = questions["q-kinds-07"]["matchPairs"]
    assert [(pair["subquestion"]["text"], pair["subanswer"]) for pair in pairs] == [
        ("Philippines → where?", "Manila"),
        ("Thailand", "Bangkok"),
        ("", "Dili"),
    ]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_breaks_out(
    text: str, parse: Callable[[str], list[Question]], exported: Callable[..., Path], every_kind: LessonItems
):
    """Whatever an author types in stem, option and feedback is read back as typed."""
    item = every_kind.items[0]
    assert isinstance(item, ChoiceItem)
    option = msgspec.structs.replace(item.options[0], text=text, feedback=text)
    changed = msgspec.structs.replace(item, stem=text, options=(option, *item.options[1:]))
    lesson = msgspec.structs.replace(every_kind, items=(changed, every_kind.items[1]))
    _, first, second = parse(exported("gift", lesson).read_text(encoding="utf-8"))
    assert [first["stem"]["text"], first["choices"][0]["text"]["text"], first["choices"][0]["feedback"]["text"]] == [
        text
    ] * 3
    assert second["id"] == every_kind.items[1].id


def test_the_whole_bank_is_read(
    parse: Callable[[str], list[Question]], exported: Callable[..., Path], bank: tuple[LessonItems, ...]
):
    """Each item of the bank is read, in its category."""
    found = parse(exported("gift", *bank).read_text(encoding="utf-8"))
    ids = {question.get("id") for question in found}
    assert sum(question["type"] == "Category" for question in found) == len(bank)
    assert {item.id for lesson in bank for item in lesson.items if item.kind != "fill-in"} <= ids

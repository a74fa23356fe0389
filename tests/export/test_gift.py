"""GIFT, read by the grammar that editors and converters of the format use: gift-pegjs, which `make test` installs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cloze import Embedded, is_right
from moodle_gift import questions_of
from playwright.sync_api import Browser

from kit.export.wording import Wording
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Choice
from kit.quiz.kinds.choice import ChoiceItem
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.matching.item import Matching
from kit.quiz.kinds.short_text.item import ShortText

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


@pytest.mark.parametrize("text", ["Asia -> Europe", "A*", "[html]x", " [html]x", "%50%", "a ~ b = c", "T", "end\\"])
def test_what_is_typed_is_typed_in_moodle(text: str, exported: Callable[..., Path], every_kind: LessonItems):
    """By Moodle's own rules a key of any characters stays a key, with an arrow or a star too, and nothing else is."""
    words, gaps = every_kind.items[4], every_kind.items[8]
    assert isinstance(words, ShortText)
    assert isinstance(gaps, FillIn)
    first = msgspec.structs.replace(gaps.gaps[0], key=(text,), feedback=text)
    changed = (
        msgspec.structs.replace(words, key=(text,), feedback=msgspec.structs.replace(words.feedback, wrong=text)),
        msgspec.structs.replace(gaps, gaps=(first,), text="In {year}."),
    )
    file = exported("gift", msgspec.structs.replace(every_kind, items=changed))
    found = questions_of(file.read_text(encoding="utf-8"))
    for name in (words.id, f"{gaps.id}-year"):
        assert found[name].type == "shortanswer"
        answers = [Embedded(100 * share, form, feedback) for share, form, feedback in found[name].answers]
        assert is_right(text, answers)
        assert not is_right("Asia and Europe", answers)
        assert answers[-1].feedback == text.replace("->", "→").strip()


@pytest.mark.parametrize("text", ["[plain] Hanoi", "[A] north", "%5% of all", "a -> b", "{x} = ~y", "and/or"])
def test_places_and_the_category_are_as_written_in_moodle(
    text: str, exported: Callable[..., Path], every_kind: LessonItems
):
    """Moodle looks for no format before the second half of a pair, and undoes no escape in the name of a category."""
    item = every_kind.items[6]
    assert isinstance(item, Matching)
    options = (msgspec.structs.replace(item.options[0], text=text), *item.options[1:])
    prompts = (msgspec.structs.replace(item.prompts[0], text=text), *item.prompts[1:])
    changed = msgspec.structs.replace(item, options=options, prompts=prompts)
    lesson = msgspec.structs.replace(every_kind, title=f"Why: {text}?", items=(changed,))
    found = questions_of(exported("gift", lesson).read_text(encoding="utf-8"))
    assert found["category"].text == f"$course$/20 Why: {text.replace('/', '//')}?"  # one alone begins another category
    arrowless = text.replace("->", "→")
    assert [thing for _, thing, _ in found[item.id].answers] == [arrowless, "Thailand", ""]
    assert [place for _, _, place in found[item.id].answers] == ["Manila", arrowless, "Dili"]


def test_several_may_be_ticked_where_one_is_right(exported: Callable[..., Path], every_kind: LessonItems):
    """Moodle takes a question with a sign of equality for a choice of one, so a key that is alone has its share."""
    item = every_kind.items[1]
    changed = msgspec.structs.replace(item, key=("a",))  # type: ignore[call-arg]
    text = exported("gift", msgspec.structs.replace(every_kind, items=(changed,))).read_text(encoding="utf-8")
    assert re.findall(r"^\t([~=][^A-Z]*)", text, re.MULTILINE) == ["~%100%", "~%-100%", "~%-100%", "~%-100%"]


def test_gaps_are_numbered_as_they_are_in_the_text(every_kind: LessonItems, exported: Callable[..., Path]):
    """Where a language, or an author, has the gaps in another order than the list, the first one is still (1)."""
    (item,) = (item for item in every_kind.items if isinstance(item, FillIn))
    turned = msgspec.structs.replace(item, gaps=item.gaps[::-1])
    text = exported("gift", msgspec.structs.replace(every_kind, items=(turned,))).read_text(encoding="utf-8")
    assert "Founded in (1) _____ by (2) _____ states." in text
    assert text.index(f"::{item.id}-year::") < text.index(f"::{item.id}-number::")

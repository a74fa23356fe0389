"""The workbook for Kahoot, read back; no cell is ever a formula."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import openpyxl
import pytest

from kit.export.formats import Report
from kit.quiz.bank import LessonItems
from kit.quiz.kinds.choice import ChoiceItem

FIRST_ROW = 9  # in Kahoot's own template
Row = tuple[object, ...]


def kahoot(file: Path) -> list[Row]:
    """Return the questions of a workbook: text, four answers, seconds, places of the right ones."""
    with file.open("rb") as book:
        sheet = openpyxl.load_workbook(book).active
    return list(sheet.iter_rows(min_row=FIRST_ROW, min_col=2, values_only=True))


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", " =", "\u3000＝", "\t", "\n=", "a;="]
)
def test_no_cell_is_a_formula(start: str, exported: Callable[..., Path], every_kind: LessonItems):
    """Whatever a text begins with, its cell is typed as text, so that a spreadsheet calculates nothing."""
    text = f"{start}HYPERLINK(1)"
    item = every_kind.items[0]
    assert isinstance(item, ChoiceItem)
    options = tuple(msgspec.structs.replace(option, text=text, feedback=text) for option in item.options)
    lesson = msgspec.structs.replace(every_kind, items=(msgspec.structs.replace(item, stem=text, options=options),))
    with exported("xlsx", lesson).open("rb") as book:
        sheet = openpyxl.load_workbook(book).active
        (row,) = sheet.iter_rows(min_row=FIRST_ROW)
    assert [cell.data_type for cell in row[1:5]] == ["s"] * 4
    assert {cell.data_type for cell in row} <= {"s", "n"}


def test_questions_for_kahoot(exported: Callable[..., Path]):
    """Each row has a question, two to four answers, seconds that Kahoot knows, and the right answers by place."""
    found = {str(row[0]): row[1:] for row in kahoot(exported("xlsx"))}
    assert len(found) == 7
    for *answers, seconds, right in found.values():
        texts = [answer for answer in answers if answer is not None]
        assert 2 <= len(texts) <= 4
        assert seconds in {5, 10, 20, 30, 60, 90, 120, 240}
        assert {int(place) for place in str(right).split(",")} <= set(range(1, len(texts) + 1))
    assert found["ASEAN has always had ten members."] == ("True", "False", None, None, 60, "2")
    *answers, _, right = found["Which three?"]
    assert {answers[int(place) - 1] for place in str(right).split(",")} == {"Thailand", "Singapore", "Indonesia"}


def test_what_kahoot_has_no_room_for(report: Callable[..., Report], every_kind: LessonItems):
    """A stem or an option that is too long, and too many right answers, are named with their numbers."""
    choice, several, _, number, *_ = every_kind.items
    assert isinstance(choice, ChoiceItem)
    assert isinstance(several, ChoiceItem)
    replace = msgspec.structs.replace
    five = tuple(replace(several.options[0], id=name) for name in "abcde")
    items = (
        replace(choice, stem="x" * 121),
        replace(several, options=five, key=tuple("abcde")),
        replace(choice, id="q-kinds-12", options=(replace(choice.options[0], text="x" * 76), *choice.options[1:])),
        replace(number, expected_errors=()),
        replace(choice, id="q-kinds-13", stem="😀" * 61),
        replace(choice, id="q-kinds-14", options=(replace(choice.options[0], text="👩‍👧" * 16), *choice.options[1:])),
    )
    assert report("xlsx", replace(every_kind, items=items)).not_there == {
        "q-kinds-01": "the stem has 121 characters; 120 fit",
        "q-kinds-02": "5 options are right; 4 fit",
        "q-kinds-12": "an option has 76 characters; 75 fit",
        "q-kinds-04": "numeric becomes a choice there, and no expected error is written to choose from",
        "q-kinds-13": "the stem has 122 characters; 120 fit",
        "q-kinds-14": "an option has 80 characters; 75 fit",
    }


def test_what_just_fits_goes_in(exported: Callable[..., Path], every_kind: LessonItems):
    """A stem of 120 characters and an option of 75 have room, and come whole."""
    choice = every_kind.items[0]
    assert isinstance(choice, ChoiceItem)
    options = (msgspec.structs.replace(choice.options[0], text="x" * 75), *choice.options[1:])
    changed = msgspec.structs.replace(choice, stem="x" * 120, options=options)
    ((stem, *answers, _, _),) = kahoot(exported("xlsx", msgspec.structs.replace(every_kind, items=(changed,))))
    assert stem == "x" * 120
    assert "x" * 75 in answers


def test_numbers_to_choose_from_are_written_as_the_language_has_them(
    report: Callable[..., Report], every_kind: LessonItems
):
    """In Indonesian a number has a comma, and a word with a point keeps it."""
    _, _, _, number, words, *_ = every_kind.items
    changed = msgspec.structs.replace(words, key=("No. 2",))  # type: ignore[call-arg]
    made = report("xlsx", msgspec.structs.replace(every_kind, items=(number, changed)), language="id")
    numbers, texts = ({answer for answer in row[1:5] if answer} for row in kahoot(made.files[0]))
    assert numbers == {"-1,5", "1,5"}
    assert texts == {"No. 2", "Cambodia"}


def kahooted(lesson: LessonItems, stem: object, options: int, right: int) -> LessonItems:
    """Return a lesson with one item of so many options, so many of them right."""
    item = lesson.items[1]
    assert isinstance(item, ChoiceItem)
    names = [f"n{number}" for number in range(options)]
    made = tuple(msgspec.structs.replace(item.options[0], id=name) for name in names)
    changed = msgspec.structs.replace(item, stem=stem, options=made, key=tuple(names[:right]))  # type: ignore[call-arg]
    return msgspec.structs.replace(lesson, items=(changed,))


@pytest.mark.parametrize(("options", "right"), [(4, 4), (8, 4), (3, 3), (2, 2)])
def test_kahoot_needs_a_wrong_answer(options: int, right: int, report: Callable[..., Report], every_kind: LessonItems):
    """Where every answer that fits is right, any tap would score, so the item is named."""
    found = report("xlsx", kahooted(every_kind, "Which?", options, right))
    assert found.not_there["q-kinds-02"].startswith("every answer that fits is right")


@pytest.mark.parametrize(
    ("stem", "options", "said"),
    [
        (("en", "These five sentences are true. Which two?"), 5, "the stem counts 5 options; 4 fit"),
        (("en", "There are 7 states on the list."), 7, "the stem counts 7 options; 4 fit"),
        (("en", "Seven states are on the list."), 7, "the stem counts 7 options; 4 fit"),
        (("en", "Which of these?"), 7, ""),
        (("en", "Of the 17 members, which?"), 7, ""),
        (("en", "In the seventies, which?"), 7, ""),
        (("en", "All four sentences are true."), 4, ""),
        (("ja", "七つの国があります。"), 7, "the stem counts 7 options; 4 fit"),
        (("ja", "７か国があります。"), 7, "the stem counts 7 options; 4 fit"),
        (("ja", "十七か国があります。"), 7, ""),
    ],
)
def test_a_stem_that_counts_what_is_cut_is_named(
    stem: tuple[str, str], options: int, said: str, report: Callable[..., Report], every_kind: LessonItems
):
    """Kahoot shows four answers at most, so a stem that counts five or more of them would be untrue there."""
    language, words = stem
    lesson = kahooted(every_kind, {"en": "Which?", language: words}, options, 1)
    assert report("xlsx", lesson, language=language).not_there == ({"q-kinds-02": said} if said else {})


def test_options_that_do_not_fit_are_wrong_ones(exported: Callable[..., Path], every_kind: LessonItems):
    """Of more than four options the right one stays, with three others."""
    choice = every_kind.items[0]
    assert isinstance(choice, ChoiceItem)
    more = tuple(msgspec.structs.replace(choice.options[1], id=f"no-{n}", text=f"No {n}") for n in range(6))
    changed = msgspec.structs.replace(choice, options=(*more, choice.options[0]))
    ((_, *answers, _, right),) = kahoot(exported("xlsx", msgspec.structs.replace(every_kind, items=(changed,))))
    assert len(answers) == 4
    assert answers[int(str(right)) - 1] == "=Hà Nội {1}"

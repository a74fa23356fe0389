"""A workbook as Kahoot and its like import it: short questions with two to four short options."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from kit.export.request import Home, Job
from kit.export.shapes import forms
from kit.export.wording import Wording
from kit.quiz.item import ChoiceItem, Item
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.multiple_choice.item import MultipleChoice
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.short_text.item import ShortText
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.kinds.true_false.item import TrueFalse
from kit.quiz.order import shuffled

_STEM, _OPTION, _MOST = 120, 75, 4
_SECONDS = {"recall": 30, "understand": 60}
_LONG = 90
_HEAD_ROW = 7  # the eighth, as in Kahoot's own template
_HEAD = (
    f"Question - max {_STEM} characters",
    *(f"Answer {count} - max {_OPTION} characters" for count in range(1, _MOST + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)


class Answer(NamedTuple):
    """An option: its id, its text, and whether it is right."""

    id: str
    text: str
    is_right: bool


def write(job: Job) -> list[Path]:
    """Write one sheet; every cell is text or a number, never a formula."""
    import xlsxwriter

    wording = Wording(job.language)
    settings = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    content = BytesIO()
    with xlsxwriter.Workbook(content, settings) as book:
        sheet = book.add_worksheet("Questions")
        sheet.set_column(1, len(_HEAD), 30, book.add_format({"text_wrap": True, "valign": "top"}))
        sheet.write_string(1, 1, "; ".join(f"{lesson.lesson} {lesson.title}" for lesson in job.lessons))
        sheet.write_row(_HEAD_ROW, 1, _HEAD, book.add_format({"bold": True, "text_wrap": True}))
        items = [item for lesson in job.lessons for item in lesson.items]
        for count, item in enumerate(items, start=1):
            answers = answers_of(item, wording)
            sheet.write_number(_HEAD_ROW + count, 0, count)
            for column, text in enumerate((wording.stem(item), *(answer.text for answer in answers)), start=1):
                sheet.write_string(_HEAD_ROW + count, column, text)
            sheet.write_number(_HEAD_ROW + count, _MOST + 2, _SECONDS.get(item.level, _LONG))
            right = ",".join(str(place) for place, answer in enumerate(answers, start=1) if answer.is_right)
            sheet.write_string(_HEAD_ROW + count, _MOST + 3, right)
    job.out.write_bytes(content.getvalue())
    return [job.out]


def answers_of(item: Item, wording: Wording) -> list[Answer]:
    """Return the answers that stand in the row: the right ones, and as many wrong ones as there is room for."""
    found: list[Answer] = ENTRIES[item.kind](item, wording)
    if isinstance(item, TrueFalse):
        return found
    right = [answer for answer in found if answer.is_right]
    kept = {*right, *[answer for answer in found if not answer.is_right][: max(0, _MOST - len(right))]}
    return shuffled(
        [answer for answer in found if answer in kept], f"kahoot/{item.id}", getattr(item, "keep_order", False)
    )


def _choice(item: SingleChoice | MultipleChoice | MapClick, wording: Wording) -> list[Answer]:
    keys = (item.key,) if isinstance(item.key, str) else item.key
    return [Answer(option.id, wording(option.text), option.id in keys) for option in item.options]


def _true_false(item: TrueFalse, wording: Wording) -> list[Answer]:
    verdicts = (("true", True), ("false", False))
    return [Answer(name, wording.kit(f"export.{name}"), truth is item.truth) for name, truth in verdicts]


def _typed(item: Numeric | ShortText, wording: Wording) -> list[Answer]:
    """Return the first accepted form and the errors that are expected."""
    known = forms(item, wording)
    wrong = [Answer(form.text, form.text, is_right=False) for form in known if not form.share]
    return [Answer(known[0].text, known[0].text, is_right=True), *wrong]


def not_there(item: Item, language: str) -> str:
    """Return why an item does not fit into a row."""
    wording = Wording(language)
    answers, stem = answers_of(item, wording), wording.stem(item)
    longest = max(len(answer.text) for answer in answers)
    if len(answers) < 2:  # noqa: PLR2004 - a choice needs two
        return f"{item.kind} becomes a choice there, and no expected error is written to choose from"
    if len(answers) > _MOST:
        return f"{len(answers)} options are right; {_MOST} fit"
    if len(stem) > _STEM:
        return f"the stem has {len(stem)} characters; {_STEM} fit"
    if longest > _OPTION:
        return f"an option has {longest} characters; {_OPTION} fit"
    return ""


def left_out(item: Item) -> Iterator[str]:
    """Yield what an item loses."""
    yield "hints, feedback, sources and points"
    if isinstance(item, MapClick):
        yield "the map; the states stand among the options"
    if isinstance(item, TrueFalse):
        yield "the reason; the verdict stays"
    if isinstance(item, (Numeric, ShortText)):
        yield "typing; expected errors are the other options"
    if isinstance(item, ChoiceItem) and not isinstance(item, TrueFalse) and len(item.options) > _MOST:
        yield f"options beyond the {_MOST} that fit"


ENTRIES: dict[str, Callable[..., list[Answer]]] = {
    "single-choice": _choice,
    "multiple-choice": _choice,
    "true-false": _true_false,
    "numeric": _typed,
    "short-text": _typed,
    "map-click": _choice,
}
HOME = Home(ENTRIES, write, left_out, not_there)

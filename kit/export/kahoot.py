"""A workbook as Kahoot and its like import it: short questions with two to four short options."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from kit.export.request import ExportRequest, Format
from kit.export.wording import Wording, lesson_heading
from kit.extras import teacher_part
from kit.quiz.interactions import Choice, Interaction, Typed
from kit.quiz.item import Item
from kit.quiz.normalisation import normalise
from kit.quiz.shuffle import shuffled
from kit.text import strings

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
    """An answer to choose: its id, its text, and whether it is right."""

    id: str
    text: str
    is_right: bool


def write(request: ExportRequest) -> dict[Path, bytes]:
    """Return one sheet; every cell is text or a number, never a formula."""
    with teacher_part("A workbook"):
        import xlsxwriter

    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Questions")
        sheet.set_column(1, len(_HEAD), 30, book.add_format({"text_wrap": True, "valign": "top"}))
        sheet.write_string(1, 1, "; ".join(lesson_heading(lesson) for lesson in request.lessons))
        sheet.write_row(_HEAD_ROW, 1, _HEAD, book.add_format({"bold": True, "text_wrap": True}))
        for count, (_, item, wording) in enumerate(request.worded(), start=1):
            shape = item.interaction(wording.language)
            answers = answers_of(item, shape, wording)
            sheet.write_number(_HEAD_ROW + count, 0, count)
            for column, text in enumerate(
                (wording.stem_in_words(item, shape), *(answer.text for answer in answers)), start=1
            ):
                sheet.write_string(_HEAD_ROW + count, column, text)
            sheet.write_number(_HEAD_ROW + count, _MOST + 2, _SECONDS.get(item.level, _LONG))
            right = ",".join(str(place) for place, answer in enumerate(answers, start=1) if answer.is_right)
            sheet.write_string(_HEAD_ROW + count, _MOST + 3, right)
    return {request.out: content.getvalue()}


def answers_of(item: Item, shape: Interaction, wording: Wording) -> list[Answer]:
    """Return the answers of the row: the right ones, and as many wrong ones as there is room for."""
    found: list[Answer] = ENTRIES[type(shape)](shape, wording)
    if _is_verdict(shape):
        return found
    right = [answer for answer in found if answer.is_right]
    kept = {*right, *[answer for answer in found if not answer.is_right][: max(0, _MOST - len(right))]}
    keep_order = isinstance(shape, Choice) and shape.keep_order
    return shuffled([answer for answer in found if answer in kept], f"kahoot/{item.id}", keep_order)


def _is_verdict(shape: Interaction) -> bool:
    return isinstance(shape, Choice) and shape.verdict is not None


def _choice(shape: Choice, _: Wording) -> list[Answer]:
    """Return the options; where a verdict is asked for, true and false, without the reasons."""
    if shape.verdict:
        names = zip(("true", "false"), shape.verdict.words, strict=True)
        return [Answer(name, word, is_right=word == shape.verdict.key) for name, word in names]
    return [Answer(option.id, option.text, is_right=option.share > 0) for option in shape.options]


def _typed(shape: Typed, wording: Wording) -> list[Answer]:
    """Return the first accepted form and the errors that are expected."""
    forms = (shape.forms[0], *shape.errors)
    return [Answer(form.text, wording.typed(shape, form), is_right=form.share > 0) for form in forms]


def refusal(item: Item, shape: Interaction, wording: Wording) -> str:
    """Return why an item does not fit into a row."""
    answers = answers_of(item, shape, wording)
    return next(_misfits(item, shape, answers, wording), "")


def _misfits(item: Item, shape: Interaction, answers: list[Answer], wording: Wording) -> Iterator[str]:
    longest, stem = max(_length(answer.text) for answer in answers), wording.stem_in_words(item, shape)
    if len(answers) < 2:  # noqa: PLR2004 - a choice needs two
        yield f"{item.kind} becomes a choice there, and no expected error is written to choose from"
    if len(answers) > _MOST:
        yield f"{len(answers)} options are right; {_MOST} fit"
    if _length(stem) > _STEM:
        yield f"the stem has {_length(stem)} characters; {_STEM} fit"
    if longest > _OPTION:
        yield f"an option has {longest} characters; {_OPTION} fit"
    if all(answer.is_right for answer in answers):
        yield "every answer that fits is right, so that there is nothing to choose"
    if isinstance(shape, Choice) and len(shape.options) > _MOST and _counts(stem, len(shape.options), wording.language):
        yield f"the stem counts {len(shape.options)} options; {_MOST} fit"


def _length(text: str) -> int:
    """Return how many characters Excel and a browser count: two for an emoji."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _counts(stem: str, count: int, language: str) -> bool:
    """Return whether a stem holds a number, in digits or as a word."""
    words = strings(language)["export.numbers"].split()  # from zero
    numerals = "".join({*"0123456789", *"".join(word for word in words if not word.isascii())})
    for word in (str(count), *words[count : count + 1]):
        around = (r"\b", r"\b") if word.isalpha() and word.isascii() else (f"(?<![{numerals}])", f"(?![{numerals}])")
        if re.search(f"{around[0]}{word}{around[1]}", normalise(stem)):
            return True
    return False


def left_out(_item: Item, shape: Interaction, _request: ExportRequest) -> Iterator[str]:
    """Yield what an item loses."""
    yield "hints, feedback, sources and points"
    match shape:
        case Choice(verdict=None):
            if shape.picture == "map":
                yield "the map; the states stand among the options"
            if len(shape.options) > _MOST:
                yield f"options beyond the {_MOST} that fit"
        case Choice():
            yield "the reason; the verdict stays"
        case Typed():
            yield "typing; expected errors are the other options"


ENTRIES: dict[type[Interaction], Callable[..., list[Answer]]] = {Choice: _choice, Typed: _typed}
FORMAT = Format("xlsx", ENTRIES, write, left_out, refusal=refusal)

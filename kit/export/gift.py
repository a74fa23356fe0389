"""Moodle's GIFT: one text file, which other platforms read too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kit.export.moodle_shares import SECOND_TRY, id_number, percent, refusal
from kit.export.number_spellings import typing_losses, with_spellings
from kit.export.pair_losses import AS_PAIRS, marking_losses
from kit.export.request import ExportRequest, Format
from kit.export.verdict_losses import VERDICTS
from kit.export.wording import Wording, lesson_heading
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Choice, Gaps, Interaction, Open, Pairs, Typed, plain_number
from kit.quiz.item import Item
from kit.text import settings

_NOT_IN_TAGS = re.compile(r"[\[\]<>`\s]+")
_CONTROL = re.compile(r"[\\~=#{}:]")
_BLANK = "_____"


def write(request: ExportRequest) -> dict[Path, bytes]:
    """Return one file, a category for each lesson."""
    parts = [part for lesson in request.lessons for part in _lesson(lesson, request.language)]
    return {request.out: ("\n\n".join(parts) + "\n").encode()}


def _lesson(lesson: LessonItems, language: str) -> Iterator[str]:
    wording = Wording(language, lesson.folder)
    name = lesson_heading(lesson).replace("/", "//")
    yield f"$CATEGORY: $course$/{name}"  # Moodle takes no backslash away here
    for item in lesson.items:
        shape = with_spellings(item.interaction(wording.language))
        yield from ENTRIES[type(shape)](item, shape, wording)


def _escaped(text: str) -> str:
    """Return a text in which no character means anything, not even at its start a format in brackets or a weight."""
    escaped = _bare(text)
    return f"[plain]{escaped}" if escaped.startswith(("[", "%")) else escaped


def _bare(text: str) -> str:
    """Return a text in which no character means anything, where Moodle looks for no format before it."""
    return _CONTROL.sub(r"\\\g<0>", text.strip()).replace("\n", r"\n")


def _form(text: str) -> str:
    """Return what has to be typed: a star is one; an arrow, which would make pairs, is one with any text inside."""
    return _escaped(text.replace("*", r"\*").replace("->", "-*>"))


def _question(item: Item, stem: str, answers: Iterable[str], more: Iterable[str], *, part: str = "") -> str:
    """Return a question; its id is in a comment that Moodle reads, and in its name."""
    name = f"{item.id}-{part}" if part else item.id
    objective = _NOT_IN_TAGS.sub(" ", item.objective).strip()
    lines = [
        f"// [id:{id_number(name)}] [tag:{objective}] [tag:{item.level}]",
        f"::{name}:: [plain]{_bare(stem)} {{",
    ]
    return "\n".join([*lines, *(f"\t{answer}" for answer in answers), f"\t####{_escaped(chr(10).join(more))}", "}"])


def _choice(item: Item, shape: Choice, wording: Wording) -> Iterator[str]:
    """Yield options with their shares; "=" is before the key when there is one alone."""
    answers = [
        f"{'=' if option.share == 1 and not shape.several else f'~%{percent(option.share)}%'}"
        f"{_escaped(option.text)}#{_escaped(option.feedback)}"
        for option in shape.joined(wording.language).options
    ]
    yield _question(item, wording.stem_in_words(item, shape), answers, [wording.sources(item)])


def _typed(item: Item, shape: Typed, wording: Wording) -> Iterator[str]:
    """Yield accepted forms; a star would be any text, and so it is in the last one."""
    answers = []
    for form in shape.forms:
        tolerance = plain_number(shape.tolerance if form.share else 0)
        text = _form(form.text) if shape.number is None else f"{form.text}:{tolerance}"
        answers.append(f"=%{percent(form.share)}%{text}#{_arrowless(form.feedback)}")
    if shape.number is not None:
        answers[0] = f"#{answers[0]}"
    last = f"{'=%0%*' if shape.number is None else '~'}#{_arrowless(shape.wrong)}"
    yield _question(item, wording.stem_in_words(item, shape), [*answers, last], [wording.sources(item)])


def _pairs(item: Item, shape: Pairs, wording: Wording) -> Iterator[str]:
    """Yield pairs; the targets to which nothing belongs come last, without a thing."""
    answers = [f"={_arrowless(thing.text)} -> {_place(thing.target.text)}" for thing in shape.things]
    spare = [f"= -> {_place(target.text)}" for target in shape.unused]
    more = [*wording.reasons(shape), wording.sources(item)]
    yield _question(item, wording.stem_in_words(item, shape), [*answers, *spare], more)


def _arrowless(text: str) -> str:
    """Return a text without the arrow that joins pairs."""
    return _escaped(text.replace("->", "→"))


def _place(text: str) -> str:
    """Return the second half of a pair, of which Moodle takes each character but the escaped ones as it is."""
    return _bare(text.replace("->", "→"))


def _gaps(item: Item, shape: Gaps, wording: Wording) -> Iterator[str]:
    """Yield a question for each gap; the other gaps stay blank in it."""
    numbers = {gap.id: f"({place}) {_BLANK}" for place, gap in enumerate(shape.in_order(), start=1)}
    shown = shape.text(numbers.__getitem__)
    for count, gap in enumerate(shape.in_order(), start=1):
        stem = f"{wording.stem_in_words(item, shape)}\n{shown}\n{wording.kit('export.gap', number=count)}"
        answers = [f"=%100%{_form(form)}" for form in gap.accepted]
        last = f"=%0%*#{_arrowless(gap.feedback)}"
        yield _question(item, stem, [*answers, last], [wording.sources(item)], part=gap.id)


def _open(item: Item, shape: Open, wording: Wording) -> Iterator[str]:
    marks = settings(wording.language)
    rubric = f"{wording.kit('export.rubric')}{marks.colon}{marks.list_joiner.join(wording.rubric(shape))}"
    yield _question(
        item, wording.stem_in_words(item, shape), [], [wording.sample(shape), rubric, wording.sources(item)]
    )


def left_out(item: Item, shape: Interaction, _request: ExportRequest) -> Iterator[str]:
    """Yield what an item loses."""
    yield "hints"
    if not isinstance(shape, Open):  # a person marks it, and there is one try
        yield SECOND_TRY
    if item.points != 1:
        yield "points; each question counts 1 until Moodle is told otherwise"
    match shape:
        case Choice():
            if shape.right:
                yield VERDICTS
            if shape.picture == "map":
                yield "the map; the states stand in a list"
            if shape.keep_order:
                yield "the order of the options; Moodle mixes them until it is told otherwise"
        case Pairs():
            yield "feedback of each option; it is shown after all answers, together"
            yield from marking_losses(shape)
            yield VERDICTS
            if shape.is_order:
                yield AS_PAIRS
        case Gaps():
            yield "one score; each gap is a question of its own"
            yield VERDICTS
    yield from typing_losses(shape)


ENTRIES: dict[type[Interaction], Callable[..., Iterator[str]]] = {
    Choice: _choice,
    Pairs: _pairs,
    Typed: _typed,
    Gaps: _gaps,
    Open: _open,
}
FORMAT = Format("gift", ENTRIES, write, left_out, refusal=refusal)

"""Moodle's GIFT: one text file, which other platforms read too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kit.export.request import Home, Job
from kit.export.shapes import forms, is_single, offers, pairs, places
from kit.export.wording import Wording, number
from kit.quiz.bank import LessonItems
from kit.quiz.item import ChoiceItem, Item
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.open_answer.item import OpenAnswer
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.placing import PlacingItem
from kit.quiz.kinds.short_text.item import ShortText

_SIGNS = re.compile(r"[\\~=#{}:]")
_GAP = re.compile(r"\{([A-Za-z0-9-]+)\}")
_BLANK = "_____"


def write(job: Job) -> list[Path]:
    """Write one file, a category for each lesson."""
    wording = Wording(job.language)
    parts = [part for lesson in job.lessons for part in _lesson(lesson, wording)]
    job.out.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
    return [job.out]


def _lesson(lesson: LessonItems, wording: Wording) -> Iterator[str]:
    name = f"{lesson.lesson} {lesson.title}".replace("/", "//")
    yield f"$CATEGORY: $course$/{_escaped(name)}"
    for item in lesson.items:
        yield from ENTRIES[item.kind](item, wording)


def _escaped(text: str) -> str:
    """Return a text in which no sign means anything, be it at the start a format in brackets or a weight."""
    escaped = _SIGNS.sub(r"\\\g<0>", text.strip()).replace("\n", r"\n")
    return f"[plain]{escaped}" if escaped.startswith(("[", "%")) else escaped


def _question(item: Item, stem: str, answers: Iterable[str], more: Iterable[str], *, part: str = "") -> str:
    """Return a question; its id stands in a comment that Moodle reads, and in its name."""
    name = f"{item.id}-{part}" if part else item.id
    lines = [
        f"// [id:{name}] [tag:{item.objective}] [tag:{item.level}]",
        f"::{name}:: [plain]{_escaped(stem).removeprefix('[plain]')} {{",
    ]
    return "\n".join([*lines, *(f"\t{answer}" for answer in answers), f"\t####{_escaped(chr(10).join(more))}", "}"])


def _choice(item: ChoiceItem, wording: Wording) -> Iterator[str]:
    """Yield options with their shares; "=" stands before the key when there is one alone."""
    answers = [
        f"{'=' if is_single(item) and offer.share == 1 else f'~%{_percent(offer.share)}%'}"
        f"{_escaped(offer.text)}#{_escaped(offer.feedback)}"
        for offer in offers(item, wording)
    ]
    yield _question(item, wording.stem(item), answers, [wording.sources(item)])


def _percent(share: float) -> str:
    """Return a share as Moodle knows it: a third is 33.33333."""
    return number(round(100 * share, 5))


def _numeric(item: Numeric, wording: Wording) -> Iterator[str]:
    answers = [
        f"=%{_percent(form.share)}%{form.text}:{number(item.tolerance if form.share else 0)}#{_escaped(form.feedback)}"
        for form in forms(item, wording)
    ]
    answers[0] = f"#{answers[0]}"
    yield _question(
        item, wording.stem(item), [*answers, f"~#{_escaped(wording(item.feedback.wrong))}"], [wording.sources(item)]
    )


def _short_text(item: ShortText, wording: Wording) -> Iterator[str]:
    """Yield accepted forms; a star would stand for any text, and so it does in the last one."""
    answers = [
        f"=%{_percent(form.share)}%{_escaped(form.text.replace('*', chr(92) + '*'))}#{_escaped(form.feedback)}"
        for form in forms(item, wording)
    ]
    last = f"=%0%*#{_escaped(wording(item.feedback.wrong))}"
    yield _question(item, wording.stem(item), [*answers, last], [wording.sources(item)])


def _pairs(item: Ordering | PlacingItem, wording: Wording) -> Iterator[str]:
    """Yield pairs; the places that stay empty come last, without a thing."""
    found = pairs(item, wording)
    used = {pair.place for pair in found}
    answers = [f"={_arrowless(pair.text)} -> {_arrowless(pair.place_text)}" for pair in found]
    spare = [f"= -> {_arrowless(text)}" for place, text in places(item, wording) if place not in used]
    why = [wording.because(pair.text, pair.feedback) for pair in found]
    yield _question(item, wording.stem(item), [*answers, *spare], [*why, wording.sources(item)])


def _arrowless(text: str) -> str:
    """Return a text without the arrow that joins pairs."""
    return _escaped(text.replace("->", "→"))


def _gaps(item: FillIn, wording: Wording) -> Iterator[str]:
    """Yield a question for each gap; the other gaps stay blank in it."""
    numbers = {gap.id: f"({place}) {_BLANK}" for place, gap in enumerate(item.gaps, start=1)}
    shown = _GAP.sub(lambda found: numbers[found[1]], wording(item.text))
    for count, gap in enumerate(item.gaps, start=1):
        stem = f"{wording(item.stem)}\n{shown}\n{wording.kit('export.gap', number=count)}"
        answers = [f"=%100%{_escaped(form.text)}" for form in forms(gap, wording)]
        last = f"=%0%*#{_escaped(wording(gap.feedback))}"
        yield _question(item, stem, [*answers, last], [wording.sources(item)], part=gap.id)


def _open(item: OpenAnswer, wording: Wording) -> Iterator[str]:
    rubric = [wording.kit("export.weight", text=wording(line.text), weight=number(line.weight)) for line in item.rubric]
    sample = f"{wording.kit('export.sample')}: {wording(item.sample)}"
    yield _question(
        item,
        wording.stem(item),
        [],
        [sample, f"{wording.kit('export.rubric')}: {'; '.join(rubric)}", wording.sources(item)],
    )


def left_out(item: Item) -> Iterator[str]:
    """Yield what an item loses."""
    yield "hints"
    if item.points != 1:
        yield "points: each question counts 1 until Moodle is told otherwise"
    if isinstance(item, MapClick):
        yield "the map; the states stand in a list"
    if isinstance(item, (Ordering, PlacingItem)):
        yield "feedback of each option; it is shown after all answers, together"
    if isinstance(item, Ordering):
        yield "points for a run in order; each place counts by itself, as a pair"
    if isinstance(item, FillIn):
        yield "one score; each gap is a question of its own"
    if isinstance(item, (ShortText, FillIn)):
        yield "leniency: accents, signs and spaces count"


ENTRIES: dict[str, Callable[..., Iterator[str]]] = {
    "single-choice": _choice,
    "multiple-choice": _choice,
    "true-false": _choice,
    "numeric": _numeric,
    "short-text": _short_text,
    "ordering": _pairs,
    "matching": _pairs,
    "grouping": _pairs,
    "fill-in": _gaps,
    "map-click": _choice,
    "open": _open,
}
HOME = Home(ENTRIES, write, left_out)

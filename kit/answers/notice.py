"""A few lines for the learner: where the answers are, and what was handed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from kit.answers.outbox import outbox_of
from kit.answers.placeholder_names import is_placeholder
from kit.answers.store import NOBODY, AnswerStore, SetAside
from kit.files import path_meant
from kit.paths import command, kept_key, surroundings
from kit.quiz.bank import LessonItems
from kit.quiz.reading_time import item_minutes
from kit.text import Text, text_in


@dataclass(frozen=True)
class Notice:
    """A few lines for the learner: a heading, then what it is about; and the file that it is about, if any."""

    lines: tuple[str, ...]
    path: Path | None = None
    language: str = "en"

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_html_(self) -> str:
        title, *lines = (escape(line) for line in self.lines)
        body = "".join(f'<div style="overflow-wrap:anywhere">{line}</div>' for line in lines)
        return (
            f'<div lang="{escape(self.language)}" '
            'style="border-left:4px solid var(--jp-brand-color1,#1976d2);padding:.2em 0 .2em 1em">'
            f"<strong>{title}</strong>{body}</div>"
        )


def lesson_notice(lesson: LessonItems, store: AnswerStore, language: str) -> Notice:
    """Say which lesson this is, where its answers are, and how many there are already."""
    text, answers = text_in(language), store.read()
    asked = [item for item in lesson.items if item.use == "quiz" or not lesson.is_released]
    own = {item.id for item in asked}
    given = (each for each in answers.attempts if each.lesson == lesson.lesson and each.may_be_of(lesson.fingerprint))
    found = len(own & {each.item_id for each in given})
    return Notice(
        (
            text("lesson.title", lesson=lesson.lesson, title=lesson.title),
            lesson.question,
            *_minutes(lesson, text),
            text(kept_key(), learner=store.learner, path=store.path),
            text("lesson.found", found=found, count=len(own)) if found else text("lesson.none"),
            *_not_yours(lesson, store, text, is_begun=found > 0),
            text("lesson.nothing_to_hand_in" if outbox_of(store.path) else "lesson.hand_in"),
            *_surroundings(lesson, text),
            *_set_aside(answers.set_aside, language),
        ),
        language=language,
    )


def _minutes(lesson: LessonItems, text: Text) -> Iterator[str]:
    """Yield how long the lesson and the practice take; an exam does not say so."""
    minutes = lesson.minutes.teaching + lesson.minutes.exercises
    more = round(sum(item_minutes(item) for item in lesson.items if item.use == "practice"))
    if minutes and lesson.mode == "practice" and not lesson.is_released:
        yield text("lesson.minutes", minutes=minutes, more=more) if more else text("course.minutes", count=minutes)


def _not_yours(lesson: LessonItems, store: AnswerStore, text: Text, *, is_begun: bool) -> Iterator[str]:
    """Yield what to do where the answers to an exam may be those of another pupil, who used this computer before."""
    if is_begun and lesson.mode == "exam" and store.learner == NOBODY:
        yield text("lesson.exam_found", call=f'kit.start("{lesson.path.name}", learner="s07")')


def _surroundings(lesson: LessonItems, text: Text) -> Iterator[str]:
    """Yield what is different where this notebook runs."""
    if (place := surroundings()) == "VS Code":
        yield text("lesson.vscode", command=command(f"present {lesson.lesson}"))
    elif place:
        yield text("lesson.passing", place=place)


def hand_in(lesson: LessonItems, store: AnswerStore, language: str, folder: Path, name: str | None = None) -> Notice:
    """Write a hand-in, and say what was written and what to do next; nothing under a name that is only an example.

    Raises
    ------
    KitError
        When the file cannot be written.
    """
    from kit.answers.hand_in import write_hand_in

    folder = path_meant(folder)
    text, answers = text_in(language), store.read()
    if name and is_placeholder(name):
        return Notice((text("hand_in.placeholder", name=name), text("hand_in.placeholder_do")), language=language)
    written = write_hand_in(answers.attempts, lesson.lesson, folder, name)
    if written.path is None:
        return Notice((text("hand_in.none_title", lesson=lesson.lesson), text("hand_in.none")), language=language)
    state = "hand_in.written" if written.is_new else "hand_in.same"
    return Notice(
        (
            text(state, file=written.path.name),
            text("hand_in.what", learner=written.learner, answers=written.answers, total=len(lesson.items)),
            text("hand_in.where", path=written.path.resolve()),
            text("lesson.nothing_to_hand_in" if outbox_of(store.path) else "hand_in.next"),
            *_set_aside(answers.set_aside, language),
        ),
        written.path,
        language,
    )


def _set_aside(lines: tuple[SetAside, ...], language: str) -> list[str]:
    text = text_in(language)
    return [text("lesson.set_aside", line=line.line_number, why=line.why.in_language(language).what) for line in lines]

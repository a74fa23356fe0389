"""The end of a live class: the files that a class without a server hands in, for `kit collect` and `kit report`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from kit.amounts import counted
from kit.answers.hand_in import TOO_LONG, Written, write_hand_in
from kit.class_report.analysis import measure
from kit.class_report.gradebook import gradebook_csv
from kit.class_report.marking import fill_marks
from kit.class_report.report import ClassReport
from kit.class_report.scoring import scored
from kit.errors import KitError
from kit.live.class_measures import attempts_of, collected, words_now
from kit.live.database import Database, Line, Mark
from kit.paths import command, typed
from kit.quiz.bank import LessonItems, is_of_the_course, load_course, read_file
from kit.text import LearnerError, text_in


class HandIns(NamedTuple):
    """The hand-ins that were written, and whose are longer than a hand-in can be: nobody's who only answers."""

    written: list[Written]
    too_long: list[str]


def end_class(database: Database, lesson: LessonItems, folder: Path, language: str) -> list[str]:
    """Write the hand-ins, and the marks of answers in words; return what to tell the teacher.

    Raises
    ------
    KitError
        When a file cannot be written.
    """
    lines = [line for line in database.lines() if line.verdict is not None]
    if not lines:  # a hint that somebody used is no answer
        return ["Nobody has answered, so there are no hand-ins."]
    hand_ins, marks = folder / "hand-ins", folder / "marks.csv"
    try:
        found = write_hand_ins(lines, hand_ins)
    except KitError as error:
        do = f"Every answer is in {folder / 'class.sqlite'}. Put this right, then start the class again and end it."
        raise KitError(error.what, where=error.where, do=do) from None
    learners = {each.learner for each in found.written}
    said = [f"Hand-ins of {counted(len(learners), 'learners')}: {hand_ins}"]
    if found.too_long:
        said.append(f"Too long for a hand-in, and kept in {folder / 'class.sqlite'} only: {'; '.join(found.too_long)}")
    files = typed(hand_ins)
    if not is_of_the_course(lesson):
        files += f" --items {typed(lesson.path)}"
    lessons = _lessons(lesson, {line.lesson for line in lines}, language)
    in_words = {(each.lesson, item.id) for each in lessons for item in each.items if item.criteria}
    if any((line.lesson, line.item) in in_words for line in lines):
        others = write_marks(lines, database.marks(), lessons, marks, language)
        said.append(f"Marks for answers in words: {marks}")
        if others:
            said.append(f"Marks in this table that are not those of the board, and stay: {others}")
        files += f" --marks {typed(marks)}"
    return [*said, f"The report: {command('report')} {files} --out {typed(folder / 'report.html')}"]


def write_hand_ins(lines: Iterable[Line], folder: Path) -> HandIns:
    """Write a hand-in for each learner and lesson; where nothing was answered since, the earlier file stays.

    Raises
    ------
    KitError
        When a file cannot be written.
    """
    found = HandIns([], [])
    for learner, attempts in attempts_of(lines).items():
        for lesson in dict.fromkeys(attempt.lesson for attempt in attempts):
            try:
                found.written.append(write_hand_in(attempts, lesson, folder, learner, is_unique=True))
            except LearnerError as error:
                if error.key != TOO_LONG:
                    raise
                found.too_long.append(f"{learner}, {lesson}")
    return found


def zipped_hand_ins(lines: Iterable[Line]) -> bytes:
    """Return the hand-ins in a zip, with a note where one is too long."""
    content = BytesIO()
    with TemporaryDirectory(prefix="kit-") as place, ZipFile(content, "w", ZIP_DEFLATED) as archive:
        too_long = write_hand_ins(lines, Path(place)).too_long
        for path in sorted(Path(place).iterdir()):
            archive.write(path, path.name)
        if too_long:
            archive.writestr("too-long.txt", "".join(f"{said}\n" for said in too_long))
    return content.getvalue()


def _lessons(lesson: LessonItems, numbers: Collection[str], language: str) -> list[LessonItems]:
    """Return a lesson and those of some numbers that are of the course: a class may have had them before in its folder.

    Their texts are also in the language of the class.
    """
    earlier = set(numbers) - {lesson.lesson}
    found = [lesson, *(each for each in (load_course(()) if earlier else ()) if each.lesson in earlier)]
    return [read_file(each.path, language=language, whole=True) for each in found]


def write_marks(
    lines: Sequence[Line], marks: Iterable[Mark], lessons: Sequence[LessonItems], path: Path, language: str
) -> int:
    """Write the teacher's marks into the table that ``kit report --marks`` reads; only those for the last words.

    A mark that is in the table stays; returns how many of these are others than those of the board.
    """
    answers = scored(collected(attempts_of(lines), *(lesson.lesson for lesson in lessons)), lessons)
    with closing(answers.tables):
        given = {
            (words.learner, words.item, line.id): line.mark
            for words in words_now(answers, marks, language)
            for line in words.criteria
            if line.mark is not None
        }
        return fill_marks(answers, path, given, language)


def gradebook(lines: Iterable[Line], marks: Iterable[Mark], lesson: LessonItems, language: str) -> bytes:
    """Return the gradebook of a lesson as CSV; answers in words that are marked count by their marks."""
    answers = scored(collected(attempts_of(lines), lesson.lesson), [lesson])
    with closing(answers.tables):
        list(words_now(answers, marks, language))
        return gradebook_csv(measure(answers, language), text_in(language))


def report_page(lines: Iterable[Line], bank: Sequence[LessonItems], lesson: str, language: str) -> str:
    """Return the class report on a lesson, as ``kit report`` writes it."""
    return ClassReport(collected(attempts_of(lines), lesson), tuple(bank), language).to_html()

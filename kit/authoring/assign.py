"""A folder for students: one lesson's quiz and a notebook that asks it, as practice or as an exam without keys."""

from __future__ import annotations

import csv
import json
import re
from collections import ChainMap
from io import StringIO
from pathlib import Path

import msgspec
import yaml
from msgspec.structs import replace

from kit.checks.data_package import NAME, resources
from kit.checks.file_cache import FileCache
from kit.csv_files import csv_table
from kit.errors import KitError
from kit.facts.provenance import row_ids, source_line
from kit.files import can_be_completed, write_new_files, writing
from kit.paths import command
from kit.quiz.bank import LessonItems, read_file
from kit.quiz.lesson_file import LessonFile
from kit.quiz.parts import Text
from kit.quiz.sealed import check_keys, exam_file, fingerprint, read_exam, seal_items
from kit.text import languages, text_in
from kit.text_files import read_content
from kit.translations import ENGLISH

_TEXTS = "documents"  # the table whose rows are read in an exam, too
_ONE_LINE = 10_000_000  # characters
_ASKED = ("quiz", "practice")  # the others belong to the steps of the lesson
_KEYS = """\
# The keys of an exam. Its options have the same neutral ids as those of the students, so that no id is a hint.
# Score: {report}. Release: give the students this file, to be put beside the notebook.
"""


def write_assignment(lesson: LessonItems, out: Path, *, exam: bool, language: str = "en") -> list[Path]:
    """Write a student folder with a lesson's quiz, and for an exam a teacher folder with the keys.

    In an exam the student folder holds no key, no feedback, no hint, and nothing from which they follow: options have
    ids such as ``o1``, the same in both folders. Tables that the lesson brings go along for practice, and for an exam
    the documents that are read in it. The file in the teacher folder scores the answers; given to the
    students afterwards and put beside the notebook, it releases the results: the cards then show verdict and feedback.

    Parameters
    ----------
    lesson : LessonItems
        Whose quiz is asked, with the items for more practice; its checks and guesses on the way stay behind.
    out : pathlib.Path
        Where ``students`` and, for an exam, ``teacher`` are made; nothing there is overwritten.
    exam : bool
        Leave keys and feedback out.
    language : str
        Language of the notebook, ISO 639-1. The items keep all their languages.

    Returns
    -------
    list of pathlib.Path
        What was written.

    Raises
    ------
    KitError
        When a file is there already or cannot be written, or when nothing would be asked.
    """
    if not any(item.use == "quiz" or (exam and item.use == "practice") for item in lesson.items):
        do = "Take the line use out of the items that the quiz is to ask; checks and guesses belong into a lesson."
        raise KitError("No item of this lesson is for its quiz.", where=str(lesson.path), do=do)
    for mistake in lesson.rules.mistakes("exam") if exam else ():
        raise KitError(mistake.what, where=f"{lesson.path}, {', '.join(map(str, mistake.path))}", do=mistake.do)
    # What is written for this language alone is an item like any other here: the one that it replaces is not there.
    items = tuple(replace(item, language="", replaces="") if item.language else item for item in lesson.items)
    whole = replace(lesson, items=items)
    lesson = _asked(whole)
    name = f"{lesson.lesson}exam" if exam else lesson.lesson
    stem = lesson.path.stem.replace(lesson.lesson, name, 1)
    students, teacher = out / "students", out / "teacher"
    notebook, handout = students / f"{stem}.ipynb", students / f"{stem}.{'json' if exam else 'yaml'}"
    full = teacher / f"{stem}.yaml" if exam else handout
    files = {notebook: _notebook(lesson, handout.name, exam, language).encode()}
    tables = _tables(lesson, students, exam=exam)  # before any of them is read for its rows
    if exam:
        handed_out, keys = _exam(lesson, name)
        files |= {handout: handed_out, **tables, full: keys}
    else:
        files |= {full: _practice(whole, language).encode(), **tables}
    files |= _pictures(lesson, full.parent)  # an exam of students has its pictures within
    if not can_be_completed(files):  # tables and pictures may be those of another lesson of the same folder
        other = (path for path, content in files.items() if path.is_file() and path.read_bytes() != content)
        where = str(next(other, notebook))
        raise KitError("This file is there already.", where=where, do="Choose another folder with --out.")

    def check() -> None:
        read_file(full)
        if exam:
            read_exam(handout)  # else the students would be the first to find a kind that cannot be handed out

    with writing("The folder", out, "Choose another folder with --out."):
        return write_new_files(files, check)


def release_exam(folder: Path) -> list[Path]:
    """Copy the keys of exams from the teacher folder beside the exams in the student folder, and return the copies.

    Of several exams in one folder, those that are not released yet are released.

    Parameters
    ----------
    folder : pathlib.Path
        The folder that `write_assignment` wrote.

    Raises
    ------
    KitError
        When there is no exam in it, all are released already, or other keys are there.
    """
    students, teacher = folder / "students", folder / "teacher"
    keys = {students / path.name: path for path in teacher.glob("*.yaml") if (students / f"{path.stem}.json").exists()}
    if not keys:
        do = "Name the folder that `kit assign --exam --out` wrote."
        raise KitError("There is no exam with its keys in this folder.", where=str(folder), do=do)
    for copy, path in keys.items():
        if copy.exists() and copy.read_bytes() != path.read_bytes():
            do = f"Delete it to release those of {path}, or give the students this file."
            raise KitError("Other results are released already.", where=str(copy), do=do)
        check_keys(read_exam(copy.with_suffix(".json")), read_file(path))
    released = [copy for copy in keys if copy.exists()]
    if len(released) == len(keys):
        where = ", ".join(map(str, released))
        raise KitError("The results are released already.", where=where, do="Give the students this file.")
    keys = {copy: path for copy, path in keys.items() if copy not in released}
    with writing("The keys", students):
        files = {copy: path.read_bytes() for copy, path in keys.items()}
        pictures = [_pictures(read_file(path), students) for path in keys.values()]
        return write_new_files(dict(ChainMap(files, *pictures)))


def _pictures(lesson: LessonItems, folder: Path) -> dict[Path, bytes]:
    """Return the pictures of a lesson, with where each is next to an item file in `folder`."""
    files = [Path(item.picture.file) for item in lesson.items if item.picture]
    return {folder / file.name: read_content(file) for file in files}


def _exam(lesson: LessonItems, name: str) -> tuple[bytes, bytes]:
    """Return the exam of a lesson as students get it, and the item file with its keys."""
    asked = [replace(item, use="quiz") for item in lesson.items]
    items = tuple(item.anonymised() for item in asked)
    sealed = seal_items(asked, languages())
    version = fingerprint(sealed, lesson.pools)
    exam = exam_file(replace(lesson, lesson=name, items=sealed, fingerprint=version))
    head = _KEYS.format(report=command("report FOLDER --items THIS-FILE"))
    sources = _own_sources(lesson)
    keys = _written(lesson, lesson=name, mode="exam", items=items, fingerprint=version, sources=sources)
    return exam, f"{head}{keys}".encode()


def _own_sources(lesson: LessonItems) -> dict[str, Text]:
    """Return what feedback says of each row of the lesson's own tables: the keys go where these tables do not."""
    named = {row_id for item in lesson.items for row_id in item.row_ids()}
    found: dict[str, Text] = {}
    for row_id in sorted(named & row_ids(lesson.folder)) if lesson.folder else ():
        said = {language: source_line(row_id, lesson.folder, language) for language in languages()}
        english = said.pop(ENGLISH)
        found[row_id] = {ENGLISH: english, **{code: line for code, line in said.items() if line != english}}
    return found


def _tables(lesson: LessonItems, folder: Path, *, exam: bool) -> dict[Path, bytes]:
    """Return the tables that a lesson brings, for its cards: in an exam, the documents that its items ask about."""
    if lesson.folder is None:
        return {}
    cache = FileCache()
    described, (found, problems) = cache.json(lesson.folder / NAME), resources(lesson.folder, cache)
    for problem in problems:
        raise problem.as_error()
    tables = {each.name: (each.path, cache.content(each.path)) for each in found}
    if exam:
        ids = {name for item in lesson.items for name in item.documents}
        tables = {name: (path, _rows(content, path, ids)) for name, (path, content) in tables.items() if name == _TEXTS}
    files = {folder / path.relative_to(lesson.folder): content for path, content in tables.values() if content}
    entries = [entry for entry in described["resources"] if entry["name"] in tables]
    for entry in entries if exam else ():
        entry.pop("hash", None), entry.pop("bytes", None)
    package = json.dumps({**described, "resources": entries}, indent=2, ensure_ascii=False)
    return {folder / NAME: f"{package}\n".encode(), **files} if files else {}


def _rows(content: bytes, path: Path, ids: set[str]) -> bytes:
    """Return the heading of a table and the rows of some ids; nothing when it has none of them."""
    heading, *rows = csv_table(content, path)
    kept = [row for row in rows if row[:1] and row[0] in ids]
    file = StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows([heading, *kept])
    return file.getvalue().encode() if kept else b""


def _asked(lesson: LessonItems) -> LessonItems:
    """Return a lesson with the items that its notebook of a quiz asks, and their goals."""
    items = tuple(item for item in lesson.items if item.use in _ASKED)
    named = {item.objective for item in items}
    goals = {name: text for name, text in lesson.objectives.items() if name in named}
    return replace(lesson, items=items, objectives=goals)


def _practice(lesson: LessonItems, language: str) -> str:
    """Return an item file of what the notebook asks: with its comments where that is all, else written anew.

    What nobody is asked would count as not answered.
    """
    asked = _asked(lesson)
    if lesson.templates or language != "en" or len(asked.items) < len(lesson.items):
        return _written(asked, mode="practice")
    return re.sub(r"(?m)^(mode|# yaml-language-server) *:.*\n?", "", lesson.path.read_text(encoding="utf-8"))


def _written(lesson: LessonItems, /, **changes: object) -> str:
    """Return an item file of the items that there are, without the templates that gave them."""
    kept = {field: getattr(lesson, field) for field in LessonFile.__struct_fields__} | changes
    items = tuple(
        replace(item, picture=replace(item.picture, file=Path(item.picture.file).name)) if item.picture else item
        for item in kept["items"]
    )
    file = msgspec.to_builtins(LessonFile(**kept | {"items": items, "templates": ()}))
    # A text that goes on in a line of its own, such as "- and so on", looks to `kit check` like one that was lost.
    return str(yaml.dump(file, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=_ONE_LINE))


def _notebook(lesson: LessonItems, handout: str, exam: bool, language: str) -> str:  # noqa: FBT001 - of this module alone
    from nbformat import v4, writes

    text, name = text_in(language), json.dumps(handout, ensure_ascii=False)
    has_more = not exam and any(item.use == "practice" for item in lesson.items)
    practice = [v4.new_code_cell("lesson.practice()", id="practice")] if has_more else []
    cells = [
        v4.new_markdown_cell(f"# {lesson.title}\n\n{text('assign.exam' if exam else 'assign.practice')}", id="title"),
        v4.new_code_cell(f'import kit\n\nlesson = kit.start({name}, language="{language}")', id="setup"),
        v4.new_code_cell("lesson.quiz()", id="quiz"),
        *practice,
        v4.new_markdown_cell(text("assign.hand_in"), id="hand-in-how"),
        v4.new_code_cell("lesson.hand_in()", id="hand-in"),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return f"{writes(v4.new_notebook(cells=cells, metadata=metadata))}\n"

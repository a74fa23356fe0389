"""The item bank: one YAML file per lesson, read into items."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec.structs import replace

from kit.errors import KitError
from kit.paths import data_folder
from kit.quiz.item import Item
from kit.quiz.item_texts import file_in, items_for
from kit.quiz.lesson_file import LessonFile, lesson_meant, lesson_name, mistakes_of
from kit.quiz.template import ReadTable, read_table
from kit.quiz.yaml_nodes import Plain, YamlFile, line_of, load, parse
from kit.suggest import folder_error, is_folder, unknown_name
from kit.text_files import read_content
from kit.translations import ENGLISH, catalogue


class LessonItems(LessonFile, frozen=True, kw_only=True):
    """The items of one lesson and what its file says about the lesson.

    Parameters
    ----------
    lesson : str
        Number of the lesson, as the file name begins: ``02``.
    title, question : str
        What the lesson is called and the question it answers.
    minutes : Minutes
        ``teaching`` and ``exercises``.
    mode : str
        practice (feedback at once), pretest or exam (no verdict).
    objectives : dict
        Slug to sentence.
    pools : dict
        Name of a pool to the number of items drawn from it; see `kit.quiz.shuffle.drawn`.
    mix_items : bool
        Whether the quiz asks its items in an order that depends on the learner.
    rules : Rules
        Attempts allowed, which counts, pass mark, time limit, cost of a hint.
    items : tuple of Item
        In the order of the file, then those that its templates give.
    templates : tuple of Template
        The forms of the items that were made from tables.
    fingerprint : str
        Of the version of an exam; empty in other files. Answers with another one are to other questions.
    sources : dict
        Of the keys of an exam: what feedback says of rows of a teacher's own, by their ids.
    path : Path
        The file.
    is_released : bool
        Whether this is an exam that is over, and whose results may be read.
    """

    path: Path
    is_released: bool = False

    @property
    def home(self) -> Path:
        """The folder with its notebook and its translations; items may be in a folder of their own there."""
        return _home(self.path)

    @property
    def folder(self) -> Path | None:
        """The data folder of a lesson that brings tables of its own; None for the lessons of the course."""
        near = self.path.absolute().parents[:2]
        own = next((folder for folder in near if (folder / "datapackage.json").is_file()), None)
        return None if own is None or own.resolve() == data_folder().resolve() else own


def read_file(path: str | Path, seed: str = "", language: str = ENGLISH, *, whole: bool = False) -> LessonItems:
    """Read one item file.

    Parameters
    ----------
    path : str or Path
        A file ``NN-slug.yaml``.
    seed : str
        Chooses what its templates make; the number of the lesson when empty.
    language : str
        ISO 639-1: texts are also in this language, as far as catalogues next to the items translate them.
    whole : bool
        Take also the items that are written for other languages, as whoever scores answers has to.

    Returns
    -------
    LessonItems
        The lesson and its items.

    Raises
    ------
    KitError
        At the first problem, with file, line, item id and what to do.
    """
    path = Path(path)
    if path.suffix == ".json":
        do = "Name a file NN-slug.yaml; for an exam, the one in the folder of the teacher."
        raise KitError("This is an exam as students get it, which holds no keys.", where=str(path), do=do)
    content = read_content(path)
    try:
        file = _converted(content, path)
    except msgspec.ValidationError:
        raise _problems_of(parse(content, path), read_table)[0] from None
    if any(mistakes_of(file, path)):
        raise _problems_of(parse(content, path), read_table)[0]
    file = _in_language(file, path, language)
    asked = file.items if whole else items_for(file.items, language)
    items = (*(_with_home(item, path.parent) for item in asked), *file.made(path, seed))
    return LessonItems(path=path, **msgspec.structs.asdict(file) | {"items": items})


def read_own_file(path: str | Path, seed: str = "", language: str = ENGLISH) -> LessonItems:
    """Read an item file of a teacher, to be given out: also texts that YAML has cut are refused.

    Raises
    ------
    KitError
        At the first problem, as `read_file` does, and at the first that only `kit check` looks for.
    """
    lesson = read_file(path, seed, language)
    for error in problems(path):
        raise error
    return lesson


@lru_cache(maxsize=32)
def _converted(content: bytes, path: Path) -> LessonFile:
    """Return what is in a file, by its content: its items are asked for again and again, and parsing takes longest."""
    return msgspec.convert(parse(content, path).content, LessonFile, strict=False)


def read_head(path: Path, language: str = ENGLISH) -> LessonItems:
    """Read what an item file says before its items, in a tenth of the time; where that is not enough, the whole file.

    Raises
    ------
    KitError
        As `read_file` does.
    """
    head, _, _ = read_content(path).partition(b"\nitems:")
    try:
        file = msgspec.convert(parse(head + b"\nitems: []\n", path).content, LessonFile, strict=False)
    except (KitError, msgspec.ValidationError):
        return read_file(path, language=language)
    return LessonItems(path=path, **msgspec.structs.asdict(_in_language(file, path, language)))


def _in_language(file: LessonFile, path: Path, language: str) -> LessonFile:
    """Return what a file says in a language, as far as the catalogue next to it translates it."""
    if language == ENGLISH:
        return file
    return file_in(file, language, catalogue(language, f"lesson-{lesson_name(path)}", _home(path)))


def _home(path: Path) -> Path:
    """Return the data folder of an item file: its catalogues are in ``text`` there."""
    folder = path.absolute().parent
    return folder.parent if folder.name == "items" else folder


def _with_home(item: Item, folder: Path) -> Item:
    """Return an item that knows where its picture is."""
    if item.picture is None:
        return item
    return replace(item, picture=replace(item.picture, file=str((folder / item.picture.file).absolute())))


def problems(path: str | Path) -> list[KitError]:
    """Return every problem of an item file, or of all item files of a folder, without stopping at the first."""
    path = Path(path)
    found: list[KitError] = []
    parsed: list[YamlFile] = []
    try:
        for file in item_files(path) if path.is_dir() else [path]:
            try:
                parsed.append(load(file))
            except KitError as error:
                found.append(error)
    except KitError as error:
        return [error]
    return found + problems_in(parsed)


def problems_in(files: Sequence[YamlFile], read: ReadTable = read_table) -> list[KitError]:
    """Return every problem of item files that were parsed, and what they may not share.

    Parameters
    ----------
    files : sequence of YamlFile
        From `kit.quiz.yaml_nodes.load`.
    read : callable
        Gives heading and rows of a table; see `kit.quiz.template.Template.rows`.
    """
    own = [error for file in files for error in _problems_of(file, read)]
    return [*own, *_shared_lessons([file.path for file in files]), *_shared_ids(files)]


def _problems_of(file: YamlFile, read: ReadTable) -> list[KitError]:
    from kit.quiz.file_errors import problems_of  # a file is seldom wrong, and a lesson begins without it

    return problems_of(file, read)


def lesson_names(folder: str | Path | None = None) -> list[str]:
    """Return the numbers of the lessons that have items, in order: ``["00", "01", …]``."""
    return [lesson_name(file) for file in item_files(_folder(folder))]


def load_lesson(name: str, folder: str | Path | None = None, language: str = ENGLISH) -> LessonItems:
    """Read the items of one lesson, ``"02"`` or ``"2"``, in English and another language; nothing else is read.

    Raises
    ------
    KitError
        When there is no such lesson, or its file has a problem.
    """
    files = {lesson_name(file): file for file in item_files(_folder(folder))}
    found = files.get(name) or files.get(lesson_meant(name))
    if found is None and is_folder(name):
        raise folder_error(name, "[0-9][0-9]*.y*ml", files)
    if found is None:
        raise unknown_name("lesson.no_lesson", name, files, _folder(folder))
    return read_file(found, language=language)


def load_bank(
    folder: str | Path | None = None, language: str = ENGLISH, *, whole: bool = False
) -> tuple[LessonItems, ...]:
    """Read all item files of a folder, in the order of their names; see `read_file`.

    Raises
    ------
    KitError
        When a file has a problem, or when two files use one item id.
    """
    files = item_files(_folder(folder))
    lessons = tuple(read_file(file, language=language, whole=whole) for file in files)
    ids = [item.id for lesson in lessons for item in lesson.items]
    if len(set(ids)) < len(ids):
        raise next(_shared_ids([load(file) for file in files]))
    return lessons


def load_course(whole: Collection[str], language: str = ENGLISH) -> tuple[LessonItems, ...]:
    """Read the lessons of the course: those whose numbers are in `whole` with their items, of the others the head.

    Raises
    ------
    KitError
        When a file has a problem.
    """
    return tuple(
        read_file(file, language=language) if lesson_name(file) in whole else read_head(file, language)
        for file in item_files(_folder(None))
    )


def is_of_the_course(lesson: LessonItems) -> bool:
    """Return whether a lesson is one of those that travel with the kit."""
    return lesson.path.parent.resolve() == _folder(None).resolve()


def _shared_ids(files: Sequence[YamlFile]) -> Iterator[KitError]:
    """Yield an error for each item whose id is used in an earlier file."""
    home: dict[str, Path] = {}
    for file in files:
        for number, name in enumerate(_item_ids(file.content)):
            if name and home.setdefault(name, file.path) != file.path:
                line = line_of(file.node, ("items", number, "id"))
                where = f"{file.path}, line {line}, item {name}; and {home[name]}"
                do = "Give one of the two items another id."
                yield KitError(f"The item id {name!r} is used in two files.", where=where, do=do)


def _item_ids(content: Plain) -> list[str]:
    """Return the ids of the items of a file, whatever state it is in."""
    items = content.get("items") if isinstance(content, dict) else None
    ids = [item.get("id") if isinstance(item, dict) else None for item in items] if isinstance(items, list) else []
    return [name if isinstance(name, str) else "" for name in ids]


def _folder(folder: str | Path | None) -> Path:
    return data_folder() / "items" if folder is None else Path(folder)


def item_files(folder: Path) -> list[Path]:
    """Return the item files of a folder in order.

    Raises
    ------
    KitError
        When there is no such folder, or one lesson has two files.
    """
    if not folder.is_dir():
        raise KitError("There is no such folder of items.", where=str(folder), do="Check the name of the folder.")
    files = sorted(file for file in folder.glob("*.y*ml") if not file.name.startswith("."))
    for error in _shared_lessons(files):
        raise error
    return files


def _shared_lessons(files: Sequence[Path]) -> Iterator[KitError]:
    """Yield an error for each file of a lesson that has an earlier one; the two would hide each other."""
    names: dict[str, Path] = {}
    for file in files:
        name = lesson_name(file)
        if names.setdefault(name, file) != file:
            where = f"{names[name]}, {file.name}"
            do = "Put all its items into one file."
            yield KitError(f"Lesson {name!r} has two item files.", where=where, do=do)

"""The item bank: one YAML file per lesson, read into items."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kit.errors import KitError
from kit.paths import data_folder
from kit.quiz import yaml_nodes as plain_yaml
from kit.quiz.file_errors import problems_of
from kit.quiz.item_schema import schema
from kit.quiz.lesson_file import LessonFile, lesson_name, mistakes_of
from kit.suggest import did_you_mean

__all__ = ["LessonItems", "lesson_names", "load_bank", "load_lesson", "problems", "read_file", "schema"]


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
        Name of a pool to the number of items drawn from it; see `kit.quiz.order.drawn`.
    mix_items : bool
        Whether the quiz asks its items in an order that depends on the learner.
    rules : Rules
        Attempts allowed, which counts, pass mark, time limit, cost of a hint.
    items : tuple of Item
        In the order of the file, then those that its templates give.
    templates : tuple of Template
        The forms of the items that were made from tables.
    path : Path
        The file.
    """

    path: Path


def read_file(path: str | Path, seed: str = "") -> LessonItems:
    """Read one item file.

    Parameters
    ----------
    path : str or Path
        A file ``NN-slug.yaml``.
    seed : str
        Chooses what its templates make; the number of the lesson when empty.

    Returns
    -------
    LessonItems
        The lesson and its items.

    Raises
    ------
    KitError
        At the first problem, with file, line, item id and the mend.
    """
    path = Path(path)
    node, content = plain_yaml.load(path)
    try:
        file = msgspec.convert(content, LessonFile, strict=False)
    except msgspec.ValidationError:
        raise problems_of(node, content, path)[0] from None
    if any(mistakes_of(file, path)):
        raise problems_of(node, content, path)[0]
    return LessonItems(path=path, **msgspec.structs.asdict(file) | {"items": file.items + file.made(path, seed)})


def problems(path: str | Path) -> list[KitError]:
    """Return every problem of an item file, or of all item files of a folder, without stopping at the first."""
    path = Path(path)
    try:
        if path.is_dir():
            files = _files(path)
            return [problem for file in files for problem in problems(file)] + _shared_ids(files)
        node, content = plain_yaml.load(path)
    except KitError as error:
        return [error]
    return problems_of(node, content, path)


def lesson_names(folder: str | Path | None = None) -> list[str]:
    """Return the numbers of the lessons that have items, in order: ``["00", "01", …]``."""
    return [lesson_name(file) for file in _files(_folder(folder))]


def load_lesson(name: str, folder: str | Path | None = None) -> LessonItems:
    """Read the items of one lesson; nothing else is read.

    Raises
    ------
    KitError
        When there is no such lesson, or its file has a problem.
    """
    files = {lesson_name(file): file for file in _files(_folder(folder))}
    if name not in files:
        raise KitError(
            f"There is no lesson {name!r} in the item bank.",
            where=str(_folder(folder)),
            do=f"Choose one of: {', '.join(files) or 'none is there yet'}.{did_you_mean(str(name), files)}",
        )
    return read_file(files[name])


def load_bank(folder: str | Path | None = None) -> tuple[LessonItems, ...]:
    """Read all item files of a folder, in the order of their names.

    Raises
    ------
    KitError
        When a file has a problem, or when two files use one item id.
    """
    files = _files(_folder(folder))
    lessons = tuple(read_file(file) for file in files)
    ids = [item.id for lesson in lessons for item in lesson.items]
    if len(set(ids)) < len(ids):
        raise _shared_ids(files)[0]
    return lessons


def _shared_ids(files: list[Path]) -> list[KitError]:
    """Return an error for each item whose id is used in an earlier file."""
    home: dict[str, Path] = {}
    found: list[KitError] = []
    for file in files:
        try:
            node, content = plain_yaml.load(file)
        except KitError:
            continue
        for place, name in enumerate(_item_ids(content)):
            if name and home.setdefault(name, file) != file:
                line = plain_yaml.line_of(node, ("items", place, "id"))
                found.append(
                    KitError(
                        f"The item id {name!r} is used in two files.",
                        where=f"{file}, line {line}, item {name}; and {home[name]}",
                        do="Give one of the two items another id.",
                    )
                )
    return found


def _item_ids(content: plain_yaml.Plain) -> list[str]:
    """Return the ids of the items of a file, whatever state it is in."""
    items = content.get("items") if isinstance(content, dict) else None
    ids = [item.get("id") if isinstance(item, dict) else None for item in items] if isinstance(items, list) else []
    return [name if isinstance(name, str) else "" for name in ids]


def _folder(folder: str | Path | None) -> Path:
    return data_folder() / "items" if folder is None else Path(folder)


def _files(folder: Path) -> list[Path]:
    """Return the item files in order; two files for one lesson would hide each other."""
    if not folder.is_dir():
        raise KitError("There is no such folder of items.", where=str(folder), do="Look at the name of the folder.")
    files = sorted(file for file in folder.glob("*.y*ml") if not file.name.startswith("."))
    names: dict[str, Path] = {}
    for file in files:
        if lesson_name(file) in names:
            raise KitError(
                f"Lesson {lesson_name(file)!r} has two item files.",
                where=f"{names[lesson_name(file)].name} and {file.name} in {folder}",
                do="Put all its items into one file.",
            )
        names[lesson_name(file)] = file
    return files

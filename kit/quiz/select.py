"""Which items are wanted: the whole bank, lessons, files or single items, and the quiz of one learner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from kit.errors import KitError
from kit.quiz.bank import LessonItems, load_bank, load_lesson, read_file, read_own_file
from kit.quiz.item import Item, Use
from kit.quiz.lesson_file import lesson_meant
from kit.quiz.sealed import check_keys, read_exam
from kit.quiz.shuffle import drawn, shuffled
from kit.suggest import did_you_mean, folder_error, is_folder, name_list, nearest
from kit.text import LearnerError
from kit.translations import ENGLISH


def chosen(names: Sequence[str], language: str = ENGLISH) -> tuple[LessonItems, ...]:
    """Return lessons with the items that are chosen.

    Parameters
    ----------
    names : sequence of str
        Numbers of lessons (``"02"`` or ``"2"``), ids of items (``"q-members-03"``), paths of item files; nothing
        means all.
    language : str
        ISO 639-1: texts are also in this language, as far as they are translated.

    Returns
    -------
    tuple of LessonItems
        In the order of the bank, files last; of a lesson, only the items that are chosen.

    Raises
    ------
    KitError
        When a name is none of these.
    """
    paths = [Path(name) for name in names if name.endswith((".yaml", ".yml"))]
    files = tuple(read_own_file(path, language=language) for path in dict.fromkeys(paths))
    wanted = {name for name in names if Path(name) not in paths}
    if names and not wanted:
        return files
    bank = load_bank(language=language)
    known = {lesson.lesson for lesson in bank} | {
        name for lesson in bank for item in lesson.items for name in _names(item)
    }
    wanted = {lesson_meant(name) if lesson_meant(name) in known else name for name in wanted}
    numbers = [lesson.lesson for lesson in bank]
    for name in sorted(wanted - known):
        if is_folder(name):
            raise folder_error(name, "[0-9][0-9]*.y*ml", numbers)
        do = f"Give a lesson ({name_list(numbers)}), an item or a file NN-slug.yaml.{did_you_mean(name, known)}"
        raise KitError(f"There is no lesson and no item {name!r}.", where="kit export", do=do)
    chosen = (_chosen(lesson, wanted) for lesson in bank) if names else bank
    return (*(lesson for lesson in chosen if lesson.items), *files)


def _chosen(lesson: LessonItems, wanted: set[str]) -> LessonItems:
    if lesson.lesson in wanted:
        return lesson
    return msgspec.structs.replace(lesson, items=tuple(item for item in lesson.items if wanted & _names(item)))


def _names(item: Item) -> set[str]:
    """Return the ids by which an item is asked for: its own, and that of the item in whose place it is there."""
    return {item.id, item.replaces} - {""}


def open_lesson(name: str, folder: Path = Path(), language: str = ENGLISH) -> LessonItems:
    """Return the items of a lesson of the course, of a file, or of an exam that may be released by now.

    Parameters
    ----------
    name : str
        A number such as ``"02"``; or a file ``.yaml`` or ``.json`` below `folder`. Beside an exam, the file of the
        same name that ends in ``.yaml`` releases the results.
    folder : pathlib.Path
        Where the files are.
    language : str
        ISO 639-1: texts are also in this language, as far as they are translated.

    Raises
    ------
    KitError
        When there is no such lesson, or it cannot be read.
    """
    path = folder / name
    if path.suffix == ".json" and not path.with_suffix(".yaml").exists():
        return read_exam(path)
    if path.suffix == ".json":
        found = read_file(path.with_suffix(".yaml"), language=language)
        if path.exists():
            check_keys(read_exam(path), found)
        return msgspec.structs.replace(found, mode="practice", is_released=True)
    if path.suffix in {".yaml", ".yml"}:
        return read_file(path, language=language)
    return load_lesson(name, language=language)


def item_of(lesson: LessonItems, item_id: str) -> Item:
    """Return one item of a lesson.

    Raises
    ------
    KitError
        When the lesson has no such item; the nearest ids are named.
    """
    known = {name: item for item in lesson.items for name in _names(item)}
    name = str(item_id)  # a list, as a slip of a cell, is no key of a map
    if name not in known:
        near = name_list(nearest(name, known) or known)
        where, names = lesson.path, {"lesson": lesson.lesson, "name": name, "near": near}
        raise LearnerError("lesson.no_item", where=where, do="lesson.meant", **names)
    return known[name]


def quiz_items(lesson: LessonItems, learner: str, use: Use = "quiz") -> list[Item]:
    """Return the items of a learner's quiz, or of more practice, in their order: from pools those drawn."""
    found, seed = [item for item in lesson.items if item.use == use], seed_of(lesson, learner)
    return shuffled(drawn(found, lesson.pools, seed), seed, keep_order=not lesson.mix_items)


def core_first(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return items in their order, but those for more practice after all others."""
    return tuple(sorted(items, key=lambda item: item.use == "practice"))


def seed_of(lesson: LessonItems, learner: str) -> str:
    """Return what decides on the order and the draw: the same for a learner each time, and no other's."""
    return f"{learner}/{lesson.lesson}"

"""Which items are meant: the whole bank, lessons, files or single items."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from kit.errors import KitError
from kit.quiz.bank import LessonItems, load_bank, read_file
from kit.suggest import name_list, nearest


def chosen(names: Sequence[str]) -> tuple[LessonItems, ...]:
    """Return lessons with the items that are meant.

    Parameters
    ----------
    names : sequence of str
        Numbers of lessons (``"02"``), ids of items (``"q-members-03"``), paths of item files; nothing means all.

    Returns
    -------
    tuple of LessonItems
        In the order of the bank, files last; of a lesson, only the items that are meant.

    Raises
    ------
    KitError
        When a name is none of these.
    """
    paths = [Path(name) for name in names if name.endswith((".yaml", ".yml"))]
    files = tuple(read_file(path) for path in dict.fromkeys(paths))
    wanted = {name for name in names if Path(name) not in paths}
    if names and not wanted:
        return files
    bank = load_bank()
    known = {lesson.lesson for lesson in bank} | {item.id for lesson in bank for item in lesson.items}
    for name in sorted(wanted - known):
        near = nearest(name, known) or sorted(lesson.lesson for lesson in bank)
        do = f"Give a lesson, an item or a file NN-slug.yaml. Did you mean {name_list(near)}?"
        raise KitError(f"There is no lesson and no item {name!r}.", where="kit export", do=do)
    meant = (_meant(lesson, wanted) for lesson in bank) if names else bank
    return (*(lesson for lesson in meant if lesson.items), *files)


def _meant(lesson: LessonItems, wanted: set[str]) -> LessonItems:
    if lesson.lesson in wanted:
        return lesson
    return msgspec.structs.replace(lesson, items=tuple(item for item in lesson.items if item.id in wanted))

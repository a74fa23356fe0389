"""Check a folder of tables, items, outlines and texts: the kit's own or a teacher's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kit.checks import boundaries as outlines
from kit.checks import descriptor
from kit.checks.item_files import Data, check_bank
from kit.checks.problem import Problem, place
from kit.checks.reading import text_of, unreadable
from kit.checks.table_files import Package, check_package, read_package
from kit.checks.texts import check_texts
from kit.errors import KitError
from kit.paths import data_folder
from kit.quiz.item_schema import NAME as SCHEMA

_ITEMS, _TEXTS = "items", "text"
_EXAMPLE_ROW, _EXAMPLE_ITEM = "-example", "q-example-"  # ids that `kit new-lesson` writes
_YAML = (".yaml", ".yml")
_SHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".tsv", ".numbers")


def check_folder(folder: Path) -> list[Problem]:
    """Return everything that is wrong with a folder; nothing when all is well.

    Parameters
    ----------
    folder : Path
        A folder with any of: ``datapackage.json`` and the tables it describes, ``boundaries.geojson``,
        ``items/*.yaml`` (or item files without a folder of their own), ``text/*.po``. What its items and tables
        refer to is looked up there and among the kit's own rows.

    Returns
    -------
    list of Problem
        Tables first, then outlines, items and texts. A folder in which there is nothing to check is a problem.

    Source: the folder itself, and ``datapackage.json`` in it.

    Examples
    --------
    >>> from kit.paths import data_folder
    >>> check_folder(data_folder())
    []
    """
    folder = Path(folder)
    try:
        names = _visible(folder)
        parts = [path for path in names if _is_checked(path)]
        return _problems(folder, names) if parts else [_nothing(folder, names)]
    except KitError as error:
        return [Problem.of(error)]


def _visible(folder: Path) -> list[Path]:
    """Return what stands in a folder, in order, without hidden files."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except NotADirectoryError:
        do = f"Give the folder it is in: {folder.parent}"
        raise KitError("This is a file, not a folder.", where=str(folder), do=do) from None
    except FileNotFoundError:
        raise KitError("There is no such folder.", where=str(folder), do="Look at its name.") from None
    except OSError as error:
        raise unreadable(folder, error) from None


def _is_checked(path: Path) -> bool:
    is_part = path.name in (descriptor.NAME, outlines.NAME, _ITEMS, _TEXTS)
    return is_part or path.suffix.lower() in (".csv", *_SHEETS, *_YAML)


def _nothing(folder: Path, names: list[Path]) -> Problem:
    near = [path for path in names if any((path / name).exists() for name in (descriptor.NAME, _ITEMS))]
    do = f"Did you mean {near[0]}?" if near else "Give a folder with items/*.yaml, or with datapackage.json."
    return Problem("There is nothing to check in this folder.", str(folder), do)


def _problems(folder: Path, names: list[Path]) -> list[Problem]:
    own = read_package(folder) if folder / descriptor.NAME in names else Package(folder, {}, [], [])
    is_kit = folder.resolve() == data_folder().resolve()
    kit = Package(folder, {}, [], []) if is_kit else read_package(data_folder())
    found = [*check_package(own, kit.tables), *kit.problems, *_not_described(own, names)]
    if folder / outlines.NAME in names:
        found += outlines.check_outlines(folder / outlines.NAME, {**kit.tables, **own.tables})
    found += list(_items(folder, names, own, kit))
    found += list(_examples(own, folder))
    return found + (check_texts(folder / _TEXTS) if folder / _TEXTS in names else [])


def _examples(own: Package, folder: Path) -> Iterator[Problem]:
    """Yield what a new lesson was begun with and nobody has replaced yet: the ids of `kit new-lesson`."""
    do = "Write your own in its place, and take the example out."
    for table in own.tables.values():
        for row in table.rows():
            if table.row_id(row.cells).endswith(_EXAMPLE_ROW):
                yield Problem("This row is still the example of a new lesson.", table.where(row), do)
    for file in sorted((folder / _ITEMS).glob("*.yaml")) if (folder / _ITEMS).is_dir() else []:
        for line in _lines(file):
            name = line.removeprefix("- id:").strip()
            if name.startswith(_EXAMPLE_ITEM):
                yield Problem("This item is still the example of a new lesson.", place(file, name=name), do)


def _lines(file: Path) -> list[str]:
    """Return the lines of an item file; none where it cannot be read, which is named with the items."""
    try:
        return text_of(file).splitlines()
    except KitError:
        return []


def _not_described(package: Package, names: list[Path]) -> Iterator[Problem]:
    """Yield each table that nobody would check; while the description itself is damaged, that is said first."""
    described = {resource.path for resource in package.files}
    for path in names:
        if path.suffix.lower() in _SHEETS:
            yield Problem("A workbook is not checked.", str(path), 'Save each sheet as "CSV UTF-8 (comma delimited)".')
        elif path.suffix.lower() == ".csv" and path not in described and not package.problems:
            do = f"Describe its columns in {package.folder / descriptor.NAME}, or take the file out."
            yield Problem("No datapackage.json describes this table, so it cannot be checked.", str(path), do)


def _items(folder: Path, names: list[Path], own: Package, kit: Package) -> Iterator[Problem]:
    """Yield what is wrong with item files, and each file that would not be read as one."""
    home = folder / _ITEMS if folder / _ITEMS in names else folder
    inside = _visible(home)
    files = [path for path in inside if path.suffix in _YAML]
    for path in inside:
        if path.suffix.lower() in _YAML and path not in files:
            yield Problem("The name of an item file ends in small letters.", str(path), "Let it end in .yaml")
    if home != folder:
        beside = {"README", Path(SCHEMA).stem}
        for path in [path for path in inside if path.suffix.lower() not in _YAML and path.stem not in beside]:
            yield Problem("This is no item file, and is not read.", str(path), "Let its name end in .yaml, or move it.")
        for path in names:
            if path.suffix.lower() in _YAML:
                yield Problem("This item file is not read.", str(path), f"Move it into {home}.")
        if not files:
            yield Problem("There are no item files.", str(home), "Write one such as 02-my-lesson.yaml.")
    if files and (own.problems or kit.problems):
        do = "Mend the tables first, then check again."
        yield Problem("The items could not be compared with the data yet.", str(home), do)
        yield from check_bank(home, files, None)
    elif files:
        yield from check_bank(home, files, Data([own.tables, kit.tables]))

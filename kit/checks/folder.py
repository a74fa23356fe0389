"""Check a folder of tables, items, outlines and texts: the kit's own or a teacher's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kit.checks import boundaries as outlines
from kit.checks import data_package
from kit.checks.course_ids import taken_ids
from kit.checks.file_cache import FileCache
from kit.checks.item_files import Data, check_bank, pictures_of_items, tables_of_templates
from kit.checks.notebooks import check_notebooks
from kit.checks.problem import Problem
from kit.checks.screen_texts import check_texts
from kit.checks.table_files import Package, check_package, read_package
from kit.errors import KitError
from kit.paths import data_folder
from kit.quiz.item_schema import NAME as SCHEMA
from kit.text_files import unreadable

_ITEMS, _TEXTS = "items", "text"
_EXAMPLE_ROW = "-example"  # how ids end that `kit new-lesson` writes
_EXAMPLE_CELLS = {  # what it writes into the cells that say what a row is about, without the last full stop
    ("statement", "This row shows how a fact is written: one statement, in your own words"),
    ("evidence", "two to six words"),
    ("title", "An event of your story"),
    ("what_happened", "What happened, in one or two sentences of your own"),
    ("significance", "Why it matters for the story"),
    ("title", "The article that the lesson reads"),
    ("publisher", "name of the newspaper"),
    ("attribution", "who says so"),
    ("attribution", "newspaper, date"),
}
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
    """Return what is in a folder, in order, without hidden files."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except NotADirectoryError:
        do = f"Give the folder it is in: {folder.parent}"
        raise KitError("This is a file, not a folder.", where=str(folder), do=do) from None
    except FileNotFoundError:
        raise KitError("There is no such folder.", where=str(folder), do="Check its name.") from None
    except OSError as error:
        raise unreadable(folder, error) from None


def _is_checked(path: Path) -> bool:
    is_part = path.name in (data_package.NAME, outlines.NAME, _ITEMS, _TEXTS)
    return is_part or path.suffix.lower() in (".csv", *_SHEETS, *_YAML)


def _nothing(folder: Path, names: list[Path]) -> Problem:
    near = [path for path in names if any((path / name).exists() for name in (data_package.NAME, _ITEMS))]
    do = f"Did you mean {near[0]}?" if near else "Give a folder with items/*.yaml, or with datapackage.json."
    return Problem("There is nothing to check in this folder.", str(folder), do)


def _problems(folder: Path, names: list[Path]) -> list[Problem]:
    files = FileCache()
    own = read_package(folder, files) if folder / data_package.NAME in names else Package(folder, {}, [], [])
    is_kit = folder.resolve() == data_folder().resolve()
    kit = Package(folder, {}, [], []) if is_kit else read_package(data_folder(), files)
    home = folder / _ITEMS if folder / _ITEMS in names else folder
    item_files = [path for path in _visible(home) if path.suffix in _YAML]
    described = {resource.path for package in (own, kit) for resource in package.files}
    pictures = pictures_of_items(item_files, files)
    used = {path: ids for path, ids in tables_of_templates(item_files, files).items() if path not in described}
    found = [*check_package(own, kit.tables, files), *kit.problems, *_not_described(own, names, set(used))]
    if folder / outlines.NAME in names:
        found += outlines.check_outlines(folder / outlines.NAME, {**kit.tables, **own.tables}, files)
    found += list(_not_read(folder, home, names, set(used) | pictures))
    if item_files and (own.problems or kit.problems):
        do = "Correct the tables first, then check again."
        found.append(Problem("The items could not be compared with the data yet.", str(home), do))
        found += check_bank(item_files, None, files)
    elif item_files:
        found += check_bank(
            item_files, Data([own.tables, kit.tables], set().union(*used.values()), outlines.drawn_states(files)), files
        )
    if not is_kit and _package_name(folder, files) != _package_name(data_folder(), files):  # not a copy of the course
        found += list(taken_ids(item_files, files))
    found += list(_examples(own))
    notebooks = [path for path in names if path.suffix == ".ipynb"]
    if notebooks and item_files and not found:
        tables = [package.tables["documents"] for package in (own, kit) if "documents" in package.tables]
        documents = {table.row_id(row.cells) for table in tables for row in table.rows()}
        found += check_notebooks(notebooks, item_files, documents)
    return found + (check_texts(folder / _TEXTS, files) if folder / _TEXTS in names else [])


def _package_name(folder: Path, files: FileCache) -> object:
    """Return what a folder of tables is called; None where that cannot be read, which is said elsewhere."""
    try:
        described = files.json(folder / data_package.NAME)
    except KitError:
        return None
    return described.get("name") if isinstance(described, dict) else None


def _examples(own: Package) -> Iterator[Problem]:
    """Yield each row with which a new lesson was begun and that nobody has replaced yet."""
    for table in own.tables.values():
        for row in table.rows():
            said = {(column, cell.rstrip(".")) for column, cell in row.cells.items()}
            if table.row_id(row.cells).endswith(_EXAMPLE_ROW) or said & _EXAMPLE_CELLS:
                do = "Write your own in its place, and take the example out."
                yield Problem("This row is still the example of a new lesson.", table.where(row), do)


def _not_described(package: Package, names: list[Path], used: set[Path]) -> Iterator[Problem]:
    """Yield each table that nobody would check; while the description itself is damaged, that is said first."""
    described = {resource.path for resource in package.files} | used
    for path in names:
        if path.suffix.lower() in _SHEETS:
            yield Problem("A workbook is not checked.", str(path), 'Save each sheet as "CSV UTF-8 (comma delimited)".')
        elif path.suffix.lower() == ".csv" and path not in described and not package.problems:
            do = f"Describe its columns in {package.folder / data_package.NAME}, or take the file out."
            yield Problem("No datapackage.json describes this table, so it cannot be checked.", str(path), do)


def _not_read(folder: Path, home: Path, names: list[Path], used: set[Path]) -> Iterator[Problem]:
    """Yield each file that would not be read as an item file, though it looks like one."""
    inside = _visible(home)
    for path in inside:
        if path.suffix.lower() in _YAML and path.suffix not in _YAML:
            yield Problem("The name of an item file ends in small letters.", str(path), "Let it end in .yaml.")
    if home != folder:
        beside = {"README", Path(SCHEMA).stem}
        for path in inside:
            if path.suffix.lower() in _YAML or path.stem in beside or path in used:
                continue
            what = "This is not an item file, and is not read."
            yield Problem(what, str(path), "Let its name end in .yaml, or move it.")
        for path in names:
            if path.suffix.lower() in _YAML:
                yield Problem("This item file is not read.", str(path), f"Move it into {home}.")
        if not any(path.suffix in _YAML for path in inside):
            yield Problem("There are no item files.", str(home), "Write one such as 02-my-lesson.yaml.")

"""The strings of the kit's own screens: what is wrong with English, and with a catalogue that translates it."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from kit.checks.file_cache import FileCache
from kit.checks.problem import Problem
from kit.errors import KitError, place
from kit.paths import data_folder
from kit.suggest import did_you_mean, name_list
from kit.text import SCREENS

_ENGLISH = "en.po"
_KEY = {True: re.compile(r'^msgid "(.+)"$', re.MULTILINE), False: re.compile(r'^msgctxt "(.+)"$', re.MULTILINE)}
_LINE = re.compile(r'\s*(#.*|(msg\w+(\[\d\])?\s+)?"([^"\\]|\\.)*"\s*)?')


class Entry(NamedTuple):
    """A string, or its plural forms, and the line where it begins."""

    forms: tuple[str, ...]
    line: int


def check_texts(folder: Path, file_cache: FileCache) -> list[Problem]:
    """Return what is wrong with the strings of a folder: with its English, and with each catalogue that translates it.

    What a catalogue does not translate is no problem: it is said in English.
    """
    if not (files := sorted(folder.rglob("*.po"))):
        return [Problem("There is no .po file in this folder.", str(folder), "Put it back, or take the folder out.")]
    english, own = folder / _ENGLISH, [path for path in files if path.parent == folder]
    problems = [_not_read(path) for path in own if path != english]
    read: dict[Path, dict[str, Entry]] = {}
    for path in [*(path for path in own if path == english), *(path for path in files if path.name == SCREENS)]:
        try:
            read[path] = _entries(path, file_cache)
            problems += _in_file(path, read[path])
        except KitError as error:
            problems.append(Problem.of(error))
    catalogues = [path for path in read if path != english]
    if not catalogues:
        return problems
    try:
        base = read.get(english) or _entries(data_folder() / "text" / _ENGLISH, file_cache)
    except KitError as error:
        return [*problems, Problem.of(error)] if english not in own else problems
    for path in catalogues:
        problems += _compared_with_english(path, read[path], base)
    return problems


def _not_read(path: Path) -> Problem:
    do = f"Let {path.parent / path.stem / SCREENS} have its texts: `kit translate update {path.stem}` makes that file."
    return Problem("This catalogue is not read.", str(path), do)


def _entries(path: Path, files: FileCache) -> dict[str, Entry]:
    text = files.text(path)
    try:
        return _parsed(text, is_english=path.name == _ENGLISH)
    except KitError as error:
        raise KitError(error.what, where=", ".join(filter(None, (str(path), error.where))), do=error.do) from None


@lru_cache(maxsize=16)  # where folders are checked one after another, most of their catalogues are the same
def _parsed(text: str, *, is_english: bool) -> dict[str, Entry]:
    """Return the entries of a catalogue; an error says the line, where it is one, and not the file."""
    from babel.messages.pofile import PoFileError, read_po

    if not text.strip():
        raise KitError("The file is empty.", do="Put its texts back, or take it out.")
    before = 'msgid "key"' if is_english else 'msgctxt "key", msgid "English"'
    do = f'Each text is {before} and msgstr "text"; write \\" for a " inside.'
    for number, line in enumerate(text.splitlines(), start=1):
        if not _LINE.fullmatch(line):  # Babel takes a text without its last quotation mark, and cuts a character off
            raise KitError("This is not a line of a .po file.", where=f"line {number}", do=do)
    try:
        catalog = read_po(io.BytesIO(text.encode()), abort_invalid=True, charset="utf-8")
    except PoFileError as error:
        raise KitError(f"This is not a .po file: {error}.", where=f"line {error.lineno + 1}", do=do) from None
    except (ValueError, UnicodeError, LookupError) as error:
        raise KitError(f"The texts cannot be read: {error}.", do="Check the first lines of the file.") from None
    twice = [key for key, count in Counter(_KEY[is_english].findall(text)).items() if count > 1]
    if twice:
        raise KitError(f"The key {name_list(twice)} appears twice.", do="Keep one of the two.")
    found: dict[str, Entry] = {}
    for entry in catalog:
        first, forms = (entry.id[0], entry.string) if isinstance(entry.id, tuple) else (entry.id, (entry.string,))
        if first and not entry.fuzzy:  # what is fuzzy is not shown
            key = str(first if is_english else entry.context or "")
            found[key] = Entry(tuple(map(str, forms or ())), entry.lineno or 0)
    return found


def _in_file(path: Path, entries: dict[str, Entry]) -> Iterator[Problem]:
    for key, entry in entries.items():
        where = f"{place(path, line=entry.line)}, {key}"
        is_left = path.name != _ENGLISH and not any(entry.forms)
        if not is_left and not all(text.strip() for text in entry.forms):
            yield Problem("The text is empty.", where, "Write it.")
        elif any(_names(text) is None for text in entry.forms):
            do = "Write {name} for what is filled in, {{ and }} for braces that are shown."
            yield Problem("A brace of the text is not closed, or has no name in it.", where, do)


def _compared_with_english(path: Path, entries: dict[str, Entry], base: dict[str, Entry]) -> Iterator[Problem]:
    for key, entry in entries.items():
        where = f"{place(path, line=entry.line)}, {key}"
        if key not in base:
            yield Problem(f"There is no key {key!r} in English.", where, f"Take it out.{did_you_mean(key, base)}")
            continue
        text = entry.forms[-1]
        names, wanted = _names(text), _names(base[key].forms[-1])
        if text.strip() and names is not None and wanted is not None and names != wanted:
            there = name_list(sorted(f"{{{name}}}" for name in names)) or "nothing"
            do = f"Use the same as English: {name_list(sorted(f'{{{name}}}' for name in wanted)) or 'none'}."
            yield Problem(f"The text fills in {there}.", where, do)


def _names(text: str) -> set[str] | None:
    """Return the names in braces; None when the text cannot be filled in."""
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None
    return names if all(name.isidentifier() for name in names) else None

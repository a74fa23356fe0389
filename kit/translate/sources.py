"""Every text that can be translated, by catalogue: lessons with their items, guides, tables, and commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pandas as pd

from kit.command_texts import CATALOGUE
from kit.facts.localization import own_column
from kit.facts.notebook_texts import WordNote, notebook_texts, read_notebook, word_notes
from kit.facts.tables import load, rows, table_names, translatable_fields
from kit.language_codes import locale_of
from kit.paths import data_folder, notebooks_folder
from kit.quiz.bank import item_files
from kit.quiz.item_texts import file_texts
from kit.quiz.lesson_file import LessonFile, lesson_name
from kit.quiz.yaml_nodes import load as load_yaml
from kit.text import strings
from kit.translate.command_texts import command_texts
from kit.translations import ENGLISH

PLACES = {"place", "capital"}  # columns whose cells table `places` has as names
ATTRIBUTIONS = "sources/attribution"  # who says so: the same few names in all tables


class Source(NamedTuple):
    """A text as its author wrote it, and the context that tells it from others."""

    context: str
    english: str
    plural: str = ""

    @property
    def key(self) -> str | tuple[str, str]:
        """The text as gettext has it: where it has plural forms, both of them."""
        return (self.english, self.plural) if self.plural else self.english


def sources(language: str, folder: Path | None = None) -> dict[str, list[Source]]:
    """Return the texts to be translated into a language, by catalogue, in the order of their files.

    Parameters
    ----------
    language : str
        ISO 639-1. What a table has in a column of this language (``name_ja``) needs no catalogue.
    folder : pathlib.Path, optional
        A data folder with a lesson of somebody's own; else the kit's own, with all lessons and guides.

    Raises
    ------
    KitError
        When a table, an item file or a notebook cannot be read.
    """
    home = data_folder() if folder is None else folder
    is_kit = home.resolve() == data_folder().resolve()
    notebooks = notebooks_folder() if is_kit else home
    words = word_notes(rows("glossary"))
    found: dict[str, list[Source]] = {}
    if is_kit:
        found[CATALOGUE] = _once(Source(f"{CATALOGUE}/{file}", text) for file, text in command_texts())
        found["screens"] = list(_screens())
    for path in item_files(home / "items" if (home / "items").is_dir() else home):
        lesson = lesson_name(path)
        file = msgspec.convert(load_yaml(path).content, LessonFile, strict=False)
        texts = [Source(*text) for text in file_texts(file)]
        heads = [text for text in texts if text.context.startswith("lesson/")]
        pages = [path for path in sorted(notebooks.glob(f"{lesson}-*.ipynb")) if not path.stem.endswith("-guide")]
        told = [text for page in pages for text in _told(page, lesson, words)]
        found[f"lesson-{lesson}"] = [*_once([*heads, *told]), *texts[len(heads) :]]
        known = {text.english for text in found[f"lesson-{lesson}"][: -len(texts) + len(heads) or None]}
        for guide in sorted(notebooks.rglob(f"{lesson}-*guide.ipynb")):
            name = f"guide-{lesson}"
            found[name] = [text for text in _once(_told(guide, name, words)) if text.english not in known]
    for page in sorted((notebooks / "teacher").glob("[a-z]*.ipynb")):
        found[page.stem] = _once(_told(page, page.stem, words))
    return found | _tables(language, home)


def _screens() -> Iterator[Source]:
    """Yield the words of screens, buttons and errors, each with its key as context."""
    known = strings(ENGLISH)
    for key, text in known.items():
        if key.endswith("[0]"):
            yield Source(key.removesuffix("[0]"), text, known[key.replace("[0]", "[1]")])
        elif not key.endswith("[1]"):
            yield Source(key, text)


def state_names(language: str) -> dict[str, str]:
    """Return the names of states and places in a language by their English names: from the tables, else from CLDR.

    Examples
    --------
    >>> state_names("ja")["Laos"], state_names("id")["Cambodia"]
    ('ラオス', 'Kamboja')
    """
    locale = locale_of(language)
    territories = locale.territories if locale.language == language.partition("-")[0] else {}
    members = load("members")
    found = {name: territories.get(code, "") for name, code in zip(members["name_en"], members["iso2"], strict=True)}
    for name, english in (("members", "name_en"), ("partnerships", "name_en"), ("places", "place")):
        table = load(name)
        own = f"name_{language}"
        if own in table:
            found |= dict(table[[english, own]].dropna().itertuples(index=False, name=None))
    return {name: own for name, own in found.items() if own}


def _told(path: Path, name: str, words: dict[str, WordNote]) -> list[Source]:
    """Return the texts of a notebook, under the name of its lesson or guide."""
    return [Source(f"{name}/{place}", english) for place, english in notebook_texts(read_notebook(path), words)]


def _once(texts: Iterable[Source]) -> list[Source]:
    """Return texts without those that appeared before: one text has one translation on all pages of a lesson."""
    first: dict[str, Source] = {}
    for text in texts:
        first.setdefault(text.english, text)
    return list(first.values())


def _tables(language: str, home: Path) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {}
    said: dict[str, Source] = {}
    for name in table_names(home):
        table = load(name, home)
        found[name] = _once_in_column(_cells(name, table, language, translatable_fields(name, home)))
        for cell in table["attribution"].dropna() if "attribution" in table else ():
            for part in cell.split("; "):
                said.setdefault(part, Source(ATTRIBUTIONS, part))
    found["sources"] = [*found.get("sources", []), *said.values()]
    return {name: texts for name, texts in found.items() if texts}


def _cells(name: str, table: pd.DataFrame, language: str, fields: Iterable[str]) -> Iterator[Source]:
    """Yield the cells of a table that are texts, and are not in a column of the language."""
    named = {row["place"] for row in rows("places") if row.get(f"name_{language}")}
    for row in table.to_dict("records"):
        row_id = next(iter(row.values()))
        for column in fields:
            field, cell = column.removesuffix("_en"), row[column]
            has_own = isinstance(row.get(own_column(field, language, table.columns)), str) or (
                column in PLACES and cell in named
            )
            if isinstance(cell, str) and not has_own:
                yield Source(f"{name}/{row_id}/{field}", cell)


def _once_in_column(texts: Iterable[Source]) -> list[Source]:
    """Return cells without those that a row above has in the same column."""
    first: dict[tuple[str, str], Source] = {}
    for text in texts:
        first.setdefault((text.context.rpartition("/")[2], text.english), text)
    return list(first.values())

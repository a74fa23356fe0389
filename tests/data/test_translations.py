"""Every text in every language: nothing is lost between English and a translation."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kit.facts.localization import localized_or_none
from kit.facts.notebook_texts import read_notebook, word_notes
from kit.facts.tables import rows
from kit.paths import data_folder, notebooks_folder
from kit.quiz.bank import lesson_names, load_lesson
from kit.translate.review import progress, translated_languages
from kit.translations import parse_catalogue

LANGUAGES = translated_languages()
NOTEBOOKS = sorted(notebooks_folder().rglob("*.ipynb"))
CATALOGUES = [path for language in LANGUAGES for path in sorted((data_folder() / "text" / language).glob("*.po"))]
LINK = re.compile(r'\]\((#[^)" ]+)(?: "([^"]*)")?\)')


def markdown(notebook: dict[str, Any]) -> list[str]:
    """Return the Markdown of a notebook, cell by cell."""
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_the_code_ids_and_headings_of_the_english_one(path: Path, language: str):
    """Lessons run as they do in English, and `kit present` finds their steps."""
    english, own = read_notebook(path), read_notebook(path, language)
    for before, after in zip(english["cells"], own["cells"], strict=True):
        assert (after["id"], after["cell_type"], after["metadata"]) == (
            before["id"],
            before["cell_type"],
            before["metadata"],
        )
        one, other = "".join(before["source"]), "".join(after["source"])
        if before["cell_type"] == "code":
            assert other == one
        else:
            assert re.findall(r"(?m)^(#+ |\||- |\d+\. )", other) == re.findall(r"(?m)^(#+ |\||- |\d+\. )", one), other


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_links_of_a_notebook_lead_to_its_headings_and_explain_the_same_words(path: Path, language: str):
    """A tap on a marked word opens the note of the word that the English lesson explains there."""
    own = lambda row, field: localized_or_none(row, field, language)  # noqa: E731
    notes = word_notes(rows("glossary"), own)
    ids = {note.english: word for word, note in notes.items()} | {note.own: word for word, note in notes.items()}
    english, translated = markdown(read_notebook(path)), markdown(read_notebook(path, language))
    headings = {f"#{text.replace(' ', '-')}" for cell in translated for text in re.findall(r"(?m)^#+ (.+)$", cell)}
    for before, after in zip(english, translated, strict=True):
        assert {target for target, _ in LINK.findall(after)} <= headings
        explained = [sorted(ids[note] for _, note in LINK.findall(cell) if note) for cell in (before, after)]
        assert explained[0] == explained[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", lesson_names())
def test_items_keep_their_ids_and_keys(name: str, language: str):
    """An answer means the same in each language; an item that is written anew says which one it replaces."""
    for english, own in zip(load_lesson(name).items, load_lesson(name, language=language).items, strict=True):
        if own.replaces:
            assert (own.language, own.replaces) == (language, english.id)
            continue
        assert own.id == english.id
        assert own.sample_response("right") == english.sample_response("right")
        assert own.grade(own.parse(english.sample_response("right")), language).fraction in {1.0, None}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_where_a_row_is_from_is_the_same_place(path: Path):
    """Every number in a locator, of a statement, a page or a day, is in its translation."""
    for message in parse_catalogue(path):
        if message.string and (message.context or "").endswith("/locator"):
            counted = r"\d+(?!\d| (?:billion|decimals))"  # these are counted in other words
            numbers, own = (set(re.findall(counted, text)) for text in (message.id, message.string))
            assert {number.lstrip("0") for number in numbers} <= {number.lstrip("0") for number in own}, message.id


def test_notebooks_are_written_as_they_were_read():
    """A notebook in English is the one of the course, character by character."""
    for path in NOTEBOOKS:
        assert read_notebook(path) == json.loads(path.read_text(encoding="utf-8"))


JAPANESE = re.compile("[぀-ヿ一-鿿]")
# Addresses and licences are names; in braces is what is filled in, in code what is typed.
NAME = re.compile(
    r"`[^`]*`|\{[^{}]*\}|\]\([^)]*\)|https?://\S+|\S*\w[./=]\w\S*|CC BY 4\.0|Unicode License v3|ODbL 1\.0"
)
WORDS = re.compile(r"\b[A-Za-z]{2,}(?: [a-z]{2,}){2,}")  # three words in a row, not all with a capital
NAMES = {"ASEAN", "ASEAN+3", "ID", "Mohammed Le Doze", "Natural Earth", "Python", "URL"}
QUOTED = {  # titles, what is typed, and the dimensions of the C3 framework, whose words are English
    "Heart to heart",
    "reinstall anywidget ipywidgets jupyterlab",
    "kit hub init",
    "applying disciplinary tools",
    "evaluating sources and using evidence",
    "communicating conclusions and taking informed action",
}


def japanese_texts() -> list[tuple[str, str, str]]:
    """Return where, English and Japanese of all texts of the kit in Japanese."""
    home = data_folder() / "text"
    found = []
    for path in sorted((home / "ja").glob("*.po")):
        for message in parse_catalogue(path):
            if message.id:
                forms = message.string if isinstance(message.string, tuple) else (message.string,)
                found += [(f"{path.stem}: {message.context or message.id}", str(message.id), form) for form in forms]
    return found


def test_no_text_is_missing_or_fuzzy_in_japanese():
    """Lessons, items, guides, tables and screens are whole in Japanese, compared with the English of today.

    After a change of English: `kit translate update ja NAME`, then fill the catalogue in.
    """
    counted, _ = progress("ja")
    assert [(one.path.name, *one.fuzzy, *one.missing) for one in counted if one.fuzzy or one.missing] == []


def test_no_english_is_left_in_japanese_texts_but_names():
    """A text has Japanese letters, unless it is a name; three English words in a row are a quotation."""
    told = [(where, text) for where, _, text in japanese_texts() if not where.endswith("/locator")]
    without = {NAME.sub("", text).strip() for _, text in told if not JAPANESE.search(text)}
    assert {text for text in without if re.search("[A-Za-z]{2,}", text)} <= NAMES
    english = [
        (where, words)
        for where, _, text in japanese_texts()
        for words in WORDS.findall(NAME.sub("", text))
        if words not in QUOTED
    ]
    assert english == []

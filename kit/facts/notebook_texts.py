"""The texts of a notebook, and the notebook in another language: Markdown is translated, code stays as it is."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from kit.errors import KitError
from kit.facts.localization import localized_or_none
from kit.facts.readings import add_readings
from kit.facts.tables import Row, rows
from kit.language_codes import first_and_second
from kit.markdown_texts import Piece, pieces, with_texts
from kit.notebook_calls import call_nodes
from kit.paths import notebooks_folder
from kit.translations import ENGLISH, catalogue

_CAPTIONS = {"caption", "title"}  # arguments with which a cell says what is shown
_WORD_LINK = re.compile(r'\]\(#[^)" ]+ "([^"]*)"\)')
_SHORT_LINK = re.compile(r"\]\(#(word-[a-z0-9-]+)\)")
_ANCHOR = re.compile(r"\]\((#[^)\" ]+)")

Notebook = dict[str, Any]


class WordNote(NamedTuple):
    """What a link to a word says of it, in English and in the language of the notebook."""

    english: str
    own: str


def read_notebook(path: Path, language: str = ENGLISH) -> Notebook:
    """Return a notebook of the course, or one next to a lesson of somebody's own, in a language, or in two: ``ja+en``.

    Raises
    ------
    KitError
        When the notebook or a catalogue cannot be read.

    Source: the notebook, the catalogues of the lesson, and table ``glossary``.
    """
    notebook = _read(path)
    if language == ENGLISH:
        return notebook
    first, second = first_and_second(language)
    own = None if first == ENGLISH else lambda row, field: localized_or_none(row, field, first)
    known, below = (translations_of(path, each) for each in (first, second))
    made = notebook_in(notebook, language, known, word_notes(rows("glossary"), own), below)
    if not path.stem.endswith("-guide"):
        add_readings(made, language)
    return made


def _read(path: Path) -> Notebook:
    """Return a notebook of Jupyter, format 4, in which each cell has a kind and a source."""
    try:
        notebook: Notebook = json.loads(path.read_text(encoding="utf-8-sig"))
        for cell in notebook["cells"]:
            "".join(cell["source"])
            cell["cell_type"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        do = "Open it in JupyterLab and save it again."
        raise KitError("This notebook cannot be read.", where=str(path), do=do) from None
    return notebook


def translations_of(path: Path, language: str) -> dict[str, str]:
    """Return English and translation of the texts of a notebook; a guide takes those of its lesson first."""
    is_course = path.resolve().is_relative_to(notebooks_folder().resolve())
    number, is_guide = path.stem.partition("-")[0], path.stem.endswith("-guide")
    names = [f"guide-{number}"] if is_guide else []
    names = [*names, f"lesson-{number}"] if number.isdigit() else [path.stem]
    found: dict[str, str] = {}
    for name in names:
        texts = catalogue(language, name, None if is_course else path.parent).texts
        found |= {english: own for (context, english), own in texts.items() if not context.startswith("q-")}
    return found


def word_notes(
    glossary: Iterable[Row], translate: Callable[[Row, str], str | None] | None = None
) -> dict[str, WordNote]:
    """Return the note of each word by its id.

    Parameters
    ----------
    glossary : iterable of mapping
        Rows of table ``glossary``.
    translate : callable, optional
        Takes a row and a field, and returns the field in the language of the notebook.
    """
    notes = {}
    for row in glossary:
        english = f"{row['definition_en']} 日本語: {row['term_ja']}"
        meaning = translate(row, "definition") if translate else None
        notes[row["word_id"]] = WordNote(english, f"{meaning} English: {row['term_en']}" if meaning else english)
    return notes


def notebook_texts(notebook: Notebook, words: Mapping[str, WordNote]) -> Iterator[tuple[str, str]]:
    """Yield cell with number, and English, of each text of a notebook: ``ten-why/text-2``.

    A link to a word is short there: ``[bloc](#word-bloc)``. What it says is in the glossary. A cell without an id, as
    older programs write it, is named by its number: ``cell-3``.
    """
    for number, cell in enumerate(notebook["cells"], start=1):
        source, texts = "".join(cell["source"]), list[tuple[str, str]]()
        if cell["cell_type"] == "markdown":
            texts = [(piece.name, piece.text) for piece in pieces(_shortened(source, words)) if piece.name]
        elif cell["cell_type"] == "code":
            texts = list(_captions(source))
        yield from ((f"{cell.get('id') or f'cell-{number}'}/{name}", text) for name, text in texts)


def notebook_in(
    notebook: Notebook,
    language: str,
    translations: Mapping[str, str],
    words: Mapping[str, WordNote],
    second: Mapping[str, str] = MappingProxyType({}),
) -> Notebook:
    """Return a notebook in another language; a text without a translation stays in English.

    Parameters
    ----------
    notebook : dict
        The notebook in English, as JSON has it.
    language : str
        ISO 639-1, of two languages with a plus between them; the notebook remembers it.
    translations : mapping of str to str
        English to the translation.
    words : mapping of str to WordNote
        From `word_notes`.
    second : mapping of str to str
        English to the translation into the second language, which each text then has below it.
    """
    made = deepcopy(notebook)
    made.setdefault("metadata", {})["kit"] = {"language": language}
    anchors = {}
    for english, own in ((text, translations.get(text)) for text in _headings(notebook)):
        anchors[_anchor(english)] = _anchor(own or english)
    other = first_and_second(language)[1]

    def write(piece: Piece) -> str:
        own, below = (known.get(piece.text, piece.text) for known in (translations, second))
        return own if not other or own == below else f"{own}{_below(piece, below, other)}"

    for cell in made["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = _markdown_in("".join(cell["source"]), write, words, anchors)
    return made


def _below(piece: Piece, text: str, language: str) -> str:
    """Return a text in a second language, as it is below a text of a cell; below a heading, as a paragraph."""
    gap = "\n\n" if piece.name.startswith("heading") else "<br>"
    return f'{gap}<small lang="{language}">{" ".join(text.split())}</small>'


def _markdown_in(
    source: str, write: Callable[[Piece], str], words: Mapping[str, WordNote], anchors: Mapping[str, str]
) -> str:
    """Return Markdown in another language; `anchors` says which heading has become which."""
    leads = {match[1]: match[0].removeprefix("](").partition(" ")[0] for match in _WORD_LINK.finditer(source)}

    def full_link(match: re.Match[str]) -> str:
        note = words.get(match[1])
        lead = leads.get(note.english) if note else None
        return f']({anchors.get(lead, lead)} "{note.own}")' if note and lead else match[0]

    own = with_texts(_shortened(source, words), write)
    own = _ANCHOR.sub(lambda match: f"]({anchors.get(match[1], match[1])}", own)
    return _SHORT_LINK.sub(full_link, own)


def _headings(notebook: Notebook) -> Iterator[str]:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            found = pieces("".join(cell["source"]))
            yield from (piece.text for piece in found if piece.name.startswith("heading"))


def _anchor(heading: str) -> str:
    """Return how a link names a heading."""
    return f"#{heading.replace(' ', '-')}"


def _shortened(source: str, words: Mapping[str, WordNote]) -> str:
    ids = {note.english: word_id for word_id, note in words.items()}
    return _WORD_LINK.sub(lambda match: f"](#{ids[match[1]]})" if match[1] in ids else match[0], source)


def _captions(code: str) -> Iterator[tuple[str, str]]:
    """Yield the captions and headings that a cell of code gives to what it shows."""
    for call in call_nodes(code):
        for given in call.keywords:
            if given.arg in _CAPTIONS and isinstance(given.value, ast.Constant) and isinstance(given.value.value, str):
                yield given.arg, given.value.value
        for columns in (argument for argument in call.args if isinstance(argument, ast.Dict)):
            yield from ((f"column-{number}", text) for number, text in enumerate(_texts(columns.values), start=1))


def _texts(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search("[A-Za-z]", node.value):
            yield node.value

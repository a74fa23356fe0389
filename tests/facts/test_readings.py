"""Hard words of a lesson say how they are read, once; nothing else of it changes."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from kit.facts.notebook_texts import read_notebook
from kit.facts.readings import add_readings, has_readings
from kit.facts.tables import rows
from kit.paths import data_folder, notebooks_folder

WORDS = dict(csv.reader((data_folder() / "text" / "ja" / "readings.csv").read_text("utf-8").splitlines()[1:]))
LESSONS = sorted(notebooks_folder().glob("*.ipynb"))
RUBY = re.compile(r'<span class="kit-ruby">(.*?)<small>（(.*?)）</small></span>')


def told(source: str, language: str = "ja") -> str:
    """Return the Markdown of one cell with readings."""
    notebook = {"cells": [{"cell_type": "markdown", "source": source}]}
    add_readings(notebook, language)
    return str(notebook["cells"][0]["source"])


def markdown(path: Path, language: str) -> str:
    """Return all Markdown of a notebook."""
    cells = read_notebook(path, language)["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def test_a_word_is_read_where_it_is_first_and_the_longer_one_goes_first():
    """The second place and a part of another word stay as they are."""
    assert told("懸念と懸念") == '<span class="kit-ruby">懸念<small>（けねん）</small></span>と懸念'
    assert RUBY.findall(told("国連海洋法条約")) == [("国連海洋法条約", "こくれんかいようほうじょうやく")]
    assert told("新条約") == "新条約"


@pytest.mark.parametrize("source", ["# 懸念", "`懸念`", "[a](#懸念)", '[a](#b "懸念")', "<small>懸念</small>", "\\n"])
def test_headings_code_and_links_stay_as_they_are(source: str):
    """A link leads to a heading by its words, and code is run."""
    assert told(source) == source


def test_a_bold_word_stays_bold():
    """Where a tag is next to the asterisks, and a letter follows them, Markdown would print these."""
    assert told("**懸念**の、**懸**") == f"<strong>{told('懸念')}</strong>の、**懸**"


@pytest.mark.parametrize("lesson", LESSONS, ids=[path.stem for path in LESSONS])
def test_no_sign_of_markdown_is_printed(lesson: Path):
    """What is to be bold in a Japanese lesson has no spaces around it and is bold."""
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown(lesson, "ja"))
    assert re.findall(r".*\*.*", re.sub(r"(?s)<code.*?</code>", "", page)) == []


def test_a_language_without_a_list_has_no_readings():
    """English and Indonesian lessons stay as they are."""
    assert has_readings("ja")
    assert not has_readings("id")
    assert told("懸念", "id") == "懸念"


def test_readings_are_those_of_the_glossary():
    """A word that is a term of the course is read as its list of words says."""
    known = {part: reading for row in rows("glossary") for part, reading in _parts(row["term_ja"], row["reading_ja"])}
    both = WORDS.keys() & known.keys()
    assert len(both) > 8
    assert {word: WORDS[word] for word in both} == {word: known[word] for word in both}
    assert [word for word, reading in WORDS.items() if not re.fullmatch("[ぁ-んー]+", reading)] == []


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_without_its_readings_is_the_translation(path: Path):
    """Each lesson has some, none twice, and the words are those of the catalogue."""
    found = RUBY.findall(markdown(path, "ja"))
    assert 0 < len(found) == len(set(found)) < 30
    assert set(found) <= WORDS.items()


def test_each_reading_is_used():
    """A word that no lesson has any more leaves the list."""
    assert {word for path in LESSONS for word, _ in RUBY.findall(markdown(path, "ja"))} == WORDS.keys()


def _parts(term: str, reading: str) -> list[tuple[str, str]]:
    """Return the terms of a cell, without remarks, with their readings."""
    terms, readings = (re.sub("[（(].*?[）)]", "", cell).split("・") for cell in (term, reading))
    return list(zip(terms, readings, strict=False))

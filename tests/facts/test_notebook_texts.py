"""A notebook in another language: Markdown is translated, code, links and word notes stay whole."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kit.errors import KitError
from kit.facts.notebook_texts import WordNote, notebook_in, notebook_texts, read_notebook, word_notes
from kit.facts.tables import rows
from kit.paths import notebooks_folder

WORDS = {"word-bloc": WordNote("A group. 日本語: ブロック", "国々のまとまり。 English: bloc")}
NOTEBOOK = {
    "metadata": {},
    "cells": [
        {
            "id": "why",
            "cell_type": "markdown",
            "source": '## Who?\n\nA [bloc](#New-words "A group. 日本語: ブロック"), see [below](#New-words).',
        },
        {"id": "map", "cell_type": "code", "source": 'kit.map("members", title="Ten members")'},
        {
            "id": "table",
            "cell_type": "code",
            "source": 'lesson.table(rows, {"day": "Day", 1973: "1973"}, caption="Days")',
        },
        {"id": "words", "cell_type": "markdown", "source": "## New words"},
    ],
}
OWN = {
    "Who?": "だれ？",
    "A [bloc](#word-bloc), see [below](#New-words).": "[ブロック](#word-bloc)は[下](#New-words)。",
    "New words": "新しい 言葉",
}
COURSE = sorted(notebooks_folder().rglob("*.ipynb"))


def test_texts_have_cell_and_number_and_short_links():
    """A translator sees the link to a word without its note, which the list of words has."""
    assert list(notebook_texts(NOTEBOOK, WORDS)) == [
        ("why/heading-1", "Who?"),
        ("why/text-1", "A [bloc](#word-bloc), see [below](#New-words)."),
        ("map/title", "Ten members"),
        ("table/caption", "Days"),
        ("table/column-1", "Day"),
        ("words/heading-1", "New words"),
    ]


def test_a_notebook_of_an_older_program_has_its_texts():
    """Cells without ids have numbers; magics, half-typed cells and raw cells hide no text of the others."""
    sources = [("code", '%matplotlib inline\nkit.map("members", title="Ten")'), ("code", "x = ("), ("raw", "=")]
    cells = [{"cell_type": kind, "source": source} for kind, source in [*sources, ("markdown", "Why?")]]
    assert list(notebook_texts({"cells": cells}, {})) == [("cell-1/title", "Ten"), ("cell-4/text-1", "Why?")]
    made = notebook_in({"cells": cells}, "ja", {"Why?": "なぜ？"}, {})
    assert made["cells"][3]["source"] == "なぜ？"


def test_links_lead_to_the_translated_heading_and_words_keep_their_notes():
    """The note is in the language of the notebook, and code is as before."""
    made = notebook_in(NOTEBOOK, "ja", OWN, WORDS)
    note = "国々のまとまり。 English: bloc"
    assert made["cells"][0]["source"] == f'## だれ？\n\n[ブロック](#新しい-言葉 "{note}")は[下](#新しい-言葉)。'
    assert made["cells"][1:3] == NOTEBOOK["cells"][1:3]
    assert made["metadata"]["kit"] == {"language": "ja"}


def test_a_second_language_is_below_each_text_and_says_so():
    """Headings stay headings, so that links lead to them; links of the second text work, too."""
    made = notebook_in(NOTEBOOK, "ja+en", OWN, WORDS)
    heading, _, english, _, text = made["cells"][0]["source"].split("\n")
    assert (heading, english) == ("## だれ？", '<small lang="en">Who?</small>')
    own, below = text.split("<br>")
    assert own.startswith("[ブロック](#新しい-言葉 ")
    assert below.startswith('<small lang="en">A [bloc](#新しい-言葉 ')
    assert below.endswith("see [below](#新しい-言葉).</small>")
    assert made["metadata"]["kit"] == {"language": "ja+en"}


def test_an_english_lesson_has_a_translation_below_it():
    """For a class that learns English: what is not translated is there once."""
    made = notebook_in(NOTEBOOK, "en+ja", {}, word_notes(()), {"Who?": "だれ？"})
    assert made["cells"][0]["source"].startswith('## Who?\n\n<small lang="ja">だれ？</small>\n\nA [bloc]')
    assert made["cells"][3]["source"] == "## New words"


def test_a_text_without_a_translation_stays_in_english_with_working_links():
    """Its links lead to the headings as they are now."""
    made = notebook_in(NOTEBOOK, "ja", {"New words": "新しい言葉"}, WORDS)
    assert "see [below](#新しい言葉)" in made["cells"][0]["source"]


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_a_notebook_of_the_course_comes_back_when_nothing_is_translated(path: Path):
    """No character of it is lost on the way through the catalogue."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    made = notebook_in(notebook, "id", {}, word_notes(rows("glossary")))
    assert [cell["source"] for cell in made["cells"] if cell["cell_type"] == "code"] == [
        cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"
    ]
    for before, after in zip(notebook["cells"], made["cells"], strict=True):
        assert "".join(after["source"]) == "".join(before["source"])


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_every_word_note_of_the_course_is_short_for_translators(path: Path):
    """A note that is not in the glossary would be translated twice."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    texts = [text for _, text in notebook_texts(notebook, word_notes(rows("glossary")))]
    assert not [text for text in texts if re.search(r'\]\(#[^)]* "', text)]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"worksheets": []}',
        '{"cells": null}',
        '{"cells": [{"cell_type": "code"}]}',
        '{"cells": [{"source": 5}]}',
    ],
)
def test_what_is_no_notebook_is_named(content: str, tmp_path: Path):
    """A notebook that is broken or not of format 4 is named with what to do; a byte-order mark is no fault."""
    path = tmp_path / "90-mine.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KitError, match="cannot be read") as raised:
        read_notebook(path)
    assert str(path) in str(raised.value)
    path.write_text('{"cells": [{"cell_type": "code", "source": "1"}]}', encoding="utf-8-sig")
    assert len(read_notebook(path)["cells"]) == 1

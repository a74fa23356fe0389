"""The front page: escaped texts in every language."""

from __future__ import annotations

import json
import re

from kit.site.front_page import Entry, front_page, said
from kit.text import languages


def entry(**changes: object) -> Entry:
    """Return a lesson for the page."""
    usual = {"number": "02", "title": "Who?", "question": "Who is it?", "total": 3}
    return Entry(**{**usual, "file": "02-who.ipynb", "page": "", **changes})


def test_a_lesson_is_named_linked_and_counted():
    """A lesson has its title, its question, a link and the number of its questions."""
    page = front_page([entry()], "en")
    assert 'href="notebooks/index.html?path=en/02-who.ipynb"' in page
    assert "02 · Who?" in page
    assert 'data-total="3"' in page


def test_a_teachers_own_lesson_is_opened_from_its_folder():
    """An own lesson is in one folder, whatever the language."""
    assert "path=own/02-who.ipynb" in front_page([entry(folder="own")], "ja")


def test_texts_of_a_lesson_are_text():
    """A title with signs of HTML is shown as it is."""
    assert "<b>" not in front_page([entry(title="<b>bold</b>")], "en")


def test_the_texts_for_the_script_are_whole_and_end_no_script():
    """The script gets every text of the page in every language, and no text can end its element."""
    found = json.loads(said("site."))
    assert list(found) == languages()
    assert "<" not in said("site.")
    named = set(re.findall(r'data-text="(\w+)"', front_page([entry(page="a.html")], "en")))
    assert all(named <= texts.keys() for texts in found.values())

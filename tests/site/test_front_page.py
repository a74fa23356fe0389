"""The front page: escaped texts in every language."""

from __future__ import annotations

import json
import re

import pytest

from kit.site.front_page import Entry, front_page
from kit.text import languages


def entry(**changes: object) -> Entry:
    """Return a lesson for the page."""
    usual = {"number": "02", "said": {"en": ("Who?", "Who is it?")}, "total": 3}
    return Entry(**{**usual, "file": "02-who.ipynb", "page": "", **changes})


def test_a_lesson_is_named_linked_and_counted():
    """A lesson has its title, its question, a link and the number of its questions."""
    page = front_page([entry()], "en")
    assert 'href="notebooks/index.html?path=en/02-who.ipynb"' in page
    assert "path=own/02-Q%26A.ipynb&amp;" in front_page([entry(file="02-Q&A.ipynb", folder="own")], "en")
    assert "02 · Who?" in page
    assert 'data-total="3"' in page


def test_a_lesson_has_its_title_in_each_language():
    """The page opens with it, and the script has those of the other languages; what is in English says so."""
    lesson = entry(said={"en": ("Who?", "Who is it?"), "ja": ("だれ？", "Who is it?")})
    page = front_page([lesson], "ja")
    assert ">2 · だれ？<" in page
    found = json.loads(re.search(r'id="kit-strings">(.*?)</script>', page)[1])
    assert (found["en"]["title_02"], found["ja"]["title_02"]) == ("02 · Who?", "2 · だれ？")
    assert ("title_02_lang" in found["ja"], found["ja"]["question_02_lang"]) == (False, "en")


@pytest.mark.parametrize(
    ("title", "others"), [("Rice?", {"ja": "en", "id": "en"}), ("お米の値段", {"en": "ja", "id": "ja"})]
)
def test_a_teachers_own_title_says_its_language_where_it_is_another(title: str, others: dict[str, str]):
    """A lesson that a Japanese teacher wrote is not read aloud by an English voice, on no page."""
    page = front_page([entry(said={"en": (title, title)}, folder="own")], "ja")
    found = json.loads(re.search(r'id="kit-strings">(.*?)</script>', page)[1])
    for part in ("title_own02_lang", "question_own02_lang"):
        assert {language: texts[part] for language, texts in found.items() if part in texts} == others


def test_a_teachers_own_lesson_is_opened_from_its_folder():
    """An own lesson is in one folder, whatever the language, which the address says."""
    assert 'path=own/02-who.ipynb&amp;language=ja"' in front_page([entry(folder="own")], "ja")


def test_texts_of_a_lesson_are_text():
    """A title with signs of HTML is shown as it is."""
    assert "<b>" not in front_page([entry(said={"en": ("<b>bold</b>", "Who?")})], "en")


def test_the_texts_for_the_script_are_whole_and_end_no_script():
    """The script gets every text of the page in every language, and no text can end its element."""
    page = front_page([entry(page="a.html")], "en")
    sent = re.search(r'id="kit-strings">(.*?)</script>', page)[1]
    found = json.loads(sent)
    assert list(found) == languages()
    assert "<" not in sent
    named = set(re.findall(r'data-text="(\w+)"', page))
    assert all(named <= texts.keys() for texts in found.values())

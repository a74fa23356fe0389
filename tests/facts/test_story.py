"""The story for reading: the paragraphs asked for, hard words explained, nothing given away."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from kit.errors import KitError
from kit.facts.story import glossary_words, story
from kit.facts.tables import load
from kit.facts.word_notes import Word
from tests.facts.test_listing import Page


@pytest.mark.parametrize(
    ("asked", "numbers"), [((None, None), range(1, 15)), ((3, None), [3]), ((2, 4), [2, 3, 4]), ((None, 2), [1, 2])]
)
def test_the_paragraphs_asked_for(asked: tuple[int | None, int | None], numbers: list[int]):
    """All paragraphs, one, or those from one to another; on the page and as text each has its number."""
    found = story(*asked, "en")
    assert list(found.to_table()["paragraph"]) == list(numbers)
    assert re.findall(r'kit-number">(\d+)<', found._repr_html_()) == [str(number) for number in numbers]
    assert re.findall(r"^(\d+)  ", repr(found), re.MULTILINE) == [str(number) for number in numbers]


@pytest.mark.parametrize("asked", [(15, None), (0, 3), (4, 2), (1, 99), ("three", None), (1.5, None)])
def test_paragraphs_that_the_story_does_not_have(asked: tuple[Any, Any]):
    """What the story does not have is refused, and the numbers that it has are named."""
    with pytest.raises(KitError, match="from 1 to 14"):
        story(*asked, "en")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_paragraph_is_shown_in_the_language(language: str):
    """The page has the text of the table, whole and in its order."""
    html = story(None, None, language)._repr_html_()
    page = unescape(re.sub(r"<style>.*?</style>|<div class=\"kit-note\".*?</div>|<[^>]+>", "", html))
    places = [page.find(text) for text in load("story")[f"text_{language}"]]
    assert places == sorted(places)
    assert places[0] >= 0


def test_the_page_is_well_formed_and_has_a_name():
    """Every element is closed, and the list of paragraphs says what it is."""
    (listed,) = [each for each in Page(story(1, 3, "en")._repr_html_()).attributes("div") if each.get("role") == "list"]
    assert listed["aria-label"] == "The story, paragraphs 1 to 3"


def test_captions_are_named():
    """The two captions of photos are called so."""
    assert story(None, None, "en")._repr_html_().count(">Caption of a photo<") == 2


def test_no_note_says_whose_opinion_a_word_is():
    """Readers find out themselves who speaks: a note says what a word means and no more."""
    meanings = {word.term: word.meaning for word in glossary_words("en")}
    assert meanings["assertiveness"].startswith("Pushing hard to get what one wants. 日本語:")


def test_words_of_ones_own_glossary_are_in_languages_of_its_own(tmp_path: Path):
    """A note calls each language by its name, also one that CLDR does not have, and passes over what is not written."""
    columns = ("word_id", "term_en", "definition_en", "term_tet", "term_ja")
    fields = [{"name": column, "type": "string"} for column in columns]
    table = {"name": "glossary", "path": "words.csv", "schema": {"fields": fields}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [table]}), encoding="utf-8")
    (tmp_path / "words.csv").write_text(f"{','.join(columns)}\nword-rice,rice,A plant.,foos,\n", encoding="utf-8")
    assert glossary_words("en", tmp_path) == (Word("rice", "A plant. Tetum: foos"),)


def test_a_second_language_is_below_each_paragraph():
    """It says which language it is; where nobody has translated a paragraph, it is there once."""
    page = replace(story(3, 4, "ja"), also="en")._repr_html_()
    assert page.count('<p class="kit-also" lang="en">') == len(story(3, 4, "ja").table)
    assert 'class="kit-also"' not in replace(story(3, 4, "en"), also="en")._repr_html_()


def test_a_word_is_explained_once():
    """The second "summit" of the story opens no note."""
    assert story(None, None, "en")._repr_html_().count(">summit</span>") == 1


@pytest.mark.parametrize("phrase", ["目指している", "関係と", "予定である"])
def test_a_line_of_japanese_ends_between_phrases(chromium: Browser, phrase: str):
    """On a phone no word of paragraphs 6 and 7 is split over two lines, where the browser knows phrases."""
    tab = chromium.new_page(viewport={"width": 420, "height": 700})
    tab.set_content(f"<!doctype html><html lang='en'>{story(6, 7, 'ja')._repr_html_()}")
    lines = tab.evaluate(
        """phrase => {
          const walk = document.createTreeWalker(document.querySelector('.kit-reading'), NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf(phrase);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + phrase.length);
            return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
          }
        }""",
        phrase,
    )
    tab.close()
    assert lines == 1

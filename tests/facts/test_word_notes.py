"""Words explained in place: found in their forms, opened by a button, and safe on a page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from playwright.sync_api import Browser

from kit.assets import css
from kit.facts.word_notes import Word, explain
from kit.html import element, html_of

# Words whose quotation marks are on another line.
_TORN = """() => [...document.querySelectorAll('.kit-word')].filter(word => {
  const [before, after] = [document.createRange(), document.createRange()];
  before.setStart(word.previousSibling, word.previousSibling.length - 1);
  before.setEndAfter(word.previousSibling);
  after.setStart(word.nextSibling, 0);
  after.setEnd(word.nextSibling, 1);
  const lines = [...word.querySelector('span').getClientRects()];
  const isFar = (mark, line) => Math.abs([...mark.getClientRects()].at(-1).top - line.top) > 5;
  return isFar(before, lines[0]) || isFar(after, lines.at(-1));
}).map(word => word.textContent)"""


def marked(text: str, *terms: str) -> list[str]:
    """Return what opens a note in a text, without the marks around it."""
    html = html_of(*explain(text, [Word(term, "its meaning") for term in terms])[0])
    return [unescape(word) for word in re.findall(r"<span [^>]*>([^<]*)</span>", html)]


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("He condemned it.", "to condemn", "condemned"),
        ("They met: foreign ministers.", "foreign minister", "foreign ministers"),
        ("China is assertive there.", "assertiveness", "assertive"),
        ("From heart to heart.", "heart-to-heart", "heart to heart"),
        ("Since the coup of 2021.", "coup (coup d'état)", "coup"),
        ("外務大臣が述べた。", "外相・外務大臣", "外務大臣"),
        ("特別首脳会議が開かれる。", "特別首脳会議（記念首脳会議）", "特別首脳会議"),
    ],
)
def test_a_word_is_found_in_its_forms(text: str, term: str, found: str):
    """Endings, hyphens, remarks in brackets and other Japanese forms do not hide a word."""
    assert marked(text, term) == [found]


def test_a_part_of_another_word_is_not_explained():
    """A bloc is not found in "blocked"; neither is a word explained twice."""
    assert marked("The road was blockaded, and no bloc, no other bloc, came.", "bloc") == ["bloc"]


def test_the_longer_word_goes_first():
    """In "comprehensive strategic partnership" the shorter word is not marked."""
    words = ["strategic partnership", "comprehensive strategic partnership"]
    assert marked("A comprehensive strategic partnership.", *words) == ["comprehensive strategic partnership"]


def test_each_button_opens_its_own_note():
    """A button names its note, for the browser and for screen readers; two outputs never share an id or a place."""
    words = [Word("bloc", "a group"), Word("coup", "power by force")]
    both = "".join(html_of(*explain("A coup in the bloc.", words)[0]) for _ in range(2))
    notes = re.findall(r' popover="auto" id="([^"]*)" style="position-anchor:--\1"', both)
    assert len(set(notes)) == len(notes) == 4
    assert re.findall(r'popovertarget="([^"]*)"', both) == notes
    assert re.findall(r'aria-describedby="([^"]*)"', both) == notes
    assert re.findall(r'anchor-name:--([^"]*)"', both) == notes


def test_everything_is_escaped():
    """Text, word and meaning are shown as typed and never run."""
    shown, found = explain("<b>bloc & co</b>", [Word("bloc", "<i>a group</i>")])
    html = html_of(*shown)
    assert "<b>" not in html
    assert "<i>" not in html
    assert found == [Word("bloc", "<i>a group</i>")]


def test_a_word_of_several_lines_opens_where_it_is_tapped(chromium: Browser):
    """A long word breaks as text does and opens on each line; its note covers none; quotation marks stay with words."""
    words = [Word("comprehensive strategic partnership", "the closest rank"), Word("bloc", "a group")]
    shown, _ = explain('They sign a "comprehensive strategic partnership" in a "bloc".', words)
    page = f"<style>{css('facts/reading.css')}</style>{html_of(element('div', 'kit-reading', *shown))}"
    tab = chromium.new_page(viewport={"width": 260, "height": 600})
    tab.set_content(f"<!DOCTYPE html>{page}")
    lines = tab.locator(".kit-word span").first.evaluate("span => [...span.getClientRects()].map(box => box.toJSON())")
    assert len(lines) > 1
    note = tab.locator(".kit-note:popover-open")
    for line in lines:
        tab.mouse.click(line["x"] + line["width"] / 2, line["y"] + line["height"] / 2)
        box = note.bounding_box()
        assert box
        assert box["y"] >= max(line["bottom"] for line in lines)
        tab.mouse.click(1, 1)
        assert note.count() == 0
    for width in range(100, 400, 10):
        tab.set_viewport_size({"width": width, "height": 600})
        assert tab.evaluate(_TORN) == []
    tab.close()

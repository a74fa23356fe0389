"""XML that no text can break."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from kit.emphasis import read_emphasis
from kit.export.xml_tree import html, inline, node, written

NASTY = ["a & b", "<b>", "]]>", '"quoted"', "\u3042", "x\x00y\x0bz", "\ud800", "\ufffe", "a\tb"]


@pytest.mark.parametrize("text", NASTY)
def test_any_text_is_read_back(text: str):
    """A text arrives as it was, in an element and in an attribute, without what XML cannot hold."""
    kept = "".join(character for character in text if character not in "\x00\x0b\ud800\ufffe")
    read = ET.fromstring(written(node("a", node("b", text), name=text)))  # noqa: S314 - we have just written it
    assert read.findtext("b") == kept
    assert read.get("name") == kept


def test_text_and_elements_take_turns():
    """Texts and elements stay in their order."""
    made = node("p", "one ", node("b", "two"), " three", node("i"), " four")
    assert "".join(made.itertext()) == "one two three four"
    assert [child.tail for child in made] == [" three", " four"]
    assert "".join(node("p", "a", "b", node("i"), "c", "d").itertext()) == "abcd"


def test_emphasis_and_line_breaks_are_elements():
    """What is stressed twice is in two elements, a line break is one, and no space comes between."""
    made = written(node("p", *inline(read_emphasis("***a*** b\nc"))))
    assert made.decode().splitlines()[1] == "<p><em><strong>a</strong></em> b<br />c</p>"


def test_paragraphs_are_escaped():
    """Plain texts become paragraphs of HTML, lines are broken, and empty texts are left out."""
    assert html("a < b", "", "one\ntwo") == "<p>a &lt; b</p><p>one<br>two</p>"

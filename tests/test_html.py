"""Templates in which every text is escaped."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from kit.html import element, html_of, templates


def test_texts_are_escaped(tmp_path: Path):
    """A text from a learner never becomes HTML."""
    (tmp_path / "page.html").write_text("<p>{{ name }}</p>")
    page = templates(tmp_path).get_template("page.html")
    assert page.render(name="<script>") == "<p>&lt;script&gt;</p>"


def test_a_missing_text_is_an_error(tmp_path: Path):
    """A template that names a text which nobody gave fails, instead of showing nothing."""
    (tmp_path / "page.html").write_text("{{ name }}")
    with pytest.raises(jinja2.UndefinedError):
        templates(tmp_path).get_template("page.html").render()


def test_lines_of_a_template_leave_no_empty_lines(tmp_path: Path):
    """Lines with a statement alone leave nothing behind."""
    (tmp_path / "page.html").write_text("a\n  {% if true %}\nb\n  {% endif %}\n")
    assert templates(tmp_path).get_template("page.html").render() == "a\nb\n"


def test_elements_are_written_with_every_text_escaped():
    """Texts and attributes are escaped, empty texts left out, and a line below in a name becomes a hyphen."""
    inside = element("b", "", "<i>", "", aria_label='a "b"')
    assert html_of(element("p", "one two", inside, " & more")) == (
        '<p class="one two"><b aria-label="a &quot;b&quot;">&lt;i&gt;</b> &amp; more</p>'
    )

"""HTML for a word processor: what stands on a page is there, as a heading, a table, a picture or a line."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from kit.errors import KitError
from kit.export.html_to_docx import to_docx

SVG = '<svg viewBox="0 0 8 6" width="8"><rect width="4" height="3"/></svg>'


def read(*pages: str) -> Document:
    """Return pages as a document, read back."""
    return docx.Document(BytesIO(to_docx(pages, "02 Who?", "en")))


def lines(*pages: str) -> list[str]:
    """Return the paragraphs of pages."""
    return [paragraph.text for paragraph in read(*pages).paragraphs]


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("<p>One <em>two</em> three</p>", "One two three"),
        ("<p>a\n   b</p>", "a b"),
        ("<p>a<!-- not for print -->b<style>p {}</style>c</p>", "abc"),
        ('<p>Is it <span class="gap"></span>?</p>', "Is it ______________?"),
        ('<div class="line short">members</div>', "_" * 30 + " members"),
        ('<ul><li><span class="box"></span>Laos</li></ul>', "☐ Laos"),
        ("<ul><li><b>A</b>Laos</li></ul>", "A  Laos"),
        ('<div class="marks"><p><b>1</b>C</p><p><b>2</b>A, B</p></div>', "1. C    2. A, B"),
        ("<blockquote>東ティモール</blockquote>", "東ティモール"),
    ],
)
def test_words_are_one_line(page: str, line: str):
    """Words, gaps, boxes, letters, marks and Japanese come in their order, with one space where there were many."""
    assert lines(page) == [line]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
            [("List Bullet", "a"), ("List Bullet 2", "b"), ("List Bullet", "c")],
        ),
        ("<ol><li><p>a</p><p>b</p></li></ol>", [("List Continue", "1. a"), ("List Continue", "b")]),
        ("<ol><li>a</li></ol><ol start=4><li>b</li></ol>", [("List Continue", "1. a"), ("List Continue", "4. b")]),
        ("<section><ul><li>a</li></ul></section>", [("List Bullet", "a")]),
        ("<section><style>p {}</style><!-- note --><p>a</p></section>", [("Normal", "a")]),
        ('<section class="question"><ul><li>a</li></ul></section>', [("Normal", "a")]),
        (
            '<p>Look at <em>this</em> <img src="map.png" alt="map"> first.</p>',
            [("Normal", "Look at this "), ("Normal", "map"), ("Normal", "first.")],
        ),
        ("<pre>kit lab\n  02</pre>", [("Normal", "kit lab\n  02")]),
        ("<table><caption>Partners</caption><tr><td>a</td></tr></table>", [("Normal", "Partners")]),
    ],
)
def test_each_part_is_a_paragraph(page: str, expected: list[tuple[str, str]]):
    """Points keep their bullets and levels, each list its numbers; no word next to a picture or a table is lost."""
    assert [(each.style.name, each.text) for each in read(page).paragraphs if each.style] == expected


def test_a_tall_picture_fits_on_a_page():
    """A picture is as wide as the page allows, and never higher than on a worksheet."""
    wide = SVG.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    sources = [
        f"data:image/svg+xml;base64,{b64encode(each.encode()).decode()}"
        for each in (wide, wide.replace("0 0 8 6", "0 0 8 80"))
    ]
    shapes = read(*(f'<img alt="" src="{source}">' for source in sources)).inline_shapes
    assert [(round(shape.width.mm), round(shape.height.mm)) for shape in shapes] == [(120, 90), (9, 90)]


@pytest.mark.parametrize(("language", "spelling"), [("en", "en-GB"), ("ja", "en-GB"), ("id", "id-ID")])
def test_words_are_checked_as_they_are_spelled(language: str, spelling: str):
    """A word processor looks for mistakes of spelling in the language of the page."""
    found = docx.Document(BytesIO(to_docx(["<p>a</p>"], "02", language)))
    assert f'w:lang w:val="{spelling}" w:eastAsia="ja-JP"' in found.styles.element.xml


def test_what_is_stressed_stays_so():
    """Bold and slanted words are so in the document too."""
    (paragraph,) = read("<p>a <strong>b</strong> <em>c</em></p>").paragraphs
    assert {run.text.strip(): (run.bold, run.italic) for run in paragraph.runs if run.text.strip()} == {
        "a": (None, None),
        "b": (True, None),
        "c": (None, True),
    }


def test_a_heading_of_a_low_level_is_bold():
    """Word's headings end with the third level; what a guide has below it is still a title."""
    (title,) = read("<h4>Aims</h4>").paragraphs
    assert [run.bold for run in title.runs] == [True]


def test_headings_tables_and_pictures_are_what_they_are():
    """A heading has its style, a table its cells, a map is a picture; a style sheet is left out."""
    found = read(f"<style>p {{}}</style><h2>Key</h2><table><tr><th>a</th></tr><tr><td>b</td></tr></table>{SVG}")
    assert [paragraph.style.name for paragraph in found.paragraphs if paragraph.text == "Key"] == ["Heading 2"]
    assert [[cell.text for cell in row.cells] for row in found.tables[0].rows] == [["a"], ["b"]]
    assert len(found.inline_shapes) == 1


def test_short_columns_leave_room_for_long_ones():
    """A column of the clock is as wide as it needs, others share the rest of the page."""
    long = "what the teacher says or asks, and when to stop it"
    (table,) = read(f"<table><tr><td>13–17</td><td>{long}</td><td>{long}</td></tr></table>").tables
    clock, *others = (round(cell.width.mm) for cell in table.rows[0].cells)
    assert (clock, others) == (15, [79, 79])
    assert [round(column.width.mm) for column in table.columns] == [15, 79, 79]
    assert not table.autofit


def test_a_document_has_a_frame():
    """An excerpt is a frame of its own on one page, with title and words."""
    found = read('<article class="kit-document"><p class="kit-title">Title</p><blockquote>Words</blockquote></article>')
    assert found.tables[0].cell(0, 0).text == "Title\nWords"
    assert "w:cantSplit" in found.element.xml
    assert found.tables[0].cell(0, 0).paragraphs[0].paragraph_format.keep_with_next


def test_each_page_begins_a_new_one():
    """Two pages are two pages; the file has a title, the size of A4, and in each style a font for Japanese."""
    found = read("<p>a</p>", "<p>b</p>")
    assert found.element.xml.count('w:type="page"') == 1
    assert found.core_properties.title == "02 Who?"
    assert (found.core_properties.author, found.core_properties.comments) == ("", "")
    size = found.sections[0].page_width, found.sections[0].page_height
    assert size == pytest.approx((Mm(210), Mm(297)), rel=1e-3)  # a file has twentieths of a point
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        fonts = found.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Yu Gothic"
        assert not [place for place in fonts.attrib if "Theme" in place]  # Word would take the font of its theme first


def test_a_damaged_picture_is_said():
    """A picture whose end is missing is one clear error that names it by its words."""
    with pytest.raises(KitError, match="damaged: A river") as error:
        to_docx(['<img alt="A river" src="data:image/png;base64,iVBORw0KGgo=">'], "02 Who?", "en")
    assert "save it again as PNG" in error.value.do

"""Pages for a word processor: HTML of the kit as DOCX, with headings, tables, maps and lines to write on."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from itertools import zip_longest
from typing import Any, TypeAlias

from kit.errors import KitError
from kit.export.xml_tree import writable
from kit.extras import teacher_part
from kit.picture import png_of

Element: TypeAlias = Any  # of lxml
Place: TypeAlias = Any  # a document or a cell of python-docx, to which paragraphs are added

_BLOCKS = {"p", "div", "section", "header", "main", "article", "figure", "figcaption", "blockquote", "ul", "ol", "li"}
_BLOCKS |= {"table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "img", "svg"}
_LEFT_OUT = ("style", "script")
_FONTS = {"ascii": "Arial", "hAnsi": "Arial", "cs": "Arial", "eastAsia": "Yu Gothic"}
_BOX, _GAP, _LINE, _SHORT = "☐ ", "_" * 14, "_" * 84, "_" * 30
_MAP_MM, _PICTURE_MM, _HIGHEST_MM = 128, 120, 90
_DEEPEST = 3  # levels of lists that have a style
# Columns of a table: a letter and the margins of a cell, a short column and the widest need, all of them; millimetres.
_LETTER_MM, _MARGINS_MM, _SHORT_MM, _COLUMN_MM, _TABLE_MM = 2, 5, 25, 70, 174
_SPACES = re.compile(r"\s+")


def to_docx(pages: Sequence[str], title: str, language: str) -> bytes:
    """Return pages of HTML as one DOCX, each on a new page.

    Parameters
    ----------
    pages : sequence of str
        HTML as the worksheets and plans have it.
    title : str
        The title that the file says of itself.
    language : str
        ISO 639-1, in which its spelling is checked.

    Raises
    ------
    KitError
        When the part for teachers is not installed.
    """
    with teacher_part("A lesson plan"):
        import docx
    from docx.shared import Mm
    from lxml import etree, html

    document = docx.Document()
    _set_up(document, writable(title), language)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(16)
    for number, page in enumerate(pages):
        if number:
            document.add_page_break()
        body = html.document_fromstring(writable(page)).body
        etree.strip_elements(body, etree.Comment, *_LEFT_OUT, with_tail=False)
        for node in body:
            _put(node, document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Place, title: str, language: str) -> None:
    """Set fonts, also for Japanese, sizes, language and title."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in {"Normal": 10, "Heading 1": 16, "Heading 2": 12.5, "Heading 3": 10.5}.items():
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.space_before = Pt(0 if name == "Normal" else 8)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for place, font in _FONTS.items():
            fonts.set(qn(f"w:{place}"), font)
        for place in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{place}"), None)
    spoken = document.styles.element.find(f".//{qn('w:lang')}")
    if spoken is not None:
        spoken.set(qn("w:val"), _spelling(language))
        spoken.set(qn("w:eastAsia"), "ja-JP")
    properties = document.core_properties
    properties.title, properties.language, properties.author, properties.comments = title, language, "", ""


def _spelling(language: str) -> str:
    """Return language and country in which Latin letters are spelled; English ones of a Japanese page in English."""
    from babel.core import get_global

    subtags = get_global("likely_subtags").get(language, "").split("_")
    return "-".join((language, subtags[-1])) if language != "en" and "Latn" in subtags else "en-GB"


def _put(node: Element, where: Place) -> None:
    """Add an element to a document or a cell."""
    put = next((put for name, put in _BY_CLASS.items() if name in node.classes), _BY_TAG.get(node.tag))
    if put:
        put(node, where)
    elif any(map(_is_block, node)):
        for part in _parts(node):
            _put(part, where)
    elif _has_words(node):
        _runs(node, where.add_paragraph())


def _is_block(node: Element) -> bool:
    return any(each.tag in _BLOCKS for each in node.iter())


def _has_words(node: Element) -> bool:
    return bool(_SPACES.sub("", node.text_content()))


def _parts(node: Element) -> Iterator[Element]:
    """Yield the blocks in an element, and the words next to them as paragraphs."""
    words = node.makeelement("p")
    words.text = node.text
    for child in node:
        if _is_block(child):
            yield words
            yield child
            words = node.makeelement("p")
            words.text = child.tail
        else:
            words.append(deepcopy(child))
    yield words


def _heading(node: Element, where: Place) -> None:
    _runs(node, where.add_paragraph(style=f"Heading {node.tag[1]}"))


def _list(node: Element, where: Place) -> None:
    """Add the points of a list; on a worksheet they have boxes, letters or nothing instead of bullets.

    Numbers are written: those of a style in Word go on from one list to the next.
    """
    is_marked = bool(node.xpath(".//b|.//*[contains(@class, 'box')]")) or "question" in node.getparent().classes
    depth = min(1 + len(node.xpath("ancestor::ul|ancestor::ol")), _DEEPEST)
    first, next_ones = (f"{name} {depth}".removesuffix(" 1") for name in ("List Bullet", "List Continue"))
    for number, item in enumerate(node, start=int(node.get("start", 1))):
        begins = f"{number}. " if node.tag == "ol" and not is_marked else ""
        style = None if is_marked else next_ones if begins else first
        for part in _parts(item):
            if part.tag != "p":
                _put(part, where)
            elif _has_words(part):
                _runs(part, where.add_paragraph(begins, style))
                begins, style = "", style and next_ones


def _code(node: Element, where: Place) -> None:
    where.add_paragraph(node.text_content().rstrip("\n"))


def _table(node: Element, where: Place) -> None:
    from docx.shared import Mm

    for caption in node.findall("caption"):
        _title(caption, where)
    rows = node.xpath(".//tr")
    made = _grid(where, len(rows), max(len(row) for row in rows))
    made.autofit = False
    widths = _widths([["".join(cell.itertext()) for cell in row] for row in rows])
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)  # what LibreOffice goes by; Word goes by the cells
        for cell in column.cells:
            cell.width = Mm(width)
    for row, cells in zip(rows, made.rows, strict=True):
        for cell, place in zip(row, cells.cells, strict=False):
            paragraph = place.paragraphs[0]
            paragraph.paragraph_format.space_after = 0
            _runs(cell, paragraph, is_bold=cell.tag == "th")


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return how wide the columns are, in millimetres: short ones as they need it, and long ones share the rest."""
    longest = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    needs = [min(_LETTER_MM * length + _MARGINS_MM, _COLUMN_MM) for length in longest]
    short = sum(need for need in needs if need <= _SHORT_MM)
    share = (_TABLE_MM - short) / max(sum(needs) - short, 1)
    return [need if need <= _SHORT_MM else need * share for need in needs]


def _card(node: Element, where: Place) -> None:
    """Add a document as a frame of its own."""
    (cell,) = _grid(where, 1, 1).rows[0].cells
    for child in node:
        _put(child, cell)
    empty = cell.paragraphs[0]._p  # noqa: SLF001 - python-docx has no public way to remove a paragraph
    empty.getparent().remove(empty)
    where.add_paragraph()


def _grid(where: Place, rows: int, columns: int) -> Place:
    """Add a table with lines, of which no row is split between two pages."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    made = where.add_table(rows, columns, Mm(_TABLE_MM)) if hasattr(where, "_tc") else where.add_table(rows, columns)
    made.style = where.part.document.styles["Table Grid"]
    for row in made.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no other way
    return made


def _quote(node: Element, where: Place) -> None:
    """Add a quotation, and below it the words that are explained; all of it stands a little to the right."""
    from docx.shared import Mm

    for part in filter(_has_words, _parts(node)):
        paragraph = where.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(6)
        _runs(part, paragraph)


def _map(node: Element, where: Place) -> None:
    from docx.shared import Mm
    from lxml import etree

    picture = etree.tostring(node, encoding="unicode", with_tail=False)
    where.add_paragraph().add_run().add_picture(BytesIO(png_of(_as_svg(picture))), width=Mm(_MAP_MM))


def _image(node: Element, where: Place) -> None:
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.shared import Mm

    kind, _, content = node.get("src", "").partition(";base64,")
    if not content:  # a picture of a guide, which is not in the page
        where.add_paragraph(node.get("alt", ""))
        return
    data = b64decode(content)
    picture = png_of(data.decode()) if "svg" in kind else data
    try:
        shown = where.add_paragraph().add_run().add_picture(BytesIO(picture), width=Mm(_PICTURE_MM))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
        what = f"The picture of an item is damaged: {node.get('alt', '')}"
        raise KitError(what, do="Open it in a program for pictures, and save it again as PNG.") from None
    if shown.height > Mm(_HIGHEST_MM):
        shown.width, shown.height = round(shown.width * Mm(_HIGHEST_MM) / shown.height), Mm(_HIGHEST_MM)


def _as_svg(picture: str) -> str:
    """Return SVG as XML again: HTML has its names in small letters, and no namespace."""
    for name in ("viewBox", "preserveAspectRatio", "textLength", "clipPath", "patternUnits", "patternTransform"):
        picture = re.sub(rf"\b{name.lower()}\b", name, picture)
    return picture if "xmlns=" in picture else picture.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)


def _title(node: Element, where: Place) -> None:
    """Add a title, which stays on the page of the line after it."""
    paragraph = where.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    _runs(node, paragraph, is_bold=True)


def _line(node: Element, where: Place) -> None:
    is_short = "short" in node.classes
    where.add_paragraph(f"{_SHORT if is_short else _LINE} {node.text_content().strip()}".rstrip())


def _fields(node: Element, where: Place) -> None:
    *asked, out_of = [span.text_content() for span in node]
    where.add_paragraph("   ".join((*map(_to_fill_in, asked), out_of)))


def _to_fill_in(words: str) -> str:
    """Return what a pupil fills in, with a line to write on: after the words, or where they leave wide room."""
    return re.sub("　+", "____", words) if "　" in words else f"{words.strip()} {_GAP}"


def _marks(node: Element, where: Place) -> None:
    """Add the short key: number and mark of each question, in one paragraph."""
    where.add_paragraph("    ".join(f"{mark[0].text_content()}. {(mark[0].tail or '').strip()}" for mark in node))


def _runs(node: Element, paragraph: Place, *, is_bold: bool = False, is_italic: bool = False) -> None:
    """Add the words of an element to a paragraph, stressed as they are there."""

    def add(text: str | None) -> None:
        if words := _SPACES.sub(" ", text or ""):
            if not paragraph.text or paragraph.text.endswith((" ", "\n")):
                words = words.lstrip(" ")
            run = paragraph.add_run(words)
            run.bold, run.italic = is_bold or None, is_italic or None

    add(node.text)
    for child in node:
        if "box" in child.classes:
            paragraph.add_run(_BOX)
        elif "gap" in child.classes:
            paragraph.add_run(_GAP)
        elif child.tag == "br":
            paragraph.add_run().add_break()
        else:
            bold = is_bold or child.tag in {"b", "strong"}
            _runs(child, paragraph, is_bold=bold, is_italic=is_italic or child.tag in {"i", "em"})
            if child.tag == "b" or "kit-number" in child.classes:
                paragraph.add_run("  ")
        add(child.tail)


_Put = Callable[[Element, Place], None]
_BY_CLASS: dict[str, _Put] = {
    "fields": _fields,
    "marks": _marks,
    "line": _line,
    "kit-document": _card,
    "kit-title": _title,
}
_BY_TAG: dict[str, _Put] = {
    **dict.fromkeys(("h1", "h2", "h3"), _heading),
    **dict.fromkeys(("h4", "h5", "h6"), _title),
    **dict.fromkeys(("ul", "ol"), _list),
    "pre": _code,
    "table": _table,
    "blockquote": _quote,
    "svg": _map,
    "img": _image,
}

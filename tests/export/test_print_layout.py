"""Pages for print are laid out with the letters that they need."""

from __future__ import annotations

import pypdfium2 as pdfium

from kit.export.print_layout import laid_out
from kit.japanese_font import FAMILY


def fonts_of(content: bytes | None) -> set[str]:
    """Return the names of the fonts of the letters in a PDF."""
    found = set()
    with pdfium.PdfDocument(content) as document:
        for each in document[0].get_objects():
            if isinstance(each, pdfium.PdfTextObj):
                found.add(each.get_font().get_base_name())
    return found


def test_a_font_that_is_asked_for_is_in_the_file():
    """The Japanese font of the kit goes into a PDF, whatever fonts the computer has."""
    page = laid_out(f'<p style="font-family: {FAMILY}">東南アジア諸国連合</p>')
    (font,) = fonts_of(page.write_pdf())
    assert font.endswith(FAMILY)


def test_further_styles_hold():
    """A page can be made endless, to measure what is on it."""
    (page,) = laid_out("<p>One</p>" * 400, "@page { size: 210mm 9000mm }").pages
    assert page.height > 30_000

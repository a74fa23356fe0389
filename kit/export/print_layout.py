"""The layout of pages for print, with a Japanese font where the computer has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.japanese_font import FAMILY, japanese_font

if TYPE_CHECKING:
    from weasyprint import Document


def laid_out(page: str, *styles: str) -> Document:
    """Return a page of HTML laid out for print, in further styles too.

    The fonts of the computer come first, as the page names them; those of the letters that it uses go into the PDF.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    if font := japanese_font():
        styles = (*styles, f'@font-face {{ font-family: {FAMILY}; src: url("{font.as_uri()}"); }}')
    sheets = [CSS(string=style, font_config=fonts) for style in styles]
    return HTML(string=page).render(stylesheets=sheets, font_config=fonts, pdf_tags=True)

"""Whether a PDF that is made here has the letters of a language: it carries the fonts of this computer."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache

from kit.export.print_layout import laid_out
from kit.text import strings

_LATIN = "\u024f"  # the last letter that every font is expected to have
_SAMPLE, _NAMED = 100, 5  # letters that are looked for, and those that are named


def without_letters(language: str) -> Iterator[str]:
    """Yield that a PDF of this computer lacks letters of a language, where no font here has them."""
    if letters := _missing(language):
        yield (
            f"The PDF has empty boxes for letters such as {letters}: no font on this computer has them. Install one, "
            "such as Noto Sans CJK, and export again; or print the page or the DOCX on another computer."
        )


@cache
def _missing(language: str) -> str:
    """Return some letters of a language that no font here has; empty where all are there."""
    known = dict.fromkeys(letter for text in strings(language).values() for letter in text if letter > _LATIN)
    letters = [letter for letter in known if letter.isalpha()][:_SAMPLE]
    heard = _Heard()
    log = logging.getLogger("weasyprint")
    log.addHandler(heard)
    try:
        laid_out(f"<p lang={language}>{' '.join(letters)}</p>").write_pdf()
    finally:
        log.removeHandler(heard)
    return " ".join([letter for letter in letters if letter in heard.letters][:_NAMED])


class _Heard(logging.Handler):
    """What WeasyPrint says of letters that no font has."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the letter of a warning."""
        if ".notdef" in str(record.msg) and isinstance(record.args, tuple):
            self.letters.add(str(record.args[0]))

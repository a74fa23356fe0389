"""How hard words of a language are read: shown where a lesson has them first.

JupyterLab lets no `ruby` through. Readings are in brackets, to be read everywhere; `readings.js` of the pupils' page
writes them above.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kit.csv_files import shipped_rows
from kit.language_codes import first_and_second
from kit.paths import data_folder

_KANJI = "一-鿿々"
# What stays as it is: code, headings, addresses and notes of links, texts in a second language, and tags.
_WHOLE = r"`[^`]*`|^#.*$|\]\([^\s)]*(?: \"[^\"]*\")?\)|<small.*?</small>|<[^>]*>"
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")


def has_readings(language: str) -> bool:
    """Return whether the kit has readings of words in a language."""
    return bool(_readings(language))


def add_readings(notebook: dict[str, Any], language: str) -> None:
    """Add to the Markdown of a notebook how each hard word is read, once, where it appears first.

    Parameters
    ----------
    notebook : dict
        The notebook, as JSON has it.
    language : str
        ISO 639-1; of two with a plus between them, the first.

    Source: ``data/text/<language>/readings.csv``.
    """
    readings = dict(_readings(first_and_second(language)[0]))
    if not readings:
        return
    words = "|".join(map(re.escape, sorted(readings, key=len, reverse=True)))
    place = re.compile(rf"{_WHOLE}|(?<![{_KANJI}])(?:{words})", re.MULTILINE)

    def read(match: re.Match[str]) -> str:
        reading = readings.pop(match[0], "")
        return f'<span class="kit-ruby">{match[0]}<small>（{reading}）</small></span>' if reading else match[0]

    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = _BOLD.sub(_stressed, place.sub(read, "".join(cell["source"])))


def _stressed(bold: re.Match[str]) -> str:
    """Return bold words as HTML if they have a reading: Markdown sees no end of bold between a tag and a letter."""
    return f"<strong>{bold[1]}</strong>" if "kit-ruby" in bold[1] else bold[0]


@cache
def _readings(language: str) -> tuple[tuple[str, str], ...]:
    path = data_folder() / "text" / language / "readings.csv"
    if not path.exists():
        return ()
    return tuple((row["word"], row["reading"]) for row in shipped_rows(path))

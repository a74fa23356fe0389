"""Translations of lessons and tables, from the catalogues in ``data/text/<language>/``: read when they are used.

English is where it is written: in the items, the notebooks and the tables. A catalogue has the same texts in another
language, each under a context that does not change (``q-members-01/options/LAO/feedback``). A translation whose English
has changed since is marked `fuzzy` in the catalogue, and is not used.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kit.errors import KitError
from kit.paths import data_folder
from kit.started_lesson import STARTED
from kit.text_files import read_content

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ENGLISH = "en"
FUZZY = "fuzzy"


class Catalogue(NamedTuple):
    """The translations of one catalogue that are up to date.

    Parameters
    ----------
    texts : dict
        Context and English to the translation.
    by_column : dict
        Last part of the context and English to the translation: enough for the cells of a table.
    """

    texts: dict[tuple[str, str], str]
    by_column: dict[tuple[str, str], str]

    def text(self, context: str, english: str) -> str | None:
        """Return the translation of a text; None where there is none that is up to date."""
        return self.texts.get((context, english))

    def cell(self, column: str, english: str) -> str | None:
        """Return the translation of a cell of a column; None where there is none that is up to date."""
        return self.by_column.get((column, english))


NOTHING = Catalogue({}, {})


def catalogue(language: str, name: str, folder: Path | None = None) -> Catalogue:
    """Return the catalogue of a lesson, a guide or a table in a language; an empty one where there is none.

    Parameters
    ----------
    language : str
        ISO 639-1; English has no catalogues of this kind.
    name : str
        Such as ``lesson-02``, ``guide-02`` or ``timeline``.
    folder : pathlib.Path, optional
        Another data folder than the kit's own.

    Raises
    ------
    KitError
        When the file is there and is not a catalogue.
    """
    if language == ENGLISH:
        return NOTHING
    path = catalogue_path(language, name, folder)
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return NOTHING


def caption_in(english: str, language: str) -> str:
    """Return what the code of the lesson that was started last calls something, in a language; else in English."""
    lesson, folder = STARTED.lesson, STARTED.folder
    if not english or not lesson or language == ENGLISH:
        return english
    for name, start in ((f"lesson-{lesson}", f"{lesson}/"), (f"guide-{lesson}", f"guide-{lesson}/")):
        for (context, said), own in catalogue(language, name, folder).texts.items():
            if said == english and context.startswith(start):
                return own
    return english


def catalogue_path(language: str, name: str, folder: Path | None = None) -> Path:
    """Return where a catalogue is, or would be."""
    return (folder or data_folder()) / "text" / language / f"{name}.po"


def parse_catalogue(path: Path) -> Catalog:
    """Return a catalogue as Babel reads it.

    Raises
    ------
    KitError
        When it cannot be read, with the line that is wrong.
    """
    from io import BytesIO

    from babel.messages.pofile import PoFileError, read_po

    try:
        return read_po(BytesIO(read_content(path)), abort_invalid=True, charset="utf-8")
    except PoFileError as error:
        do = 'Write each text as msgid "…" and msgstr "…", with \\" for a quotation mark inside.'
        raise KitError(f"This is not a .po file: {error}.", where=f"{path}, line {error.lineno + 1}", do=do) from None
    except (ValueError, LookupError) as error:
        raise KitError(
            f"The translations cannot be read: {error}.", where=str(path), do="Save them as UTF-8."
        ) from None


@cache
def _read(path: Path, _: int) -> Catalogue:
    """Read a catalogue once for each state of its file."""
    texts: dict[tuple[str, str], str] = {}
    by_column: dict[tuple[str, str], str] = {}
    for message in parse_catalogue(path):
        if message.id and message.string and not message.fuzzy and isinstance(message.string, str):
            context, english = message.context or "", str(message.id)
            texts[context, english] = message.string
            by_column.setdefault((context.rpartition("/")[2], english), message.string)
    return Catalogue(texts, by_column)

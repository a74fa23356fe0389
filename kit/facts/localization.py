"""What a row says in a language: columns that end in ``_en``, ``_ja`` and so on, and catalogues of translations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kit.translations import ENGLISH, catalogue


def localized(row: Mapping[str, Any], field: str, language: str) -> str:
    """Return a field of a row in a language; where that is missing, in English, and then the id of the row.

    Examples
    --------
    >>> localized({"iso3": "LAO", "name_en": "Laos", "name_ja": "ラオス"}, "name", "ja")
    'ラオス'
    >>> localized({"place": "Bangkok", "name_ja": "バンコク"}, "name", "en")
    'Bangkok'
    """
    cell = row.get(localized_column(row, field, language))
    return cell if isinstance(cell, str) else str(next(iter(row.values())))


def localized_column(columns: Iterable[str], field: str, language: str) -> str:
    """Return the name of the column that contains a field in a language, else in English.

    Examples
    --------
    >>> localized_column(["term_en", "term_ja"], "term", "ja")
    'term_ja'
    """
    own = f"{field}_{language}"
    return own if own in columns else f"{field}_en"


def localized_or_none(
    table: str, row: Mapping[str, Any], field: str, language: str, folder: Path | None = None
) -> str | None:
    """Return a field of a row in a language, from a column of its own or the catalogue; None where neither has it.

    Parameters
    ----------
    table : str
        Name of the table, after which its catalogue is called.
    row : mapping
        The row.
    field : str
        Name of the column, without ``_en``.
    language : str
        ISO 639-1.
    folder : pathlib.Path, optional
        Another data folder.

    Examples
    --------
    >>> localized_or_none("members", {"iso3": "LAO", "name_en": "Laos", "name_ja": "ラオス"}, "name", "ja")
    'ラオス'
    """
    own = row.get(f"{field}_{language}")
    if isinstance(own, str):
        return own
    english = row.get(f"{field}_en", row.get(field))
    if not isinstance(english, str) or language == ENGLISH:
        return english if isinstance(english, str) else None
    return catalogue(language, table, folder).cell(field, english)

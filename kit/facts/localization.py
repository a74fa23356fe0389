"""What a row says in a language: columns that end in ``_en``, ``_ja`` and so on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


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

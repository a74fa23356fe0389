"""What a row says in a language: a column that ends in ``_ja``, else the catalogue of its table, else English."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from kit.facts.tables import Row, home_of, id_field, rows, table_names, translatable_fields
from kit.text import settings
from kit.translations import ENGLISH, catalogue

AnyRow: TypeAlias = "Mapping[Any, Any] | pd.Series[Any]"

_PLACES = {"place", "capital"}  # columns whose cells table `places` has as names
_PARTS = "; "


def localized(row: AnyRow, field: str, language: str, folder: Path | None = None) -> str:
    """Return a field of a row in a language; where that is missing, in English, and then the id of the row.

    Parameters
    ----------
    row : mapping
        A row of any table, with its id first.
    field : str
        Name of the column, without ``_en``.
    language : str
        ISO 639-1.
    folder : pathlib.Path, optional
        A data folder whose translations come before the kit's own.

    Examples
    --------
    >>> localized({"iso3": "LAO", "name_en": "Laos", "name_ja": "ラオス"}, "name", "ja")
    'ラオス'
    >>> localized({"place": "Bangkok", "name_ja": "バンコク"}, "name", "en")
    'Bangkok'
    """
    return localized_with_code(row, field, language, folder)[0]


def localized_with_code(row: AnyRow, field: str, language: str, folder: Path | None = None) -> tuple[str, str]:
    """Return a field of a row as `localized`, and the code of the language in which it is.

    Examples
    --------
    >>> localized_with_code({"event_id": "event-none", "title": "No event of ours"}, "title", "ja")
    ('No event of ours', 'en')
    """
    own = localized_or_none(row, field, language, folder)
    if own is not None:
        return own, language
    return _english(row, field) or str(row[next(iter(row.keys()))]), ENGLISH


def localized_or_none(row: AnyRow, field: str, language: str, folder: Path | None = None) -> str | None:
    """Return a field of a row in a language; None where nobody has translated it, and in English where it is empty."""
    english = _english(row, field)
    own = row.get(own_column(field, language, row.keys()))
    if language == ENGLISH or isinstance(own, str):
        return english if language == ENGLISH else own
    table = _tables().get(str(next(iter(row.keys()))), "")
    if (table, field) == ("places", "name"):
        return _place_name(row["place"], language)
    if english is not None and field == "attribution":
        return attribution_in(english, language, folder)
    name = _place_name(english, language) if field in _PLACES else None
    return name or (_translated(table, field, english, language, folder) if english else None)


def own_column(field: str, language: str, columns: Collection[str]) -> str:
    """Return the name of the column that has a field in a language; empty where it could only be one of ids.

    ``_id`` is the end of ids and the code of Indonesian: it is a text where the same is there in English, as in
    ``term_en``.

    Parameters
    ----------
    field : str
        Name of the column, without ``_en``.
    language : str
        ISO 639-1.
    columns : collection of str
        All columns of the table.

    Examples
    --------
    >>> own_column("term", "id", {"term_en", "term_id"}), own_column("caution", "id", {"caution_id", "caution"})
    ('term_id', '')
    """
    name = f"{field}_{language}"
    english = {f"{field}_en", "place" if field == "name" else ""}  # a place is called by its name in English
    return "" if name.endswith("_id") and (name in _tables() or not english.intersection(columns)) else name


def attribution_in(attribution: str, language: str, folder: Path | None = None) -> str:
    """Return who says so in a language; names that are not translated stay in English.

    Examples
    --------
    >>> attribution_in("World Bank; Natural Earth", "en")
    'World Bank; Natural Earth'
    """
    if language == ENGLISH:
        return attribution
    parts = attribution.split(_PARTS)
    own = (_translated("sources", "attribution", part, language, folder) or part for part in parts)
    return settings(language).list_joiner.join(own)


def with_language(
    table: pd.DataFrame, fields: Iterable[str], language: str, folder: Path | None = None
) -> pd.DataFrame:
    """Return rows with a column more for each field, such as ``definition_ja``: in the language, else in English."""
    own = table.copy()
    for field in fields:
        said = [localized(row, field, language, folder) for row in table.to_dict("records")]
        own[f"{field}_{language}"] = pd.array(said, dtype="string")
    return own


def term_languages(glossary: pd.DataFrame, language: str) -> list[str]:
    """Return the languages in which words are shown next to each other, English first.

    They are those that the table has terms in; for readers of another language, English and theirs.
    """
    known = [code for column in glossary.columns if (code := str(column).removeprefix("term_")) != column]
    return known if language in known else [ENGLISH, language]


def cells_in(table: pd.DataFrame, column: str, language: str, folder: Path | None = None) -> dict[str, str | None]:
    """Return the texts of a column in a language, by what they are in English; None for one without a translation.

    Nothing for a column whose cells are not translated: of dates, numbers and codes, or of another language.
    """
    name = _tables().get(str(table.columns[0]), "") if len(table.columns) else ""
    own = "" if language == ENGLISH or not name else column.removesuffix("_en")
    is_text = column == "attribution" or (bool(own) and column in translatable_fields(name, home_of(name, folder)))
    if not own or not is_text:
        return {}
    found = table.to_dict("records")
    return {
        str(row[column]): localized_or_none(row, own, language, folder) for row in found if not pd.isna(row[column])
    }


def _translated(table: str, field: str, english: str, language: str, folder: Path | None) -> str | None:
    """Return the translation of a cell; a lesson of somebody's own may show rows of the kit, so both are asked."""
    cells = (catalogue(language, table, home).cell(field, english) for home in dict.fromkeys((folder, None)))
    return next(filter(None, cells), None)


def _english(row: AnyRow, field: str) -> str | None:
    cells = (row.get(f"{field}_en"), row.get(field))
    return next((cell for cell in cells if isinstance(cell, str)), None)


@cache
def _tables() -> dict[str, str]:
    """Return the name of each table by its first column, which has the ids."""
    return {id_field(name): name for name in table_names()}


def _place_name(english: str | None, language: str) -> str | None:
    """Return the name of a place in a language, by that in English."""
    row = _places().get(english or "")
    if row is None:
        return None
    return row.get(f"name_{language}") or catalogue(language, "places").cell("place", row["place"])


@cache
def _places() -> dict[str, Row]:
    return {row["place"]: row for row in rows("places")}

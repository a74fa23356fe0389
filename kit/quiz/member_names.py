"""Names of ASEAN's members in the languages of the kit and in their own, from the table of members and from CLDR."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kit.csv_files import shipped_rows
from kit.paths import data_folder
from kit.text import languages


@cache
def names_in_lessons() -> dict[str, frozenset[str]]:
    """Return the names of each member in the languages of the kit, by ISO code of two letters.

    Examples
    --------
    >>> sorted(names_in_lessons()["KH"])
    ['Cambodia', 'Kamboja', 'カンボジア']
    """
    return {row["iso2"]: _names(row, languages()) for row in _members()}


@cache
def names_at_home() -> dict[str, frozenset[str]]:
    """Return the names of each member in its official languages, by ISO code of two letters.

    In the browser edition, whose Babel has the kit's languages alone, they are those of the table.

    Examples
    --------
    >>> sorted(names_at_home()["SG"]), sorted(names_at_home()["PH"])
    (['Singapore', 'Singapura', 'சிங்கப்பூர்', '新加坡'], ['Philippines', 'Pilipinas'])
    """
    from babel import Locale

    codes = {name: code for code, name in Locale("en").languages.items()}
    known = {row["iso2"]: (row, row["official_languages"].split(";")) for row in _members()}
    return {
        iso2: _names(row, (codes[name] for name in spoken)) | {row["name_own"]} for iso2, (row, spoken) in known.items()
    }


def _names(row: dict[str, str], codes: Iterable[str]) -> frozenset[str]:
    """Return the names of a member in some languages: as its row has them, else as CLDR does; it may know none."""
    from babel import Locale, UnknownLocaleError

    found = []
    for code in codes:
        try:
            found.append(row.get(f"name_{code}") or Locale.parse(code, sep="-").territories.get(row["iso2"], ""))
        except UnknownLocaleError:  # Tetum, of Timor-Leste
            continue
    return frozenset(filter(None, found))


def _members() -> list[dict[str, str]]:
    return shipped_rows(data_folder() / "members.csv")  # `kit.facts.rows` is on the same floor

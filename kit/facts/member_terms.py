"""Words of the glossary in other languages of the region, as far as a page that somebody read has them."""

from __future__ import annotations

from functools import cache

from kit.csv_files import shipped_rows
from kit.paths import data_folder
from kit.suggest import unknown_name


def member_terms(language: str) -> dict[str, str]:
    """Return what words are called in a language, by their ids; a word that no source confirmed is not there.

    Parameters
    ----------
    language : str
        ISO 639, such as ``"vi"``, ``"ms"`` or ``"fil"``.

    Raises
    ------
    KitError
        When there is no word in this language.

    Source: ``data/text/terms-of-members.csv``, which has the address of a page for each term.

    Examples
    --------
    >>> member_terms("vi")["word-south-china-sea"]
    'Biển Đông'
    """
    known = _terms()
    if language not in known:
        raise unknown_name("words.no_language", language, sorted(known), "lesson.words")
    return known[language]


@cache
def _terms() -> dict[str, dict[str, str]]:
    terms: dict[str, dict[str, str]] = {}
    path = data_folder() / "text" / "terms-of-members.csv"
    for row in shipped_rows(path):
        terms.setdefault(row["language"], {})[row["word_id"]] = row["term"]
    return terms

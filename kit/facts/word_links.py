"""The words that a lesson marks in its text: each opens its meaning where it is."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path

import pandas as pd

from kit.assets import css, esm_from
from kit.facts.localization import term_languages, with_language
from kit.text import text_in


def word_links(words: pd.DataFrame, language: str, folder: Path | None = None) -> str:
    """Return the HTML that lets a tap on a marked word of the notebook open its meaning.

    Parameters
    ----------
    words : pandas.DataFrame
        Rows of table ``glossary``.
    language : str
        ISO 639-1; the meaning in this language comes first.
    folder : pathlib.Path, optional
        A data folder whose translations come before the kit's own.

    Returns
    -------
    str
        A style and a script; empty without words.
    """
    if words.empty:
        return ""
    order = sorted(term_languages(words, language), key=lambda code: code != language)
    words = with_language(words, ["term", "definition"], language, folder)
    notes = [[*_in_languages(row, order)] for row in words.to_dict("records")]
    given = json.dumps(notes, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    close = json.dumps(text_in(language)("words.close"), ensure_ascii=False)
    script = esm_from(f"import {{ openWords }} from './facts/word_links.js';\nopenWords({given}, {close});")
    return f"<style>{css('facts/reading.css')}</style><script>(() => {{{script}}})()</script>"


def _in_languages(row: dict[Hashable, object], codes: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each language in which a word and its meaning are there, the term with any reading, and what it means."""
    for code in codes:
        term, reading, meaning = (row.get(f"{field}_{code}") for field in ("term", "reading", "definition"))
        if isinstance(term, str) and isinstance(meaning, str):
            yield code, f"{term}（{reading}）" if isinstance(reading, str) and reading != term else term, meaning

"""The words that a lesson marks in its text: each opens its meaning where it is."""

from __future__ import annotations

import json

import pandas as pd

from kit.assets import css, esm_from
from kit.text import text_in

_LANGUAGES = ("en", "ja")


def word_links(words: pd.DataFrame, language: str) -> str:
    """Return the HTML that lets a tap on a marked word of the notebook open its meaning.

    Parameters
    ----------
    words : pandas.DataFrame
        Rows of table ``glossary``.
    language : str
        ISO 639-1; the meaning in this language comes first.

    Returns
    -------
    str
        A style and a script; empty without words.
    """
    if words.empty:
        return ""
    order = sorted(_LANGUAGES, key=lambda code: code != language)
    notes = {}
    for row in words.to_dict("records"):
        terms = {"en": row["term_en"], "ja": row["term_ja"]}
        if row["reading_ja"] and row["reading_ja"] != row["term_ja"]:
            terms["ja"] += f"（{row['reading_ja']}）"
        notes[row["term_ja"]] = [[code, terms[code], row[f"definition_{code}"]] for code in order]
    given = json.dumps(notes, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    close = json.dumps(text_in(language)("words.close"), ensure_ascii=False)
    script = esm_from(f"import {{ openWords }} from './facts/word_links.js';\nopenWords({given}, {close});")
    return f"<style>{css('facts/reading.css')}</style><script>(() => {{{script}}})()</script>"

"""Excerpts of documents, next to each other: who says what and when, with hard words, source and terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from kit.assets import css
from kit.facts.selection import chosen_rows
from kit.facts.word_notes import Word, explain, note
from kit.html import Node, element, html_of
from kit.text import LearnerError, partial_date_in, strings, text_in


@dataclass(frozen=True)
class Documents:
    """Excerpts, ready to be compared on the screen, on paper, by a screen reader or as plain text.

    Parameters
    ----------
    table : pandas.DataFrame
        Rows of table ``documents``.
    language : str
        ISO 639-1; an excerpt that the table does not have in this language is shown in English.
    """

    table: pd.DataFrame
    language: str

    def to_table(self) -> pd.DataFrame:
        """Return the excerpts as a DataFrame with all columns of table ``documents``."""
        return self.table.copy()

    def to_element(self) -> Node:
        """Return the excerpts as an element, without its style; `style` returns that."""
        cards = (self._card(row) for row in self.table.to_dict("records"))
        label = text_in(self.language)("documents.caption")
        return element("div", "kit-reading kit-documents", *cards, role="group", aria_label=label)

    def __repr__(self) -> str:
        return "\n\n".join(self._lines(row) for row in self.table.to_dict("records"))

    def _repr_html_(self) -> str:
        return f"<style>{style()}</style>{html_of(self.to_element())}"

    def _lines(self, row: Mapping[Any, Any]) -> str:
        text = text_in(self.language)
        _, excerpt = self._excerpt(row)
        words = [f"  {word.term}: {word.meaning}" for word in _words(row)]
        quoted = text("documents.quoted", excerpt=excerpt)
        lines = [row["title"], self._when(row), self._who(row), row["head_note"], quoted, self._original(row), *words]
        return "\n".join(line for line in [*lines, f"{self._source(row)} {row['url']}"] if line)

    def _card(self, row: Mapping[Any, Any]) -> Node:
        language, excerpt = self._excerpt(row)
        words = _words(row)
        shown, found = explain(excerpt, words)
        link = element("a", "", row["url"], href=row["url"], target="_blank", rel="noopener noreferrer")
        original = self._original(row)
        return element(
            "article",
            "kit-document",
            element("p", "kit-title", row["title"], lang="en"),
            element("p", "kit-when", self._when(row)),
            element("p", "kit-who", self._who(row)),
            element("p", "kit-about", row["head_note"], lang="en"),
            element("blockquote", "", *shown, lang=language),
            *(note(word) for word in words if word not in found),
            element("p", "kit-from", original) if original else "",
            element("p", "kit-from", f"{self._source(row)} ", link),
        )

    def _excerpt(self, row: Mapping[Any, Any]) -> tuple[str, str]:
        """Return the language in which an excerpt is shown, and its words."""
        own = row.get(f"excerpt_{self.language}")
        return (self.language, own) if isinstance(own, str) else ("en", str(row["excerpt_en"]))

    def _original(self, row: Mapping[Any, Any]) -> str:
        """Return in which language the document was written, where that is not the one shown."""
        if row["language"] == self._excerpt(row)[0]:
            return ""
        from babel import Locale

        name = Locale.parse(self.language).languages.get(row["language"], row["language"])
        return text_in(self.language)("documents.original", language=name)

    def _when(self, row: Mapping[Any, Any]) -> str:
        return partial_date_in(row["date"], self.language)

    def _who(self, row: Mapping[Any, Any]) -> str:
        side = strings(self.language).get(f"side.{row['side']}", row["side"])
        return text_in(self.language)("documents.who", speaker=row["speaker"], side=side)

    def _source(self, row: Mapping[Any, Any]) -> str:
        return f"{row['attribution']}: {row['locator']}. {row['terms']}"


def documents(ids: Sequence[str], language: str, folder: Path | None = None) -> Documents:
    """Return excerpts by their ids, in the order given.

    Raises
    ------
    KitError
        When no id is given, or the table has no such document.

    Source: table ``documents``.

    Examples
    --------
    >>> list(documents(["doc-1977-fukuda"], "en").to_table()["side"])
    ['japan']
    """
    if not ids:
        raise LearnerError("documents.none", where="lesson.documents")
    return Documents(chosen_rows("documents", [], ids, folder), language)


def style() -> str:
    """Return the style of excerpts."""
    return css("facts/reading.css")


def _words(row: Mapping[Any, Any]) -> list[Word]:
    """Return the words that a document explains: ``word: meaning; other word: meaning``."""
    cell = row["words"]
    pairs = [pair.partition(":") for pair in cell.split(";")] if isinstance(cell, str) else []
    return [Word(term.strip(), meaning.strip()) for term, _, meaning in pairs]

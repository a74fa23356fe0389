"""Excerpts of documents, next to each other: who says what and when, with hard words, source and terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from kit.assets import css
from kit.facts.localization import localized_with_code
from kit.facts.selection import chosen_rows
from kit.facts.word_notes import Word, explain, note
from kit.html import NO_FORMULAS, Node, element, html_of
from kit.language_codes import locale_of
from kit.text import LearnerError, partial_date_in, settings, strings, text_in
from kit.translations import ENGLISH


@dataclass(frozen=True)
class Documents:
    """Excerpts, ready to be compared on the screen, on paper, by a screen reader or as plain text.

    Parameters
    ----------
    table : pandas.DataFrame
        Rows of table ``documents``.
    language : str
        ISO 639-1; an excerpt that is not there in this language, and was not translated, is shown in English.
    folder : pathlib.Path, optional
        A data folder whose translations come before the kit's own.
    also : str
        A second language, in which each excerpt is shown, too; empty for none.
    """

    table: pd.DataFrame
    language: str
    folder: Path | None = None
    also: str = ""

    def to_table(self) -> pd.DataFrame:
        """Return the excerpts as a DataFrame with all columns of table ``documents``."""
        return self.table.copy()

    def to_element(self) -> Node:
        """Return the excerpts as an element, without its style; `style` returns that."""
        cards = (self._card(row) for row in self.table.to_dict("records"))
        label = text_in(self.language)("documents.caption")
        kind = f"kit-reading kit-documents {NO_FORMULAS}"
        return element("div", kind, *cards, role="group", aria_label=label, lang=self.language)

    def __repr__(self) -> str:
        return "\n\n".join(self._lines(row) for row in self.table.to_dict("records"))

    def _repr_html_(self) -> str:
        return f"<style>{style()}</style>{html_of(self.to_element())}"

    def _lines(self, row: Mapping[Any, Any]) -> str:
        text = text_in(self.language)
        _, excerpt = self._excerpt(row)
        colon = settings(self.language).colon
        words = [f"  {word.term}{colon}{word.meaning}" for word in self._words(row)]
        quoted = text("documents.quoted", excerpt=excerpt)
        about = (self._said(row, "title")[0], self._when(row), self._who(row), self._said(row, "head_note")[0])
        lines = [*about, quoted, self._original(row), *words]
        return "\n".join(line for line in [*lines, f"{self._source(row)} {row['url']}"] if line)

    def _card(self, row: Mapping[Any, Any]) -> Node:
        language, excerpt = self._excerpt(row)
        words = self._words(row)
        shown, found = explain(excerpt, words)
        link = element("a", "", row["url"], href=row["url"], target="_blank", rel="noopener noreferrer")
        original = self._original(row)
        return element(
            "article",
            "kit-document",
            self._line("kit-title", row, "title"),
            element("p", "kit-when", self._when(row)),
            element("p", "kit-who", self._who(row)),
            self._line("kit-about", row, "head_note"),
            element("blockquote", "", *shown, *self._below(row, excerpt), lang=language),
            *(note(word) for word in words if word not in found),
            element("p", "kit-from", original) if original else "",
            element("p", "kit-from", f"{self._source(row)} ", link),
        )

    def _below(self, row: Mapping[Any, Any], excerpt: str) -> list[Node]:
        """Return an excerpt in the second language, where there is one and it is another text."""
        language, other = self._excerpt(row, self.also) if self.also else ("", excerpt)
        return [] if other == excerpt else [element("p", "kit-also", other, lang=language)]

    def _excerpt(self, row: Mapping[Any, Any], wanted: str = "") -> tuple[str, str]:
        """Return the language in which an excerpt is shown, and its words; a translation of ours says so."""
        wanted = wanted or self.language
        excerpt, language = localized_with_code(row, "excerpt", wanted, self.folder)
        is_ours = language not in {"en", row["language"]} and not isinstance(row.get(f"excerpt_{language}"), str)
        mark = text_in(wanted)("documents.translation")
        if not is_ours or excerpt.endswith(mark):
            return language, excerpt
        return language, f"{excerpt}{settings(wanted).joiner}{mark}"

    def _said(self, row: Mapping[Any, Any], field: str) -> tuple[str, str]:
        """Return a field in the language of the reader, else in English, and the code of the language."""
        return localized_with_code(row, field, self.language, self.folder)

    def _line(self, kind: str, row: Mapping[Any, Any], field: str) -> Node:
        said, language = self._said(row, field)
        return element("p", kind, said, lang=language)

    def _words(self, row: Mapping[Any, Any]) -> list[Word]:
        """Return the words that a document explains: ``word: meaning; other word: meaning``."""
        if not isinstance(row["words"], str):
            return []
        said = self._said(row, "words")[0].replace("：", ":").replace("；", ";")
        pairs = [pair.partition(":") for pair in said.split(";") if pair.strip()]
        return [Word(term.strip(), meaning.strip()) for term, _, meaning in pairs]

    def _original(self, row: Mapping[Any, Any]) -> str:
        """Return in which language the document was written, where a translation of it is shown."""
        shown = self._excerpt(row)[0]
        is_official = shown != ENGLISH and isinstance(row.get(f"excerpt_{shown}"), str)
        if row["language"] == shown or is_official:
            return ""
        name = locale_of(self.language).languages.get(row["language"], row["language"])
        return text_in(self.language)("documents.original", language=name)

    def _when(self, row: Mapping[Any, Any]) -> str:
        return partial_date_in(row["date"], self.language)

    def _who(self, row: Mapping[Any, Any]) -> str:
        side = strings(self.language).get(f"side.{row['side']}", row["side"])
        return text_in(self.language)("documents.who", speaker=self._said(row, "speaker")[0], side=side)

    def _source(self, row: Mapping[Any, Any]) -> str:
        said = {field: self._said(row, field)[0] for field in ("attribution", "locator", "terms")}
        return text_in(self.language)("documents.source", **said)


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
    return Documents(chosen_rows("documents", [], ids, folder), language, folder)


def style() -> str:
    """Return the style of excerpts."""
    return css("facts/reading.css")

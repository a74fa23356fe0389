"""The story in the kit's own words, set for reading: numbered paragraphs in which hard words are explained."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kit.assets import css
from kit.facts.localization import localized, localized_with_code, with_language
from kit.facts.tables import home_of, load, load_filled
from kit.facts.word_notes import Word, explain
from kit.html import NO_FORMULAS, element, html_of
from kit.language_codes import own_name
from kit.text import LearnerError, sentences, settings, text_in

_FIRST_SENTENCE = re.compile(r".+?(?:\.(?= )|。|$)")


@dataclass(frozen=True)
class Story:
    """Paragraphs of the story, ready to be read on the screen, on paper, by a screen reader or as plain text.

    Parameters
    ----------
    table : pandas.DataFrame
        Rows of table ``story``.
    words : tuple of Word
        The words that are explained where they first appear.
    language : str
        ISO 639-1.
    folder : pathlib.Path, optional
        A data folder whose translations come before the kit's own.
    also : str
        A second language, in which each paragraph is shown, too; empty for none.
    """

    table: pd.DataFrame
    words: tuple[Word, ...]
    language: str
    folder: Path | None = None
    also: str = ""

    def to_table(self) -> pd.DataFrame:
        """Return the paragraphs as a DataFrame with all columns of table ``story``."""
        return self.table.copy()

    def __repr__(self) -> str:
        return "\n\n".join([self._title, *(f"{number}  {text}" for number, text, *_ in self._paragraphs), self._source])

    def _repr_html_(self) -> str:
        words, listed, caption = list(self.words), [], text_in(self.language)("story.caption")
        below = self._paragraphs_in(self.also) if self.also else []
        for at, (number, text, is_caption, language) in enumerate(self._paragraphs):
            shown, found = explain(text, words)
            words = [word for word in words if word not in found]
            place = element("span", "kit-number", str(number))
            label = element("div", "kit-label", caption) if is_caption else ""
            shown += [element("p", "kit-also", each[1], lang=each[3]) for each in below[at : at + 1] if each[1] != text]
            listed.append(element("div", "kit-paragraph", place, label, *shown, role="listitem", lang=language))
        paragraphs = element("div", "", *listed, role="list", aria_label=self._title)
        source = element("p", "kit-from", self._source)
        page = html_of(element("div", f"kit-reading kit-story {NO_FORMULAS}", paragraphs, source, lang=self.language))
        return f"<style>{css('facts/reading.css')}</style>{page}"

    @property
    def _paragraphs(self) -> list[tuple[int, str, bool, str]]:
        """Number and text of each paragraph, whether it is the caption of a photo, and the language of the text."""
        return self._paragraphs_in(self.language)

    def _paragraphs_in(self, wanted: str) -> list[tuple[int, str, bool, str]]:
        found = []
        for row in self.table.to_dict("records"):
            text, language = localized_with_code(row, "text", wanted, self.folder)
            found.append((int(row["paragraph"]), text, bool(row["photo"]), language))
        return found

    @property
    def _title(self) -> str:
        numbers = self.table["paragraph"]
        first, last = int(numbers.iloc[0]), int(numbers.iloc[-1])
        return text_in(self.language)("story.one" if first == last else "story.title", first=first, last=last)

    @property
    def _source(self) -> str:
        return text_in(self.language)(
            "story.source", attribution=localized(self.table.iloc[0], "attribution", self.language, self.folder)
        )


def story(first: int | None, last: int | None, language: str, folder: Path | None = None) -> Story:
    """Return paragraphs of the story; see `kit.lesson.Lesson.story`.

    Raises
    ------
    KitError
        When the story has no such paragraphs.

    Source: tables ``story`` and ``glossary``.

    Examples
    --------
    >>> story(3, None, "en").to_table()["story_id"].to_list()
    ['story-p03']
    """
    rows = load_filled("story", home_of("story", folder))
    numbers = [int(number) for number in rows["paragraph"]]
    start = numbers[0] if first is None else first
    end = last if last is not None else numbers[-1] if first is None else start
    if start not in numbers or end not in numbers or start > end:
        given = start if last is None else f"{start}, {end}"
        where, ends = "lesson.story", (numbers[0], numbers[-1])
        raise LearnerError("story.paragraphs", where=where, given=given, first=ends[0], last=ends[1])
    return Story(rows[rows["paragraph"].between(start, end)], glossary_words(language, folder), language, folder)


def glossary_words(language: str, folder: Path | None = None) -> tuple[Word, ...]:
    """Return the words of the glossary in a language, each with what it means and the word in other languages.

    They are those of the table in `folder`, where it has one, else of the kit's.

    Only the first sentence of a definition is taken: those after it may say who uses the word, which readers are to
    find out themselves.

    Source: table ``glossary``.
    """
    rows = with_language(load("glossary", home_of("glossary", folder)), ["term", "definition"], language, folder)
    own, definition = f"term_{language}", f"definition_{language}"
    others = [column for column in rows.columns if column.startswith("term_") and column != own]
    words = []
    for row in rows.to_dict("records"):
        parts = _FIRST_SENTENCE.findall(row[definition])[:1]
        said = {column: row[column] for column in others if isinstance(row[column], str)}
        colon = settings(language).colon
        parts += [f"{own_name(column.removeprefix('term_'))}{colon}{term}" for column, term in said.items()]
        words.append(Word(row[own], sentences(parts, language)))
    return tuple(words)

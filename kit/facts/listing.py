"""Rows for reading: a table with a caption, headings and a source for every row."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from pandas.api.types import infer_dtype

from kit.dates import is_date
from kit.facts.localization import cells_in, own_column
from kit.facts.membership import names
from kit.facts.tables import home_of
from kit.html import NO_FORMULAS
from kit.language_codes import is_language, locale_of
from kit.suggest import name_list, nearest
from kit.text import LearnerError, figure_in, languages, partial_date_in, settings, strings, text_in
from kit.translations import ENGLISH, caption_in

_STYLE = (
    "<style>.kit-listing{border-collapse:collapse;max-width:60rem;table-layout:auto!important}"
    ".kit-listing caption{text-align:left;font-weight:600;padding:.4em 0}"
    ".kit-listing th,.kit-listing td{text-align:left!important;vertical-align:top;padding:.35em .6em;"
    "white-space:pre-line;overflow-wrap:break-word;word-break:auto-phrase;"
    "border-bottom:1px solid var(--jp-border-color2,#bbb)}"
    ".kit-listing .kit-address{overflow-wrap:anywhere;min-width:8rem}.kit-listing .kit-unbroken{white-space:nowrap}"
    ".kit-listing .kit-kana{word-break:normal;min-width:9em}.kit-listing .kit-address a{overflow-wrap:break-word}"
    "@media(pointer:coarse){.kit-listing a{display:inline-block;min-width:44px;padding:15px 0}}</style>"
)
# On a phone, and of many columns on half a tablet, each row is a block, and each cell says its heading, so that the
# last columns are seen, too. The roles of the parts of the table are written out, because a browser forgets them where
# they are blocks.
_MANY = 5  # columns
_STACKED = (
    "<style>.kit-listing-frame{container-type:inline-size;overflow-x:auto}"
    "@container (max-width:36rem) or ((max-width:42rem) and style(--kit-many:1)){"
    ".kit-listing{width:100%}"
    ".kit-listing :is(tbody,tr,th,td){display:block!important;border:0!important}"
    ".kit-listing thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    ".kit-listing tr{padding:.4em 0;border-bottom:2px solid var(--jp-border-color2,#bbb)!important}"
    ".kit-listing :is(th,td){padding:.15em .3em!important;max-width:none!important}"
    ".kit-listing td:empty{display:none!important}.kit-listing .kit-unbroken{white-space:normal}"
    ".kit-listing td[data-heading]:before{content:attr(data-heading) ' ';font-weight:600}}</style>"
)
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_BREAK = re.compile(r"([/_](?=.))")
_YEAR, _DATE = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d{2}(-\d{2})?")
_OF_DATES = re.compile(r"date|.*_since")  # 1974 is a date in these columns only
_FIGURE = re.compile(r"\d{1,3}(,\d{3})+")  # as Python writes thousands
_UNBROKEN = re.compile(r"(\d{1,2} )?[^\W\d]+ \d{4}|\d{4}年\d+月(\d+日)?|q-[a-z]+-\d+")  # dates, ids of items
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・]+")  # how a word is read; a browser takes its beginning, as ほう, for a phrase
_CODES = {  # columns of codes that readers see, and how the keys of their words begin
    "indicator": "indicator.",
    "certainty": "code.certainty.",
    "outcome": "code.outcome.",
    "strength": "code.strength.",
    "kind": "timeline.kind.",
    "rank": "chart.rank.",
}
_GROUPED_FROM = 10_000  # years have no thousands


@dataclass(frozen=True)
class Listing:
    """Rows of one table, ready to be read on the screen, by a screen reader or as plain text.

    Parameters
    ----------
    caption : str
        What the rows are, in a few words.
    table : pandas.DataFrame
        The rows; any columns.
    headings : mapping of str to str
        The columns shown, in this order, with the heading of each. The first one heads its row.
    lang : mapping of str to str
        The language of a column's text where it differs from the page's, for screen readers.
    words : mapping of str to mapping of str to str
        For columns of codes and of texts in English: what to show for them. What is not named is shown as it is.
    language : str
        ISO 639-1; dates and thousands are shown as one reads them in this language.
    english : frozenset of str
        Texts that nobody has translated.
    """

    caption: str
    table: pd.DataFrame
    headings: Mapping[str, str]
    lang: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    language: str = "en"
    english: frozenset[str] = frozenset()

    def to_table(self) -> pd.DataFrame:
        """Return the rows as a DataFrame with all their columns, codes as they are."""
        return self.table.copy()

    def __repr__(self) -> str:
        colon = settings(self.language).colon
        rows = ["\n".join(f"  {self.headings[name]}{colon}{value}" for name, value in row) for row in self._rows()]
        return "\n\n".join([self.caption, *rows])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col" role="columnheader">{escape(text)}</th>' for text in self.headings.values())
        body = "".join(f'<tr role="row">{"".join(self._cell(*cell) for cell in row)}</tr>' for row in self._rows())
        caption = escape(self.caption)
        many = int(len(self.headings) >= _MANY)
        return (
            f'{_STYLE}{_STACKED}<div class="kit-listing-frame {NO_FORMULAS}" lang="{escape(self.language)}" '
            f'tabindex="0" role="group" aria-label="{caption}" style="--kit-many:{many}">'
            f'<table class="kit-listing" role="table"><caption>{caption}</caption><thead role="rowgroup">'
            f'<tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
        )

    def _rows(self) -> list[list[tuple[str, str]]]:
        shown = self.table[list(self.headings)]
        numbers = [column for column in shown if pd.api.types.is_float_dtype(shown[column])]
        shown = shown.astype(dict.fromkeys(numbers, object))
        for column in numbers:
            shown[column] = shown[column].map(self._number, na_action="ignore")
        shown = shown.astype("string").fillna("")
        return [
            [
                (name, cell if name in numbers else self._said(name, cell))
                for name, cell in zip(shown.columns, row, strict=True)
            ]
            for row in shown.itertuples(index=False)
        ]

    def _number(self, value: float) -> str:
        return figure_in(f"{value:{',' if abs(value) >= _GROUPED_FROM else ''}.15g}", self.language)

    def _said(self, column: str, cell: str) -> str:
        may_be = _DATE.fullmatch(cell) or (_OF_DATES.fullmatch(str(column)) and _YEAR.fullmatch(cell))
        if may_be and is_date(cell):  # 1977-78 is a season
            return partial_date_in(cell, self.language)
        if _FIGURE.fullmatch(cell):
            return figure_in(cell, self.language)
        return self.words.get(column, {}).get(cell, cell)

    def _cell(self, column: str, value: str) -> str:
        code = self.lang.get(column) or ("en" if value in self.english else "")
        language = f' lang="{escape(code)}"' if code else ""
        kind = ' class="kit-unbroken"' if _UNBROKEN.fullmatch(value) else ""
        kind = ' class="kit-kana"' if _KANA.fullmatch(value) else kind
        if column == next(iter(self.headings)):
            return f'<th scope="row" role="rowheader"{language}{kind}>{escape(value)}</th>'
        kind = ' class="kit-address"' if "://" in value else kind
        shown = escape(value)
        if _ADDRESS.fullmatch(value):
            parts = _BREAK.sub(r"\1<wbr>", shown.partition("://")[2])  # else a line ends within a word
            shown = f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{parts}</a>'
        colon = "" if self.headings[column].endswith(("?", "？")) else settings(self.language).colon.rstrip()
        heading = escape(f"{self.headings[column]}{colon}")
        return f'<td role="cell" data-heading="{heading}"{language}{kind}>{shown}</td>'


def heading_of(column: str, language: str, columns: Collection[str] = ()) -> str:
    """Return the heading of a column in a language; that of a term is the name of its own language.

    Where the columns of its table are given, one that ends in ``_id`` may be one of ids.

    Examples
    --------
    >>> heading_of("capital", "en"), heading_of("term_id", "en")
    ('Capital', 'Indonesian')
    """
    known, (field, _, code) = strings(language), column.rpartition("_")
    if own := known.get(f"column.{column}"):
        return own
    if columns and not _language_of(column, columns):
        return column
    if field == "term" and is_language(code):
        return str(locale_of(language).languages.get(code, code))
    return known.get(f"column.{field}_en", column) if code in languages() else column


def _language_of(column: str, columns: Collection[str]) -> str:
    """Return the language that the name of a column ends in; empty where it ends in none, as one of ids does."""
    field, _, code = column.rpartition("_")
    is_text = code in languages() or (field == "term" and is_language(code))
    return code if is_text and own_column(field, code, columns) else ""


def listing_in(
    language: str,
    caption: str,
    rows: pd.DataFrame,
    columns: Sequence[str] | Mapping[Any, str],
    folder: Path | None = None,
    **values: object,
) -> Listing:
    """Return rows with caption, headings and names of figures in a language; states have names where only codes are.

    Parameters
    ----------
    language : str
        ISO 639-1.
    caption : str
        Key of the caption; `values` are filled into it.
    rows : pandas.DataFrame
        The rows.
    columns : sequence of str, or mapping of str to str
        The columns shown, in this order; a mapping also gives each its heading.
    folder : pathlib.Path, optional
        A data folder whose tables and translations come before the kit's own.

    Raises
    ------
    KitError
        When the rows do not have one of the columns.
    """
    known = strings(language)
    for column in columns:
        if column not in rows.columns:
            near = name_list(nearest(str(column), map(str, rows.columns)) or map(str, rows.columns))
            raise LearnerError("lesson.no_column_here", do="lesson.meant", name=column, near=near)
    own = columns if isinstance(columns, Mapping) else {}
    every = list(map(str, rows.columns))
    headings = {
        column: caption_in(own.get(column, ""), language) or heading_of(str(column), language, every)
        for column in columns
    }
    lang = {column: code for column in columns if (code := _language_of(str(column), every))}
    if "evidence" in columns and home_of("facts", folder) is None and language != ENGLISH:
        lang["evidence"] = ENGLISH  # words of the story
    words = {
        column: {key.removeprefix(start): said for key, said in known.items() if key.startswith(start)}
        for column, start in _CODES.items()
    }
    for key, good in known.items():
        if (name := key.removeprefix("chart.good.")) != key and "indicator" in words:
            share = text_in(language)("indicator.asean_share_of_japan_imports", good=good)
            words["indicator"][f"asean_share_of_japan_imports_{name}_percent"] = share
    yes_or_no = {"True": known["card.yes"], "False": known["card.no"]}
    words |= {column: yes_or_no for column in columns if infer_dtype(rows[column].astype(object)) == "boolean"}
    if "iso3" in columns and not any(str(column).startswith("name_") for column in columns):
        words["iso3"] = names(language)
    both = {
        column for column in map(str, columns) if own_column(column.removesuffix("_en"), language, every) in columns
    }
    said = {column: cells_in(rows, column, language, folder) for column in map(str, columns) if column not in both}
    for column, cells in said.items():
        own = {english: text for english, text in cells.items() if text}
        words[column] = {**own, **words.get(column, {})}
        if own and str(column).endswith("_en"):
            lang.pop(column, None)
    left = {english for cells in said.values() for english, text in cells.items() if text is None}
    title = text_in(language)(caption, **values)
    return Listing(title, rows, headings, lang, words, language, frozenset(left))

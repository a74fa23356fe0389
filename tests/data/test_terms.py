"""One word of the course has one word in a language: the list of terms beside the catalogues says which."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from kit.csv_files import csv_table
from kit.paths import data_folder
from kit.text_files import read_content
from kit.translations import parse_catalogue

MOST_LEFT_OUT = 0.2  # a sentence may say it in another way, as "it" or by the verb alone


class Term(NamedTuple):
    """A word in English, what it may be called in a language, whether it has to be, and what it is never called."""

    english: str
    own: list[str]
    always: bool
    never: list[str]
    language: str

    def __str__(self) -> str:
        return f"{self.language}-{self.english}"


def terms() -> list[Term]:
    """Read the lists of all languages."""
    found = []
    for path in sorted((data_folder() / "text").glob("*/terms.csv")):
        for english, own, always, never in csv_table(read_content(path), path)[1:]:
            names = [name for name in never.split(";") if name]
            found.append(Term(english, own.split(";"), always == "yes", names, path.parent.name))
    return found


@cache
def translations(language: str) -> list[tuple[str, str, str]]:
    """Return place, English and translation of every text that is shown."""
    paths = sorted((data_folder() / "text" / language).glob("*.po"))
    messages = [(path, message) for path in paths for message in parse_catalogue(path)]
    return [
        (f"{path.stem}: {message.context}", str(message.id), str(message.string))
        for path, message in messages
        if message.id and message.string and not message.fuzzy
    ]


@pytest.mark.parametrize("term", terms(), ids=str)
def test_a_term_has_one_name_in_all_texts(term: Term):
    """Pupils then recognise it in the story, on a card, in a table and in an exam."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(term.english)}s?(?![\w-])", re.IGNORECASE)
    said = [(place, own) for place, english, own in translations(term.language) if pattern.search(english)]
    others = [place for place, own in said if not any(name in own for name in term.own)]
    assert len(others) <= (0 if term.always else MOST_LEFT_OUT * len(said)), others
    assert [place for place, _, own in translations(term.language) if any(name in own for name in term.never)] == []


def test_no_term_of_the_list_is_lost():
    """A teacher of the language wrote forty before the course was translated, later readings added thirteen."""
    assert Path(data_folder() / "text" / "ja" / "terms.csv").is_file()
    assert len([term for term in terms() if term.language == "ja"]) == 53

"""What a reader of the language called wrong stays away: a list beside the catalogues says what, and where."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from kit.csv_files import csv_table, shipped_rows
from kit.paths import data_folder
from kit.quiz.bank import lesson_names, load_lesson
from kit.text_files import read_content
from kit.translations import parse_catalogue

HOME = Path(__file__).parents[2]
LISTS = sorted((data_folder() / "text").glob("*/wordings.csv"))


class Wording(NamedTuple):
    """A wrong wording, the right one, a pattern of the kind, the places where it is looked for, and where it may be."""

    wrong: str
    right: str
    pattern: str
    only: str
    but: str

    def found_in(self, texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return the texts, after their places, that have the wording where it may not be."""
        pattern = re.compile(self.pattern or re.escape(self.wrong))
        return [(place, text) for place, text in texts if pattern.search(text) and self.is_meant(place)]

    def is_meant(self, place: str) -> bool:
        """Return whether the wording may not be at a place."""
        return bool(re.search(self.only, place)) and not (self.but and re.search(self.but, place))


@cache
def wordings(path: Path) -> list[Wording]:
    """Read a list."""
    return [Wording(*row) for row in csv_table(read_content(path), path)[1:]]


@cache
def texts_in(language: str) -> list[tuple[str, str]]:
    """Return place and text of all that the kit says in a language: catalogues, tables, items of its own, exports."""
    found = []
    for path in sorted((data_folder() / "text" / language).glob("*.po")):
        for message in parse_catalogue(path):
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            found += [(f"{path.stem}: {message.context or message.id}", form) for form in forms if message.id and form]
    for path in sorted(data_folder().glob("*.csv")):
        for row in shipped_rows(path):
            row_id = next(iter(row.values()))
            own = [column for column in row if column.endswith(f"_{language}") and row[column]]
            found += [(f"{path.name}: {row_id}/{column}", row[column]) for column in own]
    for name in lesson_names():
        own_items = [item for item in load_lesson(name, language=language).items if item.replaces]
        found += [(f"lesson-{name[:2]}: {item.id}", repr(item)) for item in own_items]
    for path in sorted((HOME / "tests" / "golden").glob(f"*-{language}.*")):
        lines = re.sub(
            r"<style.*?</style>|<[^>]*>", "\n", path.read_text(encoding="utf-8"), flags=re.DOTALL
        ).splitlines()
        found += [(f"golden/{path.name}", line.strip()) for line in lines if line.strip()]
    return found


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.parent.name)
def test_no_wrong_wording_is_anywhere(path: Path):
    """Each was in the kit once; a translation that brings it back is named with the right one."""
    texts = texts_in(path.parent.name)
    assert [(wording.right, *found) for wording in wordings(path) for found in wording.found_in(texts)] == []


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.parent.name)
def test_each_wrong_wording_would_be_found(path: Path):
    """Put back at a place where it may not be, the wrong wording is found, and the right one is not."""
    places = [place for place, _ in texts_in(path.parent.name)]
    for wording in wordings(path):
        at = next(place for place in places if wording.is_meant(place))
        assert wording.found_in([(at, wording.wrong)]), wording
        assert not wording.found_in([(at, wording.right)]), wording


QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』|（[^（）]*）")
POLITE = re.compile(r"(?:です|ます|ません|ました|でした|ましょう|ください|でしょう)(?:か|ね|よ|が|から)?$")
PLAIN = re.compile(r"(?<!なさ)[るたいだうくすむぶつぐ]$")
TABLES = "cautions|facts|forecasts|timeline|members|partnerships|places|glossary|story"


def manner_of(text: str) -> set[str]:
    """Return how the sentences of a Japanese text end, without what it quotes: polite, plain, or both."""
    ends = [sentence.strip() for sentence in re.split("[。\n]", QUOTED.sub("」", text))[:-1]]
    polite = {end for end in ends if POLITE.search(end)}
    return {"polite" for _ in polite} | {"plain" for end in ends if end not in polite and PLAIN.search(end)}


def test_a_japanese_text_is_polite_or_plain():
    """Tables, as a reference book, are plain (である); lessons, screens and commands speak to somebody (です・ます)."""
    said = [(place, text) for place, text in texts_in("ja") if not place.startswith("golden/")]
    assert [(place, text) for place, text in said if len(manner_of(text)) > 1] == []
    assert [place for place, text in said if re.match(TABLES, place) and "polite" in manner_of(text)] == []
    assert [place for place, text in said if place.startswith("commands") and "plain" in manner_of(text)] == []
    assert manner_of("開いてください。押す。") == {"polite", "plain"}

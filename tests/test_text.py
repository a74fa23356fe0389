"""Strings by key: languages, plural forms, and errors that speak the learner's language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale

import kit
from kit.errors import KitError
from kit.started_lesson import STARTED
from kit.text import (
    LearnerError,
    _catalog,
    _read,
    date_in,
    figure_in,
    languages,
    list_in,
    partial_date_in,
    settings,
    text_in,
)


@pytest.fixture
def japanese_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a lesson be started in Japanese for one test."""
    monkeypatch.setattr(STARTED, "language", "ja")


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 0, "0 tries left."),
        ("en", 1, "1 try left."),
        ("en", 2, "2 tries left."),
        ("ja", 1, "あと1回、解答できます。"),
        ("ja", 2, "あと2回、解答できます。"),
    ],
)
def test_a_number_picks_the_form(language: str, count: int, said: str):
    """English has a form for one and a form for the rest; Japanese has one form."""
    assert text_in(language)("card.tries_left", count=count) == said


@pytest.mark.parametrize("language", languages())
def test_the_plural_forms_are_those_of_the_language(language: str):
    """The head of a file says the same as Unicode's rules for the language, for the numbers that a class meets."""
    expression, rule = c2py(_catalog(language).plural_expr), Locale.parse(language).plural_form
    assert len({(expression(count), rule(count)) for count in range(200)}) == len(set(map(rule, range(200))))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-Hant", ["2023年7月13日", "1996年7月", "1,234.5", "寮國和緬甸"]),
        ("pt-BR", ["13 de julho de 2023", "julho de 1996", "1.234,5", "Laos e Mianmar"]),
        ("tet", ["July 13, 2023", "July 1996", "1,234.5", "Laos and Myanmar"]),
    ],
)
def test_a_language_may_have_a_script_or_a_country_or_be_unknown_to_cldr(language: str, said: list[str]):
    """Dates, numbers and lists are those of the language; of one that CLDR does not have, they are English."""
    names = {"zh-Hant": ["寮國", "緬甸"], "pt-BR": ["Laos", "Mianmar"], "tet": ["Laos", "Myanmar"]}[language]
    found = [date_in(date(2023, 7, 13), language), partial_date_in("1996-07", language)]
    assert [*found, figure_in("1,234.5", language), list_in(names, language)] == said


def test_every_string_can_be_said_in_every_language():
    """No language lacks a plural form that it needs."""
    for language in languages():
        known, needed = _read(language), range(_catalog(language).num_plurals)
        plural = {key.partition("[")[0] for key in known if "[" in key}
        assert [key for key in plural for form in needed if f"{key}[{form}]" not in known] == []


def test_every_string_that_a_page_names_is_there():
    """No template asks for a key that was taken away, which only whoever opens the page would meet."""
    named = {
        (path.name, key)
        for path in HOUSE.rglob("*.html")
        for key in re.findall(r"\bt\(\s*[\"']([a-z_.]+)[\"']\s*[,)]", path.read_text("utf-8"))
    }
    assert len(named) > 100
    known = {key.partition("[")[0] for key in _read("en")}
    assert {(name, key) for name, key in named if key not in known} == set()


def test_an_unknown_language():
    """A language that is not there is named, with those that are."""
    with pytest.raises(KitError, match="'xx'") as caught:
        text_in("xx")
    assert ", ".join(languages()) in caught.value.do


def test_an_error_in_two_languages():
    """What is wrong, where and what to do come in each language, with their labels."""
    error = LearnerError("card.which_item", where="q-a-01", call=".respond('a')")
    english, japanese = (str(error.in_language(language)) for language in ("en", "ja"))
    assert english.splitlines()[1:] == ["  Where: q-a-01", "  What to do: Name one of them, as in .respond('a')."]
    assert japanese.splitlines()[1] == "  場所：q-a-01"
    assert str(error) == english


@pytest.mark.usefixtures("japanese_session")
def test_an_error_speaks_the_language_of_the_session():
    """Who is shown an error without having named a language reads it in that of the session."""
    assert str(LearnerError("card.not_begun")).startswith("まだ始まっていません")


HOUSE = Path(kit.__file__).parent
# Rooms whose errors a learner may meet, and those that only a teacher or a damaged installation brings about.
LEARNERS = ("answers", "facts", "maps", "charts", "widgets", "lesson.py", "dates.py", "picture.py", "files.py")
TEACHERS = {
    "answers/hand_in.py": "the hand-ins that a teacher collects",
    "facts/notebook_texts.py": "a damaged notebook",
    "facts/tables.py": "a damaged table",
    "maps/outlines.py": "a damaged file of outlines",
    "maps/to_folium.py": "layers of a teacher's own",
}


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    """Yield the calls of some functions in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def said_to_learners() -> set[str]:
    """Return the keys of all errors that are said in the learner's language, with what to do."""
    keys = set()
    for path in HOUSE.rglob("*.py"):
        for call in calls(path, "LearnerError", "unknown_name", "Key"):
            words = [*call.args[:1], *(word.value for word in call.keywords if word.arg == "do")]
            keys |= {node.value for word in words for node in ast.walk(word) if isinstance(node, ast.Constant)}
    return {key for key in keys if isinstance(key, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", key)}


def test_every_error_is_said_in_every_language():
    """Each error that a learner may meet has its sentences in each language; in Japanese none is left in English."""
    keys = said_to_learners()
    assert len(keys) > 50
    english, japanese = _read("en"), _read("ja")
    told = {key for key in english if key in keys or key.removesuffix("_do") in keys}
    assert keys <= told
    plain = [key for key in told if not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", japanese[key])]
    assert set(plain) <= {"files.not_written_do"}  # it is made of two others


@pytest.mark.parametrize("room", LEARNERS)
def test_rooms_of_learners_speak_their_language(room: str):
    """Where learners ask for something, an error comes from the catalogues, but for what only teachers meet."""
    path = HOUSE / room
    found = {
        file.relative_to(HOUSE).as_posix()
        for file in (path.rglob("*.py") if path.is_dir() else [path])
        for call in calls(file, "KitError")
        if call.args and not isinstance(call.args[0], ast.Name)
    }
    assert found <= TEACHERS.keys()


def test_scripts_tell_languages_by_the_same_letters():
    """A script and Python say the same of a text."""
    script = (Path(kit.__file__).parent / "scripts" / "language.js").read_text("utf-8")
    for language in ("en", "ja"):
        pattern = settings(language).letters.replace("A-Za-z", "a-z")
        assert f"{language}: /{pattern}/" in script


def test_figures_have_the_commas_and_points_of_the_language(monkeypatch: pytest.MonkeyPatch):
    """A figure is not read as a thousandth where a comma begins the decimals; years and words stay as they are."""
    for name in ("_read", "strings"):
        monkeypatch.setattr(f"kit.text.{name}", lambda _: {"key": "{name}, {year}: {value:,.1f}"})
    said = {language: text_in(language)("key", name="A.", year=2023, value=1234.5) for language in ("en", "id", "ja")}
    assert said == {"en": "A., 2023: 1,234.5", "id": "A., 2023: 1.234,5", "ja": "A., 2023: 1,234.5"}


def test_a_quotation_within_a_quotation_has_other_marks():
    """A Japanese reader sees where each of the two ends."""
    said = text_in("ja")("report.chose", answered=3, n=2, stem="「心と心」とは何ですか。", given="信頼")
    assert said == "3人のうち2人が「『心と心』とは何ですか。」に「信頼」と答えました。"

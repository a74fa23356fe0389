"""Strings by key: languages, plural forms, and errors that speak the learner's language."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import c2py

import pytest
from babel import Locale

from kit.errors import KitError
from kit.text import SESSION_LANGUAGE, LearnerError, _catalog, _read, languages, text_in


@pytest.fixture
def japanese_session() -> Iterator[None]:
    """Let the session speak Japanese for one test."""
    token = SESSION_LANGUAGE.set("ja")
    yield
    SESSION_LANGUAGE.reset(token)


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 0, "0 tries left."),
        ("en", 1, "1 try left."),
        ("en", 2, "2 tries left."),
        ("ja", 1, "あと 1 回答えられます。"),
        ("ja", 2, "あと 2 回答えられます。"),
    ],
)
def test_a_number_picks_the_form(language: str, count: int, said: str):
    """English has a form for one and a form for the rest; Japanese has one form."""
    assert text_in(language)("card.tries_left", count=count) == said


@pytest.mark.parametrize("language", languages())
def test_the_plural_forms_are_those_of_the_language(language: str):
    """The head of a file says the same as Unicode's rules for the language, for the numbers that a class meets."""
    expression, rule = c2py(_catalog(language).plural_expr), Locale.parse(language).plural_form
    assert len({(expression(count), rule(count)) for count in range(200)}) == len(rule.tags | {"other"})


def test_every_string_can_be_said_in_every_language():
    """No language lacks a key, or a plural form that it needs."""
    english = {key.partition("[")[0] for key in _read("en")}
    for language in languages():
        known, needed = _read(language), range(_catalog(language).num_plurals)
        assert {key.partition("[")[0] for key in known} == english
        plural = {key.partition("[")[0] for key in known if "[" in key}
        assert [key for key in plural for form in needed if f"{key}[{form}]" not in known] == []


def test_an_unknown_language():
    """A language that is not there is named, with those that are."""
    with pytest.raises(KitError, match="'xx'") as caught:
        text_in("xx")
    assert "en, ja" in caught.value.do


def test_an_error_in_two_languages():
    """What is wrong, where and what to do come in each language, with their labels."""
    error = LearnerError("card.which_item", where="q-a-01", call=".respond('a')")
    english, japanese = (str(error.in_language(language)) for language in ("en", "ja"))
    assert english.splitlines()[1:] == ["  Where: q-a-01", "  What to do: Name one of them, as in .respond('a')."]
    assert japanese.splitlines()[1] == "  場所: q-a-01"
    assert str(error) == english


@pytest.mark.usefixtures("japanese_session")
def test_an_error_speaks_the_language_of_the_session():
    """Who is shown an error without having named a language reads it in that of the session."""
    assert str(LearnerError("card.not_begun")).startswith("まだ始まっていません")

"""Codes of languages, and which one was meant."""

from __future__ import annotations

import pytest

from kit.language_codes import is_language, language_meant


@pytest.mark.parametrize("code", ["en", "ja", "vi", "fil", "zh-Hant", "pt-BR", "tet"])
def test_a_language(code: str):
    """Codes as the standard has them are languages, whether the kit speaks them or not."""
    assert is_language(code)


@pytest.mark.parametrize("code", ["jp", "cn", "vn", "jpn", "eng", "EN", "Japanese", "", "Note", "look at it", "xx"])
def test_what_is_not_a_language(code: str):
    """Codes of states, codes of three letters where there are two, and words are not."""
    assert not is_language(code)


MEANT = {
    "jp": "ja",
    "jpn": "ja",
    "日本語": "ja",
    "Tiếng Việt": "vi",
    "Japanese": "ja",
    "cn": "zh",
    "vn": "vi",
    "kh": "km",
    "eng": "en",
    "JA": "ja",
    "ＪＡ": "ja",
    "in": "id",
    "ind": "id",
    "bahasa": "id",
    "Bahasa Indonesia": "id",
    "Japan": "ja",
    "ja_JP.UTF-8": "ja",
}


@pytest.mark.parametrize(("word", "code"), MEANT.items(), ids=MEANT)
def test_the_language_that_was_meant(word: str, code: str):
    """The code of a state, of three letters, or a name leads to the language."""
    assert language_meant(word) == f" Did you mean {code!r}?"


@pytest.mark.parametrize(
    ("word", "code"), [("jp", "ja"), ("日本語", "ja"), ("en-US", "en"), ("英語", "en"), ("ja+jp", "ja")]
)
def test_among_those_to_choose_from(word: str, code: str):
    """Where there are a few to choose from, one of them is suggested."""
    assert language_meant(word, ["en", "ja"]) == f" Did you mean {code!r}?"


@pytest.mark.parametrize("word", ["vi", "uk", "xx", "zz", "", "look at it"])
def test_nothing_is_suggested_at_random(word: str):
    """Another language, or what is none, leads to no suggestion."""
    assert language_meant(word, ["en", "ja"]) == ""

"""Menus of the browser edition: the words of a computer's language pack, for the languages that have one."""

from __future__ import annotations

import json
from pathlib import Path

from kit.site.menus import locales, write_menus
from kit.text import languages


def test_menus_are_in_languages_of_the_course():
    """Japanese has a language pack; a language without one is not named, and its menus are English."""
    assert locales()["ja"] == "ja_JP"
    assert set(locales()) < set(languages())


def test_jupyterlite_finds_the_words_of_each_menu(tmp_path: Path):
    """Each language is listed, with its own name too, and has the words that a lesson asks a learner to choose."""
    write_menus(tmp_path)
    folder = tmp_path / "api" / "translations"
    listed = json.loads((folder / "all.json").read_text(encoding="utf-8"))["data"]
    assert {path.stem for path in folder.iterdir()} == {"all", *listed} == {"all", "en", *locales().values()}
    assert listed["ja_JP"] == {"displayName": "Japanese (Japan)", "nativeName": "日本語 (日本)"}
    words = json.loads((folder / "ja_JP.json").read_text(encoding="utf-8"))["data"]["jupyterlab"]
    assert words["Run All Cells"] == ["すべてのセルを実行"]

"""Translations that have lost something are named, and what is behind the English is counted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kit.paths import data_folder
from kit.translate.review import changed_since, progress, translated_languages, translation_problems
from kit.translate.update import update
from kit.translations import catalogue_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with the items of lesson 02 as a teacher's own, and catalogues for Japanese."""
    items = (data_folder() / "items" / "02-who-is-asean.yaml").read_text(encoding="utf-8")
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "90-mine.yaml").write_text(items.replace('lesson: "02"', 'lesson: "90"'), "utf-8")
    shutil.copytree(data_folder() / "pictures", tmp_path / "pictures")
    described = json.loads((data_folder() / "datapackage.json").read_text("utf-8")) | {"resources": []}
    (tmp_path / "datapackage.json").write_text(json.dumps(described), "utf-8")
    update("ja", folder=tmp_path)
    return tmp_path


def translate(folder: Path, context: str, own: str, *, fuzzy: bool = False) -> None:
    """Write one translation into the catalogue of the lesson, as with an editor."""
    path = catalogue_path("ja", "lesson-90", folder)
    head, _, rest = path.read_text("utf-8").partition(f'msgctxt "{context}"')
    assert rest
    body, _, tail = rest.partition('msgstr "')
    flag = "#, fuzzy\n" if fuzzy else ""
    path.write_text(f'{head}{flag}msgctxt "{context}"{body}msgstr "{own}"{tail[tail.index(chr(10)) :]}', "utf-8")


def test_nothing_is_wrong_with_catalogues_that_are_empty_or_right(folder: Path):
    """A missing translation is not a mistake: learners see English."""
    translate(folder, "q-members-01/hints/2", "首都はビエンチャンです。")
    assert list(translation_problems(folder)) == []


def test_a_folder_of_no_language_is_named_and_a_hidden_one_is_not(folder: Path):
    """JupyterLab makes a hidden folder next to files that it opens; a code such as jp is a mistake."""
    (folder / "text" / ".ipynb_checkpoints").mkdir()
    assert (translated_languages(folder), list(translation_problems(folder))) == (["ja"], [])
    shutil.copytree(folder / "text" / "ja", folder / "text" / "jp")
    (problem,) = translation_problems(folder)
    assert problem.where == str(folder / "text" / "jp")
    assert "Did you mean 'ja'?" in problem.do
    assert translated_languages(folder) == ["ja"]


@pytest.mark.parametrize(
    ("context", "own", "said"),
    [("q-members-01/hints/2", "首都は{city}です。", "has city more"), ("q-members-01/hints/2", "`x`", "has x more")],
)
def test_a_name_or_code_that_english_does_not_have_is_named(folder: Path, context: str, own: str, said: str):
    """The file and the context say where it is."""
    translate(folder, context, own)
    (problem,) = translation_problems(folder)
    assert said in problem.what
    assert problem.where.endswith(f"lesson-90.po, {context}")


def test_a_gap_that_a_translation_has_lost_is_named(folder: Path):
    """The item would have no place for the answer."""
    (item,) = {
        text.partition("/")[0]
        for text in catalogue_path("ja", "lesson-90", folder).read_text("utf-8").split('msgctxt "')
        if text.partition('"')[0].endswith("/text") and text.count("/") == 1 and "{" in text
    } or {""}
    assert item, "lesson 02 has one text with gaps or phrases"
    translate(folder, f"{item}/text", "文だけ。")
    assert any("lacks" in problem.what for problem in translation_problems(folder))
    assert any(problem.where.endswith(f", {item}") for problem in translation_problems(folder))


def test_a_fuzzy_translation_is_not_judged(folder: Path):
    """Nobody sees it; the translator will look at it anyway."""
    translate(folder, "q-members-01/hints/2", "首都は{city}です。", fuzzy=True)
    assert list(translation_problems(folder)) == []


def test_progress_counts_and_names_what_an_update_would_change(folder: Path):
    """Before the update the translation is of other English, so it does not count."""
    translate(folder, "q-members-01/hints/2", "首都はビエンチャンです。")
    (before,), behind = progress("ja", folder)
    assert behind == []
    file = folder / "items" / "90-mine.yaml"
    file.write_text(file.read_text("utf-8").replace("Its capital is Vientiane.", "Its capital is inland."), "utf-8")
    (after,), behind = progress("ja", folder)
    assert (after.translated, after.fuzzy) == (before.translated - 1, ("q-members-01/hints/2",))
    assert after.left[0] == "  fuzzy: q-members-01/hints/2"
    assert after.left[1].endswith(f"and {len(after.missing) - 20} more")
    assert behind == ["lesson-90"]
    assert changed_since(folder) == {"ja/lesson-90.po": ("q-members-01/hints/2",)}


def test_languages_are_the_folders_of_catalogues(folder: Path):
    """The course itself has Japanese."""
    assert translated_languages(folder) == ["ja"]
    assert "ja" in translated_languages()


def test_the_translations_of_the_course_have_lost_nothing():
    """Links, codes, gaps and phrases are those of the English."""
    assert [str(problem) for problem in translation_problems()] == []

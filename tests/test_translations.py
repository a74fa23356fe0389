"""Catalogues of translations: what is up to date is found, all else is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import KitError
from kit.translations import catalogue, catalogue_path

HEAD = 'msgid ""\nmsgstr ""\n"Language: ja\\n"\n\n'
ENTRY = 'msgctxt "timeline/event-a/title"\nmsgid "The war ends"\nmsgstr "戦争の終わり"\n'


def written(folder: Path, text: str):
    """Write a catalogue of events, and read it."""
    path = catalogue_path("ja", "timeline", folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return catalogue("ja", "timeline", folder)


def test_a_translation_is_found_by_its_context_and_by_its_column(tmp_path: Path):
    """A cell of a table is found without its row, for the same words mean the same in one column."""
    found = written(tmp_path, HEAD + ENTRY)
    assert found.text("timeline/event-a/title", "The war ends") == "戦争の終わり"
    assert found.cell("title", "The war ends") == "戦争の終わり"


@pytest.mark.parametrize("text", [f"#, fuzzy\n{ENTRY}", ENTRY.replace("戦争の終わり", ""), ""])
def test_what_is_fuzzy_or_empty_or_missing_is_not_found(tmp_path: Path, text: str):
    """Nobody sees a translation that may be of other English."""
    found = written(tmp_path, HEAD + text)
    assert found.text("timeline/event-a/title", "The war ends") is None
    assert found.cell("title", "The war ends") is None


def test_other_english_has_no_translation(tmp_path: Path):
    """When the English has changed and nobody ran the update, the old translation is not shown either."""
    assert written(tmp_path, HEAD + ENTRY).text("timeline/event-a/title", "The war is over") is None


def test_a_changed_file_is_read_again(tmp_path: Path):
    """A translator sees what she has just saved."""
    written(tmp_path, HEAD)
    assert written(tmp_path, HEAD + ENTRY).cell("title", "The war ends") == "戦争の終わり"


def test_english_and_a_language_without_catalogues_have_no_translations(tmp_path: Path):
    """Neither looks for files that are not there."""
    assert not catalogue("en", "timeline", tmp_path).texts
    assert not catalogue("id", "timeline", tmp_path).texts


def test_a_damaged_catalogue_is_named_with_its_line(tmp_path: Path):
    """Whoever edited it sees where to look."""
    with pytest.raises(KitError, match=r"This is not a \.po file") as caught:
        written(tmp_path, HEAD + 'nonsense "here"\n')
    assert "timeline.po, line 5" in caught.value.where

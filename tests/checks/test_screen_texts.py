"""The strings of every language: keys that English has, the same names in braces, no English that is empty."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kit.checks import screen_texts

if TYPE_CHECKING:
    from tests.checks.conftest import Folder

ENGLISH, JAPANESE = "text/en.po", "text/ja/screens.po"
COUNT = "{total}問中{count}問に解答済み"

DAMAGES = {
    "a text without a key": (JAPANESE, 'msgctxt "card.check"\n', "", "There is no key '' in English."),
    "a key is new": (JAPANESE, '"card.check"', '"card.chek"', "There is no key 'card.chek' in English."),
    "a key stands twice": (JAPANESE, '"card.place"', '"card.check"', "The key card.check appears twice."),
    "a text is empty": (ENGLISH, 'msgstr "Check"', 'msgstr ""', "The text is empty."),
    "a text is a space": (JAPANESE, "答え合わせをする", " ", "The text is empty."),
    "a name is missing": (JAPANESE, COUNT, "{total}問", "The text fills in {total}."),
    "a name is another": (JAPANESE, COUNT, "{total}問中{number}問", "The text fills in {number}, {total}."),
    "a brace is open": (JAPANESE, COUNT, "{total}問中{count", "A brace of the text is not closed"),
    "a brace without a name": (JAPANESE, COUNT, "{}問中{count}", "A brace of the text is not closed"),
    "an attribute": (JAPANESE, COUNT, "{total.__class__}問中{count}", "A brace of the text is not closed"),
    "a quotation mark is open": (ENGLISH, 'msgstr "Check"', 'msgstr "Check', "This is not a line of a .po file."),
    "a line is no entry": (ENGLISH, 'msgstr "Check"', "Check", "This is not a line of a .po file."),
    "an unknown word": (ENGLISH, 'msgid "card.check"', 'msgix "card.check"', "This is not a .po file"),
    "another character set": (ENGLISH, "charset=UTF-8", "charset=klingon", "The texts cannot be read"),
    "a plural form too many": (ENGLISH, "msgstr[1]", "msgstr[2]", "This is not a .po file"),
    "a plural form too few": (ENGLISH, 'msgstr[1] "{count} tries left."\n', "", "The text is empty."),
    "a plural form is empty": (ENGLISH, 'msgstr[1] "{count} tries left."', 'msgstr[1] ""', "The text is empty."),
    "a byte-order mark": (JAPANESE, "msgid", "\ufeffmsgid", "The file begins with an invisible byte-order mark."),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "what"), DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_text(healthy: Folder, name: str, old: str, new: str, what: str):
    """A damaged text is named with its file and, where there is one, its line and key."""
    healthy.replace(name, old, new)
    found = [problem for problem in healthy.problems() if problem.what.startswith(what)]
    assert found, [problem.what for problem in healthy.problems()]
    assert found[0].where.startswith(str(healthy.path / name))
    assert found[0].do


def test_a_text_has_its_line_and_key(healthy: Folder):
    """A text is found by the line of its key and by the key itself."""
    healthy.replace(JAPANESE, COUNT, "{total}問")
    problem = healthy.only()
    assert problem.where == f"{healthy.path / JAPANESE}, line 14, card.answered"
    assert problem.do == "Use the same as English: {count}, {total}."


def test_what_nobody_has_translated_or_looked_at_again_is_no_problem(healthy: Folder):
    """Such a text is said in English."""
    healthy.replace(JAPANESE, "答え合わせをする", "")
    healthy.replace(JAPANESE, 'msgctxt "card.answered"', '#, fuzzy\nmsgctxt "card.answered"')
    healthy.replace(JAPANESE, COUNT, "{number}問")
    assert healthy.problems() == []


def test_a_catalogue_by_keys_is_not_read(teachers: Folder):
    """Whoever puts one where the English is learns where it belongs."""
    (teachers.path / "text").mkdir()
    (teachers.path / "text" / "vi.po").write_text('msgid "card.check"\nmsgstr "Xem"\n', encoding="utf-8")
    problem = teachers.only()
    assert (problem.what, problem.where) == ("This catalogue is not read.", str(teachers.path / "text" / "vi.po"))
    assert "kit translate update vi" in problem.do


def test_a_folder_with_translations_of_a_lesson_alone(teachers: Folder):
    """A teacher's own lesson has catalogues, and no strings of screens."""
    (teachers.path / "text" / "ja").mkdir(parents=True)
    (teachers.path / "text" / "ja" / "lesson-90.po").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    assert teachers.problems() == []


VIETNAMESE = 'msgctxt "card.check"\nmsgid "Check"\nmsgstr "Xem"\n'


def test_a_further_language_is_compared_with_the_kits_english(teachers: Folder):
    """A teacher who translates the kit is told where a text is none of the kit's."""
    (teachers.path / "text" / "vi").mkdir(parents=True)
    file = teachers.path / "text" / "vi" / "screens.po"
    file.write_text(VIETNAMESE.replace("card.check", "card.chek"), encoding="utf-8")
    assert teachers.only().what == "There is no key 'card.chek' in English."


def test_the_kits_own_english_cannot_be_read(teachers: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where there is nothing to compare a translation with, that is said."""
    (teachers.path / "text" / "vi").mkdir(parents=True)
    (teachers.path / "text" / "vi" / "screens.po").write_text(VIETNAMESE, encoding="utf-8")
    monkeypatch.setattr(screen_texts, "data_folder", lambda: tmp_path)
    assert teachers.only().where == str(tmp_path / "text" / "en.po")


def test_no_text_in_the_folder_of_texts(healthy: Folder):
    """A folder of texts without any is a problem."""
    for path in (healthy.path / "text").rglob("*.po"):
        path.unlink()
    assert healthy.only().what == "There is no .po file in this folder."


def test_texts_in_a_file(teachers: Folder):
    """A file in the place of the folder of texts is a problem."""
    (teachers.path / "text").write_text("", encoding="utf-8")
    assert teachers.only().where == str(teachers.path / "text")

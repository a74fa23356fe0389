"""The language of the course is asked once, remembered, and known where its notebooks are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit import language_choice
from kit.language_choice import RECORD, language_here, language_of_commands, language_to_open


@pytest.fixture(autouse=True)
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a computer whose system speaks Japanese, on which nobody has chosen yet, and be in a folder of it."""
    monkeypatch.delenv("KIT_LANGUAGE", raising=False)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(language_choice, "_memory", lambda: tmp_path / "config" / "language.txt")
    monkeypatch.setattr(language_choice.locale, "getlocale", lambda: ("ja_JP", "UTF-8"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def never(language: str) -> bool:
    """Fail: nobody should be asked here."""
    message = f"asked about {language}"
    raise AssertionError(message)


@pytest.mark.parametrize(("says", "opened"), [(True, "ja"), (False, "en")])
def test_the_systems_language_is_asked_about_once(*, says: bool, opened: str):
    """The answer is remembered, whatever it was."""
    assert language_to_open("", lambda language: says and language == "ja") == opened
    assert language_to_open("", never) == opened


def test_who_was_not_asked_is_asked_the_next_time():
    """Where nobody could answer, as in a script, the course opens in English once."""
    assert language_to_open("", lambda _: None) == "en"
    assert language_to_open("", lambda language: language == "ja") == "ja"


def test_a_language_that_is_named_is_taken_without_a_question():
    """It is not remembered: the next time it may be another one."""
    assert language_to_open("ja", never) == "ja"
    assert language_to_open("", lambda _: False) == "en"


@pytest.mark.parametrize("system", ["en_GB", "C", None, "fi_FI"])
def test_nobody_is_asked_where_the_system_speaks_english_or_what_the_kit_does_not(
    system: str | None, monkeypatch: pytest.MonkeyPatch
):
    """The course then opens in English, as before."""
    monkeypatch.setattr(language_choice.locale, "getlocale", lambda: (system, None))
    monkeypatch.setenv("LANG", "C")
    assert language_to_open("", never) == "en"


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LC_MESSAGES": "POSIX", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "id_ID.UTF-8", "LANG": "C.UTF-8"}, "id"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
    ],
)
def test_the_variables_of_the_system_come_in_their_order(
    variables: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
):
    """C and POSIX mean English, whatever comes after them."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_of_commands() == spoken


def test_a_system_whose_name_python_does_not_know_speaks_english(monkeypatch: pytest.MonkeyPatch):
    """On Windows a name such as en-ID is an error."""

    def unknown() -> tuple[str, str]:
        message = "unknown locale: en-ID"
        raise ValueError(message)

    monkeypatch.setattr(language_choice.locale, "getlocale", unknown)
    assert language_of_commands() == "en"


def test_the_variable_comes_before_what_is_remembered(monkeypatch: pytest.MonkeyPatch):
    """A school sets it for all computers."""
    language_to_open("", lambda _: False)
    monkeypatch.setenv("KIT_LANGUAGE", "ja")
    assert language_to_open("", never) == "ja"


def test_notebooks_in_a_folder_know_their_language(computer: Path, monkeypatch: pytest.MonkeyPatch):
    """So do the guides in the folder below it; the variable does not change what is written there."""
    (computer / RECORD).write_text('{"language": "ja"}', "utf-8")
    (computer / "teacher").mkdir()
    monkeypatch.setenv("KIT_LANGUAGE", "en")
    assert language_here(computer) == language_here(computer / "teacher") == language_to_open("", never) == "ja"


@pytest.mark.parametrize("record", ["{}", "[]", "not json"])
def test_a_record_without_a_language_is_of_english_notebooks(computer: Path, record: str):
    """Copies that an earlier version made have no language in their record."""
    (computer / RECORD).write_text(record, "utf-8")
    assert language_here(computer) == "en"


def test_without_notebooks_the_variable_decides(computer: Path, monkeypatch: pytest.MonkeyPatch):
    """A notebook of one's own has no record next to it."""
    assert language_here(computer) == "en"
    monkeypatch.setenv("KIT_LANGUAGE", "ja")
    assert language_here(computer) == "ja"


@pytest.mark.parametrize(
    ("variable", "chosen", "spoken"),
    [("", "", "ja"), ("", "en", "en"), ("id", "en", "id"), ("ja+en", "en", "ja"), ("xx", "id", "id"), ("", "xx", "ja")],
)
def test_commands_speak_the_language_of_the_computer(
    variable: str, chosen: str, spoken: str, computer: Path, monkeypatch: pytest.MonkeyPatch
):
    """The variable comes first, then what was chosen for the course, then the system's language: nobody is asked."""
    if variable:
        monkeypatch.setenv("KIT_LANGUAGE", variable)
    if chosen:
        (computer / "config").mkdir()
        (computer / "config" / "language.txt").write_text(chosen, encoding="utf-8")
    assert language_of_commands() == spoken

"""A command speaks the language of whoever uses it, as far as the screen can show it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from run_kit import run

from kit.cli import words as words_of_cli
from kit.errors import KitError

ENGLISH = re.compile(r"\b[A-Za-z]{2,}(?: [a-z]{2,}){2,}")


@pytest.mark.usefixtures("japanese")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "エラー：コマンド'chek'はありません。"),
        (["assign", "02"], "エラー：オプション'--out'がありません。"),
        (["export", "02", "--to", "gif", "--out", "x"], "エラー：'--to'の値が正しくありません：'gif'は"),
        (["site", "--line", "0"], "エラー：'--line'の値が正しくありません：0.0は0.1以上の数ではありません。"),
        (["collect", "no-such"], "次にすること：フォルダーかzipの名前を確かめてください。"),
        (["assign", "42", "--out", "x"], "エラー：'42' という課はありません。"),
        (["check", "no-such"], "次にすること：名前を確かめてください。"),
        (["check", "mine"], "場所：mine/items/90-mine.yaml、13行目、問題q-example-01"),
        (["report", "--gradebook", "r.doc"], "エラー：成績表のファイルは'.doc'にできません。"),
        (["assign", "02", "--out", "file/x"], "エラー：フォルダーを書けませんでした："),
    ],
)
def test_an_error_is_japanese(words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What click says of wrong use, errors of the kit, and those that learners meet too."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("x")
    if "mine" in words:
        run("new-lesson", "mine")
    result = run(*words)
    assert result.exit_code in {1, 2}
    assert said in result.output
    assert not ENGLISH.search(result.output.replace("[LESSON|ITEM|FILE]", ""))


def test_a_command_speaks_the_language_that_is_named(tmp_path: Path):
    """`--language` decides, also against the language of the computer; the next command speaks the latter again."""
    page = str(tmp_path / "r.html")
    assert run("lab", "--language", "ja+en", "--help").stdout.startswith("使い方：")
    assert run("report", "--language", "ja", "--out", page).stdout == f"書き出しました：{page}\n"
    assert run("report", "--help").stdout.startswith("Usage: ")


@pytest.mark.usefixtures("japanese")
def test_english_that_is_named_wins():
    """A teacher with a Japanese computer reads what is said of an English report in English."""
    assert run("report", "--language", "en", "--help").stdout.startswith("Usage: ")


@pytest.mark.usefixtures("japanese")
def test_a_folder_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A name that is a word of the kit too is not translated: neither what was typed, nor in a place."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "both").mkdir()
    assert "場所：both\n" in run("check", "both").output


@pytest.mark.usefixtures("japanese")
def test_texts_that_are_damaged_leave_english(monkeypatch: pytest.MonkeyPatch):
    """A command works also where the catalogue of its texts cannot be read."""

    def damaged(text: str, language: str) -> str:
        if language == "ja":
            what = "This is not a .po file."
            raise KitError(what)
        return text

    monkeypatch.setattr(words_of_cli, "message_in", damaged)
    assert run("report", "--help").stdout.startswith("Usage: ")


@pytest.mark.parametrize(
    ("encoding", "begin"), [("cp932", "使い方："), ("utf-8", "使い方："), ("cp1252", "Usage: "), ("ascii", "Usage: ")]
)
def test_output_that_cannot_hold_the_letters_is_english(encoding: str, begin: str, monkeypatch: pytest.MonkeyPatch):
    """In a pipe or file of another encoding, English is better than codes of characters."""
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    monkeypatch.setenv("KIT_LANGUAGE", "ja")
    code = "from kit.cli import main; main(['collect', '--help'])"
    page = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode(encoding)
    assert page.startswith(begin)

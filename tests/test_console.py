"""Output on a code page that lacks characters: no command ends in a traceback, and everything arrives readable."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.cli import main
from kit.console import write_every_character

CODE_PAGES = ["cp932", "cp1252", "cp874", "ascii"]
NAME = "Łódź – ハノイ กรุงเทพ 河内 😀"
ALL = """
import sys
from kit.cli import main
for command in sys.argv[1:]:
    try:
        main(command.split("\\t"))
    except SystemExit as end:
        print(f"<< ended with {end.code!r} >>", flush=True)
"""


def commands(folder: Path) -> dict[str, list[str]]:
    """Return calls of every command, with names that no code page has whole."""
    folder.mkdir()
    (folder / "90-mine.yaml").write_text(f"lesson: '91'\ntitle: {NAME}\nstem: {NAME}\n", encoding="utf-8")
    return {
        "lab": ["lab\t--help"],
        "present": [f"present\t{folder}/{NAME}.ipynb"],
        "preview": [f"preview\t{folder}/90-mine.yaml"],
        "release": [f"release\t{folder}"],
        "forget": [f"forget\t--yes\t{NAME}\t{folder}"],
        "assign": [f"assign\t02\t--language\tja\t--out\t{folder}/{NAME}", f"assign\t{NAME}\t--out\t{folder}/x"],
        "collect": [f"collect\t{folder}", f"collect\t{folder}\t--json", f"collect\t{NAME}"],
        "report": [f"report\t{folder}", "report\t--json\t--language\tja", f"report\t{NAME}"],
        "export": [f"export\t02\t--to\tcsv\t--language\tja\t--out\t{folder}/{NAME}.csv"],
        "site": [f"site\t--out\t{folder}/x\t--lessons\t{NAME}", f"site\t--check\t{folder}/{NAME}"],
        "translate": [f"translate\tupdate\t{NAME}"],
        "class": [f"class\t{NAME}"],
        "hub": [f"hub\t{folder}/{NAME}"],
        "new-lesson": [f"new-lesson\t{NAME}"],
        "check": [f"check\t{folder}", f"check\t{folder}\t--json", "check\t--coverage"],
    }


def said(encoding: str, folder: Path) -> str:
    """Return what all commands write, one after the other, redirected in an encoding."""
    calls = commands(folder / NAME)
    assert set(calls) == set(main.commands)
    every = [call for command in calls.values() for call in command] + [f"{name}\t--help" for name in calls]
    done = subprocess.run(
        [sys.executable, "-c", ALL, *every],
        capture_output=True,
        check=True,
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": encoding, "KIT_ANSWERS": str(folder / "answers")},
    )
    found = done.stdout.decode(encoding, errors="replace") + done.stderr.decode(encoding, errors="replace")
    assert found.count("<< ended with") == len(every)
    return found


def test_no_command_ends_in_a_traceback(tmp_path: Path):
    """Every command, redirected where there are only the letters that all code pages have, ends by itself."""
    found = said("ascii", tmp_path)
    assert "Traceback" not in found
    assert "UnicodeEncodeError" not in found


def arriving(encoding: str, text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what arrives of a text on a standard output of an encoding."""
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding=encoding, write_through=True) as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        write_every_character()
        sys.stdout.write(text)
        monkeypatch.undo()
        return raw.getvalue().decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "text", "arrives"),
    [
        ("cp932", "ハノイ – Łódź…", "ハノイ - \\u0141odz…"),
        ("cp1252", "“Hà Nội” – 2023…", "“Hà Noi” – 2023…"),
        ("cp874", "ก – é → ｘ", "ก – e -> x"),
        ("cp874", "Ærø ß", "\\u00c6r\\u00f8 \\u00df"),
        ("cp1250", "Ærø ß", "\\u00c6r\\u00f8 ß"),
        ("ascii", "→ ✓ 😀", "-> + \\ud83d\\ude00"),
        ("utf-8", "ハノイ \udcff", "ハノイ \\udcff"),
    ],
)
def test_what_a_code_page_lacks_is_written_in_another_way(
    encoding: str, text: str, arrives: str, monkeypatch: pytest.MonkeyPatch
):
    """A character that looks alike, the letter without its accent, or an escape; all else stays."""
    assert arriving(encoding, text, monkeypatch) == arrives


def test_what_commands_say_arrives_on_every_code_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """All that commands write is there, line by line, with what a code page lacks written in another way."""
    text = said("utf-8", tmp_path)
    assert NAME in text
    for encoding in CODE_PAGES:
        assert len(arriving(encoding, text, monkeypatch).splitlines()) == len(text.splitlines())


@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_json_stays_json(encoding: str, monkeypatch: pytest.MonkeyPatch):
    """What a program reads is still JSON, and names in other scripts survive."""
    text = json.dumps({"name": "“ハノイ” 😀 ก"}, ensure_ascii=False)
    name = json.loads(arriving(encoding, text, monkeypatch))["name"]
    assert name.strip("“”'") in ("ハノイ” 😀 ก", "ハノイ' 😀 ก")


def test_a_stream_that_cannot_be_changed_stays(monkeypatch: pytest.MonkeyPatch):
    """Where there is no standard output, as in a program without a window, nothing fails."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    write_every_character()
    assert sys.stdout is None

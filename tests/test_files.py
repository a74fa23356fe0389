"""A file name for any learner's name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.answers.store import AnswerStore
from kit.files import safe_name

TRICKS = [
    "../../etc/passwd", "..", ".", "/", "\\", "/etc/passwd", "C:\\Windows\\x", "..\\..\\x", "~", "~root",
    "a/b", "a\x00b", "con", "CON", "nul", "com1", "com¹", "lpt9", "me.", "me ", " me", "", " ", "-", "--",
    "*", "?", "|", "a:b", "$HOME", "`id`", "%2e%2e%2f", "\u202egnp.exe", "\ud83d", "a" * 300, "愛" * 300,
    "😀", "\n", "<script>alert(1)</script>", "{{ 7*7 }}",
]  # fmt: skip


@pytest.mark.parametrize("name", ["me", "hanako", "s01", "hanako-sato", "a_b", "愛子", "nguyễn", "สมชาย"])
def test_a_plain_name_stays(name: str):
    """A plain lower-case name in any script is the name of its file, so that a teacher finds it."""
    assert safe_name(name) == name


@pytest.mark.parametrize("name", TRICKS)
def test_tricks_stay_in_the_folder(name: str, tmp_path: Path):
    """No name leads out of the folder of answers, is reserved by a system or is too long for one."""
    stem = safe_name(name)
    assert re.fullmatch(r"\w[\w-]*", stem)
    assert stem.lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
    assert len(f"{stem}.jsonl.lock".encode()) < 143
    assert AnswerStore(tmp_path, name or "x").path.resolve().parent == tmp_path.resolve()


def test_different_names_have_different_files():
    """Two learners never share a file, also where a system does not tell capitals or accents apart."""
    names = [
        "anna",
        "Anna",
        "ANNA",
        "anna ",
        "anna.",
        "an/na",
        "an-na",
        "an\\na",
        "élan",
        "e\u0301lan",
        "Élan",
        *TRICKS,
    ]
    stems = [safe_name(name).casefold() for name in dict.fromkeys(names)]
    assert len(set(stems)) == len(stems)


@given(st.text(st.characters(exclude_categories=[])))
def test_any_name_has_a_file(name: str):
    """Every text gives a file name, always the same one, of letters, digits, hyphens and underscores."""
    stem = safe_name(name)
    assert stem
    assert stem == safe_name(name)
    assert not set(stem) & set('/\\.:*?"<>| \x00\n')
    assert len(stem.encode()) <= 110

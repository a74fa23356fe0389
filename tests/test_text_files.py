"""Files that are not readable text: each is named, with its place and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kit import text_files
from kit.errors import KitError
from kit.text_files import read_content, to_json, to_text

PATH = Path("a.json")

NOT_TEXT = {
    "Shift JIS": ("a\n東京".encode("cp932"), "not UTF-8", "a.json, line 2"),
    "UTF-16": ("a".encode("utf-16"), "UTF-16", "a.json, line 1"),
    "a NUL": (b"a\nb\n\0", "NUL", "a.json, line 3"),
    "a mark": (b"\xef\xbb\xbfa", "byte-order mark", "a.json"),
}


@pytest.mark.parametrize(("content", "what", "where"), NOT_TEXT.values(), ids=NOT_TEXT.keys())
def test_what_is_not_text(content: bytes, what: str, where: str):
    """Another encoding, a file that is no text and an invisible mark are each named with the line."""
    with pytest.raises(KitError) as raised:
        to_text(content, PATH)
    assert what in raised.value.what
    assert raised.value.where == where
    assert raised.value.do


def test_a_mark_where_it_is_welcome():
    """Where a byte-order mark is allowed, it is left out."""
    assert to_text(b"\xef\xbb\xbfa", PATH, mark_allowed=True) == "a"


def test_what_is_not_json():
    """The place of a mistake in JSON is named by line and character; endless brackets and digits are errors too."""
    with pytest.raises(KitError, match="This is not JSON") as raised:
        to_json(b'{"a": 1,\n "b" 2}', PATH)
    assert raised.value.where == "a.json, line 2, character 6"
    with pytest.raises(KitError, match="nested too deeply"):
        to_json(b"[" * 100_000, PATH)
    with pytest.raises(KitError, match="4,300 digits"):
        to_json(b"9" * 5_000, PATH)
    assert to_json(b'{"a": [1]}', PATH) == {"a": [1]}


def test_what_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A missing file, a folder, a pipe, a link in a circle and a file that is too large are each said to be so."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    (tmp_path / "large").write_bytes(b"12345")
    monkeypatch.setattr(text_files, "LARGEST", 4)
    for name, what in {
        "none": "There is no such file",
        ".": "This is a folder",
        "pipe": "not a regular file",
        "circle": "leads back to itself",
        "large": "too large",
    }.items():
        with pytest.raises(KitError, match=what):
            read_content(tmp_path / name)

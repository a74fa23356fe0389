"""YAML as item files use it: texts stay texts, and each part has its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import KitError
from kit.quiz.yaml_nodes import line_of, load, parse

PATH = Path("02-x.yaml")
TEXT = b"""\
head: {a: no, b: 1973}
items:
- id: q-one
  hints: [one,
    two]
- id: q-two
"""


def test_every_scalar_stays_a_text():
    """Words that YAML takes for truth, nothing, numbers or days stay as they were typed."""
    text = b"[no, yes, null, ~, 1_000, 007, 0x1F, 12:30, 2023-07-13, .inf, 1e3]"
    assert parse(text, PATH).content == text.decode()[1:-1].split(", ")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("head", "b"), 1),
        (("items",), 2),
        (("items", 0), 3),
        (("items", 0, "hints", 1), 5),
        (("items", 1, "id"), 6),
        (("items", 1, "missing"), 6),
        (("items", 7), 2),
        (("nothing",), 1),
    ],
)
def test_each_part_has_its_line(path: tuple[str | int, ...], line: int):
    """The line is that of the deepest part that the file has."""
    assert line_of(parse(TEXT, PATH).node, path) == line


REFUSED = {
    "nothing": (b"# only a comment\n", "The file is empty", "02-x.yaml"),
    "a field twice": (b"a: 1\nb: 2\na: 3\n", "'a' appears twice", "02-x.yaml, line 3"),
    "an alias": (b"a: &x {b: 1}\nc: *x\n", "by an alias", "02-x.yaml, line 1"),
    "a list as a name": (b"a: 1\n? [b]\n: 2\n", "not a plain word", "02-x.yaml, line 2"),
    "brackets without end": (b"[" * 100_000, "nested too deeply", "02-x.yaml"),
    "lists without end": (b"- " * 100_000, "nested too deeply", "02-x.yaml"),
    "maps without end": (b"{a: " * 100_000, "nested too deeply", "02-x.yaml"),
}


@pytest.mark.parametrize(("text", "what", "where"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(text: bytes, what: str, where: str):
    """What would be lost or read twice is an error with its line."""
    with pytest.raises(KitError) as raised:
        parse(text, PATH)
    assert what in raised.value.what
    assert raised.value.where.startswith(where)
    assert raised.value.do


def test_a_file_is_read_with_its_text(tmp_path: Path):
    """A parsed file knows its path, its text and its content."""
    path = tmp_path / "02-x.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\r\n")
    file = load(path)
    assert (file.path, file.text, file.content) == (path, "a: b\r\n", {"a": "b"})

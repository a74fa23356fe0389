"""Packages: the same each time, with identifiers that every platform takes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from kit.export.xml_tree import node
from kit.export.zip_package import identifier, zipped
from kit.quiz.bank import LessonItems
from kit.quiz.item import Item

NAMES = re.compile(r'\b(?:identifier|identifierref|ident|respident|linkrefid|\w+Identifier)="([^"]*)"')


def test_a_short_name_stays_as_it_is():
    """Up to 32 characters nothing changes."""
    assert identifier("x" * 32) == "x" * 32


def test_a_long_name_is_short_and_its_own():
    """A longer name has 32 characters, the same each time, and differs from another that begins as it does."""
    one, other = identifier("q-" + "long-" * 20 + "01"), identifier("q-" + "long-" * 20 + "02")
    assert (len(one), len(other)) == (32, 32)
    assert one != other
    assert identifier("q-" + "long-" * 20 + "01") == one
    assert re.fullmatch(r"[a-z0-9-]+", one)


def test_a_package_is_the_same_each_time():
    """Two packages of the same files are the same, byte for byte, and hold them as XML."""
    files = {"a.xml": node("a", "text"), "b/c.xml": node("c")}
    assert zipped(files) == zipped(files)
    assert zipfile.ZipFile(BytesIO(zipped(files))).namelist() == ["a.xml", "b/c.xml"]


def with_long_ids(item: Item) -> Item:
    """Return an item whose own id and the ids of its parts are as long as an author may like."""
    content = msgspec.json.encode(item).decode()
    for name in set(re.findall(r'"id":"([^"]+)"', content)) - {item.id}:
        long = f"{name}-{'very-' * 8}long"
        content = content.replace(f'"{name}"', f'"{long}"').replace(f"{{{name}:", f"{{{long}:")
        content = content.replace(f"{{{name}}}", f"{{{long}}}")
    content = content.replace(item.id, f"q-{'very-' * 8}long-{item.id[-2:]}")
    return msgspec.json.decode(content, type=type(item))


@pytest.mark.parametrize("to", ["qti12", "qti21"])
def test_no_identifier_is_longer_than_32(
    to: str, exported: Callable[..., Path], bank: tuple[LessonItems, ...], every_kind: LessonItems
):
    """In the bank, and in items whose ids are as long as an author likes, all identifiers are short and all refer."""
    long = tuple(map(with_long_ids, every_kind.items))
    package = zipfile.ZipFile(exported(to, *bank, msgspec.structs.replace(every_kind, items=long)))
    texts = {name: package.read(name).decode() for name in package.namelist()}
    names = [found for text in texts.values() for found in NAMES.findall(text)]
    assert len(names) > 1000
    assert {name for name in names if len(name) > 32} == set()
    manifest = texts["imsmanifest.xml"]
    known = set(re.findall(r'<resource identifier="([^"]*)"', manifest))
    assert set(re.findall(r'identifierref="([^"]*)"', manifest)) <= known


@pytest.mark.parametrize("name", ["lesson-20-my lesson (ü) & co", "lesson-20-授業", "lesson-20-a b", "lesson-20-a-b"])
def test_names_of_files_become_ids_of_xml(name: str):
    """A file may be called as its author likes; its id in a package is plain, short, and its own."""
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]{0,31}", identifier(name))
    assert len({identifier(other) for other in (name, f"{name} ", f"{name}-", name.upper())}) == 4

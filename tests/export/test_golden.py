"""Every kind in every format, as somebody has looked at it; `pytest --snapshot-update` keeps new ones."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import msgspec
import openpyxl
import pytest
from docx.oxml.ns import qn
from syrupy.assertion import SnapshotAssertion

from kit.export.formats import FORMATS, Report
from kit.quiz.bank import LessonItems
from kit.quiz.kinds.choice import ChoiceItem
from kit.quiz.kinds.matching.item import Matching
from kit.quiz.kinds.placing import Place

ENDINGS = {"moodle-xml": "xml", "csv": "csv", "paper": "html"}


def shown(to: str, files: tuple[Path, ...], tmp_path: Path) -> str:
    """Return what stands in the files of an export, as text."""
    if to in ("qti12", "qti21"):
        package = zipfile.ZipFile(files[0])
        return "\n".join(f"=== {name} ===\n{package.read(name).decode()}" for name in package.namelist())
    if to == "anki":
        zipfile.ZipFile(files[0]).extract("collection.anki2", tmp_path)
        with sqlite3.connect(tmp_path / "collection.anki2") as cards:
            notes = cards.execute("select guid, tags, flds from notes order by guid").fetchall()
        return "\n".join(
            json.dumps([guid, tags, *fields.split("\x1f")], ensure_ascii=False) for guid, tags, fields in notes
        )
    if to == "xlsx":
        rows = openpyxl.load_workbook(files[0].open("rb")).active.iter_rows(values_only=True)
        return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return "\n".join(
        words_of(file) if file.suffix == ".docx" else file.read_text(encoding="utf-8-sig") for file in files
    )


def words_of(file: Path) -> str:
    """Return the words of a DOCX, those in tables included, a paragraph a line."""
    paragraphs = docx.Document(str(file)).element.body.iter(qn("w:p"))
    return "\n".join("".join(text.text or "" for text in each.iter(qn("w:t"))) for each in paragraphs)


@pytest.fixture
def same_sources(monkeypatch: pytest.MonkeyPatch):
    """Cite each source by its id alone: the tables may change."""
    monkeypatch.setattr("kit.export.wording.source_line", lambda row_id, *_: f"source of {row_id}")


@pytest.fixture
def no_checksum(monkeypatch: pytest.MonkeyPatch):
    """Leave out the comment by which the kit knows its own files: its checksum changes with everything else."""
    monkeypatch.setattr("kit.files._sealed", lambda content, _: content)


@pytest.mark.usefixtures("no_pdf", "same_sources", "no_checksum")
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("to", FORMATS)
def test_every_kind_is_the_same_as_last_time(
    to: str,
    language: str,
    report: Callable[..., Report],
    tmp_path: Path,
    golden: SnapshotAssertion,
):
    """An export that changed is looked at by somebody before it becomes the golden one."""
    made = shown(to, report(to, language=language).files, tmp_path).rstrip("\n") + "\n"
    assert made == golden(name=f"export-{to}-{language}.{ENDINGS.get(to, 'txt')}")


@pytest.mark.usefixtures("no_pdf")
def test_what_is_lost_is_the_same_as_last_time(
    report: Callable[..., Report], every_kind: LessonItems, golden: SnapshotAssertion
):
    """What each format says that an item loses is as somebody has read it, for items with fields seldom set, too."""
    choice, several, _, number, _, _, pairs, *_, marks = every_kind.items
    assert isinstance(several, ChoiceItem)
    assert isinstance(pairs, Matching)
    fifth = msgspec.structs.replace(several.options[3], id="e", text="Laos")
    places = tuple(Place(id=name, text=name) for name in ("past", "future"))
    seldom = (
        msgspec.structs.replace(choice, id="q-kinds-13", keep_order=True),  # type: ignore[call-arg]
        msgspec.structs.replace(several, id="q-kinds-14", options=(*several.options, fifth), key=("a",)),
        msgspec.structs.replace(number, id="q-kinds-15", tolerance=0.0),  # type: ignore[call-arg]
        msgspec.structs.replace(marks, id="q-kinds-16", categories=places, key={"founded": "past"}),  # type: ignore[call-arg]
        msgspec.structs.replace(every_kind.items[8], id="q-kinds-17", points=2),
        msgspec.structs.replace(
            pairs,
            id="q-kinds-18",
            options=(msgspec.structs.replace(pairs.options[0], text="*Bangkok*"), *pairs.options[1:]),
        ),
    )
    lesson = msgspec.structs.replace(every_kind, items=(*every_kind.items, *seldom))
    lines = [line for to in FORMATS for line in report(to, lesson).lines(to) if f"({to})" in line]
    assert "\n".join(lines) + "\n" == golden(name="export-losses.txt")

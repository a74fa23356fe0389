"""Importer by format: every item of the course arrives or is named, in the numbers that the docs give."""

from __future__ import annotations

import csv
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from kit.export.formats import FORMATS, Report, export
from kit.export.request import ExportRequest
from kit.quiz.bank import load_bank

PAGE = Path(__file__).parents[2] / "docs" / "export.md"
ROW = re.compile(r"^\| `([a-z0-9-]+)` \|[^|]*\| (\d+) of (\d+) \|", re.MULTILINE)
Ids = Iterator[str]


def gift(file: Path) -> Ids:
    """Yield the ids in a GIFT file; the gaps of an item are questions of its own."""
    for name in re.findall(r"^::(.*?)::", file.read_text(encoding="utf-8"), re.MULTILINE):
        yield re.sub(r"^(q-[a-z0-9-]*?-\d{2,}).*", r"\1", name)


def moodle_xml(file: Path) -> Ids:
    """Yield the id numbers in a Moodle XML file."""
    yield from filter(None, (question.findtext("idnumber") for question in ET.parse(file).getroot()))  # noqa: S314


def qti(file: Path) -> Ids:
    """Yield the titles of the items in a QTI package."""
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            for element in ET.fromstring(package.read(name)).iter():  # noqa: S314
                if element.tag.endswith(("}item", "}assessmentItem")) and element.get("title"):
                    yield str(element.get("title"))


def anki(file: Path) -> Ids:
    """Yield the guids of the notes in a package for Anki."""
    zipfile.ZipFile(file).extract("collection.anki2", file.parent)
    with sqlite3.connect(file.parent / "collection.anki2") as cards:
        yield from (guid for (guid,) in cards.execute("select guid from notes"))


def csv_table(file: Path) -> Ids:
    """Yield the ids in a table."""
    yield from (row["id"] for row in csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(keepends=True)))


READERS: dict[str, Callable[[Path], Ids]] = {
    "gift": gift, "moodle-xml": moodle_xml, "qti12": qti, "qti21": qti, "anki": anki, "csv": csv_table,
}  # fmt: skip


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """Return what becomes of the whole course in each format, paper without PDF."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kit.export.paper.has_pdf", lambda: False)
        folder = tmp_path_factory.mktemp("all")
        return {to: export(ExportRequest(load_bank(), folder / to), to) for to in FORMATS}


@pytest.mark.parametrize("to", READERS)
def test_what_is_reported_is_in_the_file(to: str, reports: dict[str, Report]):
    """Each item that is said to be written is in the file, once or in its gaps, and no other is."""
    written = {item.id for lesson in load_bank() for item in lesson.items} - set(reports[to].not_there)
    assert set(READERS[to](reports[to].files[0])) == written
    assert len(written) == reports[to].count


def test_each_question_of_kahoot_is_a_row(reports: dict[str, Report]):
    """The workbook has as many numbered rows as items are said to be written."""
    with reports["xlsx"].files[0].open("rb") as book:
        rows = openpyxl.load_workbook(book).active.iter_rows(min_row=9, max_col=1, values_only=True)
        assert [number for (number,) in rows] == list(range(1, reports["xlsx"].count + 1))


def test_each_question_is_on_paper(reports: dict[str, Report]):
    """The worksheets have as many questions as items are said to be written, and so have the keys."""
    for is_key in (False, True):
        files = [file for file in reports["paper"].files if file.stem.endswith("-key") is is_key]
        pages = [file.read_text(encoding="utf-8") for file in files]
        assert sum(page.count("<section") for page in pages) == reports["paper"].count


def test_the_docs_give_the_numbers(reports: dict[str, Report]):
    """The page on exports says for each format how many of all items arrive, and the numbers are true."""
    said = {to: (int(count), int(total)) for to, count, total in ROW.findall(PAGE.read_text(encoding="utf-8"))}
    found = {to: (report.count, report.count + len(report.not_there)) for to, report in reports.items()}
    assert said == found

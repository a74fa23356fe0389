"""Worksheets and keys: what is asked on the one is answered on the other, and both print."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import msgspec
import pypdfium2
import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from kit.cli import main
from kit.export.formats import export
from kit.export.paper import ENTRIES, Question, has_pdf
from kit.export.request import ExportRequest
from kit.export.wording import Wording
from kit.quiz.bank import LessonItems
from kit.quiz.item import ChoiceItem, Item
from kit.quiz.kinds.placing import PlacingItem

FILE = str(Path(__file__).parent / "20-every-kind.yaml")
LETTERS = "ABCDE"


@pytest.fixture
def five(every_kind: LessonItems, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the pages of five versions by their names."""
    monkeypatch.setattr("kit.export.paper.has_pdf", lambda: False)
    files = export(ExportRequest((every_kind,), tmp_path / "five", versions=5), "paper").files
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def texts(page: str, tag: str) -> list[str]:
    """Return what stands in the elements of a page, in order."""
    return [
        unescape(re.sub("<[^>]+>", "", found)).strip()
        for found in re.findall(f"<{tag}[^>]*>(.*?)</{tag}>", page, re.DOTALL)
    ]


def drawn(options: tuple[str, ...], as_of: str, language: str) -> str:
    """Return a picture that says what it was asked for."""
    return f'<svg viewBox="0 0 800 600"><text>{as_of} {language} {" ".join(options)}</text></svg>'


def test_each_version_has_a_worksheet_and_a_key(five: dict[str, str], every_kind: LessonItems):
    """Five versions are ten pages; the questions of a worksheet are those of its key, in its order."""
    assert sorted(five) == sorted(f"20-every-kind-{letter}{key}" for letter in LETTERS for key in ("", "-key"))
    stems = {Wording("en")(item.stem) for item in every_kind.items}
    for letter in LETTERS:
        worksheet = [
            re.sub(r"^\d+|\s*\(Points: 2\)$", "", text) for text in texts(five[f"20-every-kind-{letter}"], "h2")
        ]
        key = [re.sub(r"^\d+|\s*\(Points: 2\)$", "", text) for text in texts(five[f"20-every-kind-{letter}-key"], "h2")]
        assert worksheet == key
        assert set(worksheet) == stems
    orders = {tuple(texts(five[f"20-every-kind-{letter}"], "h2")) for letter in LETTERS}
    assert len(orders) == 5


def test_a_worksheet_gives_nothing_away(five: dict[str, str]):
    """No feedback, no hint, no sample and no id of an item is on a worksheet."""
    for letter in LETTERS:
        page = five[f"20-every-kind-{letter}"]
        for secret in (
            "A founder.",
            "Five founded it.",
            "Ten then, eleven now.",
            "q-kinds",
            "Gives a day",
            "Ten years before",
        ):
            assert secret not in page
            assert secret in five[f"20-every-kind-{letter}-key"]


@pytest.mark.parametrize("letter", LETTERS)
def test_the_key_fits_its_worksheet(letter: str, every_kind: LessonItems):
    """What stands on the key, followed on the worksheet of the same version, is the key of the item."""
    wording, seed = Wording("en"), f"paper/20/{letter}"

    def question(item: Item) -> Question:
        shape = item.interaction("en")
        made: Question = ENTRIES[type(shape)](item, shape, wording, seed)
        return made

    for item in every_kind.items:
        asked = question(item)
        options = dict(asked.options)
        if isinstance(item, PlacingItem):
            things = {wording(thing.text): thing.id for thing in item.things()}
            where = {wording(place.text): place.id for place in item.places()}
            found = {
                things[box]: where[options[mark]] for box, mark in zip(asked.boxes, asked.mark.split(), strict=True)
            }
            assert found == item.key
        elif item.kind == "ordering":
            assert isinstance(item, ChoiceItem)
            ids = {wording(option.text): option.id for option in item.options}
            in_order = sorted(zip(map(int, asked.mark.split()), asked.boxes, strict=True))
            assert tuple(ids[box] for _, box in in_order) == item.key  # type: ignore[attr-defined]
        elif isinstance(item, ChoiceItem):
            ids = {wording(option.text): option.id for option in item.options}
            keys = item.key  # type: ignore[attr-defined]
            letters = asked.mark.removeprefix("False, ").split(", ")
            assert {ids[options[mark]] for mark in letters} == ({keys} if isinstance(keys, str) else set(keys))


def test_texts_are_shown_as_typed(five: dict[str, str]):
    """Signs of HTML in a stem, a title or an option are shown, not followed."""
    page = five["20-every-kind-A"]
    assert 'Is 50% {of} ~x~ = y: #1 <b>&"q"</b>?' in texts(page, "h2")[0]
    assert texts(page, "h1") == ["20 Every <kind> & a half"]
    assert "<kind>" not in page


def test_a_map_stands_beside_its_list(every_kind: LessonItems, tmp_path: Path, no_pdf: None):  # noqa: ARG001
    """The map of the item's day and options is on the worksheet, with its notes, and not on the key."""
    files = export(ExportRequest((every_kind,), tmp_path / "maps", draw=drawn), "paper").files
    worksheet, key = (file.read_text(encoding="utf-8") for file in files)
    assert drawn(("LAO", "MMR", "VNM"), "2023-07-13", "en") in worksheet
    assert "This map takes no side" in worksheet
    assert "<svg" not in key


@pytest.mark.skipif(not has_pdf(), reason="Pango is not installed, so that no PDF can be made")
def test_pages_as_pdf(every_kind: LessonItems, tmp_path: Path):
    """Worksheet and key are A4 in PDF, with their fonts inside, numbered, and Japanese can be read in them."""
    small = msgspec.structs.replace(every_kind, items=every_kind.items[:3])
    files = export(ExportRequest((small,), tmp_path / "pdf", "ja"), "paper").files
    assert [file.name for file in files] == [
        "20-every-kind-A.html",
        "20-every-kind-A.pdf",
        "20-every-kind-A-key.html",
        "20-every-kind-A-key.pdf",
    ]
    worksheet = pypdfium2.PdfDocument(files[1])
    assert [round(side) for side in worksheet[0].get_size()] == [595, 842]
    words = worksheet[0].get_textpage().get_text_range()
    for text in ("首都はどこですか。", "シンガポール", "氏名", "A版", f"1 / {len(worksheet)}"):
        assert text in words
    assert "創設国です。" in pypdfium2.PdfDocument(files[3])[0].get_textpage().get_text_range()


def test_without_pango_the_page_is_there_and_it_is_said(every_kind: LessonItems, tmp_path: Path, no_pdf: None):  # noqa: ARG001
    """Where PDF cannot be made, the pages are written, and the report says how to print them."""
    report = export(ExportRequest((every_kind,), tmp_path / "html"), "paper")
    assert [file.suffix for file in report.files] == [".html", ".html"]
    ((what, ids),) = report.left_out.items()
    assert "open the page in a browser and print it" in what
    assert len(ids) == len(every_kind.items)


def test_the_command_draws_the_map(tmp_path: Path, tab: Page, monkeypatch: pytest.MonkeyPatch):
    """From the command line, a worksheet has a real map; in a browser it asks for nothing and fits a narrow screen."""
    monkeypatch.setattr("kit.export.paper.has_pdf", lambda: False)
    command = ["export", FILE, "--to", "paper", "--out", str(tmp_path / "out"), "--versions", "2"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    assert "11 of 11 items written" in result.output
    page = (tmp_path / "out" / "20-every-kind-B.html").read_text(encoding="utf-8")
    tab.set_viewport_size({"width": 360, "height": 700})
    tab.set_content(page)
    assert tab.locator("figure svg path").count() > 10
    assert tab.locator("section").count() == 11
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.evaluate("document.documentElement.lang") == "en"

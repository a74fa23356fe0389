"""Worksheets and keys: what is asked on the one is answered on the other, and both print."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from string import ascii_uppercase

import msgspec
import pypdfium2
import pytest
from click.testing import CliRunner
from jinja2 import Template
from playwright.sync_api import Page

from kit.cli import main
from kit.export import paper
from kit.export.formats import export
from kit.export.paper import ENTRIES, Question, has_pdf
from kit.export.request import ExportRequest
from kit.export.wording import Wording
from kit.maps.pick_map import print_map
from kit.quiz.bank import LessonItems, load_lesson
from kit.quiz.item import Item
from kit.quiz.kinds.choice import ChoiceItem
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.placing import PlacingItem
from kit.quiz.parts import in_language

FILE = str(Path(__file__).parent / "20-every-kind.yaml")
LETTERS = "ABCDE"
TEMPLATE = (Path(paper.__file__).parent / "paper.html").read_text(encoding="utf-8")
needs_pango = pytest.mark.skipif(not has_pdf(), reason="Pango is not installed, so that no PDF can be made")


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


def test_questions_of_a_day_share_a_map(every_kind: LessonItems, tmp_path: Path, no_pdf: None):  # noqa: ARG001
    """One map for each day, with all states that its questions offer, before the first of them; none on the key."""
    replace, item = msgspec.structs.replace, every_kind.items[9]
    assert isinstance(item, MapClick)
    other = replace(item, id="q-kinds-12", as_of="1967-08-08")
    options = tuple(replace(option, id=f"X{option.id[1:]}") for option in item.options)
    more = replace(item, id="q-kinds-13", options=options, key=("XAO",))
    lesson = replace(every_kind, items=(every_kind.items[0], item, other, more))
    files = export(ExportRequest((lesson,), tmp_path / "maps", draw=drawn), "paper").files
    worksheet, key = (file.read_text(encoding="utf-8") for file in files)
    first = worksheet.index(drawn(("LAO", "MMR", "VNM", "XAO", "XMR", "XNM"), "2023-07-13", "en"))
    second = worksheet.index(drawn(("LAO", "MMR", "VNM"), "1967-08-08", "en"))
    assert texts(worksheet, "figcaption") == ["Map 1 · 13 July 2023", "Map 2 · 8 August 1967"]
    assert first < worksheet.index('id="block-2"') < second < worksheet.index('id="block-3"')
    assert worksheet.count("<svg") == 2
    asked = [text for text in texts(worksheet, "p") if text.startswith("Look at map")]
    assert asked == [f"Look at map {number}, and mark every state that fits in the list." for number in (1, 2, 1)]
    assert "This map takes no side" in worksheet
    assert "<svg" not in key


def test_no_space_is_between_japanese_sentences(every_kind: LessonItems, tmp_path: Path, no_pdf: None):  # noqa: ARG001
    """Notes below the map of a worksheet follow each other as Japanese is set."""
    request = ExportRequest((every_kind,), tmp_path / "ja", language="ja", draw=drawn)
    worksheet = export(request, "paper").files[0].read_text(encoding="utf-8")
    (note,) = [line for line in worksheet.splitlines() if "正積図法" in line]
    assert "。 " not in note


def test_without_a_map_nobody_is_sent_to_one(every_kind: LessonItems, tmp_path: Path, no_pdf: None):  # noqa: ARG001
    """Where nobody draws, the worksheet asks for the list alone, and the report names the map."""
    report = export(ExportRequest((every_kind,), tmp_path / "none"), "paper")
    assert "map 1" not in report.files[0].read_text(encoding="utf-8")
    assert report.left_out["the map; the states stand in a list"] == ["q-kinds-10"]


@pytest.mark.parametrize(
    ("key", "width"),
    [
        ("1967", 30),
        ("Putrajaya", 60),
        ("as things are now", 90),
        ("柱", 30),
        ("福田赳夫", 60),
        ("信頼のパートナー", 90),
    ],
)
@pytest.mark.usefixtures("no_pdf")
def test_gaps_are_wide_enough_to_write_in(key: str, width: int, every_kind: LessonItems, tmp_path: Path):
    """A long key has room of 60 mm and more, and all gaps of an item are as wide as the widest."""
    item = every_kind.items[8]
    assert isinstance(item, FillIn)
    gaps = (msgspec.structs.replace(item.gaps[0], key=(key,)), item.gaps[1])
    lesson = msgspec.structs.replace(every_kind, items=(msgspec.structs.replace(item, gaps=gaps),))
    page = export(ExportRequest((lesson,), tmp_path / "gaps"), "paper").files[0].read_text(encoding="utf-8")
    assert re.findall(r'class="gap" style="width: (\d+)mm"', page) == [str(width)] * 2


@pytest.mark.parametrize(("key", "width"), [("Bali", 70), ("the Treaty of Amity and Cooperation", 90)])
@pytest.mark.usefixtures("no_pdf")
def test_a_line_is_long_enough_to_write_on(key: str, width: int, every_kind: LessonItems, tmp_path: Path):
    """A few words have a line of 70 mm, many have more, and a unit takes none of it away."""
    words, number = every_kind.items[4], every_kind.items[3]
    items = (
        msgspec.structs.replace(words, key=(key,)),  # type: ignore[call-arg]
        msgspec.structs.replace(number, unit="million tonnes of oil equivalent"),  # type: ignore[call-arg]
    )
    lesson = msgspec.structs.replace(every_kind, items=items)
    page = export(ExportRequest((lesson,), tmp_path / "line"), "paper").files[0].read_text(encoding="utf-8")
    found = re.findall(r'short" style="--room: (\d+)mm">(.*?)<', page)
    assert found == [(str(width), ""), ("70", "million tonnes of oil equivalent")]


@pytest.mark.parametrize(
    ("text", "count", "columns"),
    [
        ("Option {}", 60, 3),
        ("選択肢その{}", 60, 3),
        ("Option {} of sixty options", 60, 2),
        ("Option {}", 7, 1),
        ("An option with many more words than that: {}", 60, 1),
    ],
)
@pytest.mark.usefixtures("no_pdf")
def test_many_short_options_are_set_in_columns(
    text: str, count: int, columns: int, every_kind: LessonItems, tmp_path: Path
):
    """Sixty short options need no page of their own, and letters beyond Z have room."""
    item = every_kind.items[0]
    assert isinstance(item, ChoiceItem)
    options = tuple(
        msgspec.structs.replace(item.options[0], id=f"o{number}", text=text.format(number)) for number in range(count)
    )
    lesson = msgspec.structs.replace(every_kind, items=(msgspec.structs.replace(item, options=options, key="o1"),))  # type: ignore[call-arg]
    page = export(ExportRequest((lesson,), tmp_path / "many"), "paper").files[0].read_text(encoding="utf-8")
    assert f'class="options columns-{columns}{" beyond-z" * (count > 26)}"' in page


@pytest.mark.usefixtures("no_pdf")
def test_a_key_beyond_z_comes_after_z(every_kind: LessonItems, tmp_path: Path):
    """The short key has the letters in the order of the worksheet: AA is after Z, not after A."""
    item = every_kind.items[1]
    assert isinstance(item, ChoiceItem)
    names = [f"o{number}" for number in range(30)]
    options = tuple(msgspec.structs.replace(item.options[0], id=name, text=name) for name in names)
    lesson = msgspec.structs.replace(every_kind, items=(msgspec.structs.replace(item, options=options, key=names),))  # type: ignore[call-arg]
    page = export(ExportRequest((lesson,), tmp_path / "long"), "paper").files[1].read_text(encoding="utf-8")
    assert f"<p><b>1</b>{', '.join([*ascii_uppercase, 'AA', 'AB', 'AC', 'AD'])}</p>" in page


def test_a_version_falls_back_to_the_pages_of_the_first(
    every_kind: LessonItems, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Where no other order fits on as many pages, the items of each page are mixed among themselves."""
    halves = [250.0 - 10 * pair if half else 10.0 * pair for pair in range(5, 11) for half in (0, 1)]
    high = {f"block-{count}": height for count, height in enumerate(halves, start=1)} | {"head": 5.0}
    monkeypatch.setattr("kit.export.paper._Booklet._heights", {False: high, True: high})
    monkeypatch.setattr("kit.export.paper._pdf", lambda *_: {})
    monkeypatch.setattr("kit.export.paper.has_pdf", lambda: True)
    files = export(ExportRequest((every_kind,), tmp_path / "pairs", versions=2), "paper").files
    sheets = [file.read_text(encoding="utf-8") for file in files if not file.stem.endswith("-key")]
    orders = [re.findall(r'<section class="question([^"]*)" id="(block-\d+)"', page) for page in sheets]
    assert orders[0] != orders[1]
    assert [sum("begins" in classes for classes, _ in order) for order in orders] == [5, 5]


def test_names_on_the_map_can_be_read():
    """The names of the map are at least 7 points high in the width that it has on paper."""
    width = float(re.findall(r"\.map svg \{ width: (\d+)mm", TEMPLATE)[0])
    (letters,) = re.findall(r'font-size="([\d.]+)"', print_map(("LAO", "THA"), "2023-07-13", "en"))
    assert float(letters) * width / 800 * 72 / 25.4 >= 7


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pypdfium2.PdfDocument]:
    """Return lesson 02 as PDF in two versions, with its real maps, by the name of the file."""
    request = ExportRequest((load_lesson("02"),), tmp_path_factory.mktemp("two"), versions=2, draw=print_map)
    files = export(request, "paper").files
    made = [file for file in files if file.suffix == ".pdf"]
    return {file.stem.removeprefix("02-who-is-asean-"): pypdfium2.PdfDocument(file) for file in made}


@needs_pango
def test_versions_have_the_same_number_of_pages(printed: dict[str, pypdfium2.PdfDocument]):
    """Whichever version a pupil gets, worksheet and key have as many pages."""
    assert len(printed["A"]) == len(printed["B"])
    assert len(printed["A-key"]) == len(printed["B-key"])


@needs_pango
@pytest.mark.parametrize("name", ["A", "B", "A-key", "B-key"])
def test_no_page_is_a_third_empty(name: str, printed: dict[str, pypdfium2.PdfDocument]):
    """Between the lowest ink of a page and its footer there is less than a third of the page."""
    for page in printed[name]:
        picture = page.render(scale=1).to_pil().convert("L")
        width, height = picture.size
        body = picture.crop((0, 0, width, round(height * 277 / 297))).point(lambda level: 255 * (level < 200))
        assert body.getbbox()[3] / height > 2 / 3 - 20 / 297


@needs_pango
@pytest.mark.parametrize("name", ["A-key", "B-key"])
def test_no_item_of_a_key_is_broken(name: str, printed: dict[str, pypdfium2.PdfDocument]):
    """The stem of each item and its last line, with its id and its sources, are on one page."""
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in printed[name]]
    for item in load_lesson("02").items:
        if not item.needs_page:
            stem = " ".join(in_language(item.stem_print or item.stem, "en").split())[:40]
            (at,) = (number for number, text in enumerate(pages) if f"{item.id} ·" in text)
            assert stem in pages[at]


@needs_pango
@pytest.mark.parametrize("name", ["A", "B"])
def test_the_last_page_has_more_than_one_item(name: str, printed: dict[str, pypdfium2.PdfDocument]):
    """On the last page of a worksheet there are at least two numbers of items."""
    text = printed[name][len(printed[name]) - 1].get_textpage().get_text_range()
    assert len(re.findall(r"^(?:[12][0-9]|[5-9]) ?$|^(?:[12][0-9]|[5-9])\s+[A-Z]", text, re.MULTILINE)) >= 2


@needs_pango
def test_a_lesson_of_twelve_metres_is_printed(every_kind: LessonItems, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A file with hundreds of items, as templates make it from a table, goes onto as many pages as it needs."""
    block = '<div id="block-1">' + '<p style="height: 200mm">A</p>' * 60 + "</div>"
    page = f'<html lang="en"><p id="head">A</p>{block}<p id="end"></p>'
    monkeypatch.setattr(paper, "_template", lambda: Template(page))
    lesson = msgspec.structs.replace(every_kind, items=every_kind.items[:1])
    files = paper.write(ExportRequest((lesson,), tmp_path))
    (sheet, *_) = (pypdfium2.PdfDocument(content) for path, content in files.items() if path.suffix == ".pdf")
    assert len(sheet) > 40


@needs_pango
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
    report = export(ExportRequest((every_kind,), tmp_path / "html", draw=drawn), "paper")
    assert [file.suffix for file in report.files] == [".html", ".html"]
    ((what, ids),) = ((what, ids) for what, ids in report.left_out.items() if what.startswith("a PDF"))
    assert "open the page in a browser and print it" in what
    assert len(ids) == len(every_kind.items)


def test_the_command_draws_the_map(tmp_path: Path, tab: Page, monkeypatch: pytest.MonkeyPatch):
    """From the command line, a worksheet has a real map; in a browser it asks for nothing and fits a narrow screen."""
    monkeypatch.setattr("kit.export.paper.has_pdf", lambda: False)
    command = ["export", FILE, "--to", "paper", "--out", str(tmp_path / "out"), "--versions", "2"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    assert re.search(r"(\d+) of \1 items written", result.output)
    page = (tmp_path / "out" / "20-every-kind-B.html").read_text(encoding="utf-8")
    tab.set_viewport_size({"width": 360, "height": 700})
    tab.set_content(page)
    assert tab.locator("figure svg path").count() > 10
    assert tab.locator("section").count() == 12
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.evaluate("document.documentElement.lang") == "en"


def test_documents_are_printed_once(every_kind: LessonItems, tmp_path: Path):
    """Questions about the same documents share them: printed before the first of them, and not on the key."""
    about = [msgspec.structs.replace(item, documents=("doc-2023-retno",)) for item in every_kind.items[:2]]
    lesson = msgspec.structs.replace(every_kind, items=(*about, *every_kind.items[2:]))
    files = {file.name: file for file in export(ExportRequest((lesson,), tmp_path), "paper").files}
    page, key = (files[f"20-every-kind-A{end}.html"].read_text(encoding="utf-8") for end in ("", "-key"))
    assert page.count(">staunch<") == 2  # in the excerpt, and in its note
    assert page.find("staunch") < page.find('id="block-1"')
    assert "staunch" not in key


@needs_pango
def test_notes_of_documents_are_not_blocks(every_kind: LessonItems, tmp_path: Path):
    """The pages are filled by whole questions, whatever ids there are within the documents."""
    about = msgspec.structs.replace(every_kind.items[0], documents=("doc-2023-retno",))
    lesson = msgspec.structs.replace(every_kind, items=(about, every_kind.items[1]))
    export(ExportRequest((lesson,), tmp_path), "paper")
    (pdf,) = tmp_path.glob("*-A.pdf")
    assert len(pypdfium2.PdfDocument(pdf)) == 1


@pytest.mark.parametrize("letter", ["A", "B"])
def test_practice_comes_last_under_a_heading_of_its_own(letter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Worksheet and key of a lesson have the core first, then one heading, then what is for practice."""
    monkeypatch.setattr("kit.export.paper.has_pdf", lambda: False)
    lesson = load_lesson("02")
    export(ExportRequest((lesson,), tmp_path, versions=2), "paper")
    practice = {Wording("en")(item.stem_print or item.stem) for item in lesson.items if item.use == "practice"}
    for end in ("", "-key"):
        found = texts((tmp_path / f"{lesson.path.stem}-{letter}{end}.html").read_text(encoding="utf-8"), "h2")
        place = found.index("More practice")
        asked = [re.sub(r"^\d+", "", stem) for stem in found]
        assert practice == set(asked[place + 1 :])
        assert not practice & set(asked[:place])


def test_a_lesson_without_practice_has_no_such_heading(five: dict[str, str]):
    """Where all items are of one sort, nothing is above them."""
    assert not any("More practice" in page for page in five.values())


@needs_pango
def test_an_item_higher_than_a_page_begins_on_the_first(every_kind: LessonItems, tmp_path: Path):
    """Where no page has room for the whole of an item, it fills the first one, and the next."""
    item = msgspec.structs.replace(every_kind.items[0], stem="Rice and rubber. " * 500)
    export(ExportRequest((msgspec.structs.replace(every_kind, items=(item,)),), tmp_path), "paper")
    for name in ("A", "A-key"):
        pages = list(pypdfium2.PdfDocument(tmp_path / f"20-every-kind-{name}.pdf"))
        assert [page.get_textpage().get_text_range().count("rubber") > 150 for page in pages[:2]] == [True, True]

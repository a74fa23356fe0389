"""The class report: what it says, what it hides, and what it writes."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from simulator import simulate

from kit.answers.attempt import Attempt
from kit.answers.hand_in import write_hand_in
from kit.class_report.collect import collect
from kit.class_report.demo_class import invented_class
from kit.class_report.page import MOST_SHOWN
from kit.class_report.report import ClassReport, class_report
from kit.errors import KitError
from kit.paths import data_folder
from kit.quiz.bank import LessonItems, load_bank, load_lesson
from kit.quiz.item import Item
from kit.quiz.kinds.registry import KINDS
from kit.quiz.score import score

EVIL = "=HYPERLINK(\"http://x\")<img src=x onerror='alert(1)'>{{7*7}}</script>"
LESSON = "02"
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, attempt: Callable[..., Attempt]) -> Folder:
    """Return what writes hand-ins of lesson 02: for each name whether its answers are right."""

    def write(**learners: bool) -> Path:
        items = [item for lesson in load_bank() if lesson.lesson == LESSON for item in lesson.items]
        for name, is_right in learners.items():
            tries = [attempt(item_id=item.id, response=_response(item, is_right=is_right)) for item in items]
            write_hand_in(tries, LESSON, tmp_path / "class", name)
        return tmp_path / "class"

    return write


def _response(item: Item, *, is_right: bool) -> Any:  # noqa: ANN401 - any JSON
    from random import Random

    return item.sample_response("right" if is_right else "wrong", Random(1))  # noqa: S311 - the same each time


class Seen(HTMLParser):
    """The tags of a page with their attributes, and its text outside style and script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self.tags and self.tags[-1][0] not in {"style", "script"}:
            self.words += data


def test_what_the_page_says(folder: Folder):
    """The page names the learners, the lesson, what to teach again, and that six learners are a small class."""
    report = class_report(folder(anna=True, bela=True, cora=False, dora=False, emil=False, fay=False))
    words = Seen(report.to_html()).words
    for text in (
        "6 learners, 1 lesson, ",
        "a small class: 6 learners",
        "Lesson 02: Who is ASEAN?",
        "cora",
        "q-members-01",
    ):
        assert text in words
    again = report.teach_again().to_table()
    assert list(again["share"]) == sorted(again["share"])
    assert len(again) == 3
    needed = report.help_needed().to_table()
    assert set(needed["learner"]) == {"cora", "dora", "emil", "fay"}


def test_no_key_and_no_browser_shows_names_again(folder: Folder):
    """Enter in the search sends no form, which would load the page with names; no browser remembers what was chosen."""
    tags = Seen(class_report(folder(anna=True)).to_html()).tags
    assert "form" not in [tag for tag, _ in tags]
    tools = [about for tag, about in tags if tag in {"input", "select"}]
    assert [about.get("autocomplete") for about in tools] == ["off"] * 3


def test_mistakes_stand_with_their_misconception(folder: Folder):
    """What several learners answered wrongly stands beside the feedback that names the misconception."""
    report = class_report(folder(anna=False, bela=False, cora=False, dora=False, emil=False))
    item = next(each for each in report.measures.items if each.id == "q-members-01")
    assert item.mistakes[0].n == 5
    assert item.mistakes[0].feedback in Seen(report.items(LESSON)._repr_html_()).words


def test_four_learners_are_too_few_to_teach_again(folder: Folder):
    """With fewer than five learners nothing is said about the class."""
    report = class_report(folder(anna=False, bela=False, cora=False, dora=False))
    assert len(report.teach_again().to_table()) == 0
    assert "No objective stands out" in report.teach_again()._repr_html_()


def test_a_pre_test_is_not_taught_again():
    """What a pre-test asks has not been taught yet: it is never among what to teach again, nor are single items."""
    report = class_report()
    lessons = {row["lesson"] for _, row in report.teach_again().to_table().iterrows()}
    assert "00" not in lessons
    assert not any(each.help for each in report.measures.objectives if each.items < 3)


def test_nothing_of_a_name_or_file_is_run(folder: Folder):
    """A name, and the name of a file, are shown as text: no tag, no attribute, no template of theirs is alive."""
    path = folder(anna=True, **{EVIL: False})
    (path / "<img src=y onerror=alert(2)>.txt").write_bytes(b"x")
    page = class_report(path).to_html()
    seen = Seen(page)
    assert EVIL[:60] in seen.words
    assert "49" not in seen.words.split("<img")[0][-10:]
    assert not any(tag == "img" or any(name.startswith("on") for name in found) for tag, found in seen.tags)
    assert page.count("</script>") == 1


def test_where_every_file_counts_hidden_names_say_so(folder: Folder):
    """With hidden names no list is promised where there is nothing to list."""
    assert "Every file counts." in class_report(folder(anna=True), hide_names=True).to_html()


def test_the_page_asks_for_nothing():
    """The page has no address of another file or machine, and tells the browser to fetch nothing."""
    page = class_report().to_html()
    tags = Seen(page).tags
    assert not any(tag in {"link", "img", "iframe", "object", "base"} for tag, _ in tags)
    assert all(found.get("href", "#").startswith("#") for _, found in tags)
    assert not any("src" in found for _, found in tags)
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")


def test_hidden_names_are_nowhere(folder: Folder):
    """With names hidden no name, and no name of a file that may tell one, is in page, tables, JSON or gradebook."""
    path = folder(anna=True, bela=False, cora=False, dora=True, emil=True)
    write = path / "gradebook.csv"
    (path / "essay of anna.docx").write_bytes(b"PK\x03\x04")
    (path / "copy of bela.jsonl").write_bytes((path / "hand-in-02-bela.jsonl").read_bytes())
    report = class_report(path, hide_names=True)
    report.gradebook(write)
    said = [
        report.to_html(),
        report.to_json().decode(),
        write.read_text("utf-8"),
        report.learners().to_table().to_csv(),
        report.heat_map(LESSON)._repr_html_(),
        report.set_aside().to_table().to_csv(),
    ]
    for text in said:
        for name in ("anna", "bela", "cora", "dora", "emil"):
            assert name not in text
    assert {each.name for each in report.measures.learners} == {f"Learner {n}" for n in range(1, 6)}


def test_hidden_names_do_not_follow_the_register(folder: Folder):
    """The numbers of hidden learners are not the order of their names."""
    names = [f"s{n:02}" for n in range(12)]
    path = folder(**dict.fromkeys(names, True))
    page = class_report(path).to_html()
    shown = dict(re.findall(r"<bdi>(s\d\d)</bdi></span><span class=\"alias\">Learner (\d+)<", page))
    assert sorted(shown) == names
    assert sorted(shown, key=lambda name: int(shown[name])) != names
    assert sorted(map(int, shown.values())) == list(range(1, 13))


def test_files_that_do_not_count_are_listed(folder: Folder):
    """The page names each file that was set aside, with the reason."""
    path = folder(anna=True)
    (path / "notes.txt").write_text("x")
    words = Seen(class_report(path).to_html()).words
    assert "1 file does not count" in words
    assert "notes.txt" in words
    assert "It is no hand-in." in words


def test_what_is_wrong_with_files_is_in_the_language_of_the_report(folder: Folder):
    """Reasons and doubts are said as `kit collect` says them in that language."""
    path = folder(s07=True, S7=True)
    (path / "notes.txt").write_text("x")
    words = Seen(class_report(path, language="ja").to_html()).words
    assert "提出ファイルではありません。" in words
    assert "同じように読める名前です" in words
    assert not any(english in words for english in ("hand-in.", "One learner?"))


def test_json_for_a_program(folder: Folder):
    """A program finds every figure under its name."""
    found = json.loads(class_report(folder(anna=True, bela=False)).to_json())
    assert list(found) == ["kit", "measures", "teach_again", "set_aside", "doubts"]
    item = found["measures"]["items"][0]
    assert (item["id"], item["answered"], item["facility"]["n"]) == ("q-members-01", 2, 2)
    assert found["measures"]["gain"] is None


def test_emphasised_texts_are_figures_too(tmp_path: Path, attempt: Callable[..., Attempt], every_kind: LessonItems):
    """Where stems and options are emphasised, JSON and tables have their words without the marks."""
    texts = every_kind.path.read_text("utf-8")
    for plain, written in (("Which three?", '"Which *three*?"'), ("Brunei,", '"*Brunei*",'), ("the oldest", "*the*")):
        texts = texts.replace(f"en: {plain}", f"en: {written}")
    items = tmp_path / every_kind.path.name
    items.write_text(texts, "utf-8")
    tries = [
        attempt(lesson="20", item_id=item.id, response=_response(item, is_right=False)) for item in every_kind.items
    ]
    write_hand_in(tries, every_kind.lesson, tmp_path / "class", "anna")
    report = class_report(tmp_path / "class", items=items)
    found = json.loads(report.to_json())["measures"]["items"][1]
    assert (found["stem"], found["mistakes"][0]["given"]) == ("Which three?", "Brunei")
    assert report.items("20").to_table()["stem"][1] == "Which three?"


def test_an_empty_class(tmp_path: Path):
    """A folder without files, as one that was named wrongly, is an error; files that do not count give a page."""
    (tmp_path / "class").mkdir()
    with pytest.raises(KitError, match="There is no hand-in in this folder"):
        class_report(tmp_path / "class")
    (tmp_path / "class" / "notes.txt").write_text("x")
    report = class_report(tmp_path / "class")
    assert "0 learners" in Seen(report.to_html()).words
    assert "0 learners" in repr(report)
    for part in (report.teach_again(), report.help_needed(), report.gain(), report.learners()):
        assert len(part.to_table()) == 0
        assert "kit-report" in part._repr_html_()
    assert report.set_aside().to_table()["file"].tolist() == ["notes.txt"]
    with pytest.raises(KitError, match="Nobody has handed in lesson '02'"):
        report.items("02")
    assert report.gradebook(tmp_path / "grades.csv").read_text("utf-8-sig").strip() == "Learner"


def test_a_language_that_is_not_there(tmp_path: Path):
    """A language without texts is one clear error."""
    with pytest.raises(KitError, match="no texts in 'xx'"):
        class_report(tmp_path, language="xx")


@pytest.mark.parametrize("part", ["teach_again", "help_needed", "gain", "learners", "set_aside"])
def test_each_part_is_a_table_too(part: str):
    """Each part of the report has its figures as a table and as text."""
    section = getattr(class_report(), part)()
    assert repr(section) == section.to_table().to_string()


@pytest.mark.parametrize("part", ["objectives", "items", "heat_map"])
def test_each_part_of_a_lesson_is_a_table_too(part: str):
    """Each part of a lesson has one row for each objective, item or learner."""
    report = class_report()
    rows = getattr(report, part)(LESSON).to_table()
    scored = [item.id for item in load_lesson(LESSON).items if item.use != "predict"]
    came = [each for each in invented_class(load_bank()).received if each.lesson == LESSON]
    sizes = {"objectives": 3, "items": len(scored), "heat_map": len(came)}
    assert len(rows) == sizes[part]


def test_items_of_ones_own(tmp_path: Path, attempt: Callable[..., Attempt]):
    """A teacher's own items, as a file, as its folder or as the folder of the lesson, count beside the kit's."""
    text = (data_folder() / "items" / "02-who-is-asean.yaml").read_text("utf-8")
    own = tmp_path / "items" / "02exam-who-is-asean.yaml"
    own.parent.mkdir()
    own.write_text(text.replace('lesson: "02"', 'lesson: "02exam"').replace("mode: practice", "mode: exam"), "utf-8")
    for lesson, response in (("02", "BRN"), ("02exam", "LAO")):
        write_hand_in([attempt(lesson=lesson, item_id="q-members-01", response=response)], lesson, tmp_path / "class")
    assert class_report(tmp_path / "class").measures.unknown == {"q-members-01": 1}
    for items in (own, own.parent, tmp_path):
        found = class_report(tmp_path / "class", items=items).measures
        assert [(one.lesson, one.facility.share) for one in found.items] == [("02", 0.0), ("02exam", 1.0)]
        assert found.unknown == {}


def test_a_large_class_is_shown_in_part(tmp_path: Path):
    """Of more than a hundred learners the weakest hundred stand on the page, which says so; the gradebook has all."""
    truth = simulate(tmp_path / "class", learners=MOST_SHOWN + 20, items=12)
    report = ClassReport(collect(tmp_path / "class"), truth.lessons)
    page = report.to_html()
    assert page.count("The 100 learners with the lowest share are shown") == 2
    shares = sorted(each.share for each in report.measures.learners)
    assert report.heat_map("00").to_table().drop(columns="learner").mean(axis=1).max() <= shares[MOST_SHOWN]
    rows = report.gradebook(tmp_path / "grades.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 1 + MOST_SHOWN + 20
    assert len(page) < 600_000


def test_a_page_that_cannot_be_written(tmp_path: Path, folder: Folder):
    """Where the page cannot be written the teacher reads where and why; an earlier page is renewed, no other file."""
    report = class_report(folder(anna=True))
    with pytest.raises(KitError, match="could not be written"):
        report.save(tmp_path / "no" / "report.html")
    (tmp_path / "mine.html").write_text("old")
    with pytest.raises(KitError, match="exists already"):
        report.save(tmp_path / "mine.html")
    with pytest.raises(KitError, match=r"'\.pdf'"):
        report.save(tmp_path / "report.pdf")
    class_report(folder(bela=True)).save(tmp_path / "report.html")
    assert "anna" in report.save(tmp_path / "report.html").read_text("utf-8")


# ---- the gradebook ----

DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    " =1+1",
    "=cmd|' /C calc'!A0",
    "1e5",
    "2026-05-04",
    "http://x.example",
    "'a",
    "＝1+1",
    "＠SUM(A1)",
    "|calc",
    "％0",
    "\u3000=1",
    "a;+1",
]


def cells_of(path: Path) -> list[list[tuple[str, str]]]:
    """Return the kind and the text of each cell of a workbook."""
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - we have just written it
        strings = [
            "".join(text.text or "" for text in each.iter(f"{name}t"))
            for each in ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314
        ]
    assert not list(sheet.iter(f"{name}f"))
    assert not list(sheet.iter(f"{name}hyperlink"))
    return [
        [
            (cell.get("t") or "n", strings[int(cell[0].text)] if cell.get("t") == "s" else cell[0].text)
            for cell in row
            if len(cell)
        ]
        for row in sheet.iter(f"{name}row")
    ]


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_name_is_never_a_formula(folder: Folder, tmp_path: Path, name: str):
    """In CSV what would begin a formula has an apostrophe before it; in a workbook a name is text, never a formula."""
    report = class_report(folder(**{name: True}))
    shown = report.measures.learners[0].name
    (_, row) = csv.reader(io.StringIO(report.gradebook(tmp_path / "g.csv").read_text("utf-8-sig")))
    assert not row[0].lstrip(" \u3000").startswith(("=", "+", "-", "@", "|", "％", "＝", "＠"))
    assert row[0].replace("'", "") == shown.replace("'", "")
    (_, cells) = cells_of(report.gradebook(tmp_path / "g.xlsx"))
    assert cells[0] == ("s", shown)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_what_the_gradebook_holds(folder: Folder, tmp_path: Path, ending: str):
    """For each learner and lesson: answered, of how many, points of those possible, percentages of those answered."""
    path = class_report(folder(anna=True, bela=False)).gradebook(tmp_path / f"grades{ending}")
    if ending == ".csv":
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    else:
        rows = [[text for _, text in row] for row in cells_of(path)]
    head = ["answered", "of", "points", "possible", "right of those answered %", "in the end %"]
    assert rows[0] == ["Learner", *(f"02 {name}" for name in head)]
    assert [float(cell) for cell in rows[1][1:]] == [6, 6, 6, 6, 100, 100]
    assert float(rows[2][3]) < 3
    assert float(rows[2][4]) == 6


def test_what_was_not_answered_earns_nothing(tmp_path: Path, attempt: Callable[..., Attempt]):
    """Three right answers to six items are 3 of 6 points and 50% on the page; all right of those answered."""
    (lesson,) = (each for each in load_bank() if each.lesson == LESSON)
    fixed = [item for item in lesson.items if item.use == "quiz" and item.pool is None]
    given = [attempt(item_id=item.id, response=_response(item, is_right=True)) for item in fixed[:3]]
    write_hand_in(given, LESSON, tmp_path / "class", "anna")
    report = class_report(tmp_path / "class")
    (_, row) = csv.reader(io.StringIO(report.gradebook(tmp_path / "grades.csv").read_text("utf-8-sig")))
    assert row == ["anna", "3", "6", "3.0", "6.0", "100.0", "100.0"]
    assert re.search(r'<td data-sort="0\.5">50%\s*<span class="range">3/6</span></td>', report.to_html())


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_gradebook_is_never_written_over(folder: Folder, tmp_path: Path, ending: str):
    """A gradebook that is there, perhaps with marks in it, stays as it is."""
    path = tmp_path / f"grades{ending}"
    path.write_text("mine")
    with pytest.raises(KitError, match="already") as raised:
        class_report(folder(anna=True)).gradebook(path)
    assert "another name" in raised.value.do
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["grades.pdf", "grades", "no/grades.csv"])
def test_a_gradebook_that_cannot_be(folder: Folder, tmp_path: Path, name: str):
    """Another ending, or a folder that is not there, is one clear error."""
    with pytest.raises(KitError) as raised:
        class_report(folder(anna=True)).gradebook(tmp_path / name)
    assert raised.value.do


# ---- the invented class ----


def test_the_invented_class_is_the_same_each_time():
    """The invented class says that it is invented, covers every lesson, and is the same each time."""
    bank = load_bank()
    reports = [ClassReport(invented_class(bank), bank) for _ in range(2)]
    one, again = (json.loads(report.to_json(), parse_float=lambda text: round(float(text), 9)) for report in reports)
    assert one == again
    one = reports[0].measures
    assert [each.lesson for each in one.lessons] == [lesson.lesson for lesson in bank]
    assert (one.unknown, one.unreadable) == ({}, 0)
    assert "This class is invented" in class_report()._repr_html_()


def test_a_class_of_nobody_is_not_the_invented_class(tmp_path: Path):
    """A real class is never called invented."""
    (tmp_path / "notes.txt").write_text("x")
    assert "invented" not in class_report(tmp_path)._repr_html_()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_invented_answers_are_right_or_wrong_as_meant(kind: str):
    """Of each kind in the bank, a response meant to be right earns everything, and one meant to be wrong less."""
    from random import Random

    bank = [item for lesson in load_bank() for item in lesson.items if item.use != "predict"]
    items = [item for item in bank if item.kind == kind]
    if not items:
        pytest.skip(f"the bank has no {kind}")
    for item in items:
        assert score(item, item.sample_response("right")).verdict == "right"
        for seed in range(5):
            assert score(item, item.sample_response("wrong", Random(seed))).verdict in {"wrong", "partly"}  # noqa: S311

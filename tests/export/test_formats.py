"""Every kind in every format: it arrives, or it is named."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from kit.errors import KitError
from kit.export.formats import FORMATS, Report, export
from kit.export.request import ExportRequest
from kit.quiz.bank import LessonItems, read_file
from kit.quiz.interactions import Interaction
from kit.quiz.kinds.registry import KINDS
from kit.quiz.parts import in_language

pytestmark = pytest.mark.usefixtures("no_pdf")  # it takes its time; test_paper.py looks at it
WHOLE = FORMATS.keys() - {"xlsx"}  # they have room for each of the interactions


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_place_or_is_named(
    kind: str, to: str, report: Callable[..., Report], every_kind: LessonItems
):
    """An item of each kind is written, or the report says that it is not supported there, and why."""
    (item,) = (item for item in every_kind.items if item.kind == kind)
    found = report(to, msgspec.structs.replace(every_kind, items=(item,)))
    if type(item.interaction("en")) not in FORMATS[to].entries:
        assert list(found.lines(to)) == [
            "0 of 1 item written to nothing",
            f"Not supported there ({to}): {item.id}: there is nothing like {kind}",
        ]
    else:
        assert found.not_there == {}
        assert found.count == 1
        assert found.files
        assert all(path.stat().st_size for path in found.files)


@pytest.mark.parametrize("to", FORMATS)
def test_entries_are_interactions(to: str):
    """A format dispatches on the five interactions, and the table of formats names it as it names itself."""
    assert FORMATS[to].name == to
    assert set(FORMATS[to].entries) <= set(get_args(Interaction))
    assert to not in WHOLE or set(FORMATS[to].entries) == set(get_args(Interaction))


@pytest.mark.parametrize("to", FORMATS)
def test_no_item_of_the_bank_is_lost(to: str, report: Callable[..., Report], bank: tuple[LessonItems, ...]):
    """Of all items of the bank, those written and those named are all."""
    found = report(to, *bank)
    assert found.count + len(found.not_there) == sum(len(lesson.items) for lesson in bank)
    assert found.count > 50


def test_what_is_left_out_is_named_item_by_item(report: Callable[..., Report]):
    """The report names what got lost on the way, and the items that lost it."""
    lines = list(report("gift").lines("gift"))
    assert "Left out (gift): the map; the states stand in a list: q-kinds-10" in lines
    assert "Left out (gift): one score; each gap is a question of its own: q-kinds-09" in lines
    assert any(line.startswith("Left out (gift): hints: q-kinds-01, q-kinds-02,") for line in lines)


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "out/0.html"), (4, "out/0.html, out/1.html, out/2.html, out/3.html"), (5, "5 files in the folder out")],
)
def test_a_few_files_are_named_and_many_are_counted(count: int, said: str):
    """Up to four files are named one by one, and of more the number and the folder are enough."""
    files = tuple(Path("out", f"{number}.html") for number in range(count))
    assert list(Report(files, 3, {}, {}).lines("paper")) == [f"3 of 3 items written to {said}".replace("/", os.sep)]


@pytest.mark.parametrize("to", ["gift", "moodle-xml"])
def test_what_is_not_lost_is_not_named(to: str, report: Callable[..., Report]):
    """An answer that a person marks has one try in Moodle, too, so no price of a second one is named for it."""
    assert {name for name, ids in report(to).left_out.items() if "second try" in name and "q-kinds-11" in ids} == set()
    assert any("second try" in name for name in report(to).left_out)


def test_a_text_that_is_not_translated_is_named(report: Callable[..., Report], bank: tuple[LessonItems, ...]):
    """Where an item is not written in the language asked for, the report says so."""
    (lesson,) = (lesson for lesson in bank if lesson.lesson == "02")
    english = msgspec.structs.replace(lesson, items=lesson.items[:1])
    said = "the language 'ja', in which the item is not written"
    assert report("csv", english, language="ja").left_out[said] == [lesson.items[0].id]
    alone = msgspec.structs.replace(lesson.items[0], language="ja", replaces="q-members-99")
    assert said not in report("gift", msgspec.structs.replace(lesson, items=(alone,)), language="ja").left_out
    assert said not in report("csv", language="ja").left_out


@pytest.mark.parametrize(("to", "language", "said"), [("word", "en", "no format 'word'"), ("gift", "xx", "'xx'")])
def test_what_there_is_not_is_said(to: str, language: str, said: str, report: Callable[..., Report]):
    """A format or a language that there is not is named, with those that there are."""
    with pytest.raises(KitError, match=said) as error:
        report(to, language=language)
    assert "Choose one of" in error.value.do


@pytest.mark.parametrize(("file", "item_id"), [("20-every-kind.yaml", "q-other-01"), ("21-x.yaml", "q-kinds-02")])
def test_two_of_one_name_do_not_replace_each_other(
    file: str, item_id: str, report: Callable[..., Report], every_kind: LessonItems
):
    """Files of one name, and items of one id in two files, are refused: a format would keep one of them alone."""
    item = msgspec.structs.replace(every_kind.items[0], id=item_id)
    other = msgspec.structs.replace(every_kind, path=Path("elsewhere", file), items=(item,))
    with pytest.raises(KitError, match="appears in two of the files") as error:
        report("qti21", every_kind, other)
    assert str(Path("elsewhere", file)) in error.value.where


@pytest.mark.parametrize(
    ("to", "place"),
    [(to, place) for to in FORMATS for place in ("file/out", "file" if to in {"paper", "lesson-plan"} else "folder")],
)
def test_a_place_that_cannot_be_written(to: str, place: str, every_kind: LessonItems, tmp_path: Path):
    """Where the file cannot be written, the message says where and what to do."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    with pytest.raises(KitError, match="could not be written") as error:
        export(ExportRequest((every_kind,), tmp_path / place), to)
    assert str(tmp_path) in error.value.where


@pytest.mark.parametrize("to", ["gift", "moodle-xml", "qti12", "qti21", "csv", "paper"])
def test_the_same_items_give_the_same_file(to: str, report: Callable[..., Report]):
    """An export is the same, byte for byte, each time."""
    file = report(to).files[0]
    first = file.read_bytes()
    file.unlink()
    assert report(to).files[0].read_bytes() == first


@pytest.mark.parametrize("to", FORMATS)
def test_an_item_of_the_page_is_named(to: str, report: Callable[..., Report], every_kind: LessonItems):
    """An item whose answer is read from the lesson's page goes nowhere, paper included, and the report says so."""
    first, second, *_ = every_kind.items
    changed = msgspec.structs.replace(first, needs_page=True)
    found = report(to, msgspec.structs.replace(every_kind, items=(changed, second)))
    assert found.not_there == {first.id: "its answer is read from the page of the lesson"}
    assert found.count == 1


@pytest.mark.parametrize("to", FORMATS)
def test_a_guess_goes_to_paper_alone(to: str, report: Callable[..., Report], every_kind: LessonItems):
    """A guess is printed, without points; elsewhere it would be scored, so it is named and stays here."""
    first, second, *_ = every_kind.items
    changed = msgspec.structs.replace(first, use="predict", points=7.0)
    found = report(to, msgspec.structs.replace(every_kind, items=(changed, second)))
    if to == "lesson-plan":
        assert found.not_there == {}
        return
    if to != "paper":
        assert found.not_there == {first.id: "it is a guess, which is not scored"}
        return
    page = next(file for file in found.files if file.name.endswith("-A.html")).read_text(encoding="utf-8")
    assert page.count("Guess before you look. This earns no points.") == 1
    assert f"/ {second.points:g}<" in page


def whole(file: Path) -> bytes:
    """Return what is in a file, and in each file of a zip."""
    if not zipfile.is_zipfile(file):
        return file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        return b"".join(map(archive.read, archive.namelist()))


@pytest.mark.parametrize("to", sorted(FORMATS.keys() - {"xlsx"}))  # which has no sources
def test_a_lesson_of_ones_own_cites_its_own_tables(to: str, own_documents: Path, tmp_path: Path):
    """Who says so is in the tables next to the items, and so are documents that the kit does not have."""
    lesson = read_file(own_documents)
    item = msgspec.structs.replace(lesson.items[0], documents=("doc-mine",))
    lesson = msgspec.structs.replace(lesson, items=(item,))
    report = export(ExportRequest((lesson,), tmp_path / "out"), to)
    found = b"".join(map(whole, report.files))
    assert b"who says so" in found
    assert b"The door of rice" in found


@pytest.mark.parametrize("to", ["gift", "moodle-xml", "csv", "paper"])
def test_a_stem_for_print_takes_the_place_of_the_other(to: str, report: Callable[..., Report], every_kind: LessonItems):
    """Where an item has a wording for print, every home gets that one and not the stem of the screen."""
    items = tuple(msgspec.structs.replace(item, stem="Click it.", stem_print="Find it.") for item in every_kind.items)
    text = report(to, msgspec.structs.replace(every_kind, items=items)).files[0].read_text(encoding="utf-8")
    assert text.count("Find it.") >= len(items)
    assert "Click it." not in text


def test_no_stem_of_the_bank_speaks_of_a_screen(bank: tuple[LessonItems, ...]):
    """No text that leaves the kit says click, drag or run; what is read from a dial, chart or page stays here."""
    screen = re.compile(r"\b(click|drag|dial|the chart|slider|this page|lesson\.\w+\()\b", re.IGNORECASE)
    stems = {item.id: in_language(item.stem_print or item.stem, "en") for lesson in bank for item in lesson.items}
    assert {name: stem for name, stem in stems.items() if screen.search(stem)} == {}
    widgets = re.compile(rb"\b(click|drag|dial|slider)\b", re.IGNORECASE)
    whole = {
        item.id: msgspec.json.encode(msgspec.structs.replace(item, stem="")) for lesson in bank for item in lesson.items
    }
    assert [name for name, text in whole.items() if widgets.search(text.replace(b'"map-click"', b""))] == []
    assert not [lesson.path for lesson in bank if "lesson.words()" in lesson.path.read_text(encoding="utf-8")]

"""Lesson plans: one page for Monday, the texts, the worksheet and the key, on paper and for a word processor."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from types import ModuleType

import docx
import msgspec
import pypdfium2
import pytest
from pypdfium2 import raw

from kit.authoring.new_lesson import new_lesson
from kit.errors import KitError
from kit.export import lesson_plan, paper
from kit.export.formats import export
from kit.export.lesson_plan import write
from kit.export.lesson_texts import ON_THE_DESK, LessonTexts
from kit.export.paper import has_pdf
from kit.export.request import ExportRequest
from kit.quiz.bank import LessonItems, lesson_names, load_lesson, read_file

needs_pango = pytest.mark.skipif(not has_pdf(), reason="Pango is not installed, so that no PDF can be made")


def words_of(content: bytes) -> str:
    """Return all words of a DOCX, those in tables included."""
    return "\n".join(node.text or "" for node in docx.Document(BytesIO(content)).element.body.iter() if node.text)


def lesson_with(guide: str, where: Path) -> LessonItems:
    """Return a lesson of somebody's own, in a folder as `kit new-lesson` writes it, with another text in its guide."""
    guide_file = next(path for path in new_lesson("rice", where) if path.name.endswith("-guide.ipynb"))
    content = json.loads(guide_file.read_text(encoding="utf-8"))
    cells = [cell for cell in content["cells"] if cell["id"] not in {"monday", "background"}]
    made = {"cell_type": "markdown", "id": "made", "metadata": {}, "source": guide}
    guide_file.write_text(json.dumps(content | {"cells": [*cells, made]}), encoding="utf-8")
    (file,) = (where / "rice" / "items").glob("*.yaml")
    return read_file(file)


@pytest.mark.parametrize("name", lesson_names())
def test_every_guide_has_what_belongs_on_the_desk(name: str):
    """The guide of each lesson has a Monday page, a background and its discussion, in this order."""
    assert tuple(LessonTexts(load_lesson(name), "en").sections) == ON_THE_DESK


@needs_pango
@pytest.mark.parametrize(
    ("language", "begins", "ends", "follows"),
    [("en", "Open.", "Exit ticket.", "Background"), ("ja", "導入", "振り返りカード", "背景")],
)
@pytest.mark.parametrize("name", lesson_names())
def test_the_monday_page_is_one_page(  # noqa: PLR0913, PLR0917 - words of a page, each in two languages
    name: str, language: str, begins: str, ends: str, follows: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The first page has the whole Monday page, down to the exit ticket; the second begins with the background."""
    monkeypatch.setattr("kit.export.paper.first_version", lambda _request, _lesson: ("<p>sheet", "<p>key"))
    monkeypatch.setattr(LessonTexts, "documents", None)
    monkeypatch.setattr(LessonTexts, "stories", [])
    monkeypatch.setattr(LessonTexts, "tables", [])
    out = tmp_path / "plan.pdf"
    pages = [
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(write(ExportRequest((load_lesson(name),), out, language=language))[out])
    ]
    assert begins in pages[0]
    assert ends in pages[0]
    assert pages[1].strip().startswith(follows)
    assert len(pages) == 4


@needs_pango
def test_a_word_that_is_explained_takes_no_more_room_than_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """On paper nothing can be pressed, so the text goes on right after such a word."""
    monkeypatch.setattr("kit.export.paper.first_version", lambda _request, _lesson: ("<p>sheet", "<p>key"))
    out = tmp_path / "plan.pdf"
    document = pypdfium2.PdfDocument(write(ExportRequest((load_lesson("02"),), out))[out])
    pages = [document[at].get_textpage() for at in range(len(document))]
    text = next(page for page in pages if "ASEAN has ten members: Brunei" in page.get_text_range())
    start, _ = text.search("ASEAN has ten members: Brunei").get_next()
    last_of_word, first_after = text.get_charbox(start + 4), text.get_charbox(start + 6)
    assert first_after[0] - last_of_word[2] < 10


@pytest.mark.usefixtures("no_pdf")
def test_a_plan_has_all_its_parts(tmp_path: Path):
    """The DOCX has the Monday page, background, each document of the lesson, the worksheet with lines, and the key."""
    lesson = load_lesson("03")
    (content,) = write(ExportRequest((lesson,), tmp_path)).values()
    found, texts = words_of(content), LessonTexts(lesson, "en")
    assert texts.documents is not None
    assert [title for title in texts.documents.to_table()["title"] if title not in found] == []
    for part in ("Exit ticket.", "Background", "Name", "_______", "Version A · Answers and why"):
        assert part in found


@needs_pango
def test_a_plan_for_japanese_has_its_letters(tmp_path: Path):
    """In a Japanese plan the texts are in Japanese, in both files, and the PDF carries the font."""
    lesson = load_lesson("02")
    files = {path.suffix: content for path, content in write(ExportRequest((lesson,), tmp_path, "ja")).items()}
    pages = pypdfium2.PdfDocument(files[".pdf"])
    printed = "".join(page.get_textpage().get_text_range() for page in pages)
    for words in ("読む資料", "日本"):
        assert words in words_of(files[".docx"])
        assert words in printed
    written = [thing for page in pages for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])]
    assert written
    assert all(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(thing)) == 1 for thing in written)


@pytest.mark.parametrize("name", ["plan.docx", "plan.pdf"])
def test_one_file_is_written_where_one_is_named(name: str, every_kind: LessonItems, tmp_path: Path):
    """A name that ends in .docx or .pdf gives this file alone, however long the title is; a folder gets both."""
    if name.endswith(".pdf") and not has_pdf():
        pytest.skip("Pango is not installed")
    lesson = msgspec.structs.replace(every_kind, title="Why? " * 60)
    assert list(write(ExportRequest((lesson,), tmp_path / name))) == [tmp_path / name]


def test_several_lessons_need_a_folder(every_kind: LessonItems, tmp_path: Path):
    """Two lessons do not go into one file, and the message says what to name."""
    with pytest.raises(KitError, match="2 lessons do not go into one file") as error:
        write(ExportRequest((every_kind, every_kind), tmp_path / "plan.docx"))
    assert "folder" in error.value.do


@pytest.mark.usefixtures("no_pdf")
@pytest.mark.parametrize(("form", "name"), [(lesson_plan, "plan.odt"), (paper, "sheets.pdf"), (paper, "sheets.DOCX")])
def test_a_folder_is_not_called_like_a_file(form: ModuleType, name: str, every_kind: LessonItems, tmp_path: Path):
    """Who names one file where there will be several reads how to name a folder; one that is there is taken."""
    request = ExportRequest((every_kind,), tmp_path / name)
    with pytest.raises(KitError, match="several files") as error:
        form.write(request)
    assert f"such as {Path(name).stem}." in error.value.do
    request.out.mkdir()
    assert {path.parent for path in form.write(request)} == {request.out}


@pytest.mark.usefixtures("no_pdf")
def test_a_pdf_that_cannot_be_made_is_refused(every_kind: LessonItems, tmp_path: Path):
    """Where Pango is missing, a .pdf is refused with what can be named; a folder gets the DOCX and a note."""
    with pytest.raises(KitError, match="No PDF can be made") as error:
        write(ExportRequest((every_kind,), tmp_path / "plan.pdf"))
    assert ".docx" in error.value.do
    report = export(ExportRequest((every_kind,), tmp_path), "lesson-plan")
    assert [path.suffix for path in report.files] == [".docx"]
    assert any(line.startswith("There is no PDF") for line in report.lines("lesson-plan"))


@pytest.mark.usefixtures("no_pdf")
def test_a_lesson_of_ones_own_has_a_plan(tmp_path: Path):
    """The guide next to the items of one's own lesson gives the Monday page; HTML in it stays text."""
    lesson = lesson_with("## Monday page\n\n**Open.** Rice <b>today</b>.", tmp_path)
    report = export(ExportRequest((lesson,), tmp_path / "out"), "lesson-plan")
    assert "Rice <b>today</b>." in words_of(report.files[0].read_bytes())
    assert not any("Monday" in line for line in report.notes)


@pytest.mark.usefixtures("no_pdf")
def test_a_lesson_without_a_monday_page_says_so(tmp_path: Path):
    """Without the section the plan has what can be made, and the note says which file to write and what into it."""
    lesson = lesson_with("## Something else\n\nNothing.", tmp_path)
    report = export(ExportRequest((lesson,), tmp_path / "out"), "lesson-plan")
    (note,) = (line for line in report.notes if "Monday page" in line)
    assert f"{lesson.path.stem}-guide.ipynb has no section" in note
    assert "texts, worksheet and key" in note
    assert "Version A" in words_of(report.files[0].read_bytes())


@pytest.mark.usefixtures("no_pdf")
def test_a_plan_that_a_teacher_may_have_changed_stays(every_kind: LessonItems, tmp_path: Path):
    """A DOCX is for writing into, so a second export does not replace it without --force."""
    request = ExportRequest((every_kind,), tmp_path)
    export(request, "lesson-plan")
    with pytest.raises(KitError, match="exists already"):
        export(request, "lesson-plan")
    assert export(request, "lesson-plan", force=True).count > 0


@pytest.mark.usefixtures("no_pdf")
def test_what_is_read_from_texts_of_the_plan_is_in_it(tmp_path: Path):
    """An item about documents of the lesson is printed, because the plan has them; one about a chart is named."""
    lesson = load_lesson("06")
    on_texts = next(item for item in lesson.items if item.id == "q-seas-21")
    on_chart = msgspec.structs.replace(on_texts, id="q-seas-99", facts=("caution-award-not-islands",))
    report = export(
        ExportRequest((msgspec.structs.replace(lesson, items=(on_texts, on_chart)),), tmp_path), "lesson-plan"
    )
    assert on_texts.needs_page
    assert list(report.not_there) == ["q-seas-99"]


@pytest.mark.usefixtures("no_pdf")
def test_a_plan_has_the_events_of_a_timeline(tmp_path: Path):
    """Lesson 03 asks about its timeline, so its plan has each event with its day; lesson 04 has no timeline."""
    (content,) = write(ExportRequest((load_lesson("03"),), tmp_path)).values()
    assert "8 December 1941" in words_of(content)
    assert "Zone of peace declared" in words_of(content)
    assert LessonTexts(load_lesson("04"), "en").events == []

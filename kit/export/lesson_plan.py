"""Lesson plans: the Monday page, background, texts, worksheet and key of a lesson, as PDF and for a word processor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kit.errors import KitError
from kit.export import paper
from kit.export.html_to_docx import to_docx
from kit.export.lesson_texts import MONDAY, LessonTexts
from kit.export.letters_in_print import without_letters
from kit.export.print_layout import laid_out
from kit.export.request import ExportRequest, Format, folder_of
from kit.export.verdict_losses import verdict_losses
from kit.export.wording import lesson_heading
from kit.facts.documents import style as reading_style
from kit.html import html_of, templates
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Interaction
from kit.quiz.item import Item
from kit.text import text_in

if TYPE_CHECKING:
    from jinja2 import Template

_DOCX, _PDF = ".docx", ".pdf"


def write(request: ExportRequest) -> dict[Path, bytes]:
    """Return the plan of each lesson as DOCX and, where it can be made, as PDF; or the one file that is asked for.

    Raises
    ------
    KitError
        When one file is asked for and there are several lessons, or it cannot be made here.
    """
    ending = request.out.suffix.lower()
    if ending in {_DOCX, _PDF} and len(request.lessons) > 1:
        do = "Name a folder with --out, or only one lesson."
        raise KitError(f"{len(request.lessons)} lessons do not go into one file.", where=str(request.out), do=do)
    if ending == _PDF and not paper.has_pdf():
        do = "Name a file that ends in .docx, or install WeasyPrint and Pango."
        raise KitError("No PDF can be made on this computer.", where=str(request.out), do=do)
    files: dict[Path, bytes] = {}
    for lesson in request.watch(list(request.lessons)):
        pages, base = _pages(request, lesson), request.out
        if ending not in {_DOCX, _PDF}:
            base = folder_of(request) / f"{lesson.path.stem}-plan{_DOCX}"
        if ending != _PDF:
            title = lesson_heading(lesson, request.language)
            files[base.with_suffix(_DOCX)] = to_docx(pages, title, request.language)
        if ending != _DOCX and paper.has_pdf():
            files[base.with_suffix(_PDF)] = _pdf(pages)
    return files


def notes(request: ExportRequest) -> Iterator[str]:
    """Yield for each lesson without a Monday page what its plan has, and how to write one; and that there is no PDF."""
    for lesson in request.lessons:
        texts = LessonTexts(lesson, request.language)
        if MONDAY not in texts.sections:
            what = "has no section" if texts.guide.is_file() else "is not there, so there is no section"
            yield (
                f"Lesson {lesson.lesson}: {texts.guide} {what} '## {MONDAY}'. The plan has texts, worksheet and key. "
                f"Write '## {MONDAY}' and '## Background' into this guide, and export the lesson again."
            )
    if not paper.has_pdf():
        yield "There is no PDF, because WeasyPrint or Pango is not installed here. The DOCX can be printed."
    else:
        yield from without_letters(request.language)


def _pages(request: ExportRequest, lesson: LessonItems) -> list[str]:
    """Return the parts of a plan as pages of HTML: for the teacher's desk, to read, to write on, the key."""
    texts, text, pages = LessonTexts(lesson, request.language), text_in(request.language), []
    shared = {"lesson": lesson, "language": request.language, "reading": reading_style(), "text": text}
    shared |= {"sections": (), "texts": (), "events": texts.events, "desk": False}
    if texts.sections:
        parts = texts.sections.items()
        sections = [("" if name == MONDAY else title, _html_of_markdown(source)) for name, (title, source) in parts]
        shared["desk_language"] = request.language if any(name != title for name, (title, _) in parts) else "en"
        part = text("export.desk")
        pages.append(_template().render(shared | {"part": part, "sections": sections, "events": (), "desk": True}))
    read = [found._repr_html_() for found in texts.stories]
    read += [html_of(texts.documents.to_element())] if texts.documents else []
    read += [found._repr_html_() for found in texts.tables]
    if read:
        part = text("export.texts")
        pages.append(_template().render(shared | {"part": part, "texts": read}))
    return [*pages, *paper.first_version(request, lesson)]


def _html_of_markdown(source: str) -> str:
    """Return Markdown of a guide as HTML; what is HTML in it stays text."""
    from mistune import create_markdown

    return str(create_markdown(escape=True, plugins=["table"])(source))


@cache
def _template() -> Template:
    return templates(Path(__file__).parent).get_template("lesson_plan.html")


def _pdf(pages: list[str]) -> bytes:
    """Return one PDF of all pages; each part counts its own."""
    made = [laid_out(page) for page in pages]
    whole = made[0].copy([page for part in made for page in part.pages])
    return whole.write_pdf(pdf_tags=True) or b""


def left_out(_item: Item, shape: Interaction, request: ExportRequest) -> Iterator[str]:
    """Yield what an item loses: the map, when nobody draws it, and what is said of an answer."""
    yield from paper.without_map(shape, request)
    yield from verdict_losses(shape)


def _pages_of(request: ExportRequest) -> Callable[[Item], bool]:
    """Return what says whether the plan has the documents that an item is about; charts and the dial are not in it."""
    lessons = [LessonTexts(lesson, request.language) for lesson in request.lessons]

    def is_there(item: Item) -> bool:
        asked = {row for row in item.facts if row.startswith("doc-")}
        texts = (each.documents for each in lessons if item in each.lesson.items)
        return bool(asked) and any(found and asked <= set(found.to_table()["document_id"]) for found in texts)

    return is_there


FORMAT = Format(
    "lesson-plan",
    paper.ENTRIES,
    write,
    left_out,
    emphasis=True,
    pictures=True,
    exemplars=True,
    guesses=True,
    notes=notes,
    pages_of=_pages_of,
)

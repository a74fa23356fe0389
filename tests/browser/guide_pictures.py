"""The pictures of the guides in English and Japanese, a step as a class sees it; only `make pictures` takes them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec
import pytest
from answering import by_mouse
from pages import serving
from playwright.sync_api import Browser, Locator
from screenshots import take
from still import drawn, still
from student import EXPOSED, TOKEN, Desk, Lab, all_done, sitting

from kit.paths import notebooks_folder
from kit.quiz.bank import load_lesson
from kit.quiz.kinds.mark_text.item import MarkText
from kit.quiz.parts import in_language

# Of each lesson: the cell that is seen, and the item in it that is answered first.
SHOWN = {
    "00": ("click-check", "q-start-03"),
    "01": ("china-check", "q-story-40"),
    "02": ("steps-dial", ""),
    "03": ("promise-anger", ""),
    "04": ("day-ladder", ""),
    "05": ("flows-map", ""),
    "06": ("law-texts", ""),
    "07": ("missing-visitors", ""),
    "08": ("adopted-check", "q-vision-04"),
}
FOLDERS = {"en": "notebooks/teacher/pictures", "ja": "notebooks/teacher/pictures/ja"}
SIZE = (840, 630)
WINDOW = {"width": 1120, "height": 840}
COLOURS = 48


@pytest.fixture(scope="module", params=FOLDERS)
def course(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Lab]]:
    """Start the course as pupils have it, in a language."""
    language, home = request.param, tmp_path_factory.mktemp(request.param)
    words = ["lab", "--allow-root", "--language", language, f"--IdentityProvider.token={TOKEN}", *EXPOSED]
    with serving(home, "kit", *words) as url:
        copies = home / ("my-notebooks" if language == "en" else f"my-notebooks-{language}")
        yield language, Lab(url, copies, home / "answers")


@pytest.mark.parametrize("lesson", SHOWN)
def test_a_step_as_a_class_sees_it(chromium: Browser, course: tuple[str, Lab], lesson: str):
    """The cell is on the screen, answered where it asks, with all that it draws."""
    (language, lab), (name, asked) = course, SHOWN[lesson]
    original = next(notebooks_folder().glob(f"{lesson}-*.ipynb"))
    place = [cell["id"] for cell in json.loads(original.read_text(encoding="utf-8"))["cells"]].index(name)
    with sitting(chromium, lab) as desk:
        desk.page.set_viewport_size(WINDOW)
        desk.page.goto(f"{lab.url}doc/tree/{original.name}?token={TOKEN}")
        desk.page.locator("#kit-bar a").first.wait_for()
        desk.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for(state="attached")
        desk.page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        all_done(desk.page)
        if asked:
            item = next(item for item in load_lesson(lesson, language=language).items if item.id == asked)
            if isinstance(item, MarkText):  # phrases are elsewhere in another language
                item = msgspec.structs.replace(item, text=in_language(item.text, language))
            by_mouse(desk.page, desk.item(asked), item)
            desk.item(asked).locator(".kit-saved").wait_for()
        cell = desk.page.locator(".jp-Notebook .jp-Cell").nth(place)
        show(desk, cell, "end" if asked else "start")
        take(desk.page, f"{FOLDERS[language]}/{lesson}.png", SIZE, cell, colours=COLOURS)


def show(desk: Desk, cell: Locator, block: str) -> None:
    """Scroll to the end or to the start of a cell, and wait for its maps."""
    for count in range(cell.locator("iframe").count()):
        cell.frame_locator("iframe").nth(count).locator("path").first.wait_for()
    cell.evaluate("(cell, block) => cell.scrollIntoView({ block })", block)
    drawn(desk.page)
    still(desk.page, cell)

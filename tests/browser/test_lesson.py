"""A student in JupyterLab: runs lesson 02, looks at the map, answers the quiz, and comes back tomorrow."""

from __future__ import annotations

import re
import shutil
from itertools import cycle
from pathlib import Path

import nbformat
import psutil
import pytest
from answering import by_keyboard, by_mouse, every_kind, items, one_of_each, quiz_item, right
from playwright.sync_api import expect
from student import Desk, Lab

from kit.lab.notebook_copies import copy_notebooks
from kit.paths import notebooks_folder

LESSON = "02-who-is-asean.ipynb"
LESSONS = sorted(path.stem for path in notebooks_folder().glob("0*.ipynb"))
NO_PATIENCE = """AbortSignal.timeout = () => {
  const over = new AbortController();
  queueMicrotask(() => over.abort());
  return over.signal;
}"""


@pytest.fixture(scope="session")
def languages(lab: Lab) -> dict[str, Path]:
    """Return the folder of notebooks of English and of Japanese, as `kit lab --language ja` copies them."""
    copy_notebooks(lab.notebooks / "ja", lambda _: False, guides=False, language="ja")
    return {"en": Path(), "ja": Path("ja")}


@pytest.mark.parametrize(("name", "language"), [*zip(LESSONS, cycle(("en", "ja")), strict=False)])
def test_a_lesson_goes_by_keyboard_alone_and_without_a_network(
    desk: Desk, languages: dict[str, Path], name: str, language: str
):
    """Every cell of a lesson runs and shows something, each check is answered, and no request leaves the machine."""
    desk.walk(f"{languages[language] / name}.ipynb")
    for item in items(name[:2], language).values():
        if item.use == "check":
            by_keyboard(desk.page, desk.item(item.id), item)
            right(desk, item)
    seen = scroll_through(desk)
    assert desk.page.locator(f".kit-card[lang={language}]").count() > 0
    assert seen["errors"] == []
    assert seen["cells"] > 10
    assert seen["maps"] + seen["cards"] > 3


def scroll_through(desk: Desk) -> dict[str, object]:
    """Bring every part of the notebook to the screen, as reading does, and return what was there."""
    return dict(
        desk.page.evaluate(
            """async () => {
              const box = document.querySelector(".jp-WindowedPanel-outer");
              const seen = { errors: new Set(), cells: new Set(), maps: new Set(), cards: new Set() };
              for (const cell of jupyterapp.shell.currentWidget.content.model.cells)
                for (const each of cell.type === "code" ? cell.outputs.toJSON() : [])
                  if (each.output_type === "error" || each.name === "stderr") seen.errors.add(JSON.stringify(each));
              const frame = () => new Promise(done => requestAnimationFrame(done));
              for (let top = 0; top < box.scrollHeight; top += 700) {
                box.scrollTo(0, top);
                for (let drawn = 0; drawn < 2; drawn++) await frame();
                const all = (selector) => [...document.querySelectorAll(selector)];
                all('[data-mime-type$="stderr"], [data-mime-type$="error"], .jp-Dialog, .kit-error:not(:empty)')
                  .forEach(e => seen.errors.add(e.textContent));
                all(".jp-OutputArea-output").forEach(e => seen.cells.add(e));
                all("iframe.kit-map").forEach(e => seen.maps.add(e));
                all(".kit-item").forEach(e => seen.cards.add(e.dataset.item));
              }
              return { errors: [...seen.errors], cells: seen.cells.size, maps: seen.maps.size, cards: seen.cards.size };
            }"""
        )
    )


def test_every_kind_by_keyboard(desk: Desk):
    """An item of each kind is answered without a mouse, and the focus is still in its card afterwards.

    It is so on a page that is too slow for anywidget, which waits two seconds for a widget and then drops its messages.
    """
    desk.page.add_init_script(NO_PATIENCE)
    desk.run(every_kind(desk.lab))
    for item in one_of_each():
        by_keyboard(desk.page, desk.item(item.id), item)
        right(desk, item)
        assert desk.page.evaluate("document.activeElement.closest('.kit-item').dataset.item") == item.id


def test_the_answers_are_there_tomorrow(desk: Desk):
    """An item of each kind is answered by mouse; after a night without kernel and page the answers are shown."""
    asked = one_of_each()
    desk.run(every_kind(desk.lab))
    for item in asked:
        by_mouse(desk.page, desk.item(item.id), item)
        right(desk, item)
    desk.page.goto("about:blank")
    desk.lab.end_kernels()
    desk.run(every_kind(desk.lab))
    assert f"{len(asked)} of {len(asked)}" in desk.bring(".jp-RenderedHTMLCommon:has-text('me.jsonl')").inner_text()
    for item in asked:
        right(desk, item)


def test_a_killed_kernel_loses_nothing_that_was_acknowledged(desk: Desk):
    """When the kernel dies, saved answers stay; a card that cannot save says so, and what was typed is kept."""
    first, second = quiz_item("single-choice"), quiz_item("numeric")
    desk.run(LESSON)
    by_mouse(desk.page, desk.item(first.id), first)
    right(desk, first)
    died = desk.page.get_by_role("dialog", name=re.compile("Kernel Restarting"))
    desk.page.add_locator_handler(died, lambda words: words.get_by_role("button", name="Ok").click())
    kill_kernels(desk.lab)
    card = desk.item(second.id)
    by_mouse(desk.page, card, second)
    expect(card.locator(".kit-error")).to_contain_text("Python has stopped or was restarted")
    assert card.locator(".kit-saved").count() == 0
    desk.run(LESSON)
    right(desk, first)
    card = desk.item(second.id)
    expect(card.locator("input.kit-number")).to_have_value(f"{second.key:g}")
    card.locator(".kit-check").click()
    right(desk, second)


def kill_kernels(lab: Lab) -> None:
    """Kill every kernel without warning, as a power cut does."""
    for kernel in lab.kernels():
        for process in psutil.process_iter(["cmdline"]):
            if any(kernel in part for part in process.info["cmdline"] or []):
                process.kill()


def test_two_kernels_at_once_lose_and_mix_nothing(desk: Desk):
    """Two windows with a kernel each write to one answer file; a third look finds the answers of both."""
    shutil.copy(desk.lab.notebooks / LESSON, desk.lab.notebooks / "02-again.ipynb")
    first, second = quiz_item("single-choice"), quiz_item("numeric")
    other = Desk(desk.page.context.new_page(), desk.lab)
    desk.run(LESSON)
    other.run("02-again.ipynb")
    assert len(desk.lab.kernels()) == 2
    by_mouse(desk.page, desk.item(first.id), first)
    by_mouse(other.page, other.item(second.id), second)
    right(desk, first)
    right(other, second)
    desk.run(LESSON)
    right(desk, first)
    right(desk, second)


def test_a_copied_cell_changes_nothing(desk: Desk):
    """The same card twice in a notebook: what is answered in one stands in the other, as one attempt on disk."""
    asked = next(item for item in items("02").values() if item.kind == "single-choice" and item.use == "quiz")
    call = f'lesson.check("{asked.id}")'
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code) for code in ('import kit\nlesson = kit.start("02")', call, call)],
        metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
    )
    nbformat.write(book, desk.lab.notebooks / "02-copied.ipynb")
    desk.run("02-copied.ipynb")
    cards = desk.page.locator(f'.kit-item[data-item="{asked.id}"]')
    expect(cards).to_have_count(2)
    by_mouse(desk.page, cards.first, asked)
    expect(cards.nth(1).locator(".kit-verdict")).to_have_attribute("data-verdict", "right")
    assert len(desk.lab.attempts()) == 1
    cards.nth(1).locator(".kit-retry").click()
    expect(cards.first.locator(".kit-verdict")).to_have_count(0)
    by_keyboard(desk.page, cards.nth(1), asked)
    expect(cards.first.locator(".kit-verdict")).to_have_attribute("data-verdict", "right")
    assert len(desk.lab.attempts()) == 2


def test_a_notebook_of_yesterday_says_what_to_do(desk: Desk):
    """Opened again without running, a saved lesson shows words in place of each widget, and no error."""
    desk.run(LESSON)
    desk.bring("section.kit-card")
    assert desk.page.locator(".kit-said").count() == 0
    desk.menu("File", "Save Notebook")
    expect(desk.page.locator(".jp-mod-dirty")).to_have_count(0)
    desk.page.goto("about:blank")
    desk.lab.end_kernels()
    desk.open(LESSON)
    for item in items("02").values():
        if item.pool is None:
            words = desk.page.locator(".kit-said", has_text=str(item.public()["stem"])).first
            expect(words).to_contain_text("Run > Run All Cells")
    assert desk.page.get_by_text("Error displaying widget").count() == 0
    desk.menu("Run", "Run All Cells")
    desk.item(quiz_item("numeric").id).locator(".kit-check").wait_for()
    expect(desk.page.locator(".kit-said")).to_have_count(0)


def test_only_a_press_hands_in(desk: Desk):
    """Running all cells twice writes no file; a name and a press write one next to the notebook, for the teacher."""
    item = quiz_item("single-choice")
    desk.run(LESSON)
    by_mouse(desk.page, desk.item(item.id), item)
    right(desk, item)
    desk.run(LESSON)
    card = desk.bring(".kit-hand-in")
    assert list(desk.lab.notebooks.glob("hand-in-*")) == []
    card.get_by_role("textbox").fill("s07")
    desk.page.keyboard.press("Enter")
    expect(card.get_by_role("status")).to_contain_text("hand-in-02-s07.jsonl")
    assert [file.name for file in desk.lab.notebooks.glob("hand-in-*")] == ["hand-in-02-s07.jsonl"]
    (desk.lab.notebooks / "hand-in-02-s07.jsonl").unlink()

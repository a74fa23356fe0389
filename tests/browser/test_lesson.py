"""A student in JupyterLab: runs lesson 02, looks at the map, answers the quiz, and comes back tomorrow."""

from __future__ import annotations

import json
import re
import shutil
import time

import nbformat
import psutil
import pytest
from answering import by_keyboard, by_mouse, every_kind, items, one_of_each, quiz_item, right
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from student import Desk, Lab

from kit.paths import notebooks_folder

LESSON = "02-who-is-asean.ipynb"
NO_PATIENCE = """AbortSignal.timeout = () => {
  const over = new AbortController();
  queueMicrotask(() => over.abort());
  return over.signal;
}"""
AXE = {"resultTypes": ["violations"]}


@pytest.mark.parametrize("name", sorted(path.stem for path in notebooks_folder().glob("0*.ipynb")))
def test_a_lesson_goes_by_keyboard_alone_and_without_a_network(desk: Desk, name: str):
    """Every cell of a lesson runs and shows something, each check is answered, and no request leaves the machine."""
    desk.walk(f"{name}.ipynb")
    for item in items(name[:2]).values():
        if item.use == "check":
            by_keyboard(desk.page, desk.item(item.id), item)
            right(desk, item)
    seen = scroll_through(desk)
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
              for (let top = 0; top < box.scrollHeight; top += 400) {
                box.scrollTo(0, top);
                await new Promise(done => setTimeout(done, 150));
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


def test_the_map_shows_the_ten_members_of_the_day(desk: Desk):
    """The first map of lesson 02 shows the ten members of 13 July 2023, and no eleventh."""
    desk.run(LESSON)
    desk.bring("iframe.kit-map")
    members = desk.page.frame_locator("iframe.kit-map").first.locator('path.kit-area[data-member="true"]')
    members.first.wait_for()
    shown = set(members.evaluate_all("paths => paths.map(path => path.dataset.area)"))
    assert shown == {"BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "VNM"}


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
    assert card.locator("input.kit-number").input_value() == f"{second.key:g}"
    card.locator(".kit-check").click()
    right(desk, second)


def test_a_kernel_that_is_busy_for_half_a_minute(desk: Desk):
    """Who answers while a cell runs for 30 seconds reads that the card waits; then the verdict comes, saved once."""
    item = quiz_item("numeric")
    desk.run(LESSON)
    card = desk.item(item.id)
    begun = run_in_a_new_cell(desk, "import time; time.sleep(30)")
    by_mouse(desk.page, desk.item(item.id), item)
    expect(card.locator(".kit-wait")).to_contain_text("No answer from Python yet", timeout=10_000)
    expect(card.locator(".kit-wait")).to_contain_text("not yet known")
    assert time.monotonic() - begun < 20
    assert desk.lab.attempts() == []
    expect(card.locator(".kit-verdict")).to_have_attribute("data-verdict", "right", timeout=60_000)
    assert time.monotonic() - begun > 29
    right(desk, item)
    assert card.locator(".kit-wait, .kit-error").count() == 0


def run_in_a_new_cell(desk: Desk, code: str) -> float:
    """Run some code in a cell at the end of the notebook, and return when it begins."""
    desk.page.keyboard.press("Escape")
    desk.page.locator(".jp-Notebook .jp-Cell").last.click()
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("b")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.type(code)
    desk.page.keyboard.press("Control+Enter")
    desk.page.locator('.jp-Notebook-ExecutionIndicator[data-status="busy"]').wait_for()
    return time.monotonic()


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


def test_the_key_stays_in_python_until_the_answer_is_scored(desk: Desk):
    """No message to the browser holds a key or a sentence of feedback before scoring; then only what is due."""
    desk.run(LESSON)
    item = quiz_item("single-choice")
    card = desk.item(item.id)
    before = "\n".join(desk.received)
    assert item.stem in before
    assert '"key"' not in before
    sentences = [note for other in items("02").values() for note in feedback(other)]
    assert len(sentences) > 100
    assert [sentence for sentence in sentences if sentence in before] == []
    wrong = next(option for option in item.options if option.id != item.key)
    card.locator("label.kit-option", has=desk.page.locator(f'input[value="{wrong.id}"]')).click()
    card.locator(".kit-check").click()
    card.locator('.kit-verdict[data-verdict="wrong"]').wait_for()
    after = "\n".join(desk.received)
    assert [sentence for sentence in sentences if sentence in after] == [escaped(wrong.feedback)]


def feedback(item: object) -> list[str]:
    """Return the sentences that an item shows after scoring, as they stand in a message."""
    texts = [option.feedback for option in getattr(item, "options", ())]
    texts += [error.feedback for error in getattr(item, "expected_errors", ())]
    texts += [getattr(getattr(item, "feedback", None), name, None) for name in ("right", "wrong")]
    return [escaped(text) for text in texts if text]


def escaped(text: object) -> str:
    """Return a text as JSON writes it."""
    return json.dumps(str(text))[1:-1]


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_in_our_widgets(desk: Desk, theme: str):
    """In both themes cards, dial and lists break no rule that axe knows, before and after an answer."""
    item = quiz_item("multiple-choice")
    desk.run(LESSON)
    desk.menu("Settings", "Theme", theme)
    by_mouse(desk.page, desk.item(item.id), item)
    right(desk, item)
    for part in (".kit-card", ".kit-dial", ".kit-map-list", ".kit-listing"):
        desk.bring(part)
        found = Axe().run(desk.page, context=part, options=AXE)
        assert found.violations_count == 0, found.generate_report()


def test_every_row_of_a_card_is_reached_from_the_notebook_by_keyboard(desk: Desk):
    """From a cell of the notebook Tab goes into the card below it: nobody is shut out without a mouse."""
    desk.run(LESSON)
    card = desk.item("q-members-03")
    cell = card.locator("xpath=ancestor::div[contains(@class, 'jp-CodeCell')]")
    cell.locator(".jp-InputPlaceholder [role=button]").focus()  # the code is folded
    for _ in range(20):
        desk.page.keyboard.press("Tab")
        if desk.page.evaluate("Boolean(document.activeElement.closest('.kit-item'))"):
            break
    assert desk.page.evaluate("document.activeElement.closest('.kit-item').dataset.item") == "q-members-03"


def test_escape_leads_from_a_card_back_to_the_notebook(desk: Desk):
    """One Escape stays in the card and says so; a second one leaves, and the arrow keys go on through the notebook."""
    desk.run(LESSON)
    card = desk.item("q-members-03")
    card.locator("input").first.focus()
    desk.page.keyboard.press("Escape")
    expect(desk.page.locator(".kit-leave:not(:empty)")).to_have_text("Press Esc once more to leave.")
    assert desk.page.evaluate("Boolean(document.activeElement.closest('.kit-item'))") is True
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("ArrowDown")
    assert desk.page.evaluate("Boolean(document.activeElement.closest('.kit-item'))") is False
    assert desk.page.locator(".jp-Notebook.jp-mod-commandMode").count() == 1


def test_a_new_word_opens_its_meaning_in_place(desk: Desk):
    """A new word shows its meaning to a mouse, and opens it from the keyboard in both languages; Escape leads back."""
    desk.run(LESSON)
    word = desk.bring('.jp-RenderedMarkdown a[title*="日本語"]')
    assert "議長国" in desk.bring('a[title^="The member that leads"]').get_attribute("title")
    word.focus()
    desk.page.keyboard.press("Enter")
    note = desk.page.locator(".kit-note:popover-open")
    expect(note.locator("[lang=en]")).to_be_in_viewport()
    expect(note.locator("[lang=ja]")).to_be_in_viewport()
    desk.page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(word).to_be_focused()


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

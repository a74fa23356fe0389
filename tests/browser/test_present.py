"""The projector and the preview in a browser, with nothing asked of another machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import serving
from playwright.sync_api import Browser, Page, expect
from student import TOKEN, Desk

from kit.paths import data_folder
from kit.quiz.bank import load_lesson

MINUTES = load_lesson("03").minutes
WHOLE = f"{MINUTES.teaching + MINUTES.exercises}:00"  # the period, as the clock counts it
SMALL = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.closest(".kit-step-now, .kit-bar")) continue;
    if (parent.closest("script, style, svg")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true }) || parent.closest(".kit-unseen")) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize) * parent.currentCSSZoom;
    if (size < 24) found.push(`${size} ${node.data.slice(0, 40)}`);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def shown(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Show lesson 03 on a projector; fail if anything is asked of another machine."""
    home = tmp_path_factory.mktemp("teacher")
    with serving(home, "kit", "present", "03") as url:
        context = chromium.new_context(viewport={"width": 1280, "height": 720})
        asked: list[str] = []
        failed: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        context.on("weberror", lambda error: failed.append(str(error.error)))
        page = context.new_page()
        page.goto(url, wait_until="commit")
        page.locator(".kit-bar").wait_for()
        yield page
        context.close()
        assert failed == []
        assert [found for found in asked if not found.startswith((url, "data:", "blob:", "about:"))] == []
        assert [found for found in asked if "config=" in found and found.startswith(url)] == []  # runs the lesson again
        assert not (home / "answers").exists()


@pytest.fixture
def lesson(shown: Page) -> Page:
    """Give the projector with the first step on it."""
    while _place(shown) > 1:
        shown.keyboard.press("PageUp")
    return shown


def _place(page: Page) -> int:
    return int(page.locator(".kit-bar output").inner_text().split("/")[0])


def _next(page: Page) -> None:
    """Press PageDown until the next step is there."""
    before = _place(page)
    for _ in range(60):
        page.keyboard.press("PageDown")
        if _place(page) != before:
            return
    message = f"step {before} never ends"
    raise AssertionError(message)


def _until(page: Page, selector: str) -> None:
    """Go on until a step shows this."""
    while not page.locator(f".kit-step-now {selector}").count():
        _next(page)
    page.locator(f".kit-step-now {selector}").first.wait_for()


def test_every_step_is_large_and_without_code(lesson: Page):
    """By PageDown alone, from title and head to the last step: each shows something, no text below 24 px, no code."""
    assert "Fifty years" in lesson.locator(".kit-step-now").inner_text()
    assert lesson.locator(".kit-step-now .kit-lesson :is(svg, .kit-where, .kit-question)").count() == 3
    total, seen = int(lesson.locator(".kit-bar output").inner_text().split("/")[1]), []
    for step in range(1, total + 1):
        lesson.wait_for_function("document.querySelector('.kit-step-now').innerText.trim() !== ''")
        assert lesson.evaluate(SMALL) == [], step
        seen.append(lesson.locator(".kit-step-now").inner_text())
        if step < total:
            _next(lesson)
    assert total > 20
    assert not [text for text in seen if re.search(r"lesson\.\w+\(|import kit|os\.chdir|Traceback", text)]


def test_a_new_word_opens_its_meaning_on_the_step(lesson: Page):
    """A new word on the projector opens its meaning in both languages, and Escape leads back to the same step."""
    _until(lesson, 'a[title*="日本語"]')
    there = _place(lesson)
    lesson.locator('.kit-step-now a[title*="日本語"]').first.click()
    note = lesson.locator(".kit-note:popover-open")
    note.locator("[lang=en]").wait_for()
    note.locator("[lang=ja]").wait_for()
    lesson.keyboard.press("Escape")
    note.wait_for(state="detached")
    assert _place(lesson) == there


def test_arrows_go_on_and_back(lesson: Page):
    """The arrow keys move through the steps as a clicker does."""
    lesson.evaluate("document.activeElement.blur()")
    lesson.keyboard.press("ArrowRight")
    assert _place(lesson) == 2
    lesson.keyboard.press("ArrowLeft")
    assert _place(lesson) == 1


def test_keys_work_wherever_the_focus_is(lesson: Page):
    """Right after it opens, from a button, from inside a map: a clicker goes on; the last step says so."""
    lesson.reload(wait_until="commit")
    lesson.locator(".kit-bar").wait_for()
    lesson.keyboard.press("PageDown")
    assert _place(lesson) == 2
    lesson.get_by_role("button", name="Next").click()
    lesson.keyboard.press("ArrowLeft")
    assert _place(lesson) == 2
    _until(lesson, "iframe.kit-map-frame")
    inside = lesson.frame_locator(".kit-step-now iframe").locator("[tabindex='0']").first
    inside.focus()
    assert lesson.evaluate("document.activeElement.tagName") == "IFRAME"
    _next(lesson)
    total = lesson.locator(".kit-bar output").inner_text().split("/")[1].strip()
    lesson.evaluate("total => { location.hash = total; location.reload(); }", total)
    lesson.locator(".kit-bar output", has_text=f"{total} / {total} · The end").wait_for()


def test_the_clock_pauses_and_outlives_a_reload(lesson: Page):
    """Paused, the clock says so and stands still, forward, back and after a reload; the notes let it go on."""
    pause = lesson.locator(".kit-bar").get_by_role("button", name="Pause the clock")
    pause.focus()
    lesson.keyboard.press("Enter")
    stood = lesson.locator(".kit-bar time").inner_text()
    assert re.fullmatch(rf"\d+:\d\d / {WHOLE} \(paused\)", stood)
    lesson.keyboard.press("PageDown")
    lesson.keyboard.press("PageUp")
    lesson.reload(wait_until="commit")
    lesson.locator(".kit-bar").wait_for()
    assert lesson.locator(".kit-bar time").inner_text() == stood
    with lesson.context.expect_page() as opened:
        lesson.get_by_role("button", name="Notes for the teacher").click()
    opened.value.get_by_role("button", name="Let the clock go on").click()
    pause.wait_for()
    lesson.locator(".kit-bar time:not(:has-text('paused'))").wait_for()
    opened.value.close()


@pytest.mark.parametrize("width", [700, 1280, 1920])
def test_the_bar_fits(lesson: Page, width: int):
    """On any screen, and in JupyterLab's own pane, the bar is one line as wide as the screen, and covers no step."""
    lesson.set_viewport_size({"width": width, "height": width * 9 // 16})
    _until(lesson, 'input[type="radio"]')
    bar = lesson.locator(".kit-bar").bounding_box()
    for part in lesson.locator(".kit-bar > :visible").all():
        box = part.bounding_box()
        assert bar["x"] <= box["x"]
        assert box["x"] + box["width"] <= width
        assert bar["y"] <= box["y"]
    stage = lesson.locator("#rendered_cells").bounding_box()
    assert stage["y"] + stage["height"] <= bar["y"] + 1
    lesson.set_viewport_size({"width": 1280, "height": 720})


def test_timeline_and_map_are_drawn(lesson: Page):
    """The timeline, and the map in its frame, are there at full width."""
    _until(lesson, ".kit-timeline li:not([hidden])")
    _until(lesson, "iframe")
    listed = lesson.locator(".kit-step-now .kit-timeline ol, .kit-step-now .kit-timeline ul").first.bounding_box()
    chosen = lesson.locator(".kit-step-now .kit-timeline li", has_text="Fukuda Doctrine").first.bounding_box()
    assert listed["y"] - 1 <= chosen["y"] < listed["y"] + listed["height"]
    path = lesson.frame_locator(".kit-step-now iframe").locator("path.leaflet-interactive").first
    path.wait_for(state="attached")
    assert lesson.locator(".kit-step-now iframe").bounding_box()["width"] > 900


def test_hands_up_then_the_key(lesson: Page):
    """Counts become bars, and only after that the key is asked for and shown; then Python scores the card."""
    asked: list[str] = []
    lesson.on("request", lambda request: asked.append(request.url))
    _until(lesson, '.kit-option input[type="checkbox"]')
    lesson.get_by_role("button", name="Hands up").click()
    counts = lesson.locator(".kit-tally input")
    for place, count in enumerate(["3", "12", "6"]):
        counts.nth(place).fill(count)
    widths = lesson.locator(".kit-share").evaluate_all("all => all.map(e => e.style.getPropertyValue('--share'))")
    assert [float(width) for width in widths[:3]] == [0.25, 1, 0.5]
    assert [url for url in asked if "keys" in url] == []
    assert lesson.locator("label.kit-key").count() == 0
    lesson.get_by_role("button", name="Show the key").click()
    lesson.locator("label.kit-key").first.wait_for()
    keys = lesson.locator("label.kit-key span:first-child").all_inner_texts()
    assert len(keys) == len(next(item.key for item in load_lesson("03").items if item.id == "q-years-03"))
    said = lesson.locator("div.kit-key").inner_text().split("\n")
    assert (said[0], sorted(said[1:])) == ("Key:", sorted(keys))
    found = Axe().run(lesson, context=".kit-tally, .kit-bar, .kit-step-now .kit-card").response["violations"]
    assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []
    for key in keys:
        lesson.locator(".kit-step-now .kit-option", has_text=key).click()
    lesson.locator(".kit-step-now .kit-check").click()
    lesson.locator('.kit-step-now [role="status"]', has_text="Right").first.wait_for()


def test_what_the_class_says_is_counted(lesson: Page):
    """Where there is nothing to choose from, answers are typed in and counted, by keyboard alone; then the key."""
    _until(lesson, ".kit-order")
    lesson.get_by_role("button", name="Hands up").focus()
    lesson.keyboard.press("Enter")
    for words, count in (("Peace first", "4"), ("Reparations first", "8")):
        lesson.keyboard.type(words)
        lesson.keyboard.press("Enter")
        lesson.keyboard.type(count)
        lesson.keyboard.press("Enter")
    rows = lesson.locator(".kit-step-now .kit-tally label:has(.kit-share)")
    assert rows.locator("span").first.inner_text() == "Peace first"
    assert rows.locator(".kit-share").all_inner_texts() == ["4", "8"]
    lesson.get_by_role("button", name="Show the key").click()
    lesson.locator(".kit-step-now .kit-tally li").first.wait_for()
    lines = lesson.locator(".kit-step-now .kit-tally li").all_inner_texts()
    item = next(item for item in load_lesson("03").items if item.kind == "ordering")
    texts = {option.id: option.text for option in item.options}
    assert lines == [f"{place}. {texts[name]}" for place, name in enumerate(item.key, start=1)]
    assert lesson.evaluate(SMALL) == []


def test_notes_follow_the_steps(lesson: Page):
    """The teacher's page shows the key of the item on the projector, and moves the projector on."""
    _until(lesson, '.kit-option input[type="checkbox"]')
    with lesson.context.expect_page() as opened:
        lesson.get_by_role("button", name="Notes for the teacher").click()
    notes = opened.value
    stem = lesson.locator(".kit-step-now .kit-stem").inner_text()
    notes.locator("section:not([hidden]) h2", has_text=stem).wait_for()
    assert notes.locator("section:not([hidden]) strong").inner_text() == "Key:"
    assert re.fullmatch(rf"\d+:\d\d / {WHOLE}", notes.locator("#clock").inner_text())
    assert [rule["id"] for rule in Axe().run(notes).response["violations"]] == []
    notes.close()


def test_preview_shows_every_item_of_a_file(chromium: Browser, tmp_path: Path):
    """Each item of the file is a card that Python scores, and nothing is kept in the teacher's own folder."""
    file = data_folder() / "items" / "02-who-is-asean.yaml"
    ids = re.findall(r"^\s*- id: (q-members-\d+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    with serving(tmp_path, "kit", "preview", str(file)) as url:
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url, wait_until="commit")
        page.locator(f'.kit-item[data-item="{ids[-1]}"]').wait_for()
        assert page.locator(".kit-item").evaluate_all("all => all.map(e => e.dataset.item)") == ids
        card = page.locator(".kit-item", has=page.locator('input[type="radio"]')).first
        card.locator(".kit-option").first.click()
        card.locator(".kit-check").click()
        card.locator('[role="status"]', has_text=re.compile("Right|Not")).first.wait_for()
        page.close()
    assert [found for found in asked if not found.startswith((url, "data:", "blob:", "about:"))] == []
    assert not (tmp_path / "answers").exists()


def test_the_button_in_the_notebook(desk: Desk):
    """In JupyterLab one key press shows the open notebook: large, with notes and keys, and keeps no answer."""
    desk.page.goto(f"{desk.lab.url}lab/tree/02-who-is-asean.ipynb?reset&token={TOKEN}")
    desk.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
    button = desk.page.get_by_role("button", name="Present")
    button.focus()
    desk.page.on("request", lambda request: desk.asked.append(request.url))
    with desk.page.context.expect_page() as opened:
        desk.page.keyboard.press("Enter")
    shown = opened.value
    shown.on("request", lambda request: desk.asked.append(request.url))
    shown.locator(".kit-bar").wait_for()
    assert "Who is ASEAN?" in shown.locator(".kit-step-now").inner_text()
    _next(shown)
    objectives = shown.locator(".kit-step-now").inner_text()
    assert "Find members and capitals on the map, whatever name a text uses for them." in objectives
    _until(shown, "iframe.kit-map")
    frame = shown.locator(".kit-step-now iframe").bounding_box()
    assert frame["y"] + frame["height"] < shown.locator(".kit-bar").bounding_box()["y"]
    _until(shown, 'input[type="radio"]')
    with shown.context.expect_page() as notes:
        shown.get_by_role("button", name="Notes for the teacher").click()
    notes.value.locator("section:not([hidden]) h2", has_text="One of the ten members").wait_for()
    notes.value.close()
    shown.get_by_role("button", name="Hands up").click()
    shown.get_by_role("button", name="Show the key").click()
    expect(shown.locator("div.kit-key li")).to_have_text(["Laos"])
    card = shown.locator(".kit-step-now .kit-item")
    card.locator('input[value="LAO"]').check()
    card.locator(".kit-check").click()
    card.locator('[role="status"]', has_text="Right").first.wait_for()
    running = len(desk.lab.kernels())
    shown.close(run_before_unload=True)
    for _ in range(600):
        if len(desk.lab.kernels()) < running:
            break
        desk.page.wait_for_timeout(200)
    assert len(desk.lab.kernels()) < running
    assert not desk.lab.answers.exists()


def test_a_chart_is_whole_and_answers_the_pointer(chromium: Browser, tmp_path: Path):
    """A chart is as wide as the screen, with letters as large as other text, and says a bar when one points at it."""
    with serving(tmp_path, "kit", "present", "05") as url:
        page = chromium.new_page(viewport={"width": 1280, "height": 720})
        page.goto(url, wait_until="commit")
        page.locator(".kit-bar").wait_for()
        _until(page, ".kit-chart")
        chart = page.locator(".kit-step-now .kit-chart").first
        drawing = chart.locator("svg").bounding_box()
        assert 1100 < drawing["width"] < 1240
        assert drawing["height"] < 720
        sizes = chart.locator("text").evaluate_all(
            "all => all.map(one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"
        )
        assert min(sizes) >= 24
        chart.locator("i").first.hover()
        said = "one => getComputedStyle(one, '::after').content"
        assert "palm oil" in chart.locator("i").first.evaluate(said)
        page.close()

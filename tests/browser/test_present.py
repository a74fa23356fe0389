"""The projector and the preview in a browser, with nothing asked of another machine."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from kit.paths import data_folder

pytestmark = pytest.mark.browser

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


@contextmanager
def serving(home: Path, *words: str) -> Iterator[str]:
    """Run `kit` with these words in an empty folder, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTHONDONT", "KIT_"))}
    own = {"KIT_ANSWERS": str(home / "answers"), "JUPYTER_CONFIG_DIR": str(home), "JUPYTER_DATA_DIR": str(home)}
    command = [Path(sys.executable).with_name("kit"), *words, "--no-browser", f"--port={port}"]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=home, env=kept | own, stdout=log, stderr=log)
        try:
            end = time.monotonic() + 60
            while not _answers(port):
                assert time.monotonic() < end, (home / "log").read_text(errors="replace")
                assert server.poll() is None, (home / "log").read_text(errors="replace")
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(20)


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/voila/files/none", timeout=5).close()  # our own server
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def shown(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Show lesson 03 on a projector; fail if anything is asked of another machine."""
    home = tmp_path_factory.mktemp("teacher")
    with serving(home, "present", "03") as url:
        context = chromium.new_context(viewport={"width": 1280, "height": 720})
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(url, wait_until="commit")
        page.locator(".kit-bar").wait_for()
        yield page
        context.close()
        assert [found for found in asked if not found.startswith((url, "data:", "blob:", "about:"))] == []
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
    """By PageDown alone, from the first step to the last: each shows something, no text below 24 px, no code."""
    assert "Fifty years" in lesson.locator(".kit-step-now").inner_text()
    total, seen = int(lesson.locator(".kit-bar output").inner_text().split("/")[1]), []
    for step in range(1, total + 1):
        lesson.wait_for_function("document.querySelector('.kit-step-now').innerText.trim() !== ''")
        assert lesson.evaluate(SMALL) == [], step
        seen.append(lesson.locator(".kit-step-now").inner_text())
        if step < total:
            _next(lesson)
    assert total > 20
    assert not [text for text in seen if re.search(r"lesson\.\w+\(|import kit|os\.chdir|Traceback", text)]


def test_arrows_go_on_and_back(lesson: Page):
    """The arrow keys move through the steps as a clicker does."""
    lesson.evaluate("document.activeElement.blur()")
    lesson.keyboard.press("ArrowRight")
    assert _place(lesson) == 2
    lesson.keyboard.press("ArrowLeft")
    assert _place(lesson) == 1


def test_timeline_and_map_are_drawn(lesson: Page):
    """The timeline, and the map in its frame, are there at full width."""
    _until(lesson, ".kit-timeline li:not([hidden])")
    _until(lesson, "iframe")
    path = lesson.frame_locator(".kit-step-now iframe").locator("path.leaflet-interactive").first
    path.wait_for(state="attached")
    assert lesson.locator(".kit-step-now iframe").bounding_box()["width"] > 900


def test_hands_up_then_the_key(lesson: Page):
    """Counts become bars, and only after that the key is asked for and shown; then Python scores the card."""
    asked: list[str] = []
    lesson.on("request", lambda request: asked.append(request.url))
    _until(lesson, 'input[type="radio"]')
    lesson.get_by_role("button", name="Hands up").click()
    counts = lesson.locator(".kit-tally input")
    for place, count in enumerate(["3", "12", "6"]):
        counts.nth(place).fill(count)
    widths = lesson.locator(".kit-share").evaluate_all("all => all.map(e => e.style.getPropertyValue('--share'))")
    assert [float(width) for width in widths[:3]] == [0.25, 1, 0.5]
    assert [url for url in asked if "keys" in url] == []
    assert lesson.locator("label.kit-key").count() == 0
    lesson.get_by_role("button", name="Show the key").click()
    key = lesson.locator("label.kit-key span").first.inner_text()
    assert lesson.locator("p.kit-key").inner_text() == f"Key: {key}"
    found = Axe().run(lesson, context=".kit-tally, .kit-bar, .kit-step-now .kit-card").response["violations"]
    assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []
    lesson.locator(".kit-step-now .kit-option", has_text=key).click()
    lesson.locator(".kit-step-now .kit-check").click()
    lesson.locator('.kit-step-now [role="status"]', has_text="Right").first.wait_for()


def test_notes_follow_the_steps(lesson: Page):
    """The teacher's page shows the key of the item on the projector, and moves the projector on."""
    _until(lesson, 'input[type="radio"]')
    with lesson.context.expect_page() as opened:
        lesson.get_by_role("button", name="Notes for the teacher").click()
    notes = opened.value
    stem = lesson.locator(".kit-step-now .kit-stem").inner_text()
    notes.locator("section:not([hidden]) h2", has_text=stem).wait_for()
    assert notes.locator("section:not([hidden]) strong").inner_text() == "Key:"
    assert re.fullmatch(r"\d+:\d\d / 30:00", notes.locator("#clock").inner_text())
    assert [rule["id"] for rule in Axe().run(notes).response["violations"]] == []
    notes.close()


def test_preview_shows_every_item_of_a_file(chromium: Browser, tmp_path: Path):
    """Each item of the file is a card that Python scores, and nothing is kept in the teacher's own folder."""
    file = data_folder() / "items" / "02-who-is-asean.yaml"
    ids = re.findall(r"^\s*- id: (q-members-\d+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    with serving(tmp_path, "preview", str(file)) as url:
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url, wait_until="commit")
        page.locator(f'.kit-item[data-item="{ids[-1]}"]').wait_for(timeout=60_000)
        assert page.locator(".kit-item").evaluate_all("all => all.map(e => e.dataset.item)") == ids
        card = page.locator(".kit-item", has=page.locator('input[type="radio"]')).first
        card.locator(".kit-option").first.click()
        card.locator(".kit-check").click()
        card.locator('[role="status"]', has_text=re.compile("Right|Not")).first.wait_for()
        page.close()
    assert [found for found in asked if not found.startswith((url, "data:", "blob:", "about:"))] == []
    assert not (tmp_path / "answers").exists()

"""A quiz in a real JupyterLab beside one of plain ipywidgets, in one run: build, wire, click to feedback."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Locator, Page, sync_playwright
from playwright.sync_api import TimeoutError as Late
from run import row

from kit.site.check import installed_browser

CLICKS = 15
DONE = r"at => /\[\d+\]/.test(document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')[at].innerText)"
BEGUN = r"at => !/\[ \]/.test(document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')[at].innerText)"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# Two cells each: what a first quiz has loaded already, and the quiz that is measured.
PLAIN = """
import ipywidgets as w, time
def block(n):
    options = w.RadioButtons(options=[f"a sentence of an option {i}" for i in range(4)], value=None)
    button, out = w.Button(description="Check"), w.HTML()
    button.add_class("plain-check"), out.add_class("plain-out")
    def check(_):
        out.value = f"<p>{options.value}: feedback {n} {time.time_ns()}</p>"
    button.on_click(check)
    return w.VBox([w.HTML(f"<b>Question {n}</b>"), options, button, out])
block(0)
# %%
begin = time.perf_counter()
quiz = w.VBox([block(n) for n in range(20)])
spent = (time.perf_counter() - begin) * 1e3
"""
OURS = """
import time
from kit.answers.session import QuizSession
from kit.answers.store import AnswerStore
from kit.quiz.bank import load_bank
from kit.widgets.quiz_card.widget import QuizCard
kinds = ("single-choice", "multiple-choice", "numeric", "ordering")
items = [item for lesson in load_bank() for item in lesson.items if item.kind in kinds][:20]
QuizCard(QuizSession(items, lesson="bench", store=AnswerStore(), seed="a"), title="Quiz")
# %%
begin = time.perf_counter()
quiz = QuizCard(QuizSession(items, lesson="bench", store=AnswerStore(), seed="a"), title="Quiz")
spent = (time.perf_counter() - begin) * 1e3
"""
START = """
import pathlib, sys
from kit.lab.start_jupyterlab import run_lab
folder = pathlib.Path(sys.argv[1])
run_lab(folder / "ours.ipynb", folder, sys.argv[2:])
"""
PLAIN_START = """
import sys
from jupyterlab.labapp import main
main([f"--ServerApp.root_dir={sys.argv[1]}", *sys.argv[2:]])
"""
# The first card of a lesson, and a widget after the same libraries.
FIRST = {
    "ours": 'import kit\nlesson = kit.start("02")\nlesson.quiz()',
    "plain": "import pandas, folium, ipywidgets\nipywidgets.RadioButtons(options=['a', 'b'])",
}
END = "\nfrom IPython.display import display\ndisplay(quiz)\nprint('spent', spent)"
# From the click to the frame in which the answer to it is drawn.
CLICK = """([button, out]) => new Promise(done => {
  const begin = performance.now();
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => done(performance.now() - begin));
  });
  seen.observe(out, { childList: true, subtree: true, characterData: true });
  button.click();
})"""


class Quiz(NamedTuple):
    """A notebook with a quiz, and where to click in it."""

    name: str
    block: str
    check: str
    out: str
    again: str = ""


KIT = Quiz("ours", ".kit-item", ".kit-check", ".kit-feedback", ".kit-retry")
PEER = Quiz("plain", ".widget-vbox .widget-vbox", ".plain-check", ".plain-out .widget-html-content")


def rows() -> list[dict[str, object]]:
    """Return one row for each comparison; rows of counts and bytes say so in their names."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        for stem, code in (("ours", OURS), ("plain", PLAIN)):
            (folder / f"{stem}.ipynb").write_text(json.dumps(_notebook(code + END)), encoding="utf-8")
            (folder / f"{stem}-first.ipynb").write_text(json.dumps(_notebook(FIRST[stem])), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=FLAGS, timeout=0)
        card = _first(browser, folder, START, "ours", KIT.block)
        widget = _first(browser, folder, PLAIN_START, "plain", ".widget-radio")
        server, url = _serve(folder, START)
        try:
            ours = _measure(_page(browser), url, KIT)
            plain = _measure(_page(browser), url, PEER)
        finally:
            browser.close()
            server.terminate()
            server.wait(20)
    names = ("built, 20 items", "models opened", "wire, kB, 20 items", "click to feedback")
    return [
        row("kit lab to the first card", card, "JupyterLab, imports, a widget", widget),
        *(
            row(f"quiz: {name}", mine, "plain ipywidgets", its)
            for name, mine, its in zip(names, ours, plain, strict=True)
        ),
    ]


def _first(browser: Browser, folder: Path, start: str, stem: str, card: str) -> float:
    """Return ms from the start of a server to something on the screen of its first notebook."""
    begin = time.perf_counter()
    server, url = _serve(folder, start)
    page = _page(browser)
    try:
        page.goto(f"{url}lab/tree/{stem}-first.ipynb?reset&token=t")
        page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
        _begin(page, 0)
        page.locator(card).first.wait_for()
        return (time.perf_counter() - begin) * 1e3
    finally:
        page.close()
        server.terminate()
        server.wait(60)


def _page(browser: Browser) -> Page:
    """Return a tab that waits as long as it takes: this is also a test, beside other programs."""
    page = browser.new_page()
    page.set_default_timeout(0)
    return page


def _notebook(code: str) -> dict[str, object]:
    empty = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**empty, "id": f"cell-{at}", "source": part} for at, part in enumerate(code.split("# %%"))]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": cells}


def _serve(folder: Path, start: str) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {"KIT_ANSWERS": folder / "answers", "JUPYTER_CONFIG_DIR": folder / "c", "JUPYTER_DATA_DIR": folder / "d"}
    options = ["--no-browser", "--allow-root", f"--port={port}", "--IdentityProvider.token=t"]
    environment = {**os.environ, **{name: str(path) for name, path in own.items()}}
    server = subprocess.Popen(
        [sys.executable, "-c", start, str(folder), *options],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}/"
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"{url}api/status?token=t", timeout=1).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return server, url
    message = "JupyterLab did not start"
    raise RuntimeError(message)


def _measure(page: Page, url: str, quiz: Quiz) -> tuple[float, ...]:
    """Return ms to build, models opened, kB of the messages that open them, median ms from click to feedback."""
    frames: list[str] = []
    page.on("websocket", lambda wire: wire.on("framereceived", lambda data: frames.append(_text(data))))
    page.goto(f"{url}lab/tree/{quiz.name}.ipynb?reset&token=t")
    page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
    _run(page, 0)
    frames.clear()
    _run(page, 1)
    page.locator(quiz.check).first.wait_for()
    page.get_by_text("spent").last.wait_for()
    built = float(page.locator(".jp-RenderedText", has_text="spent").last.inner_text().split()[-1])
    opened = [frame for frame in frames if '"comm_open"' in frame and "jupyter.widget" in frame]
    page.wait_for_timeout(1000)
    times = []
    for at in range(CLICKS):
        button, place = page.locator(quiz.check).nth(at % 5), page.locator(quiz.out).nth(at % 5)
        _choose(page.locator(quiz.block).nth(at % 5), at % 3)
        times.append(page.evaluate(CLICK, [button.element_handle(), place.element_handle()]))
        if quiz.again:
            page.locator(quiz.again).nth(at % 5).click()
            page.wait_for_timeout(150)
    return built, len(opened), sum(map(len, opened)) / 1000, median(times)


def _run(page: Page, at: int) -> None:
    """Run a cell and wait until it is done."""
    _begin(page, at)
    page.wait_for_function(DONE, arg=at)


def _begin(page: Page, at: int) -> None:
    """Start a cell; right after a kernel's start the first wish is sometimes lost."""
    page.locator(".jp-CodeCell .cm-content").nth(at).click()
    for _ in range(20):
        page.keyboard.press("Control+Enter")
        with suppress(Late):
            page.wait_for_function(BEGUN, arg=at, timeout=3000)
            break


def _choose(block: Locator, at: int) -> None:
    if block.locator("input.kit-number").count():
        block.locator("input.kit-number").fill("1973")
    elif block.locator("input").count():
        block.locator("input").nth(at).check()


def _text(frame: str | bytes) -> str:
    return frame.decode(errors="replace") if isinstance(frame, bytes) else frame

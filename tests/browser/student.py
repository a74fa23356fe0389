"""A JupyterLab in which a student works, and the tab at which she sits."""

from __future__ import annotations

import json
import re
import shutil
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, WebSocket
from still import drawn

TOKEN = "class"  # noqa: S105 - of a server that lives as long as the tests
PATIENCE_MS = 300_000  # a slow machine draws charts while somebody answers, and other programs take turns with it
# The page draws only the cells near the screen, so the notebook itself is asked which cells were run.
_NOTEBOOK = "window.jupyterapp?.shell.currentWidget?.content"
_CELLS = f"[...({_NOTEBOOK}?.model?.cells ?? [])].filter(e => e.type === 'code')"
_ALL_DONE = f"(cells => cells.length && cells.every(e => e.executionCount && e.executionState === 'idle'))({_CELLS})"
_IN_VIEW = """([found]) => {
  found?.scrollIntoView({ block: "nearest" });
  const box = found?.getBoundingClientRect();
  return !!box && box.bottom > 0 && box.top < innerHeight;
}"""
_ONWARD = """box => box.scrollTop + box.clientHeight < box.scrollHeight - 1
  ? box.scrollBy(0, 600)
  : box.scrollTo(0, 0)"""
EXPOSED = ["--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True"]


@dataclass
class Lab:
    """A running JupyterLab: its address, the folder of notebooks, the folder of answers."""

    url: str
    notebooks: Path
    answers: Path

    def end_kernels(self) -> None:
        """End all kernels, as closing the lid for the night does."""
        for session in json.loads(self._ask("api/sessions")):
            self._ask(f"api/sessions/{session['id']}", "DELETE")

    def kernels(self) -> list[str]:
        """Return the ids of the running kernels."""
        return [kernel["id"] for kernel in json.loads(self._ask("api/kernels"))]

    def attempts(self, learner: str = "me") -> list[dict[str, object]]:
        """Return the answers that are on disk."""
        path = self.answers / f"{learner}.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [entry for entry in map(json.loads, lines) if "memo" not in entry]

    def _ask(self, path: str, method: str = "GET") -> bytes:
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.url + path, method=method, headers={"Authorization": f"token {TOKEN}"}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_MS / 1000) as answer:  # noqa: S310
            return bytes(answer.read())


@dataclass
class Desk:
    """A browser tab at which a student works, and everything that it sent and received."""

    page: Page
    lab: Lab
    asked: list[str] = field(default_factory=list)
    received: list[str] = field(default_factory=list)

    def open(self, name: str) -> None:
        """Open a notebook; its kernel may still be starting."""
        self.page.goto(f"{self.lab.url}lab/tree/{name}?reset&token={TOKEN}")
        self.page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()

    def walk(self, name: str) -> None:
        """Open a notebook and go through its cells with Shift+Enter alone, and wait until the last one is done."""
        self.open(name)
        self.page.wait_for_function("document.activeElement.closest('.jp-Notebook .jp-Cell')")
        cells = self.page.evaluate(f"{_NOTEBOOK}.widgets.length")
        for place in range(1, cells):
            self.page.keyboard.press("Shift+Enter")
            self.page.wait_for_function(f"{_NOTEBOOK}.activeCellIndex === {place}")
        self.page.keyboard.press("Control+Enter")
        all_done(self.page)

    def run(self, name: str) -> None:
        """Open a notebook and run all its cells, and wait until the last one is done."""
        self.open(name)
        self.menu("Run", "Run All Cells")
        all_done(self.page)

    def menu(self, *names: str) -> None:
        """Choose from the menu bar."""
        for name in names:
            label = self.page.locator(".lm-MenuBar-itemLabel, .lm-Menu-itemLabel", has_text=re.compile(f"^{name}$"))
            label.first.click()

    def item(self, item_id: str) -> Locator:
        """Return the card of an item, scrolled to."""
        return self.bring(f'.kit-item[data-item="{item_id}"]')

    def bring(self, selector: str) -> Locator:
        """Scroll the notebook down, and on from its beginning, until something is drawn and in view.

        JupyterLab draws what is near the screen.
        """
        box = self.page.locator(".jp-WindowedPanel-outer").first
        found = self.page.locator(selector)
        for _ in range(200):
            # What stands above may still grow, and then JupyterLab takes the cell away again.
            if found.evaluate_all(_IN_VIEW):
                drawn(self.page)
                if found.evaluate_all(_IN_VIEW):
                    return found.first
            else:
                box.evaluate(_ONWARD)
                drawn(self.page)
        message = f"{selector} is nowhere in the notebook"
        raise AssertionError(message)


@contextmanager
def sitting(chromium: Browser, lab: Lab) -> Iterator[Desk]:
    """Give a tab with an empty answer file, and look at the end whether anything was asked of another machine."""
    shutil.rmtree(lab.answers, ignore_errors=True)
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    found = Desk(context.new_page(), lab)
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.on("websocket", lambda socket: _listen(socket, found))
    yield found
    context.close()
    lab.end_kernels()
    own = (lab.url, lab.url.replace("http", "ws", 1), "data:", "blob:", "about:")
    assert [url for url in found.asked if not url.startswith(own)] == []


def all_done(page: Page) -> None:
    """Wait until each cell of a notebook was run; a look in each frame would make the page draw every one of them."""
    page.wait_for_function(_ALL_DONE, polling=200)


def _listen(websocket: WebSocket, desk: Desk) -> None:
    desk.asked.append(websocket.url)
    websocket.on("framereceived", lambda frame: desk.received.append(_text(frame)))


def _text(frame: str | bytes) -> str:
    return frame.decode(errors="replace") if isinstance(frame, bytes) else frame


def write_notebook(lab: Lab, name: str, cells: Iterable[tuple[str, str, str]]) -> None:
    """Write a notebook of a student's own: of each cell the type, the id and the source."""
    plain = {"metadata": {}, "outputs": [], "execution_count": None}
    made = [
        {**(plain if kind == "code" else {"metadata": {}}), "cell_type": kind, "id": cell, "source": source}
        for kind, cell, source in cells
    ]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": about, "cells": made}
    (lab.notebooks / name).write_text(json.dumps(notebook), encoding="utf-8")

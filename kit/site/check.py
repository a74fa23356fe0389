"""`kit site --check`: open a site in Chromium as a learner does, and answer one question in each lesson."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from kit.errors import KitError
from kit.paths import command
from kit.site.build import RECORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

_PATIENCE_MS = 300_000
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def check_site(folder: Path, numbers: Sequence[str] = ()) -> Iterator[str]:
    """Yield a line for each lesson of a site: its first question was answered, and is still answered after a reload.

    Parameters
    ----------
    folder : pathlib.Path
        What `build_site` wrote.
    numbers : sequence of str
        Numbers of the lessons; all of the site unless given.

    Raises
    ------
    KitError
        When it is not a site, there is no Chromium, or a lesson does not work.
    """
    if not (folder / RECORD).is_file():
        raise KitError("This is not a site of the kit.", where=str(folder), do=f"Make one: `{command('site --out')}`.")
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise KitError("The check needs Playwright.", do="Run: pip install playwright") from None
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    with served(folder) as address, sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        except Error:
            raise KitError(
                "Chromium cannot be started.", do="Install it, or run: playwright install chromium"
            ) from None
        page = browser.new_context().new_page()
        page.set_default_timeout(_PATIENCE_MS)
        for lesson in lessons(page, address, numbers):
            name, begin = lesson.partition("path=")[2], monotonic()
            try:
                answer_first(page, lesson)
            except Error as error:
                raise KitError(f"The lesson does not work: {error.message.splitlines()[0]}", where=name) from None
            yield f"{name}: answered, and kept after a reload ({monotonic() - begin:.0f} s)"
        browser.close()


def lessons(page: Page, address: str, numbers: Sequence[str] = ()) -> list[str]:
    """Return the addresses of the lessons that the front page links to, of all or of some.

    Raises
    ------
    KitError
        When the site does not have such a lesson.
    """
    page.goto(address)
    links = page.locator("[data-lesson]").evaluate_all(
        "found => found.map(each => [each.dataset.lesson, each.querySelector('a.open').href])"
    )
    known = dict.fromkeys(number for number, _ in links)
    if unknown := [number for number in numbers if number not in known]:
        raise KitError("The site has no such lesson.", where=", ".join(unknown), do=f"Choose from: {', '.join(known)}.")
    return [link for number, link in links if number in (numbers or known)]


def run_all(page: Page) -> None:
    """Run all cells, and wait until none is waiting."""
    page.locator("#kit-start").wait_for(state="detached")
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(IS_DONE)


IS_DONE = """() => {
  const cells = jupyterapp.shell.currentWidget.content.widgets.filter((cell) => cell.model.type === "code");
  const runs = (cell) => cell.inputArea.promptNode.textContent.includes("*") || cell.model.executionState === "running";
  return cells.some((cell) => cell.model.executionCount) && !cells.some(runs);
}"""


def answer_first(page: Page, address: str) -> None:
    """Answer the first question with choices of a notebook, and look whether the answer is there after a reload."""
    for is_second in (False, True):
        page.goto(address)
        run_all(page)
        card = page.locator(".kit-item:has(input[type=radio]):visible").first
        if is_second:
            card.locator("input:checked").first.wait_for()
        else:
            card.locator("input").first.check()
            card.locator(".kit-check").click()
            card.locator(".kit-saved").first.wait_for()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this computer alone, as ``python -m http.server`` does, and give its address."""
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing about each."""

    def log_message(self, *_about: object) -> None:
        """Write no line for a request."""

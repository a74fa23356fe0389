"""`kit site --check`: open a site in Chromium as a learner does, and answer one question in each lesson."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from kit.errors import KitError
from kit.extras import INSTALL_PLAYWRIGHT
from kit.paths import command, typed
from kit.quiz.lesson_file import lesson_meant
from kit.site.local_server import Line, served
from kit.site.put_in_place import RECORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

_PATIENCE_MS = 300_000
_LOOK_MS = 250
_WITH_CHOICES = ".kit-item:has(input[type=radio])"
# The one without a window of its own needs 40 % less time for the same pages.
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def check_site(folder: Path, numbers: Sequence[str] = (), megabits: float | None = None) -> Iterator[str]:
    """Yield a line for each lesson of a site: its first question was answered, and is still answered after a reload.

    Parameters
    ----------
    folder : pathlib.Path
        What `build_site` wrote.
    numbers : sequence of str
        Numbers of the lessons; all of the site unless given.
    megabits : float, optional
        Speed of a line to the internet, in Mbit/s, over which the first of these lessons is tried once more.

    Raises
    ------
    KitError
        When it is not a site, there is no Chromium, or a lesson does not work.
    """
    if not (folder / RECORD).is_file():
        to_make = f"{command('site --out')} {typed(folder / 'site' if folder.exists() else folder)}"
        raise KitError("This is not a site of the kit.", where=str(folder), do=f"Make one: `{to_make}`.")
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise KitError("The check needs Playwright.", do=f"Install it by this command: {INSTALL_PLAYWRIGHT}") from None
    program = installed_browser()
    with served(folder) as address, sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        except Error:
            raise KitError(
                "Chromium cannot be started.", do="Install it, or run: playwright install chromium"
            ) from None
        found = lessons(browser.new_page(), address, numbers)
        name = ""
        try:
            for lesson in found:
                name = place_of(lesson)
                measured = _measured(browser, lesson)
                yield f"{name}: answered, and kept after a reload. {measured}"
            if megabits:
                with served(folder, Line(megabits)) as far:
                    name = place_of(found[0])
                    measured = _measured(browser, found[0].replace(address, far))
                    yield f"{name}, at {megabits:g} Mbit/s: {measured}"
        except Error as error:
            raise KitError(f"The lesson does not work: {error.message.splitlines()[0]}", where=name) from None
        browser.close()


def installed_browser() -> str | None:
    """Return the program of a browser of Chromium's kind that this computer has; None for Playwright's own."""
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def _measured(browser: Browser, lesson: str) -> str:
    """Try a lesson as somebody who has never been there, and return what it took: time, bytes, and memory."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(_PATIENCE_MS)
    sizes: dict[str, int] = {}
    context.on("requestfinished", lambda request: sizes.update(crossed(request)))
    (first, ran), fetched = _visit(page, lesson), sum(sizes.values())
    answer_first(page)
    memory = _memory_of_pages(browser)
    page.evaluate(_UNTIL_CODE_IS_KEPT)
    page.close()
    sizes.clear()
    page = context.new_page()
    page.set_default_timeout(_PATIENCE_MS)
    second, _ = _visit(page, lesson)
    page.locator(f"{_WITH_CHOICES} input:checked").first.wait_for()
    again, share = sum(sizes.values()), second / first
    context.close()
    return (
        f"First visit: {fetched / 1e6:.1f} MB, Python ready in {first:.0f} s, all cells run in {ran:.0f} s more. "
        f"Second visit: {again / 1e6:.1f} MB, ready in {second:.0f} s, {share:.0%} of the first. "
        f"Memory of the page: {memory / 1e6:.0f} MB."
    )


def _visit(page: Page, address: str) -> tuple[float, float]:
    """Open a lesson and run it; return the seconds until Python was ready, and from there to the end."""
    begin = monotonic()
    page.goto(address)
    page.locator("#kit-start").wait_for(state="detached")
    ready = monotonic()
    run_all(page)
    return ready - begin, monotonic() - ready


def crossed(request: Request) -> dict[str, int]:
    """Return the bytes of a request that went over the network, by its place in the site."""
    response = request.response()
    if response is None or response.from_service_worker or request.url.startswith(("data:", "blob:")):
        return {}
    size = max(request.sizes()["responseBodySize"], 0)  # the browser says -1 where it did not count
    return {request.url.split("/", 3)[3]: size}


def _memory_of_pages(browser: Browser) -> int:
    """Return the memory of the largest process that shows a page, in bytes: that of the lesson, with its Python."""
    import psutil

    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return max(int(psutil.Process(each["id"]).memory_info().rss) for each in processes if each["type"] == "renderer")


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
    numbers = list(map(lesson_meant, numbers))
    if unknown := [number for number in numbers if number not in known]:
        raise KitError("The site has no such lesson.", where=", ".join(unknown), do=f"Choose from: {', '.join(known)}.")
    return [link for number, link in links if number in (numbers or known)]


def place_of(address: str) -> str:
    """Return where in the site the notebook of an address is.

    Examples
    --------
    >>> place_of("http://127.0.0.1/notebooks/index.html?path=own/90%20rice.ipynb&language=ja")
    'own/90 rice.ipynb'
    """
    return parse_qs(urlsplit(address).query)["path"][0]


def run_all(page: Page) -> None:
    """Run all cells, and wait until none is waiting."""
    page.locator("#kit-start").wait_for(state="detached")
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(IS_DONE, polling=_LOOK_MS)  # at each frame, it would take time from what it waits for


# What Python compiled is written when Python has rested for some seconds; see pages/python.js.
_UNTIL_CODE_IS_KEPT = """async () => {
  for (;;) {
    const name = (await caches.keys()).find((each) => each.startsWith("compiled "));
    if (name && (await (await caches.open(name)).keys()).length === 2) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}"""
IS_DONE = """() => {
  const cells = jupyterapp.shell.currentWidget.content.widgets.filter((cell) => cell.model.type === "code");
  const runs = (cell) => cell.inputArea.promptNode.textContent.includes("*") || cell.model.executionState === "running";
  return cells.some((cell) => cell.model.executionCount) && !cells.some(runs);
}"""


def answer_first(page: Page) -> None:
    """Answer the first question with choices, and wait until the card says that the answer is kept."""
    card = page.locator(f"{_WITH_CHOICES}:visible").first
    card.locator("input").first.check()
    card.locator(".kit-check").click()
    card.locator(".kit-saved").first.wait_for()

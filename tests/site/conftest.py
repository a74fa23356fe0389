"""One site for all tests and workers, built as a teacher builds it, and a browser that must not leave the machine."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from answering import SAMPLES
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page

from kit.errors import KitError
from kit.site.build import build_site
from kit.site.check import lessons, run_all
from kit.site.downloads import gather
from kit.site.local_server import served
from kit.site.put_in_place import RECORD

WAYS = ("mouse", "touch", "keyboard")
DOWNLOADS = Path(__file__).parents[2] / "build" / "site-downloads"  # `make test` fetches them

Context = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def downloads() -> Path:
    """Return the folder of the files of others."""
    try:
        gather(DOWNLOADS)
    except KitError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"The site cannot be built here: {error}")
    return DOWNLOADS


@pytest.fixture(scope="session")
def site_folder(downloads: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with the whole course and a quiz of each kind; the worker that comes first builds it for all."""
    place = tmp_path_factory.getbasetemp()
    shared = (place.parent if "PYTEST_XDIST_WORKER" in os.environ else place) / "site"
    with FileLock(f"{shared}.lock"):
        if not (shared / RECORD).is_file():
            own = own_lesson(tmp_path_factory.mktemp("own"))
            build_site(shared, downloads, items=own, read=lambda _, title, __: f"<title>{title}</title>")
    return shared


def own_lesson(folder: Path) -> Path:
    """Write a teacher's own notebook into a folder, with a quiz of each kind for each way to answer; return the folder.

    The quizzes are of lessons of their own, `20-mouse.yaml` and so on, with items such as `q-mouse-01`.
    """
    sources = []
    for number, way in enumerate(WAYS, start=20):
        text = SAMPLES.read_text(encoding="utf-8").replace("q-kinds-", f"q-{way}-")
        (folder / f"{number}-{way}.yaml").write_text(text.replace('lesson: "20"', f'lesson: "{number}"'), "utf-8")
        sources += [f'import kit\n\nlesson = kit.start("{number}-{way}.yaml")', "lesson.quiz()"]
    sources += ["lesson.hand_in()"]
    plain = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**plain, "id": f"cell-{place}", "source": source} for place, source in enumerate(sources)]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells}
    (folder / "20-every-kind.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """Give the address of the site on this computer."""
    with served(site_folder) as address:
        yield address


@pytest.fixture
def context(chromium: Browser) -> Iterator[Context]:
    """Give a function that makes a browser profile; the test fails if a page of it asks another machine."""
    with profiles(chromium) as make:
        yield make


@pytest.fixture(scope="module")
def first_visit(chromium: Browser, site: str) -> Iterator[tuple[Page, list[str]]]:
    """Give a page on which lesson 02 has run, and what it asked for until then and did not get."""
    with profiles(chromium) as make:
        page, missing = make(viewport={"width": 1024, "height": 768}, has_touch=True).new_page(), list[str]()
        page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
        page.goto(*lessons(page, site, ["02"]))
        run_all(page)
        yield page, missing.copy()


@pytest.fixture(scope="module")
def asean(first_visit: tuple[Page, list[str]]) -> Page:
    """Return a page on which lesson 02 has run, for tests that look at it or answer questions of their own."""
    return first_visit[0]


@pytest.fixture(scope="module")
def kinds(asean: Page, site: str) -> Page:
    """Return a page beside it that can be touched, on which a teacher's own quizzes of each kind have run."""
    page = asean.context.new_page()
    page.goto(f"{site}notebooks/index.html?path=own/20-every-kind.ipynb")
    run_all(page)
    return page


@contextmanager
def profiles(chromium: Browser) -> Iterator[Context]:
    """Give what `context` and `first_visit` need: profiles, closed in the end, and a look at what they asked."""
    made: list[BrowserContext] = []
    asked: list[str] = []

    def make(**options: object) -> BrowserContext:
        new = chromium.new_context(reduced_motion="reduce", **options)  # a bar that moves takes time from Python
        new.on("request", lambda request: asked.append(request.url))
        made.append(new)
        return new

    yield make
    for each in made:
        each.close()
    own = ("http://127.0.0.1:", "http://school.test:", "http://localhost:", "data:", "blob:", "about:")
    assert [url for url in asked if not url.startswith(own)] == []

"""One site for all tests here, built as a teacher builds it, and a browser that must not leave the machine."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from answering import SAMPLES
from playwright.sync_api import Browser, BrowserContext

from kit.errors import KitError
from kit.site.build import build_site
from kit.site.check import served
from kit.site.downloads import gather

PATIENCE_MS = 240_000  # Python takes its time to start in a page, and more where tests run beside it
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
def own_lesson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a teacher's own folder with a quiz that has an item of each kind."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copy(SAMPLES, folder)
    sources = [f'import kit\n\nlesson = kit.start("{SAMPLES.name}")', "lesson.quiz()", "lesson.hand_in()"]
    plain = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**plain, "id": f"cell-{place}", "source": source} for place, source in enumerate(sources)]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells}
    (folder / "20-every-kind.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def site_folder(downloads: Path, own_lesson: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with the whole course and that quiz."""
    folder = tmp_path_factory.mktemp("site") / "course"
    return build_site(folder, downloads, items=own_lesson, read=lambda _, title, __: f"<title>{title}</title>").folder


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """Give the address of the site on this computer."""
    with served(site_folder) as address:
        yield address


@pytest.fixture
def context(chromium: Browser) -> Iterator[Context]:
    """Give a function that makes a browser profile; the test fails if a page of it asks another machine."""
    made: list[BrowserContext] = []
    asked: list[str] = []

    def make(**options: object) -> BrowserContext:
        new = chromium.new_context(**options)
        new.set_default_timeout(PATIENCE_MS)
        new.on("request", lambda request: asked.append(request.url))
        made.append(new)
        return new

    yield make
    for each in made:
        each.close()
    own = ("http://127.0.0.1:", "http://school.test:", "http://localhost:", "data:", "blob:", "about:")
    assert [url for url in asked if not url.startswith(own)] == []

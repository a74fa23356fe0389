"""`kit site --check` opens a site as a learner does."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import BrowserContext

from kit.command_texts import message_in
from kit.errors import KitError
from kit.extras import INSTALL_PLAYWRIGHT
from kit.paths import typed
from kit.site.check import RECORD, check_site, lessons


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path):
    """Another folder is named, with a command that makes a site where nothing is yet."""
    for folder, to_make in ((tmp_path, tmp_path / "site"), (tmp_path / "my site", tmp_path / "my site")):
        with pytest.raises(KitError, match="not a site of the kit") as refused:
            list(check_site(folder))
        assert f"site --out {typed(to_make)}`" in str(refused.value)


def test_without_playwright_the_command_that_installs_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A teacher's installation does not have it; the command works in a terminal where nothing is activated."""
    (tmp_path / RECORD).write_text("{}", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(KitError, match="needs Playwright") as error:
        list(check_site(tmp_path))
    assert error.value.do == f"Install it by this command: {INSTALL_PLAYWRIGHT}"
    assert "のコマンドでインストール" in message_in(error.value.do, "ja")


@pytest.mark.usefixtures("chromium")
def test_one_lesson_is_answered(site_folder: Path):
    """The command answers a question of a lesson, finds it again after a reload, and says what a visit takes."""
    command = [sys.executable, "-c", "from kit.cli import main; main()", "site", "--check", str(site_folder)]
    done = subprocess.run([*command, "--lessons", "00"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert line.startswith("en/00-start-here.ipynb: answered, and kept after a reload. First visit: ")
    first, second, memory = map(float, re.findall(r"([\d.]+) MB", line))
    assert 30 < first < 37
    assert second < 0.1
    assert memory > 100


def test_a_lesson_is_named_without_its_zero():
    """A lesson is tried under the number with which `kit site` wrote it."""
    links = SimpleNamespace(evaluate_all=lambda _: [["00", "first"], ["02", "third"]])
    page = SimpleNamespace(goto=str, locator=lambda _: links)
    assert lessons(page, "http://here/", ["2"]) == ["third"]


def test_a_lesson_that_the_site_does_not_have_is_named(site: str, context: Callable[..., BrowserContext]):
    """A lesson that is not on the front page is named, with those that are."""
    with pytest.raises(KitError, match="no such lesson") as caught:
        lessons(context().new_page(), site, ["42"])
    assert "00, 01, 02" in str(caught.value)

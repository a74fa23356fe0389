"""`kit site --check` opens a site as a learner does."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kit.errors import KitError
from kit.site.check import check_site, served


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path):
    """Another folder is named, with the command that makes a site."""
    with pytest.raises(KitError, match="not a site of the kit"):
        list(check_site(tmp_path))


def test_a_folder_is_served_on_this_computer_alone(tmp_path: Path):
    """A file is served at an address of this computer, until the test is over."""
    (tmp_path / "a.txt").write_text("here", encoding="utf-8")
    with served(tmp_path) as address:
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address}a.txt") as answer:  # noqa: S310 - our own server
            assert answer.read() == b"here"


def test_one_lesson_is_answered(chromium: Browser, downloads: Path, tmp_path: Path):  # noqa: ARG001 - marks the test
    """A site of one lesson passes the check, which says how long it took."""
    from kit.site.build import build_site

    folder = build_site(tmp_path / "site", downloads, lessons=["02"], read=lambda *_: "").folder
    (line,) = check_site(folder)
    assert line.startswith("en/02-who-is-asean.ipynb: answered, and kept after a reload")

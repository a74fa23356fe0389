"""Waiting for a page by what it draws, not by the clock."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

_DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


def drawn(page: Page) -> None:
    """Wait until a page has drawn twice: what was sent before has then arrived, in its frames too."""
    page.evaluate(_DRAWN)


def still(page: Page, part: Locator) -> None:
    """Wait until a part of a page no longer moves."""
    before = None
    while (now := part.bounding_box()) != before:
        before = now
        drawn(page)

"""The reading edition: everything of a lesson that can be read, on one page that asks nobody for anything."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kit.errors import KitError
from kit.site.reading_edition import reading_page


def notebook(*sources: str) -> dict[str, Any]:
    """Return a notebook with a heading and some code cells."""
    plain: dict[str, Any] = {"metadata": {}, "outputs": [], "execution_count": None}
    cells = [{"cell_type": "markdown", "metadata": {}, "id": "title", "source": ["# Who is ", "ASEAN?"]}]
    cells += [
        {**plain, "cell_type": "code", "id": f"cell-{place}", "source": source} for place, source in enumerate(sources)
    ]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}


@pytest.fixture(scope="module")
def page() -> str:
    """Return the page of a short lesson."""
    sources = [
        'import kit\n\nlesson = kit.start("02")',
        'kit.map("members", as_of="2023-07-13")',
        'kit.chart("ladder", as_of="2023-07-13")',
        'lesson.check("q-members-01")',
        "lesson.facts(paragraph=13)",
        'lesson.prediction("q-members-22")',
        "kit.timeline(first=2020)",
        'kit.timeline(first=2022, kinds=["world"])',
    ]
    return reading_page(notebook(*sources), "02 · Who is ASEAN?", "en")


def test_maps_and_charts_are_pictures_with_a_list_of_all_that_they_say(page: str):
    """A map and a chart are drawn as SVG, and each has its twin in words below it."""
    figures = [each for each in re.findall(r"<figure>.*?</figure>", page, re.DOTALL) if "<figcaption>" in each]
    assert len(figures) == 2
    assert all("<svg" in figure and figure.count("<li>") >= 10 for figure in figures)
    assert "Indonesia: Member since 8 August 1967" in figures[0]


def test_an_event_is_told_once(page: str):
    """A second timeline names its events, and what happened is not said again."""
    assert page.count("Russia invades Ukraine.") == 2
    assert page.count("The large-scale invasion begins.") == 1


def test_questions_are_text_and_have_no_key(page: str):
    """A question is there with its options; code, verdict and controls are not."""
    assert "Who is ASEAN?" in page
    assert page.count("kit-said") >= 1
    assert "lesson.check" not in page
    assert "data-verdict" not in page


def test_the_page_runs_no_script_and_loads_nothing(page: str):
    """Nothing on the page is a script or comes from an address."""
    assert "<script" not in page
    assert re.findall(r'(?:src|srcset)="(?!data:)[^"]*"', page) == []


def test_the_page_can_be_read_by_everyone(page: str, tab: Page):
    """Axe finds no fault on the page, and it fits a phone."""
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.set_content(page)
    assert [(found["id"], found["nodes"][0]["html"]) for found in Axe().run(tab).response["violations"]] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_paper_shows_what_is_folded_and_nothing_to_press(page: str, tab: Page):
    """What the data say is printed; links to other lessons and what a cell would do are not."""
    tab.set_content(page)
    tab.emulate_media(media="print")
    expect(tab.get_by_text("The answer", exact=True)).to_be_visible()
    for unseen in (".kit-back", ".kit-way", ".kit-lesson details", ".kit-prediction > .kit-title + p"):
        expect(tab.locator(unseen)).to_be_hidden()


def test_a_cell_that_does_not_run_is_named():
    """A notebook with a mistake gives no page, but the mistake."""
    with pytest.raises(KitError, match="nobody") as caught:
        reading_page(notebook("nobody"), "90 · Mine", "en")
    assert "90 · Mine" in str(caught.value)

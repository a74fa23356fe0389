"""Charts and the timeline in a real JupyterLab, with nothing asked of another machine."""

from __future__ import annotations

import json

import pytest
from student import Desk

pytestmark = pytest.mark.browser

NAMES = ["ladder", "trade", "shares", "investment", "gdp", "population"]


def run(desk: Desk, *code: str) -> None:
    """Write a notebook of these cells, and run all of them."""
    plain = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**plain, "id": f"cell-{place}", "source": source} for place, source in enumerate(code)]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": about, "cells": cells}
    desk.lab.notebooks.mkdir(exist_ok=True)
    (desk.lab.notebooks / "own.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    desk.run("own.ipynb")


def test_charts_are_drawn_without_a_network(desk: Desk):
    """Each chart is drawn by plotly's own extension, and its list stands below it."""
    run(desk, "import kit", *(f'kit.chart("{name}", "2023-07-13")' for name in NAMES))
    for place in range(1, 1 + len(NAMES)):
        cell = f'.jp-CodeCell[data-windowed-list-index="{place}"]'
        assert desk.bring(f"{cell} .js-plotly-plot .main-svg").is_visible()
        assert desk.bring(f"{cell} .kit-chart-below summary").text_content() == "The chart as a list"


def test_the_kernel_knows_which_event_is_open(desk: Desk):
    """An event opened with the keyboard is the one that the next cell prints; a box is known to the table."""
    run(desk, "import kit", "events = kit.timeline()\nevents", "events.chosen, events.kinds")
    desk.bring('li[data-event="event-1967-asean-founded"] button').focus()
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Enter")
    desk.page.locator(".kit-source:visible").wait_for()
    desk.page.get_by_label("World").uncheck()
    desk.page.locator('.jp-CodeCell[data-windowed-list-index="2"] .cm-content').click()
    desk.page.keyboard.press("Control+Enter")
    said = desk.page.locator('.jp-CodeCell[data-windowed-list-index="2"] .jp-OutputArea-output')
    said.filter(has_text="event-1967-war-claims-settled").wait_for()
    assert "world" not in (said.text_content() or "")

"""Charts in a real JupyterLab: drawn by plotly's own extension, with nothing asked of another machine."""

from __future__ import annotations

import json

import pytest
from student import Desk

pytestmark = pytest.mark.browser

NAMES = ["ladder", "trade", "shares", "investment", "gdp", "population"]


def test_charts_are_drawn_without_a_network(desk: Desk):
    """Each chart of a notebook is drawn, and its list stands below it."""
    code = ["import kit", *(f'kit.chart("{name}", "2023-07-13")' for name in NAMES)]
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{place}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for place, source in enumerate(code)
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": cells}
    desk.lab.notebooks.mkdir(exist_ok=True)
    (desk.lab.notebooks / "charts.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    desk.run("charts.ipynb")
    for place in range(1, len(code)):
        cell = desk.bring(f'.jp-CodeCell[data-windowed-list-index="{place}"] .js-plotly-plot .main-svg')
        assert cell.is_visible()
        below = desk.bring(f'.jp-CodeCell[data-windowed-list-index="{place}"] .kit-chart-below summary')
        assert below.text_content() == "The chart as a list"

"""The screen twin: plain data that plotly accepts, and what a cell shows."""

from __future__ import annotations

import json
import re
import sys
from typing import Any, get_args

import plotly.graph_objects as go
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from kit.charts.catalogue import Name, chart
from kit.charts.to_plotly import plotly_json
from kit.charts.view import ChartView
from kit.errors import KitError

NAMES = get_args(Name)
STORY = "2023-07-13"
FIGURE = "application/vnd.plotly.v1+json"


def shown_in_a_cell(drawn: ChartView) -> list[dict[str, Any]]:
    """Return the outputs of a cell that ends with the chart."""
    shell = InteractiveShell.instance()
    with capture_output() as captured:
        shell.display_formatter.format(drawn)  # type: ignore[union-attr]
    return [output.data for output in captured.outputs]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_figure_to_build_on(name: str):
    """Plotly accepts the figure, with nothing set that it does not know, and a trace can be added."""
    figure = chart(name, STORY).to_plotly()
    assert isinstance(figure, go.Figure)
    count = len(figure.data)
    assert count
    figure.add_scatter(x=[2000], y=[1])
    assert len(figure.data) == count + 1


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_is_in_the_figure(name: str):
    """Each marked point stands in the figure with its words and its source, at its place, and nothing else does."""
    drawn = chart(name, STORY)
    figure = drawn.to_plotly()
    at = {
        (x, y, re.sub(r"<br>|\s", "", text))
        for trace in figure.data
        for x, y, text in zip(trace.x, trace.y, trace.hovertext, strict=True)
        if text
    }
    marked = [
        point for panel in drawn.chart.panels for series in panel.series for point in series.points if point.words
    ]
    for point in marked:
        assert (point.x, point.y, re.sub(r"\s", "", point.words + point.source)) in at
    assert len(at) == len({(point.x, point.y, point.words) for point in marked})


@pytest.mark.parametrize("name", NAMES)
def test_labels_and_titles_are_in_the_figure(name: str):
    """The title, the sources and every label beside a point can be read without a pointer."""
    drawn = chart(name, STORY)
    notes = [note.text.replace("<br>", " ") for note in drawn.to_plotly().layout.annotations]
    assert drawn.chart.title in notes
    assert drawn.chart.source_line in notes
    labels = [
        point.label for panel in drawn.chart.panels for series in panel.series for point in series.points if point.label
    ]
    assert labels
    assert [label for label in labels if label not in notes] == []


def test_a_stroke_is_broken_between_runs():
    """Between two runs of a line there is an empty point, so that no gap is bridged."""
    drawn = chart("trade", STORY)
    series, trace = drawn.chart.panels[0].series[0], drawn.to_plotly().data[0]
    assert len(series.runs) > 1
    assert list(trace.y).count(None) == len(series.runs)
    assert not trace.connectgaps


def test_bars_have_their_lengths():
    """The bars of shares lie and those of investment stand, each as long as its figure."""
    lying, standing = chart("shares", "today"), chart("investment", "today")
    assert list(lying.to_plotly().data[0].x) == list(lying.to_table()["value"])
    assert lying.to_plotly().data[0].orientation == "h"
    assert list(standing.to_plotly().data[0].y) == list(standing.to_table()["value"])
    assert standing.to_plotly().data[0].orientation == "v"


@pytest.mark.parametrize("name", NAMES)
def test_a_cell_shows_a_figure_and_a_list(name: str):
    """A cell shows the figure through plotly's own extension, then how to read it and all of it as a list."""
    drawn = chart(name, STORY)
    figure, below = shown_in_a_cell(drawn)
    assert set(figure) == {FIGURE, "text/html", "text/plain"}
    assert figure["text/plain"] == repr(drawn)
    assert figure["text/html"].count("<svg") == 1  # for a page that does not have the extension
    html = below["text/html"]
    assert html.count("<li>") == len(drawn.chart.said)
    assert html.count(">The chart as a list</summary>") == 1


def test_without_plotly_the_other_ways_are_named(monkeypatch: pytest.MonkeyPatch):
    """Where plotly is missing, as in the browser edition, the error says what a learner can use."""
    monkeypatch.setitem(sys.modules, "plotly.graph_objects", None)
    with pytest.raises(KitError, match=r"(?s)does not have plotly.*to_svg"):
        chart("ladder", STORY).to_plotly()


@pytest.mark.parametrize("name", NAMES)
def test_the_figure_is_small_and_names_no_address(name: str):
    """What travels to the browser is at most 40 kB, names no address and shows no badge."""
    sent = json.dumps(plotly_json(chart(name, STORY).chart))
    assert len(sent.encode()) <= 40_000
    assert re.findall(r"https?:|//[a-z]", sent) == []
    assert json.loads(sent)["config"]["displaylogo"] is False


def test_what_is_typed_does_not_become_markup(nasty: ChartView):
    """Tags and ampersands that were typed are written so that neither plotly nor the page reads them."""
    figure, below = shown_in_a_cell(nasty)
    sent = json.dumps(figure[FIGURE])
    assert "<b>" not in sent + figure["text/html"]
    assert "</script" not in sent
    assert "&amp;lt; &lt;b&gt; &amp; &lt;br&gt;" in sent
    assert "<b>" not in below["text/html"]

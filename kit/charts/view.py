"""A chart that shows itself at the end of a cell."""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, ClassVar

from kit.charts.chart import Chart
from kit.charts.frame import pictures, projector_pictures, style
from kit.charts.panels import DARK, PAPER
from kit.charts.to_svg import HALF, PHONE, PRINT, WIDTHS
from kit.html import mark_languages
from kit.picture import Picture, folded_list
from kit.text import LearnerError, settings, text_in

if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import Figure


@dataclass(frozen=True, repr=False)
class ChartView(Picture):
    """A chart that shows itself at the end of a cell.

    Parameters
    ----------
    chart : Chart
        What the chart shows.
    """

    chart: Chart
    noun: ClassVar[str] = "chart"

    def to_plotly(self) -> Figure:
        """Return the chart as a plotly figure, to build on.

        Raises
        ------
        LearnerError
            Where plotly is missing, as in the browser edition.
        """
        try:
            from plotly.graph_objects import Figure
        except ModuleNotFoundError:
            raise LearnerError("picture.plotly", where="to_plotly") from None

        from kit.charts.to_plotly import figure

        return Figure(figure(self.chart))

    def to_svg(self) -> str:
        """Return the chart as SVG text for print, title and description inside."""
        from kit.charts.to_svg import svg

        return svg(self.chart)

    def to_table(self) -> pd.DataFrame:
        """Return the figures or dates of the chart as a table, with the source of each row."""
        import pandas as pd

        table = pd.DataFrame(self.chart.rows, columns=[name for name, _ in self.chart.columns])
        return table.astype(dict(self.chart.columns))

    def to_html(self) -> str:
        """Return the chart as one page: a picture for its width, and all that it says as a list."""
        title = escape(self.chart.title)
        return (
            f'<!DOCTYPE html>\n<html lang="{escape(self.chart.language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
            "<style>body{font-family:sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem}"
            "h1{position:absolute;margin:0;clip-path:inset(50%)}"  # the picture shows the title
            f"@media (prefers-color-scheme:dark){{html{{background:{DARK[PAPER]}}}}}{style()}</style>"
            f'</head>\n<body>\n<main class="kit-chart-page">\n<h1>{title}</h1>\n{pictures(self.chart, WIDTHS)}\n'
            f"{self._below()}\n</main>\n</body>\n</html>\n"
        )

    def __repr__(self) -> str:
        chart = self.chart
        return "\n".join([chart.title, chart.alt, *chart.said, chart.note, chart.source_line])

    def _ipython_display_(self) -> None:
        """Show the figure through plotly's own extension, which asks for nothing, and the list below it.

        A page without that extension, and a frame that is narrow, show a picture of our own in its place; so does the
        projector, whose pages set the environment variable ``KIT_PROJECTOR``: in larger type, panel by panel.
        """
        from IPython.display import display

        if os.environ.get("KIT_PROJECTOR"):
            html = f"<style>{style()}</style>{projector_pictures(self.chart)}{self._below(self.chart.source_line)}"
            display({"text/html": html, "text/plain": repr(self)}, raw=True)
            return

        from kit.charts.to_plotly import MIME_TYPE, plotly_json

        figure = {MIME_TYPE: plotly_json(self.chart), "text/html": pictures(self.chart, (PRINT,))}
        display({**figure, "text/plain": repr(self)}, raw=True)
        display({"text/html": self._second_output(), "text/plain": self.chart.note}, raw=True)

    def _second_output(self) -> str:
        """Return what comes after the figure in a cell, the pictures for a narrow frame first."""
        return f"<style>{style()}</style>{pictures(self.chart, (PHONE, HALF))}{self._below()}"

    def _below(self, *more: str) -> str:
        """Return what comes below the figure: how to read it, what it looks like, and all of it as a list."""
        chart = self.chart
        lines = "".join(f"<p>{escape(line)}</p>" for line in (chart.note, *more))
        summary = text_in(chart.language)("chart.list")
        everything = folded_list(
            summary, f"{chart.title}{settings(chart.language).stop}{chart.alt}", chart.said, chart.source_line
        )
        return (
            f'<div class="kit-chart-below" lang="{escape(chart.language)}" '
            'style="max-width:60rem;word-break:auto-phrase">'
            f"{mark_languages(f'{lines}{everything}', chart.language)}</div>"
        )

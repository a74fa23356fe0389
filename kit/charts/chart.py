"""A chart that shows itself: data first, drawing last."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from kit.charts.panels import Panel
from kit.text import text_in

if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import Figure


@dataclass(frozen=True)
class Chart:
    """A chart that shows itself at the end of a cell.

    Parameters
    ----------
    name : str
        The word with which it was asked for.
    language : str
        ISO 639-1.
    title : str
        What one finds in it, in one sentence.
    alt : str
        What it looks like, in one sentence.
    note : str
        How to read it, and what one could get wrong.
    source_line : str
        Where everything is from.
    said : tuple of str
        All that it says, line by line, with sources.
    panels : tuple of Panel
        What is drawn.
    columns : tuple of (str, str)
        Name and dtype of the columns of its table.
    rows : tuple of tuple
        The rows of its table.
    across : bool
        Whether the panels stand side by side.
    """

    name: str
    language: str
    title: str
    alt: str
    note: str
    source_line: str
    said: tuple[str, ...]
    panels: tuple[Panel, ...]
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Any, ...], ...]
    across: bool = False

    def to_plotly(self) -> Figure:
        """Return the chart as a plotly figure, to build on."""
        from plotly.graph_objects import Figure

        from kit.charts.to_plotly import figure

        return Figure(figure(self))

    def to_svg(self) -> str:
        """Return the chart as SVG text for print, title and description inside."""
        from kit.charts.to_svg import svg

        return svg(self)

    def to_table(self) -> pd.DataFrame:
        """Return the figures or dates of the chart as a table, with the source of each row."""
        import pandas as pd

        table = pd.DataFrame(self.rows, columns=[name for name, _ in self.columns])
        return table.astype(dict(self.columns))

    def __repr__(self) -> str:
        return "\n".join([self.title, self.alt, *self.said, self.note, self.source_line])

    def _ipython_display_(self) -> None:
        """Show the figure through plotly's own extension, which asks for nothing, and the list below it."""
        from IPython.display import display

        from kit.charts.to_plotly import bundle

        display(bundle(self), raw=True)
        display({"text/html": self._below(), "text/plain": self.note}, raw=True)

    def _below(self) -> str:
        """Return what stands below the figure: how to read it, what it looks like, and all of it as a list."""
        lines = "".join(f"<li>{escape(line)}</li>" for line in self.said)
        summary = escape(text_in(self.language)("chart.list"))
        return (
            f'<div class="kit-chart-below" lang="{escape(self.language)}" style="max-width:60rem">'
            f"<p>{escape(self.note)}</p><details><summary>{summary}</summary>"
            f"<p>{escape(self.title)}. {escape(self.alt)}</p><ul>{lines}</ul>"
            f"<p>{escape(self.source_line)}</p></details></div>"
        )

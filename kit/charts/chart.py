"""What a chart says and shows, as plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kit.charts.panels import Panel


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One chart, whatever draws it.

    Parameters
    ----------
    name : str
        The name by which `kit.chart` knows it.
    language : str
        ISO 639-1.
    title : str
        What it shows, in one sentence.
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
        Whether the panels are side by side.
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

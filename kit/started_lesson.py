"""The lesson that was started last in this Python, and its language: what later cells of a notebook follow."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass
class StartedLesson:
    """What `kit.start` says to all cells after it.

    No context variable: in the browser each cell has a context of its own, and would forget it.

    Parameters
    ----------
    language : str
        Language of maps, charts, timeline, tables and errors, ISO 639-1.
    lesson : str
        Its number; empty before a lesson was started.
    folder : Path or None
        Data folder of a lesson that brings tables of its own; None for the lessons of the course.
    """

    language: str = "en"
    lesson: str = ""
    folder: Path | None = None


STARTED = StartedLesson()

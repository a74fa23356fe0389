"""A widget whose output can also be read as words, on pages where no widget works."""

from __future__ import annotations

import os
from abc import abstractmethod
from html import escape
from typing import Any, NamedTuple

import anywidget

from kit.html import NO_FORMULAS, mark_languages
from kit.text import text_in


class Words(NamedTuple):
    """What a widget says in words: as plain text, and as HTML that needs no script."""

    plain: str
    html: str


class ReadableWidget(anywidget.AnyWidget):
    """A widget whose output also carries words: they are seen where a notebook is only read, and never next to it."""

    @abstractmethod
    def to_words(self) -> Words:
        """Return what the widget says, without a key."""

    @property
    @abstractmethod
    def language(self) -> str:
        """Language of the widget, ISO 639-1."""

    def open(self) -> None:
        """Connect the widget with the browser; where a program runs the cells, nobody would ever be at the other end.

        What is never connected does not stay in the notebook as the state of a widget, and a page of the notebook shows
        the words.
        """
        if not is_run_by_program():
            super().open()

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        shown, about = (super()._repr_mimebundle_(**options) if self.comm else None) or ({}, {})
        plain, html = self.to_words()
        run = escape(text_in(self.language)("words.run"))
        marked = mark_languages(f"{html}<p><em>{run}</em></p>", self.language)
        words = f'<div class="kit-said {NO_FORMULAS}" lang="{escape(self.language)}">{marked}</div>'
        return {**shown, "text/plain": plain, "text/html": words}, about


def is_run_by_program() -> bool:
    """Return whether a program such as nbconvert runs the cells, which answers no question; Voila has a reader."""
    if os.environ.get("SERVER_SOFTWARE", "").startswith("voila/"):
        return False
    from IPython import get_ipython

    kernel = getattr(get_ipython(), "kernel", None)
    return getattr(kernel, "_allow_stdin", True) is False

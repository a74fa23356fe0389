"""Fifty years of Japan-ASEAN relations from one news story: the words a notebook uses.

Names are loaded when they are first used, so that ``import kit`` costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module

_HOME = {
    "load": "kit.facts.tables",
    "members": "kit.facts.membership",
    "cite": "kit.facts.provenance",
    "map": "kit.maps.catalogue",
    "member_map": "kit.maps.catalogue",
    "place_map": "kit.maps.catalogue",
    "flow_map": "kit.maps.catalogue",
    "chart": "kit.charts.catalogue",
    "dial": "kit.widgets.map_dial.widget",
    "timeline": "kit.widgets.timeline.widget",
    "start": "kit.lesson",
    "course": "kit.answers.course",
    "class_report": "kit.class_report.report",
    "self_test": "kit.checks.diagnostics",
    "command": "kit.paths",
}
__all__ = list(_HOME)

if sys.platform == "emscripten":  # the course in the browser alone
    import_module("kit.browser").prepare()


class _MissingNameError(AttributeError):
    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows, in the language of the lesson; nothing is loaded for it before."""
        error = import_module("kit.suggest").unknown_name("ask.word", self.name, sorted(_HOME), "kit")
        return str(error).splitlines()


def __getattr__(name: str) -> object:
    if name not in _HOME:
        message = f"kit has no {name!r}; it has {', '.join(sorted(_HOME))}."
        raise _MissingNameError(message, name=name)
    home, explained = import_module(_HOME[name]), import_module("kit.wrong_calls").explained
    package = sys.modules.get(f"kit.{name}")  # kit.class_report is package and function in one
    globals()[name] = value = package or explained(getattr(home, name), f"kit.{name}")
    return value


def __dir__() -> list[str]:
    return sorted(__all__)

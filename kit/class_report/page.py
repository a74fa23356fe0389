"""The class report as a page: one file that asks nothing of a network, sorts, filters, hides names and prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from kit.assets import css, esm
from kit.class_report.results import FEW, FEWEST_ITEMS, SMALL, ItemMeasure, LearnerMeasure, Measures, Result
from kit.command_texts import message_in
from kit.html import NO_FORMULAS, templates
from kit.quiz.score import percent_of
from kit.text import Text, figure_in, settings

if TYPE_CHECKING:
    import pandas as pd

MOST_SHOWN = 100  # learners in a table or a heat map; a page is for reading
_MOST_NAMED, _MOST_MISTAKES = 40, 2
_HARD, _EASY, _FLAT = 0.3, 0.95, 0.1
_HALF_MINUTES = 90
_HERE = Path(__file__).parent
_SIGNS = {0.0: ("✗", "wrong"), 1.0: ("✓", "right")}
Heat = Mapping[str, Mapping[str, float | None]]


class Row(NamedTuple):
    """One learner of a heat map: sign and style of each cell."""

    name: str
    cells: list[tuple[str, str]]
    share: float | None


class HeatMap(NamedTuple):
    """Learners by items, the strongest learner above and the easiest item on the left."""

    items: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class Section:
    """A part of the report for a notebook, with the same figures as a table."""

    html: str
    table: Callable[[], pd.DataFrame]

    def to_table(self) -> pd.DataFrame:
        """Return the figures of this part."""
        return self.table()

    def __repr__(self) -> str:
        return self.table().to_string()

    def _repr_html_(self) -> str:
        return self.html


def page(context: Mapping[str, Any]) -> str:
    """Return the whole report as one page."""
    return environment().get_template("page.html").render(**context, alone=False, css=_style(), js=_script())


def part(context: Mapping[str, Any], name: str, *values: str) -> str:
    """Return one part of the report, to be shown in a notebook."""
    parts = environment().get_template("parts.html").make_module({**context, "alone": True})
    return f'<style>{_style()}</style><div class="kit-report {NO_FORMULAS}">{getattr(parts, name)(*values)}</div>'


def context_of(measures: Measures, text: Text, heat: Callable[[str], Heat]) -> dict[str, Any]:
    """Return what the templates need of the figures."""
    facility = {item.id: item.facility.share if item.facility else -1.0 for item in measures.items}
    return {
        "m": measures,
        "t": text,
        "small": SMALL,
        "fewest_items": FEWEST_ITEMS,
        "most_shown": MOST_SHOWN,
        "most_named": _MOST_NAMED,
        "most_mistakes": _MOST_MISTAKES,
        "heat": lambda lesson: heat_map(heat(lesson), facility),
        "weakest": lambda most: _weakest(measures, most),
    }


def heat_map(shares: Heat, facility: Mapping[str, float]) -> HeatMap:
    """Return the heat map of one lesson, from the shares of each learner by item."""
    asked = {item for row in shares.values() for item in row}
    items = sorted(asked, key=lambda item: (-facility[item], item))
    rows = []
    for name, row in shares.items():
        known = [share for share in row.values() if share is not None]
        cells = [_cell(row[item]) if item in row else ("·", "") for item in items]
        rows.append(Row(name, cells, sum(known) / len(known) if known else None))
    rows.sort(key=lambda row: -1.0 if row.share is None else row.share, reverse=True)
    return HeatMap(items, rows)


def _cell(share: float | None) -> tuple[str, str]:
    return ("?", "waits") if share is None else _SIGNS.get(share, ("½", "partly"))


def _weakest(measures: Measures, most: int) -> list[LearnerMeasure]:
    """Return all learners by name, or where there are more than `most`, those who earned least."""
    if len(measures.learners) <= most:
        return list(measures.learners)
    return sorted(measures.learners, key=lambda each: 2.0 if each.earned is None else each.earned)[:most]


def _flags(item: ItemMeasure) -> list[str]:
    """Return what is worth a look; nothing where too few have answered."""
    if item.facility is None or item.facility.n < FEW:
        return []
    commonest = item.mistakes[0].n if item.mistakes else 0
    found = {
        "hard": item.facility.share < _HARD,
        "easy": item.facility.share >= _EASY,
        "ahead": commonest > item.facility.share * item.facility.n,
        "flat": item.discrimination is not None and item.discrimination < _FLAT and item.facility.n >= SMALL,
    }
    return [name for name, is_so in found.items() if is_so]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{percent_of(share)}%"


def _change(change: float) -> str:
    points = round(change * 100)
    return f"{points:+d}".replace("-", "−") if points else "0"


@pass_context
def _message(context: Context, english: str) -> str:
    """Return what `kit collect` says, too, in the language of the report."""
    return message_in(english, context["language"])


@pass_context
def _hundredths(context: Context, value: float) -> str:
    said = f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")
    return figure_in(said, context["language"])


@pass_context
def _duration(context: Context, seconds: float | None) -> str:
    if seconds is None:
        return "–"
    text: Text = context["t"]
    if seconds < _HALF_MINUTES:
        return text("report.seconds", n=round(seconds))
    return text("report.minutes", n=round(seconds / 60))


def _result_in(learner: LearnerMeasure, lesson: str) -> Result | None:
    return next((result for result in learner.results if result.lesson == lesson), None)


def _style() -> Markup:
    return Markup(css("class_report/page.css"))  # noqa: S704 - a file of the kit, as is the script


def _script() -> Markup:
    return Markup(esm("class_report/page.js"))  # noqa: S704


@cache
def environment(*folders: Path) -> Environment:
    """Return the templates of the report, and those of other folders that use its parts."""
    made = templates(_HERE, *folders)
    made.globals["settings"] = settings
    made.filters |= {
        "percent": _percent,
        "points": lambda share: f"{share * 100:.1f}",
        "change": _change,
        "duration": _duration,
        "hundredths": _hundredths,
        "message": _message,
        "sort_value": lambda value: "" if value is None else value,  # what is not known comes last in either order
        "short": lambda item: item.removeprefix("q-"),
        "flags": _flags,
        "result_in": _result_in,
    }
    return made

"""What charts say around their figures: the axis of years, what is missing, what is not confirmed, and sources."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kit.amounts import Amount
from kit.charts.panels import Axis
from kit.facts.localization import localized
from kit.facts.provenance import cite, find
from kit.facts.tables import Row
from kit.text import settings, text_in


def year_axis(first: int, last: int, language: str, room: float = 0) -> Axis:
    """Return the axis from one year to another: round years are labelled, and there is some room at its end."""
    step = 10 if last - first > 25 else 5  # noqa: PLR2004 - so that the years fit a narrow screen
    shown = [year for year in range(first, last + 1) if year % step == 0] or [first]
    ticks = tuple((float(year), str(year)) for year in shown)
    return Axis(text_in(language)("chart.year"), first - 0.7, last + max(room, 0.7), ticks)


def ticks(steps: Iterable[float], unit: str, language: str, key: str = "amount.whole") -> tuple[tuple[float, str], ...]:
    """Return the steps of an axis with what is written at them, as the language counts thousands and billions."""
    return tuple((step, text_in(language)(key, value=Amount(step, unit))) for step in steps)


def gaps(rows: Iterable[Row], language: str) -> str:
    """Return a sentence on the years between the first and the last for which there is no figure; empty for none."""
    known = sorted({row["year"] for row in rows})
    missing = []
    for before, after in pairwise(known):
        if after - before > 1:
            key = "chart.gap_year" if after - before == 2 else "chart.gap_years"  # noqa: PLR2004
            missing.append(text_in(language)(key, first=before + 1, last=after - 1))
    years = text_in(language)("chart.list_joiner").join(missing)
    return text_in(language)("chart.gaps", years=years) if missing else ""


def hollow_marks(rows: Iterable[Row], language: str) -> str:
    """Return what a hollow mark means, where a figure is not confirmed; else empty."""
    return "" if all(row["certainty"] == "confirmed" for row in rows) else text_in(language)("chart.hollow")


def source_line(rows: Iterable[Row], language: str) -> str:
    """Return who all the rows are from, in their order.

    Source: columns ``source_id`` of the rows and ``attribution`` of table ``sources``.
    """
    ids = dict.fromkeys(source_id for row in rows for source_id in str(row["source_id"]).split(";"))
    who = dict.fromkeys(localized(find(source_id), "attribution", language) for source_id in ids)
    return text_in(language)("chart.sources", sources=settings(language).list_joiner.join(who))


def cited(words: str, row: Row, language: str) -> str:
    """Return words with who says so.

    Source: columns ``attribution``, ``locator`` and ``certainty`` of the row.
    """
    return f"{words}{settings(language).stop}{cite(row, language=language)}"

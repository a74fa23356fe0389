"""Which partner of ASEAN reached which rank when."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.charts.chart import Chart
from kit.charts.figures import source_line
from kit.charts.panels import BLUE, GREEN, ORANGE, Axis, Dash, Marker, Panel, Point, Series
from kit.dates import decimal_year, span
from kit.errors import KitError
from kit.facts.provenance import cite
from kit.facts.tables import load
from kit.text import date_in, partial_date_in, text_in

STORY = date(2023, 7, 13)
RANKS = ("dialogue", "strategic", "comprehensive")
_LOOKS: tuple[tuple[str, Marker, Dash, float], ...] = (
    (GREEN, "circle", "dot", 2),
    (ORANGE, "square", "dash", 4),
    (BLUE, "diamond", "solid", 6),
)
Row = dict[str, Any]


def ladder(as_of: date, language: str) -> Chart:
    """Return the ladder of the partners on a day; a rank counts once it has surely been reached.

    Raises
    ------
    KitError
        When no partner had a rank yet.

    Source: table ``partnerships``.
    """
    text = text_in(language)
    rows = [row for row in _partners() if _rank(row, as_of) >= 0]
    if not rows:
        raise KitError(
            f"No partner had a rank yet on {date_in(as_of)}.",
            where="as_of",
            do='Choose a day from 1975 on, such as "1977-12-31".',
        )
    rows.sort(key=lambda row: (-_rank(row, as_of), _middle(_since(row, _rank(row, as_of)))))
    end = max(decimal_year(as_of), _middle(_since(rows[-1], 0)) + 1)
    series = []
    for rank, (color, marker, dash, width) in enumerate(_LOOKS):
        runs = [_run(row, place, rank, as_of, language) for place, row in enumerate(rows) if _rank(row, as_of) >= rank]
        if runs:
            name = text(f"chart.rank.{RANKS[rank]}")
            names = [
                (Point(decimal_year(as_of), place - 0.33, label=name, side="left"),)
                for place, row in enumerate(rows)
                if _rank(row, as_of) == rank
            ]
            series.append(Series((*runs, *names), color, name, marker, dash, width))
    years = [(year, str(year)) for year in range(1975, as_of.year + 1, 10)]
    heads = tuple((place, _name(row, language)) for place, row in enumerate(rows))
    panel = Panel(
        "",
        Axis(text("chart.year"), 1972, end + 1, tuple(years)),
        Axis("", len(rows) - 0.5, -0.6, heads),
        tuple(series),
        46 * len(rows) + 20,
        (decimal_year(STORY), text("chart.story", date=date_in(STORY, language))) if as_of >= STORY else None,
        rows=True,
    )
    japan = next((_rank(row, as_of) for row in rows if row["iso3"] == "JPN"), -1)
    return Chart(
        "ladder",
        language,
        text(
            "chart.ladder.title",
            date=date_in(as_of, language),
            count=sum(_rank(row, as_of) == len(RANKS) - 1 for row in rows),
            total=len(rows),
            rank=text(f"chart.rank.{RANKS[japan]}" if japan >= 0 else "chart.rank.none"),
        ),
        text("chart.ladder.alt", count=len(rows)),
        text("chart.ladder.note"),
        source_line(rows, language),
        tuple(_in_words(row, as_of, language) for row in rows),
        (panel,),
        tuple(
            (name, "string") for name in ("partner_id", "name", *(f"{rank}_since" for rank in RANKS), "rank", "source")
        ),
        tuple(_told(row, as_of, language) for row in rows),
    )


def _run(row: Row, place: int, rank: int, as_of: date, language: str) -> tuple[Point, ...]:
    """Return the stroke of one rank of one partner: from its first day to the next rank, or to the day."""
    since = _since(row, rank)
    words = f"{_name(row, language)}: {_reached(row, rank, language)}"
    first = Point(_middle(since), place, words, cite(row), since[:4], "below")
    if rank < _rank(row, as_of):
        return first, Point(_middle(_since(row, rank + 1)), place)
    return first, Point(decimal_year(as_of), place)


def _reached(row: Row, rank: int, language: str) -> str:
    text, since = text_in(language), partial_date_in(_since(row, rank), language)
    return text("chart.ladder.since", rank=text(f"chart.rank.{RANKS[rank]}"), date=since)


def _in_words(row: Row, as_of: date, language: str) -> str:
    ranks = [_reached(row, rank, language) for rank in range(_rank(row, as_of), -1, -1) if _since(row, rank)]
    return f"{_name(row, language)}: {', '.join(ranks)}. {cite(row)}"


def _told(row: Row, as_of: date, language: str) -> tuple[str | None, ...]:
    """Return the row of the table: only what had been reached on the day."""
    now = _rank(row, as_of)
    dates = [_since(row, rank) if rank <= now else None for rank in range(len(RANKS))]
    return (row["partner_id"], _name(row, language), *dates, RANKS[now], cite(row))


def _partners() -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in load("partnerships").to_dict("records")]


def _rank(row: Row, as_of: date) -> int:
    """Return the highest rank reached on a day, -1 for none."""
    reached = [rank for rank in range(len(RANKS)) if _since(row, rank) and span(_since(row, rank))[1] <= as_of]
    return max(reached, default=-1)


def _since(row: Row, rank: int) -> str:
    value = row[f"{RANKS[rank]}_since"]
    return value if isinstance(value, str) else ""


def _middle(partial: str) -> float:
    """Return the middle of what a date may mean, as a year with decimals."""
    return sum(map(decimal_year, span(partial))) / 2


def _name(row: Row, language: str) -> str:
    return str(row["name_ja"] if language == "ja" else row["name_en"])

"""Which partner of ASEAN reached which rank when."""

from __future__ import annotations

from datetime import date

from kit.charts.annotations import cited, source_line
from kit.charts.chart import Chart
from kit.charts.panels import BLUE, GREEN, ORANGE, Axis, Dash, Marker, Panel, Point, Series
from kit.dates import decimal_year, span
from kit.facts.localization import localized
from kit.facts.partners import RANKS, rank, since
from kit.facts.provenance import cite
from kit.facts.tables import Row, rows
from kit.text import LearnerError, date_in, partial_date_in, settings, text_in

STORY = date(2023, 7, 13)
_LOOKS: tuple[tuple[str, Marker, Dash, float], ...] = (
    (GREEN, "circle", "dot", 2),
    (ORANGE, "square", "dash", 4),
    (BLUE, "diamond", "solid", 6),
)


def ladder_chart(as_of: date, language: str) -> Chart:
    """Return the ladder of the partners on a day; a rank counts once it has surely been reached.

    Raises
    ------
    KitError
        When no partner had a rank yet.

    Source: table ``partnerships``.
    """
    text, total = text_in(language), len(RANKS)
    shown = [row for row in rows("partnerships") if rank(row, as_of) >= 0]
    if not shown:
        raise LearnerError("ask.no_rank", where="as_of", day=as_of)
    shown.sort(key=lambda row: (-rank(row, as_of), _middle(since(row, rank(row, as_of)))))
    japan = next((rank(row, as_of) for row in shown if row["iso3"] == "JPN"), -1)
    return Chart(
        name="ladder",
        language=language,
        title=text(
            "chart.ladder.title",
            date=date_in(as_of, language),
            count=sum(rank(row, as_of) == total - 1 for row in shown),
            total=len(shown),
            rank=text(f"chart.rank.{RANKS[japan]}" if japan >= 0 else "chart.rank.none"),
        ),
        alt=text("chart.ladder.alt", count=len(shown)),
        note=text("chart.ladder.note"),
        source_line=source_line(shown, language),
        said=tuple(_in_words(row, as_of, language) for row in shown),
        panels=(_panel(shown, as_of, language),),
        columns=tuple(
            (name, "string") for name in ("partner_id", "name", *(f"{name}_since" for name in RANKS), "rank", "source")
        ),
        rows=tuple(_table_row(row, as_of, language) for row in shown),
    )


def _panel(shown: list[Row], as_of: date, language: str) -> Panel:
    """Return a row for each partner, with a stroke for each rank."""
    text, today, series = text_in(language), decimal_year(as_of), []
    for level, (color, marker, dash, width) in enumerate(_LOOKS):
        runs = [
            _run(row, place, level, as_of, language) for place, row in enumerate(shown) if rank(row, as_of) >= level
        ]
        if runs:
            name = text(f"chart.rank.{RANKS[level]}")
            names = [
                (Point(today, place - 0.33, label=name, side="left"),)
                for place, row in enumerate(shown)
                if rank(row, as_of) == level
            ]
            series.append(Series((*runs, *names), color, name, marker, dash, width))
    end = max(today, _middle(since(shown[-1], 0)) + 1)
    years = tuple((year, str(year)) for year in range(1975, as_of.year + 1, 10))
    heads = tuple((place, localized(row, "name", language)) for place, row in enumerate(shown))
    return Panel(
        "",
        Axis(text("chart.year"), 1972, end + 1, years),
        Axis("", len(shown) - 0.5, -0.6, heads),
        tuple(series),
        46 * len(shown) + 20,
        (decimal_year(STORY), text("chart.story", date=date_in(STORY, language))) if as_of >= STORY else None,
        rows=True,
    )


def _run(row: Row, place: int, level: int, as_of: date, language: str) -> tuple[Point, ...]:
    """Return the stroke of one rank of one partner: from its first day to the next rank, or to the day."""
    words = f"{localized(row, 'name', language)}{settings(language).colon}{_reached(row, level, language)}"
    first = Point(
        _middle(since(row, level)), place, words, cite(row, language=language), since(row, level)[:4], "below"
    )
    if level < rank(row, as_of):
        return first, Point(_middle(since(row, level + 1)), place)
    return first, Point(decimal_year(as_of), place)


def _reached(row: Row, level: int, language: str) -> str:
    text, day = text_in(language), partial_date_in(since(row, level), language)
    return text("chart.ladder.since", rank=text(f"chart.rank.{RANKS[level]}"), date=day)


def _in_words(row: Row, as_of: date, language: str) -> str:
    ranks = [_reached(row, level, language) for level in range(rank(row, as_of), -1, -1) if since(row, level)]
    name = localized(row, "name", language)
    reached = text_in(language)("chart.list_joiner").join(ranks)
    return cited(f"{name}{settings(language).colon}{reached}", row, language)


def _table_row(row: Row, as_of: date, language: str) -> tuple[str | None, ...]:
    """Return the row of the table: only what had been reached on the day."""
    now = rank(row, as_of)
    dates = [since(row, level) if level <= now else None for level in range(len(RANKS))]
    return (row["partner_id"], localized(row, "name", language), *dates, RANKS[now], cite(row, language=language))


def _middle(partial: str) -> float:
    """Return the middle of what a date may mean, as a year with decimals."""
    return sum(map(decimal_year, span(partial))) / 2

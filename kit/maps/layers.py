"""From tables to the parts of a scene: who is filled how, which places are marked, what the colours mean."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from kit.errors import KitError
from kit.facts.provenance import cite
from kit.facts.tables import load
from kit.maps.scene import Area, Dot, Entry
from kit.text import date_in, text_in

# Light to dark. All colours of a map can be told apart with every common colour vision; a test computes it.
SCALE = ("#fff0a0", "#b8dd9a", "#66bfa8", "#3590c2", "#3a5ea8")
# By year of joining: the earlier, the darker; the latest stands out.
WAVES = {1967: SCALE[4], 1984: SCALE[3], 1995: SCALE[2], 1997: SCALE[1], 1999: SCALE[0], 2025: "#f4883a"}
NOT_YET = "#ffffff"
NO_FIGURE = "#858585"
JAPAN = "#e6c3f2"

Row = dict[str, Any]


class Colouring(NamedTuple):
    """The states with their fills, and what the fills mean; the subject is a figure with its year and unit."""

    areas: tuple[Area, ...]
    legend_title: str
    legend: tuple[Entry, ...]
    subject: str = ""


def colour(as_of: date, color_by: str, language: str) -> Colouring:
    """Return every state of the map on a day, filled by the year of joining or by a figure of the members.

    Classes of a figure hold about the same number of members each (quantiles). The figures are those of the
    last year, not after `as_of`, for which a member has one; a member without one is shown as such.

    Raises
    ------
    KitError
        When there is no such figure for members.

    Source: tables ``members`` and ``indicators``.
    """
    text = text_in(language)
    painted = _by_joining(as_of, language) if color_by == "joined" else _by_figure(as_of, color_by, language)
    legend = list(painted.legend)
    if not all(area.member for area in painted.areas):
        legend.append(Entry(NOT_YET, text("map.no_member_yet")))
    legend.append(Entry(JAPAN, text("map.japan")))
    return painted._replace(areas=(*painted.areas, _japan(language)), legend=tuple(legend))


def capitals(language: str) -> tuple[Dot, ...]:
    """Return the capitals of Japan and of all that are members today, west to east.

    Source: table ``places``.
    """
    text = text_in(language)
    states = {row["iso3"]: _name(row, language) for row in (*_states(), _row_of_japan())}
    shown = "name_ja" if language == "ja" else "place"
    dots = []
    for row in sorted(_rows("places"), key=lambda row: row["lon"]):
        if row["capital"] and row["iso3"] in states:
            words = (text("map.capital_of", name=states[row["iso3"]]), cite(row))
            dots.append(Dot(row[shown], row["lat"], row["lon"], words, row["iso3"]))
    return tuple(dots)


def _by_joining(as_of: date, language: str) -> Colouring:
    text = text_in(language)
    not_yet = text("map.not_yet", date=date_in(as_of, language))
    areas = []
    for row in _states():
        member, year = _is_member(row, as_of), row["joined_day"].year
        since = text("map.member_since", date=date_in(row["joined_day"], language)) if member else not_yet
        words = (since, text("map.capital", capital=row["capital"]), cite(row))
        fill = WAVES.get(year, SCALE[0]) if member else NOT_YET
        areas.append(Area(row["iso3"], _name(row, language), fill, words, str(year) if member else "", member))
    legend = {area.group: Entry(area.fill, text("map.joined_in", year=area.group)) for area in areas if area.member}
    return Colouring(tuple(areas), text("map.by_joining"), tuple(legend.values()))


def _by_figure(as_of: date, indicator: str, language: str) -> Colouring:
    text = text_in(language)
    figures, title = _figures(as_of, indicator, language)
    ranked = sorted(figures, key=lambda iso3: figures[iso3][0])
    count = min(len(SCALE), len(ranked))
    classes = {iso3: rank * count // len(ranked) for rank, iso3 in enumerate(ranked)}
    areas = []
    for row in _states():
        iso3, member = row["iso3"], _is_member(row, as_of)
        if not member:
            first, fill, source = text("map.not_yet", date=date_in(as_of, language)), NOT_YET, cite(row)
        elif iso3 in figures:
            value, source = figures[iso3]
            first, fill = f"{title}: {value:,.0f}", SCALE[classes[iso3]]
        else:
            first, fill, source = text("map.no_figure", title=title), NO_FIGURE, cite(row)
        group = str(classes[iso3]) if iso3 in classes else ""
        areas.append(Area(iso3, _name(row, language), fill, (first, source), group, member))
    legend = []
    for number in range(count):
        inside = [f"{figures[iso3][0]:,.0f}" for iso3 in ranked if classes[iso3] == number]
        low, high = inside[0], inside[-1]
        legend.append(Entry(SCALE[number], low if low == high else text("map.from_to", low=low, high=high)))
    if any(area.fill == NO_FIGURE for area in areas):
        legend.append(Entry(NO_FIGURE, text("map.no_figure_short")))
    return Colouring(tuple(areas), text("map.by_figure"), tuple(legend), title)


def _figures(as_of: date, indicator: str, language: str) -> tuple[dict[str, tuple[float, str]], str]:
    """Return the figure of each member with its source line, and what it is, unit and year included."""
    text = text_in(language)
    now = [row for row in _states() if _is_member(row, as_of)]
    if indicator == "area_km2":
        return {row["iso3"]: (row["area_km2"], cite(row)) for row in now}, text("map.area")
    known = _by_year()
    if indicator not in known:
        do = f"Choose one of: joined, area_km2, {', '.join(sorted(known))}."
        raise KitError(f"The members cannot be coloured by {indicator!r}.", where="color_by", do=do)
    here = {row["iso3"] for row in now}
    years = [year for year, rows in known[indicator].items() if year <= as_of.year and here & rows.keys()]
    year = max(years, default=as_of.year)
    rows = known[indicator].get(year, {})
    values = {iso3: (float(row["value"]), cite(row)) for iso3, row in rows.items() if iso3 in here}
    return values, text(f"figure.{indicator}", year=year)


@cache
def _by_year() -> dict[str, dict[int, dict[str, Row]]]:
    """Return the rows of the members' figures by indicator, year and state."""
    members = {row["iso3"] for row in _rows("members")}
    found: dict[str, dict[int, dict[str, Row]]] = {}
    for row in _rows("indicators"):
        if row["iso3"] in members:
            found.setdefault(row["indicator"], {}).setdefault(row["year"], {})[row["iso3"]] = row
    return found


def _japan(language: str) -> Area:
    """Return Japan, which is a partner and never a member."""
    row = _row_of_japan()
    since = text_in(language)("map.partner_since", date=date_in(row["dialogue_since_day"], language))
    return Area("JPN", _name(row, language), JAPAN, (since, cite(row)), "", member=False)


def _row_of_japan() -> Row:
    return next(row for row in _rows("partnerships") if row["iso3"] == "JPN")


@cache
def _rows(table: str) -> list[Row]:
    """Return the rows of one of the kit's own tables as plain dictionaries: a step of the dial has 5 ms."""
    return [{str(name): value for name, value in row.items()} for row in load(table).to_dict("records")]


def _states() -> list[Row]:
    return sorted(_rows("members"), key=lambda row: (row["joined"], row["name_en"]))


def _is_member(row: Row, as_of: date) -> bool:
    return bool(row["joined"] <= as_of.isoformat())


def _name(row: Row, language: str) -> str:
    return str(row["name_ja"] if language == "ja" else row["name_en"])

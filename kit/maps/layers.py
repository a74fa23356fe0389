"""From tables to the parts of a scene: who is filled how, which places are marked, what the colours mean."""

from __future__ import annotations

from datetime import date

import pandas as pd

from kit.errors import KitError
from kit.facts.as_of import members
from kit.facts.provenance import cite
from kit.facts.tables import load
from kit.maps.scene import Area, Dot, Entry
from kit.text import date_in, text_in

# Light to dark, told apart with every common colour vision and in grey; the darkest still shows a dark border.
SCALE = ("#ffffd4", "#c7e9b4", "#7fcdbb", "#41a0c4", "#4575b4")
# By year of joining, early to late.
_WAVES = {1967: "#4575b4", 1984: "#41a0c4", 1995: "#7fcdbb", 1997: "#c7e9b4", 1999: "#f0f5b0", 2025: "#fdbf6f"}
_NOT_YET = "#ffffff"
_NO_FIGURE = "#d0d0d0"
JAPAN = "#d9c2e6"


def areas_by_joining(as_of: date, language: str) -> tuple[tuple[Area, ...], tuple[Entry, ...]]:
    """Return every state and the legend, filled by the year in which it joined.

    Source: table ``members``.
    """
    text = text_in(language)
    not_yet = text("map.not_yet", date=date_in(as_of, language))
    in_it = set(members(as_of)["iso3"])
    rows = load("members").sort_values("joined_day")
    areas = []
    for row in rows.to_dict("records"):
        member = row["iso3"] in in_it
        year = row["joined_day"].year
        words = (
            text("map.member_since", date=date_in(row["joined_day"], language)) if member else not_yet,
            text("map.capital", capital=row["capital"]),
            cite(row),
        )
        fill = _WAVES.get(year, SCALE[0]) if member else _NOT_YET
        areas.append(Area(row["iso3"], _name(row, language), fill, words, str(year) if member else "", member))
    years = sorted({area.group for area in areas if area.member})
    legend = [Entry(_WAVES.get(int(year), SCALE[0]), text("map.joined_in", year=year)) for year in years]
    if len(in_it) < len(rows):
        legend.append(Entry(_NOT_YET, text("map.no_member_yet")))
    return (*areas, japan(language)), (*legend, Entry(JAPAN, text("map.japan")))


def areas_by_figure(as_of: date, indicator: str, language: str) -> tuple[tuple[Area, ...], tuple[Entry, ...], str]:
    """Return every state, the legend and its title, filled by a figure of the members.

    The classes hold about the same number of members each (quantiles); the figures are those of the last
    year, not after `as_of`, for which at least one member has one.

    Raises
    ------
    KitError
        When no table holds such a figure for members.

    Source: table ``indicators`` or, for the area, ``members``.
    """
    text = text_in(language)
    now = members(as_of)
    values, title, cites = _figures(as_of, indicator, language)
    known = values[values.index.isin(now["iso3"])].dropna()
    count = min(len(SCALE), known.nunique())
    groups = pd.qcut(known, count, duplicates="drop") if count > 1 else pd.Series(0, index=known.index)
    codes = groups.cat.codes if count > 1 else groups
    scale = SCALE if count == len(SCALE) else SCALE[-count:] if count else ()
    in_it = set(now["iso3"])
    areas = []
    for row in load("members").to_dict("records"):
        iso3, member = row["iso3"], row["iso3"] in in_it
        if not member:
            words, fill = (text("map.not_yet", date=date_in(as_of, language)), cite(row)), _NOT_YET
        elif iso3 in codes.index:
            words, fill = (f"{title}: {known[iso3]:,.0f}", cites[iso3]), scale[codes[iso3]]
        else:
            words, fill = (text("map.no_figure", title=title),), _NO_FIGURE
        group = str(codes[iso3]) if iso3 in codes.index else ""
        areas.append(Area(iso3, _name(row, language), fill, words, group, member))
    legend = []
    for code in sorted(codes.unique()):
        inside = known[codes == code]
        low, high = f"{inside.min():,.0f}", f"{inside.max():,.0f}"
        legend.append(Entry(scale[code], low if low == high else text("map.from_to", low=low, high=high)))
    if len(known) < len(now):
        legend.append(Entry(_NO_FIGURE, text("map.no_figure_short")))
    if len(now) < len(areas):
        legend.append(Entry(_NOT_YET, text("map.no_member_yet")))
    return (*areas, japan(language)), (*legend, Entry(JAPAN, text("map.japan"))), title


def colourings() -> list[str]:
    """Return what the members can be coloured by."""
    indicators = load("indicators")
    of_members = indicators[indicators["iso3"].isin(load("members")["iso3"])]
    return ["joined", "area_km2", *sorted(of_members["indicator"].unique())]


def capitals(as_of: date, language: str) -> tuple[Dot, ...]:
    """Return the capitals of the members of a day and of Japan, west to east.

    Source: table ``places``.
    """
    places = load("places")
    shown = places[places["capital"] & places["iso3"].isin([*members(as_of)["iso3"], "JPN"])]
    name = "name_ja" if language == "ja" else "place"
    return tuple(
        Dot(row[name], row["lat"], row["lon"], (cite(row),)) for row in shown.sort_values("lon").to_dict("records")
    )


def japan(language: str) -> Area:
    """Return Japan, which is a partner and never a member."""
    text = text_in(language)
    partners = load("partnerships").set_index("iso3")
    row = partners.loc["JPN"]
    name = row["name_ja"] if language == "ja" else row["name_en"]
    words = (text("map.partner_since", date=date_in(row["dialogue_since_day"], language)), cite(row))
    return Area("JPN", name, JAPAN, words, "", member=False)


def _name(row: dict[str, str], language: str) -> str:
    return row["name_ja"] if language == "ja" else row["name_en"]


def _figures(as_of: date, indicator: str, language: str) -> tuple[pd.Series, str, dict[str, str]]:
    """Return the figure of each member, what it is with unit and year, and where each is from."""
    text = text_in(language)
    if indicator == "area_km2":
        rows = load("members").set_index("iso3")
        cites = {iso3: cite(row) for iso3, row in rows.iterrows()}
        return rows["area_km2"].astype(float), text("map.area"), cites
    if indicator not in colourings():
        raise KitError(
            f"The members cannot be coloured by {indicator!r}.",
            where="member_map, color_by",
            do=f"Choose one of: {', '.join(colourings())}.",
        )
    rows = load("indicators")
    rows = rows[
        (rows["indicator"] == indicator) & rows["iso3"].isin(members(as_of)["iso3"]) & (rows["year"] <= as_of.year)
    ]
    if rows.empty:
        raise KitError(
            f"There is no {indicator!r} for any member by {as_of.isoformat()}.",
            where="member_map, as_of",
            do="Choose a later day.",
        )
    year = rows["year"].max()
    rows = rows[rows["year"] == year].set_index("iso3")
    cites = {iso3: cite(row) for iso3, row in rows.iterrows()}
    return rows["value"].astype(float), text(f"figure.{indicator}", year=year), cites

"""The fill of each state and what it means: by the year of joining, by a figure, or one group against the rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from kit.facts.figures import member_figures
from kit.facts.localization import localized
from kit.facts.membership import is_member, states
from kit.facts.partners import RANKS, japan, rank
from kit.facts.provenance import cite
from kit.facts.tables import Row
from kit.maps.layers.areas import Area
from kit.maps.layers.layer import Figure
from kit.maps.scene import Entry
from kit.suggest import name_list, nearest
from kit.text import LearnerError, date_in, figure_in, settings, text_in

# Light to dark. All colours of a map can be told apart with every common colour vision; a test computes it.
SCALE = ("#fff0a0", "#b8dd9a", "#66bfa8", "#3590c2", "#3a5ea8")
# By year of joining: the earlier, the darker; the latest stands out.
WAVES = {1967: SCALE[4], 1984: SCALE[3], 1995: SCALE[2], 1997: SCALE[1], 1999: SCALE[0], 2025: "#f4883a"}
NOT_YET = "#ffffff"
NO_FIGURE = "#858585"
JAPAN = "#e6c3f2"
GROUP, REST = SCALE[4], SCALE[0]
# Of Japan: before any rank, and with each of them.
BY_RANK = (JAPAN, SCALE[1], SCALE[3], SCALE[4])

_LONG = 1_000_000  # from here on the legend says "1.2 million"


class Colouring(NamedTuple):
    """The states with their fills, and what the fills mean; the subject is a figure with its year and unit."""

    areas: tuple[Area, ...]
    legend_title: str
    legend: tuple[Entry, ...]
    subject: str = ""


def colour_members(as_of: date, color_by: str, language: str) -> Colouring:
    """Return every state of the map on a day, filled by the year of joining, by a figure, or by Japan's rank.

    Classes of a figure hold about the same number of members each (quantiles). The figures are those of the
    last year, not after `as_of`, for which a member has one; a member without one is shown as such.

    Raises
    ------
    KitError
        When there is no such figure for members.

    Source: tables ``members``, ``indicators`` and ``partnerships``.
    """
    if color_by == "rank":
        return _by_rank(as_of, language)
    colouring = _by_joining(as_of, language) if color_by == "joined" else _by_figure(as_of, color_by, language)
    return _with_others(colouring, as_of, language)


def highlight_members(as_of: date, group: Collection[str], language: str) -> Colouring:
    """Return every state of the map on a day, some members in a fill of their own.

    Raises
    ------
    KitError
        When one of the group is not a member on that day.

    Source: table ``members``.
    """
    text, now = text_in(language), [row["iso3"] for row in states() if is_member(row, as_of)]
    if isinstance(group, str) or not group or not set(group) <= set(now):
        strange = [group] if isinstance(group, str) else [str(name) for name in group if name not in now]
        named = {row["name_en"]: row["iso3"] for row in states() if row["iso3"] in now}
        near = {named[name] for wrong in strange for name in nearest(wrong, named, 1)}
        do, names = "ask.members_near" if near else "", name_list(strange) or "–"
        known = {"near": sorted(near), "known": name_list(now)}
        raise LearnerError("ask.members", where="highlight", do=do, day=as_of, names=names, **known)
    areas = tuple(
        replace(area, fill=GROUP if area.id in group else REST, group="group" if area.id in group else "rest")
        if area.member
        else area
        for area in _by_joining(as_of, language).areas
    )
    legend = [Entry(GROUP, text("map.group", count=len(set(group))))]
    if len(set(group)) < len(now):
        legend.append(Entry(REST, text("map.rest", count=len(now) - len(set(group)))))
    return _with_others(Colouring(areas, text("map.by_group"), tuple(legend)), as_of, language)


def pale_land(as_of: date, fill: str, language: str) -> tuple[Area, ...]:
    """Return every state in one pale fill, without words: the background for what is drawn upon it."""
    members = {row["iso3"]: is_member(row, as_of) for row in states()}
    return tuple(
        Area(
            row["iso3"], localized(row, "name", language), fill, (), "", members.get(row["iso3"], False), labelled=False
        )
        for row in (*states(), japan())
    )


def _with_others(colouring: Colouring, as_of: date, language: str) -> Colouring:
    """Add those that are not members: the ones that will be, and Japan."""
    text, legend = text_in(language), list(colouring.legend)
    if not all(area.member for area in colouring.areas):
        legend.append(Entry(NOT_YET, text("map.no_member_yet")))
    row = japan()
    reached = RANKS[: rank(row, as_of) + 1]
    legend.append(Entry(JAPAN, text("map.japan" if reached else "map.japan_before")))
    words = [text(f"map.partner_{name}", date=date_in(row[f"{name}_since_day"], language)) for name in reached]
    none_yet = text("map.partner_none", date=date_in(as_of, language))
    area = Area(
        "JPN",
        localized(row, "name", language),
        JAPAN,
        tuple(words) or (none_yet,),
        "",
        member=False,
        source=cite(row, language=language),
    )
    return colouring._replace(areas=(*colouring.areas, area), legend=tuple(legend))


def _by_rank(as_of: date, language: str) -> Colouring:
    """Fill Japan by its rank, and all members alike; the other partners lie beyond the map."""
    text, joined = text_in(language), _by_joining(as_of, language)
    areas = tuple(replace(area, fill=REST if area.member else area.fill, group="") for area in joined.areas)
    plain = Colouring(areas, text("map.by_rank"), (Entry(REST, text("map.member")),))
    colouring, level = _with_others(plain, as_of, language), rank(japan(), as_of)
    fill, named = BY_RANK[level + 1], text(f"chart.rank.{RANKS[level] if level >= 0 else 'none'}")
    return colouring._replace(
        areas=(*colouring.areas[:-1], replace(colouring.areas[-1], fill=fill)),
        legend=(*colouring.legend[:-1], Entry(fill, text("map.japan_rank", rank=named))),
    )


def _by_joining(as_of: date, language: str) -> Colouring:
    text = text_in(language)
    not_yet = text("map.not_yet", date=date_in(as_of, language))
    areas = []
    for row in states():
        member, year = is_member(row, as_of), row["joined_day"].year
        since = text("map.member_since", date=date_in(row["joined_day"], language)) if member else not_yet
        words = (since, text("map.capital", capital=row["capital"]))
        fill = WAVES.get(year, SCALE[0]) if member else NOT_YET
        group = str(year) if member else ""
        areas.append(
            Area(
                row["iso3"], localized(row, "name", language), fill, words, group, member, cite(row, language=language)
            )
        )
    legend = {area.group: Entry(area.fill, text("map.joined_in", year=area.group)) for area in areas if area.member}
    return Colouring(tuple(areas), text("map.by_joining"), tuple(legend.values()))


def _by_figure(as_of: date, indicator: str, language: str) -> Colouring:
    text = text_in(language)
    found, title = _figures(as_of, indicator, language)
    ranked = sorted(found, key=lambda iso3: found[iso3][0].value)
    count = min(len(SCALE), len(ranked))
    classes = {iso3: rank * count // len(ranked) for rank, iso3 in enumerate(ranked)}
    areas = []
    for row in states():
        iso3, member = row["iso3"], is_member(row, as_of)
        figure, source = found.get(iso3, (None, cite(row, language=language)))
        if not member:
            first, fill = text("map.not_yet", date=date_in(as_of, language)), NOT_YET
        elif figure:
            first, fill = (
                f"{title}{settings(language).colon}{figure_in(f'{figure.value:,.0f}', language)}",
                SCALE[classes[iso3]],
            )
        else:
            first, fill = text("map.no_figure", title=title), NO_FIGURE
        group = str(classes[iso3]) if iso3 in classes else ""
        areas.append(Area(iso3, localized(row, "name", language), fill, (first,), group, member, source, figure))
    legend = []
    for number in range(count):
        inside = [_short(found[iso3][0].value, language) for iso3 in ranked if classes[iso3] == number]
        low, high = inside[0], inside[-1]
        legend.append(Entry(SCALE[number], low if low == high else text("map.from_to", low=low, high=high)))
    if any(area.fill == NO_FIGURE for area in areas):
        legend.append(Entry(NO_FIGURE, text("map.no_figure_short")))
    return Colouring(tuple(areas), text("map.by_figure"), tuple(legend), title)


def _figures(as_of: date, indicator: str, language: str) -> tuple[dict[str, tuple[Figure, str]], str]:
    """Return the figure of each member with its source line, and what it is, unit and year included."""
    text = text_in(language)
    now = [row for row in states() if is_member(row, as_of)]
    if indicator == "area_km2":
        unit = text("map.km2")
        return {row["iso3"]: (Figure(float(row["area_km2"]), unit), cite(row, language=language)) for row in now}, text(
            "map.area"
        )
    known = member_figures()
    if indicator not in known:
        names = name_list(["joined", "rank", "area_km2", *sorted(known)])
        raise LearnerError("ask.colour", where="color_by", do="lesson.choose", name=indicator, known=names)
    here = {row["iso3"] for row in now}
    years = [year for year, rows in known[indicator].items() if year <= as_of.year and here & rows.keys()]
    year = max(years, default=as_of.year)
    rows: Mapping[str, Row] = known[indicator].get(year, {})
    values = {
        iso3: (Figure(float(row["value"]), row["unit"], year), cite(row, language=language))
        for iso3, row in rows.items()
        if iso3 in here
    }
    return values, text(f"figure.{indicator}", year=year)


def _short(value: float, language: str) -> str:
    """Return a number as one can take it in: "1.2 trillion"."""
    if abs(value) < _LONG:
        return figure_in(f"{value:,.0f}", language)
    from babel.numbers import format_compact_decimal

    return format_compact_decimal(value, format_type=settings(language).numbers, locale=language, fraction_digits=1)

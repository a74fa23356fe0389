"""The fill of each state and what it means: by the year of joining, by a figure, or one group against the rest."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec.structs import replace

from kit.facts.localization import localized
from kit.facts.membership import is_member, states
from kit.facts.partners import RANKS, japan, rank
from kit.facts.provenance import cite
from kit.maps.colour_classes import classed_members
from kit.maps.colours import BY_RANK, GROUP, JAPAN, NOT_YET, REST, SCALE, WAVES, Colouring
from kit.maps.layers.areas import Area
from kit.maps.scene import Entry
from kit.suggest import name_list, nearest
from kit.text import LearnerError, date_in, text_in


def colour_members(as_of: date, color_by: str, language: str) -> Colouring:
    """Return every state of the map on a day, filled by the year of joining, by a figure, or by Japan's rank.

    Raises
    ------
    KitError
        When there is no such figure for members.

    Source: tables ``members``, ``indicators`` and ``partnerships``.
    """
    if color_by == "rank":
        return _by_rank(as_of, language)
    colouring = _by_joining(as_of, language) if color_by == "joined" else classed_members(as_of, color_by, language)
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
        known = {"near": name_list(sorted(near)), "known": name_list(now)}
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
        words = (since, text("map.capital", capital=localized(row, "capital", language)))
        fill = WAVES.get(year, SCALE[0]) if member else NOT_YET
        group = str(year) if member else ""
        areas.append(
            Area(
                row["iso3"], localized(row, "name", language), fill, words, group, member, cite(row, language=language)
            )
        )
    legend = {area.group: Entry(area.fill, text("map.joined_in", year=area.group)) for area in areas if area.member}
    return Colouring(tuple(areas), text("map.by_joining"), tuple(legend.values()))

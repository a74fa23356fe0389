"""The map of the members on a day: the course's first picture."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kit.dates import day
from kit.facts.localization import localized
from kit.facts.partners import RANKS, partners, rank
from kit.maps.capitals_and_seas import capitals, seas
from kit.maps.choropleth import colour_members, highlight_members
from kit.maps.layers.areas import Areas
from kit.maps.scene import Scene
from kit.text import LearnerError, date_in, list_in, settings, text_in


def member_scene(
    as_of: str = "today",
    *,
    color_by: str = "joined",
    highlight: Collection[str] = (),
    title: str | None = None,
    language: str = "en",
) -> Scene:
    """Return ASEAN's members on a day, with Japan and pale neighbours; see `kit.map`.

    Raises
    ------
    KitError
        When `as_of` is not a day, nothing is known by the name `color_by`, or one of `highlight` is not a member then.

    Source: tables ``members``, ``places``, ``indicators``, ``partnerships``; outlines from Natural Earth.
    """
    text, when = text_in(language), day(as_of)
    codes = () if highlight is None else highlight  # a column of a table is neither true nor false
    group = codes if isinstance(codes, str) else tuple(map(str, codes))
    if group and color_by != "joined":
        raise LearnerError("ask.figure_or_group", where="color_by, highlight")
    colouring = highlight_members(when, group, language) if group else colour_members(when, color_by, language)
    count = sum(area.member for area in colouring.areas)
    plain = text("map.title", count=count, date=date_in(when, language))
    if color_by == "rank":
        known = sum(rank(row, when) >= 0 for row in partners())
        plain = text("map.title_rank", count=count, partners=known, date=date_in(when, language))
    if colouring.subject:
        plain = text("map.title_figure", subject=colouring.subject, title=plain)
    remarks = _ranks(when, language) if color_by == "rank" else ()
    sources = (
        *("map.sources", "map.sources_members", "map.sources_figures" if colouring.subject else ""),
        "map.sources_ranks" if color_by == "rank" else "",
    )
    return Scene(
        title=title or plain,
        as_of=when,
        language=language,
        layers=(Areas(colouring.areas), capitals(language), seas(language)),
        legend_title=colouring.legend_title,
        legend=colouring.legend,
        source_line=settings(language).joiner.join(text(key) for key in sources if key),
        note=text("map.no_side"),
        subject=colouring.subject,
        subtitle=plain if title else "",
        remarks=remarks,
    )


def _ranks(as_of: date, language: str) -> tuple[str, ...]:
    """Return who has which rank on a day, a line for each rank, the highest first."""
    text, lines = text_in(language), []
    for level in range(len(RANKS) - 1, -1, -1):
        names = [localized(row, "name", language) for row in partners() if rank(row, as_of) == level]
        if names:
            said = text(f"map.rank.{RANKS[level]}", count=len(names), names=list_in(names, language))
            lines.append(said)
    return tuple(lines) or (text("map.rank.nobody", date=date_in(as_of, language)),)

"""The map of the members on a day: the course's first picture."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from babel.lists import format_list

from kit.dates import day
from kit.errors import KitError
from kit.maps.choropleth import colour
from kit.maps.choropleth import highlight as marked
from kit.maps.labels import capitals, seas
from kit.maps.map_view import SceneMap
from kit.maps.rows import RANKS, name_in, partners, rank
from kit.maps.scene import Scene
from kit.text import date_in, text_in


def member_map(
    as_of: str = "today",
    color_by: str = "joined",
    title: str | None = None,
    language: str = "en",
    highlight: Collection[str] = (),
) -> SceneMap:
    """Return the map of ASEAN's members on a day, with Japan and pale neighbours.

    Parameters
    ----------
    as_of : str
        A day as ``"2023-07-13"``, or ``"today"``.
    color_by : str
        ``"joined"`` (year of joining), ``"rank"`` (Japan's rank as a partner, and below the map everybody's),
        ``"area_km2"``, or a figure of table ``indicators`` that members have, such as ``"population"``; then in
        classes of about equal numbers of members.
    title : str, optional
        A title of your own; date and number of members then stand below it.
    language : str
        ISO 639-1: ``"en"`` or ``"ja"``.
    highlight : list of str
        Members to set off against the rest, by their codes (ISO 3166-1 alpha-3), instead of colours.

    Returns
    -------
    SceneMap
        Shows itself; ``to_folium()``, ``to_svg()``, ``to_table()``, ``save("map.html")``.

    Raises
    ------
    KitError
        When `as_of` is no day, nothing is known by that name, or one of `highlight` is no member on that day.

    Source: tables ``members``, ``places``, ``indicators``, ``partnerships``; outlines from Natural Earth.

    Examples
    --------
    >>> len(member_map("2023-07-13").to_table().query("what == 'member'"))
    10
    """
    return SceneMap(member_scene(as_of, color_by, title, language, highlight))


def member_scene(
    as_of: str = "today",
    color_by: str = "joined",
    title: str | None = None,
    language: str = "en",
    highlight: Collection[str] = (),
) -> Scene:
    """Return the scene of the members on a day; see `member_map`."""
    text, when = text_in(language), day(as_of)
    if highlight and color_by != "joined":
        do = "Leave out color_by or highlight."
        raise KitError("A map shows either a figure or a group.", where="color_by, highlight", do=do)
    painted = marked(when, highlight, language) if highlight else colour(when, color_by, language)
    count = sum(area.member for area in painted.areas)
    plain = text("map.title", count=count, date=date_in(when, language))
    if color_by == "rank":
        known = sum(rank(row, when) >= 0 for row in partners())
        plain = text("map.title_rank", count=count, partners=known, date=date_in(when, language))
    if painted.subject:
        plain = text("map.title_figure", subject=painted.subject, title=plain)
    remarks = _ranks(when, language) if color_by == "rank" else ()
    sources = (
        *("map.sources", "map.sources_members", "map.sources_figures" if painted.subject else ""),
        "map.sources_ranks" if color_by == "rank" else "",
    )
    return Scene(
        title or plain,
        when,
        language,
        painted.areas,
        painted.legend_title,
        painted.legend,
        " ".join(text(key) for key in sources if key),
        text("map.no_side"),
        dots=capitals(language),
        subject=painted.subject,
        subtitle=plain if title else "",
        remarks=remarks,
        seas=seas(language),
    )


def _ranks(as_of: date, language: str) -> tuple[str, ...]:
    """Return who has which rank on a day, a line for each rank, the highest first."""
    text, lines = text_in(language), []
    for level in range(len(RANKS) - 1, -1, -1):
        names = [name_in(row, language) for row in partners() if rank(row, as_of) == level]
        if names:
            said = text(f"map.rank.{RANKS[level]}", count=len(names), names=format_list(names, locale=language))
            lines.append(said)
    return tuple(lines) or (text("map.rank.nobody", date=date_in(as_of, language)),)

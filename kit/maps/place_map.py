"""The map of the places where it happened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kit.dates import span
from kit.facts.localization import localized
from kit.facts.provenance import cite
from kit.facts.tables import Row, rows
from kit.maps.capitals_and_seas import seas
from kit.maps.choropleth import pale_land
from kit.maps.extent import MEMBERS_AND_JAPAN, in_sight
from kit.maps.layers.areas import Areas
from kit.maps.layers.places import Dot, Event, Places
from kit.maps.scene import Scene
from kit.text import LearnerError, partial_date_in, sentences, settings, text_in

_LAND = "#d3dfbd"
# The side of a name that would cover another one on the right of its dot.
_SIDES = {
    "Jakarta": "left",
    "Kuala Lumpur": "left",
    "Naypyidaw": "top",
    "Phnom Penh": "left",
    "Tokyo": "left",
    "Yangon": "left",
}


def place_scene(  # noqa: PLR0913 - each narrows the choice of events
    *,
    kinds: Collection[str] | None = None,
    first: str | int | None = None,
    last: str | int | None = None,
    in_story: bool | None = None,
    title: str | None = None,
    language: str = "en",
) -> Scene:
    """Return the places where the events of the timeline happened; see `kit.map`.

    The number in a dot says how many. What happened too far away for this map is listed below it, and so is how
    many events have no single place.

    Raises
    ------
    KitError
        When there is no such kind, a date is not one, or nothing happened.

    Source: tables ``timeline`` and ``places``; outlines from Natural Earth.
    """
    text, today = text_in(language), date.today()  # noqa: DTZ011 - the learner's own day
    begin = span(str(first))[0] if first is not None else date.min
    end = span(str(last))[1] if last is not None else today
    found = _events(kinds, begin, end, in_story)
    dots, years = _dots(found, language), [row["date"][:4] for row in found]
    placed = sum(len(dot.events) for dot in dots)
    events, places = text("count.events", count=placed), text("count.places", count=len(dots))
    plain = text("map.places", events=events, places=places, first=min(years), last=max(years))
    return Scene(
        title=title or plain,
        as_of=min(end, today),
        language=language,
        layers=(Areas(pale_land(min(end, today), _LAND, language)), Places(dots), seas(language)),
        legend_title=text("map.number_in_dot"),
        legend=(),
        source_line=sentences((text("map.sources"), text("map.sources_events")), language),
        note=text("map.no_side"),
        subtitle=plain if title else "",
        remarks=_remarks(dots, len(found) - placed, language),
    )


def _events(kinds: Collection[str] | None, begin: date, end: date, in_story: bool | None) -> list[Row]:  # noqa: FBT001
    """Return the rows of the timeline that are wanted, oldest first."""
    known = sorted({row["kind"] for row in rows("timeline")})
    wanted = known if kinds is None else [kinds] if isinstance(kinds, str) else list(kinds)
    strange = [kind for kind in wanted if kind not in known]
    if strange:
        names = {"name": strange[0], "known": ", ".join(known)}
        raise LearnerError("ask.kind", where="kit.map, kinds", do="lesson.choose", **names)
    found = []
    for row in sorted(rows("timeline"), key=lambda row: str(row["date"])):
        (earliest, latest), is_in_story = span(row["date"]), row["paragraph"] is not None
        if row["kind"] in wanted and begin <= latest and earliest <= end and in_story in {None, is_in_story}:
            found.append(row)
    if not any(row["place"] for row in found):
        raise LearnerError("ask.no_place", where="kit.map")
    return found


def _dots(found: list[Row], language: str) -> tuple[Dot, ...]:
    """Return a dot for each place, in the order of the first event there."""
    homes = {row["place"]: row for row in rows("places")}
    dots = []
    for place in dict.fromkeys(row["place"] for row in found if row["place"]):
        here = [row for row in found if row["place"] == place]
        events = tuple(
            Event(
                row["event_id"],
                row["date"],
                partial_date_in(row["date"], language),
                localized(row, "title", language),
                cite(row, language=language),
            )
            for row in here
        )
        words = tuple(f"{event.when}{settings(language).colon}{event.title}" for event in events)
        said = (localized(row, "attribution", language) for row in here)
        joiner = settings(language).list_joiner
        source = joiner.join(dict.fromkeys(name for names in said for name in names.split(joiner)))
        home, side = homes[place], _SIDES.get(place, "right")
        dots.append(Dot(localized(home, "name", language), home["lat"], home["lon"], words, "", source, events, side))
    return tuple(dots)


def _remarks(dots: tuple[Dot, ...], placeless: int, language: str) -> tuple[str, ...]:
    """Say what the map leaves out: what happened far away, and what has no single place."""
    text = text_in(language)
    joiner = text("chart.list_joiner")
    away = [
        text("map.place_years", name=dot.name, years=joiner.join(event.date[:4] for event in dot.events))
        for dot in dots
        if not in_sight(dot.lat, dot.lon, MEMBERS_AND_JAPAN)
    ]
    remarks = []
    if away:
        remarks.append(text("map.far_away", names=joiner.join(away)))
    if placeless:
        remarks.append(text("map.placeless", count=placeless))
    return tuple(remarks)

"""The notebook's word for a map."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection
from inspect import signature
from typing import Any, Literal

from kit.maps.map_view import SceneMap
from kit.maps.member_map import member_scene
from kit.maps.place_map import place_scene
from kit.maps.scene import Scene
from kit.maps.trade_map import trade_scene
from kit.suggest import name_list, unknown_name
from kit.text import LearnerError, session_language
from kit.translations import caption_in
from kit.wrong_calls import explained

Name = Literal["members", "places", "trade"]
_MADE_BY: dict[str, Callable[..., Scene]] = {"members": member_scene, "places": place_scene, "trade": trade_scene}


def map(name: Name, *when: Any, language: str | None = None, **choices: Any) -> SceneMap:  # noqa: A001, ANN401 - `kit.map`
    """Return one of the course's maps.

    Parameters
    ----------
    name : str
        ``"members"``: ASEAN's members on a day, with Japan and pale neighbours; ``"places"``: where the events of
        the timeline happened; ``"trade"``: trade in goods between Japan and members, the wider an arrow, the more.
    *when : str or int
        Of members, the day, such as ``"2023-07-13"``; today unless given. Of trade, the year, from 2009 on; the last
        year with figures unless given.
    language : str, optional
        ISO 639-1, such as ``"ja"``; that of the lesson unless given.
    **choices
        Of all: `title`, a title of your own; the map's own title then becomes its subtitle.

        Of members: `color_by`, which is ``"joined"`` (year of joining), ``"rank"`` (Japan's rank as a partner, and
        below the map everybody's), ``"area_km2"``, or a figure of table ``indicators`` that members have, such as
        ``"population"``, in classes of about equal numbers of members; or `highlight`, a list of members to set off
        against the rest, by their codes (ISO 3166-1 alpha-3).

        Of places: `kinds`, a list of some of ``"japan-asean"``, ``"asean"``, ``"japan"``, ``"partner"``, ``"world"``;
        `first` and `last`, as ``1973``, ``"1973-07"`` or ``"1973-07-13"``, both included; `in_story`, True for what
        the news story speaks of, False for the rest.

    Returns
    -------
    SceneMap
        Shows itself; ``to_folium()``, ``to_svg()``, ``to_table()``, ``save("map.html")``.

    Raises
    ------
    KitError
        When there is no such map, or a choice is not possible.

    Source: tables ``members``, ``places``, ``indicators``, ``partnerships``, ``timeline``; outlines by Natural Earth.

    Examples
    --------
    >>> len(map("members", "2023-07-13").to_table().query("what == 'member'"))
    10
    >>> map("places", first=1974, last=1974).to_table().query("what == 'event'")["place"].item()
    'Jakarta'
    >>> map("trade", 2023).to_table().query("id == 'THA-JPN'")["value"].item()
    3609.5
    """
    if name not in _MADE_BY:
        raise unknown_name("ask.map", name, _MADE_BY, "kit.map")
    make = explained(_MADE_BY[name], "kit.map")
    try:
        signature(make).bind(*when, **choices)
    except TypeError as error:
        words = name_list(signature(make).parameters)
        raise LearnerError("ask.map_words", where="kit.map", name=name, error=error, words=words) from None
    chosen = session_language(language)
    if choices.get("title") is not None:
        choices["title"] = caption_in(str(choices["title"]), chosen)
    return SceneMap(make(*when, language=chosen, **choices))


def member_map(
    as_of: str = "today",
    color_by: str = "joined",
    title: str | None = None,
    language: str | None = None,
    highlight: Collection[str] = (),
) -> SceneMap:
    """Return the map of members; deprecated: `kit.map` does it."""
    _deprecated("member_map", "members")
    return map("members", as_of, color_by=color_by, title=title, language=language, highlight=highlight)


def place_map(  # noqa: PLR0913, PLR0917 - as it was
    kinds: Collection[str] | None = None,
    first: str | int | None = None,
    last: str | int | None = None,
    in_story: bool | None = None,  # noqa: FBT001 - as it was
    title: str | None = None,
    language: str | None = None,
) -> SceneMap:
    """Return the map of events; deprecated: `kit.map` does it."""
    _deprecated("place_map", "places")
    return map("places", kinds=kinds, first=first, last=last, in_story=in_story, title=title, language=language)


def flow_map(year: int | None = None, title: str | None = None, language: str | None = None) -> SceneMap:
    """Return the map of trade; deprecated: `kit.map` does it."""
    _deprecated("flow_map", "trade")
    return map("trade", year, title=title, language=language)


def _deprecated(old: str, name: str) -> None:
    warnings.warn(
        f'kit.{old}(...) will go: write kit.map("{name}", ...).', DeprecationWarning, stacklevel=4
    )  # past `explained`

"""The timeline: an ordered list of events first, a picture of it second, both with one choice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from pathlib import Path
from typing import ClassVar

import pandas as pd
import traitlets
from msgspec.structs import replace

from kit.assets import css, esm
from kit.dates import decimal_year, span
from kit.facts.event_words import event_words
from kit.facts.localization import AnyRow, localized
from kit.facts.provenance import cite
from kit.facts.selection import FIRST_YEAR
from kit.facts.tables import load_filled
from kit.maps.layers.places import Places
from kit.maps.place_map import place_scene
from kit.maps.to_page import page
from kit.suggest import name_list, nearest
from kit.text import LearnerError, session_language, settings, text_in
from kit.widgets.readable_widget import ReadableWidget, Words, is_run_by_program

KINDS = ("japan-asean", "japan", "asean", "partner", "world")
_TEXTS = (
    *("show", "keys", "picture", "events", "tools", "nearer", "farther", "earlier", "later", "whole"),
    *("all", "some", "one", "near"),
)
_MAP_TEXTS = ("map", "pick", "here", "away", "nowhere", "none")


def timeline(
    first: int | None = FIRST_YEAR,
    *,
    kinds: Iterable[str] | None = None,
    language: str | None = None,
    folder: Path | None = None,
    with_map: bool = False,
) -> Timeline:
    """Return the events of the fifty years, and of those before, as a list and a picture.

    Events before `first` are a tick away and are never left out silently.

    Parameters
    ----------
    first : int or None
        The year to begin with; that of the first event when None.
    kinds : iterable of str, optional
        Whose events are ticked: ``"japan-asean"``, ``"japan"``, ``"asean"``, ``"partner"``, ``"world"``;
        all of them unless given.
    language : str, optional
        Language of dates and buttons, ISO 639-1, such as ``"ja"``; that of the lesson unless given.
    folder : pathlib.Path, optional
        Another data folder, whose table ``timeline`` is shown.
    with_map : bool
        Whether a map of the places is shown next to the list: an event shows its place, and a place opens its events.

    Returns
    -------
    Timeline
        A widget; ``.chosen`` is the id of the event that is open, ``.years`` what the picture is zoomed to,
        ``.to_table()`` the events shown.

    Raises
    ------
    KitError
        When there is no such kind, no event from that year on, or no map for another data folder.

    Source: table ``timeline``, and table ``places`` for the map.
    """
    chosen = KINDS if kinds is None else tuple(kinds)
    return Timeline(first, chosen, session_language(language), folder, with_map=with_map)


class Timeline(ReadableWidget):
    """Events in order; what is ticked and what is open can be read and set from Python.

    ``kinds`` are the kinds that are ticked, ``story`` whether only events that the story names are shown,
    ``early`` whether those before the first year are. ``years`` are the first and the last year of the picture, such as
    ``1970, 1985``, and empty for all.
    """

    _esm = esm("widgets/timeline/timeline.js")
    _css = css("widgets/timeline/timeline.css")
    spec = traitlets.Dict().tag(sync=True)
    kinds = traitlets.List(traitlets.Unicode()).tag(sync=True)
    story = traitlets.Bool(default_value=False).tag(sync=True)
    early = traitlets.Bool(default_value=False).tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)
    years = traitlets.List(traitlets.Int()).tag(sync=True)
    _told: ClassVar[set[str]] = set()  # ids of the events that an earlier timeline of the page has told

    def __init__(
        self,
        first: int | None,
        kinds: tuple[str, ...],
        language: str,
        folder: Path | None = None,
        *,
        with_map: bool = False,
    ) -> None:
        if with_map and folder is not None:
            raise LearnerError("ask.own_map", where="kit.timeline, with_map")
        table = load_filled("timeline", folder)
        days = [span(partial) for partial in table["date"]]
        order = sorted(range(len(table)), key=lambda place: days[place])
        self._table = table.iloc[order].reset_index(drop=True)
        self._days = [days[place] for place in order]
        first = self._first = self._year(self._days[0][0].year if first is None else first)
        text = text_in(language)
        self._text, self._language, self._folder = text, language, folder
        early = sum(end.year < first for _, end in self._days)
        low, high = self._days[0][0].year, max(self._days[-1][1].year, date.today().year)  # noqa: DTZ011 - the learner's own day
        self._reach = min(first, low), high
        super().__init__(
            spec={
                "events": [self._event(place) for place in range(len(self._table))],
                "kinds": [[kind, text(f"timeline.kind.{kind}")] for kind in KINDS],
                "text": {
                    **{name: text(f"timeline.{name}") for name in _TEXTS},
                    "story": text("timeline.only_story"),
                    "leave": text("card.leave"),
                    "early": text("timeline.early", count=early, year=first) if early else "",
                },
                "language": language,
                "range": [first, low, high + 1],
                **(self._map() if with_map else {}),
            },
            kinds=list(kinds),
        )

    @property
    def language(self) -> str:
        """Language of dates and buttons, ISO 639-1."""
        return self._language

    def to_words(self) -> Words:
        """Return the events that are shown, in order; where a page is made, each is told once, later it has a title."""
        shown = self.to_table().to_dict("records")
        told = Timeline._told if is_run_by_program() else set[str]()
        events = [self._in_words(row, is_told=row["event_id"] in told) for row in shown]
        told.update(row["event_id"] for row in shown)
        items = "".join(f"<li>{escape(event)}</li>" for event in events)
        return Words("\n".join([*events, self._text("words.run")]), f"<ul>{items}</ul>")

    def _in_words(self, row: AnyRow, *, is_told: bool) -> str:
        """Return an event as a line of text: its date and title, and what happened unless it is told already."""
        said, language = event_words(row, self._language, self._folder), settings(self._language)
        title = f"{said['when']}{language.colon}{said['title']}{language.stop}"
        return title.rstrip() if is_told else title + said["what_happened"]

    def to_table(self) -> pd.DataFrame:
        """Return the events that are shown, in order, with all columns of table ``timeline``."""
        shown = [
            kind in self.kinds and not (self.story and pd.isna(paragraph)) and (self.early or end.year >= self._first)
            for kind, paragraph, (_, end) in zip(self._table["kind"], self._table["paragraph"], self._days, strict=True)
        ]
        return self._table[shown].reset_index(drop=True)

    @traitlets.validate("kinds")
    def _known_kinds(self, proposal: dict[str, list[str]]) -> list[str]:
        unknown = [kind for kind in proposal["value"] if kind not in KINDS]
        if unknown:
            names = {"name": unknown[0], "known": name_list(KINDS)}
            raise LearnerError("ask.kind", where="kit.timeline, kinds", do="lesson.choose", **names)
        return [kind for kind in KINDS if kind in proposal["value"]]

    @traitlets.validate("years")
    def _known_years(self, proposal: dict[str, list[int]]) -> list[int]:
        years, (low, high) = proposal["value"], self._reach
        if years and not (len(years) == 2 and low <= years[0] <= years[1] <= high):  # noqa: PLR2004 - first and last
            raise LearnerError("ask.picture_years", where="years", given=years, first=low, last=high)
        return years

    @traitlets.validate("chosen")
    def _known_event(self, proposal: dict[str, str]) -> str:
        chosen, ids = proposal["value"], list(self._table["event_id"])
        if chosen and chosen not in ids:
            near = name_list(nearest(chosen, ids))
            raise LearnerError("ask.event", where="chosen", do="lesson.meant" if near else "", name=chosen, near=near)
        return chosen

    def _map(self) -> dict[str, object]:
        """Return the page with the places of all events, what is below it, and which event belongs to which dot."""
        scene = place_scene(title=self._text("timeline.map"), language=self._language)
        dots = [dot for dot in scene.dots if scene.shows(dot)]
        # The list says what happened, so the map need not lay these words over the land.
        few = [(self._text("timeline.in_all", count=len(dot.events)),) for dot in scene.dots]
        bare = [replace(dot, words=words, source="") for dot, words in zip(scene.dots, few, strict=True)]
        # What is below the map is text of the timeline, which is as tall as it needs to be; a frame is not.
        alone = replace(scene.with_layer(Places(tuple(bare))), legend_title="", remarks=(), note="", source_line="")
        return {
            "page": page(alone, pick=True),
            "foot": [scene.legend_title, *scene.remarks, scene.foot],
            "dots": {event.id: dot.name for dot in dots for event in dot.events},
            "says": {name: self._text(f"timeline.{name}") for name in _MAP_TEXTS},
        }

    def _year(self, first: int) -> int:
        last = self._days[-1][1].year
        if isinstance(first, bool) or not isinstance(first, int) or first > last:
            raise LearnerError("ask.first_year", where="kit.timeline, first", given=first, last=last)
        return first

    def _said(self, row: AnyRow, field: str) -> str:
        return localized(row, field, self._language, self._folder)

    def _event(self, place: int) -> dict[str, object]:
        row, (begin, end) = self._table.iloc[place], self._days[place]
        said = event_words(row, self._language, self._folder)
        known = {
            "id": row["event_id"],
            "kind": row["kind"],
            "when": said["when"],
            "title": said["title"],
            "place": "" if pd.isna(row["place"]) else self._said(row, "place"),
            "story": said["story"],
            "words": [said["what_happened"], self._said(row, "significance")],
            "source": cite(row, self._folder, self._language),
            "at": round(decimal_year(begin), 2),
            "until": "" if begin == end else round(decimal_year(end), 2),
            "early": end.year < self._first,
        }
        return {name: value for name, value in known.items() if value}

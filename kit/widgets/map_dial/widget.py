"""The as-of dial: a slider of years that restyles the map of members and says what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import pandas as pd
import traitlets
from msgspec.structs import replace

from kit.assets import css, esm
from kit.dates import day, span
from kit.facts.localization import localized
from kit.facts.membership import members
from kit.facts.partners import RANKS, japan, partners, rank, since
from kit.facts.provenance import cite
from kit.facts.tables import Row, load
from kit.maps.map_view import SceneMap
from kit.maps.member_map import member_scene
from kit.maps.scene import Scene
from kit.maps.to_page import page
from kit.picture import drawn
from kit.text import LearnerError, date_in, list_in, partial_date_in, session_language, settings, text_in
from kit.widgets.readable_widget import ReadableWidget, Words

_FIRST = date(1967, 8, 8)  # ASEAN is founded
_TEXTS = ("back", "onward", "play", "pause", "year", "map", "pick")


def dial(as_of: str = "today", *, color_by: str = "joined", language: str | None = None) -> MapDial:
    """Return the map of members with a dial of years, from 1967 to today.

    The map begins on the day that is given; the slider then goes by the ends of years, the last one being today.

    Parameters
    ----------
    as_of : str
        The day to begin with, as ``"2023-07-13"``, or ``"today"``.
    color_by : str
        As in `kit.map`; ``"rank"`` goes from one partner's new rank to the next.
    language : str, optional
        ISO 639-1, such as ``"ja"``; that of the lesson unless given.

    Returns
    -------
    MapDial
        A widget; ``.as_of`` is the day shown, ``.chosen`` the state that was clicked, ``.members()`` the table,
        ``.member()`` what is known of the chosen one.

    Raises
    ------
    KitError
        When `as_of` is not a day from 1967 to today, or nothing is known by the name `color_by`.

    Source: tables ``members``, ``indicators`` and ``partnerships``, and ``timeline`` for the chosen state.
    """
    return MapDial(day(as_of), color_by, session_language(language))


class MapDial(ReadableWidget):
    """The map of members on a day that a slider chooses.

    One step sends what differs from the page that the map came as, and a sentence: it is enough for a view
    that is opened later, and small.
    """

    _esm = esm("widgets/map_dial/dial.js")
    _css = css("widgets/map_dial/dial.css")
    spec = traitlets.Dict().tag(sync=True)
    year = traitlets.Int().tag(sync=True)
    step = traitlets.Dict().tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)
    about = traitlets.Dict().tag(sync=True)

    def __init__(self, when: date, color_by: str, language: str) -> None:
        today = day()
        if not _FIRST <= when <= today:
            raise LearnerError("ask.dial", where="kit.dial, as_of", day=when, first=_FIRST)
        self._text = text_in(language)
        self._language, self._color_by = language, color_by
        self._when, self._today = when, today
        self._scene = self._first = member_scene(when.isoformat(), color_by=color_by, language=language)
        table = load("members")
        self._joined = {iso3: since.year for iso3, since in zip(table["iso3"], table["joined_day"], strict=True)}
        super().__init__(
            spec={
                # What the list below says is left out of the map, where it would not follow the year.
                "page": page(
                    replace(self._scene, remarks=()), pick=True, options=tuple(area.id for area in self._scene.areas)
                ),
                "names": {area.id: area.name for area in self._scene.areas},
                "open": color_by == "rank",
                "text": {"leave": self._text("card.leave")} | {name: self._text(f"dial.{name}") for name in _TEXTS},
                "language": language,
                "range": [_FIRST.year, today.year],
                "stops": sorted({*self._changing(), today.year}),
            },
            year=when.year,
            step=self._step(self._text("dial.start", title=self._scene.title)),
        )
        self.observe(self._turn, names="year")
        self.observe(self._tell, names="chosen")

    @property
    def language(self) -> str:
        """Language of the map, ISO 639-1."""
        return self._language

    def to_words(self) -> Words:
        """Return the map of the day as a picture, and all that it says."""
        picture = SceneMap(self._scene)
        return Words(f"{picture!r}\n{self._text('words.run')}", drawn(picture) + picture.to_list())

    @property
    def as_of(self) -> date:
        """The day that the map shows."""
        return self._when

    def members(self) -> pd.DataFrame:
        """Return the members on the day that the map shows; see `kit.members`."""
        return members(self._when)

    def member(self) -> pd.DataFrame:
        """Return what is known of the chosen state on the day that the map shows, and where it is from.

        Its joining, its capital, its figures of the latest year, and then what happened there until that day.
        """
        known: dict[str, str] = {}
        for color_by in dict.fromkeys(("joined", "population", self._color_by)):
            areas = (self._scene if color_by == self._color_by else self._colored(color_by)).areas
            known |= {words: area.source for area in areas if area.id == self.chosen for words in area.words}
        places, events = load("places"), load("timeline").sort_values("date")
        here = events[events["place"].isin(places.loc[places["iso3"] == self.chosen, "place"])]
        for _, event in here.iterrows():
            if span(event["date"])[0] <= self._when:
                said = localized(event, "title", self._language)
                known[f"{partial_date_in(event['date'], self._language)}: {said}"] = cite(
                    event, language=self._language
                )
        return pd.DataFrame(known.items(), columns=["what", "source"])

    @traitlets.validate("year")
    def _known_year(self, proposal: dict[str, int]) -> int:
        """Return the year, or the nearest one that the dial has."""
        return min(max(proposal["value"], _FIRST.year), self._today.year)

    def _tell(self, _change: object = None) -> None:
        """Say what is known of the chosen state, if one is chosen."""
        name = next((area.name for area in self._scene.areas if area.id == self.chosen), "")
        title = self._text("dial.about", name=name, date=date_in(self._when, self._language))
        self.about = {"title": title, "lines": self.member().to_numpy().tolist()} if name else {}

    def _colored(self, color_by: str) -> Scene:
        return member_scene(self._when.isoformat(), color_by=color_by, language=self._language)

    def _turn(self, _change: object) -> None:
        """Show the last day of the year that the slider chose, or today."""
        before, old = self._when, self._scene
        self._when = min(date(self.year, 12, 31), self._today)
        self._scene = self._colored(self._color_by)
        self.step = self._step(self._says(before, old))
        self._tell()

    def _step(self, says: str) -> dict[str, object]:
        scene = self._scene
        return {
            "says": says,
            "members": [area.id for area in scene.areas if area.member],
            **({"lines": scene.remarks} if scene.remarks else {}),
            "map": {
                "title": scene.title,
                "legend_title": scene.legend_title,
                "legend": [[entry.fill, entry.text] for entry in scene.legend],
                **_changes(self._first, scene, settings(self._language).colon),
            },
        }

    def _changing(self) -> Iterator[int]:
        """Return the years in which something changes that the colours show."""
        if self._color_by == "joined":
            yield from self._joined.values()
        elif self._color_by == "rank":
            steps = (since(row, level) for row in partners() for level in range(len(RANKS)))
            years = (span(partial)[1].year for partial in steps if partial)
            yield from (year for year in years if year <= self._today.year)
        else:
            yield from range(_FIRST.year, self._today.year)

    def _says(self, before: date, old: Scene) -> str:
        """Say in words what changed between two days."""
        if self._color_by == "rank":
            return self._who_rose(before)
        said = [self._who_joined(before, old)]
        if self._color_by != "joined":
            said += self._figures(old)
        if _japan(before) != _japan(self._when):
            level = _japan(self._when)
            named = self._text(f"chart.rank.{RANKS[level] if level >= 0 else 'none'}")
            said.append(self._text("dial.japan", rank=named))
        return self._together(said)

    def _together(self, said: list[str]) -> str:
        return settings(self._language).joiner.join(said)

    def _who_rose(self, before: date) -> str:
        """Say which partners have a new rank, or, turning back, had not reached it yet."""
        changed = {row["partner_id"]: row for row in partners() if rank(row, before) != rank(row, self._when)}
        early, late = sorted((before.year, self._when.year))
        if not changed:
            return self._text("dial.no_rise", early=early, late=late)
        if self._when < before:
            names = self._listed(changed.values())
            return self._text("dial.not_risen", date=date_in(self._when, self._language), names=names)
        risen = {
            name: [row for row in changed.values() if rank(row, self._when) == level]
            for level, name in enumerate(RANKS)
        }
        return self._together(
            [
                self._text("dial.rose", names=self._listed(rows), rank=self._text(f"chart.rank.{name}"))
                for name, rows in reversed(risen.items())
                if rows
            ]
        )

    def _listed(self, rows: Iterable[Row]) -> str:
        return list_in([localized(row, "name", self._language) for row in rows], self._language)

    def _figures(self, old: Scene) -> list[str]:
        """Say how many members have more and how many less than before, and who has most and least."""
        figures = {area.id: area.figure for area in self._scene.areas if area.figure}
        if not figures:
            return [self._text("dial.no_figures")]
        said, year = [], next(iter(figures.values())).year
        pairs = [(area.figure, figures[area.id]) for area in old.areas if area.figure and area.id in figures]
        if pairs and year and pairs[0][0].year != year:
            more, less = (sum(now.value * way > was.value * way for was, now in pairs) for way in (1, -1))
            said.append(self._text("dial.than", year=pairs[0][0].year, more=more, less=less))
        elif pairs and year:
            said.append(self._text("dial.still", year=year))
        ordered = sorted(figures, key=lambda iso3: figures[iso3].value)
        names = {area.id: area.name for area in self._scene.areas}
        return [*said, self._text("dial.ends", count=len(ordered), most=names[ordered[-1]], least=names[ordered[0]])]

    def _who_joined(self, before: date, old: Scene) -> str:
        """Say who joined between two days, or in the year shown, or, turning back, had not joined yet."""
        now = self._scene.areas
        changed = [area.name for was, area in zip(old.areas, now, strict=True) if area.member != was.member]
        lately = [area.name for area in now if area.member and self._joined.get(area.id) == self._when.year]
        key = "dial.not_yet" if changed and self._when < before else "dial.joined" if changed or lately else "dial.same"
        early, late = sorted((before.year, self._when.year))
        return self._text(
            key,
            names=list_in(changed or lately, self._language),
            early=early,
            late=late,
            date=date_in(self._when, self._language),
            count=sum(area.member for area in now),
        )


def _japan(when: date) -> int:
    """Return the rank of Japan on a day."""
    return rank(japan(), when)


def _changes(was: Scene, now: Scene, colon: str) -> dict[str, object]:
    """Return what changes on the page.

    States share sentences, so a word is the number of its text, or what follows the lead; a word that is the same as
    in the page, counted from the last, is none.
    """
    texts: dict[str, int] = {}
    lead = f"{now.subject}{colon}" if now.subject else "\n"

    def short(word: str) -> str | int:
        return word.removeprefix(lead) if word.startswith(lead) else texts.setdefault(word, len(texts))

    styles: dict[str, dict[str, object]] = {}
    for old, area in zip(was.areas, now.areas, strict=True):
        change: dict[str, object] = {}
        if area.said != old.said:
            last = dict(enumerate(reversed(old.said)))
            change["words"] = [
                None if last.get(place) == word else short(word) for place, word in enumerate(reversed(area.said))
            ][::-1]
        if area.fill != old.fill:
            change["fill"] = area.fill
        if area.member != old.member:
            change["member"] = area.member
        if change:
            styles[area.id] = change
    return {"styles": styles, "texts": list(texts), **({"lead": lead} if now.subject else {})}

"""The map of trade between Japan and the members."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from kit.amounts import Amount
from kit.facts.figures import amount, member_figures
from kit.facts.membership import is_member, states
from kit.facts.provenance import cite
from kit.facts.tables import Row
from kit.maps.capitals_and_seas import capitals
from kit.maps.choropleth import pale_land
from kit.maps.colours import JAPAN, NO_FIGURE, NOT_YET
from kit.maps.extent import Point
from kit.maps.layers.areas import Area, Areas
from kit.maps.layers.flows import Flow, Flows
from kit.maps.layers.layer import Figure
from kit.maps.scene import Entry, Scene
from kit.text import LearnerError, date_in, list_in, settings, text_in

_MEMBER = "#f2e0a2"
_DIRECTIONS = {"sold": "japan_exports_to_bn_jpy", "bought": "japan_imports_from_bn_jpy"}
_FILLS = {"sold": "#d55e00", "bought": "#00795a"}
_ARROWS = {"sold": "↓", "bought": "↑"}
_PER_BN = 0.004  # width of a billion yen, the same in every year, so that years can be compared
_SCALE_BN = 2000
_SCALE_AT = ((5.0, 129.5), (5.0, 139.5))  # in the open ocean
# In Japan the arrows are spread along a coast, so that each can be seen: from the first state to the last, as they
# come from west to east.
_COASTS = {"sold": ((31.6, 131.4), (35.2, 140.2)), "bought": ((37.6, 138.6), (33.6, 130.2))}

Trade = dict[str, dict[str, Row]]


def trade_scene(year: int | None = None, *, title: str | None = None, language: str = "en") -> Scene:
    """Return trade in goods between Japan and members in a year: the wider an arrow, the more yen; see `kit.map`.

    A member without a figure is grey and named below the map; nothing is guessed for it.

    Raises
    ------
    KitError
        When there is no figure for that year.

    Source: table ``indicators``, from Japan Customs; outlines from Natural Earth.
    """
    text, today = text_in(language), date.today()  # noqa: DTZ011 - the learner's own day
    year = _year(year)
    when = min(date(year, 12, 31), today)
    now = {row["iso3"] for row in states() if is_member(row, when)}
    trade = {
        direction: {iso3: row for iso3, row in member_figures()[name].get(year, {}).items() if iso3 in now}
        for direction, name in _DIRECTIONS.items()
    }
    areas = tuple(_area(area, trade, when, language) for area in pale_land(when, _MEMBER, language))
    plain = text("map.flows", year=year)
    return Scene(
        title=title or plain,
        as_of=when,
        language=language,
        layers=(Areas(areas), _flows(areas, trade, language), capitals(language)),
        legend_title=text("map.flows_legend"),
        legend=_legend(areas, language),
        source_line=settings(language).joiner.join(text(key) for key in ("map.sources", "map.sources_flows")),
        note=text("map.no_side"),
        subtitle=plain if title else "",
        remarks=_remarks(areas, trade, year, language),
    )


def _year(year: float | None) -> int:
    """Return a year that has figures, the last one unless another is given."""
    years = sorted({year for name in _DIRECTIONS.values() for year in member_figures()[name]})
    if year is None:
        return years[-1]
    if year not in years:
        names = {"year": year, "first": years[0], "last": years[-1]}
        raise LearnerError("ask.trade", where="kit.map, year", do="ask.years", **names)
    return int(year)  # a table with gaps has it as 2023.0


def _area(area: Area, trade: Trade, when: date, language: str) -> Area:
    """Return a state with its figures; or that there is none, or that it is not a member."""
    text = text_in(language)
    if area.id == "JPN":
        return replace(area, fill=JAPAN, labelled=True)
    if not area.member:
        words = (text("map.not_yet", date=date_in(when, language)),)
        return replace(area, fill=NOT_YET, words=words, labelled=True)
    rows = {direction: by_state[area.id] for direction, by_state in trade.items() if area.id in by_state}
    if not rows:
        return replace(area, fill=NO_FIGURE, words=(text("map.flows_none_here", year=when.year),), labelled=True)
    figures_here = tuple(_words(direction, rows.get(direction), when.year, language) for direction in _DIRECTIONS)
    mark = " ".join(_ARROWS[direction] + text("map.flows_mark", value=amount(row)) for direction, row in rows.items())
    source = settings(language).list_joiner.join(dict.fromkeys(cite(row, language=language) for row in rows.values()))
    return replace(area, words=figures_here, source=source, mark=mark, labelled=True)


def _words(direction: str, row: Row | None, year: int, language: str) -> str:
    text = text_in(language)
    what = text(f"figure.{_DIRECTIONS[direction]}", year=year)
    return text("map.flows_value", what=what, value=amount(row)) if row else text("map.no_figure", title=what)


def _flows(areas: tuple[Area, ...], trade: Trade, language: str) -> Flows:
    """Return the arrows, the widest first so that no thin one is covered."""
    ends = {dot.area: (dot.lat, dot.lon) for dot in capitals(language).dots}
    names = {area.id: area.name for area in areas}
    flows = []
    for direction, by_state in trade.items():
        fanned = sorted(by_state, key=lambda iso3: _bearing(ends[iso3]))
        for place, iso3 in enumerate(fanned):
            row, coast = by_state[iso3], _along(_COASTS[direction], (place + 0.5) / len(fanned))
            (one, start), (other, end) = pair = ("JPN", coast), (iso3, ends[iso3])
            if direction == "bought":
                (other, end), (one, start) = pair
            flows.append(
                Flow(
                    id=f"{one}-{other}",
                    name=text_in(language)("map.flow", one=names[one], other=names[other]),
                    start=start,
                    end=end,
                    width=row["value"] * _PER_BN,
                    fill=_FILLS[direction],
                    words=(_words(direction, row, row["year"], language),),
                    source=cite(row, language=language),
                    figure=Figure(row["value"], row["unit"], row["year"]),
                )
            )
    name, (start, end) = text_in(language)("map.flows_scale", value=Amount(_SCALE_BN, "billion yen")), _SCALE_AT
    scale = Flow(id="", name=name, start=start, end=end, width=_SCALE_BN * _PER_BN, fill="#333333")
    return Flows(tuple(sorted(flows, key=lambda flow: -flow.width)), scale)


def _bearing(at: Point) -> float:
    """Return how far east of the others a place lies, as seen from Japan."""
    lat, lon = at
    return (lon - _COASTS["sold"][1][1]) / (_COASTS["sold"][1][0] - lat)


def _along(line: tuple[Point, Point], part: float) -> Point:
    (lat0, lon0), (lat1, lon1) = line
    return lat0 + part * (lat1 - lat0), lon0 + part * (lon1 - lon0)


def _legend(areas: tuple[Area, ...], language: str) -> tuple[Entry, ...]:
    text, fills = text_in(language), {area.fill for area in areas}
    entries = [
        Entry(_FILLS[direction], text(f"map.flows_{direction}", sign=_ARROWS[direction])) for direction in _DIRECTIONS
    ]
    if NO_FIGURE in fills:
        entries.append(Entry(NO_FIGURE, text("map.no_figure_short")))
    if NOT_YET in fills:
        entries.append(Entry(NOT_YET, text("map.no_member_yet")))
    return tuple(entries)


def _remarks(areas: tuple[Area, ...], trade: Trade, year: int, language: str) -> tuple[str, ...]:
    """Say how to read the arrows, and for whom there is no figure."""
    text = text_in(language)
    remarks = [text("map.flows_join")]
    for direction, by_state in trade.items():
        names = [area.name for area in areas if area.member and area.id not in by_state]
        if names:
            remarks.append(text(f"map.flows_no_{direction}", names=list_in(names, language), year=year))
    return tuple(remarks)

"""The map of trade between Japan and the members."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from babel.lists import format_list

from kit.errors import KitError
from kit.facts.provenance import cite
from kit.maps.choropleth import JAPAN, NO_FIGURE, NOT_YET, land
from kit.maps.labels import capitals
from kit.maps.map_view import SceneMap
from kit.maps.rows import Row, figures, is_member, states
from kit.maps.scene import Area, Entry, Figure, Flow, Point, Scene
from kit.text import date_in, text_in

_MEMBER = "#f2e0a2"
_WAYS = {"sold": "japan_exports_to_bn_jpy", "bought": "japan_imports_from_bn_jpy"}
_FILLS = {"sold": "#d55e00", "bought": "#00795a"}
_SIGNS = {"sold": "↓", "bought": "↑"}
_PER_BN = 0.004  # width of a billion yen, the same in every year, so that years can be compared
_SCALE_BN = 2000
_SCALE_AT = ((5.0, 129.5), (5.0, 139.5))  # in the open ocean
# In Japan the arrows are spread along a coast, so that each can be seen: from the first state to the last, as they
# come from west to east.
_COASTS = {"sold": ((31.6, 131.4), (35.2, 140.2)), "bought": ((37.6, 138.6), (33.6, 130.2))}

Trade = dict[str, dict[str, Row]]


def flow_map(year: int | None = None, title: str | None = None, language: str = "en") -> SceneMap:
    """Return the map of trade in goods between Japan and members in a year: the wider an arrow, the more yen.

    A member without a figure is grey and named below the map; nothing is guessed for it.

    Parameters
    ----------
    year : int, optional
        From 2009 on; the last year with figures unless given.
    title : str, optional
        A title of your own; the year then stands below it.
    language : str
        ISO 639-1: ``"en"`` or ``"ja"``.

    Returns
    -------
    SceneMap
        Shows itself; ``to_folium()``, ``to_svg()``, ``to_table()`` with value and unit (billion yen),
        ``save("map.html")``.

    Raises
    ------
    KitError
        When there is no figure for that year.

    Source: table ``indicators``, from Japan Customs; outlines from Natural Earth.

    Examples
    --------
    >>> flow_map(2023).to_table().query("id == 'THA-JPN'")["value"].item()
    3609.5
    """
    text, today = text_in(language), date.today()  # noqa: DTZ011 - the learner's own day
    year = _year(year)
    when = min(date(year, 12, 31), today)
    now = {row["iso3"] for row in states() if is_member(row, when)}
    trade = {
        way: {iso3: row for iso3, row in figures()[name].get(year, {}).items() if iso3 in now}
        for way, name in _WAYS.items()
    }
    areas = tuple(_area(area, trade, when, language) for area in land(when, _MEMBER, language))
    plain = text("map.flows", year=year)
    scene = Scene(
        title or plain,
        when,
        language,
        areas,
        text("map.flows_legend"),
        _legend(areas, language),
        f"{text('map.sources')} {text('map.sources_flows')}",
        text("map.no_side"),
        dots=capitals(language),
        subtitle=plain if title else "",
        remarks=_remarks(areas, trade, year, language),
        flows=_flows(areas, trade, language),
        scale=Flow("", text("map.flows_scale", value=_SCALE_BN), *_SCALE_AT, _SCALE_BN * _PER_BN, "#333333"),
    )
    return SceneMap(scene)


def _year(year: int | None) -> int:
    """Return a year that has figures, the last one unless another is given."""
    years = sorted({year for name in _WAYS.values() for year in figures()[name]})
    if year is None:
        return years[-1]
    if year not in years:
        do = f"Choose a year from {years[0]} to {years[-1]}."
        raise KitError(f"There is no figure of trade for {year!r}.", where="kit.flow_map, year", do=do)
    return year


def _area(area: Area, trade: Trade, when: date, language: str) -> Area:
    """Return a state with its figures; or that there is none, or that it is no member."""
    text = text_in(language)
    if area.id == "JPN":
        return replace(area, fill=JAPAN, labelled=True)
    if not area.member:
        words = (text("map.not_yet", date=date_in(when, language)),)
        return replace(area, fill=NOT_YET, words=words, labelled=True)
    rows = {way: by_state[area.id] for way, by_state in trade.items() if area.id in by_state}
    if not rows:
        return replace(area, fill=NO_FIGURE, words=(text("map.flows_none_here", year=when.year),), labelled=True)
    figures_here = tuple(_words(way, rows.get(way), when.year, language) for way in _WAYS)
    mark = " ".join(f"{_SIGNS[way]}{row['value']:,.0f}" for way, row in rows.items())
    source = "; ".join(dict.fromkeys(cite(row) for row in rows.values()))
    return replace(area, words=figures_here, source=source, mark=mark, labelled=True)


def _words(way: str, row: Row | None, year: int, language: str) -> str:
    text = text_in(language)
    what = text(f"figure.{_WAYS[way]}", year=year)
    return f"{what}: {row['value']:,.1f}" if row else text("map.no_figure", title=what)


def _flows(areas: tuple[Area, ...], trade: Trade, language: str) -> tuple[Flow, ...]:
    """Return the arrows, the widest first so that no thin one is covered."""
    ends = {dot.area: (dot.lat, dot.lon) for dot in capitals(language)}
    names = {area.id: area.name for area in areas}
    flows = []
    for way, by_state in trade.items():
        fanned = sorted(by_state, key=lambda iso3: _bearing(ends[iso3]))
        for place, iso3 in enumerate(fanned):
            row, coast = by_state[iso3], _along(_COASTS[way], (place + 0.5) / len(fanned))
            (one, start), (other, end) = pair = ("JPN", coast), (iso3, ends[iso3])
            if way == "bought":
                (other, end), (one, start) = pair
            flows.append(
                Flow(
                    f"{one}-{other}",
                    text_in(language)("map.flow", one=names[one], other=names[other]),
                    start,
                    end,
                    row["value"] * _PER_BN,
                    _FILLS[way],
                    (_words(way, row, row["year"], language),),
                    cite(row),
                    Figure(row["value"], row["unit"], row["year"]),
                )
            )
    return tuple(sorted(flows, key=lambda flow: -flow.width))


def _bearing(at: Point) -> float:
    """Return how far east of the others a place lies, as seen from Japan."""
    lat, lon = at
    return (lon - _COASTS["sold"][1][1]) / (_COASTS["sold"][1][0] - lat)


def _along(line: tuple[Point, Point], part: float) -> Point:
    (lat0, lon0), (lat1, lon1) = line
    return lat0 + part * (lat1 - lat0), lon0 + part * (lon1 - lon0)


def _legend(areas: tuple[Area, ...], language: str) -> tuple[Entry, ...]:
    text, fills = text_in(language), {area.fill for area in areas}
    entries = [Entry(_FILLS[way], text(f"map.flows_{way}", sign=_SIGNS[way])) for way in _WAYS]
    if NO_FIGURE in fills:
        entries.append(Entry(NO_FIGURE, text("map.no_figure_short")))
    if NOT_YET in fills:
        entries.append(Entry(NOT_YET, text("map.no_member_yet")))
    return tuple(entries)


def _remarks(areas: tuple[Area, ...], trade: Trade, year: int, language: str) -> tuple[str, ...]:
    """Say how to read the arrows, and for whom there is no figure."""
    text = text_in(language)
    remarks = [text("map.flows_join")]
    for way, by_state in trade.items():
        names = [area.name for area in areas if area.member and area.id not in by_state]
        if names:
            remarks.append(text(f"map.flows_no_{way}", names=format_list(names, locale=language), year=year))
    return tuple(remarks)

"""A scene for print, and for a notebook that is not trusted: SVG in an equal-area projection."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html import escape
from itertools import pairwise
from textwrap import wrap

from pyproj import Proj

from kit.maps.arrows import arrow
from kit.maps.outlines import Ring, outlines
from kit.maps.scene import Extent, Flow, Scene
from kit.text import settings, text_in

_WIDTH = 800
_TOP = 30  # of the map, below its heading
_RING = 10
_BOLD, _OUTLINE = 'font-weight="bold"', 'stroke="#fff" stroke-width="3"'
_ANCHORS = {"center": "middle", "top": "middle", "right": "start", "left": "end"}
Label = Callable[[str, str], str]  # from the attributes of a name and what it says to how it is drawn


def svg(scene: Scene) -> str:
    """Return the scene as SVG text, 800 units wide, with title and description for a screen reader.

    The projection is Lambert's azimuthal equal-area one around the middle of the scene: sizes can be compared.
    """
    *_, height = _frame(scene.extent)
    top = _TOP + (20 if scene.subtitle else 0)
    legend_top = top + height + 20
    below_top = legend_top + 26 + 20 * -(-len(scene.legend) // 3)
    below, letters = _below(scene), settings(scene.language).font
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {below_top + 14 * len(below):.0f}" role="img"',
        f' lang="{escape(scene.language)}" font-family="{letters}" font-size="13" style="max-width:{_WIDTH}px">',
        f"<title>{escape(scene.title)}</title><desc>{escape(_words(scene))}</desc>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="4" y="20" font-size="18" font-weight="bold">{escape(scene.title)}</text>',
        f'<text x="4" y="38">{escape(scene.subtitle)}</text>' if scene.subtitle else "",
        f'<svg y="{top}" width="{_WIDTH}" height="{height:.0f}">',
        *_map(scene, _label),
        "</svg>",
        *_legend(scene, legend_top),
        *(
            f'<text x="4" y="{below_top + 14 * n:.0f}" font-size="11">{escape(line)}</text>'
            for n, line in enumerate(below)
        ),
        "</svg>",
    ]
    return "\n".join(filter(None, lines))


def map_svg(scene: Scene, letters: float) -> str:
    """Return the map of a scene alone, without heading, legend and notes, for a page that has its own.

    Names are `letters` units high, of 800 in the width of the picture. Each is drawn over its own outline, because
    programs that print cannot draw outlines first.
    """
    *_, height = _frame(scene.extent)
    fonts = settings(scene.language).font
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" role="img"',
        f' lang="{escape(scene.language)}" font-family="{fonts}" font-size="{letters:g}">',
        f"<title>{escape(scene.title)}</title>",
        *_map(scene, _label_for_print),
        "</svg>",
    ]
    return "\n".join(lines)


def _map(scene: Scene, label: Label) -> list[str]:
    """Return the map, from the sea up to the names."""
    return [
        '<rect width="100%" height="100%" fill="#e8f1f7"/>',
        f'<path d="{_path("neighbours", scene.extent)}" fill="#f4f2ec" stroke="#c9c5ba" stroke-width=".5"/>',
        *_areas(scene),
        *_seas(scene),
        *_flows(scene, label),
        *_dots(scene, label),
        *_names(scene, label),
    ]


def _label(where: str, words: str) -> str:
    """Return a name in bold with a white outline."""
    return f'<text {where} paint-order="stroke" {_OUTLINE} {_BOLD}>{words}</text>'


def _label_for_print(where: str, words: str) -> str:
    """Return a name in bold over a white outline of its own."""
    return f"<text {where} {_OUTLINE} {_BOLD}>{words}</text><text {where} {_BOLD}>{words}</text>"


def place(lat: float, lon: float, extent: Extent) -> tuple[float, float]:
    """Return where a point lies on the map of an extent, in units of the picture from its upper left corner."""
    return _places([lat], [lon], extent)[0]


def _areas(scene: Scene) -> list[str]:
    """Return the areas, then the rings of those that would be lost."""
    shapes = outlines()
    drawn, rings = [], []
    for area in scene.areas:
        fill = f'fill="{escape(area.fill)}" stroke="#333"'
        drawn.append(f'<path d="{_path(area.id, scene.extent)}" {fill} stroke-width=".7" fill-rule="evenodd"/>')
        if shapes[area.id].small and (area.said or area.labelled):
            x, y = place(*shapes[area.id].middle, scene.extent)
            rings.append(f'<circle cx="{x}" cy="{y}" r="{_RING}" {fill} stroke-width="2"/>')
    return drawn + rings


def _words(scene: Scene) -> str:
    """Return what the picture says, without the source of each thing: the table has them."""
    states = (f"{area.name}: {'. '.join(area.words)}." for area in scene.areas if area.words)
    events = (f"{dot.name}: {'. '.join(dot.words)}." for dot in scene.dots if dot.events)
    return " ".join((*states, *events))


def _below(scene: Scene) -> list[str]:
    """Return the notes below the map, in lines that fit."""
    said = (*scene.remarks, scene.note, scene.source_line, text_in(scene.language)("map.equal_area"))
    return [line for text in said for line in wrap(text, settings(scene.language).line_width)]


def _seas(scene: Scene) -> list[str]:
    lines = []
    for sea in scene.seas:
        x, y = place(sea.lat, sea.lon, scene.extent)
        top = y - 6 * len(sea.names) + 6
        names = "".join(
            f'<tspan x="{x}" y="{top + 12 * n:.1f}">{escape(name)}</tspan>' for n, name in enumerate(sea.names)
        )
        lines.append(f'<text text-anchor="middle" font-size="11" font-style="italic" fill="#35566b">{names}</text>')
    return lines


def _flows(scene: Scene, label: Label) -> list[str]:
    """Return the arrows, and the one that explains their width."""
    lines = []
    for flow in scene.flows:
        title = f"<title>{escape('. '.join((flow.name, *flow.words)))}</title>"
        look = f'fill="{escape(flow.fill)}" stroke="#fff" stroke-width="1.4" paint-order="stroke"'
        lines.append(f'<path d="{_shape(flow, scene.extent)}" {look}>{title}</path>')
    if scene.scale:
        x, y = place(*scene.scale.start, scene.extent)
        lines.append(f'<path d="{_shape(scene.scale, scene.extent, 0)}" fill="{escape(scene.scale.fill)}"/>')
        lines.append(label(f'x="{x}" y="{y + 22:.1f}"', escape(scene.scale.name)))
    return lines


def _shape(flow: Flow, extent: Extent, bow: float = 0.14) -> str:
    spots = arrow(place(*flow.start, extent), place(*flow.end, extent), flow.width, bow)
    return f"M{' '.join(f'{x:.1f} {y:.1f}' for x, y in spots)}z"


def _dots(scene: Scene, label: Label) -> list[str]:
    lines = []
    for dot in filter(scene.shows, scene.dots):
        x, y = place(dot.lat, dot.lon, scene.extent)
        if not dot.events:
            title = f"<title>{escape('. '.join((dot.name, *dot.words)))}</title>"
            lines.append(f'<circle cx="{x}" cy="{y}" r="3" fill="#fff" stroke="#000">{title}</circle>')
            continue
        radius = 8 + min(4, len(dot.events) / 2)
        title = f"<title>{escape('. '.join((dot.name, *dot.words)))}</title>"
        lines.append(f'<circle cx="{x}" cy="{y}" r="{radius:g}" fill="#fff" stroke="#000">{title}</circle>')
        lines.append(f'<text x="{x}" y="{y + 4:.1f}" text-anchor="middle" font-size="12">{len(dot.events)}</text>')
        gap = {"left": -radius - 3, "right": radius + 3}.get(dot.side, 0)
        rise = -radius - 4 if dot.side == "top" else 4
        where = f'x="{x + gap:.1f}" y="{y + rise:.1f}" text-anchor="{_ANCHORS[dot.side]}"'
        lines.append(label(where, escape(dot.name)))
    return lines


def _names(scene: Scene, label: Label) -> list[str]:
    shapes = outlines()
    lines = []
    for area in scene.areas:
        if not area.labelled:
            continue
        lat, lon, side = shapes[area.id].label
        x, y = place(lat, lon, scene.extent)
        gap = {"center": 0, "right": 1, "left": -1}[side] * (_RING + 4 if shapes[area.id].small else 4)
        where = f'x="{x + gap:.1f}" y="{y + 4:.1f}" text-anchor="{_ANCHORS[side]}"'
        mark = f'<tspan x="{x + gap:.1f}" dy="13">{escape(area.mark)}</tspan>' if area.mark else ""
        lines.append(label(where, f"{escape(area.name)}{mark}"))
    return lines


def _legend(scene: Scene, top: float) -> list[str]:
    """Return the legend, three entries on a line."""
    lines = [f'<text x="4" y="{top:.0f}" font-weight="bold">{escape(scene.legend_title)}</text>']
    for number, entry in enumerate(scene.legend):
        x, y = 4 + (number % 3) * 262, top + 8 + (number // 3) * 20
        lines.append(f'<rect x="{x}" y="{y:.0f}" width="18" height="13" fill="{escape(entry.fill)}" stroke="#333"/>')
        lines.append(f'<text x="{x + 24}" y="{y + 11:.0f}">{escape(entry.text)}</text>')
    return lines


@cache
def _path(outline: str, extent: Extent) -> str:
    """Return the path of an outline: tenths of a unit, each step from the one before, so that it stays small."""
    return "".join(_ring(ring, extent) for polygon in outlines()[outline].polygons for ring in polygon)


def _ring(ring: Ring, extent: Extent) -> str:
    points = _places([lat for _, lat in ring], [lon for lon, _ in ring], extent)
    kept = [points[0], *(new for old, new in pairwise(points) if new != old)]
    if len(kept) < 3:  # noqa: PLR2004 - smaller than a tenth of a unit
        return ""
    steps = [f"{round(x - x0, 1):g} {round(y - y0, 1):g}" for (x0, y0), (x, y) in pairwise(kept[:-1])]
    return f"M{kept[0][0]:g} {kept[0][1]:g}l{' '.join(steps)}z"


def _places(lats: list[float], lons: list[float], extent: Extent) -> list[tuple[float, float]]:
    projection, (left, top, scale, _) = _projection(extent), _frame(extent)
    xs, ys = projection(lons, lats)
    return [(round((x - left) * scale, 1), round((top - y) * scale, 1)) for x, y in zip(xs, ys, strict=True)]


@cache
def _projection(extent: Extent) -> Proj:
    (south, west), (north, east) = extent
    return Proj(proj="laea", lat_0=(south + north) / 2, lon_0=(west + east) / 2, ellps="WGS84")


@cache
def _frame(extent: Extent) -> tuple[float, float, float, float]:
    """Return left and top edge in metres, units of the picture per metre, and its height in units."""
    (south, west), (north, east) = extent
    places = [(lon, lat) for lat in (south, north) for lon in (west, (west + east) / 2, east)]
    xs, ys = zip(*(_projection(extent)(lon, lat) for lon, lat in places), strict=True)
    scale = _WIDTH / (max(xs) - min(xs))
    return min(xs), max(ys), scale, (max(ys) - min(ys)) * scale

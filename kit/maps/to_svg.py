"""A scene for print, and for a notebook that is not trusted: SVG in an equal-area projection."""

from __future__ import annotations

from functools import cache
from html import escape
from itertools import pairwise

from pyproj import Proj

from kit.maps.outlines import Ring, outlines
from kit.maps.scene import Scene

_WIDTH = 800
_SIDES = {
    "center": ' text-anchor="middle"',
    "right": ' dx="{gap}" text-anchor="start"',
    "left": ' dx="-{gap}" text-anchor="end"',
}
_EXTENT = ((-11.5, 92.0), (45.8, 146.5))
# Lambert's azimuthal equal-area projection around the middle of the map: sizes can be compared.
_PROJECTION = Proj(proj="laea", lat_0=17, lon_0=118, ellps="WGS84")


def svg(scene: Scene) -> str:
    """Return the scene as SVG text, 800 units wide, with title and description for a screen reader."""
    _, _, height = _frame()
    legend_top = height + 24
    bottom = legend_top + _legend_height(scene) + 12
    words = " ".join(f"{area.name}: {area.words[0]}." for area in scene.areas if area.words)
    shapes = outlines()
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {bottom + 22:.0f}" role="img"',
        f' aria-labelledby="t d" lang="{escape(scene.language)}" font-family="sans-serif" font-size="13">',
        f'<title id="t">{escape(scene.title)}</title><desc id="d">{escape(words)}</desc>',
        f'<clipPath id="c"><rect width="{_WIDTH}" height="{height:.0f}"/></clipPath><g clip-path="url(#c)">',
        f'<rect width="{_WIDTH}" height="{height:.0f}" fill="#e8f1f7"/>',
        f'<path d="{_path("neighbours")}" fill="#f4f2ec" stroke="#c9c5ba" stroke-width=".5"/>',
    ]
    for area in scene.areas:
        fill = f'fill="{escape(area.fill)}" stroke="#333"'
        lines.append(f'<path d="{_path(area.id)}" {fill} stroke-width=".7" fill-rule="evenodd"/>')
        if shapes[area.id].small:
            x, y = place(*shapes[area.id].middle)
            lines.append(
                f'<circle cx="{x}" cy="{y}" r="10" fill="{escape(area.fill)}" stroke="#333" stroke-width="2"/>'
            )
    for flow in scene.flows:
        (x0, y0), (x1, y1) = place(*flow.start), place(*flow.end)
        lines.append(
            f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="{flow.colour}" stroke-width="{flow.width:.1f}" '
            f'opacity=".75"><title>{escape(flow.name)}</title></line>'
        )
    for dot in scene.dots:
        x, y = place(dot.lat, dot.lon)
        lines.append(
            f'<circle cx="{x}" cy="{y}" r="3" fill="#fff" stroke="#000"><title>{escape(dot.name)}</title></circle>'
        )
    for area in scene.areas:
        lat, lon, side = shapes[area.id].label
        x, y = place(lat, lon)
        gap = 14 if shapes[area.id].small else 4
        shift = _SIDES[side].format(gap=gap)
        halo = 'paint-order="stroke" stroke="#fff" stroke-width="3" font-weight="bold"'
        lines.append(f'<text x="{x}" y="{y}"{shift} {halo}>{escape(area.name)}</text>')
    lines.append("</g>")
    lines += _legend(scene, legend_top)
    lines.append(f'<text x="4" y="{bottom:.0f}" font-size="9">{escape(scene.note)}</text>')
    lines.append(f'<text x="4" y="{bottom + 13:.0f}" font-size="9">{escape(scene.source_line)}</text></svg>')
    return "\n".join(lines)


def place(lat: float, lon: float) -> tuple[float, float]:
    """Return where a point lies on the picture, in its units."""
    return _places([lat], [lon])[0]


def _places(lats: list[float], lons: list[float]) -> list[tuple[float, float]]:
    left, scale, height = _frame()
    xs, ys = _PROJECTION(lons, lats)
    bottom = min(_corners()[1])
    return [
        (round((x - left) * scale, 1), round(height - (y - bottom) * scale, 1)) for x, y in zip(xs, ys, strict=True)
    ]


def _legend(scene: Scene, top: float) -> list[str]:
    """Return the legend, three entries on a line."""
    lines = [f'<text x="4" y="{top:.0f}" font-weight="bold">{escape(scene.legend_title)}</text>']
    for number, entry in enumerate(scene.legend):
        x, y = 4 + (number % 3) * 262, top + 8 + (number // 3) * 20
        lines.append(f'<rect x="{x}" y="{y:.0f}" width="18" height="13" fill="{escape(entry.fill)}" stroke="#333"/>')
        lines.append(f'<text x="{x + 24}" y="{y + 11:.0f}">{escape(entry.text)}</text>')
    return lines


def _legend_height(scene: Scene) -> int:
    return 8 + 20 * -(-len(scene.legend) // 3)


@cache
def _path(outline: str) -> str:
    """Return the path of an outline: whole units and a digit, relative, so that it stays small."""
    return "".join(_ring(ring) for polygon in outlines()[outline].polygons for ring in polygon)


def _ring(ring: Ring) -> str:
    points = _places([lat for _, lat in ring], [lon for lon, _ in ring])
    kept = [points[0], *(new for old, new in pairwise(points) if new != old)]
    if len(kept) < 3:  # noqa: PLR2004 - smaller than a tenth of a unit
        return ""
    x, y = kept[0]
    steps = [f"M{x:g} {y:g}l"]
    for to_x, to_y in kept[1:-1]:
        steps.append(f"{round(to_x - x, 1):g} {round(to_y - y, 1):g}")
        x, y = to_x, to_y
    return steps[0] + " ".join(steps[1:]) + "z"


@cache
def _frame() -> tuple[float, float, float]:
    """Return the left edge in metres, units per metre, and the height of the picture."""
    xs, ys = _corners()
    scale = _WIDTH / (max(xs) - min(xs))
    return min(xs), scale, (max(ys) - min(ys)) * scale


@cache
def _corners() -> tuple[list[float], list[float]]:
    (south, west), (north, east) = _EXTENT
    corners = [_PROJECTION(lon, lat) for lat in (south, north) for lon in (west, 118, east)]
    return [x for x, _ in corners], [y for _, y in corners]

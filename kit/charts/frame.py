"""Which picture of a chart a frame shows: one of ours where it is narrow; and its colours on dark and forced pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import escape
from itertools import pairwise

from kit.assets import minified_css
from kit.charts.chart import Chart
from kit.charts.panels import DARK, INK, PALE, PAPER, Panel
from kit.charts.to_svg import HALF, PHONE, PRINT, WIDTHS, Box, Drawing, draw, widest

# In pixels: below them a frame gets the picture for half a tablet, and the one for a phone.
NARROW, SMALL = 740, 480
# In units of the picture for half a tablet: what is seen of it at once on a projector, and a panel and a row at least.
_SCREEN, _PANEL, _ROW = 297, 130, 13
_FORCED = {INK: "CanvasText", PALE: "GrayText", PAPER: "Canvas"}


def pictures(chart: Chart, widths: tuple[int, ...]) -> str:
    """Return pictures of a chart for frames of different widths; `style` says which one is seen.

    What stands below a chart says the note, so only the one for print repeats it.
    """
    bare = replace(chart, note="")
    drawn = "".join(
        f'<div class="kit-chart-{width}">{_with_values(draw(chart if width == PRINT else bare, width))}</div>'
        for width in widths
    )
    return f'<div class="kit-chart">{drawn}</div>'


def projector_pictures(chart: Chart) -> str:
    """Return a picture of each panel of a chart, as high as a screen where it can be, in letters for far away.

    Notes and sources are text below them, in the size of other text.
    """
    first, *more = chart.panels
    parts = [(chart.title, first), *((panel.title, replace(panel, title="")) for panel in more)]
    alone = [replace(chart, title=title, note="", source_line="", panels=(panel,)) for title, panel in parts]
    return "".join(pictures(replace(part, panels=(_as_high_as_a_screen(part),)), (HALF,)) for part in alone)


def _as_high_as_a_screen(chart: Chart) -> Panel:
    """Return the only panel of a chart, as high as title and key leave room for it."""
    panel = chart.panels[0]
    labels = [point.side for series in panel.series for point in series.points if point.label]
    if panel.rows and {*labels} - {"right"}:
        return panel  # what is written between its rows needs their room
    room = _SCREEN - (draw(chart, HALF).height - panel.height)
    least = _ROW * len(panel.y.ticks) if panel.rows else _PANEL
    return replace(panel, height=max(least, min(panel.height, room)))


def _with_values(drawing: Drawing) -> str:
    """Return a picture and a strip over each row, or each place of the axis, that says its figures to a tap.

    A keyboard and a screen reader have the list below the chart.
    """
    across, down = 100 / drawing.width, 100 / drawing.height
    strips = []
    for box in drawing.boxes:
        for left, top, width, height, said in _strips(box):
            size = f"width:{width * across:.1f}%;height:{height * down:.1f}%"
            place = f"--x:{left * across:.1f};top:{top * down:.1f}%;{size}"
            strips.append(f'<i tabindex="-1" style="{place}" data-says="{escape(said)}"></i>')
    return drawing.svg + "".join(strips)


def _strips(box: Box) -> Iterator[tuple[float, float, float, float, str]]:
    """Return left edge, top, width and height of each strip, in units of the picture, and the words of its points."""
    panel, said = box.panel, dict[float, list[str]]()
    for point in (point for series in panel.series for point in series.points if point.words):
        said.setdefault(point.y if panel.rows else point.x, []).append(point.words)
    places, right = sorted(said), box.left + box.width
    if panel.rows:
        for place in places:
            top, tall = box.row_at(place)
            yield 0, top, right, tall, "\n".join(said[place])
        return
    edges = [box.left, *((box.x(one) + box.x(other)) / 2 for one, other in pairwise(places)), right]
    for place, (begin, end) in zip(places, pairwise(edges), strict=True):
        yield begin, box.top, end - begin, box.height, "\n".join(said[place])


@cache
def style() -> str:
    """Return the style of charts, for a page and for JupyterLab, whose own chart leaves a narrow frame to ours."""
    dark = ";".join(f"--kit-{colour[1:]}:{other}" for colour, other in DARK.items())
    forced = ";".join(f"--kit-{colour[1:]}:{_FORCED.get(colour, 'CanvasText')}!important" for colour in DARK)
    area = ".jp-OutputArea:has(>.jp-OutputArea-child .kit-chart)"
    plotly = f"{area} .jp-OutputArea-child:has(.js-plotly-plot):has(+.jp-OutputArea-child .kit-chart)"
    paper, ink = (f"var(--kit-{colour[1:]},{colour})" for colour in (PAPER, INK))
    strip = ".kit-chart i:is(:hover,:focus)"
    rules = [
        f"{area}{{container:kit-frame/inline-size}}.kit-chart-page{{container:kit-frame/inline-size}}",
        f".kit-chart-{PHONE},.kit-chart-{HALF}{{display:none}}.kit-chart svg{{width:100%;height:auto;display:block}}",
        *(
            f".kit-chart-{width}{{position:relative;container-type:inline-size;max-width:{widest(width)}px}}"
            for width in WIDTHS
        ),
        ".kit-chart i{position:absolute;left:calc(var(--x)*1%)}",
        f"{strip}{{background:rgba(128,128,128,.2);outline:1px solid {ink}}}",
        # What a strip says is as wide as the picture, and below the strip.
        f"{strip}::after{{content:attr(data-says);position:absolute;z-index:3;top:100%;left:calc(var(--x)*-1cqw)}}",
        f"{strip}::after{{width:100cqw;box-sizing:border-box;padding:6px 8px;font:14px/1.4 sans-serif}}",
        f"{strip}::after{{white-space:pre-line;color:{ink};background:{paper};border:1px solid {ink}}}",
        f"@container kit-frame (max-width:{NARROW - 1}px){{.kit-chart-{PRINT},{plotly}{{display:none}}}}",
        f"@container kit-frame (max-width:{NARROW - 1}px){{.kit-chart-{HALF}{{display:block}}}}",
        f"@container kit-frame (max-width:{SMALL - 1}px){{.kit-chart-{HALF}{{display:none}}}}",
        f"@container kit-frame (max-width:{SMALL - 1}px){{.kit-chart-{PHONE}{{display:block}}}}",
        f"body[data-jp-theme-light=false] {area}{{{dark}}}",
        f"@media (prefers-color-scheme:dark){{.kit-chart-page{{{dark};background:{DARK[PAPER]};color:{DARK[INK]}}}}}",
        f"@media (forced-colors:active){{:is({area},.kit-chart-page){{{forced}}}}}",
        f"@media (forced-colors:active){{{area} .js-plotly-plot{{forced-color-adjust:none}}}}",
    ]
    for colour in DARK:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        for what in ("fill", "stroke"):
            now = f"{what}: rgb({red}, {green}, {blue})"
            rules.append(
                f'.kit-chart [{what}="{colour}"],{area} .js-plotly-plot [style*="{now}"]'
                f"{{{what}:var(--kit-{colour[1:]},{colour})!important}}"
            )
    rules.append(
        f'{area} .js-plotly-plot .main-svg[style*="background: rgb(255, 255, 255)"]{{background:{paper}!important}}'
    )
    return minified_css("".join(rules))

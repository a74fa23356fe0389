"""Which picture of a chart a frame shows: one of ours where it is narrow; and its colours on dark and forced pages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kit.assets import minified_css
from kit.charts.chart import Chart
from kit.charts.panels import DARK, INK, PALE, PAPER
from kit.charts.to_svg import HALF, PHONE, PRINT, svg

# In pixels: below them a frame gets the picture for half a tablet, and the one for a phone.
NARROW, SMALL = 740, 480
_FORCED = {INK: "CanvasText", PALE: "GrayText", PAPER: "Canvas"}


def pictures(chart: Chart, widths: tuple[int, ...]) -> str:
    """Return pictures of a chart for frames of different widths; `style` says which one is seen.

    What stands below a chart says the note, so only the one for print repeats it.
    """
    bare = replace(chart, note="")
    drawn = "".join(
        f'<div class="kit-chart-{width}">{svg(chart if width == PRINT else bare, width)}</div>' for width in widths
    )
    return f'<div class="kit-chart">{drawn}</div>'


@cache
def style() -> str:
    """Return the style of charts, for a page and for JupyterLab, whose own chart leaves a narrow frame to ours."""
    dark = ";".join(f"--kit-{colour[1:]}:{other}" for colour, other in DARK.items())
    forced = ";".join(f"--kit-{colour[1:]}:{_FORCED.get(colour, 'CanvasText')}!important" for colour in DARK)
    area = ".jp-OutputArea:has(>.jp-OutputArea-child .kit-chart)"
    plotly = f"{area} .jp-OutputArea-child:has(.js-plotly-plot):has(+.jp-OutputArea-child .kit-chart)"
    rules = [
        f"{area}{{container:kit-frame/inline-size}}.kit-chart-page{{container:kit-frame/inline-size}}",
        f".kit-chart-{PHONE},.kit-chart-{HALF}{{display:none}}.kit-chart svg{{width:100%;height:auto;display:block}}",
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
    paper = f"var(--kit-{PAPER[1:]},{PAPER})!important"
    rules.append(f'{area} .js-plotly-plot .main-svg[style*="background: rgb(255, 255, 255)"]{{background:{paper}}}')
    return minified_css("".join(rules))

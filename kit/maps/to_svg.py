"""A scene for print, and for a notebook that is not trusted: SVG in an equal-area projection."""

from __future__ import annotations

from html import escape

from kit.line_wrap import wide, wrapped
from kit.maps.layers.layer import Label
from kit.maps.projection import WIDTH, frame, outline_path
from kit.maps.scene import Scene
from kit.text import sentences, settings, text_in

_TOP, _LINE = 30, 21  # of the map, below its heading of one line; and of each more
# Letters on a line of the heading, of an entry of the legend that takes a third of one, and on a line of small print.
_TITLE, _THIRD, _SMALL = 70, 33, 130
_BOLD, _OUTLINE = 'font-weight="bold"', 'stroke="#fff" stroke-width="3"'


def svg(scene: Scene) -> str:
    """Return the scene as SVG text, 800 units wide, with title and description for a screen reader.

    The projection is Lambert's azimuthal equal-area one around the middle of the scene: sizes can be compared.
    """
    *_, height = frame(scene.extent)
    title = wrapped(scene.title, _TITLE)
    more = _LINE * (len(title) - 1)
    top = _TOP + more + (20 if scene.subtitle else 0)
    legend_top = top + height + 20
    below_top = legend_top + 26 + 20 * -(-len(scene.legend) // _columns(scene))
    words = sentences((word for layer in scene.layers for word in layer.words(scene.language)), scene.language)
    below, letters = _below(scene), settings(scene.language).font
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {below_top + 14 * len(below):.0f}" role="img"',
        f' lang="{escape(scene.language)}" font-family="{letters}" font-size="13" style="max-width:{WIDTH}px">',
        f"<title>{escape(scene.title)}</title><desc>{escape(words)}</desc>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        *(
            f'<text x="4" y="{20 + _LINE * n}" font-size="18" font-weight="bold">{escape(line)}</text>'
            for n, line in enumerate(title)
        ),
        f'<text x="4" y="{38 + more}">{escape(scene.subtitle)}</text>' if scene.subtitle else "",
        f'<svg y="{top}" width="{WIDTH}" height="{height:.0f}">',
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
    *_, height = frame(scene.extent)
    fonts = settings(scene.language).font
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img"',
        f' lang="{escape(scene.language)}" font-family="{fonts}" font-size="{letters:g}">',
        f"<title>{escape(scene.title)}</title>",
        *_map(scene, _label_for_print),
        "</svg>",
    ]
    return "\n".join(lines)


def _map(scene: Scene, label: Label) -> list[str]:
    """Return the map, from the sea up to the names."""
    layers = sorted(scene.layers, key=lambda layer: layer.depth)
    return [
        '<rect width="100%" height="100%" fill="#e8f1f7"/>',
        f'<path d="{outline_path("neighbours", scene.extent)}" fill="#f4f2ec" stroke="#c9c5ba" stroke-width=".5"/>',
        *(shape for layer in layers for shape in layer.svg(scene.extent, label, scene.language)),
        *(name for layer in layers for name in layer.svg_names(scene.extent, label)),
    ]


def _label(where: str, words: str) -> str:
    """Return a name in bold with a white outline."""
    return f'<text {where} paint-order="stroke" {_OUTLINE} {_BOLD}>{words}</text>'


def _label_for_print(where: str, words: str) -> str:
    """Return a name in bold over a white outline of its own."""
    return f"<text {where} {_OUTLINE} {_BOLD}>{words}</text><text {where} {_BOLD}>{words}</text>"


def _below(scene: Scene) -> list[str]:
    """Return the notes below the map, in lines that fit."""
    said = (*scene.remarks, scene.note, scene.source_line, text_in(scene.language)("map.equal_area"))
    return [line for text in said for line in wrapped(text, _SMALL) if line]


def _columns(scene: Scene) -> int:
    return 3 if all(wide(entry.text) <= _THIRD for entry in scene.legend) else 2


def _legend(scene: Scene, top: float) -> list[str]:
    """Return the legend, some entries on a line."""
    columns = _columns(scene)
    lines = [f'<text x="4" y="{top:.0f}" font-weight="bold">{escape(scene.legend_title)}</text>']
    for number, entry in enumerate(scene.legend):
        x, y = 4 + number % columns * (786 // columns), top + 8 + number // columns * 20
        lines.append(f'<rect x="{x}" y="{y:.0f}" width="18" height="13" fill="{escape(entry.fill)}" stroke="#333"/>')
        lines.append(f'<text x="{x + 24}" y="{y + 11:.0f}">{escape(entry.text)}</text>')
    return lines

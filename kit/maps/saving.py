"""A scene as a file: one HTML page, a vector for a worksheet, a picture for slides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kit.errors import KitError
from kit.files import safe_stem, write_numbered, writing
from kit.maps.scene import Scene

_PIXELS = 1600


def save(scene: Scene, where: str | Path) -> Path:
    """Write the scene to a file, in the form that the ending of its name says; see `SceneMap.save`."""
    wanted = Path(where).expanduser()
    ending = wanted.suffix.lower()
    if ending not in _FORMS:
        do = f"End the name with {', '.join(_FORMS)}."
        raise KitError(f"A map cannot be saved as {wanted.name!r}.", where="save", do=do)
    if not wanted.parent.is_dir():
        do = "Make the folder first, or leave it out: the file then stands beside the notebook."
        raise KitError(f"There is no folder {str(wanted.parent)!r}.", where="save", do=do)
    with writing("The map", wanted):
        return write_numbered(wanted.parent, safe_stem(wanted.stem, "map"), ending, _FORMS[ending](scene))[0]


def _page(scene: Scene) -> bytes:
    from kit.maps.to_folium import page

    return page(scene).encode()


def _vector(scene: Scene) -> bytes:
    from kit.maps.to_svg import svg

    return svg(scene).encode()


def _picture(scene: Scene) -> bytes:
    """Return a PNG; Matplotlib's own letters come first, so that it looks the same on every machine."""
    import matplotlib as mpl
    import resvg_py

    from kit.maps.to_svg import svg

    letters = Path(mpl.get_data_path()) / "fonts" / "ttf"
    files = [str(letters / f"DejaVuSans{style}.ttf") for style in ("", "-Bold", "-Oblique")]
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg(scene), width=_PIXELS, font_files=files, sans_serif_family="DejaVu Sans"
    )
    return bytes(drawn)


_FORMS: dict[str, Callable[[Scene], bytes]] = {".html": _page, ".svg": _vector, ".png": _picture}

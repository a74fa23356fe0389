"""A scene as a file: one HTML page, a vector for a worksheet, a picture for slides."""

from __future__ import annotations

import errno
import re
import unicodedata
from collections.abc import Callable
from itertools import count
from pathlib import Path

from kit.errors import KitError
from kit.maps.scene import Scene

_RESERVED = re.compile(r"con|prn|aux|nul|clock\$|com\d|lpt\d", re.IGNORECASE)
_LONGEST_BYTES = 100
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
    return _written(_FORMS[ending](scene), wanted.parent, _safe(wanted.stem), ending)


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


def _safe(stem: str) -> str:
    """Return a name that every system takes: letters and digits of any script, hyphens and underscores."""
    plain = unicodedata.normalize("NFC", stem)
    plain = "".join(sign if sign in "-_" or unicodedata.category(sign)[0] in "LMN" else "-" for sign in plain)
    plain = re.sub(r"-+", "-", plain).strip("-").encode()[:_LONGEST_BYTES].decode(errors="ignore")
    return f"map-{plain}".rstrip("-") if not plain or _RESERVED.fullmatch(plain) else plain


def _written(content: bytes, folder: Path, stem: str, ending: str) -> Path:
    """Write a new file, under the next number where the name is taken; the same map is not written twice."""
    for number in count(1):
        path = folder / (f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}")
        try:
            with path.open("xb") as file:
                try:
                    file.write(content)
                    file.flush()
                except OSError:
                    path.unlink(missing_ok=True)
                    raise
        except FileExistsError:
            if path.is_file() and path.read_bytes() == content:
                return path
        except OSError as error:
            full = error.errno in {errno.ENOSPC, errno.EDQUOT}
            why = "The disk is full." if full else f"The map cannot be written: {error.strerror}."
            do = "Make room, then save again." if full else "Choose another folder, or ask who looks after this one."
            raise KitError(why, where=str(path), do=do) from None
        else:
            return path
    raise AssertionError  # count() never ends

"""The picture of an item: a PNG, a JPEG or an SVG next to the item file, safe to be shown and to be passed on."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kit.errors import KitError
from kit.quiz.blank_or_repeated import blank_texts
from kit.quiz.mistake import Mistake
from kit.quiz.parts import Part, Text
from kit.text_files import unreadable

LARGEST_KB = 500
_BEGINS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_ENDS = {"image/png": b"IEND\xaeB`\x82", "image/jpeg": b"\xff\xd9"}  # some programs write more behind it
_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}
_SVG = "http://www.w3.org/2000/svg"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}"
_LINK = "{http://www.w3.org/1999/xlink}href"
# What draws. Scripts, links, pages inside and animations, which may make a link of anything, are not among them.
_DRAWS = frozenset(
    {
        "svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "style", "path", "rect", "circle", "ellipse",
        "line", "polyline", "polygon", "text", "tspan", "textPath", "image", "marker", "pattern", "mask", "clipPath",
        "linearGradient", "radialGradient", "stop", "filter", "feBlend", "feColorMatrix", "feComposite", "feDropShadow",
        "feFlood", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset", "feTile", "feTurbulence",
    }
)  # fmt: skip
_ADVICE = "Save it as PNG, or as a plain SVG."
_ELSEWHERE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|image-set|\\", re.IGNORECASE)


class Picture(Part, frozen=True, kw_only=True):
    """A picture: the name of its file next to the item file, and in words what it shows, for who cannot see it."""

    file: str
    alt: Text


class PictureFile(NamedTuple):
    """The content of a picture, made safe, and its media type."""

    content: bytes
    media_type: str

    @property
    def ending(self) -> str:
        """The ending of its name."""
        return _ENDINGS[self.media_type]

    @property
    def uri(self) -> str:
        """The picture as an address that holds all of it."""
        return f"data:{self.media_type};base64,{b64encode(self.content).decode()}"


def picture_mistakes(picture: Picture, folder: Path) -> Iterator[Mistake]:
    """Yield what is wrong with the picture of an item whose file is in `folder`."""
    yield from blank_texts(picture.alt, "alt")
    if set(picture.file) & {"/", "\\", ":"} or picture.file in {"", ".", ".."}:
        what = f"The picture {picture.file!r} is not next to the item file."
        yield Mistake(("file",), what, "Put it next to the item file, and write its name alone.")
        return
    try:
        read_picture(folder / picture.file)
    except KitError as error:
        yield Mistake(("file",), f"{error.what} ({picture.file})", error.do)


def read_picture(path: Path) -> PictureFile:
    """Return a picture; an SVG comes without comments, without an editor's own data, and never with a script.

    Raises
    ------
    KitError
        When it cannot be read, is too large, is not one of the three formats, or could do more than be seen.
    """
    try:
        found = path.stat()
        return _read(path, found.st_mtime_ns, found.st_size)
    except OSError as error:
        raise unreadable(path, error) from None


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, size: int) -> PictureFile:
    if size > 1000 * LARGEST_KB:
        do = "Save it smaller: 1000 pixels in width are enough."
        raise KitError(f"The picture has {size / 1000:,.0f} kB; up to {LARGEST_KB} kB fit.", where=str(path), do=do)
    content = path.read_bytes()
    for media_type, begins in _BEGINS.items():
        if content.startswith(begins):
            if content.rfind(_ENDS[media_type]) < size // 2:  # a small picture inside a photograph has an end, too
                do = "Copy it again, or open it in a program for pictures and save it again."
                raise KitError("The picture is damaged: its end is missing.", where=str(path), do=do)
            return PictureFile(content, media_type)
    if b"<svg" not in content and b":svg" not in content:
        do = "Save it in one of these formats; another ending of its name is not enough."
        raise KitError("The picture is not a PNG, a JPEG or an SVG.", where=str(path), do=do)
    return PictureFile(_safe_svg(content, path), "image/svg+xml")


def _safe_svg(content: bytes, path: Path) -> bytes:
    if b"<!ENTITY" in content:
        raise KitError("The SVG defines entities, which are not read.", where=str(path), do=_ADVICE)
    try:
        root = ET.fromstring(content)  # noqa: S314 - without entities nothing can grow or be fetched
    except (ET.ParseError, ValueError, LookupError) as error:
        raise KitError(f"The SVG is damaged: {error}.", where=str(path), do=_ADVICE) from None
    if root.tag != f"{{{_SVG}}}svg":
        do = f'Let it begin with <svg xmlns="{_SVG}">, or save it as PNG.'
        raise KitError("This is not an SVG.", where=str(path), do=do)
    try:
        _make_safe(root, path)
        root.set("xmlns", _SVG)
        return ET.tostring(root, encoding="unicode").encode()
    except RecursionError:
        raise KitError("The SVG is nested too deeply.", where=str(path), do=_ADVICE) from None


def _make_safe(element: ET.Element, path: Path) -> None:
    """Take the data of editors out of an element and all that is in it, and refuse what may do something."""
    element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
    if element.tag not in _DRAWS:
        raise KitError(f"The SVG holds <{element.tag}>, which may do more than draw.", where=str(path), do=_ADVICE)
    if _LINK in element.attrib:
        element.attrib.setdefault("href", element.attrib[_LINK])
    kept = {key: value for key, value in element.attrib.items() if not key.startswith("{") or _XML_SPACE in key}
    element.attrib.clear()
    element.attrib.update(kept)
    for key, value in kept.items():
        _refuse_attribute(key, value, path)
    if element.tag == "style" and _ELSEWHERE.search("".join(element.itertext())):
        raise KitError("The SVG needs another file, in <style>.", where=str(path), do=_ADVICE)
    for inside in list(element):
        if inside.tag.startswith(f"{{{_SVG}}}") and not inside.tag.endswith("}metadata"):
            _make_safe(inside, path)
        elif any(part.tag.endswith("}script") for part in inside.iter()):
            raise KitError("The SVG holds a script.", where=str(path), do=_ADVICE)
        else:
            element.remove(inside)


def _refuse_attribute(key: str, value: str, path: Path) -> None:
    if key.lower().startswith("on"):
        raise KitError(f"The SVG holds a script, in {key!r}.", where=str(path), do=_ADVICE)
    is_inside = key != "href" or value.startswith(("#", "data:image/png;", "data:image/jpeg;"))
    if not is_inside or _ELSEWHERE.search(value):
        raise KitError(f"The SVG needs another file, in {key!r}.", where=str(path), do=_ADVICE)

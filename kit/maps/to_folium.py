"""A scene as a ``folium.Map``, to build on: its page carries all it needs and asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

import branca.element
import folium
from branca.element import CssLink, Element, Figure, JavascriptLink

from kit.maps.scene import Scene
from kit.maps.to_page import MAP_ID, map_script, page_around
from kit.text import LearnerError


class _Plain:
    """Text in the place of a template."""

    def __init__(self, text: str) -> None:
        self._text = text

    def render(self, **_: object) -> str:
        return self._text


_TEXT_STAYS_TEXT: ContextVar[bool] = ContextVar("_TEXT_STAYS_TEXT", default=False)
_branca: Any = branca.element
_compiled = _branca.Template


def _text_or_template(text: str, **options: Any) -> Any:  # noqa: ANN401 - as jinja2 has it
    """Return text as it is while one of our pages is rendered, and what jinja2 makes of it for everybody else.

    Each element of a map makes text, and branca then compiles this text as a template: that takes most of the time,
    and evaluates what the data contains. Branca looks this up under one name; a page that another thread renders at
    the same time has a context of its own, and so its templates.
    """
    return _Plain(text) if _TEXT_STAYS_TEXT.get() else _compiled(text, **options)


_branca.Template = _text_or_template


class OfflineMap(folium.Map):
    """A ``folium.Map`` without tiles whose page carries Leaflet; add to it what needs no further file.

    Parameters
    ----------
    scene : Scene
        What it shows.
    """

    def __init__(self, scene: Scene) -> None:
        super().__init__(tiles=None)
        self._name, self._id = MAP_ID.split("_")  # the only map of its page; so the same scene gives the same page
        _Page(scene).add_child(self)

    def render(self, **kwargs: object) -> str:
        """Render what was added to the map; the page itself draws the scene."""
        for child in self._children.values():
            child.render(**kwargs)
        return ""


class _Page(Figure):
    """The page of a scene, with what was added to its map."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(width="100%", height="640px")
        self.scene = scene

    def render(self, **kwargs: object) -> str:
        token = _TEXT_STAYS_TEXT.set(True)
        try:
            for child in self._children.values():
                child.render(**kwargs)
        finally:
            _TEXT_STAYS_TEXT.reset(token)
        added = [element for element in _under(self) if not isinstance(element, OfflineMap)]
        for element in (*_under(self.header), *added):
            if isinstance(element, (JavascriptLink, CssLink, folium.Icon)):
                raise LearnerError("picture.fetches", where=getattr(element, "url", type(element).__name__))
        script = "\n".join([map_script(self.scene), _rendered(self.script)])
        head, below_map = _rendered(self.header), _rendered(self.html)
        return page_around(self.scene, script, head=head, below_map=below_map, has_markers=bool(added))


def _under(element: Element) -> Iterator[Element]:
    for child in element._children.values():  # noqa: SLF001 - branca has no public way to walk
        yield child
        yield from _under(child)


def _rendered(element: Element) -> str:
    return "\n".join(child.render() for child in element._children.values())  # noqa: SLF001

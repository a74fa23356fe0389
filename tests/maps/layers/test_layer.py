"""What every layer can do, and that a new one needs no change of a renderer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from msgspec.structs import replace

from kit.maps.extent import Extent
from kit.maps.layers.layer import Figure, Label, Layer, Row, as_json, figure_of
from kit.maps.map_view import SceneMap
from kit.maps.member_map import member_scene
from kit.maps.to_page import page


@dataclass(frozen=True)
class Winds(Layer):
    """A layer that the kit does not know."""

    names: tuple[str, ...]
    depth: ClassVar[int] = 9

    def svg(self, _extent: Extent, label: Label, _language: str) -> list[str]:
        """Return a name for each wind."""
        return [label('x="1" y="1"', name) for name in self.names]

    def leaflet(self, _extent: Extent, _options: tuple[str, ...]) -> dict[str, str]:
        """Return the names."""
        return {"winds": as_json(self.names)}

    def rows(self, _language: str) -> Iterator[Row]:
        """Yield a row for each wind."""
        for name in self.names:
            yield {"what": "wind", "id": name, "name": name, "words": "It blows.", "source": "sailors"}

    def lines(self, _language: str) -> Iterator[str]:
        """Yield what a listener hears."""
        return (f"{name} blows." for name in self.names)


def test_a_new_layer_is_shown_by_every_renderer():
    """A layer of somebody's own is in the picture, in the page's data, in the table and in the list."""
    scene = member_scene("2023-07-13")
    shown = SceneMap(replace(scene, layers=(*scene.layers, Winds(("Monsoon",)))))
    assert ">Monsoon</text>" in shown.to_svg()
    assert '"winds":["Monsoon"]' in page(shown.scene)
    assert shown.to_table().set_index("id").loc["Monsoon", "source"] == "sailors"
    assert "Monsoon blows." in repr(shown)


def test_layers_lie_upon_each_other_by_their_depth():
    """The picture draws the deepest layer first, whatever the order in which a scene is read."""
    scene = member_scene("2023-07-13")
    drawn = SceneMap(replace(scene, layers=(Winds(("Monsoon",)), *scene.layers))).to_svg()
    assert drawn.index("<path") < drawn.index("Monsoon")


def test_json_cannot_end_a_script():
    """A text that looks like the end of a script is written so that it is none."""
    assert "<" not in as_json({"name": "</script><!--"})


def test_without_a_figure_there_are_no_cells():
    """A figure is value, unit and year; without one, a row has none of them."""
    assert figure_of(Figure(3.5, "km2")) == {"value": 3.5, "unit": "km2", "year": None}
    assert figure_of(None) == {}

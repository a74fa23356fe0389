"""A scene that shows itself at the end of a cell."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kit.maps.scene import Scene
from kit.text import text_in

if TYPE_CHECKING:
    import pandas as pd

    from kit.maps.to_folium import OfflineMap


@dataclass(frozen=True)
class SceneMap:
    """A map that shows itself at the end of a cell.

    Parameters
    ----------
    scene : Scene
        What the map shows.
    """

    scene: Scene

    def to_folium(self) -> OfflineMap:
        """Return the map as a ``folium.Map``, to build on; it asks for nothing from the network."""
        from kit.maps.to_folium import figure

        return figure(self.scene)

    def to_svg(self) -> str:
        """Return the map as SVG text for print, in an equal-area projection, title and description inside."""
        from kit.maps.to_svg import svg

        return svg(self.scene)

    def to_table(self) -> pd.DataFrame:
        """Return what the map shows as a table: what, id, name, words, source; figures and dates in columns."""
        from kit.maps.to_table import table

        return table(self.scene)

    def save(self, where: str | Path) -> Path:
        """Write the map to a file and return where it is.

        What another system could not take in a file name becomes a hyphen. A file that is already there stays:
        the new one gets the next number, such as ``map-2.html``, unless it would be the same.

        Parameters
        ----------
        where : str or pathlib.Path
            ``"map.html"``: one page that opens without a network; ``"map.svg"``: a vector for a worksheet;
            ``"map.png"``: a picture for slides, 1600 pixels wide.

        Returns
        -------
        pathlib.Path
            Where the file is, with the name that it got.

        Raises
        ------
        KitError
            When the name ends otherwise, there is no such folder, or it cannot be written there.

        Examples
        --------
        >>> import tempfile, kit
        >>> kit.member_map().save(f"{tempfile.mkdtemp()}/Who is in ASEAN?.svg").name
        'Who-is-in-ASEAN.svg'
        """
        from kit.maps.saving import save

        return save(self.scene, where)

    def __repr__(self) -> str:
        scene = self.scene
        head = filter(None, (scene.title, scene.subtitle))
        return "\n".join([*head, *scene.lines, *scene.remarks, scene.note, scene.source_line])

    def _repr_html_(self) -> str:
        from kit.maps.to_folium import page

        scene, title = self.scene, escape(self.scene.title)
        style = "width:100%;max-width:70rem;height:640px;max-height:90vh;box-sizing:border-box;border:1px solid #999"
        lines = "".join(f"<li>{escape(line)}</li>" for line in scene.lines)
        below = escape(" ".join((*scene.remarks, scene.note, scene.source_line)))
        return (
            f'<iframe class="kit-map" title="{title}" sandbox="allow-scripts" style="{style}" '
            f'srcdoc="{escape(page(scene))}"></iframe>'
            f'<details class="kit-map-list"><summary>{escape(text_in(scene.language)("map.list"))}</summary>'
            f"<p>{title}</p><ul>{lines}</ul><p>{below}</p></details>"
        )

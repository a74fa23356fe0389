"""A scene for everyone who cannot see a map: a table."""

from __future__ import annotations

import pandas as pd

from kit.maps.scene import Scene


def table(scene: Scene) -> pd.DataFrame:
    """Return everything that the scene shows, one row for each area and place.

    Returns
    -------
    pandas.DataFrame
        Columns what (``"member"``, ``"state"`` or ``"place"``), id, name, words; all string.
    """
    rows = [("member" if area.member else "state", area.id, area.name, area.words) for area in scene.areas]
    rows += [("place", dot.name, dot.name, (f"{dot.lat:.3f}, {dot.lon:.3f}", *dot.words)) for dot in scene.dots]
    shown = [(what, row_id, name, ". ".join(words)) for what, row_id, name, words in rows]
    return pd.DataFrame(shown, columns=["what", "id", "name", "words"], dtype="string")

"""A scene for everyone who cannot see a map: a table."""

from __future__ import annotations

import pandas as pd

from kit.maps.scene import Scene
from kit.text import sentences

_DTYPES = {
    "what": "string",
    "id": "string",
    "name": "string",
    "date": "string",
    "place": "string",
    "value": "Float64",
    "unit": "string",
    "year": "Int64",
    "words": "string",
    "source": "string",
}
_ALWAYS = ("what", "id", "name", "words", "source")


def table(scene: Scene) -> pd.DataFrame:
    """Return everything that the scene says, one row for each state, place, event, flow and sea.

    Returns
    -------
    pandas.DataFrame
        Columns what (``"member"``, ``"state"``, ``"place"``, ``"event"``, ``"flow"`` or ``"sea"``), id, name,
        words and source, all string. Where figures are shown also value (Float64), unit (string) and year
        (Int64); where events are shown also date and place (string). ``attrs`` has title, note and source.
    """
    rows = [row for layer in scene.layers for row in layer.rows(scene.language)]
    shown = [name for name in _DTYPES if name in _ALWAYS or any(name in row for row in rows)]
    found = pd.DataFrame(rows, columns=shown).astype({name: _DTYPES[name] for name in shown})
    found.attrs = {
        "title": scene.title,
        "note": sentences((*scene.remarks, scene.note), scene.language),
        "source": scene.source_line,
    }
    return found

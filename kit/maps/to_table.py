"""A scene for everyone who cannot see a map: a table."""

from __future__ import annotations

import pandas as pd

from kit.maps.scene import Area, Dot, Flow, Scene, Sea

Row = dict[str, object]

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
    rows = [
        *(_row("member" if area.member else "state", area) for area in scene.areas if area.said),
        *(_row("flow", flow) for flow in scene.flows),
        *(row for dot in scene.dots for row in _place(dot)),
        *(_sea(sea) for sea in scene.seas),
    ]
    shown = [name for name in _DTYPES if name in _ALWAYS or any(name in row for row in rows)]
    found = pd.DataFrame(rows, columns=shown).astype({name: _DTYPES[name] for name in shown})
    found.attrs = {
        "title": scene.title,
        "note": " ".join((*scene.remarks, scene.note)),
        "source": scene.source_line,
    }
    return found


def _row(what: str, thing: Area | Flow) -> Row:
    row: Row = {"what": what, "id": thing.id, **_words(thing)}
    if thing.figure:
        row |= {"value": thing.figure.value, "unit": thing.figure.unit, "year": thing.figure.year}
    return row


def _words(thing: Area | Flow | Dot) -> Row:
    return {"name": thing.name, "words": ". ".join(thing.words), "source": thing.source}


def _place(dot: Dot) -> list[Row]:
    """Return a row for each event at a place, else one for the place."""
    if not dot.events:
        where = f"{dot.lat:.3f}, {dot.lon:.3f}"
        return [{"what": "place", "id": dot.name, **_words(dot), "words": ". ".join((where, *dot.words))}]
    return [
        {
            "what": "event",
            "id": event.id,
            "name": event.title,
            "date": event.date,
            "place": dot.name,
            "words": f"{dot.name}, {event.when}",
            "source": event.source,
        }
        for event in dot.events
    ]


def _sea(sea: Sea) -> Row:
    name = sea.names[0]
    return {"what": "sea", "id": name, "name": name, "words": "; ".join(sea.names), "source": sea.source}

"""The outlines of states: each one has the code of its state, and every member is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.checks.file_cache import FileCache
from kit.checks.problem import Problem
from kit.checks.row_rules import Tables
from kit.errors import KitError
from kit.paths import data_folder
from kit.suggest import did_you_mean, name_list

NAME = "boundaries.geojson"
_AROUND = "neighbours"
_PARTNER = "JPN"
_FURTHEST = (180, 90)


def check_outlines(path: Path, tables: Tables, files: FileCache) -> list[Problem]:
    """Return what is wrong with the outlines; `tables` says which members there are."""
    try:
        content = files.json(path)
    except KitError as error:
        return [Problem.of(error)]
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        return [Problem("There are no features.", str(path), 'Write {"type": "FeatureCollection", "features": [ … ]}.')]
    return [*_in_features(path, features), *_members(path, features, tables)]


def drawn_states(files: FileCache) -> set[str]:
    """Return the codes of the states that the map of the kit shows; none where its outlines cannot be read."""
    try:
        content = files.json(data_folder() / NAME)
    except KitError:
        return set()
    features = content.get("features") if isinstance(content, dict) else None
    return set(ids_of(features)) - {"", _AROUND} if isinstance(features, list) else set()


def ids_of(features: list[Any]) -> list[str]:
    """Return the ids of features, empty where there is none."""
    ids = [feature.get("id") if isinstance(feature, dict) else None for feature in features]
    return [name if isinstance(name, str) else "" for name in ids]


def _in_features(path: Path, features: list[Any]) -> Iterator[Problem]:
    ids = ids_of(features)
    for name, count in Counter(ids).items():
        if name and count > 1:
            yield Problem(f"Two features have the id {name!r}.", f"{path}, id {name}", "Keep one of the two.")
    for number, (name, feature) in enumerate(zip(ids, features, strict=True), start=1):
        where = f"{path}, feature {number}" + (f", id {name}" if name else "")
        if not name:
            yield Problem("The feature has no id.", where, 'Add "id": "VNM", the ISO 3166-1 alpha-3 code of the state.')
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        form, points = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else ("", [])
        if form not in ("Polygon", "MultiPolygon"):
            yield Problem("The feature has no outline.", where, "Give it a Polygon or a MultiPolygon.")
        elif not _is_outline(points, 2 if form == "Polygon" else 3):
            do = "Each point is [longitude, latitude] in degrees; an outline has at least four, the last as the first."
            yield Problem("The outline of the feature is damaged.", where, do)


def _is_outline(part: object, depth: int) -> bool:
    """Return whether lists are nested as deeply as they should, down to closed rings of points on the globe."""
    if not isinstance(part, list) or not part:
        return False
    if depth > 1:
        return all(_is_outline(inner, depth - 1) for inner in part)
    return len(part) >= 4 and part[0] == part[-1] and all(_is_point(point) for point in part)  # noqa: PLR2004


def _is_point(point: object) -> bool:
    return (
        isinstance(point, list)
        and len(point) == len(_FURTHEST)
        and all(
            isinstance(degrees, (int, float)) and abs(degrees) <= furthest
            for degrees, furthest in zip(point, _FURTHEST, strict=True)
        )
    )


def _members(path: Path, features: list[Any], tables: Tables) -> Iterator[Problem]:
    members = tables.get("members")
    wanted = {members.row_id(row.cells) for row in members.rows()} | {_PARTNER} if members else set()
    ids = set(ids_of(features)) - {""}
    for name in sorted(wanted - ids):
        yield Problem(
            f"The outline of {name} is missing.", str(path), f"Add it, or correct its id.{did_you_mean(name, ids)}"
        )
    for name in sorted(ids - wanted - {_AROUND}) if wanted else []:
        do = f"Use one of: {name_list(sorted(wanted))}, {_AROUND}.{did_you_mean(name, wanted)}"
        yield Problem(f"There is no member {name!r}.", f"{path}, id {name}", do)

"""The outlines: every member has one, under its own code, and it is an outline."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.checks.conftest import Folder

Features = list[dict[str, Any]]


def named(features: Features, name: str) -> dict[str, Any]:
    """Return a feature by its id."""
    return next(feature for feature in features if feature["id"] == name)


def geometry(**changes: object) -> Callable[[Features], object]:
    """Return a function that changes the geometry of Vietnam."""
    return lambda features: named(features, "VNM")["geometry"].update(changes)


DAMAGES: dict[str, tuple[Callable[[Features], object], str, str]] = {
    "a member is missing": (lambda all_: all_.remove(named(all_, "VNM")), "The outline of VNM is missing.", ""),
    "Japan is missing": (lambda all_: all_.remove(named(all_, "JPN")), "The outline of JPN is missing.", ""),
    "another code": (lambda all_: named(all_, "VNM").update(id="VIE"), "There is no member 'VIE'.", ", id VIE"),
    "no code": (lambda all_: named(all_, "VNM").pop("id"), "The feature has no id.", ", feature "),
    "a number as code": (lambda all_: named(all_, "VNM").update(id=704), "The feature has no id.", ", feature "),
    "a code twice": (lambda all_: named(all_, "VNM").update(id="THA"), "Two features have the id 'THA'.", ", id THA"),
    "no outline": (lambda all_: named(all_, "VNM").update(geometry=None), "The feature has no outline.", ", id VNM"),
    "a point": (geometry(type="Point"), "The feature has no outline.", ", id VNM"),
    "an empty outline": (geometry(coordinates=[]), "The outline of the feature is damaged.", ", id VNM"),
    "a ring that is open": (
        geometry(type="Polygon", coordinates=[[[0, 0], [1, 0], [1, 1], [0, 1]]]),
        "The outline of the feature is damaged.",
        ", id VNM",
    ),
    "a point off the globe": (
        geometry(type="Polygon", coordinates=[[[0, 0], [1, 0], [1, 91], [0, 0]]]),
        "The outline of the feature is damaged.",
        ", id VNM",
    ),
    "a point in words": (
        geometry(type="Polygon", coordinates=[[[0, 0], ["1", 0], [1, 1], [0, 0]]]),
        "The outline of the feature is damaged.",
        ", id VNM",
    ),
}


@pytest.mark.parametrize(("change", "what", "where"), DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_outline(healthy: Folder, change: Callable[[Features], object], what: str, where: str):
    """A damaged outline is named with the code of its state, or with its number where it has none."""
    file = healthy.path / "boundaries.geojson"
    content = json.loads(file.read_text(encoding="utf-8"))
    change(content["features"])
    file.write_text(json.dumps(content), encoding="utf-8")
    healthy.renew()
    problem = next(problem for problem in healthy.problems() if problem.what == what)
    assert problem.where.startswith(str(file))
    assert where in problem.where
    assert problem.do


@pytest.mark.parametrize("content", ["[]", "{}", '{"features": []}', '{"features": 3}'])
def test_outlines_that_are_none(healthy: Folder, content: str):
    """A file without features is said to have none."""
    (healthy.path / "boundaries.geojson").write_text(content, encoding="utf-8")
    assert "There are no features." in [problem.what for problem in healthy.problems()]


def test_a_feature_that_is_no_map(healthy: Folder):
    """A list in the place of a feature is a feature without id and outline."""
    (healthy.path / "boundaries.geojson").write_text('{"features": [[], 1, null]}', encoding="utf-8")
    whats = [problem.what for problem in healthy.problems()]
    assert whats.count("The feature has no id.") == 3
    assert whats.count("The feature has no outline.") == 3

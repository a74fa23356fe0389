"""The outline of an arrow on a plane: bowed to one side, so that there and back do not cover each other."""

from __future__ import annotations

from math import hypot

Spot = tuple[float, float]
_STEPS = 12


def arrow(start: Spot, end: Spot, width: float, bow: float = 0.14) -> list[Spot]:
    """Return the outline of an arrow from one point to another, in the units of its plane.

    Parameters
    ----------
    start, end : tuple of float
        Where it begins, and where its tip is; y grows downwards.
    width : float
        Of its shaft.
    bow : float
        How far it swings out, as a part of its length; to the left of the way it goes.
    """
    (x0, y0), (x1, y1) = start, end
    length = hypot(x1 - x0, y1 - y0)
    turn = ((x0 + x1) / 2 + 2 * bow * (y1 - y0), (y0 + y1) / 2 - 2 * bow * (x1 - x0))
    neck = 1 - min(0.5, (5 + 0.9 * width) / length)
    left, right = [], []
    for step in range(_STEPS + 1):
        (x, y), (across_x, across_y) = _on_curve(start, turn, end, neck * step / _STEPS)
        left.append((x + across_x * width / 2, y + across_y * width / 2))
        right.append((x - across_x * width / 2, y - across_y * width / 2))
    wing = width / 2 + 3.5
    barbs = [(x + across_x * side * wing, y + across_y * side * wing) for side in (1, -1)]
    return [*left, barbs[0], end, barbs[1], *reversed(right)]


def _on_curve(start: Spot, turn: Spot, end: Spot, part: float) -> tuple[Spot, Spot]:
    """Return the point of a quadratic Bezier curve after a part of it, and the direction across."""
    rest = 1 - part
    point = [rest * rest * a + 2 * rest * part * b + part * part * c for a, b, c in zip(start, turn, end, strict=True)]
    along = [rest * (b - a) + part * (c - b) for a, b, c in zip(start, turn, end, strict=True)]
    size = hypot(*along)
    return (point[0], point[1]), (along[1] / size, -along[0] / size)

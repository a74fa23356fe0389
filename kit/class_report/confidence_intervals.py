"""How far a figure from a small class may be off: intervals that a second class would mostly fall into too."""

from __future__ import annotations

from math import atan, cos, exp, log, pi, sin, sqrt
from statistics import NormalDist

_Z = NormalDist().inv_cdf(0.975)

_MANY = 1000  # from here on Student's t is the normal distribution, to the second decimal


def share_range(share: float, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share that was seen among `n` (Wilson).

    Parameters
    ----------
    share : float
        From 0 to 1.
    n : int
        How many it was seen among, at least one.

    Examples
    --------
    >>> [round(end, 2) for end in share_range(0.5, 10)]
    [0.24, 0.76]
    """
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def mean_range(mean: float, deviation: float, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a mean of `n` values with a standard deviation (Student's t), n at least two.

    Examples
    --------
    >>> [round(end, 2) for end in mean_range(0.2, 0.3, 25)]
    [0.08, 0.32]
    """
    half = student_t(n - 1) * deviation / sqrt(n)
    return mean - half, mean + half


def alpha_range(alpha: float, items: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of Cronbach's alpha (Bonett 2002), at least two items and three learners.

    Examples
    --------
    >>> [round(end, 2) for end in alpha_range(0.8, 10, 30)]
    [0.65, 0.88]
    """
    half = _Z * sqrt(2 * items / ((items - 1) * (n - 2)))
    middle = log(1 - alpha)
    return 1 - exp(middle + half), 1 - exp(middle - half)


def student_t(freedom: int) -> float:
    """Return the value that Student's t exceeds with probability 0.025.

    Examples
    --------
    >>> round(student_t(10), 3)
    2.228
    """
    if freedom > _MANY:
        return _Z
    low, high = _Z, 13.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < 0.95 else (low, middle)  # noqa: PLR2004
    return high


def _within(t: float, freedom: int) -> float:
    """Return the probability of a value between -t and t (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    angle = atan(t / sqrt(freedom))
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total = term if freedom > 1 else 0.0
    for step in range(2 + odd, freedom - 1, 2):
        term *= cos(angle) ** 2 * (step - 1) / step
        total += term
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total

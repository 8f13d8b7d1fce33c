"""Points on the Earth."""

from __future__ import annotations

from math import asin, cos, pi, sin, sqrt

EARTH = 12_742.0  # km, diameter


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in km (haversine).

    >>> round(distance((50.45, 30.52), (55.75, 37.62)))
    756
    """
    p = pi / 180
    h = sin((b[0] - a[0]) * p / 2) ** 2 + cos(a[0] * p) * cos(b[0] * p) * sin((b[1] - a[1]) * p / 2) ** 2
    return EARTH * asin(min(1.0, sqrt(h)))

from __future__ import annotations

import doctest
from datetime import date

import pytest

from communique.parsing.times import calendar, moveable
from communique.vocabulary import Precision


@pytest.mark.parametrize("module", [calendar, moveable])
def test_examples_run(module):
    assert doctest.testmod(module).failed == 0 and doctest.testmod(module).attempted > 3


@pytest.mark.parametrize(
    ("value", "mod", "expected"),
    [
        ("2024-02", None, ("2024-02-01", "2024-03-01", Precision.MONTH)),
        ("2024-12-31", None, ("2024-12-31", "2025-01-01", Precision.DAY)),
        ("2026-W01", None, ("2025-12-29", "2026-01-05", Precision.WEEK)),
        ("2025-W25-WE", None, ("2025-06-21", "2025-06-23", Precision.DAY)),
        ("2025-H2", None, ("2025-07-01", "2026-01-01", Precision.MONTH)),
        ("2025-WI", None, ("2025-12-01", "2026-03-01", Precision.MONTH)),
        ("2025", "END", ("2025-09-01", "2026-01-01", Precision.MONTH)),
        ("2025-02", "END", ("2025-02-21", "2025-03-01", Precision.DAY)),
        ("2025-06-19T24:00", None, ("2025-06-20T00:00", "2025-06-20T00:01", Precision.MINUTE)),
    ],
)
def test_bounds(value, mod, expected):
    assert calendar.bounds(value, mod) == expected


@pytest.mark.parametrize(
    "value",
    ["", "P3D", "PAST_REF", "XXXX-05", "2025-02-30", "2025-W60", "0000", "2025-06-19T25:00", "9999-12-31", "2025/2020"],
)
def test_what_has_no_bounds(value):
    assert calendar.bounds(value) is None


def test_arithmetic_stops_at_the_ends_of_the_calendar():
    assert calendar.plus_days(date.max, 1) is None and calendar.plus_days(date.min, -1) is None
    assert calendar.plus_months(date.max, 1) is None and calendar.plus_months(date.min, -1) is None
    assert calendar.at(date.max, "Y", 1) is None

"""Partial dates, and whether a term covers a day."""

from __future__ import annotations

from datetime import date

import pytest

from communique.knowledge import Holding, Standing, standing
from communique.knowledge.intervals import first_day, iso_day, last_day


def term(since: str | None, until: str | None, last_seen: str | None = None) -> Holding:
    return Holding("person:a", "office:b", since, until, last_seen, "high", "test")


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        ("2014-06", "2014-06-01", "2014-06-31"),
        ("2014-06-05", "2014-06-05", "2014-06-05"),
    ],
)
def test_bounds_of_partial_dates(partial: str, first: str, last: str) -> None:
    assert (first_day(partial), last_day(partial)) == (first, last)


@pytest.mark.parametrize(
    ("holding", "day", "expected"),
    [
        (term("2010-01-01", "2012-01-01"), "2011-05-05", Standing.CERTAIN),
        (term("2010-01-01", "2012-01-01"), "2010-01-01", Standing.CERTAIN),
        (term("2010-01-01", "2012-01-01"), "2009-12-31", Standing.NO),
        (term("2010-01-01", "2012-01-01"), "2012-01-01", Standing.POSSIBLE),
        (term("2010-01-01", "2012-01-01"), "2012-01-02", Standing.NO),
        (term("2010", "2012"), "2010-06-01", Standing.POSSIBLE),
        (term("2010", "2012"), "2011-06-01", Standing.CERTAIN),
        (term("2010", "2012"), "2012-06-01", Standing.POSSIBLE),
        (term("2020-01-01", None, "2022-01-01"), "2021-06-01", Standing.CERTAIN),
        (term("2020-01-01", None, "2022-01-01"), "2022-06-01", Standing.LIKELY),
        (term("2020-01-01", None, "2022-01-01"), "2025-06-01", Standing.POSSIBLE),
        (term(None, "2012-01-01"), "2011-06-01", Standing.POSSIBLE),
        (term(None, None), "2011-06-01", Standing.POSSIBLE),
    ],
)
def test_standing(holding: Holding, day: str, expected: Standing) -> None:
    assert standing(holding, day) is expected


def test_a_date_and_a_timestamp_are_the_same_day() -> None:
    assert iso_day(date(2024, 5, 1)) == iso_day("2024-05-01T23:59:00+02:00") == "2024-05-01"

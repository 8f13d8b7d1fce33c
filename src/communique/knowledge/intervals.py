"""Partial ISO dates and the question whether a term covers a day."""

from __future__ import annotations

from datetime import date, timedelta

from communique.knowledge.entries import Holding, Standing

Day = date | str

_FRESH = timedelta(days=400)


def iso_day(day: Day) -> str:
    """The day as ``YYYY-MM-DD``; a string with a time keeps its date.

    >>> iso_day("2025-06-19T10:00:00Z")
    '2025-06-19'
    """
    return day[:10] if isinstance(day, str) else day.isoformat()


def first_day(partial: str) -> str:
    """The earliest day a partial date may mean.

    >>> first_day("2014-06")
    '2014-06-01'
    """
    return partial + "-01-01"[(len(partial) - 4) :] if len(partial) < 10 else partial


def last_day(partial: str) -> str:
    """The latest day a partial date may mean (months are given 31 days: only compared, never shown).

    >>> last_day("2014")
    '2014-12-31'
    """
    return partial + "-12-31"[(len(partial) - 4) :] if len(partial) < 10 else partial


def standing(holding: Holding, day: Day) -> Standing:
    """How sure it is that the term covers ``day``.

    A term without an end counts as certain up to the day it was last seen, likely for about a year after that, and
    possible later: an open row is not a claim that the person is still in office.
    """
    at = last_day(iso_day(day))
    if holding.since is not None and at < first_day(holding.since):
        return Standing.NO
    if holding.until is not None:
        return _closed(holding, at)
    started = holding.since is not None and at >= last_day(holding.since)
    seen = holding.last_seen or holding.since
    if seen is None:
        return Standing.POSSIBLE
    if started and at <= last_day(seen):
        return Standing.CERTAIN
    fresh = date.fromisoformat(first_day(seen)) + _FRESH
    return Standing.LIKELY if at <= fresh.isoformat() or holding.last_seen is None else Standing.POSSIBLE


def _closed(holding: Holding, at: str) -> Standing:
    assert holding.until is not None
    if at > last_day(holding.until):
        return Standing.NO
    if at >= first_day(holding.until):
        return Standing.POSSIBLE
    started = holding.since is not None and at >= last_day(holding.since)
    return Standing.CERTAIN if started else Standing.POSSIBLE

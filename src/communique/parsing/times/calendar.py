"""Arithmetic on TIMEX3 values: a value and the half-open interval it stands for.

All pure functions over strings and ``datetime.date``; weeks are ISO 8601's (Monday first). Nothing raises for a value
that means no time: the interval is ``None``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta

from communique.vocabulary import Precision

Bounds = tuple[str, str, Precision]
DayBounds = tuple[date, date]

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, northern hemisphere
PARTS = {"MO": (5, 12), "MI": (12, 13), "AF": (12, 18), "EV": (18, 24), "NI": (20, 30), "DT": (9, 17)}  # hours
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?$")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
_HALF = re.compile(r"(\d{4})-H([12])$")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")
_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2})(?::(\d{2})(?::(\d{2}))?)?(Z|[+-]\d{2}:\d{2})?$")
_PART = re.compile(r"(\d{4}-\d{2}-\d{2})T(MO|MI|AF|EV|NI|DT)$")


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has none (30 February, year 0).

    >>> day(2025, 2, 30) is None
    True
    """
    if not MINYEAR <= year <= MAXYEAR or not 1 <= month <= 12:
        return None
    return date(year, month, number) if 1 <= number <= monthrange(year, month)[1] else None


def plus_days(when: date, days: int) -> date | None:
    """``when`` moved by whole days; None outside years 1–9999."""
    ordinal = when.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def plus_months(when: date, months: int) -> date | None:
    """``when`` moved by whole months, the day clipped to the month's length; None outside years 1–9999.

    >>> plus_months(date(2025, 3, 31), -1)
    datetime.date(2025, 2, 28)
    """
    index = when.year * 12 + when.month - 1 + months
    year, month = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(when.day, monthrange(year, month + 1)[1]))


def week_value(when: date) -> str:
    """ISO week of a date: ``2025-W25``."""
    iso = when.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def bounds(value: str, mod: str | None = None) -> Bounds | None:
    """Interval and precision of an absolute value; ``mod`` START, MID or END narrows it to its first, middle, last part.

    >>> bounds("2025-08", "END")
    ('2025-08-21', '2025-09-01', <Precision.DAY: 'day'>)
    >>> bounds("P3D") is None
    True
    """
    clock = _clock_bounds(value)
    if clock:
        return clock
    spanned = day_bounds(value)
    if spanned is None:
        return None
    precision = _precision(value)
    start, end = spanned
    if mod in ("START", "MID", "END"):
        narrowed = _narrow(value, start, end, mod)
        if narrowed is not None:
            (start, end), precision = narrowed
    return start.isoformat(), end.isoformat(), precision


def day_bounds(value: str) -> DayBounds | None:
    """First day and the day after the last of an absolute value of day precision or coarser."""
    if m := _DAY.match(value):
        first = day(int(m[1]), int(m[2]), int(m[3]))
        return _between(first, first and plus_days(first, 1))
    if m := _MONTH.match(value):
        return _months(int(m[1]), int(m[2]), 1)
    if m := _WEEK.match(value):
        return _week(int(m[1]), int(m[2]), weekend=bool(m[3]))
    if m := _QUARTER.match(value):
        return _months(int(m[1]), int(m[2]) * 3 - 2, 3)
    if m := _HALF.match(value):
        return _months(int(m[1]), int(m[2]) * 6 - 5, 6)
    if m := _SEASON.match(value):
        return _months(int(m[1]), SEASONS[m[2]], 3)
    if "/" in value:
        return _range(value)
    if value.isdigit() and len(value) in (2, 3, 4):
        years = 10 ** (4 - len(value))
        return _months(int(value) * years or (0 if years == 1 else 1), 1, 12 * years)
    return None


def _between(first: date | None, end: date | None) -> DayBounds | None:
    return (first, end) if first is not None and end is not None else None


def _months(year: int, month: int, count: int) -> DayBounds | None:
    first = day(year, month, 1)
    return _between(first, first and plus_months(first, count))


def _week(year: int, week: int, *, weekend: bool) -> DayBounds | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return _between(plus_days(monday, 5) if weekend else monday, plus_days(monday, 7))


def _range(value: str) -> DayBounds | None:
    low, _, high = value.partition("/")
    first, last = day_bounds(low), day_bounds(high)
    return (first[0], last[1]) if first and last and first[0] < last[1] else None


def _precision(value: str) -> Precision:
    if _DAY.match(value) or value.endswith("-WE") or (value.count("-") >= 4 and "/" in value):
        return Precision.DAY
    if _WEEK.match(value):
        return Precision.WEEK
    return Precision.MONTH if "-" in value else Precision.YEAR


def _narrow(value: str, start: date, end: date, mod: str) -> tuple[DayBounds, Precision] | None:
    """Early is 1–10, mid 11–20, late 21 to the end of a month; thirds of anything longer; days of a week."""
    if _MONTH.match(value):
        cuts = (start, start + timedelta(10), start + timedelta(20), end)
        precision = Precision.DAY
    elif _WEEK.match(value) and not value.endswith("-WE"):
        cuts = (start, start + timedelta(2), start + timedelta(4), end)
        precision = Precision.DAY
    else:
        months = (end.year - start.year) * 12 + end.month - start.month
        inner = [plus_months(start, months // 3), plus_months(start, months * 2 // 3)]
        if months < 3 or inner[0] is None or inner[1] is None:
            return None
        cuts = (start, inner[0], inner[1], end)
        precision = Precision.MONTH if months <= 12 else Precision.YEAR
    i = ("START", "MID", "END").index(mod)
    return (cuts[i], cuts[i + 1]), precision


def _clock_bounds(value: str) -> Bounds | None:
    if m := _PART.match(value):
        first = day_bounds(m[1])
        if first is None:
            return None
        low, high = PARTS[m[2]]
        base = datetime(first[0].year, first[0].month, first[0].day)
        return _stamp(base + timedelta(hours=low)), _stamp(base + timedelta(hours=high)), Precision.HOUR
    m = _CLOCK.match(value)
    if not m or day_bounds(m[1]) is None:
        return None
    hour, minute = int(m[2]), int(m[3] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    base = datetime.fromisoformat(m[1]) + timedelta(hours=hour, minutes=minute)
    length, precision = (timedelta(minutes=1), Precision.MINUTE) if m[3] else (timedelta(hours=1), Precision.HOUR)
    zone = m[5] or ""
    return _stamp(base) + zone, _stamp(base + length) + zone, precision


def _stamp(when: datetime) -> str:
    return when.isoformat(timespec="minutes")


def at(when: date, unit: str, count: int = 0) -> str | None:
    """Value of the ``unit`` that holds ``when``, moved by ``count`` units.

    >>> at(date(2025, 6, 19), "M", -1), at(date(2025, 6, 19), "W"), at(date(2025, 6, 19), "E")
    ('2025-05', '2025-W25', '202')
    """
    if unit in ("D", "W", "WE", "F"):
        moved = plus_days(when, count * {"D": 1, "W": 7, "WE": 7, "F": 14}[unit])
    else:
        moved = plus_months(when, count * {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}[unit])
    if moved is None:
        return None
    return _unit_value(moved, unit)


def _unit_value(when: date, unit: str) -> str:
    match unit:
        case "D":
            return when.isoformat()
        case "W" | "F":
            return week_value(when)
        case "WE":
            return week_value(when) + "-WE"
        case "M":
            return f"{when.year:04d}-{when.month:02d}"
        case "Q":
            return f"{when.year:04d}-Q{(when.month + 2) // 3}"
        case "H":
            return f"{when.year:04d}-H{(when.month + 5) // 6}"
        case "E":
            return f"{when.year // 10:03d}"
        case "C" | "L":
            return f"{when.year // 100:02d}"
        case _:
            return f"{when.year:04d}"

"""Feasts and other calendars, by published arithmetic.

Easter: the anonymous Gregorian algorithm (Meeus, *Astronomical Algorithms*, ch. 8) and the Julian one. Hijri: the
tabular calendar of the 30-year cycle, which may differ by a day from the sighted one. Jalali (Iran): the 33-year cycle,
right for the years 1343–1472.
"""

from __future__ import annotations

from datetime import date, timedelta

from communique.parsing.times.calendar import day

_HIJRI_EPOCH = 227_014  # proleptic Gregorian ordinal of 1 Muharram of year 1, minus one day
_JALALI_EPOCH = -356_033  # so that 1 Farvardin 1404 is 21 March 2025


def easter(year: int) -> date:
    """Western Easter Sunday.

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, number = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, number + 1)


def pascha(year: int) -> date:
    """Orthodox Easter Sunday, as a Gregorian date (1900–2099).

    >>> pascha(2024)
    datetime.date(2024, 5, 5)
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, number = divmod(d + e + 114, 31)
    return date(year, month, number + 1) + timedelta(13)


def hijri(year: int, month: int, number: int = 1) -> date:
    """Gregorian date of a day of the tabular Hijri calendar.

    >>> hijri(1446, 9)
    datetime.date(2025, 3, 1)
    """
    days = number + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_HIJRI_EPOCH + days)


def jalali(year: int, month: int, number: int = 1) -> date:
    """Gregorian date of a day of the Solar Hijri calendar.

    >>> jalali(1404, 1), jalali(1357, 11, 22)
    (datetime.date(2025, 3, 21), datetime.date(1979, 2, 11))
    """
    cycle = year + 1595
    before = (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    return date.fromordinal(_JALALI_EPOCH + 365 * cycle + cycle // 33 * 8 + (cycle % 33 + 3) // 4 + before + number)


def feast(rule: str, year: int) -> tuple[date, int] | None:
    """First day and length in days of a feast in a Gregorian year; ``rule`` as in ``festivals.csv``.

    ``12-25``; ``easter+1``; ``pascha``; ``11-4-4`` (month, ISO weekday, which one; L the last); ``hijri-09[-01]``.

    >>> feast("11-4-4", 2025)
    (datetime.date(2025, 11, 27), 1)
    """
    if not 1800 <= year <= 2200:
        return None
    if rule.startswith(("easter", "pascha")):
        base = easter(year) if rule.startswith("easter") else pascha(year)
        return base + timedelta(int(rule[6:] or 0)), 1
    parts = rule.removeprefix("hijri-").split("-")
    if rule.startswith("hijri"):
        return _hijri_feast(year, int(parts[0]), int(parts[1]) if len(parts) > 1 else 0)
    if len(parts) == 2:
        found = day(year, int(parts[0]), int(parts[1]))
        return (found, 1) if found else None
    return _nth_weekday(year, int(parts[0]), int(parts[1]), parts[2]), 1


def _hijri_feast(year: int, month: int, number: int) -> tuple[date, int] | None:
    approximate = (year - 622) * 33 // 32
    for hijri_year in (approximate - 1, approximate, approximate + 1, approximate + 2):
        first = hijri(hijri_year, month, number or 1)
        if first.year == year:
            return first, 1 if number else 30 - (month + 1) % 2
    return None


def _nth_weekday(year: int, month: int, weekday: int, which: str) -> date:
    first = date(year, month, 1)
    found = first + timedelta((weekday - first.isoweekday()) % 7)
    if which != "L":
        return found + timedelta(7 * (int(which) - 1))
    while (found + timedelta(7)).month == month:
        found += timedelta(7)
    return found

"""Readings that name a place on the calendar: days, months, weekdays, seasons, years, feasts.

An impossible date (30 February, year 0, a reversed range) is a ``Meaning`` with the value ``""``: text kept, value none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from communique.parsing.times import calendar as cal
from communique.parsing.times.lexer import Lexeme
from communique.parsing.times.moveable import feast, jalali
from communique.parsing.times.moveable import hijri as hijri_day
from communique.parsing.times.situation import IMPOSSIBLE_DATE, Meaning, Words, dated, whole, year_of
from communique.parsing.times.tense import FUTURE, PAST, PRESENT
from communique.vocabulary import TimexType

_YEAR_CUES = frozenset(
    {
        "in", "since", "of", "until", "till", "by", "from", "to", "during", "early", "late", "mid", "before",
        "after", "through", "circa", "around", "about", "between", "and",
    }
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})$")


def month_day(words: Words) -> Meaning | None:
    """ "June 19", "Thursday, 19 June 2025", "June 19 last year"."""
    month, number, year = whole(words.get("m")), whole(words.get("d")), year_of(words)
    if month is None or number is None or number > 39 or (words.get("yu") and words.value("yu") != "Y"):
        return None
    if year is None:
        return _yearless(words, month, number)
    found = cal.day(year, month, number)
    return dated(found.isoformat(), relative=words.get("y") is None) if found else IMPOSSIBLE_DATE


def _yearless(words: Words, month: int, number: int) -> Meaning:
    at, rel = words.at, words.get("rel")
    if cal.day(2024, month, number) is None:  # a leap year: 29 February may be
        return IMPOSSIBLE_DATE
    tense = {"L": PAST, "X": FUTURE}.get(rel.symbol) if rel else at.tense(words.start)
    told = at.year_before if tense in (PAST, None) and rel is None else None
    if at.published is None and told is None:
        return Meaning(TimexType.DATE, f"XXXX-{month:02d}-{number:02d}", relative=True, anchors=False)
    if told is not None or at.published is None:
        found = cal.day(told or 0, month, number)
        return Meaning(TimexType.DATE, found.isoformat(), relative=True) if found else IMPOSSIBLE_DATE
    days = [d for k in (-1, 0, 1) if (d := cal.day(at.published.year + k, month, number))]
    if not days:
        return IMPOSSIBLE_DATE
    return Meaning(TimexType.DATE, _by_tense(days, at.published, tense).isoformat(), relative=True)


def _by_tense(days: Sequence[date], published: date, tense: str | None) -> date:
    """Of several days the one the tense points to: the last before, the first after, else the nearest."""
    past, ahead = [d for d in days if d <= published], [d for d in days if d >= published]
    if tense == PAST and past and (published - past[-1]).days < 330:
        return past[-1]
    if tense == FUTURE and ahead and (ahead[0] - published).days < 300:
        return ahead[0]
    if tense == PRESENT and past and ahead and (ahead[0] - published).days < 250 and (published - past[-1]).days > 45:
        return ahead[0]
    return min(days, key=lambda d: (abs((d - published).days), d))


def day_range(words: Words) -> Meaning | None:
    """ "May 3 to 5", "between 3 and 5 May": one interval."""
    join = words.get("join")
    before = words.neighbour(-1)
    if join is None or (join.symbol == "&" and (before is None or before.symbol != "b")):
        return None
    if join.symbol == "i" and join.text.lower() == "until" and (before is None or before.text.lower() != "from"):
        return None
    month, low, high, year = (whole(words.get("m")), whole(words.get("d")), whole(words.get("d2")), year_of(words))
    if month is None or low is None or high is None or low > 31 or high > 31:
        return None
    if low >= high:
        return IMPOSSIBLE_DATE
    last = _yearless(words, month, high) if year is None else None
    if last is not None and last.value.startswith("XXXX"):
        return replace(last, value=f"XXXX-{month:02d}-{low:02d}/XXXX-{month:02d}-{high:02d}")
    if last is not None:
        year = int(last.value[:4]) if last.value else 0
    first, end = cal.day(year or 0, month, low), cal.day(year or 0, month, high)
    return dated(f"{first}/{end}", relative=last is not None) if first and end else IMPOSSIBLE_DATE


def month(words: Words) -> Meaning | None:
    """ "March 2019", "July last year", "January"."""
    month, at = whole(words.get("m")) or 0, words.at
    year, rel = year_of(words), words.value("rel") or (words.get("rel") and "this")
    if words.get("yu") and words.value("yu") != "Y":
        return None
    if words.get("y") and year is not None:
        return dated(f"{year:04d}-{month:02d}") if year else IMPOSSIBLE_DATE
    if year is None and at.published is None:
        year = at.year
    if year is None and at.published is not None:
        year = _month_year(month, rel or "", words)
    if year is None:
        return dated(f"XXXX-{month:02d}", relative=True)
    return dated(f"{year:04d}-{month:02d}", relative=True)


def _month_year(month: int, rel: str, words: Words) -> int:
    published = words.at.published
    assert published is not None
    tense = words.at.tense(words.start)
    if words.at.year is not None and not rel and tense in (PAST, None):
        return words.at.year
    ahead = month < published.month
    if rel == "this":
        return published.year
    if rel in ("last", "past", "anchor"):
        return published.year - (month >= published.month)
    if rel or tense == FUTURE:
        return published.year + (ahead or (bool(rel) and month == published.month))
    if tense == PRESENT and (month - published.month) % 12 <= 4:
        return published.year + ahead
    return published.year - (month > published.month)


def literal(words: Words) -> Meaning | None:
    """ISO and slashed dates; the day comes first unless only the month can."""
    text = words.at.lexemes[words.match.start()].text
    if m := _ISO.match(text.replace("/", "-") if text[4:5] == "/" else text):
        found = cal.day(int(m[1]), int(m[2]), int(m[3]))
        if found is None:
            return IMPOSSIBLE_DATE
        if m[4] is None:
            return dated(found.isoformat())
        value = f"{found.isoformat()}T{m[4]}:{m[5]}"
        return Meaning(TimexType.TIME, value if cal.bounds(value) else "")
    m = _SLASHED.match(text)
    if not m:
        return None
    first, second, year = int(m[1]), int(m[2]), int(m[3])
    year += 0 if len(m[3]) == 4 else 2000 if year < 40 else 1900
    found = cal.day(year, second, first) or cal.day(year, first, second)  # day first, unless only month first can be
    if found is None and len(m[3]) < 4:
        return None
    return dated(found.isoformat()) if found else IMPOSSIBLE_DATE


def weekday(words: Words) -> Meaning | None:
    """By tense and cue: the last one on or before publication, the next one where the verb looks ahead."""
    number, rel, at = int(words.value("w")), words.get("rel"), words.at
    if at.published is None:
        return dated(f"XXXX-WXX-{number}", relative=True)
    if words.get("u"):
        return _weekday_of_week(words, number)
    day = at.published
    back, ahead = (day.isoweekday() - number) % 7, (number - day.isoweekday()) % 7
    tense = at.named_day(words.start)
    if rel and rel.symbol == "L":
        moved = -(back or 7)
    elif rel and rel.symbol == "X":
        moved = ahead or 7
    elif tense in (FUTURE, PRESENT) or (rel and tense != PAST):
        moved = ahead
    else:
        moved = -back
    found = cal.plus_days(day, moved)
    return dated(found, relative=True)


def _weekday_of_week(words: Words, number: int) -> Meaning | None:
    published, rel = words.at.published, words.get("rel")
    if published is None or rel is None or words.value("u") != "W":
        return None
    moved = {"L": -7, "X": 7}.get(rel.symbol, 0) + number - published.isoweekday()
    found = cal.plus_days(published, moved)
    return dated(found, relative=True)


def near_day(words: Words) -> Meaning | None:
    """ "today", "tomorrow", "overnight": counted from publication."""
    value = words.at.lexemes[words.match.start()].value
    offset, part = int(value.rstrip("NIO")), value.lstrip("-0123456789")
    kind = TimexType.TIME if part else TimexType.DATE
    if words.at.published is None:
        if part or offset == 0:
            return Meaning(kind, "PRESENT_REF", relative=True, anchors=False)
        return Meaning(kind, f"P{abs(offset)}D", "BEFORE" if offset < 0 else "AFTER", relative=True, anchors=False)
    base = words.at.published
    if part == "ON":  # overnight: the night before, unless it is to come
        ahead = words.at.tense(words.start) == FUTURE
        found = base if ahead else cal.plus_days(base, -1)
        part = "NI"
    else:
        found = cal.plus_days(base, offset)
    if found is None:
        return None
    return Meaning(kind, found.isoformat() + (f"T{part}" if part else ""), relative=True)


def part_of_day(words: Words) -> Meaning | None:
    """ "this morning", "last night"; "that night" is the anchor's."""
    rel, part, at = words.get("rel"), words.value("part"), words.at
    if rel is None or (rel.symbol == "X" and rel.value != "anchor"):
        return None
    if rel.symbol in "dL":
        base = at.published
        moved = -1 if rel.symbol == "L" and part in ("NI", "EV") else 0
    else:
        base, moved = (at.base(), 1 if rel.symbol == "X" else 0)
    if base is None:
        return Meaning(TimexType.TIME, f"XXXX-XX-XXT{part}", relative=True, anchors=False)
    found = cal.plus_days(base, moved)
    return Meaning(TimexType.TIME, f"{found.isoformat()}T{part}", relative=True) if found else None


def quarter(words: Words) -> Meaning | None:
    """ "the third quarter of 2024", "the first half"; without a year the last one begun."""
    unit, word, at = words.get("u"), words.get("o"), words.at
    if unit is None or word is None:
        return None
    parts = 4 if unit.value == "Q" else 2
    if unit.symbol != "h" and unit.value != "Q":
        return None
    which = parts if word.symbol == "L" else whole(word)
    if word.symbol == "L" and unit.symbol != "h":
        return None
    if which is None or not 1 <= which <= parts:
        return None
    year = year_of(words)
    code = "Q" if parts == 4 else "H"
    if year is None:
        if at.published is None:
            return dated(f"XXXX-{code}{which}", relative=True)
        ended = (which * 12 // parts) <= at.published.month
        ahead = at.tense(words.start) == FUTURE
        running = (which - 1) * 12 // parts < at.published.month
        year = at.published.year - (0 if ended or ahead or running else 1)
    return dated(f"{year:04d}-{code}{which}", relative=words.get("y") is None)


def quarter_code(words: Words) -> Meaning | None:
    """ "Q3 2024"."""
    word = words.get("c")
    year = year_of(words) or (words.at.published.year if words.at.published else None)
    return dated(f"{year:04d}-{word.value}" if year else None) if word else None


def season(words: Words) -> Meaning | None:
    """ "the spring of 2022", "last winter"; northern, three months each."""
    season, rel, at = words.value("s"), words.get("rel"), words.at
    word = words.get("s")
    year = year_of(words)
    bare = words.match.end() - words.match.start() == 1
    if word and word.text.lower() == "fall" and bare:
        return None
    after = words.neighbour(1)
    if word and after and after.symbol == "o" and year is None:
        return None  # the fall of a city
    if year is None:
        if at.published is None:
            return dated(f"XXXX-{season}", relative=True)
        year = _season_year(season, rel, words, at.published)
    return dated(f"{year:04d}-{season}", relative=words.get("y") is None)


def _season_year(season: str, rel: Lexeme | None, words: Words, published: date) -> int:
    first = cal.SEASONS[season]
    begun = published.month >= first
    running = begun and published.month < first + 3
    if rel and rel.symbol == "L":
        return published.year - (running or not begun)
    if rel and rel.symbol == "X":
        return published.year + begun
    ahead = words.at.tense(words.start) == FUTURE
    if rel and rel.symbol == "d":
        return published.year
    return published.year if begun or ahead else published.year - 1


def century(words: Words) -> Meaning | None:
    """ "the 17th century" is ``16``."""
    number = whole(words.get("o"))
    if words.value("u") != "C" or not number or not 1 <= number <= 30:
        return None
    return dated(f"{number - 1:02d}")


def decade(words: Words) -> Meaning | None:
    """ "the 1990s" is ``199``."""
    digits = words.value("k")
    if len(digits) == 2:
        digits = ("19" if int(digits) >= 20 else "20") + digits
    before = words.neighbour(-1)
    if before is not None and before.symbol == "_" and before.text.lower() in ("his", "her", "their", "my", "our"):
        return None  # "in her forties"
    return dated(digits[:3])


def year(words: Words) -> Meaning | None:
    """Four digits where they are a year and not a count."""
    word = words.get("y")
    if word is None or not _may_be_year(words, word):
        return None
    return dated(f"{int(word.value):04d}") if 1 <= int(word.value) <= 9999 else IMPOSSIBLE_DATE


def _may_be_year(words: Words, word: Lexeme) -> bool:
    year = int(word.value)
    if not 1000 <= year <= 2150:
        return False
    i = words.at.syntax.token_at(word.start)
    before = words.neighbour(-1)
    if i is None or words.match.end() - words.match.start() > 1:
        return True
    token = words.at.syntax.tokens[i]
    after = words.neighbour(1)
    head = words.at.syntax.tokens[token.head]
    if token.dep == "nummod" and head.tag == "NNS" and head.i == i + 1:
        return False
    if token.ent == "DATE":
        return True
    if token.dep in ("nummod", "quantmod") or (after is not None and after.symbol in "Uu"):
        return False
    return before is not None and before.text.lower() in _YEAR_CUES and token.ent in ("", "CARDINAL")


def year_range(words: Words) -> Meaning | None:
    """ "1980-1988", "2023-24"."""
    low, word = words.get("y"), words.get("y2")
    if low is None or word is None or not 1000 <= int(low.value) <= 2150:
        return None
    high = word.value if word.symbol == "Y" else low.value[:2] + word.value if len(word.value) == 2 else ""
    if not high.isdigit() or len(high) != 4:
        return None
    if int(high) <= int(low.value):
        return IMPOSSIBLE_DATE if word.symbol == "Y" else None
    return dated(f"{low.value}/{high}")


def fiscal(words: Words) -> Meaning | None:
    """ "the last fiscal year"; held to be the calendar year."""
    rel, published = words.get("rel"), words.at.published
    if published is None or rel is None:
        return None
    return dated(f"{published.year + {'L': -1, 'X': 1}.get(rel.symbol, 0):04d}", relative=True)


def festival(words: Words) -> Meaning | None:
    """A feast of ``festivals.csv``, the nearest by tense where no year is given."""
    rule, year, at = words.value("v"), year_of(words), words.at
    if year is None and at.published is None:
        return None
    if year is not None:
        found = feast(rule, year)
    else:
        assert at.published is not None
        candidates = [f for f in (feast(rule, at.published.year + k) for k in (-1, 0, 1)) if f]
        rel = words.get("rel")
        tense = {"L": PAST, "X": FUTURE}.get(rel.symbol) if rel else at.tense(words.start)
        days = [f[0] for f in candidates]
        chosen = _by_tense(days, at.published, tense) if days else None
        found = next((f for f in candidates if f[0] == chosen), None)
    if found is None:
        return None
    first, length = found
    mod = "APPROX" if rule.startswith("hijri") else None
    if length == 1:
        return dated(first.isoformat(), mod=mod, relative=year is None)
    last = cal.plus_days(first, length - 1)
    return dated(f"{first}/{last}", mod=mod, relative=year is None)


def other_calendar(words: Words) -> Meaning | None:
    """A date of the Hijri or Jalali calendar: "22 Bahman 1357", "Ramadan 1446"."""
    number, year, named = whole(words.get("d")), whole(words.get("y")), words.value("v")
    month = named.removeprefix("hijri-") if named.startswith("hijri") else named[1:]
    if year is None or not month.isdigit() or not 1200 <= year <= 1600 or not 1 <= (number or 1) <= 31:
        return None
    count, lunar = int(month), named[0] == "h"
    day_of, longest = (hijri_day, 29 + count % 2) if lunar else (jalali, 31 if count < 7 else 30 if count < 12 else 29)
    if (number or 1) > longest:
        return IMPOSSIBLE_DATE
    first, mod = day_of(year, count, number or 1), "APPROX" if lunar else None
    if number:
        return dated(first, mod=mod)
    return dated(f"{first}/{day_of(year, count, longest)}", mod=mod)


def year_end(words: Words) -> Meaning | None:
    """ "year-end": the last part of it."""
    unit, published = words.value("u"), words.at.published
    edge = words.at.lexemes[words.match.end() - 1].value
    if unit not in ("Y", "M", "W", "Q") or published is None or edge not in ("END",):
        return None
    return dated(cal.at(published, unit), mod="END", relative=True)

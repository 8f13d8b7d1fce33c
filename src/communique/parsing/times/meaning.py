"""What an expression means: one function per reading of the grammar, from the words to a TIMEX3 value.

Each takes the match and the ``Situation`` and gives a ``Meaning``, or None where the words are no time after all.
An impossible date (30 February, 25:70, a reversed range) is a ``Meaning`` with the value ``""``: text kept, value none.
Values follow TIMEX3 as TimeBank uses it (Pustejovsky et al. 2003); weeks are ISO weeks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from communique.parsing.times import calendar as cal
from communique.parsing.times.lexer import Lexeme, Lexicon
from communique.parsing.times.moveable import feast, hijri
from communique.parsing.times.tense import FUTURE, PAST, PRESENT, tense_at
from communique.records import Syntax
from communique.vocabulary import Precision, TimexType

Bounds = tuple[str | None, str | None, Precision]
_YEAR_CUES = frozenset(
    {
        "in", "since", "of", "until", "till", "by", "from", "to", "during", "early", "late", "mid", "before",
        "after", "through", "circa", "around", "about", "between", "and",
    }
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})$")


@dataclass(frozen=True, slots=True)
class Situation:
    """Where an expression stands. ``published`` is the publication's local date, ``anchor`` the value of the nearest
    resolved expression before it, ``year`` the year of a full date in the same sentence, ``year_before`` in it or the
    sentence before."""

    lexemes: Sequence[Lexeme]
    syntax: Syntax
    lexicon: Lexicon
    published: date | None
    anchor: str | None = None
    year: int | None = None
    year_before: int | None = None

    def tense(self, offset: int) -> str | None:
        """Which way the verb over ``offset`` looks."""
        return tense_at(self.syntax, offset, self.lexicon)

    def named_day(self, offset: int) -> str | None:
        """The tense for a weekday: "until Tuesday" and "as soon as Tuesday" look ahead, whatever the verb."""
        i = self.syntax.token_at(offset)
        if i is None:
            return self.tense(offset)
        first = self.syntax.sentences[self.syntax.tokens[i].sentence].first
        before = [t.lower for t in self.syntax.tokens[max(first, i - 5) : i]]
        opening = i - first <= 5 and before[:1] in (["until"], ["till"])
        if not opening and (
            {"until", "till"} & set(before) or before[-3:] in (["as", "soon", "as"], ["as", "early", "as"])
        ):
            return FUTURE
        tense = self.tense(offset)
        genitive = i + 1 < len(self.syntax.tokens) and self.syntax.tokens[i + 1].tag == "POS"
        return PAST if genitive and tense == PRESENT else tense

    def base(self) -> date | None:
        """First day of the anchor, else the publication day."""
        spanned = cal.day_bounds(self.anchor.partition("T")[0]) if self.anchor else None
        return spanned[0] if spanned else self.published


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 reading; ``bounds`` only where they are not those of the value; ``anchors`` what comes after it."""

    type: TimexType
    value: str
    mod: str | None = None
    relative: bool = False
    bounds: Bounds | None = None
    anchors: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a match, by group."""

    match: re.Match[str]
    at: Situation

    def get(self, group: str) -> Lexeme | None:
        """First word of a group; None where it is not in the match."""
        if group not in self.match.re.groupindex or self.match.start(group) < 0:
            return None
        start, end = self.match.span(group)
        return self.at.lexemes[start] if end > start else None

    def value(self, group: str) -> str:
        """Value of the group's first word, else ``""``."""
        word = self.get(group)
        return word.value if word else ""

    @property
    def start(self) -> int:
        """Character where the match begins."""
        return self.at.lexemes[self.match.start()].start

    def neighbour(self, step: int) -> Lexeme | None:
        """The word before (−1) or after (+1) the match."""
        i = self.match.start() - 1 if step < 0 else self.match.end()
        return self.at.lexemes[i] if 0 <= i < len(self.at.lexemes) else None


Reader = Callable[[Words], Meaning | None]
IMPOSSIBLE_DATE = Meaning(TimexType.DATE, "", anchors=False)


def _dated(value: str | date | None, *, mod: str | None = None, relative: bool = False) -> Meaning | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else value.isoformat()
    return Meaning(TimexType.DATE, text, mod, relative, anchors="X" not in text)


def _whole(word: Lexeme | None) -> int | None:
    return int(word.number) if word and word.number == word.number and word.number == int(word.number) else None


def _year_of(words: Words) -> int | None:
    """The year said with a date: four digits, two after an apostrophe, or "last year"."""
    word = words.get("y")
    if word:
        year = _whole(word)
        return year if word.symbol != "y" or year is None else (1900 if year > 40 else 2000) + year
    rel, unit = words.get("yr"), words.get("yu")
    if rel and unit and unit.value == "Y" and words.at.published:
        return words.at.published.year + {"L": -1, "X": 1}.get(rel.symbol, 0)
    return None


def _month_day(words: Words) -> Meaning | None:
    month, number, year = _whole(words.get("m")), _whole(words.get("d")), _year_of(words)
    if month is None or number is None or number > 39 or (words.get("yu") and words.value("yu") != "Y"):
        return None
    if year is None:
        return _yearless(words, month, number)
    found = cal.day(year, month, number)
    return _dated(found.isoformat(), relative=words.get("y") is None) if found else IMPOSSIBLE_DATE


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
    return min(days, key=lambda d: (abs((d - published).days), d))


def _day_range(words: Words) -> Meaning | None:
    join = words.get("join")
    before = words.neighbour(-1)
    if join is None or (join.symbol == "&" and (before is None or before.symbol != "b")):
        return None
    if join.symbol == "i" and join.text.lower() == "until" and (before is None or before.text.lower() != "from"):
        return None
    month, low, high, year = (_whole(words.get("m")), _whole(words.get("d")), _whole(words.get("d2")), _year_of(words))
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
    return _dated(f"{first}/{end}", relative=last is not None) if first and end else IMPOSSIBLE_DATE


def _month(words: Words) -> Meaning | None:
    month, at = _whole(words.get("m")) or 0, words.at
    year, rel = _year_of(words), words.value("rel") or (words.get("rel") and "this")
    if words.get("yu") and words.value("yu") != "Y":
        return None
    if words.get("y") and year is not None:
        return _dated(f"{year:04d}-{month:02d}") if year else IMPOSSIBLE_DATE
    if year is None and at.published is None:
        year = at.year
    if year is None and at.published is not None:
        year = _month_year(month, rel or "", words)
    if year is None:
        return _dated(f"XXXX-{month:02d}", relative=True)
    return _dated(f"{year:04d}-{month:02d}", relative=True)


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


def _literal(words: Words) -> Meaning | None:
    text = words.at.lexemes[words.match.start()].text
    if m := _ISO.match(text.replace("/", "-") if text[4:5] == "/" else text):
        found = cal.day(int(m[1]), int(m[2]), int(m[3]))
        if found is None:
            return IMPOSSIBLE_DATE
        if m[4] is None:
            return _dated(found.isoformat())
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
    return _dated(found.isoformat()) if found else IMPOSSIBLE_DATE


def _weekday(words: Words) -> Meaning | None:
    number, rel, at = int(words.value("w")), words.get("rel"), words.at
    if at.published is None:
        return _dated(f"XXXX-WXX-{number}", relative=True)
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
    return _dated(found, relative=True)


def _weekday_of_week(words: Words, number: int) -> Meaning | None:
    published, rel = words.at.published, words.get("rel")
    if published is None or rel is None or words.value("u") != "W":
        return None
    moved = {"L": -7, "X": 7}.get(rel.symbol, 0) + number - published.isoweekday()
    found = cal.plus_days(published, moved)
    return _dated(found, relative=True)


def _near_day(words: Words) -> Meaning | None:
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


def _part_of_day(words: Words) -> Meaning | None:
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


def _unit(words: Words) -> Meaning | None:
    unit, rel, at = words.value("u"), words.get("rel"), words.at
    if rel is None:
        return _plain_unit(words, unit)
    if unit.startswith("T"):
        return _open(words, rel, unit) if rel.symbol in "LX" else None
    anchored = rel.symbol == "D" or rel.value == "anchor" or (rel.value == "next" and bool(words.get("t")))
    if unit == "D" and rel.symbol in "dc":
        return None
    if rel.symbol == "X" and rel.value == "coming":
        return _open(words, rel, unit)
    if rel.value == "past" or (rel.value == "last" and words.get("t") and unit in "YEC"):
        return _stretched(words, rel, 1, unit, "1")
    base = at.base() if anchored else at.published
    count = {"L": -1, "X": 1}.get(rel.symbol, 0)
    if base is None:
        return _relative_unit(unit, count)
    if unit == "WE":
        return _dated(_weekend(base, count, words), relative=True)
    return _dated(cal.at(base, unit, count), relative=True)


def _relative_unit(unit: str, count: int) -> Meaning:
    if count == 0:
        value = {"W": "XXXX-WXX", "Y": "XXXX", "M": "XXXX-XX", "D": "XXXX-XX-XX", "Q": "XXXX-QX"}.get(
            unit, "PRESENT_REF"
        )
        return Meaning(TimexType.DATE, value, relative=True, anchors=False)
    mod = "BEFORE" if count < 0 else "AFTER"
    return Meaning(TimexType.DATE, _length(1, unit), mod, relative=True, anchors=False)


def _weekend(base: date, count: int, words: Words) -> str | None:
    """Weekend of ISO weeks: the running one is "this"; the last one ended before the week began."""
    if count == 0 and words.at.tense(words.start) == PAST and base.isoweekday() < 6:
        count = -1
    return cal.at(base, "WE", count)


def _plain_unit(words: Words, unit: str) -> Meaning | None:
    """ "the week", "the weekend", "the quarter", "the year": the one of the anchor or of publication."""
    if unit not in ("W", "WE", "Q", "Y", "M"):
        return None
    after = words.neighbour(1)
    if after and after.symbol == "-":
        return None
    if after and unit == "Y" and after.text.lower() in ("ended", "ending", "to"):
        return Meaning(TimexType.DURATION, "P1Y", anchors=False)
    base = words.at.published
    if base is None:
        return None
    if unit == "WE":
        return _dated(_weekend(base, 0, words), relative=True)
    if unit == "Q":
        anchored = words.at.anchor if words.at.anchor and "-Q" in words.at.anchor else None
        return _dated(anchored or cal.at(base, "Q", -1), relative=True)
    return _dated(cal.at(base, unit), relative=True)


def _open(words: Words, rel: Lexeme, unit: str) -> Meaning:
    """ "the coming days", "the past weeks": a reference with one bound, publication."""
    ahead = rel.symbol == "X"
    return _vague(_reference_to("FUTURE_REF" if ahead else "PAST_REF", words.at.published), unit)


def _vague(reference: Meaning, unit: str) -> Meaning:
    """ "recent weeks" as a length, ``PXW``, with the bounds of the reference; "recent years" stays one."""
    if unit in ("D", "W", "M"):
        return replace(reference, type=TimexType.DURATION, value=_length(None, unit))
    return reference


def _reference_to(value: str, published: date | None) -> Meaning:
    bounds: Bounds | None = None
    after = cal.plus_days(published, 1) if published else None
    if published and value == "FUTURE_REF":
        bounds = (published.isoformat(), None, Precision.DAY)
    elif published and after:
        bounds = (None, after.isoformat(), Precision.DAY)
    return Meaning(TimexType.DATE, value, relative=True, bounds=bounds, anchors=False)


def _stretch(words: Words) -> Meaning | None:
    rel, unit, count = words.get("rel"), words.value("u"), words.value("n")
    if rel is None:
        return None
    if count == "X":
        meaning = _stretched(words, rel, None, unit, "X")
    else:
        number = words.get("n")
        meaning = _stretched(words, rel, number.number if number else 1, unit, count)
    return meaning


def _stretched(words: Words, rel: Lexeme, count: float | None, unit: str, _text: str) -> Meaning:
    """ "the last two months": a duration that ends (or begins) at publication, or at the anchor ("the previous two")."""
    base = words.at.base() if rel.value == "anchor" else words.at.published
    bounds: Bounds | None = None
    sign = 1 if rel.symbol == "X" else -1
    if base is not None:
        bounds = _reach(base, sign, count, unit)
    return Meaning(TimexType.DURATION, _length(count, unit), relative=True, bounds=bounds, anchors=False)


def _reach(base: date, sign: int, count: float | None, unit: str) -> Bounds | None:
    after = cal.plus_days(base, 1)
    near = base.isoformat() if sign > 0 else after.isoformat() if after else None
    far = None
    if count is not None and count == int(count) and not unit.startswith("T"):
        far = _moved(base, sign * int(count), unit)
    if unit.startswith("T"):
        return None
    pair = (near, far.isoformat() if far else None)
    low, high = pair if sign > 0 else pair[::-1]
    return low, high, Precision.DAY


def _moved(base: date, count: int, unit: str) -> date | None:
    days = {"D": 1, "W": 7, "WE": 7, "F": 14}.get(unit)
    if days:
        return cal.plus_days(base, count * days) if abs(count) < 10_000 else None
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}.get(unit)
    return cal.plus_months(base, count * months) if months else None


def _open_stretch(words: Words) -> Meaning | None:
    rel = words.get("rel")
    if rel is None:
        return _vague(_reference_to(words.value("ref"), words.at.published), words.value("u"))
    if rel.value == "anchor":
        return None
    return _open(words, rel, words.value("u"))


def _length(count: float | None, unit: str) -> str:
    """Duration value: ``P3D``, ``PT2H``, ``P2Y6M``, ``PXW`` (some weeks)."""
    time, code = ("T", unit[1:]) if unit.startswith("T") else ("", unit)
    factor = {"F": 2, "Q": 3, "E": 10, "C": 100, "L": 1000}.get(unit, 1) if count else 1
    code = {"F": "W", "Q": "M", "E": "Y", "C": "Y", "L": "Y"}.get(unit, code) if count else code
    if count is None:
        return f"P{time}X{code}"
    total = count * factor
    if total == int(total):
        return f"P{time}{int(total)}{code}"
    part = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60), "D": ("H", 24)}.get(unit)
    if part is None:
        return f"P{time}{total:g}{code}"
    whole, rest = int(total), round((total - int(total)) * part[1])
    head = f"{whole}{code}" if whole else ""
    joint = "T" if unit == "D" else ""
    return f"P{time}{head}{joint}{rest}{part[0]}"


def _counted(words: Words) -> float | None:
    """The count before a unit: one for "a", None for "several"."""
    word = words.get("n")
    if word is None or word.value == "X":
        return None
    return 1.0 if word.symbol == "a" else word.number


def _ago(words: Words) -> Meaning | None:
    unit, count = words.value("u"), _counted(words)
    if "of" in words.match.re.groupindex:
        return _year_ago(words, unit)
    base = words.at.published
    if words.get("n") is None and words.at.lexemes[words.match.start()].symbol == "U":
        count = 1.0
    if count is None:
        return _reference_to("PAST_REF", base)
    return _counted_from(base, -1, count, unit)


def _year_ago(words: Words, unit: str) -> Meaning | None:
    base, of = words.at.base(), words.get("of")
    if base is None or unit.startswith("T"):
        return None
    anchored = words.at.anchor
    if anchored and "-Q" in anchored and unit == "Y":
        return _dated(f"{int(anchored[:4]) - 1}{anchored[4:]}", relative=True)
    when = _moved(base, -1, unit)
    return _dated(when and cal.at(when, of.value if of else unit), relative=True)


def _counted_from(base: date | None, sign: int, count: float, unit: str) -> Meaning | None:
    """ "two weeks ago", "a day later": as fine as its unit (a year ago is a year, ten days ago a day)."""
    mod = "BEFORE" if sign < 0 else "AFTER"
    if base is None or count != int(count):
        return Meaning(TimexType.DATE, _length(count, unit), mod, relative=True, anchors=False)
    if unit.startswith("T"):
        hours = count / {"TH": 1, "TM": 60, "TS": 3600}[unit]
        near = cal.plus_days(base, sign * int(hours // 24)) if hours < 10**7 else None
        if near is None:
            return None
        return Meaning(TimexType.TIME, near.isoformat(), relative=True, anchors=False)
    when = _moved(base, sign * int(count), unit)
    value = when and cal.at(when, {"E": "Y", "C": "Y", "L": "Y", "F": "W"}.get(unit, unit))
    return _dated(value, relative=True)


def _offset(words: Words) -> Meaning | None:
    direction, unit, count = words.get("dir"), words.value("u"), _counted(words)
    if direction is None or direction.text.lower() == "before":
        return None
    if direction.value == "hence":
        return _counted_from(words.at.published, 1, count or 1, unit)
    after = words.neighbour(1)
    if direction.text.lower() == "after" or (after is not None and after.text.lower() == "than"):
        return None
    sign = 1 if direction.value == "after" else -1
    if count is None:
        return Meaning(TimexType.DURATION, _length(None, unit), relative=True, anchors=False)
    anchored = words.at.anchor
    if anchored and unit == "Y" and count == int(count) and anchored[:4].isdigit() and anchored[4:6] == "-Q":
        return _dated(f"{int(anchored[:4]) + sign * int(count):04d}{anchored[4:]}", relative=True)
    return _counted_from(words.at.base(), sign, count, unit)


def _duration(words: Words) -> Meaning | None:
    unit, count = words.value("u"), _counted(words)
    after = words.neighbour(1)
    if after is not None and after.symbol == "g":
        return None
    number = words.get("n")
    if number is not None and number.symbol == "a":
        if unit in ("Q", "WE"):
            return None
        if _per(words):
            return Meaning(TimexType.SET, _length(1, unit), anchors=False)
    if words.get("n2"):
        return Meaning(TimexType.DURATION, _length(words.get("n2").number, unit), anchors=False)  # type: ignore[union-attr]
    if words.get("half") and count is not None:
        count += 0.5
    if count is not None and not 0 < count < 10**9:
        return None
    return Meaning(TimexType.DURATION, _length(count, unit), anchors=False)


def _per(words: Words) -> bool:
    """ "twice a week", "500 dollars a year": a rate, not a stretch."""
    before = words.neighbour(-1)
    if before is None:
        return False
    if before.symbol == "q":
        return True
    i = words.at.syntax.token_at(before.start)
    return i is not None and words.at.syntax.tokens[i].tag in ("NNS", "CD")


def _age(words: Words) -> Meaning | None:
    return Meaning(TimexType.DURATION, "AGE")  # told from durations, then left out


def _each(words: Words) -> Meaning | None:
    number = words.get("n")
    return Meaning(TimexType.SET, _length(number.number if number else 1, words.value("u")), anchors=False)


def _each_named(words: Words) -> Meaning | None:
    what = words.get("what")
    if what is None:
        return None
    value = {
        "W": f"XXXX-WXX-{what.value}", "w": f"XXXX-WXX-{what.value}", "S": f"XXXX-{what.value}",
        "T": f"XXXX-XX-XXT{what.value}", "M": f"XXXX-{what.value.zfill(2)}",
    }[what.symbol]  # fmt: skip
    return Meaning(TimexType.SET, value, anchors=False)


def _frequency(words: Words) -> Meaning | None:
    word = words.at.lexemes[words.match.start()]
    i = words.at.syntax.token_at(word.start)
    if i is None or words.at.syntax.tokens[i].pos not in ("ADV", "ADJ"):
        return None
    return Meaning(TimexType.SET, word.value, anchors=False)


def _quarter(words: Words) -> Meaning | None:
    unit, word, at = words.get("u"), words.get("o"), words.at
    if unit is None or word is None:
        return None
    parts = 4 if unit.value == "Q" else 2
    if unit.symbol != "h" and unit.value != "Q":
        return None
    which = parts if word.symbol == "L" else _whole(word)
    if word.symbol == "L" and unit.symbol != "h":
        return None
    if which is None or not 1 <= which <= parts:
        return None
    year = _year_of(words)
    code = "Q" if parts == 4 else "H"
    if year is None:
        if at.published is None:
            return _dated(f"XXXX-{code}{which}", relative=True)
        ended = (which * 12 // parts) <= at.published.month
        ahead = at.tense(words.start) == FUTURE
        running = (which - 1) * 12 // parts < at.published.month
        year = at.published.year - (0 if ended or ahead or running else 1)
    return _dated(f"{year:04d}-{code}{which}", relative=words.get("y") is None)


def _quarter_code(words: Words) -> Meaning | None:
    word = words.get("c")
    year = _year_of(words) or (words.at.published.year if words.at.published else None)
    return _dated(f"{year:04d}-{word.value}" if year else None) if word else None


def _season(words: Words) -> Meaning | None:
    season, rel, at = words.value("s"), words.get("rel"), words.at
    word = words.get("s")
    year = _year_of(words)
    bare = words.match.end() - words.match.start() == 1
    if word and word.text.lower() == "fall" and bare:
        return None
    after = words.neighbour(1)
    if word and after and after.symbol == "o" and year is None:
        return None  # the fall of a city
    if year is None:
        if at.published is None:
            return _dated(f"XXXX-{season}", relative=True)
        year = _season_year(season, rel, words, at.published)
    return _dated(f"{year:04d}-{season}", relative=words.get("y") is None)


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


def _century(words: Words) -> Meaning | None:
    number = _whole(words.get("o"))
    if words.value("u") != "C" or not number or not 1 <= number <= 30:
        return None
    return _dated(f"{number - 1:02d}")


def _decade(words: Words) -> Meaning | None:
    digits = words.value("k")
    if len(digits) == 2:
        digits = ("19" if int(digits) >= 20 else "20") + digits
    before = words.neighbour(-1)
    if before is not None and before.symbol == "_" and before.text.lower() in ("his", "her", "their", "my", "our"):
        return None  # "in her forties"
    return _dated(digits[:3])


def _year(words: Words) -> Meaning | None:
    word = words.get("y")
    if word is None or not _may_be_year(words, word):
        return None
    return _dated(f"{int(word.value):04d}") if 1 <= int(word.value) <= 9999 else IMPOSSIBLE_DATE


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


def _year_range(words: Words) -> Meaning | None:
    low, word = words.get("y"), words.get("y2")
    if low is None or word is None or not 1000 <= int(low.value) <= 2150:
        return None
    high = word.value if word.symbol == "Y" else low.value[:2] + word.value if len(word.value) == 2 else ""
    if not high.isdigit() or len(high) != 4:
        return None
    if int(high) <= int(low.value):
        return IMPOSSIBLE_DATE if word.symbol == "Y" else None
    return _dated(f"{low.value}/{high}")


def _fiscal(words: Words) -> Meaning | None:
    rel, published = words.get("rel"), words.at.published
    if published is None or rel is None:
        return None
    return _dated(f"{published.year + {'L': -1, 'X': 1}.get(rel.symbol, 0):04d}", relative=True)


def _festival(words: Words) -> Meaning | None:
    rule, year, at = words.value("v"), _year_of(words), words.at
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
        return _dated(first.isoformat(), mod=mod, relative=year is None)
    last = cal.plus_days(first, length - 1)
    return _dated(f"{first}/{last}", mod=mod, relative=year is None)


def _hijri(words: Words) -> Meaning | None:
    number, month, year = _whole(words.get("d")), _whole(words.get("v")), _whole(words.get("y"))
    if month is None or year is None or not 1200 <= year <= 1600 or (number or 1) > 30:
        return None
    first = hijri(year, month, number or 1)
    if number:
        return _dated(first.isoformat(), mod="APPROX")
    last = cal.plus_days(first, 28 + month % 2)
    return _dated(f"{first}/{last}", mod="APPROX")


def _year_end(words: Words) -> Meaning | None:
    unit, published = words.value("u"), words.at.published
    edge = words.at.lexemes[words.match.end() - 1].value
    if unit not in ("Y", "M", "W", "Q") or published is None or edge not in ("END",):
        return None
    return _dated(cal.at(published, unit), mod="END", relative=True)


def _reference(words: Words) -> Meaning | None:
    word, after = words.at.lexemes[words.match.start()], words.neighbour(1)
    if word.symbol == "t":  # "the past"; "the last" is no time
        past = words.at.lexemes[words.match.end() - 1]
        noun = after is not None and after.symbol == "_"
        return None if past.value != "past" or noun else _reference_to("PAST_REF", words.at.published)
    if after is not None and word.text.lower() == "soon" and after.text.lower() in ("as", "after"):
        return None
    return _reference_to(word.value, words.at.published)


READERS: Mapping[str, Reader] = {
    "day_range": _day_range, "month_day": _month_day, "month": _month, "literal": _literal, "weekday": _weekday,
    "near_day": _near_day, "part_of_day": _part_of_day, "unit": _unit, "stretch": _stretch,
    "open_stretch": _open_stretch, "ago": _ago, "offset": _offset, "age": _age, "duration": _duration, "each": _each,
    "each_named": _each_named, "frequency": _frequency, "quarter": _quarter, "quarter_code": _quarter_code,
    "season": _season, "century": _century, "decade": _decade, "year_range": _year_range, "year": _year,
    "fiscal": _fiscal, "festival": _festival, "hijri": _hijri, "year_end": _year_end, "reference": _reference,
}  # fmt: skip

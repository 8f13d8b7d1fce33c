"""Readings that count: units from publication or from the anchor, lengths, sets, points of reference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from communique.parsing.times import calendar as cal
from communique.parsing.times.lexer import Lexeme
from communique.parsing.times.situation import Bounds, Meaning, Words, dated
from communique.parsing.times.tense import FUTURE, PAST
from communique.vocabulary import Precision, TimexType

_BEFORE_UNITS = frozenset(
    {"for", "after", "within", "over", "following", "take", "took", "spent", "spend", "lasted", "despite"}
)


def unit(words: Words) -> Meaning | None:
    """ "last week", "this year", "the following day", "the weekend"."""
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
        return _stretched(words, rel, 1, unit)
    base = at.base() if anchored else at.published
    count = {"L": -1, "X": 1}.get(rel.symbol, 0)
    if base is None:
        return _relative_unit(unit, count)
    if unit == "WE":
        return dated(_weekend(base, count, words), relative=True)
    return dated(cal.at(base, unit, count), relative=True)


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
        return dated(_weekend(base, 0, words), relative=True)
    if unit == "Q":
        anchored = words.at.anchor if words.at.anchor and "-Q" in words.at.anchor else None
        return dated(anchored or cal.at(base, "Q", -1), relative=True)
    return dated(cal.at(base, unit), relative=True)


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


def stretch(words: Words) -> Meaning | None:
    """ "the last two months", "the next few days": a length with one end at publication."""
    rel, unit, count = words.get("rel"), words.value("u"), words.value("n")
    if rel is None:
        return None
    number = words.get("n")
    return _stretched(words, rel, None if count == "X" or number is None else number.number, unit)


def _stretched(words: Words, rel: Lexeme, count: float | None, unit: str) -> Meaning:
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


def open_stretch(words: Words) -> Meaning | None:
    """ "the coming days", "recent years"."""
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


def ago(words: Words) -> Meaning | None:
    """ "two weeks ago", "months ago", "the year-ago quarter"."""
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
        return dated(f"{int(anchored[:4]) - 1}{anchored[4:]}", relative=True)
    when = _moved(base, -1, unit)
    return dated(when and cal.at(when, of.value if of else unit), relative=True)


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
    return dated(value, relative=True)


def offset(words: Words) -> Meaning | None:
    """ "a day earlier", "two years later": counted from the anchor."""
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
        return dated(f"{int(anchored[:4]) + sign * int(count):04d}{anchored[4:]}", relative=True)
    return _counted_from(words.at.base(), sign, count, unit)


def duration(words: Words) -> Meaning | None:
    """ "12 days", "two-year", "several weeks"; "a week" after a count is a set."""
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
    before = words.neighbour(-1)
    if before is not None and before.text.lower() == "in" and count and words.at.tense(words.start) == FUTURE:
        return _counted_from(words.at.published, 1, count, unit)
    if words.get("half") and count is not None:
        count += 0.5
    if count is not None and not 0 < count < 10**9:
        return None
    return Meaning(TimexType.DURATION, _length(count, unit), anchors=False)


def some_units(words: Words) -> Meaning | None:
    """ "after months of talks": some, ``PXM``."""
    before, after = words.neighbour(-1), words.neighbour(1)
    alone = before is None or before.text.lower() in _BEFORE_UNITS
    if not alone or (after is not None and after.symbol == "-"):
        return None
    return Meaning(TimexType.DURATION, _length(None, words.value("u")), anchors=False)


def _per(words: Words) -> bool:
    """ "twice a week", "500 dollars a year": a rate, not a stretch."""
    before = words.neighbour(-1)
    if before is None:
        return False
    if before.symbol == "q":
        return True
    i = words.at.syntax.token_at(before.start)
    return i is not None and words.at.syntax.tokens[i].tag in ("NNS", "CD")


def age(words: Words) -> Meaning | None:
    """ "6-year-old", "52 years old": told from durations, then left out."""
    return Meaning(TimexType.DURATION, "AGE")


def each(words: Words) -> Meaning | None:
    """ "every year", "each two weeks"."""
    number = words.get("n")
    return Meaning(TimexType.SET, _length(number.number if number else 1, words.value("u")), anchors=False)


def each_named(words: Words) -> Meaning | None:
    """ "every Monday", "Mondays"."""
    what = words.get("what")
    if what is None:
        return None
    value = {
        "W": f"XXXX-WXX-{what.value}", "w": f"XXXX-WXX-{what.value}", "S": f"XXXX-{what.value}",
        "T": f"XXXX-XX-XXT{what.value}", "M": f"XXXX-{what.value.zfill(2)}",
    }[what.symbol]  # fmt: skip
    return Meaning(TimexType.SET, value, anchors=False)


def frequency(words: Words) -> Meaning | None:
    """ "daily", "annually"."""
    word = words.at.lexemes[words.match.start()]
    i = words.at.syntax.token_at(word.start)
    if i is None or words.at.syntax.tokens[i].pos not in ("ADV", "ADJ"):
        return None
    return Meaning(TimexType.SET, word.value, anchors=False)


def reference(words: Words) -> Meaning | None:
    """ "now", "recently", "the past"."""
    word, after = words.at.lexemes[words.match.start()], words.neighbour(1)
    if word.symbol == "t":  # "the past"; "the last" is no time
        past = words.at.lexemes[words.match.end() - 1]
        noun = after is not None and after.symbol == "_"
        return None if past.value != "past" or noun else _reference_to("PAST_REF", words.at.published)
    if after is not None and word.text.lower() == "soon" and after.text.lower() in ("as", "after"):
        return None
    return _reference_to(word.value, words.at.published)

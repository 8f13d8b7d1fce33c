"""The component: finds time expressions in the parsed blocks and normalises them, from left to right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from communique.parsing.times import calendar as cal
from communique.parsing.times.grammar import (
    CLOCK,
    CLOCK_LINK,
    HALF_OF,
    PART_AFTER,
    PART_OF,
    PREFIX,
    RULES,
    START,
    WEEK_OF,
)
from communique.parsing.times.lexer import Lexeme, Lexicon, lex
from communique.parsing.times.meaning import READERS
from communique.parsing.times.situation import Meaning, Situation, Words
from communique.parsing.times.tense import FUTURE
from communique.records import Reading, TimeExpression
from communique.vocabulary import Precision, TimexType

_DAY_VALUE = re.compile(r"\d{4}-\d{2}-\d{2}$")
_EDGE = re.compile(r"E-?")
_MODIFYING = frozenset({"compound", "nmod", "amod", "poss", "nummod"})
_OPEN_END = frozenset({"since"})
_OPEN_START = frozenset({"until", "till", "through", "by"})


class TimeTagger:
    """Assigns ``times``: TIMEX3 expressions of the parsed blocks, with intervals.

    Counted from ``document.published``, whose local date decides what "today" is; where it has a zone, it is that zone's.
    Without a publication date, relative expressions keep a relative value ("XXXX-WXX-4" a Thursday, "P1D" with mod
    BEFORE yesterday) and no bounds. What cannot be ("30 February", "25:70", reversed ranges) has the value ``""``.
    Of two expressions that bound a range ("from Monday to Friday") both carry the interval of the range.
    """

    name = "times"
    requires = ("document", "layout", "syntax")
    assigns = ("times",)

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, batch: Sequence[Reading]) -> list[Reading]:
        """Readings with their time expressions."""
        return [reading.having(times=self.tag(reading)) for reading in batch]

    def tag(self, reading: Reading) -> tuple[TimeExpression, ...]:
        """The expressions of one document, in text order."""
        assert reading.layout is not None and reading.syntax is not None
        published = local_date(reading.document.published)
        found: list[TimeExpression] = []
        story = _Story(None, None, -9)
        parsed = sorted({s.block for s in reading.syntax.sentences})
        for index in parsed:
            lexemes = lex(reading.document.text, reading.layout.blocks[index], self.lexicon, reading.syntax)
            at = Situation(lexemes, reading.syntax, self.lexicon, published)
            for item in _expressions(at, story):
                story = item.story
                found.append(item.expression(len(found) + 1))
        return tuple(found)


def local_date(published: str | None) -> date | None:
    """The date on the publisher's calendar; None where there is none or it cannot be read.

    >>> local_date("2025-06-19T23:30:00-05:00")
    datetime.date(2025, 6, 19)
    """
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Story:
    """What the text has said so far: the last resolved value, the last explicit year and the sentence it stood in."""

    anchor: str | None
    year: int | None
    sentence: int

    def after(self, meaning: Meaning, sentence: int) -> _Story:
        """The story after one more expression."""
        if not meaning.anchors or not meaning.value:
            return self
        explicit = not meaning.relative and meaning.value[:4].isdigit() and len(meaning.value) >= 7
        year, where = (int(meaning.value[:4]), sentence) if explicit else (self.year, self.sentence)
        return _Story(meaning.value, year, where)


@dataclass(frozen=True, slots=True)
class _Found:
    """One expression: its characters, meaning, interval, and the story after it."""

    start: int
    end: int
    first: int
    last: int
    meaning: Meaning
    bounds: tuple[str | None, str | None, Precision | None]
    story: _Story

    def expression(self, number: int) -> TimeExpression:
        """The record of it."""
        low, high, precision = self.bounds
        m = self.meaning
        return TimeExpression(
            f"t{number}", self.start, self.end, m.type, m.value, low, high, precision, m.mod, m.relative
        )


def _expressions(at: Situation, story: _Story) -> list[_Found]:
    found: list[_Found] = []
    symbols = "".join(x.symbol for x in at.lexemes)
    position = 0
    while match := START.search(symbols, position):
        here = _situated(at, story, at.lexemes[match.start()].start)
        parsed = _parse(symbols, match.start(), here)
        if parsed is None:
            position = match.start() + 1
            continue
        first, end, meaning = parsed
        position = end
        if meaning.value == "AGE":
            continue
        sentence = at.syntax.sentence_of(at.lexemes[first].start)
        story = story.after(meaning, sentence.i if sentence else -9)
        words = at.lexemes[first:end]
        bounds = _bounded(meaning, first, end, here)
        found.append(_Found(words[0].start, words[-1].end, first, end, meaning, bounds, story))
    return _ranges(found, at)


def _situated(at: Situation, story: _Story, offset: int) -> Situation:
    """The situation at a place: an explicit year counts in its own sentence and the next."""
    sentence = at.syntax.sentence_of(offset)
    gap = sentence.i - story.sentence if sentence is not None else -1
    year = story.year if 0 <= gap <= 1 else None
    if year is not None and at.published is not None and year >= at.published.year:
        year = None
    return replace(at, anchor=story.anchor, year=year if gap == 0 else None, year_before=year)


Parsed = tuple[int, int, Meaning]


def _parse(symbols: str, i: int, at: Situation) -> Parsed | None:
    """The longest expression that begins at word ``i``: (first word, word after the last, meaning)."""
    options = [
        option
        for option in (
            _clocked(symbols, i, at),
            _prefixed(symbols, i, at),
            _parted(symbols, i, at),
            _week_of(symbols, i, at),
            _half_of(symbols, i, at),
        )
        if option is not None
    ]
    return max(options, key=lambda option: option[1], default=None)


def _core(symbols: str, i: int, at: Situation) -> tuple[int, Meaning] | None:
    """The longest core at ``i`` that means something."""
    matches = [(m.end(), -n, rule, m) for n, rule in enumerate(RULES) if (m := rule.pattern.match(symbols, i))]
    for end, _, rule, m in sorted(matches, key=lambda x: x[:2], reverse=True):
        if end == i:
            continue
        meaning = READERS[rule.reading](Words(m, at))
        if meaning is not None:
            return _with_part(symbols, end, meaning, at)
    return None


def _with_part(symbols: str, end: int, meaning: Meaning, at: Situation) -> tuple[int, Meaning]:
    """A day and the part of it that follows: "Thursday morning"."""
    m = PART_AFTER.match(symbols, end)
    if not m or meaning.type is not TimexType.DATE:
        return end, meaning
    if not (_DAY_VALUE.match(meaning.value) or meaning.value.startswith("XXXX-WXX-")):
        return end, meaning
    part = at.lexemes[m.start("part")].value
    return m.end(), replace(meaning, type=TimexType.TIME, value=f"{meaning.value}T{part}")


def _prefixed(symbols: str, i: int, at: Situation) -> Parsed | None:
    """A core, with "about", "early", "the end of" before it."""
    plain = _core(symbols, i, at)
    best = (i, *plain) if plain else None
    m = PREFIX.match(symbols, i)
    while m and m.end() > i:
        start = m.end() - 1 if symbols[m.end() - 1] == "t" and m.group("B") else m.end()
        core = _core(symbols, start, at) or _core(symbols, m.end(), at)
        if core and (best is None or core[0] > best[1]):
            return i, core[0], _modified(m, core[1], at)
        break
    return best


def _modified(m: re.Match[str], meaning: Meaning, at: Situation) -> Meaning:
    group = next((g for g in ("B", "E", "e") if m.group(g)), None)
    word = at.lexemes[m.start(group)] if group else None
    if word is None:
        mods = [at.lexemes[k].value for k in range(*m.span("x"))]
        return replace(meaning, mod=mods[0]) if mods and mods[0] else meaning
    if group == "e":
        return _so_far(meaning, word, at)
    return replace(meaning, mod=word.value, bounds=None)


def _so_far(meaning: Meaning, word: Lexeme, at: Situation) -> Meaning:
    """ "earlier this year" ends with publication, "later this year" begins with it."""
    spanned = cal.bounds(meaning.value)
    today = at.published
    if not spanned or today is None or word.value not in ("before", "after"):
        return meaning
    low, high, _ = spanned
    tomorrow = cal.plus_days(today, 1)
    if tomorrow is None or not low <= today.isoformat() < high or len(meaning.value) >= 10:
        return meaning
    if word.value == "before":
        return replace(meaning, bounds=(low, tomorrow.isoformat(), Precision.DAY))
    return replace(meaning, bounds=(today.isoformat(), high, Precision.DAY))


def _parted(symbols: str, i: int, at: Situation) -> Parsed | None:
    """A part of a day before its day: "the night of 5 May", "mid-afternoon yesterday"; or alone, "early evening"."""
    prefix = _EDGE.match(symbols, i)
    start = prefix.end() if prefix else i
    m = PART_OF.match(symbols, start)
    if not m:
        return None
    part = at.lexemes[m.start("part")].value
    core = _core(symbols, m.end(), at)
    if core and core[1].type is TimexType.DATE and _DAY_VALUE.match(core[1].value):
        return i, core[0], replace(core[1], type=TimexType.TIME, value=f"{core[1].value}T{part}")
    if not prefix or at.published is None:
        return None
    base = at.base()
    if base is None:
        return None
    return i, m.start("part") + 1, Meaning(TimexType.TIME, f"{base.isoformat()}T{part}", relative=True)


def _week_of(symbols: str, i: int, at: Situation) -> Parsed | None:
    """ "the week of March 6"."""
    m = WEEK_OF.match(symbols, i)
    if not m or at.lexemes[m.start("u")].value != "W":
        return None
    core = _core(symbols, m.end(), at)
    if not core or not _DAY_VALUE.match(core[1].value):
        return None
    return i, core[0], replace(core[1], value=cal.week_value(date.fromisoformat(core[1].value)))


def _half_of(symbols: str, i: int, at: Situation) -> Parsed | None:
    """ "the second half of July", of a decade; halves of years have values of their own."""
    m = HALF_OF.match(symbols, i)
    core = _core(symbols, m.end(), at) if m else None
    spanned = cal.day_bounds(core[1].value) if core else None
    if m is None or core is None or spanned is None or (core[1].value.isdecimal() and len(core[1].value) == 4):
        return None
    first = at.lexemes[m.start("o")].value == "1"
    middle = cal.plus_days(spanned[0], 15 if "-" in core[1].value else (spanned[1] - spanned[0]).days // 2)
    if middle is None:
        return None
    low, high = (spanned[0], middle) if first else (middle, spanned[1])
    bounds = (low.isoformat(), high.isoformat(), Precision.DAY)
    return i, core[0], replace(core[1], mod="START" if first else "END", bounds=bounds)


def _clocked(symbols: str, i: int, at: Situation) -> Parsed | None:
    """A time of day, with the day that follows it or the one the text is at."""
    m = CLOCK.match(symbols, i)
    if not m:
        return None
    clock = _clock_value(m, at)
    if clock is None:
        return None
    if clock == "":
        return i, m.end(), Meaning(TimexType.TIME, "", anchors=False)
    link = CLOCK_LINK.match(symbols, m.end())
    after = link.end() if link else m.end()
    core = _core(symbols, after, at)
    if core and core[1].type is TimexType.DATE and _DAY_VALUE.match(core[1].value):
        return i, core[0], _timed(core[1].value, clock, m, at)
    base = at.base() if at.anchor and _DAY_VALUE.match(at.anchor[:10]) else at.published
    if base is None:
        return i, m.end(), Meaning(TimexType.TIME, f"XXXX-XX-XXT{clock}", relative=True, anchors=False)
    return i, m.end(), _timed(base.isoformat(), clock, m, at)


def _timed(day: str, clock: str, m: re.Match[str], at: Situation) -> Meaning:
    value = f"{day}T{clock}"
    zone = at.lexemes[m.start("z")].value if m.group("z") else ""
    bounds = cal.bounds(value + zone)
    return Meaning(TimexType.TIME, value, relative=True, bounds=bounds)


def _clock_value(m: re.Match[str], at: Situation) -> str | None:
    """``HH:MM`` or ``HH``; "" for a time no clock shows; None where the number is no time ("a 3:2 win")."""
    group = next(g for g in ("h", "n", "word", "mil") if m.group(g))
    word = at.lexemes[m.start(group)]
    meridian = next((x.value for x in at.lexemes[m.start() : m.end()] if x.symbol == "p"), None)
    before = at.lexemes[m.start() - 1].text.lower() if m.start() else ""
    if group == "word":
        return word.value
    if group == "mil":
        if word.symbol != "Y":
            return None
        hour, minute, shown = int(word.value[:2]), int(word.value[2:]), f":{word.value[2:]}"
    else:
        parts = word.value.split(":") if group == "h" else [word.value]
        if not parts[0].isdigit() or len(parts) > 3:
            return None
        hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
        shown = f":{parts[1]}" if len(parts) > 1 else ":00"
        if meridian is None and not m.group("z") and before not in ("at", "around", "about", "from", "until", "by"):
            return None
    if meridian and not 1 <= hour <= 12:
        return ""
    if hour > 24 or minute > 59:
        return ""
    if meridian:
        hour = hour % 12 + (12 if meridian == "pm" else 0)
    return f"{hour:02d}{shown}"


def _bounded(meaning: Meaning, first: int, end: int, at: Situation) -> tuple[str | None, str | None, Precision | None]:
    """The interval, opened or cut by the preposition before it ("since", "until", "before", "after")."""
    bounds = meaning.bounds or cal.bounds(meaning.value, meaning.mod)
    if bounds is None or not meaning.value:
        return None, None, None
    low, high, precision = bounds
    before = at.lexemes[first - 1].text.lower() if first else ""
    if meaning.type is TimexType.DURATION or not _adverbial(first, end, at):
        return low, high, precision
    if before in _OPEN_END or _opens(first, end, at):
        return low, None, precision
    if before in _OPEN_START:
        return None, high, precision
    if before == "before":
        return None, low, precision
    if before == "after":
        return high, None, precision
    return low, high, precision


def _opens(first: int, end: int, at: Situation) -> bool:
    """ "starting (on) Monday", "will apply from 1 July": from then on."""
    words = [x.text.lower() for x in at.lexemes[max(0, first - 2) : first]]
    if words[-1:] in (["starting"], ["beginning"]) or (
        words[-1:] in (["on"], ["in"]) and words[0] in ("starting", "beginning")
    ):
        return True
    ranged = end < len(at.lexemes) and at.lexemes[end].symbol in "i-"
    return words[-1:] == ["from"] and not ranged and at.tense(at.lexemes[first].start) == FUTURE


def _adverbial(first: int, end: int, at: Situation) -> bool:
    """Whether the expression is the preposition's own object, not "(since) Thursday's attack"."""
    if end < len(at.lexemes) and at.lexemes[end].symbol == "s":
        return False
    i = at.syntax.token_at(at.lexemes[end - 1].start)
    return i is None or at.syntax.tokens[i].dep not in _MODIFYING or at.lexemes[end - 1].symbol in "YN"


def _ranges(found: list[_Found], at: Situation) -> list[_Found]:
    """Neighbours that bound a range get its interval, both of them."""
    out = list(found)
    for k, (left, right) in enumerate(pairwise(found)):
        join = at.lexemes[left.last].symbol if right.first - left.last == 1 else ""
        opener = at.lexemes[left.first - 1] if left.first else None
        opened = opener is not None and (opener.symbol in "bf")
        if join not in ("i", "-", "&") or not (join == "-" or opened):
            continue
        if join == "&" and opener is not None and opener.symbol != "b":
            continue
        low, high = left.bounds[0], right.bounds[1]
        if low and high and low < high and left.meaning.type != TimexType.DURATION:
            out[k] = replace(out[k], bounds=(low, high, left.bounds[2]))
            out[k + 1] = replace(out[k + 1], bounds=(low, high, right.bounds[2]))
    return out

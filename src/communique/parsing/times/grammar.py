"""The grammar of time expressions, over the symbols of ``lexer.py``: one symbol is one word.

``RULES`` are cores ("June 19", "last week", "two years ago"); ``PREFIX`` stands before a core ("the end of", "early",
"about"), ``CLOCK`` is a time of day. The longest match at a place wins; of equal ones the first rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WEEKDAY = r"(?:(?P<w>W),?n?)?"
_YEAR = r"(?:,?(?P<y>[Yy]))"
_OF_YEAR = r"(?:o?(?P<y>[Yy])|[oI]?(?P<yr>[LXdcD])(?P<yu>U))"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over symbols and the name of the reading it gets (see ``meaning.py``)."""

    reading: str
    pattern: re.Pattern[str]


def _rule(reading: str, pattern: str) -> Rule:
    return Rule(reading, re.compile(pattern))


RULES: tuple[Rule, ...] = (
    _rule("day_range", rf"{_WEEKDAY}(?P<m>M)(?P<d>[NO])(?P<join>[-i&])(?P<d2>[NO]){_YEAR}?"),
    _rule("day_range", rf"{_WEEKDAY}t?(?P<d>[NO])(?P<join>[-i&])t?(?P<d2>[NO])o?(?P<m>M){_YEAR}?"),
    _rule("month_day", rf"{_WEEKDAY}(?P<rel>[LXd])?(?P<m>M)(?P<d>[NO])(?:{_YEAR}|,?(?P<yr>[LXd])(?P<yu>U))?"),
    _rule("month_day", rf"{_WEEKDAY}(?:t(?=O))?(?P<d>[NO])o?(?P<m>M)(?:{_YEAR}|,?(?P<yr>[LXd])(?P<yu>U))?"),
    _rule("month", rf"(?P<m>M),?{_OF_YEAR}"),
    _rule("month", r"(?P<rel>[LXd])?(?P<m>M)"),
    _rule("literal", r"#"),
    _rule("weekday", r"(?P<w>W)o?(?P<rel>[LXd])(?P<u>U)"),
    _rule("weekday", r"(?P<rel>[LXd])?(?P<w>W)"),
    _rule("near_day", r"Z"),
    _rule("part_of_day", r"(?P<rel>[LdDtX])D?(?P<part>T)"),
    _rule("unit", r"(?P<t>t?)(?P<rel>[LXdDc])c?(?P<u>U)"),
    _rule("unit", r"t(?P<u>U)"),
    _rule("stretch", r"(?P<x>x*)t?(?P<rel>[LX])x*(?P<n>[NQ])m*(?P<u>[Uu])"),
    _rule("open_stretch", r"t?(?P<rel>[LX])m?(?P<u>u)"),
    _rule("open_stretch", r"(?P<ref>r)(?P<u>u)(?:&u)?"),
    _rule("ago", r"(?P<n>[NQa])?m*-?(?P<u>[Uu])-?G"),
    _rule("ago", r"t?-?(?P<u>U)-(?:G|e)(?:-?(?P<of>U))?"),
    _rule("offset", r"(?P<n>[NQa])m*-?(?P<u>[Uu])-?(?P<dir>[el])"),
    _rule("age", r"t?[NQa][-i]?N?-?[Uu]-?g"),
    _rule("duration", r"(?:tO?)?(?P<n>[NQa])m*-?(?P<u>[Uu])(?P<half>&ah)?"),
    _rule("duration", r"(?P<n>[NQ])[-i&](?P<n2>[NQ])m*-?(?P<u>[Uu])"),
    _rule("some_units", r"(?P<u>u)"),
    _rule("each", r"v(?P<n>[NO])?(?P<u>[Uu])"),
    _rule("each_named", r"v(?P<what>[WMST])"),
    _rule("each_named", r"(?P<what>w)"),
    _rule("frequency", r"j"),
    _rule("quarter", rf"t?(?:F-?)?(?P<o>[OL])-?(?:F-?)?(?P<u>[Uh])(?:{_OF_YEAR})?"),
    _rule("quarter", r"t?(?:(?P<y>Y)|(?P<yr>[LXdc])(?P<yu>U)s)(?:F-?)?(?P<o>[OL])-?(?P<u>[Uh])"),
    _rule("quarter_code", r"(?P<c>1),?o?(?P<y>Y)?"),
    _rule("quarter_code", r"(?P<y>Y)-?(?P<c>1)"),
    _rule("season", rf"t?(?P<rel>[LXd])?(?P<s>S)(?:{_OF_YEAR})?"),
    _rule("century", r"t?(?P<o>O)-?(?P<u>U)"),
    _rule("decade", r"t?(?P<k>K)"),
    _rule("year_range", r"(?P<y>Y)-(?P<y2>[YN])"),
    _rule("year", r"tU(?P<y>Y)"),
    _rule("year", r"(?:t?F)(?:U)?(?P<y>Y)"),
    _rule("fiscal", r"t?(?P<rel>[LXdc])?FU"),
    _rule("year", r"(?P<y>Y)"),
    _rule("festival", r"(?P<rel>[LXd])?(?P<v>V)(?:,?(?P<y>Y))?"),
    _rule("other_calendar", r"(?:(?P<d>[NO])o?)?(?P<v>[JV]),?(?P<y>[NY])"),
    _rule("year_end", r"(?P<u>U)-?B(?!o)"),
    _rule("reference", r"R"),
    _rule("reference", r"tL(?![NQuUmMxPWSTFh])"),
    _rule("reference", r"[rc](?!U|u|F|M|-U)"),
)
PREFIX = re.compile(r"(?P<x>x*(?:P(?=[NQaHYK]))?)(?:t?(?P<B>B)ot?(?=.)|t?(?P<E>E)-?|(?P<e>e))?")
PART_OF = re.compile(r"t?(?P<part>T)(?:o|I|,)?")
PART_AFTER = re.compile(r"E?-?(?P<part>T)")
WEEK_OF = re.compile(r"t?(?P<u>U)o")
HALF_OF = re.compile(r"t?(?P<o>[OL])hot?")
CLOCK = re.compile(r"[xP]?(?:(?P<h>H)p?|(?P<n>N)p|(?P<word>k)|(?P<mil>[YN])(?=z))p?(?P<z>z)?")
CLOCK_LINK = re.compile(r",?n?(?:It?T)?")
_NAMES = re.compile(r"\?P<\w+>")
_CORES = "|".join(f"(?:{rule.pattern.pattern})" for rule in RULES)
START = re.compile(_NAMES.sub("?:", f"(?:{PREFIX.pattern}|t?T[oI,]?)(?:{_CORES})|[xP]?(?:H|[NY]p|k|[YN]z)|t?E-?T"))
"""Finds where any expression may begin."""

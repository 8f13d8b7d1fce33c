"""Where an expression stands and what it comes to mean: the values the readings of the grammar work with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from communique.parsing.times import calendar as cal
from communique.parsing.times.lexer import Lexeme, Lexicon
from communique.parsing.times.tense import FUTURE, PAST, PRESENT, tense_at
from communique.records import Syntax
from communique.vocabulary import Precision, TimexType

Bounds = tuple[str | None, str | None, Precision]


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


def dated(value: str | date | None, *, mod: str | None = None, relative: bool = False) -> Meaning | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else value.isoformat()
    return Meaning(TimexType.DATE, text, mod, relative, anchors="X" not in text)


def whole(word: Lexeme | None) -> int | None:
    return int(word.number) if word and word.number == word.number and word.number == int(word.number) else None


def year_of(words: Words) -> int | None:
    """The year said with a date: four digits, two after an apostrophe, or "last year"."""
    word = words.get("y")
    if word:
        year = whole(word)
        return year if word.symbol != "y" or year is None else (1900 if year > 40 else 2000) + year
    rel, unit = words.get("yr"), words.get("yu")
    if rel and unit and unit.value == "Y" and rel.symbol == "D":
        base = words.at.base()
        return base.year if base else None
    if rel and unit and unit.value == "Y" and words.at.published:
        return words.at.published.year + {"L": -1, "X": 1}.get(rel.symbol, 0)
    return None

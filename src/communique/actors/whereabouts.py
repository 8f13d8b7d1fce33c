"""Whose people unnamed civilians, residents, rebels and victims are: those of the place that the text speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.records import Place, Syntax

_BACK = 3  # sentences before one without a place whose place still holds
_HELD = 2  # tokens from a place to the one that holds it
_MOST = 0.6  # share of the places of a text that makes their state its scene


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a known country at token ``i`` of sentence ``sentence``."""

    i: int
    sentence: int
    country: str


class Whereabouts:
    """The places of one document, and the states ``named`` only as places (by token), for the country nearest to a token."""

    def __init__(
        self, syntax: Syntax, places: Iterable[Place], states: Counter[str], named: Mapping[int, str] | None = None
    ) -> None:
        self.syntax = syntax
        spots = [Spot(i, syntax.tokens[i].sentence, country) for i, country in (named or {}).items()]
        spots += [s for p in places if p.literal for s in _spot(p, syntax) if s.i not in (named or {})]
        self.spots = _likely(spots, states)
        self._at = {s.i: s.country for s in self.spots}
        self._sentences = [s.sentence for s in self.spots]
        self.scene = _scene(self.spots, states)

    def country(self, i: int) -> str | None:
        """The country of the nearest place in the sentence of token ``i``, of the last before, or of most of the text.

        Sentences before count only in the same paragraph or the one right before it.
        """
        here = self.syntax.tokens[i].sentence
        inside = self._of(here)
        if inside:
            return min(inside, key=lambda s: (self._distance(i, s.i), s.i)).country
        for before in range(here - 1, max(-1, here - 1 - _BACK), -1):
            if self.syntax.sentences[here].block - self.syntax.sentences[before].block > 1:
                break
            inside = self._of(before)
            if inside:
                return inside[-1].country if len({s.country for s in inside}) == 1 else self.scene
        return self.scene

    def at(self, i: int | None) -> str | None:
        """The country of the place at token ``i``."""
        return None if i is None else self._at.get(i)

    def _of(self, sentence: int) -> Sequence[Spot]:
        first = bisect_left(self._sentences, sentence)
        return self.spots[first : bisect_left(self._sentences, sentence + 1)]

    def _distance(self, i: int, place: int) -> int:
        """Tokens between; a place after the people ("killed them in X") is nearer than one before."""
        return place - i if place > i else 2 * (i - place)


def _spot(place: Place, syntax: Syntax) -> list[Spot]:
    i = syntax.token_at(place.start)
    return [] if i is None or place.country is None else [Spot(i, syntax.tokens[i].sentence, place.country)]


def _likely(spots: list[Spot], states: Counter[str]) -> list[Spot]:
    """Without a place of a country that nothing else in the text speaks of, where one of another country is said to
    hold it ("Kani in Sagaing")."""
    counted = Counter(s.country for s in spots)
    spots = sorted(spots, key=lambda s: s.i)
    held = {
        one.i
        for one, next_ in pairwise(spots)
        if one.country != next_.country
        and next_.i - one.i <= _HELD
        and not states[one.country]
        and counted[one.country] == 1
    }
    return [s for s in spots if s.i not in held]


def _scene(spots: Sequence[Spot], states: Counter[str]) -> str | None:
    """The state of most places; those of a state that the text names count double."""
    counted: Counter[str] = Counter()
    for spot in spots:
        counted[spot.country] += 2 if states[spot.country] else 1
    if not counted:
        return None
    country, count = min(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return country if count >= _MOST * counted.total() and count > 1 else None

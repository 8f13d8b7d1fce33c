"""Scores for attributions as PolNeAR's tasks have them: spans by role, tokens, and whole attributions. Pure functions.

Spans are half-open ``(start, end)`` pairs of code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Pair = tuple[int, int]
ROLES = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Spans:
    """One attribution: the spans of its three roles, each possibly empty."""

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]


@dataclass(slots=True)
class Count:
    """True positives on either side, and how many there were: precision and recall may match differently."""

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    def add(self, other: Count) -> None:
        """Sum in place."""
        self.right += other.right
        self.predicted += other.predicted
        self.found += other.found
        self.gold += other.gold

    def scores(self) -> dict[str, float]:
        """Precision, recall and F1, 0 where nothing is there.

        >>> Count(1, 2, 1, 1).scores()
        {'precision': 0.5, 'recall': 1.0, 'f1': 0.6667}
        """
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def role_spans(attributions: Iterable[Spans], role: str) -> list[Pair]:
    """Distinct spans of a role, in text order."""
    return sorted({p for a in attributions for p in getattr(a, role)})


def exact(predicted: Sequence[Pair], gold: Sequence[Pair]) -> Count:
    """Spans that are there on both sides, both edges alike."""
    both = len(set(predicted) & set(gold))
    return Count(both, len(set(predicted)), both, len(set(gold)))


def overlap(predicted: Sequence[Pair], gold: Sequence[Pair]) -> Count:
    """Spans that share a character with one of the other side.

    >>> overlap([(0, 4), (9, 10)], [(3, 8)])
    Count(right=1, predicted=2, found=1, gold=1)
    """
    return Count(_meeting(predicted, gold), len(predicted), _meeting(gold, predicted), len(gold))


def _meeting(these: Sequence[Pair], those: Sequence[Pair]) -> int:
    return sum(any(a < d and c < b for c, d in those) for a, b in these)


def token_sets(text: str, spans: Iterable[Pair]) -> set[int]:
    """Starts of the words and marks of ``text`` that lie in one of ``spans``."""
    return {m.start() for s, e in spans for m in _TOKEN.finditer(text, s, e)}


def tokens(text: str, predicted: Sequence[Pair], gold: Sequence[Pair]) -> Count:
    """Words and punctuation marks inside spans of the role."""
    p, g = token_sets(text, predicted), token_sets(text, gold)
    return Count(len(p & g), len(p), len(p & g), len(g))


def whole(predicted: Sequence[Spans], gold: Sequence[Spans]) -> Count:
    """Attributions with all three roles overlapping (or absent on both sides), matched one to one, greedily in text order."""
    free = list(range(len(gold)))
    right = 0
    for attribution in sorted(predicted, key=lambda a: (a.cue, a.content)):
        hit = next((k for k in free if _alike(attribution, gold[k])), None)
        if hit is not None:
            free.remove(hit)
            right += 1
    return Count(right, len(predicted), right, len(gold))


def _alike(a: Spans, b: Spans) -> bool:
    for role in ROLES:
        these, those = getattr(a, role), getattr(b, role)
        if bool(these) != bool(those) or (these and not _meeting(these, those)):
            return False
    return True


@dataclass(slots=True)
class Tally:
    """Counts over documents; ``add`` one at a time, then ``report``."""

    spans: dict[tuple[str, str], Count] = field(default_factory=dict)
    attributions: Count = field(default_factory=Count)

    def add(self, text: str, predicted: Sequence[Spans], gold: Sequence[Spans]) -> None:
        """Count one document."""
        for role in ROLES:
            p, g = role_spans(predicted, role), role_spans(gold, role)
            measures = {"exact": exact(p, g), "overlap": overlap(p, g), "token": tokens(text, p, g)}
            for measure, count in measures.items():
                self.spans.setdefault((measure, role), Count()).add(count)
        self.attributions.add(whole(predicted, gold))

    def report(self) -> dict[str, dict[str, dict[str, float]]]:
        """``{measure: {role or "micro": {precision, recall, f1}}}`` and ``{"attributions": {"whole": …}}``."""
        found: dict[str, dict[str, dict[str, float]]] = {}
        for measure in ("exact", "overlap", "token"):
            micro = Count()
            for role in ROLES:
                count = self.spans.get((measure, role), Count())
                micro.add(count)
                found.setdefault(measure, {})[role] = count.scores()
            found[measure]["micro"] = micro.scores()
        found["attributions"] = {"whole": self.attributions.scores()}
        return found

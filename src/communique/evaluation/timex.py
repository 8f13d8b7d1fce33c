"""TempEval-3's scores of time expressions (UzZaman et al. 2013, section 4): strict and relaxed spans, type and value.

Strict: the same span. Relaxed: the spans overlap, one to one. Type and value F1: relaxed pairs whose attribute agrees,
over all predicted and all gold ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TimexCounts:
    """Sums over documents, to be added and turned into scores once."""

    gold: int = 0
    predicted: int = 0
    strict: int = 0
    relaxed: int = 0
    type: int = 0
    value: int = 0

    def __add__(self, other: TimexCounts) -> TimexCounts:
        return TimexCounts(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.strict + other.strict,
            self.relaxed + other.relaxed,
            self.type + other.type,
            self.value + other.value,
        )


def pairs(
    gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Gold and predicted expressions that overlap, one to one; equal spans first, then by text order."""
    taken: set[int] = set()
    matched: dict[int, int] = {}
    spans = {(p["start"], p["end"]): j for j, p in enumerate(predicted)}
    for i, g in enumerate(gold):
        j = spans.get((g["start"], g["end"]))
        if j is not None and j not in taken:
            matched[i] = j
            taken.add(j)
    order = sorted(range(len(predicted)), key=lambda j: (predicted[j]["start"], predicted[j]["end"]))
    for i, g in enumerate(gold):
        if i in matched:
            continue
        for j in order:
            p = predicted[j]
            if j not in taken and p["start"] < g["end"] and g["start"] < p["end"]:
                matched[i] = j
                taken.add(j)
                break
    return [(gold[i], predicted[j]) for i, j in sorted(matched.items())]


def count(gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any]]) -> TimexCounts:
    """Counts of one document; items have ``start``, ``end``, ``type``, ``value``."""
    matched = pairs(gold, predicted)
    return TimexCounts(
        gold=len(gold),
        predicted=len(predicted),
        strict=sum((g["start"], g["end"]) == (p["start"], p["end"]) for g, p in matched),
        relaxed=len(matched),
        type=sum(g["type"] == p["type"] for g, p in matched),
        value=sum(g["value"] == p["value"] for g, p in matched),
    )


def scores(counts: Iterable[TimexCounts]) -> dict[str, float]:
    """F1 of strict and relaxed spans, type and value, with relaxed precision and recall; 0 where nothing is to be found."""
    total = sum(counts, TimexCounts())

    def f1(hits: int) -> float:
        both = total.gold + total.predicted
        return round(2 * hits / both, 4) if both else 0.0

    return {
        "gold": total.gold,
        "predicted": total.predicted,
        "strict_f1": f1(total.strict),
        "relaxed_f1": f1(total.relaxed),
        "relaxed_precision": round(total.relaxed / total.predicted, 4) if total.predicted else 0.0,
        "relaxed_recall": round(total.relaxed / total.gold, 4) if total.gold else 0.0,
        "type_f1": f1(total.type),
        "value_f1": f1(total.value),
    }

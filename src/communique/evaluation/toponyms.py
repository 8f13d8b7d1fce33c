"""Scores of toponyms: recognition, and how far off the resolved ones are (Gritta et al. 2018, 2020).

Recognition is by exact span, over gold that has coordinates. GeoWebNews marks how a name is used: there the predictions
that count are the literal ones, and the gold ones are of the literal types. Resolution is scored on the gold that was
recognised (literal or not), an unresolved one as far off as can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, log, pi, sin, sqrt
from statistics import mean, median
from typing import Any

LITERAL_TYPES = frozenset({"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"})
NEAR = 161.0  # km, 100 miles
FARTHEST = 20_039.0  # km, half the Earth's circumference
Toponym = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Recognition:
    """Counts of one or more documents."""

    gold: int = 0
    predicted: int = 0
    hits: int = 0

    def __add__(self, other: Recognition) -> Recognition:
        return Recognition(self.gold + other.gold, self.predicted + other.predicted, self.hits + other.hits)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees."""
    p = pi / 180
    h = sin((b[0] - a[0]) * p / 2) ** 2 + cos(a[0] * p) * cos(b[0] * p) * sin((b[1] - a[1]) * p / 2) ** 2
    return 12_742.0 * asin(min(1.0, sqrt(h)))


def located(gold: Sequence[Toponym]) -> list[Toponym]:
    """Gold toponyms that carry coordinates."""
    return [g for g in gold if g.get("lat") is not None]


def recognition(gold: Sequence[Toponym], predicted: Sequence[Toponym]) -> Recognition:
    """Exact spans; where gold has types, literal ones on both sides."""
    typed = any(g.get("type") for g in gold)
    wanted = {(g["start"], g["end"]) for g in located(gold) if not typed or g["type"] in LITERAL_TYPES}
    given = {(p["start"], p["end"]) for p in predicted if not typed or p["literal"]}
    return Recognition(len(wanted), len(given), len(wanted & given))


def errors(gold: Sequence[Toponym], predicted: Sequence[Toponym]) -> list[float]:
    """Kilometres between gold and prediction, of every located gold whose span was predicted."""
    by_span = {(p["start"], p["end"]): p for p in predicted}
    out: list[float] = []
    for g in located(gold):
        p = by_span.get((g["start"], g["end"]))
        if p is None:
            continue
        if p.get("lat") is None:
            out.append(FARTHEST)
        else:
            out.append(kilometres((float(g["lat"]), float(g["lon"])), (p["lat"], p["lon"])))
    return out


def area(distances: Sequence[float]) -> float:
    """Area under the curve of log errors, 0 best, 1 worst (Jurgens et al. 2015): mean of ln(d + 1) / ln(farthest)."""
    return mean(log(d + 1) / log(FARTHEST) for d in distances) if distances else 0.0


def countries(gold: Sequence[Toponym], predicted: Sequence[Toponym]) -> tuple[int, int]:
    """(right, judged): countries of recognised gold that names one, as ISO3 under ``iso3``."""
    by_span = {(p["start"], p["end"]): p for p in predicted}
    judged = [(g, by_span[g["start"], g["end"]]) for g in gold if g.get("iso3") and (g["start"], g["end"]) in by_span]
    return sum(g["iso3"] == p.get("country") for g, p in judged), len(judged)


def scores(
    counts: Iterable[Recognition], distances: Sequence[float], country: tuple[int, int] = (0, 0)
) -> dict[str, float | int | None]:
    """All scores at once; None where nothing was judged."""
    total = sum(counts, Recognition())
    both = total.gold + total.predicted
    return {
        "gold": total.gold,
        "predicted": total.predicted,
        "precision": round(total.hits / total.predicted, 4) if total.predicted else 0.0,
        "recall": round(total.hits / total.gold, 4) if total.gold else 0.0,
        "f1": round(2 * total.hits / both, 4) if both else 0.0,
        "resolved": len(distances),
        "accuracy_161km": round(sum(d <= NEAR for d in distances) / len(distances), 4) if distances else None,
        "median_km": round(median(distances), 1) if distances else None,
        "mean_km": round(mean(distances), 1) if distances else None,
        "auc": round(area(distances), 4) if distances else None,
        "country_accuracy": round(country[0] / country[1], 4) if country[1] else None,
    }

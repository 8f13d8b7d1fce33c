"""Are confidences what they say: a reliability table and the expected calibration error of claims on gold sets.

    python benchmarks/calibration.py SET… [--fit] [--bins 10] [--svg OUT.svg]      # sets as benchmarks/prepare_eval.py lays them out

A claim is right where it is paired with a gold fact of its type; claims that the scorer judges neither right nor wrong are left
out. ECE: mean over bins of |confidence - share right|, weighed by size (Naeini et al., AAAI 2015). ``--fit`` fits the three
numbers of ``claims/confidence.py`` on these sets and prints them.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from communique.claims import confidence as shares
from communique.evaluation.claims import Prediction, asked, paired
from communique.evaluation.command import reading_predictor
from communique.evaluation.sets import load_set, triples
from communique.reader import Reader, load_reader, settings_of

Judged = tuple[float, bool]  # confidence, right


def judged(folder: Path, reader: Reader) -> Iterator[Judged]:
    """Confidence and rightness of every claim of a gold set that the scorer judges."""
    gold = load_set(folder)
    lines = [line for line in reading_predictor(reader)(gold.articles) if "failure" not in line]
    for facts, data, _ in triples(gold, lines):
        if data is None:
            continue
        prediction = Prediction(data)
        pairs = {p.claim: p for p in paired(facts["facts"], prediction)}
        excused = {a for p in pairs.values() if p.typed for a in data["claims"][p.claim]["about"]}
        ids = [c["id"] for c in data["claims"]]
        for k, claim in enumerate(data["claims"]):
            pair = pairs.get(k)
            if pair is None and ids[k] in excused:
                continue
            if pair is not None and not asked(facts["facts"][pair.fact]):
                continue
            yield float(claim["confidence"]), pair is not None and pair.typed


def table(claims: Sequence[Judged], bins: int) -> list[dict[str, float]]:
    """Size, mean confidence and share right of each bin that holds a claim.

    >>> table([(0.9, True), (0.9, False), (0.1, False)], 2)
    [{'n': 1, 'confidence': 0.1, 'right': 0.0}, {'n': 2, 'confidence': 0.9, 'right': 0.5}]
    """
    rows = []
    for k in range(bins):
        inside = [(c, r) for c, r in claims if min(int(c * bins), bins - 1) == k]
        if inside:
            n = len(inside)
            mean = sum(c for c, _ in inside) / n
            rows.append({"n": n, "confidence": round(mean, 3), "right": round(sum(r for _, r in inside) / n, 3)})
    return rows


def error(rows: Iterable[dict[str, float]]) -> float:
    """Expected calibration error of a table."""
    kept = list(rows)
    total = sum(r["n"] for r in kept)
    return sum(r["n"] * abs(r["confidence"] - r["right"]) for r in kept) / max(1, total)


def fitted(points: Sequence[tuple[float, float, bool]], steps: int = 4000, rate: float = 0.2) -> list[float]:
    """Intercept and weights of a logistic regression of rightness on (share, chance), as logits, by gradient descent."""
    found = [0.0, 1.0, 0.0]
    rows = [((1.0, shares.logit(s), shares.logit(c)), r) for s, c, r in points]
    for _ in range(steps):
        slope = [0.0, 0.0, 0.0]
        for x, right in rows:
            p = 1 / (1 + math.exp(-sum(a * b for a, b in zip(found, x, strict=True))))
            for k in range(3):
                slope[k] += (p - right) * x[k]
        found = [a - rate * b / len(rows) for a, b in zip(found, slope, strict=True)]
    return [round(a, 3) for a in found]


def points(folders: Sequence[Path], reader: Reader) -> list[tuple[float, float, bool]]:
    """Share, chance and rightness: the share read with the chance's weight at 0, the chance with the share's."""
    kept = (shares.INTERCEPT, shares.OF_SHARE, shares.OF_CHANCE)
    sides: list[list[Judged]] = []
    for setting in ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0)):
        shares.INTERCEPT, shares.OF_SHARE, shares.OF_CHANCE = setting
        sides.append([j for folder in folders for j in judged(folder, reader)])
    shares.INTERCEPT, shares.OF_SHARE, shares.OF_CHANCE = kept
    return [(a, b, right) for (a, right), (b, _) in zip(*sides, strict=True)]


def drawing(rows: Sequence[dict[str, Any]]) -> str:
    """A reliability diagram: share right against confidence, circles by size."""
    size, dots = 320, []
    for r in rows:
        x, y = 20 + 280 * r["confidence"], 300 - 280 * r["right"]
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + math.sqrt(r["n"]) / 2:.1f}" fill="#0072b2"/>')
    frame = '<rect x="20" y="20" width="280" height="280" fill="none" stroke="#666"/>'
    line = '<line x1="20" y1="300" x2="300" y2="20" stroke="#999" stroke-dasharray="4"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">{frame}{line}{"".join(dots)}</svg>\n'
    )


def main() -> None:
    """Fit, or print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--bins", type=int, default=10)
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--weights", type=Path, help="a folder of weights: with the trained encoder")
    options = parser.parse_args()
    reader = load_reader(settings_of(options.weights))
    if options.fit:
        print(
            json.dumps(
                dict(zip(("INTERCEPT", "OF_SHARE", "OF_CHANCE"), fitted(points(options.sets, reader)), strict=True))
            )
        )
        return
    claims = [j for folder in options.sets for j in judged(folder, reader)]
    rows = table(claims, options.bins)
    for row in rows:
        print(json.dumps(row))
    print(json.dumps({"claims": len(claims), "ece": round(error(rows), 4)}))
    if options.svg:
        options.svg.write_text(drawing(rows), encoding="utf-8")


if __name__ == "__main__":
    main()

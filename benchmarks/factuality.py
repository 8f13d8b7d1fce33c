"""UW factuality: did it happen, from -3 (certainly not) to 3 (certainly). See BENCHMARKS.md.

    python benchmarks/factuality.py FILE --weights FOLDER [--out PREDICTIONS.jsonl]

A line of ``FILE`` is ``{"id", "text", "targets": [{"span": [first, last), "factuality"?}]}``, the text tokenised by spaces,
spans in tokens. Written: ``{"id", "targets": [{"factuality"}]}``. Where gold is there, standard error gets Pearson's r and the mean
absolute error.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from communique.model.encoder import Encoder
from communique.model.signals import Signals
from communique.model.weights import load_weights


def predicted(record: dict[str, Any], encoder: Encoder) -> list[float]:
    """Factuality of each target; a target beyond the text counts as certain, the commonest value."""
    words = record["text"].split()
    signals = Signals(encoder.states(words, [(0, len(words))]), encoder.weights.heads, encoder.weights.modes)
    return [signals.factuality(t["span"][0]) if t["span"][0] < len(words) else 3.0 for t in record["targets"]]


def pearson(a: Sequence[float], b: Sequence[float]) -> float:
    """Pearson's correlation; 0 where either side never varies.

    >>> pearson([1, 2, 3], [2, 4, 6])
    1.0
    """
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    over = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    under = math.sqrt(sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b))
    return over / under if under else 0.0


def scores(gold: Sequence[float], said: Sequence[float]) -> dict[str, float]:
    """Pearson's r and mean absolute error."""
    error = sum(abs(x - y) for x, y in zip(gold, said, strict=True)) / len(gold)
    return {"targets": len(gold), "r": round(pearson(gold, said), 4), "mae": round(error, 4)}


def records(path: Path) -> Iterable[dict[str, Any]]:
    """Lines of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def main() -> None:
    """Predict, write, score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--weights", type=Path, required=True, help="a folder of weights")
    options = parser.parse_args()
    encoder = Encoder(load_weights(options.weights))
    gold: list[float] = []
    said: list[float] = []
    lines = []
    for record in records(options.file):
        values = predicted(record, encoder)
        lines.append(json.dumps({"id": record["id"], "targets": [{"factuality": round(v, 3)} for v in values]}) + "\n")
        for target, value in zip(record["targets"], values, strict=True):
            if "factuality" in target:
                gold.append(float(target["factuality"]))
                said.append(value)
    if options.out:
        options.out.write_text("".join(lines), encoding="utf-8")
    else:
        sys.stdout.write("".join(lines))
    if gold:
        print(json.dumps(scores(gold, said)), file=sys.stderr)


if __name__ == "__main__":
    main()

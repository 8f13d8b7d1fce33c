"""Write floors.toml anew from measured scores: raise what was beaten, keep the rest; lower only when told to.

    communique evaluate build/eval/* --format json | python benchmarks/pin_floors.py [--lower] [--floors FILE]

A set whose data changed (another digest) is pinned as measured, since its old floors say nothing about the new data.
Sets that were not measured keep their floors. With --lower every measured set is pinned as measured: say why in the commit.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).resolve().parent / "floors.toml"
MEASURES = ("found", "precision", "right", "status_macro", "date_own", "chain_own")
HEAD = """\
# Floors of `make eval`. Written by benchmarks/pin_floors.py from what `communique evaluate` measured; see
# docs/evaluation.md. The gate allows 0.005 below (rounding). Raise a floor when it is beaten; lower it only on purpose.
"""

Floors = dict[str, dict[str, Any]]


def main() -> None:
    """Read scores from standard input, write the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", action="store_true", help="pin as measured, also where that is lower")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    args = parser.parse_args()
    old: Floors = tomllib.loads(args.floors.read_text(encoding="utf-8")) if args.floors.exists() else {}
    scores = [json.loads(line) for line in sys.stdin if line.strip()]
    args.floors.write_text(written(pinned(old, scores, lower=args.lower)), encoding="utf-8")


def pinned(old: Floors, scores: Iterable[Mapping[str, Any]], *, lower: bool) -> Floors:
    """The new floors.

    >>> score = {"set": "a", "digest": "d", **dict.fromkeys(MEASURES, 0.5)}
    >>> pinned({"a": {"digest": "d", "found": 0.6}}, [score], lower=False)["a"]["found"]
    0.6
    """
    new = dict(old)
    for score in scores:
        known = old.get(score["set"], {})
        keep = not lower and known.get("digest") == score["digest"]
        floors = {name: max(score[name], known.get(name, 0.0)) if keep else score[name] for name in MEASURES}
        new[score["set"]] = {"digest": score["digest"], **floors}
    return new


def written(floors: Floors) -> str:
    """The file's text."""
    lines = [HEAD]
    for name in sorted(floors):
        lines.append(f"[{name}]")
        lines += [f"{key} = {json.dumps(value)}" for key, value in floors[name].items()]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()

"""How far two annotators agree, layer by layer: the second, blind annotation against the first.

    python training/corpus/agreement.py [FOLDER…]     # default: every folder of training/corpus/second

Spans agree where they share a character and half of the shorter one; matching is one to one, best first. Figures are F1 (or the
share, for labels of matched claims), micro over all articles.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Json = dict[str, Any]


def near(a: Json, b: Json) -> float:
    """Overlap of two spans as a share of the shorter, 0 below a half."""
    common = min(a["end"], b["end"]) - max(a["start"], b["start"])
    share = common / max(1, min(a["end"] - a["start"], b["end"] - b["start"]))
    return share if share >= 0.5 else 0.0


def matched(these: Sequence[Any], those: Sequence[Any], close: Callable[[Any, Any], float]) -> list[tuple[Any, Any]]:
    """Pairs one to one, the closest first."""
    scored = sorted(
        ((close(a, b), -i, -j) for i, a in enumerate(these) for j, b in enumerate(those) if close(a, b) > 0),
        reverse=True,
    )
    left, right, found = set(), set(), []
    for _, i, j in scored:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((these[-i], those[-j]))
    return found


class Counts:
    """Hits against the sizes of both sides."""

    def __init__(self) -> None:
        self.table: dict[str, list[int]] = {}

    def add(self, layer: str, hits: int, first: int, second: int) -> None:
        """Sum."""
        row = self.table.setdefault(layer, [0, 0, 0])
        for k, value in enumerate((hits, first, second)):
            row[k] += value

    def rows(self) -> Iterable[tuple[str, int, float]]:
        """Layer, size of the first side, F1."""
        for layer, (hits, first, second) in self.table.items():
            yield layer, first, 2 * hits / max(1, first + second)


def compare(first: Json, second: Json, counts: Counts) -> None:
    """Add one article."""
    for layer in ("mentions", "times", "places"):
        pairs = matched(first[layer], second[layer], near)
        counts.add(f"{layer}: spans", len(pairs), len(first[layer]), len(second[layer]))
        if layer == "times":
            counts.add("times: value", sum(a["value"] == b["value"] for a, b in pairs), len(pairs), len(pairs))
    attributions(first, second, counts)
    claims(first, second, counts)


def attributions(first: Json, second: Json, counts: Counts) -> None:
    """Cues, contents and sources."""
    sides = [[a for a in data["attributions"] if a["cue"]] for data in (first, second)]
    pairs = matched(sides[0], sides[1], lambda a, b: near(a["cue"], b["cue"]))
    counts.add("attributions: cue", len(pairs), len(sides[0]), len(sides[1]))
    names = [people(data) for data in (first, second)]
    said = sum(
        bool(named(a["sources"], names[0]) & named(b["sources"], names[1])) or a["sources"] == b["sources"]
        for a, b in pairs
    )
    counts.add("attributions: source, of matched cues", said, len(pairs), len(pairs))
    content = sum(any(near(x, y) for x in a["content"] for y in b["content"]) for a, b in pairs)
    counts.add("attributions: content, of matched cues", content, len(pairs), len(pairs))


def people(data: Json) -> dict[str, set[str]]:
    """Words and country of each mention and actor, by id."""
    text = data["document"]["text"]
    found: dict[str, set[str]] = {}
    for a in data["actors"]:
        found[a["id"]] = {w.lower() for w in a["name"].split() if len(w) > 2} | {a["country"] or a["id"]}
    for m in data["mentions"]:
        words = {w.lower() for w in text[m["start"] : m["end"]].split() if len(w) > 2}
        found[m["id"]] = words | found.get(m["actor"] or "", set())
    return found


def named(ids: Iterable[str], names: dict[str, set[str]]) -> set[str]:
    """All words that name these."""
    return set().union(*(names.get(i, set()) for i in ids)) - {"the", "and"}


def sides_agree(a: Json, b: Json, names: Sequence[dict[str, set[str]]]) -> bool:
    """Whether the parties of two claims are the same people, side by side (mutual acts: in either order)."""
    for role in ("actors", "recipients"):
        x = [named([p["mention"] or "", p["actor"] or ""], names[0]) for p in a[role]]
        y = [named([p["mention"] or "", p["actor"] or ""], names[1]) for p in b[role]]
        if not (all(any(s & t for t in y) for s in x) and all(any(s & t for s in x) for t in y)):
            return False
    return True


def claims(first: Json, second: Json, counts: Counts) -> None:
    """Triggers, and of matched triggers the labels."""
    pairs = matched(
        first["claims"],
        second["claims"],
        lambda a, b: (
            near(a["trigger"], b["trigger"]) + 0.1 * (a["type"] == b["type"])
            if near(a["trigger"], b["trigger"])
            else 0.0
        ),
    )
    n = len(pairs)
    counts.add("claims: trigger", n, len(first["claims"]), len(second["claims"]))
    counts.add(
        "claims: trigger and type",
        sum(a["type"] == b["type"] for a, b in pairs),
        len(first["claims"]),
        len(second["claims"]),
    )
    for name in ("type", "mode", "status", "content_status"):
        counts.add(f"claims: {name}, of matched", sum(a[name] == b[name] for a, b in pairs), n, n)
    names = [people(data) for data in (first, second)]
    counts.add("claims: parties, of matched", sum(sides_agree(a, b, names) for a, b in pairs), n, n)
    counts.add("claims: time, of matched", sum(a["time"]["from"] == b["time"]["from"] for a, b in pairs), n, n)
    told = [[len(c["chain"]) for c in pair] for pair in pairs]
    counts.add("claims: length of chain, of matched", sum(a == b for a, b in told), n, n)


def main() -> None:
    """Compare and print a table."""
    folders = [Path(p) for p in sys.argv[1:]] or sorted(p for p in (HERE / "second").iterdir() if p.is_dir())
    counts, articles = Counts(), 0
    for folder in folders:
        for line in (folder / "drawn.txt").read_text(encoding="utf-8").split():
            mine = folder / f"{line.split('/')[1]}.gold.json"
            if mine.is_file():
                articles += 1
                texts = [json.loads(p.read_text(encoding="utf-8")) for p in (HERE / f"{line}.gold.json", mine)]
                compare(texts[0], texts[1], counts)
    print(f"| layer | first annotation | agreement ({articles} articles) |\n|---|---|---|")
    for layer, size, value in counts.rows():
        print(f"| {layer} | {size} | {value:.3f} |")


if __name__ == "__main__":
    main()

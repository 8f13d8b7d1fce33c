"""``communique evaluate``: reads the articles of gold sets, scores the claims, and holds them against pinned floors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from communique.evaluation.claims import Tally, score
from communique.evaluation.gate import Verdict, load_floors, verdicts
from communique.evaluation.sets import GoldSet, load_set, triples

Predictor = Callable[[Path], Iterable[Mapping[str, Any]]]  # a JSONL file of articles → the contract's JSON, in order
SHOWN = ("documents", "facts", "found", "precision", "f1", "right", "status_macro", "date_own", "chain_own")


def evaluate(
    folders: Iterable[Path], predict: Predictor, *, floors: Path | None, as_json: bool, by_type: bool, console: Console
) -> bool:
    """Score every set and print the scores; True where no floor was missed."""
    pinned = load_floors(floors) if floors else {}
    judged: list[Verdict] = []
    rows: list[tuple[GoldSet, Tally]] = []
    for folder in folders:
        gold = load_set(folder)
        tally = score(triples(gold, (line for line in predict(gold.articles) if "document" in line)))
        rows.append((gold, tally))
        judged += verdicts(gold.name, gold.digest, tally.measures(), pinned)
    if as_json:
        for gold, tally in rows:
            console.print(
                json.dumps({"set": gold.name, "digest": gold.digest, **tally.measures()}),
                soft_wrap=True,
                highlight=False,
            )
    else:
        _print(rows, judged, by_type, console)
    return all(v.passed is not False for v in judged)


def _print(rows: list[tuple[GoldSet, Tally]], judged: list[Verdict], by_type: bool, console: Console) -> None:
    table = Table(box=None, pad_edge=False)
    for name in ("set", *SHOWN):
        table.add_column(name, justify="left" if name == "set" else "right")
    for gold, tally in rows:
        measures = tally.measures()
        table.add_row(gold.name, *(_number(measures[name]) for name in SHOWN))
    console.print(table)
    for gold, tally in rows if by_type else ():
        console.print(_type_table(gold, tally))
    for v in judged:
        if v.passed is not True:
            word = "below its floor" if v.passed is False else "not judged: other data than the floor's"
            console.print(f"{v.set}: {v.measure} {v.value:.3f}, floor {v.floor:.3f}: {word}", highlight=False)
    if judged:
        console.print(f"{sum(v.passed is True for v in judged)} of {len(judged)} floors held", highlight=False)


def _type_table(gold: GoldSet, tally: Tally) -> Table:
    table = Table(box=None, pad_edge=False, title=f"{gold.name} by type", title_justify="left")
    for name in ("type", "facts", "found", "claims", "right type"):
        table.add_column(name, justify="left" if name == "type" else "right")
    for name, counts in sorted(tally.types.items()):
        table.add_row(name, *map(str, counts))
    return table


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}"

"""Reading sources and writing tables."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, str]


@dataclass
class Sources:
    """The folders that are read, and the rows set aside as doubtful."""

    actors: Path
    hand: Path
    doubtful: list[Row] = field(default_factory=list)

    def csv(self, name: str, *, hand: bool = False) -> list[Row]:
        """The rows of a CSV file; of the hand-written folder with ``hand``."""
        with ((self.hand if hand else self.actors) / name).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        for number, row in enumerate(rows, start=2):
            if None in row or None in row.values():
                raise SystemExit(f"{name}:{number}: wrong number of fields: {list(row.values())}")
        return rows

    def jsonl(self, name: str) -> list[dict[str, Any]]:
        """The objects of a JSON-lines file."""
        return [json.loads(line) for line in (self.actors / name).read_text(encoding="utf-8").splitlines()]

    def lines(self, name: str) -> list[str]:
        """The lines of a hand-written list, without comments."""
        text = (self.hand / name).read_text(encoding="utf-8")
        return [line for line in text.splitlines() if line and not line.startswith("#")]

    def doubt(self, table: str, row: str, reason: str) -> None:
        """Set a row aside."""
        self.doubtful.append({"table": table, "row": row, "reason": reason})


def many(text: str) -> list[str]:
    """The items of a field with semicolons."""
    return [item.strip() for item in text.split(";") if item.strip()]


def joined(items: list[str]) -> str:
    """The items as a field, without repetition, in order."""
    return ";".join(dict.fromkeys(item for item in items if item))


def write(path: Path, rows: list[Row]) -> None:
    """Write rows as CSV with unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]) if rows else ["table", "row", "reason"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

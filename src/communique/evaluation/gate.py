"""The gate: pinned floors for measured scores (``benchmarks/floors.toml``). A floor is raised when beaten, lowered only on purpose.

A set's floors name the digest of the data they were measured on; with other data the gate says so instead of judging.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import UsageError

MARGIN = 0.005  # rounding noise between machines; not a licence to lose a point


@dataclass(frozen=True, slots=True)
class Verdict:
    """One measure against its floor. ``passed`` is None where the data are not those the floor was measured on."""

    set: str
    measure: str
    value: float
    floor: float
    passed: bool | None


def load_floors(path: Path) -> dict[str, dict[str, Any]]:
    """Floors by set: measures and ``digest``. Raises ``UsageError`` where the file cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error


def verdicts(
    name: str, digest: str, measures: Mapping[str, float], floors: Mapping[str, Mapping[str, Any]]
) -> list[Verdict]:
    """The verdict on every measure of a set that has a floor.

    >>> verdicts("a", "d", {"f1": 0.5}, {"a": {"digest": "d", "f1": 0.6}})[0].passed
    False
    """
    pinned = floors.get(name, {})
    known = pinned.get("digest") in (None, digest)
    found = []
    for measure, floor in pinned.items():
        if measure != "digest":
            value = measures.get(measure, 0.0)
            found.append(Verdict(name, measure, value, floor, value >= floor - MARGIN if known else None))
    return found

"""The codebook: modes, scores and codes of the event types, and how a claim is written in PLOVER and CAMEO.

Facts from PLOVER (OEDA, draft 2.0), its CAMEO table of 2021 and GDELT's lookup of Goldstein values, in
``data/plover.toml`` and ``data/cameo.tsv``. A planned meeting is CONSULT, planned, with us and AGREE in PLOVER.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from communique.errors import DataError
from communique.vocabulary import EventType, Status

FUTURE = (Status.PLANNED, Status.OFFERED)
_REWRITES = ("future", "threatened", "requested", "cancelled")


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type. ``plover``: PLOVER's mode (None: it has none); ``type``: PLOVER's type, where it differs."""

    name: str
    score: float
    plover: str | None
    cameo: str
    type: EventType


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """An event type: quad code 1–4 (0: STATEMENT), score −10…+10, CAMEO code and modes by name."""

    type: EventType
    quad: int
    score: float
    cameo: str
    modes: Mapping[str, Mode]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What a type becomes in PLOVER when it is planned, threatened, requested or cancelled."""

    to: EventType
    mode: str | None
    cameo: str


@dataclass(frozen=True, slots=True)
class Coding:
    """A claim in the field's codes. ``intensity`` is PLOVER's score, ``quad`` its quad code; all None for STATEMENT."""

    plover: str | None
    plover_mode: str | None
    cameo: str | None
    goldstein: float | None
    intensity: float | None
    quad: int | None


@dataclass(frozen=True, slots=True)
class Codebook:
    """All tables. ``rewrites`` is keyed by rule ("future", "threatened", "requested", "cancelled") and type."""

    types: Mapping[EventType, TypeEntry]
    contexts: tuple[str, ...]
    goldstein: Mapping[str, float]
    rewrites: Mapping[tuple[str, EventType], Rewrite]

    def has_mode(self, type: EventType, mode: str) -> bool:
        """True where ``mode`` is one of the modes of ``type``."""
        return mode in self.types[type].modes

    def coding(self, type: EventType, mode: str | None, status: Status) -> Coding:
        """The claim ``(type, mode, status)`` in PLOVER and CAMEO.

        >>> book = load_codebook()
        >>> book.coding(EventType.CONSULT, "visit", Status.PLANNED).plover
        'AGREE'
        >>> book.coding(EventType.ASSAULT, "aerial", Status.OCCURRED).intensity
        -9.5
        """
        return coding(self, type, mode, status)


def coding(book: Codebook, type: EventType, mode: str | None, status: Status) -> Coding:
    """The claim ``(type, mode, status)`` in PLOVER and CAMEO; an unknown mode counts as none."""
    if type is EventType.STATEMENT:
        return Coding(None, None, None, None, None, None)
    rewrite = book.rewrites.get((_rule(status), type))
    if rewrite is not None:
        return _coded(book, rewrite.to, rewrite.mode, rewrite.cameo)
    entry = book.types[type]
    known = entry.modes.get(mode) if mode is not None else None
    if known is None:
        return _coded(book, type, None, entry.cameo)
    return _coded(book, known.type, known.plover, known.cameo, known.score)


def _rule(status: Status) -> str:
    return "future" if status in FUTURE else str(status)


def _coded(book: Codebook, type: EventType, mode: str | None, cameo: str, score: float | None = None) -> Coding:
    entry = book.types[type]
    if score is None:
        known = entry.modes.get(mode) if mode is not None else None
        score = known.score if known is not None else entry.score
    return Coding(str(type), mode, cameo, _goldstein(book.goldstein, cameo), score, entry.quad)


def _goldstein(values: Mapping[str, float], code: str) -> float | None:
    """The Goldstein value of a code, else of its longest prefix that has one."""
    for end in range(len(code), 1, -1):
        if code[:end] in values:
            return values[code[:end]]
    return None


def load_codebook(directory: Traversable | Path | None = None) -> Codebook:
    """Read ``plover.toml`` and ``cameo.tsv`` from ``directory``, by default the package's own.

    Raises:
        DataError: a file is missing or damaged, or names an unknown type.
    """
    folder = files("communique") / "data" if directory is None else directory
    try:
        tables = tomllib.loads((folder / "plover.toml").read_text(encoding="utf-8"))
        codes = (folder / "cameo.tsv").read_text(encoding="utf-8")
    except (OSError, tomllib.TOMLDecodeError) as exc:
        raise DataError(f"the codebook cannot be read: {exc}") from exc
    try:
        types = {EventType(name): _entry(EventType(name), table) for name, table in tables["types"].items()}
        rewrites = {
            (rule, EventType(name)): Rewrite(EventType(row["to"]), row.get("mode"), row["cameo"])
            for rule in _REWRITES
            for row in tables[rule]
            for name in row["from"]
        }
        contexts = tuple(tables["contexts"])
    except (KeyError, TypeError, ValueError) as exc:
        raise DataError(f"plover.toml: {exc}") from exc
    missing = [t for t in EventType if t not in types]
    if missing:
        raise DataError(f"plover.toml: no table for {', '.join(missing)}")
    return Codebook(types, contexts, _goldstein_table(codes), rewrites)


def _entry(type: EventType, table: Mapping[str, Any]) -> TypeEntry:
    score = float(table["score"])
    modes = {name: _mode(name, row, type, score, table["cameo"]) for name, row in table.get("modes", {}).items()}
    return TypeEntry(type, int(table["quad"]), score, table["cameo"], modes)


def _mode(name: str, row: Mapping[str, Any], type: EventType, score: float, cameo: str) -> Mode:
    plover = row.get("plover", name) or None
    return Mode(name, float(row.get("score", score)), plover, row.get("cameo", cameo), EventType(row.get("type", type)))


def _goldstein_table(text: str) -> dict[str, float]:
    """Columns: CAMEO code, PLOVER type, Goldstein value (empty where the source has none)."""
    values: dict[str, float] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(("#", "cameo\t")) or not line:
            continue
        try:
            code, _, value = line.split("\t")
            if value:
                values[code] = float(value)
        except ValueError as exc:
            raise DataError(f"cameo.tsv:{number}: {exc}") from exc
    return values

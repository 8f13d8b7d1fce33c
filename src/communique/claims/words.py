"""The word lists of ``claims/data/*.toml``, checked while they are read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from communique.errors import DataError

Member = TypeVar("Member", bound=Enum)


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of one file; every getter raises ``DataError`` with file and key where the file is wrong."""

    name: str
    tables: Mapping[str, object]

    @classmethod
    def load(cls, name: str, directory: Traversable | Path | None = None) -> Words:
        """Read ``name`` from ``directory``, by default the package's own.

        Raises:
            DataError: no such file, or not TOML.
        """
        folder = files("communique.claims") / "data" if directory is None else directory
        try:
            return cls(name, tomllib.loads((folder / name).read_text(encoding="utf-8")))
        except (OSError, tomllib.TOMLDecodeError) as exc:
            raise DataError(f"{name}: {exc}") from exc

    def listed(self, key: str) -> frozenset[str]:
        """The words of a list."""
        return frozenset(self._strings(key, self.tables.get(key)))

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """A table of lists, in the order of the file."""
        return {name: self._strings(f"{key}.{name}", words) for name, words in self._table(key).items()}

    def texts(self, key: str) -> dict[str, str]:
        """A table of words."""
        return dict(zip(self._table(key), self._strings(key, list(self._table(key).values())), strict=True))

    def numbers(self, key: str) -> dict[str, float]:
        """A table of numbers."""
        found = {name: value for name, value in self._table(key).items() if isinstance(value, int | float)}
        if len(found) < len(self._table(key)):
            raise DataError(f"{self.name}: {key}: not all are numbers")
        return found

    def member(self, kind: type[Member], name: str) -> Member:
        """The member of an enum that a key names."""
        try:
            return kind(name)
        except ValueError as exc:
            raise DataError(f"{self.name}: unknown {kind.__name__} {name!r}") from exc

    def _table(self, key: str) -> dict[str, object]:
        table = self.tables.get(key)
        if not isinstance(table, dict):
            raise DataError(f"{self.name}: {key}: no table")
        return table

    def _strings(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise DataError(f"{self.name}: {key}: no list of words")
        return tuple(value)

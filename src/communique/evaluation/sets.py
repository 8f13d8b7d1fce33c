"""Gold sets on disk: a folder with ``articles.jsonl`` (what ``communique read`` takes) and ``facts/ID.json``.

An article belongs to a facts file by its ``url``, ``gold:ID``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import UsageError

Json = Mapping[str, Any]
PREFIX = "gold:"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A gold set: its name, the articles' file, the facts by id, and a digest of both."""

    name: str
    articles: Path
    facts: Mapping[str, Json]
    digest: str


def load_set(folder: Path) -> GoldSet:
    """The gold set in ``folder``, named like it. Raises ``UsageError`` where a file is missing or is not JSON."""
    articles, files = folder / "articles.jsonl", sorted((folder / "facts").glob("*.json"))
    if not articles.is_file() or not files:
        raise UsageError(f"{folder} is no gold set: it needs articles.jsonl and facts/*.json")
    digest = hashlib.sha256()
    for path in [articles, *files]:
        digest.update(path.read_bytes())
    try:
        facts = {data["id"]: data for data in (json.loads(path.read_text(encoding="utf-8")) for path in files)}
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise UsageError(f"{folder}/facts: not a facts file: {error}") from error
    return GoldSet(folder.name, articles, facts, digest.hexdigest()[:16])


def triples(gold: GoldSet, predictions: Iterable[Json]) -> Iterator[tuple[Json, Json | None, str | None]]:
    """``(facts, prediction or None, published)`` of every document of the set, for ``claims.score``."""
    by_id = {_identity(data): data for data in predictions}
    for name, facts in sorted(gold.facts.items()):
        data = by_id.get(name)
        yield facts, data, data["document"].get("published") if data else None


def _identity(data: Json) -> str | None:
    url = (data.get("document") or {}).get("url") or ""
    return url.removeprefix(PREFIX) if url.startswith(PREFIX) else None

"""Who a short phrase means. ``actors.py FILE [--out PREDICTIONS.jsonl]``; see BENCHMARKS.md for the contract.

A line is ``{"text", "context"?, "date"?}``, where "context" is a sentence that may hold the phrase. The phrase alone is
read as the subject of a short sentence. Gold, where given, is in ``gold`` or in ``gold_country``, ``gold_sector`` …
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique.actors import ActorReader
from communique.actors.lookup import actor_of
from communique.knowledge import load_knowledge
from communique.parsing.syntax import SyntaxParser, load_model
from communique.records import Actor, Block, Document, Layout, Reading
from communique.vocabulary import BlockKind

FIELDS = ("country", "sector", "actor", "name", "wikidata")
BATCH = 64


def reading_of(line: dict[str, Any]) -> tuple[Reading, int, int]:
    """The reading to parse, and where the phrase stands in it."""
    phrase, context = " ".join(line["text"].split()), line.get("context") or ""
    start = context.find(phrase)
    if start < 0:
        start, context = 0, f"{phrase} said so."
    document = Document("phrase", "", None, None, line.get("date"), None, "en", context)
    block = Block(BlockKind.PARAGRAPH, 0, len(context))
    return Reading(document, layout=Layout((block,), ())), start, start + len(phrase)


def predicted(actor: Actor | None) -> dict[str, Any]:
    """A line of output."""
    if actor is None:
        return {"country": None, "sector": None, "sectors": [], "actor": None, "name": None, "wikidata": None}
    return {
        "country": actor.country,
        "sector": actor.sector,
        "sectors": list(actor.sectors),
        "actor": actor.id,
        "name": actor.name,
        "wikidata": actor.wikidata,
    }


def predictions(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One prediction a line, in order."""
    parser, reader = SyntaxParser(load_model()), ActorReader(load_knowledge())
    for first in range(0, len(lines), BATCH):
        asked = [reading_of(line) for line in lines[first : first + BATCH]]
        read = reader(parser([reading for reading, _, _ in asked]))
        for reading, (_, start, end) in zip(read, asked, strict=True):
            yield predicted(actor_of(reading, start, end))


def gold_of(line: dict[str, Any]) -> dict[str, Any]:
    """The gold fields of a line, if any."""
    nested = line.get("gold")
    if isinstance(nested, dict):
        return {key: nested[key] for key in FIELDS if key in nested}
    return {key: line[name] for key in FIELDS for name in (f"gold_{key}", key) if name in line}


def scores(lines: Iterable[dict[str, Any]], made: Iterable[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Accuracy of each field that has gold; a sector also counts as right where it is among the sectors."""
    right: dict[str, list[bool]] = {}
    for line, found in zip(lines, made, strict=True):
        for key, value in gold_of(line).items():
            same = found[key] == value or (key == "sector" and value in found["sectors"])
            right.setdefault(key, []).append(same)
    return {key: {"accuracy": sum(hits) / len(hits), "n": len(hits)} for key, hits in right.items()}


def main() -> None:
    """Read FILE, write predictions, print scores on standard error."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--out", type=Path)
    options = arguments.parse_args()
    lines = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    made = list(predictions(lines))
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made)
    if options.out is not None:
        options.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    found = scores(lines, made)
    if found:
        sys.stderr.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()

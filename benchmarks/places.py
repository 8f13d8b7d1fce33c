"""Toponyms of GeoWebNews, GeoVirus, LGL. ``places.py FILE [--out PREDICTIONS.jsonl]``; see BENCHMARKS.md.

``--cost`` adds the tagger's share of the parser's time, and the seconds the gazetteer takes to load.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from lines import paragraphs

from communique.evaluation.toponyms import Recognition, countries, errors, recognition, scores
from communique.parsing.places import Gazetteer, PlaceTagger, load_gazetteer, load_literal_rules
from communique.parsing.syntax import SyntaxParser, load_model
from communique.records import Document, Layout, Reading


def reading_of(line: dict[str, Any]) -> Reading:
    """The text with a paragraph per line; nothing of the gold is looked at."""
    document = Document(
        line["doc_id"], "", line.get("url"), None, line.get("date"), line.get("title"), "en", line["text"]
    )
    return Reading(document, layout=Layout(paragraphs(line["text"]), ()))


def predictions(reading: Reading) -> list[dict[str, Any]]:
    """All places, literal or not."""
    return [
        {
            "start": p.start,
            "end": p.end,
            "literal": p.literal,
            "lat": p.latitude,
            "lon": p.longitude,
            "country": p.country,
            "geonameid": p.geonames,
        }
        for p in reading.places or ()
    ]


def coded(gold: list[dict[str, Any]], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Gold with its country's name as ISO3, where it has one."""
    codes = {name: next((e.country for e in gazetteer.lookup(name) if e.kind == "C"), None) for name in
             {str(g["country"]) for g in gold if g.get("country")}}  # fmt: skip
    return [dict(g, iso3=codes.get(str(g.get("country")))) for g in gold]


def main() -> None:
    """Read, predict, write; score where the file holds gold."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--cost", action="store_true")
    options = arguments.parse_args()
    parser, started = SyntaxParser(load_model()), perf_counter()
    gazetteer = load_gazetteer()
    loading, tagger = perf_counter() - started, PlaceTagger(gazetteer, load_literal_rules())
    counts: list[Recognition] = []
    distances: list[float] = []
    right, judged, seconds = 0, 0, [0.0, 0.0]
    out = options.out.open("w", encoding="utf-8") if options.out else sys.stdout
    with options.file.open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            started = perf_counter()
            parsed = parser([reading_of(line)])
            between = perf_counter()
            found = predictions(tagger(parsed)[0])
            seconds = [seconds[0] + between - started, seconds[1] + perf_counter() - between]
            out.write(json.dumps({"doc_id": line["doc_id"], "toponyms": found}) + "\n")
            if "toponyms" in line:
                gold = coded(line["toponyms"], gazetteer)
                counts.append(recognition(gold, found))
                distances += errors(gold, found)
                here = countries(gold, found)
                right, judged = right + here[0], judged + here[1]
    if options.out:
        out.close()
    result: dict[str, Any] = scores(counts, distances, (right, judged)) if counts else {}
    if options.cost:
        result["share_of_parse"] = round(seconds[1] / seconds[0], 4) if seconds[0] else None
        result["load_seconds"] = round(loading, 2)
    if result:
        print(json.dumps(result), file=sys.stderr)


if __name__ == "__main__":
    main()

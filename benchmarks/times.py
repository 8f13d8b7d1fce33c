"""TempEval-3: time expressions. ``times.py FILE [--out PREDICTIONS.jsonl]``; see BENCHMARKS.md for the contract.

``--cost`` adds the tagger's share of the parser's time to the scores.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from lines import paragraphs

from communique.evaluation.timex import TimexCounts, count, scores
from communique.parsing.syntax import SyntaxParser, load_model
from communique.parsing.times import TimeTagger, load_lexicon
from communique.records import Document, Layout, Reading


def reading_of(line: dict[str, Any]) -> Reading:
    """The text with a paragraph per line; nothing of the gold is looked at."""
    document = Document(line["doc_id"], "", None, None, line.get("dct"), line.get("title"), "en", line["text"])
    return Reading(document, layout=Layout(paragraphs(line["text"]), ()))


def predictions(reading: Reading) -> list[dict[str, Any]]:
    """The expressions that have a value."""
    return [
        {"start": t.start, "end": t.end, "type": t.type.value, "value": t.value} for t in reading.times or () if t.value
    ]


def main() -> None:
    """Read, predict, write; score where the file holds gold."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--cost", action="store_true")
    options = arguments.parse_args()
    parser, tagger = SyntaxParser(load_model()), TimeTagger(load_lexicon())
    counts: list[TimexCounts] = []
    seconds = [0.0, 0.0]
    out = options.out.open("w", encoding="utf-8") if options.out else sys.stdout
    with options.file.open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            started = perf_counter()
            parsed = parser([reading_of(line)])
            between = perf_counter()
            found = predictions(tagger(parsed)[0])
            seconds = [seconds[0] + between - started, seconds[1] + perf_counter() - between]
            out.write(json.dumps({"doc_id": line["doc_id"], "timex": found}) + "\n")
            if "timex" in line:
                counts.append(count(line["timex"], found))
    if options.out:
        out.close()
    result: dict[str, Any] = scores(counts) if counts else {}
    if options.cost:
        result["share_of_parse"] = round(seconds[1] / seconds[0], 4) if seconds[0] else None
    if result:
        print(json.dumps(result), file=sys.stderr)


if __name__ == "__main__":
    main()

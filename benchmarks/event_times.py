"""TDG: which time expression dates an event. See BENCHMARKS.md.

    python benchmarks/event_times.py FILE --weights FOLDER [--out PREDICTIONS.jsonl]

A line of ``FILE`` is a TDG document: tokenised ``sentences`` (sentence 0 is the document's date) and ``edges``, of which only the
nodes are read: events and expressions. Written: ``{"doc_id", "edges": [{"child", "parent", "rel"}]}``, an edge an event. Where
gold is there, standard error gets attachment F1 of events to expressions, unlabelled and labelled. Relations are told by the
encoder's choice alone: ``included`` for an expression of the text, ``before`` for the document's date (TDG's commonest of each).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from communique.model.encoder import Encoder
from communique.model.signals import Signals
from communique.model.weights import load_weights

Json = Mapping[str, Any]
REACH = 200  # tokens between an event and the expressions that are weighed for it
ESCAPES = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"', "-LSB-": "[", "-RSB-": "]"}


def nodes(edges: Iterable[Json]) -> tuple[list[str], list[str]]:
    """Keys of the events, and of the expressions, in text order; links are not looked at.

    >>> nodes([{"child": "1_4_4", "type": "Event", "parent": "0_0_3"}, {"child": "0_0_3", "type": "Timex", "parent": "-1_-1_-1"}])
    (['1_4_4'], ['0_0_3'])
    """
    kinds = {e["child"]: e["type"] for e in edges}
    events = sorted((k for k, t in kinds.items() if t == "Event"), key=place)
    return events, sorted((k for k, t in kinds.items() if t == "Timex"), key=place)


def place(key: str) -> tuple[int, ...]:
    """Sentence, first and last token of a node."""
    return tuple(int(x) for x in key.split("_"))


def predicted(record: Json, encoder: Encoder) -> list[dict[str, str]]:
    """An edge for every event."""
    starts: list[int] = []
    words: list[str] = []
    sentences: list[tuple[int, int]] = []
    for tokens in record["sentences"]:
        starts.append(len(words))
        sentences.append((len(words), len(words) + len(tokens)))
        words += [ESCAPES.get(t, t) for t in tokens]
    signals = Signals(encoder.states(words, sentences), encoder.weights.heads, encoder.weights.modes)
    events, times = nodes(record["edges"])
    dates = [k for k in times if k.startswith("0_")]
    told = {k: starts[place(k)[0]] + place(k)[1] for k in times if not k.startswith("0_") and place(k)[0] < len(starts)}
    return [edge(key, starts, told, dates, signals) for key in events if place(key)[0] < len(starts)]


def edge(
    key: str, starts: Sequence[int], told: Mapping[str, int], dates: Sequence[str], signals: Signals
) -> dict[str, str]:
    """The expression of one event: the likeliest near it, or the document's date."""
    at = min(starts[place(key)[0]] + place(key)[1], len(signals.states) - 1)
    near = [k for k, i in told.items() if abs(i - at) <= REACH]
    shares = signals.choices("time", [at], [told[k] for k in near])[0]
    best = int(shares.argmax())
    if best == 0 and dates:
        return {"child": key, "parent": dates[0], "rel": "before"}
    chosen = near[best - 1] if best else (near[int(shares[1:].argmax())] if near else "-1_-1_-1")
    return {"child": key, "parent": chosen, "rel": "included"}


def scores(gold: Sequence[Json], found: Sequence[Json]) -> dict[str, int]:
    """Attachment F1 of events whose gold parent is an expression."""
    said = {(e["child"], e["parent"]): e["rel"] for e in found}
    links = {(e["child"], e["parent"]): e["rel"] for e in gold}
    hits = [k for k in links if k in said]
    labelled = sum(links[k].lower() == said[k].lower() for k in hits)
    total = len(links) + len(said)
    return {"hits": len(hits), "labelled": labelled, "total": total}


def main() -> None:
    """Predict, write, score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--weights", type=Path, required=True, help="a folder of weights")
    options = parser.parse_args()
    encoder = Encoder(load_weights(options.weights))
    out, tally = [], {"hits": 0, "labelled": 0, "total": 0}
    for line in options.file.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        record = json.loads(line)
        found = predicted(record, encoder)
        out.append(json.dumps({"doc_id": record["doc_id"], "edges": found}) + "\n")
        kinds = {e["child"]: e["type"] for e in record["edges"]}
        gold = [e for e in record["edges"] if e["type"] == "Event" and kinds.get(e.get("parent")) == "Timex"]
        judged = {e["child"] for e in gold}
        for name, value in scores(gold, [e for e in found if e["child"] in judged]).items():
            tally[name] += value
    if options.out:
        options.out.write_text("".join(out), encoding="utf-8")
    else:
        sys.stdout.write("".join(out))
    if tally["total"]:
        shares = {k: round(2 * tally[k] / tally["total"], 4) for k in ("hits", "labelled")}
        print(json.dumps({"unlabelled_f1": shares["hits"], "labelled_f1": shares["labelled"]}), file=sys.stderr)


if __name__ == "__main__":
    main()

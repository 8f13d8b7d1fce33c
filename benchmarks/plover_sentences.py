"""Who did what to whom in single sentences, end to end. See BENCHMARKS.md.

    python benchmarks/plover_sentences.py FILE [--out PREDICTIONS.jsonl]

A line of ``FILE`` is ``{"sentence", "source"?, "target"?, "type"?}``. Written: ``{"claims": [{"type", "status", "actors": [text],
"recipients": [text], "trigger": [start, end]}]}``, read from the sentence alone. Where gold is there, standard error gets: found =
rows with a linking claim of the right type, clean = share of linking claims of the right type, and the F1 of the two. A claim
links a pair when its actors and recipients share a content word with source and target.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from communique.evaluation.claims import content_words
from communique.reader import Reader, load_reader, settings_of
from communique.records import Document, Party, Reading

YIELD = frozenset({"CONCEDE", "RETREAT"})
Json = Mapping[str, Any]


def main() -> None:
    """Read the file, write the claims, print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--weights", type=Path, help="a folder of weights: with the trained encoder")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = list(predict((row["sentence"] for row in rows), load_reader(settings_of(args.weights))))
    lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in found)
    if args.out:
        args.out.write_text(lines, encoding="utf-8")
    else:
        sys.stdout.write(lines)
    if all({"source", "target", "type"} <= row.keys() for row in rows):
        print(json.dumps(scores(rows, found)), file=sys.stderr)


def predict(sentences: Iterable[str], reader: Reader) -> Iterator[dict[str, Any]]:
    """The claims of each sentence; one that cannot be read has none."""
    documents = (Reading(_document(sentence)) for sentence in sentences)
    for item in reader.read(documents):
        yield {"claims": _claims(item) if isinstance(item, Reading) else []}


def _document(sentence: str) -> Document:
    digest = hashlib.sha256(sentence.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(f"d{digest[:16]}", digest, None, None, None, None, "en", sentence)


def _claims(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "type": claim.type.value,
            "status": claim.status.value,
            "actors": _names(reading, claim.actors),
            "recipients": _names(reading, claim.recipients),
            "trigger": [claim.trigger.start, claim.trigger.end],
        }
        for claim in reading.claims or ()
    ]


def _names(reading: Reading, parties: Iterable[Party]) -> list[str]:
    """The words of each party's mention; the actor's name where nobody is mentioned."""
    mentions = {m.id: reading.document.text[m.start : m.end] for m in reading.mentions or ()}
    actors = {a.id: a.name for a in reading.actors or ()}
    return [mentions.get(p.mention or "") or actors.get(p.actor or "", "") for p in parties]


def scores(rows: Iterable[Json], found: Iterable[Json]) -> dict[str, float]:
    """Found, clean and their F1.

    >>> row = {"source": "Peru", "target": "Chile", "type": "ACCUSE"}
    >>> claim = {"type": "ACCUSE", "actors": ["Peru"], "recipients": ["Chile"]}
    >>> scores([row, row], [{"claims": [claim]}, {"claims": [{**claim, "type": "AID"}]}])
    {'rows': 2, 'found': 0.5, 'clean': 0.5, 'f1': 0.5}
    """
    total = hits = linking = right = 0
    for row, item in zip(rows, found, strict=True):
        linked = [_type(c["type"]) == _type(row["type"]) for c in item["claims"] if links(c, row)]
        total += 1
        hits += any(linked)
        linking += len(linked)
        right += sum(linked)
    share, clean = hits / max(1, total), right / max(1, linking)
    f1 = 2 * share * clean / (share + clean) if share + clean else 0.0
    return {"rows": total, "found": round(share, 3), "clean": round(clean, 3), "f1": round(f1, 3)}


def links(claim: Json, row: Json) -> bool:
    """Whether a claim's sides share a content word each with the row's source and target."""
    actors, recipients = (content_words(" ".join(claim[side])) for side in ("actors", "recipients"))
    return bool(actors & content_words(row["source"]) and recipients & content_words(row["target"]))


def _type(name: str) -> str:
    return "YIELD" if name in YIELD else name


if __name__ == "__main__":
    main()

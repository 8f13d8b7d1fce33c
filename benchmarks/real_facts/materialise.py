"""Put the texts back under the gold facts of real articles.

    python benchmarks/real_facts/materialise.py SPLIT OUTDIR [--shared FOLDER]

`SPLIT/ID.json` (SPLIT: dev or heldout) beside this script holds facts as offsets into a text that is not ours to copy.
This script reads the texts from `FOLDER/data` (default: $COMMUNIQUE_SHARED, else /work/shared), checks each against its
sha256 and writes what the reader and the scorer take: `OUTDIR/articles.jsonl` (text, title, published, publisher, url)
and `OUTDIR/facts/ID.json` (fragments and quotes filled in):

    communique read --format json OUTDIR/articles.jsonl > predictions.jsonl
    python /work/shared/gold/score_claims.py OUTDIR/facts predictions.jsonl --details

Exit codes: 0 all written; 1 some text is missing or is not the one that was annotated (named on standard error, left
out of OUTDIR); 2 wrong usage.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


class TextMismatchError(Exception):
    """The corpus lacks the article, or holds another text than the one that was annotated."""


def corpus_texts(path: Path) -> dict[str, str]:
    """Text by doc_id of one JSONL corpus; OSError where the file cannot be read."""
    with path.open(encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines if line.strip())
        return {str(record["doc_id"]): str(record["text"]) for record in records}


def annotated_text(gold: dict[str, Any], texts: dict[str, str]) -> str:
    """The part of the text that was annotated, checked by its hash.

    >>> gold = {"id": "x", "doc_id": "d", "text_end": 2, "sha256": hashlib.sha256(b"ab").hexdigest()}
    >>> annotated_text(gold, {"d": "abc"})
    'ab'

    Raises TextMismatchError.
    """
    if gold["doc_id"] not in texts:
        raise TextMismatchError(f"{gold['id']}: the corpus has no document {gold['doc_id']!r}")
    text = texts[gold["doc_id"]][: gold["text_end"]]
    found = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if found != gold["sha256"]:
        hashes = f"sha256 {found[:12]}…, annotated {gold['sha256'][:12]}…"
        raise TextMismatchError(f"{gold['id']}: the text does not match the one annotated ({hashes})")
    return text


def filled_fact(fact: dict[str, Any], text: str) -> dict[str, Any]:
    """The fact with its `fragment` and `quote` read from the text; offsets are Unicode code points.

    >>> filled_fact({"id": "f01", "start": 0, "end": 4, "quote_span": [1, 3]}, "abcdef")
    {'id': 'f01', 'start': 0, 'end': 4, 'quote': 'bc', 'fragment': 'abcd'}
    """
    span = fact.get("quote_span")
    rest = {key: value for key, value in fact.items() if key != "quote_span"}
    return {**rest, "quote": text[span[0] : span[1]] if span else None, "fragment": text[fact["start"] : fact["end"]]}


def gold_files(split: Path) -> Iterator[dict[str, Any]]:
    """The standoff files of a split, in the order of their names."""
    for path in sorted(split.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def materialise(split: Path, data: Path, out: Path) -> tuple[int, list[str]]:
    """Write articles and facts of one split; give the number written and one line per article that failed."""
    (out / "facts").mkdir(parents=True, exist_ok=True)
    corpora: dict[str, dict[str, str]] = {}
    articles, failures = [], []
    for gold in gold_files(split):
        name = gold["corpus"]
        try:
            if name not in corpora:
                corpora[name] = corpus_texts(data / f"{name}.jsonl")
            text = annotated_text(gold, corpora[name])
        except (OSError, TextMismatchError) as error:
            failures.append(f"{gold['id']}: {error}" if isinstance(error, OSError) else str(error))
            continue
        meta = {key: gold[key] for key in ("title", "published", "publisher")}
        articles.append({"text": text, **meta, "url": f"gold:{gold['id']}"})
        filled = {"id": gold["id"], **meta, "facts": [filled_fact(fact, text) for fact in gold["facts"]]}
        target = out / "facts" / f"{gold['id']}.json"
        target.write_text(json.dumps(filled, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    (out / "articles.jsonl").write_text(lines, encoding="utf-8")
    return len(articles), failures


def main() -> int:
    """Read the arguments, write, say what did not match."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("split", choices=("dev", "heldout"))
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("COMMUNIQUE_SHARED", "/work/shared")))
    args = parser.parse_args()
    if not any((HERE / args.split).glob("*.json")):
        parser.error(f"{HERE / args.split} holds no facts")
    written, failures = materialise(HERE / args.split, args.shared / "data", args.outdir)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"{written} articles written to {args.outdir}, {len(failures)} left out", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

"""Our own corpus: claims read from its articles against its gold facts, by the scorer of ``communique evaluate``.

    python benchmarks/corpus.py [FOLDER] [--split test|dev|train|BATCH…] [--weights FOLDER] [--out PREDICTIONS.jsonl]

``FOLDER`` is training/corpus or a folder of ``.marked`` files. Written: what ``communique read --format json``
prints, a line an article.
Standard error gets found, precision, right, status, date and chain, with F1 by type.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from communique.codebook import load_codebook
from communique.evaluation.claims import score
from communique.evaluation.marked_facts import facts_of
from communique.evaluation.markup import compile_marked
from communique.reader import Reader, load_reader, settings_of
from communique.views.contract import to_json

CORPUS = Path(__file__).resolve().parent.parent / "training" / "corpus"
Json = Mapping[str, Any]


def batches(folder: Path, split: str) -> list[Path]:
    """The folders of a split, or one batch, or the folder itself where it holds articles."""
    if any(folder.glob("*.marked")):
        return [folder]
    parts: dict[str, list[str]] = json.loads((folder / "split.json").read_text(encoding="utf-8"))
    every = sorted(p for p in folder.glob("batch-*") if p.is_dir())
    if split == "train":
        held = {*parts["dev"], *parts["test"]}
        return [p for p in every if p.name not in held]
    return [p for p in every if p.name in parts.get(split, [split])]


def documents(folders: Iterable[Path]) -> Iterator[tuple[Json, Json]]:
    """Gold documents and their facts; articles that do not compile are named and left out."""
    book = load_codebook()
    for folder in folders:
        for path in sorted(folder.glob("*.marked")):
            compiled = compile_marked(path.read_text(encoding="utf-8"), book, name=path.name)
            yield compiled.document, facts_of(compiled.document, compiled.hints)


def predictions(golds: Iterable[Json], reader: Reader) -> Iterator[Json]:
    """The readings of the articles' texts."""
    from communique.documents.language import load_identifier
    from communique.documents.readers import SourceReader

    source = SourceReader(load_identifier(), sys.stdin.buffer)
    fields = ("published", "title", "publisher", "url")
    items = (source.text(g["document"]["text"], {f: g["document"][f] for f in fields}) for g in golds)
    return (to_json(item, reader.manifest) for item in reader.read(items))


def main() -> None:
    """Read, write, score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--split", default="test")
    parser.add_argument("--weights", type=Path, help="a folder of weights: with the trained encoder")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    pairs = list(documents(batches(options.folder, options.split)))
    read = list(predictions((gold for gold, _ in pairs), load_reader(settings_of(options.weights))))
    if options.out:
        options.out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in read), encoding="utf-8")
    tally = score(
        (facts, data if "failure" not in data else None, gold["document"]["published"])
        for (gold, facts), data in zip(pairs, read, strict=True)
    )
    print(json.dumps(tally.measures()), file=sys.stderr)


if __name__ == "__main__":
    main()

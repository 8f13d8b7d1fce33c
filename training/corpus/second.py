"""Lay out articles for a second, blind annotation: the text alone in the notation, a sentence a line, without a mark.

    python training/corpus/second.py SEED N BATCH… OUT     # one article of each batch, drawn by SEED, until N are drawn

The annotator fills in the marks; ``agreement.py`` compares. Which articles were drawn stands in OUT/drawn.txt.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from communique.parsing.syntax import load_model

HERE = Path(__file__).resolve().parent


def skeleton(gold: dict, model) -> str:
    """A ``.marked`` file of the article with nothing marked."""
    document = gold["document"]
    text = document["text"]
    separator = "\n\n" if "\n\n" in text else "\n"
    head = [f"{k}: {document[k]}" for k in ("id", "title", "published", "publisher") if document[k]]
    if separator == "\n":
        head.append("paragraphs: single")
    paragraphs = []
    for paragraph in text.split(separator):
        lines, start = [], 0
        cuts = [s.end_char for s in model(paragraph).sents]
        for end in cuts:
            if paragraph[end : end + 1] in (" ", ""):
                lines.append(escaped(paragraph[start:end]))
                start = end + 1
        if start < len(paragraph):
            lines.append(escaped(paragraph[start:]))
        paragraphs.append("\n".join(line for line in lines if line))
    return "\n".join([*head, "---", "\n\n".join(paragraphs), "---", ""])


def escaped(text: str) -> str:
    """Brackets and backslashes written out, white space that the parser took off put right."""
    for sign in "\\[]":
        text = text.replace(sign, "\\" + sign)
    return text


def main() -> None:
    """Draw and lay out."""
    seed, n, *batches, out = sys.argv[1:]
    rng, folder, model = random.Random(int(seed)), Path(out), load_model()
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    while len(drawn) < int(n):
        for batch in batches:
            files = [p for p in sorted((HERE / batch).glob("*.gold.json")) if p not in drawn]
            if len(drawn) < int(n) and files:
                drawn.append(rng.choice(files))
    for path in drawn:
        gold = json.loads(path.read_text(encoding="utf-8"))
        (folder / path.name.replace(".gold.json", ".marked")).write_text(skeleton(gold, model), encoding="utf-8")
    names = "".join(f"{p.parent.name}/{p.name.removesuffix('.gold.json')}\n" for p in drawn)
    (folder / "drawn.txt").write_text(names, encoding="utf-8")


if __name__ == "__main__":
    main()

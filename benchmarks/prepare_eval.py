"""Lay out the gold sets that ``make eval`` scores: OUT/NAME/articles.jsonl and OUT/NAME/facts/ID.json.

    python benchmarks/prepare_eval.py OUT [--shared ../shared]

Sets: ``seed`` (shared/gold), ``real-dev`` and ``real-heldout`` (benchmarks/real_facts over shared/data), ``examples-seen``
and ``examples-heldout`` (examples/). Without ``shared`` only the examples are laid out, and it says so.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"


def main() -> None:
    """Lay out the sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    args = parser.parse_args()
    shutil.rmtree(args.out, ignore_errors=True)
    examples(args.out)
    if not args.shared.is_dir():
        print(f"{args.shared} is not there: only the examples are scored", file=sys.stderr)
        return
    seed(args.shared, args.out / "seed")
    for split in ("dev", "heldout"):
        command = [sys.executable, str(HERE / "real_facts" / "materialise.py"), split, str(args.out / f"real-{split}")]
        subprocess.run(command, check=True, env={**os.environ, "COMMUNIQUE_SHARED": str(args.shared)})


def examples(out: Path) -> None:
    """The project's own articles: those seen while the rules were written, and those that were not."""
    facts = out / "facts"
    command = [sys.executable, "-m", "communique.evaluation.markup", "facts", str(EXAMPLES), str(facts)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    unseen = set((EXAMPLES / "HELDOUT").read_text(encoding="utf-8").split())
    for path in sorted(facts.glob("*.json")):
        folder = out / ("examples-heldout" if path.stem in unseen else "examples-seen")
        (folder / "facts").mkdir(parents=True, exist_ok=True)
        gold = json.loads((EXAMPLES / f"{path.stem}.gold.json").read_text(encoding="utf-8"))["document"]
        data = json.loads(path.read_text(encoding="utf-8"))
        article = {name: gold[name] for name in ("text", "title", "published", "publisher")}
        with (folder / "articles.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({**article, "url": f"gold:{data['id']}"}, ensure_ascii=False) + "\n")
        shutil.move(path, folder / "facts" / path.name)
    facts.rmdir()


def seed(shared: Path, out: Path) -> None:
    """The real article of the shared gold."""
    shutil.copytree(shared / "gold" / "facts", out / "facts", copy_function=shutil.copyfile)
    articles = [
        json.loads(p.read_text(encoding="utf-8")) for p in sorted((shared / "gold" / "articles").glob("*.json"))
    ]
    lines = [json.dumps(a, ensure_ascii=False) for a in articles]
    (out / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

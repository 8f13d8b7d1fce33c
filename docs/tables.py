"""The tables inside the docs that are made from data: ``python docs/tables.py`` writes them anew; a test holds them.

A table stands between ``<!-- table: NAME -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

from communique.codebook import Codebook, load_codebook

DOCS = Path(__file__).resolve().parent
FLOORS = DOCS.parent / "benchmarks" / "floors.toml"
BLOCK = re.compile(r"<!-- table: (\w+) -->\n.*?<!-- end -->", re.DOTALL)
QUADS = {
    0: "–",
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


def main() -> None:
    """Write every page whose tables have changed."""
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        new = filled(text)
        if new != text:
            page.write_text(new, encoding="utf-8")


def filled(text: str) -> str:
    """A page with its tables as the data have them now."""
    return BLOCK.sub(lambda m: f"<!-- table: {m[1]} -->\n{TABLES[m[1]]()}\n<!-- end -->", text)


def types() -> str:
    """Types of ``data/plover.toml``: quad, PLOVER's score, the CAMEO code written, modes."""
    book = load_codebook()
    rows = (
        (f"`{entry.type}`", QUADS[entry.quad], f"{entry.score:+g}" if entry.quad else "–", _modes(book, entry.type))
        for entry in book.types.values()
    )
    return table(("type", "quad", "score", "modes"), rows)


def _modes(book: Codebook, type: str) -> str:
    """Modes; ours, which PLOVER has not, in italics."""
    modes = book.types[type].modes.values()  # type: ignore[index]  # a StrEnum is its string
    return ", ".join(mode.name if mode.plover == mode.name else f"*{mode.name}*" for mode in modes) or "–"


def contexts() -> str:
    """PLOVER's contexts."""
    return ", ".join(f"`{name}`" for name in load_codebook().contexts) + "."


def rewrites() -> str:
    """What a type becomes in PLOVER by its status."""
    rows = (
        (f"`{type}`", rule, f"`{to.to}`" + (f" / {to.mode}" if to.mode else ""), to.cameo)
        for (rule, type), to in load_codebook().rewrites.items()
    )
    return table(("ours", "status", "PLOVER", "CAMEO"), rows)


def scores() -> str:
    """The pinned floors."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    names = list(dict.fromkeys(name for row in floors.values() for name in row if name != "digest"))
    rows = ((f"`{name}`", *(f"{row[n]:.3f}" if n in row else "–" for n in names)) for name, row in floors.items())
    return table(("set", *names), rows)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


TABLES: dict[str, Callable[[], str]] = {
    "types": types,
    "contexts": contexts,
    "rewrites": rewrites,
    "scores": scores,
}

if __name__ == "__main__":
    main()

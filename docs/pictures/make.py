"""Makes ``read.svg``: the first lines of ``communique read examples/wire-border-clash.html``, as a terminal shows them.

    python docs/pictures/make.py

Nothing is drawn by hand and nothing is fetched: Rich writes the picture, its links to a font on the web are left out.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.segment import Segment, Segments
from rich.text import Text

from communique.documents.language import load_identifier
from communique.documents.readers import SourceReader
from communique.reader import Reader, load_reader
from communique.records import Reading
from communique.views.terminal import article

HERE = Path(__file__).resolve().parent
SOURCE = "examples/wire-border-clash.html"
WIDTH, LINES = 96, 46  # columns; lines of the article that are shown
_FORMAT = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def main() -> None:
    """Write the picture."""
    (HERE / "read.svg").write_text(picture(load_reader()), encoding="utf-8")


def picture(reader: Reader) -> str:
    """The SVG of what ``reader`` makes of the example."""
    documents = SourceReader(load_identifier(), io.BytesIO()).read([str(HERE.parents[1] / SOURCE)])
    (reading,) = reader.read(documents)
    assert isinstance(reading, Reading), reading
    console = Console(file=io.StringIO(), record=True, width=WIDTH, force_terminal=True, color_system="standard")
    console.print(Text(f"$ communique read {SOURCE}", style="bold"))
    lines = console.render_lines(article(reading, width=WIDTH, marks=False), pad=False)
    shown = [segment for line in cut(lines) for segment in (*line, Segment.line())]
    console.print(Segments(shown), end="")
    console.print(Text(f"… and {len(lines) - len(cut(lines))} more lines", style="dim"))
    return console.export_svg(title="communique", code_format=_FORMAT, unique_id="communique")


def cut(lines: list[list[Segment]]) -> list[list[Segment]]:
    """The first lines, up to the last empty one (between two claims) among ``LINES``."""
    for end in range(min(LINES, len(lines)), 0, -1):
        if not "".join(segment.text for segment in lines[end - 1]).strip():
            return lines[:end]
    return lines[:LINES]


if __name__ == "__main__":
    main()

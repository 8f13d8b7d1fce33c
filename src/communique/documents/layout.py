"""The layout of an article: title, section tag, dateline, headings, paragraphs, captions, credits, boilerplate.

Lines are blocks; hard-wrapped text (lines of like length under 100 characters, blank lines between paragraphs) is joined.
What furniture looks like is read from ``data/furniture.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

from communique.documents.quotations import quotations
from communique.errors import DataError
from communique.records import Block, Layout, Reading, Span
from communique.vocabulary import BlockKind

_LINE = re.compile(r"[^\r\n\u2028\u2029\v\f]+")
_BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*")
_SENTENCE_END = re.compile(r"[.!?…][”\"’'»)\]]*$")
_TAG = re.compile(r"\s[|]\s(?=[^|]{2,60}$)")
_MAX_HEADING = 90  # characters
_MAX_TITLE = 220


@dataclass(frozen=True, slots=True)
class Furniture:
    """Patterns by block kind, in file order; each must match a line from its first character (or its last, with ``$``)."""

    patterns: tuple[tuple[BlockKind, re.Pattern[str]], ...]
    dateline: tuple[re.Pattern[str], ...]

    def is_dateline(self, line: str) -> bool:
        """Whether the whole line is a dateline ("NAIROBI, 3 March 2021")."""
        return any(pattern.fullmatch(line) for pattern in self.dateline)

    def kind(self, line: str) -> BlockKind | None:
        """The furniture a line is, or None."""
        return next((kind for kind, pattern in self.patterns if pattern.search(line)), None)


def load_furniture() -> Furniture:
    """The patterns of ``data/furniture.tsv``; ``DataError`` names the line that is wrong."""
    lines = files("communique.documents").joinpath("data/furniture.tsv").read_text(encoding="utf-8").splitlines()
    patterns: list[tuple[BlockKind, re.Pattern[str]]] = []
    dateline: list[re.Pattern[str]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, _, pattern = line.partition("\t")
        try:
            compiled = re.compile(pattern)
            if kind == BlockKind.DATELINE:
                dateline.append(compiled)
            else:
                patterns.append((BlockKind(kind), compiled))
        except (re.error, ValueError) as error:
            raise DataError(f"documents/data/furniture.tsv:{number}: {error}") from error
    return Furniture(tuple(patterns), tuple(dateline))


class LayoutReader:
    """Assigns ``layout``."""

    name = "layout"
    requires = ("document",)
    assigns = ("layout",)

    def __init__(self, furniture: Furniture) -> None:
        self.furniture = furniture

    def __call__(self, batch: Sequence[Reading]) -> list[Reading]:
        """Readings with their layout."""
        return [r.having(layout=lay_out(r.document.text, r.document.title, self.furniture)) for r in batch]


def lay_out(text: str, title: str | None, furniture: Furniture) -> Layout:
    """The layout of ``text``; ``title`` is the known title, which may or may not stand in the text.

    >>> layout = lay_out("Talks resume\\n\\nGENEVA (Reuters) - Talks resumed on Monday.", None, load_furniture())
    >>> [block.kind.value for block in layout.blocks]
    ['title', 'dateline', 'paragraph']
    """
    lines = [_trim(text, s) for s in _lines(text)]
    lines = [s for s in lines if s.end > s.start]
    blocks: list[Block] = []
    place: Span | None = None
    agency: Span | None = None
    body = 0
    for i, line in enumerate(lines):
        kind = _kind(text, lines, i, title, furniture)
        if kind is BlockKind.PARAGRAPH:
            if body < 2 and place is None:
                cut, found_place, found_agency = _dateline(text, line, furniture)
                if cut > line.start:
                    blocks.append(Block(BlockKind.DATELINE, line.start, _rstrip(text, line.start, cut)))
                    place, agency, line = found_place, found_agency, Span(cut, line.end)
            body += 1
        blocks.extend(_split_title(text, line, kind))
    readable = tuple(b for b in blocks if b.end > b.start)
    return Layout(readable, quotations(text, readable), place, agency)


def _lines(text: str) -> list[Span]:
    """Lines, or paragraphs where the text is hard-wrapped."""
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text)]
    if not _wrapped(text, lines):
        return lines
    cuts = [0, *(m.end() for m in _BLANK.finditer(text)), len(text)]
    return [Span(a, b) for a, b in pairwise(cuts) if b > a]


def _wrapped(text: str, lines: Sequence[Span]) -> bool:
    """True where most long lines break in the middle of a sentence and none is longer than 100 characters."""
    full = [s for s in lines if s.end - s.start >= 45]
    if len(full) < 3 or max(s.end - s.start for s in lines) > 100:
        return False
    broken = sum(not _SENTENCE_END.search(text[s.start : s.end].rstrip()) for s in full)
    return broken >= 0.5 * len(full) and bool(_BLANK.search(text))


def _trim(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    return Span(span.start + len(piece) - len(piece.lstrip()), span.start + len(piece.rstrip()))


def _rstrip(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _kind(text: str, lines: Sequence[Span], i: int, title: str | None, furniture: Furniture) -> BlockKind:
    line = text[lines[i].start : lines[i].end]
    if i == 0 and not furniture.is_dateline(line) and _is_title(text, lines, title):
        return BlockKind.TITLE
    kind = furniture.kind(line)
    if kind is not None:
        return kind
    if i < 3 and title and _same(line, title):
        return BlockKind.TITLE
    if i and _is_heading(text, lines, i):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _same(line: str, title: str) -> bool:
    a, b = (re.sub(r"\W+", " ", s).strip().casefold() for s in (line, title))
    return bool(a) and (a == b or (len(a) > 20 and (a.startswith(b) or b.startswith(a))))


def _is_title(text: str, lines: Sequence[Span], title: str | None) -> bool:
    line = text[lines[0].start : lines[0].end]
    if title and _same(line, title):
        return True
    if len(lines) < 2 or len(line) > _MAX_TITLE or _SENTENCE_END.search(line):
        return False
    return max(s.end - s.start for s in lines[1:4]) > len(line) or "\n\n" in text[lines[0].end : lines[1].start]


def _is_heading(text: str, lines: Sequence[Span], i: int) -> bool:
    """A short line without a full stop, before a longer one."""
    line = text[lines[i].start : lines[i].end]
    if len(line) > _MAX_HEADING or len(line.split()) > 13 or line.endswith((".", "!", ",", ";", "”", '"')):
        return False
    if line.startswith(("“", '"', "-", "–", "—", "•", "*")) and not line.endswith(("’", "'")):
        return False
    following = lines[i + 1] if i + 1 < len(lines) else None
    return following is None or following.end - following.start > len(line)


def _split_title(text: str, line: Span, kind: BlockKind) -> Iterator[Block]:
    """A title loses its section tag ("… | World News"), which is a block of its own."""
    tag = _TAG.search(text[line.start : line.end]) if kind is BlockKind.TITLE else None
    if tag is None:
        yield Block(kind, line.start, line.end)
        return
    yield Block(kind, line.start, line.start + tag.start())
    yield Block(BlockKind.SECTION, line.start + tag.end(), line.end)


def _dateline(text: str, line: Span, furniture: Furniture) -> tuple[int, Span | None, Span | None]:
    """Where the sentence begins after a dateline (the line's start where there is none), with its place and agency."""
    head = text[line.start : min(line.end, line.start + 160)]
    for pattern in furniture.dateline:
        found = pattern.match(head)
        if found:
            place, agency = (_group(found, name, line.start) for name in ("place", "agency"))
            return line.start + found.end(), place, agency
    return line.start, None, None


def _group(found: re.Match[str], name: str, offset: int) -> Span | None:
    if name not in found.re.groupindex or found.group(name) is None:
        return None
    return Span(offset + found.start(name), offset + found.end(name))

"""Words inside quotation marks: straight and curly, nested, and with the closing mark missing.

Marks are paired block by block. A quotation that is open at the end of a block closes there with ``closed=False``;
where the next block opens with a mark, that is the printers' convention for a quotation that goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.records import Block, Quotation

_OPENERS = {"“": "”", "«": "»", "„": "“", "‘": "’", "‹": "›"}
_TYPEWRITER = ("``", "''")  # as wire services typed them
_DEEPEST = 8  # marks open at once; more is noise, and would cost its square
_STRAIGHT = {'"', "'"}
_BEFORE_OPENING = set(" \t\n\r([{—–-/:“‘\"'«„\u00a0")


@dataclass(slots=True)
class _Open:
    mark: str
    inner: int


def quotations(text: str, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """Quotations of all blocks in text order, outer before inner.

    >>> from communique.vocabulary import BlockKind
    >>> line = "He said “no ‘deal’ yet”."
    >>> [(line[q.start:q.end], q.depth) for q in quotations(line, [Block(BlockKind.PARAGRAPH, 0, len(line))])]
    [('no ‘deal’ yet', 0), ('deal', 1)]
    """
    found = [q for block in blocks for q in _of_block(text, block)]
    return tuple(sorted((q for q in found if q.end > q.start), key=lambda q: (q.start, -q.end)))


def _of_block(text: str, block: Block) -> Iterator[Quotation]:
    stack: list[_Open] = []
    skip = -1
    for i in range(block.start, block.end):
        c = text[i]
        if i == skip:
            continue
        if text.startswith(_TYPEWRITER, i) and i + 2 <= block.end:
            skip = i + 1
            if c == "`" and len(stack) < _DEEPEST:
                stack.append(_Open("``", i + 2))
            elif c != "`" and any(opened.mark == "``" for opened in stack):
                while stack:
                    opened = stack.pop()
                    yield Quotation(opened.inner, i, len(stack), opened.mark == "``")
                    if opened.mark == "``":
                        break
            continue
        if c not in "“”\"'‘’«»„‹›":
            continue
        level = _closes(text, i, block, stack)
        if level is not None:
            while len(stack) > level:  # marks left open inside end with the outer one
                opened = stack.pop()
                yield Quotation(opened.inner, i, len(stack), len(stack) == level)
        elif len(stack) < _DEEPEST and _opens(text, i, block):
            stack.append(_Open(c, i + 1))
    while stack:
        opened = stack.pop()
        if opened.mark not in "'‘":  # a lone single mark is an apostrophe more often than a quotation
            yield Quotation(opened.inner, block.end, len(stack), False)


def _closes(text: str, i: int, block: Block, stack: Sequence[_Open]) -> int | None:
    """The depth of the quotation that the mark at ``i`` closes, or None."""
    c = text[i]
    if c in "'’" and not _may_close_single(text, i, block):
        return None
    for level in range(len(stack) - 1, -1, -1):
        mark = stack[level].mark
        if _OPENERS.get(mark, mark) == c or (mark == "„" and c in "”“"):
            if c == '"' and not _ends_here(text, i, block) and _opens(text, i, block):
                return None
            return level
    return None


def _may_close_single(text: str, i: int, block: Block) -> bool:
    after = text[i + 1] if i + 1 < block.end else " "
    before = text[i - 1] if i > block.start else " "
    return not after.isalnum() and not before.isspace()


def _ends_here(text: str, i: int, block: Block) -> bool:
    before = text[i - 1] if i > block.start else " "
    return not before.isspace()


def _opens(text: str, i: int, block: Block) -> bool:
    c = text[i]
    before = text[i - 1] if i > block.start else " "
    after = text[i + 1] if i + 1 < block.end else " "
    if c in _OPENERS:
        return c not in "‘„" or before in _BEFORE_OPENING
    if c == "’":  # a wrong-way single mark before a word, as some sites set it
        return False
    if c not in _STRAIGHT:
        return False
    if after.isspace():
        return False
    if c == "'":
        return before in _BEFORE_OPENING and after.isalpha()
    return before in _BEFORE_OPENING or not before.isalnum()

"""What the scripts over corpora share: a text whose every line is a paragraph."""

from __future__ import annotations

import re

from communique.records import Block
from communique.vocabulary import BlockKind

_LINE = re.compile(r"[^\n]+")


def paragraphs(text: str) -> tuple[Block, ...]:
    """One block per line that is not empty, without the white space at its ends.

    >>> [(b.start, b.end) for b in paragraphs("One \\n\\n  two")]
    [(0, 3), (8, 11)]
    """
    found = ((m.start() + len(m[0]) - len(m[0].lstrip()), m[0].strip()) for m in _LINE.finditer(text))
    return tuple(Block(BlockKind.PARAGRAPH, start, start + len(words)) for start, words in found if words)

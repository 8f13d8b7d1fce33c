"""Words as wordpieces, and texts as windows that the encoder takes. The same code cuts texts in training and at run time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

WINDOW = 256  # wordpieces of a window, the two special ones among them
CONTEXT = 48  # wordpieces of whole sentences before a window that are read with it
LONGEST = 8  # wordpieces of one word that are read
MARKERS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")  # opening and closing: source, target


class _Encoding(Protocol):
    @property
    def ids(self) -> list[int]: ...


class Tokenizer(Protocol):
    """What is used of ``tokenizers.Tokenizer``."""

    def encode(self, sequence: str, *, add_special_tokens: bool = True) -> _Encoding:
        """Ids of a text."""
        ...

    def token_to_id(self, token: str) -> int | None:
        """Id of a piece."""
        ...


class Pieces:
    """Words → wordpiece ids, remembered: at least one a word, at most ``LONGEST``."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.known: dict[str, tuple[int, ...]] = {}
        first, *_, last = tokenizer.encode("a").ids
        self.opening, self.closing = first, last
        self.unknown = tokenizer.token_to_id("[UNK]") or 0

    def __call__(self, word: str) -> tuple[int, ...]:
        """Ids of one word."""
        found = self.known.get(word)
        if found is None:
            if word in MARKERS:
                found = (self.tokenizer.token_to_id(word) or self.unknown,)
            else:
                found = tuple(self.tokenizer.encode(word[:200], add_special_tokens=False).ids[:LONGEST])
            found = found or (self.unknown,)
            if len(self.known) < 200_000:  # bounded on any input
                self.known[word] = found
        return found


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[first, last)``; those before ``core`` are context, read with another window."""

    first: int
    core: int
    last: int


def windows(
    lengths: Sequence[int], sentences: Sequence[tuple[int, int]], *, size: int = WINDOW, context: int = CONTEXT
) -> list[Window]:
    """Windows of whole sentences; a sentence longer than a window is cut. Cores follow one another and cover every word.

    ``lengths``: wordpieces of each word; ``sentences``: ``[first, last)`` in words, one after the other.

    >>> windows([1] * 9, [(0, 3), (3, 6), (6, 9)], size=8, context=3)
    [Window(first=0, core=0, last=6), Window(first=3, core=6, last=9)]
    """
    total = [0, *accumulate(lengths)]
    chunks = [c for s in sentences for c in _cut(total, *s, size - 2 - context)]
    found: list[Window] = []
    k = 0
    while k < len(chunks):
        start, before = chunks[k][0], k
        while before > 0 and total[start] - total[chunks[before - 1][0]] <= context:
            before -= 1
        first = chunks[before][0]
        while k < len(chunks) and total[chunks[k][1]] - total[first] <= size - 2:
            k += 1
        found.append(Window(first, start, chunks[k - 1][1]))
    return found


def _cut(total: Sequence[int], first: int, last: int, room: int) -> list[tuple[int, int]]:
    """A sentence in pieces of at most ``room`` wordpieces (one word at least)."""
    found, start = [], first
    for i in range(first, last):
        if total[i + 1] - total[start] > room and i > start:
            found.append((start, i))
            start = i
    return [*found, (start, last)] if start < last else found

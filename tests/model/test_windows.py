"""Wordpieces and windows, with a tokenizer made by hand."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from communique.model.windows import LONGEST, Pieces, windows


@dataclass
class Encoded:
    ids: list[int]


class Letters:
    """One piece a letter; nothing for white space and emoji."""

    def encode(self, sequence: str, *, add_special_tokens: bool = True) -> Encoded:
        ids = [ord(c) % 97 + 10 for c in sequence if c.isalnum()]
        return Encoded([1, *ids, 2] if add_special_tokens else ids)

    def token_to_id(self, token: str) -> int | None:
        return {"[UNK]": 3, "[unused1]": 4}.get(token)


def test_pieces_are_never_none_and_never_too_many() -> None:
    pieces = Pieces(Letters())
    assert pieces("🙂") == (3,)
    assert len(pieces("x" * 5000)) == LONGEST
    assert pieces("[unused1]") == (4,)
    assert (pieces.opening, pieces.closing) == (1, 2)


@given(
    st.lists(st.lists(st.integers(1, 8), min_size=1, max_size=400), max_size=12),
    st.sampled_from([(64, 12), (256, 48), (20, 0)]),
)
def test_cores_cover_every_word_once_and_windows_fit(sentences: list[list[int]], shape: tuple[int, int]) -> None:
    size, context = shape
    lengths = [n for s in sentences for n in s]
    ranges, at = [], 0
    for s in sentences:
        ranges.append((at, at + len(s)))
        at += len(s)
    found = windows(lengths, ranges, size=size, context=context)
    assert [i for w in found for i in range(w.core, w.last)] == list(range(len(lengths)))
    for w in found:
        assert w.first <= w.core < w.last
        assert sum(lengths[w.first : w.last]) <= size - 2
        assert sum(lengths[w.first : w.core]) <= context


def test_a_text_without_words_has_no_windows() -> None:
    assert windows([], []) == []

"""The encoder at run time: words in, states out, one window at a time, so that a text's states depend on that text alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from communique.model.decoders import Array
from communique.model.weights import Weights
from communique.model.windows import Pieces, windows


class Encoder:
    """Words → states of their first wordpieces."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.pieces = Pieces(weights.tokenizer)
        self.size = int(weights.heads["trigger.weight"].shape[1])

    def __reduce__(self) -> tuple[Any, ...]:
        return Encoder, (self.weights,)

    def states(self, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Array:
        """[words, size] float32. ``sentences``: ``[first, last)`` in words, together all of them.

        Windows are run one by one: int8 activations are scaled by the window, and a neighbour in the batch would move them.
        """
        ids = [self.pieces(word) for word in words]
        found = np.zeros((len(words), self.size), np.float32)
        for w in windows([len(p) for p in ids], sentences):
            row = [self.pieces.opening, *(i for p in ids[w.first : w.last] for i in p), self.pieces.closing]
            lengths = [len(p) for p in ids[w.first : w.last]]
            firsts = np.cumsum([1, *lengths[:-1]])
            (hidden,) = self.weights.session.run(None, {"ids": np.asarray([row], np.int64)})
            found[w.core : w.last] = hidden[0, firsts[w.core - w.first :]]
        return found

"""From logits to labels, spans and links: pure functions over NumPy arrays, no weights and no model needed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from communique.model.labels import BUCKETS

Array = NDArray[np.float32]


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis.

    >>> softmax(np.zeros((1, 2), np.float32)).tolist()
    [[0.5, 0.5]]
    """
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)  # type: ignore[no-any-return]


def sigmoid(logits: Array) -> Array:
    """1 / (1 + exp(-x)), element by element."""
    return (1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)


def spans(logits: Array) -> list[tuple[int, int]]:
    """The best BIO sequence by Viterbi (an inside follows a begin or an inside) as half-open ranges of words.

    ``logits``: [words, 3], outside, begin, inside.

    >>> spans(np.array([[0, 1, 3], [0, 0, 2], [4, 0, 0]], np.float32))
    [(0, 2)]
    """
    if not len(logits):
        return []
    scores = logits - logits.max(-1, keepdims=True)
    scores = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    best = np.array([scores[0, 0], scores[0, 1], -np.inf])
    back = np.zeros((len(scores), 3), np.int8)
    for k in range(1, len(scores)):
        before = np.array([best.max(), best.max(), best[1:].max()])
        back[k] = [best.argmax(), best.argmax(), 1 + best[1:].argmax()]
        best = before + scores[k]
    tags = [int(best.argmax())]
    for k in range(len(scores) - 1, 0, -1):
        tags.append(int(back[k, tags[-1]]))
    return ranges(tags[::-1])


def ranges(tags: Sequence[int]) -> list[tuple[int, int]]:
    """Half-open ranges of BIO tags.

    >>> ranges([1, 2, 0, 1, 1])
    [(0, 2), (3, 4), (4, 5)]
    """
    found: list[tuple[int, int]] = []
    start: int | None = None
    for i, tag in enumerate([*tags, 0]):
        if start is not None and tag != 2:
            found.append((start, i))
            start = None
        if tag == 1 or (tag == 2 and start is None):
            start = i
    return found


def buckets(triggers: Sequence[int], candidates: Sequence[int]) -> NDArray[np.intp]:
    """Which of ``BUCKETS`` the distance in words of each pair falls in: [triggers, candidates].

    >>> buckets([10], [9, 10, 90]).tolist()
    [[7, 8, 15]]
    """
    away = np.asarray(candidates, np.int64)[None] - np.asarray(triggers, np.int64)[:, None]
    return np.searchsorted(np.asarray(BUCKETS), away, side="right")

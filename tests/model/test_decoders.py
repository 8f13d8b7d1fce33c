"""Decoders on made-up logits."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from communique.model.decoders import buckets, ranges, sigmoid, softmax, spans
from communique.model.labels import BUCKETS


@given(arrays(np.float32, st.tuples(st.integers(0, 12), st.just(3)), elements=st.floats(-20, 20, width=32)))
def test_spans_are_the_best_sequence_that_begins_before_it_goes_on(logits: np.ndarray) -> None:
    found = spans(logits)
    assert all(0 <= a < b <= len(logits) for a, b in found)
    assert all(x[1] <= y[0] for x, y in pairwise(found))
    if len(logits) and len(logits) <= 5:
        best = max(_score(logits, tags) for tags in _all(len(logits)))
        tags = np.zeros(len(logits), int)
        for a, b in found:
            tags[a], tags[a + 1 : b] = 1, 2
        assert _score(logits, list(tags)) >= best - 1e-3


def _all(n: int) -> list[list[int]]:
    sequences: list[list[int]] = [[]]
    for _ in range(n):
        sequences = [[*s, t] for s in sequences for t in (0, 1, 2) if t != 2 or (s and s[-1] != 0)]
    return sequences


def _score(logits: np.ndarray, tags: list[int]) -> float:
    return float(sum(logits[k][t] for k, t in enumerate(tags)))


def test_ranges_of_an_inside_without_begin() -> None:
    assert ranges([2, 2, 0, 2]) == [(0, 2), (3, 4)]


def test_probabilities() -> None:
    assert np.allclose(softmax(np.array([[1000.0, 1000.0]], np.float32)), 0.5)
    assert sigmoid(np.array([-1e9, 0, 1e9], np.float32)).tolist()[1] == 0.5


def test_buckets_cover_all_distances() -> None:
    far = [-1000, -64, -1, 0, 1, 64, 1000]
    found = buckets([0], far)[0]
    assert found.min() == 0 and found.max() == len(BUCKETS)
    assert list(found) == sorted(found)

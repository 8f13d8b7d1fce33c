"""Signals over states and heads made by hand."""

from __future__ import annotations

import numpy as np

from communique.model.labels import BUCKETS, CHOOSING, HEADS, PLV_TYPES, RANK, ROLES, STATUSES, TYPES
from communique.model.signals import Signals

SIZE = 6


def heads(seed: int = 0) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)

    def make(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).astype(np.float32)

    found = {}
    for name, n in {**HEADS, "mode": 4, "fact": 1, "plv": len(PLV_TYPES), **{f"none.{r}": 1 for r in CHOOSING}}.items():
        found[f"{name}.weight"], found[f"{name}.bias"] = make(n, SIZE), make(n)
    for role in ROLES:
        for part in ("query", "key", "left"):
            found[f"{role}.{part}.weight"], found[f"{role}.{part}.bias"] = make(RANK, SIZE), make(RANK)
        found[f"{role}.right.weight"] = make(RANK, SIZE)
        found[f"{role}.where.weight"] = make(len(BUCKETS) + 1, RANK)
        found[f"{role}.out.weight"], found[f"{role}.out.bias"] = make(1, RANK), make(1)
    found["pair.0.weight"], found["pair.0.bias"] = make(8, 3 * SIZE), make(8)
    found["pair.2.weight"], found["pair.2.bias"] = make(len(PLV_TYPES), 8), make(len(PLV_TYPES))
    return found


def signals(words: int = 9) -> Signals:
    states = np.random.default_rng(1).normal(size=(words, SIZE)).astype(np.float32)
    return Signals(states, heads(), ("a", "b", "c", "d"))


def test_every_head_gives_one_row_a_word() -> None:
    found = signals()
    for name, n in HEADS.items():
        assert found.logits(name).shape == (9, n)
    assert np.allclose(found.types.sum(1), 1)
    assert found.type_of(3)[0] in TYPES
    assert found.status_of(3)[0] in STATUSES
    assert -3 <= found.factuality(2) <= 3


def test_roles_depend_on_the_pair_alone() -> None:
    found = signals()
    table = found.role("actor", [2, 5], [0, 4, 8])
    assert table.shape == (2, 3)
    assert np.allclose(table[1, 2], found.role("actor", [5], [8])[0, 0], atol=1e-5)
    assert found.role("actor", [], [1]).shape == (0, 1)
    assert found.role("actor", [1], []).shape == (1, 0)


def test_a_time_or_none_dates_a_trigger() -> None:
    shares = signals().choices("time", [1, 2], [4, 7])
    assert shares.shape == (2, 3)
    assert np.allclose(shares.sum(1), 1)
    assert np.allclose(signals().choices("time", [1], []), 1)


def test_pairs_get_shares_of_all_classes() -> None:
    found = signals()
    for shares in (found.between([0], [3, 4]), found.marked(0, 5)):
        assert shares.shape == (len(PLV_TYPES),)
        assert np.isclose(shares.sum(), 1, atol=1e-5)


def test_an_empty_text() -> None:
    empty = Signals(np.zeros((0, SIZE), np.float32), heads(), ())
    assert empty.spans("cue") == []
    assert empty.types.shape == (0, 1 + len(TYPES))

"""Counts: number words, bounds, currencies, kinds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.claims.quantities import CountWords, bound_of, load_count_words, value_of


@pytest.fixture(scope="module")
def words() -> CountWords:
    return load_count_words()


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ("two hundred", 200),
        ("1,200", 1200),
        ("3.5 million", 3_500_000),
        ("0.5 million", 500_000),
        ("dozen", 12),
        ("two dozen", 24),
        ("two hundred thousand", 200_000),
        ("one million two hundred", 1_000_200),
        ("twenty five", 25),
        ("many", None),
        ("1701a", None),
    ],
)
def test_value_of(parts: str, value: float | None, words: CountWords) -> None:
    assert value_of(parts.split(), words) == value


@pytest.mark.parametrize(
    ("before", "lower"),
    [
        ("killed at least", True),
        ("more than", True),
        ("no more than", False),
        ("no fewer than", True),
        ("fewer than", False),
        ("up to", False),
        ("moreover", None),
        ("killed", None),
        ("", None),
    ],
)
def test_the_longest_bound_decides(before: str, lower: bool | None, words: CountWords) -> None:
    assert bound_of(before.split(), words) is lower


@pytest.mark.parametrize(
    ("text", "kind", "bounds", "unit"),
    [
        ("Chad's army killed 30 rebels near Abeche.", "killed", (None, 30, None), "rebels"),
        ("Chad's army killed no more than 30 rebels.", "killed", (None, None, 30), "rebels"),
        ("Chad's army wounded more than two hundred rebels.", "wounded", (200, None, None), "rebels"),
        ("Chad arrested 12 Libyan fishermen.", "detained", (None, 12, None), "fishermen"),
        ("Chad expelled 12 Libyan diplomats.", "displaced", (None, 12, None), "diplomats"),
        ("Canada gave Chad $0.5 million in aid.", "money", (None, 500_000, None), "dollars"),
        ("Canada gave Chad at least €3 million in aid.", "money", (3_000_000, None, None), "euros"),
        ("Chad's army killed dozens of rebels.", "killed", (24, None, None), "rebels"),
        ("Libya fired 40 rockets at Chad.", "weapons", (None, 40, None), "rockets"),
    ],
)
def test_counts(text: str, kind: str, bounds: tuple[Any, ...], unit: str, tell: Callable[..., Any]) -> None:
    told = tell(text)
    (found,) = (q for c in told.claims for q in c.quantities)
    assert (found.kind.value, (found.low, found.best, found.high), found.unit) == (kind, bounds, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Libya condemned Chad over Resolution 1701.",
        "Libya condemned Chad on 12 March.",
        "Libya and Chad met. The two countries condemned Mali.",
    ],
)
def test_labels_dates_and_sets_count_nothing(text: str, tell: Callable[..., Any]) -> None:
    told = tell(text)
    assert told.of("ACCUSE").quantities == ()


def test_a_count_hangs_on_the_nearest_act(tell: Callable[..., Any]) -> None:
    told = tell("Mali expelled three Libyan diplomats after the arrest of two officers in Tripoli.")
    assert [q.best for q in told.of("SANCTION").quantities] == [3]
    assert [q.best for q in told.of("COERCE").quantities] == [2]


def test_the_span_holds_the_number(tell: Callable[..., Any]) -> None:
    told = tell("Mali's army killed more than two hundred rebels.")
    (found,) = told.of("ASSAULT").quantities
    assert told.words(found) == "two hundred"

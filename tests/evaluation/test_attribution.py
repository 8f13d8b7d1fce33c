"""The scorer on counts made by hand."""

from __future__ import annotations

import pytest

from communique.evaluation.attribution import Count, Spans, Tally, exact, overlap, tokens, whole

TEXT = "Amman said it would rain and Cairo denied it"
A = Spans(((0, 5),), ((6, 10),), ((11, 24),))
B = Spans(((29, 34),), ((35, 41),), ((42, 44),))


def f1(tally: Tally, measure: str, role: str = "micro") -> float:
    return tally.report()[measure][role]["f1"]


def test_perfect_is_one() -> None:
    tally = Tally()
    tally.add(TEXT, [A, B], [A, B])
    assert [f1(tally, m) for m in ("exact", "overlap", "token")] == [1, 1, 1]
    assert f1(tally, "attributions", "whole") == 1


def test_empty_is_zero() -> None:
    tally = Tally()
    tally.add(TEXT, [], [A, B])
    assert [f1(tally, m) for m in ("exact", "overlap", "token")] == [0, 0, 0]
    assert f1(tally, "attributions", "whole") == 0


def test_one_of_two() -> None:
    tally = Tally()
    tally.add(TEXT, [A], [A, B])
    assert tally.report()["exact"]["micro"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667}
    # tokens: 1 + 1 + 3 of A against 1 + 1 + 3 + 1 + 1 + 1 of both
    assert tally.report()["token"]["micro"] == {"precision": 1.0, "recall": 0.625, "f1": 0.7692}


def test_sources_swapped_is_right_by_spans_and_wrong_as_a_whole() -> None:
    swapped = [Spans(B.source, A.cue, A.content), Spans(A.source, B.cue, B.content)]
    tally = Tally()
    tally.add(TEXT, swapped, [A, B])
    assert f1(tally, "exact") == 1
    assert f1(tally, "attributions", "whole") == 0


def test_exact_and_overlap_part() -> None:
    assert exact([(0, 4), (6, 9)], [(0, 4), (6, 10)]) == Count(1, 2, 1, 2)
    assert overlap([(0, 4), (6, 9)], [(0, 4), (8, 10)]) == Count(2, 2, 2, 2)
    assert overlap([(0, 4)], [(4, 6)]) == Count(0, 1, 0, 1)


def test_one_long_span_finds_two() -> None:
    assert overlap([(0, 20)], [(1, 2), (5, 6)]) == Count(1, 1, 2, 2)


def test_a_shared_span_counts_once() -> None:
    tally = Tally()
    tally.add(TEXT, [A, Spans(A.source, B.cue, B.content)], [A, B])
    assert tally.report()["exact"]["source"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667}


def test_whole_matches_one_to_one() -> None:
    assert whole([A, A], [A]) == Count(1, 2, 1, 1)


def test_a_missing_source_must_be_missing_on_both_sides() -> None:
    assert whole([Spans((), A.cue, A.content)], [A]).right == 0
    assert whole([Spans((), A.cue, A.content)], [Spans((), A.cue, A.content)]).right == 1


@pytest.mark.parametrize("spans", [[(0, 5)], [(0, 3)], []])
def test_tokens_begin_inside(spans: list[tuple[int, int]]) -> None:
    assert tokens(TEXT, spans, spans).scores()["f1"] == (1.0 if spans else 0.0)

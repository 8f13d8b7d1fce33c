"""Linking of spans to cues, on ranges made by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.attributions.learned import away, linked


def one(_: int) -> int:
    return 0


def test_each_goes_to_its_nearest_cue() -> None:
    first, second = linked([(0, 2), (20, 22)], [(2, 3), (22, 23)], [(3, 12), (23, 30)], one)
    assert (first.sources, first.contents) == ([(0, 2)], [(3, 12)])
    assert (second.sources, second.contents) == ([(20, 22)], [(23, 30)])


def test_a_split_quote_is_one_content_in_two_pieces() -> None:
    (voice,) = linked([(8, 9)], [(9, 10)], [(0, 7), (11, 20)], one)
    assert voice.contents == [(0, 7), (11, 20)]


def test_a_cue_without_source_borrows_the_nearest() -> None:
    voices = linked([(0, 1)], [(1, 2), (10, 11)], [(2, 9), (11, 15)], one)
    assert [v.sources for v in voices] == [[(0, 1)], [(0, 1)]]


def test_another_paragraph_is_far() -> None:
    paragraph = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
    voices = linked([], [(3, 4), (9, 10)], [(4, 6)], lambda i: paragraph[i])
    assert voices[1].contents == [(4, 6)]
    assert away((4, 6), (3, 4), lambda i: paragraph[i]) > away((4, 6), (9, 10), lambda i: paragraph[i])


def test_nothing_is_linked_to_nothing() -> None:
    assert linked([(0, 1)], [], [(2, 3)], one) == []


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9)), max_size=9))
def test_no_span_is_lost_where_a_cue_is_near(found: list[tuple[int, int]]) -> None:
    contents = [(a, a + n) for a, n in found]
    voices = linked([], [(50, 51)], contents, one)
    assert sorted(voices[0].contents) == sorted(contents)

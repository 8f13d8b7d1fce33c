"""Nesting on drafts made by hand."""

from __future__ import annotations

from communique.attributions.chains import nesting
from communique.attributions.drafts import Draft, joined
from communique.records import Span
from communique.vocabulary import Stance


def draft(cue: tuple[int, int], *content: tuple[int, int], anchor: int = 0, told_in: int | None = None) -> Draft:
    return Draft(anchor, (), Span(*cue), tuple(Span(*c) for c in content), Stance.SAYS, "that", told_in=told_in)


def test_innermost_teller_wins() -> None:
    assert nesting([draft((50, 54), (0, 49)), draft((5, 9), (10, 49)), draft((15, 19), (20, 49))]) == [None, 0, 1]


def test_siblings_are_not_nested() -> None:
    assert nesting([draft((0, 4), (5, 20)), draft((30, 34), (35, 60))]) == [None, None]


def test_two_that_cover_one_another_make_no_circle() -> None:
    parents = nesting([draft((10, 12), (0, 30)), draft((20, 22), (0, 30))])
    assert parents == [None, 0]


def test_told_in_is_obeyed() -> None:
    assert nesting(
        [draft((0, 6), (20, 30), anchor=1), draft((12, 16), (20, 30), anchor=5), draft((40, 42), (43, 50))]
    ) == [
        None,
        None,
        None,
    ]
    cited = draft((0, 6), (20, 30), anchor=1, told_in=5)
    assert nesting([cited, draft((12, 16), (20, 30), anchor=5)]) == [1, None]


def test_split_content_covers_what_one_piece_holds() -> None:
    assert nesting([draft((10, 14), (0, 9), (15, 40)), draft((20, 24), (25, 40))]) == [None, 0]


def test_nothing() -> None:
    assert nesting([]) == []


def test_joined_leaves_gaps() -> None:
    assert joined((Span(6, 8), Span(0, 2), Span(2, 4))) == (Span(0, 4), Span(6, 8))

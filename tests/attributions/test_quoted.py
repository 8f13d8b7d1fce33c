"""Quotations and boundaries on made-up words, without a parse where none is needed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.attributions.boundaries import cut
from communique.attributions.quoted import holding, outermost
from communique.records import Quotation, Span

RUN_ON = "“We came. “We saw,” he said. “We left.”"


def words(text: str, quotations: list[Quotation]) -> list[str]:
    return [text[q.start : q.end] for q in quotations]


def test_an_open_quotation_ends_where_the_next_opens() -> None:
    nested = [Quotation(1, 39, 0, False), Quotation(11, 18, 1, True), Quotation(30, 38, 1, True)]
    assert words(RUN_ON, outermost(RUN_ON, nested)) == ["We came.", "We saw,", "We left."]


def test_a_closed_quotation_keeps_what_is_inside() -> None:
    text = "“He cried “stop” twice,” she said."
    nested = [Quotation(1, 23, 0, True), Quotation(11, 15, 1, True)]
    assert words(text, outermost(text, nested)) == ["He cried “stop” twice,"]


def test_holding() -> None:
    outer = [Quotation(2, 5, 0, True), Quotation(8, 9, 0, True)]
    assert [holding(outer, i) for i in (1, 2, 4, 5, 8, 9)] == [None, 0, 0, None, 1, None]


def test_cut_takes_the_commas_too() -> None:
    text = "The raid, Tasin said, failed"
    pieces = cut(text, [Span(0, 28)], Span(10, 20))
    assert [text[s.start : s.end] for s in pieces] == ["The raid", "failed"]


def test_cut_leaves_other_spans_alone() -> None:
    assert list(cut("abcdef", [Span(0, 3)], Span(2, 5))) == [Span(0, 3)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("“No,” Orlov said. The hall was silent. It was late.\n“Yes,” Karimi said.", [("No,",), ("Yes,",)]),
        ("Orlov said: “No.” He added: “Never.”", [("No.",), ("Never.",)]),
        (
            "“No,” Orlov told the council in Oslo on Monday. “We never agreed to that.”",
            [("No,", "We never agreed to that.")],
        ),
        ("Orlov opened “Nord Hall” and said that the war was over.", [("the war was over",)]),
        (
            "The “peace hall” of the “old city” was burned, Orlov said.",
            [("The “peace hall” of the “old city” was burned",)],
        ),
    ],
)
def test_which_quotation_is_whose(told: Callable[..., list], text: str, contents: list[tuple[str, ...]]) -> None:
    assert [a.content for a in told(text)] == contents

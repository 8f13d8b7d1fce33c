"""Quotation marks: straight, curly, nested, typed, and with the closing mark missing."""

import pytest

from communique.documents.quotations import quotations
from communique.records import Block
from communique.vocabulary import BlockKind


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("He said “we agree”, and left.", [("we agree", 0, True)]),
        ('She said "no", then "never".', [("no", 0, True), ("never", 0, True)]),
        ("“The ‘axis’ is dead,” he said.", [("The ‘axis’ is dead,", 0, True), ("axis", 1, True)]),
        ("The leaders’ talks aren’t over; it’s Iran’s turn.", []),
        ("‘It isn’t over,’ the envoys’ host said.", [("It isn’t over,", 0, True)]),
        ("“We will go on", [("We will go on", 0, False)]),
        (
            "``No deal,'' he said, calling it ``a `dead' letter.''",
            [("No deal,", 0, True), ("a `dead' letter.", 0, True)],
        ),
        ("«Нет», said the envoy; „nein“, said another.", [("Нет", 0, True), ("nein", 0, True)]),
        ('The pipe is 12" wide.', []),
        ("The so-called 'buffer zone' isn't one.", [("buffer zone", 0, True)]),
    ],
)
def test_marks_are_paired(line: str, expected: list[tuple[str, int, bool]]) -> None:
    found = quotations(line, [Block(BlockKind.PARAGRAPH, 0, len(line))])
    assert [(line[q.start : q.end], q.depth, q.closed) for q in found] == expected


def test_a_quotation_does_not_leak_into_the_next_block() -> None:
    text = "“First paragraph.\n“Second paragraph.” He left."
    cut = text.index("\n")
    found = quotations(text, [Block(BlockKind.PARAGRAPH, 0, cut), Block(BlockKind.PARAGRAPH, cut + 1, len(text))])
    assert [(text[q.start : q.end], q.closed) for q in found] == [
        ("First paragraph.", False),
        ("Second paragraph.", True),
    ]

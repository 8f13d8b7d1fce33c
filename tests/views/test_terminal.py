from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from communique.records import Claim, Document, Evidence, Reading, Span
from communique.views.marked import Mark, marked, marked_text, marks_of
from communique.views.terminal import article, evidence, header, legend, title_of

GOLDEN = Path(__file__).parent / "golden"


def printed(view: RenderableType, width: int) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None, markup=False, emoji=False, highlight=False)
    with console.capture() as captured:
        console.print(view)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


@pytest.mark.parametrize("width", [80, 200])
def test_article_looks_as_it_should(reading: Reading, golden: Callable[[Path, str], None], width: int) -> None:
    golden(GOLDEN / f"article-{width}.txt", printed(article(reading, width=width, marks=True), width))


@pytest.mark.parametrize("width", [80, 200])
def test_marked_text_looks_as_it_should(reading: Reading, golden: Callable[[Path, str], None], width: int) -> None:
    golden(GOLDEN / f"marked-{width}.txt", printed(marked(reading), width))


@pytest.mark.parametrize("width", [40, 80, 119, 120, 200])
def test_nothing_is_wider_than_the_terminal_nor_lost(reading: Reading, width: int) -> None:
    for view in (article(reading, width=width, marks=True), marked(reading), legend()):
        lines = printed(view, width).splitlines()
        assert max(cell_len(line) for line in lines) <= width
    flat = " ".join(printed(article(reading, width=width, marks=False), width).split())
    if width < 120:
        for claim in reading.claims or ():
            assert " ".join(claim.evidence.exact.split()) in flat


def test_claims_stand_in_time_order_with_the_undated_last(reading: Reading) -> None:
    lines = printed(article(reading, width=80, marks=True), 80).splitlines()
    shown = [line.split()[0] for line in lines if line[:1] == "c" and line[1:2].isdigit()]
    assert shown == ["c4", "c5", "c1", "c2", "c3", "c6", "c7"]


def test_a_missing_date_of_publication_is_said(reading: Reading) -> None:
    undated = reading.having(document=replace(reading.document, published=None))
    assert "date of publication unknown: times stay relative" in printed(header(undated), 80)


def test_an_article_without_claims_says_so(reading: Reading) -> None:
    assert "No claims were found" in printed(article(reading.having(claims=()), width=80, marks=True), 80)


def test_without_a_title_the_first_words_stand_in(reading: Reading) -> None:
    document = replace(reading.document, title=None)
    assert title_of(reading.having(document=document)).startswith("(untitled) Finland denies")


HOSTILE = "Alpha\x1b[31mred\x1b]0;own\x07 \u202eevil\u2066 struck \x9b2J beta\x00."


def hostile(reading: Reading) -> Reading:
    claim: Claim = (reading.claims or ())[0]
    trigger = HOSTILE.index("struck")
    bad = replace(
        claim, trigger=Span(trigger, trigger + 6), evidence=Evidence(0, len(HOSTILE), HOSTILE, "", ""), mode="\x1b[2J"
    )
    document = Document("d", "0" * 64, "http://a\x1b[2J", HOSTILE, "2025-01-01", HOSTILE, "en", HOSTILE)
    actors = tuple(replace(a, name=HOSTILE) for a in reading.actors or ())
    return Reading(document, times=(), places=(), actors=actors, mentions=(), attributions=(), claims=(bad,))


def test_control_characters_never_reach_the_terminal(reading: Reading) -> None:
    bad = hostile(reading)
    shown = printed(article(bad, width=80, marks=True), 80) + printed(marked(bad), 80)
    assert not set(shown) & set("\x1b\x07\x00\x9b\u202e\u2066")
    assert "␛[31mred" in shown and "[struck]" in shown


def test_a_monstrous_sentence_is_shown_around_its_trigger(reading: Reading) -> None:
    exact = f"{'before ' * 5_000}struck{' after' * 5_000}"
    claim = replace(
        (reading.claims or ())[0], trigger=Span(35_000, 35_006), evidence=Evidence(0, len(exact), exact, "", "")
    )
    shown = evidence(claim, marks=True).plain
    assert shown.startswith("…before before") and "before [struck] after" in shown and shown.endswith("after…")
    assert len(shown) < 900


def test_colour_only_with_a_colour_system(reading: Reading) -> None:
    console = Console(file=io.StringIO(), width=80, color_system="standard", force_terminal=True)
    with console.capture() as captured:
        console.print(article(reading, width=80, marks=False))
    assert "\x1b[1;34mCONSULT" in captured.get()
    assert "\x1b[1;4mcalled" in captured.get()


def test_marks_of_one_span_share_a_label(reading: Reading) -> None:
    same = reading.having(
        places=(replace((reading.places or ())[0], start=Span(*_at(reading, "m7")).start, end=_at(reading, "m7")[1]),)
    )
    labels = [mark.ids for mark in marks_of(same)]
    assert ("m7", "p1") in labels


def _at(reading: Reading, id: str) -> tuple[int, int]:
    mention = next(m for m in reading.mentions or () if m.id == id)
    return mention.start, mention.end


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ([(0, 1, "mention", "m1")], "[m1:a]bcdef"),
        ([(0, 3, "content", "a1"), (1, 2, "time", "t1")], "⟨a1:a[t1:b]c⟩def"),
        ([(0, 2, "mention", "m1"), (2, 4, "time", "t1")], "[m1:ab][t1:cd]ef"),
        ([(0, 3, "mention", "m1"), (2, 5, "content", "a1")], "[m1:ab⟨a1:c]de⟩f"),
        ([(2, 2, "mention", "m1"), (4, 99, "mention", "m2")], "abcdef"),
    ],
)
def test_marked_text(marks: list[tuple[int, int, str, str]], shown: str) -> None:
    assert marked_text("abcdef", [Mark(s, e, kind, (id,)) for s, e, kind, id in marks]).plain == shown

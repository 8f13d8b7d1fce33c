from __future__ import annotations

from dataclasses import replace

import pytest

from communique.records import Evidence, Reading
from communique.views.verification import Checked, State, locate, verify


def states(checked: list[Checked]) -> dict[str, int]:
    return {state.value: sum(c.state is state for c in checked) for state in State}


def only(checked: list[Checked], kind: str, id: str, part: str = "") -> Checked:
    (found,) = (c for c in checked if (c.kind, c.id, c.part) == (kind, id, part))
    return found


def without_text(reading: Reading) -> Reading:
    return reading.having(document=replace(reading.document, text=""))


def test_the_same_text_holds_every_span(reading: Reading) -> None:
    checked = verify(without_text(reading), reading.document.text)
    assert states(checked) == {"ok": len(checked), "moved": 0, "lost": 0}
    kinds = {(c.kind, c.part) for c in checked}
    parts = {"evidence", "trigger", "topic", "quote", "quantity"}
    assert kinds == {
        ("mention", ""),
        ("time", ""),
        ("place", ""),
        ("attribution", "cue"),
        ("attribution", "content"),
    } | {("claim", part) for part in parts}


def test_offsets_are_checked_in_the_same_text(reading: Reading) -> None:
    text = reading.document.text
    mentions = (
        replace((reading.mentions or ())[0], end=len(text) + 1),
        replace((reading.mentions or ())[1], start=9, end=9),
    )
    checked = verify(reading.having(mentions=mentions), text)
    assert only(checked, "mention", "m1").state is State.LOST
    assert only(checked, "mention", "m2").state is State.LOST
    assert states(checked)["lost"] == 2


def test_a_quote_that_is_not_at_its_offsets_is_found(reading: Reading) -> None:
    claim = (reading.claims or ())[5]
    wrong = replace(claim, evidence=replace(claim.evidence, start=0, end=5))
    checked = verify(reading.having(claims=(wrong,)), reading.document.text)
    found = only(checked, "claim", "c6", "evidence")
    assert (found.state, found.new_start) == (State.MOVED, claim.evidence.start)


def test_a_quote_that_is_not_in_the_text_is_lost(reading: Reading) -> None:
    claim = (reading.claims or ())[5]
    wrong = replace(claim, evidence=replace(claim.evidence, exact="The two ministers dined."))
    checked = verify(reading.having(claims=(wrong,)), reading.document.text)
    assert only(checked, "claim", "c6", "evidence").state is State.LOST


def test_spans_follow_a_new_paragraph(reading: Reading) -> None:
    text = reading.document.text
    new = text.replace("\n\nHELSINKI", "\n\nBy our own staff in the north\n\nHELSINKI")
    moved = len(new) - len(text)
    checked = verify(without_text(reading), new)
    assert states(checked)["lost"] == 0
    for c in checked:
        assert c.new_start is not None and c.new_end is not None
        assert new[c.new_start : c.new_end] == text[c.start : c.end]
        assert c.new_start == c.start + moved


def test_spans_follow_other_white_space(reading: Reading) -> None:
    text = reading.document.text
    new = text.replace(" ", "  ").replace("Tuesday  and", "Tuesday\nand")
    for c in verify(without_text(reading), new):
        if c.kind == "claim" and c.part != "quote":  # which lies outside the sentence
            assert c.state is State.MOVED and c.new_start is not None
            assert new[c.new_start : c.new_end].split() == text[c.start : c.end].split()


def test_an_edited_sentence_is_lost_with_all_it_vouched_for(reading: Reading) -> None:
    new = reading.document.text.replace("plan to meet", "plan to dine out")
    checked = verify(without_text(reading), new)
    lost = {(c.kind, c.id, c.part) for c in checked if c.state is State.LOST}
    assert ("claim", "c6", "evidence") in lost and ("claim", "c6", "trigger") in lost and ("place", "p2", "") in lost
    assert not any(id in ("c1", "c2", "c4", "m1") for _, id, _ in lost)


def test_words_that_changed_are_lost_where_the_record_has_its_text(reading: Reading) -> None:
    new = reading.document.text.replace("meet in Geneva", "meet in Vienna")
    assert only(verify(without_text(reading), new), "place", "p2").state is State.OK  # nothing tells otherwise
    assert only(verify(reading, new), "place", "p2").reason == "other words stand there"


def test_another_text_holds_nothing(reading: Reading) -> None:
    checked = verify(reading, "Quite another story about the weather.")
    assert states(checked) == {"ok": 0, "moved": 0, "lost": len(checked)}


@pytest.mark.parametrize(
    ("text", "prefix", "suffix", "start"),
    [
        ("It rained. Then it rained. ", "Then ", "", 16),
        ("it rained, it rained; it rained!", "", "!", 22),
        ("it rained it rained", "", "", 10),
        ("no", "", "", None),
    ],
)
def test_surroundings_choose_between_places(text: str, prefix: str, suffix: str, start: int | None) -> None:
    anchor = locate(Evidence(11, 20, "it rained", prefix, suffix), text)
    assert (anchor.new_start if anchor else None) == start


def test_an_empty_quote_vouches_for_nothing() -> None:
    assert locate(Evidence(0, 0, " ", "", ""), "any text") is None


def test_a_quote_of_one_letter_does_not_take_for_ever() -> None:
    assert locate(Evidence(0, 1, "a", "b", "b"), "a" * 1_000_000) is not None

"""The words a claim rests on: trigger, sentence, quotation, topic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "type_", "trigger"),
    [
        ("Samoa condemned Tonga.", "ACCUSE", "condemned"),
        ("Samoa ruled out talks with Tonga.", "REJECT", "ruled out"),
        ("Samoa and Tonga held peace talks.", "CONSULT", "peace talks"),
        ("Samoa praised the cease-fire between Fiji and Tonga.", "AGREE", "cease-fire"),
        ("Samoa is at war with Tonga.", "ASSAULT", "at war"),
        ("Samoa sent out troops.", "MOBILIZE", "sent out"),
    ],
)
def test_trigger(text: str, type_: str, trigger: str, tell: Callable[..., Any]) -> None:
    told = tell(text)
    assert told.words(told.of(type_).trigger) == trigger


def test_trigger_lies_in_the_evidence(tell: Callable[..., Any]) -> None:
    told = tell("War. Talks. Samoa struck. Tonga's strikes on Samoa went on! Samoa ruled\nout talks, it said.")
    assert told.claims
    for claim in told.claims:
        assert claim.evidence.start <= claim.trigger.start < claim.trigger.end <= claim.evidence.end
        assert told.words(claim.evidence) == claim.evidence.exact


def test_the_quotation_is_that_of_the_own_clause(tell: Callable[..., Any]) -> None:
    told = tell("Samoa praised Fiji and called Tonga “a threat to all”.")
    assert told.of("SUPPORT").quote is None
    assert told.words(told.of("ACCUSE").quote) == "a threat to all"


def test_the_nearest_quotation_after_the_trigger(tell: Callable[..., Any]) -> None:
    told = tell("Samoa's “good friends” accused Tonga of “pure piracy” and of “theft”.")
    assert told.words(told.of("ACCUSE").quote) == "pure piracy"


def test_a_quotation_that_is_the_whole_subordinate_clause(tell: Callable[..., Any]) -> None:
    told = tell("Samoa thanked Fiji, “because a friend stays when the storm comes”.")
    assert told.words(told.of("SUPPORT").quote) == "because a friend stays when the storm comes"


def test_the_quotation_of_a_statement_before_its_cue(tell: Callable[..., Any]) -> None:
    told = tell("“We did not strike the port, and nobody here wants war,” the Samoan minister said.")
    assert told.words(told.of("STATEMENT").quote) == "We did not strike the port, and nobody here wants war,"


@pytest.mark.parametrize(
    ("text", "type_", "topic"),
    [
        ("Samoa and Tonga held talks on fishing rights.", "CONSULT", "fishing rights"),
        ("Samoa urged Tonga to free the sailors.", "REQUEST", "to free the sailors"),
        ("Samoa called on Tonga to free the sailors.", "REQUEST", "to free the sailors"),
        ("Samoa accused Tonga of stealing fish.", "ACCUSE", "stealing fish"),
        ("Samoa condemned Tonga over the raid, Fiji said.", "ACCUSE", "the raid"),
        ("Samoa warned that the raids might go on.", "STATEMENT", "that the raids might go on"),
        # deeds have targets
        ("Samoa carried out an attack on Tonga.", "ASSAULT", None),
        # days are no topics
        ("Samoa and Tonga held talks on Tuesday.", "CONSULT", None),
    ],
)  # fmt: skip
def test_topic(text: str, type_: str, topic: str | None, tell: Callable[..., Any]) -> None:
    told = tell(text)
    assert told.words(told.of(type_).topic) == topic


@pytest.mark.parametrize(
    "text",
    [
        "Samoa warned that Tonga would not free the sailors, and left.",
        "Samoa warned about any deal that involves Tonga, Fiji or Palau.",
        "Samoa held talks about fishing in and around the port, and left.",
        "Samoa accused Tonga on Monday of breaking the truce after, it said, raids on fishing boats.",
    ],
)
def test_topics_end_in_a_word(text: str, tell: Callable[..., Any]) -> None:
    told = tell(text)
    topics = [told.words(c.topic) for c in told.claims if c.topic]
    assert topics
    assert all(t[-1].isalnum() and t.split()[-1] not in {"after", "that", "and", "the", "of"} for t in topics)

"""Veiled references: whom an author's aside says the words mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Burma condemned outside meddling, in a thinly veiled reference to Thailand.",
        "Burma condemned outside meddling, in an apparent swipe at Thailand.",
        "Burma condemned outside meddling, apparently referring to Thailand.",
    ],
)
def test_an_aside_gives_an_implied_recipient(text: str, tell: Callable[..., Any]) -> None:
    told = tell(text)
    claim = told.of("ACCUSE")
    assert [(told.sides((p,)), p.basis.value) for p in claim.recipients] == [({"THA"}, "implied")]


def test_the_vague_words_stay_the_mention(tell: Callable[..., Any]) -> None:
    told = tell("Burma urged “certain countries” to stop arming rebels, in a thinly veiled reference to Thailand.")
    (party,) = told.of("REQUEST").recipients
    mention = next(m for m in told.reading.mentions if m.id == party.mention)
    assert (party.actor, "countries" in told.words(mention)) == ("THA", True)


def test_an_open_reference_implies_nobody(tell: Callable[..., Any]) -> None:
    told = tell("Burma condemned the coup in a reference to Thailand.")
    assert all(p.basis.value != "implied" for c in told.claims for p in c.recipients)


def test_nobody_hints_at_himself(tell: Callable[..., Any]) -> None:
    told = tell("Burma praised the monks, in an apparent reference to Burma.")
    assert all(p.basis.value != "implied" for c in told.claims for p in c.recipients)

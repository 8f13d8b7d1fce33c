"""Speech and what it speaks of: links, statements, threats, demands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "speech", "act", "content_status"),
    [
        ("Chile urged Peru to free the monks.", "REQUEST", "RETREAT", "requested"),
        ("Chile threatened to expel the Perun envoy.", "THREATEN", "SANCTION", "threatened"),
        ("Chile denied that it had shelled Peru.", "REJECT", "ASSAULT", "denied"),
        ("Chile accused Peru of shelling villages.", "ACCUSE", "ASSAULT", "occurred"),
        ("Chile said it would strike Peru.", "THREATEN", "ASSAULT", "threatened"),
    ],
)
def test_speech_points_to_its_content(
    text: str, speech: str, act: str, content_status: str, tell: Callable[..., Any]
) -> None:
    told = tell(text)
    claim = told.of(speech)
    assert claim.about == (told.of(act).id,)
    assert (claim.status.value, claim.content_status.value) == ("occurred", content_status)


def test_the_aim_of_a_threat_is_who_will_suffer(tell: Callable[..., Any]) -> None:
    told = tell("Chile said it would strike Peru.")
    claim = told.of("THREATEN")
    assert (told.sides(claim.recipients), {p.basis.value for p in claim.recipients}) == ({"PER"}, {"inherited"})


def test_an_announced_kindness_is_no_threat(tell: Callable[..., Any]) -> None:
    told = tell("Chile said it would meet Peru.")
    assert all(c.type != "THREATEN" for c in told.claims)
    assert told.of("CONSULT").status == "planned"


def test_must_is_a_demand_except_of_oneself(tell: Callable[..., Any]) -> None:
    told = tell("Chile's minister said Peru must leave the valley.")
    claim = told.of("REQUEST")
    assert (told.sides(claim.actors), told.sides(claim.recipients)) == ({"CHL"}, {"PER"})
    told = tell("“We must leave the valley,” Chile's minister said.")
    assert all(c.type != "REQUEST" for c in told.claims)


def test_words_without_an_event_are_a_statement(tell: Callable[..., Any]) -> None:
    told = tell("Chile's minister said the mountains were quiet.")
    claim = told.of("STATEMENT")
    assert (told.sides(claim.actors), claim.chain) == ({"CHL"}, ())


def test_reported_events_need_no_statement(tell: Callable[..., Any]) -> None:
    told = tell("Chile's minister said Peru had shelled the valley.")
    assert [c.type.value for c in told.claims] == ["ASSAULT"]


def test_the_teller_of_a_statement_within_a_statement(tell: Callable[..., Any]) -> None:
    told = tell("Chile's minister said that Peru believes the mountains are quiet.")
    claim = next(c for c in told.claims if c.type == "STATEMENT" and told.sides(c.actors) == {"PER"})
    assert told.tellers(claim) == ["Chile's minister"]


def test_a_cue_of_two_words_is_one_act(tell: Callable[..., Any]) -> None:
    told = tell("Chile had warned that if Peru attacked Bolivia, it would cut aid.")
    assert [told.words(c.trigger) for c in told.claims if c.type == "THREATEN"] == ["warned"]


def test_saying_does_not_last(tell: Callable[..., Any]) -> None:
    told = tell("Peruvian officials are saying that the mountains are quiet.")
    assert told.of("STATEMENT").status == "occurred"

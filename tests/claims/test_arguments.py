"""Who is on which side: slots, nouns that hide an actor, mutual acts, third parties, states of places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.claims.arguments import FILLERS
from communique.claims.lexicon import PLAIN_SLOTS


def test_every_plain_slot_of_the_lexicon_has_a_filler() -> None:
    assert {slot.partition(".")[0] for slot in PLAIN_SLOTS} - {"speaker"} <= FILLERS.keys()


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        # voice and control
        ("Eritrean jets bombed Djibouti.", "ASSAULT", {"ERI"}, {"DJI"}),
        ("Djibouti was bombed by Eritrean jets.", "ASSAULT", {"ERI"}, {"DJI"}),
        ("Eritrea, having bombed Djibouti, thanked Yemen.", "ASSAULT", {"ERI"}, {"DJI"}),
        ("Eritrea wants to meet Djibouti.", "CONSULT", {"ERI"}, {"DJI"}),
        ("Eritrea stopped arming Djibouti.", "AID", {"ERI"}, {"DJI"}),
        ("Eritrea asked Djibouti to meet Yemen.", "CONSULT", {"DJI"}, {"YEM"}),
        # nouns and their light verbs
        ("Eritrea came under attack from Djiboutian troops.", "ASSAULT", {"DJI"}, {"ERI"}),
        ("Eritrea carried out an attack on Djibouti.", "ASSAULT", {"ERI"}, {"DJI"}),
        ("Eritrea demanded the withdrawal of Djiboutian troops from Yemen.", "RETREAT", {"DJI"}, {"YEM"}),
        # actors inside the object
        ("Eritrea condemned Djibouti's raids on Yemen.", "ACCUSE", {"ERI"}, {"DJI"}),
        ("Eritrea rejected Djibouti's demand.", "REJECT", {"ERI"}, {"DJI"}),
        # mutual acts
        ("Eritrea and Djibouti accused each other of lying.", "ACCUSE", {"ERI", "DJI"}, {"ERI", "DJI"}),
        ("Talks between Eritrea and Djibouti resumed.", "CONSULT", {"ERI"}, {"DJI"}),
        ("Eritrea met Djibouti.", "CONSULT", {"ERI"}, {"DJI"}),
        # one of a group
        ("Eritrea urged all parties, especially Djibouti, to stop.", "REQUEST", {"ERI"}, {"DJI"}),
        # nobody threatens his own side
        ("Eritrea warned that its army would strike Djibouti.", "THREATEN", {"ERI"}, {"DJI"}),
        # in support of
        ("Eritrea sent a letter in support of Djibouti.", "SUPPORT", {"ERI"}, {"DJI"}),
    ],
)  # fmt: skip
def test_sides(text: str, type_: str, actors: set[str], recipients: set[str], tell: Callable[..., Any]) -> None:
    told = tell(text)
    claim = told.of(type_)
    found = told.sides(claim.recipients)
    assert (told.sides(claim.actors), {s for s in found if len(s) == 3}) == (actors, recipients)


def test_a_place_nobody_stands_for_gives_its_state(tell: Callable[..., Any]) -> None:
    told = tell("The Kenyan foreign minister arrived in Kampala.")
    claim = told.of("CONSULT")
    assert [(p.mention, p.actor, p.basis.value) for p in claim.recipients] == [(None, "UGA", "implied")]
    assert "UGA" in {a.id for a in told.reading.actors}


@pytest.mark.parametrize(
    "text",
    [
        "Eritrea and Djibouti held talks hosted by Oman.",
        "Oman-mediated talks between Eritrea and Djibouti resumed.",
        "Oman-hosted talks between Eritrea and Djibouti resumed.",
    ],
)
def test_third_parties(text: str, tell: Callable[..., Any]) -> None:
    told = tell(text)
    claim = told.of("CONSULT")
    assert told.sides(claim.third_parties) == {"OMN"}
    assert told.sides((*claim.actors, *claim.recipients)) == {"ERI", "DJI"}


def test_third_parties_belong_to_mutual_acts_alone(tell: Callable[..., Any]) -> None:
    claim = tell("Eritrea condemned Djibouti through Oman.").of("ACCUSE")
    assert claim.third_parties == ()


def test_a_side_of_the_clause_before_is_inherited(tell: Callable[..., Any]) -> None:
    told = tell("Eritrea met Djibouti and thanked Yemen.")
    assert {p.basis.value for p in told.of("CONSULT").actors} == {"named"}
    assert {p.basis.value for p in told.of("SUPPORT").actors} == {"inherited"}

"""From drafts to claims: consequences join their assault, titles repeat, refusals have another side, ids are in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Chadian troops shelled Tripoli, killing two Libyan officers and wounding five.",
        "Killing two Libyan officers and wounding five, Chadian troops shelled Tripoli.",
    ],
)
def test_one_assault_with_all_its_victims(text: str, tell: Callable[..., Any]) -> None:
    told = tell(text)
    (claim,) = (c for c in told.claims if c.type == "ASSAULT")
    assert [(q.kind.value, q.best) for q in claim.quantities] == [("killed", 2), ("wounded", 5)]


def test_consequences_of_consequences_join_the_outermost(tell: Callable[..., Any]) -> None:
    told = tell("Chadian troops attacked Tripoli, shelling the port, killing two Libyan officers.")
    (claim,) = (c for c in told.claims if c.type == "ASSAULT")
    assert told.words(claim.trigger) == "attacked"
    assert [(q.kind.value, q.best) for q in claim.quantities] == [("killed", 2)]


def test_a_title_that_says_more_than_its_article_is_kept(tell: Callable[..., Any]) -> None:
    body = (
        "Chad condemned Libya on Monday after the raid, the foreign ministry in the capital said in a long statement."
    )
    told = tell(f"Chad condemns Libya and expels Libyan diplomats\n\n{body}")
    assert sorted(c.type.value for c in told.claims if c.trigger.start < 48) == ["SANCTION"]


def test_ids_are_in_text_order_and_about_points_at_claims(tell: Callable[..., Any]) -> None:
    told = tell("Chad urged Libya to free the sailors. Libya refused to release the Chadian crew.")
    assert [c.id for c in told.claims] == [f"c{n}" for n in range(1, len(told.claims) + 1)]
    assert [c.trigger.start for c in told.claims] == sorted(c.trigger.start for c in told.claims)
    ids = {c.id for c in told.claims}
    assert all(a in ids and a != c.id for c in told.claims for a in c.about)
    assert told.of("REQUEST").about == (told.of("RETREAT", "free").id,)


def test_nobody_to_nobody_is_no_claim(tell: Callable[..., Any]) -> None:
    assert tell("An agreement was reached.").claims == ()


def test_hurt_people_need_no_party(tell: Callable[..., Any]) -> None:
    (claim,) = tell("A bomb killed 30 shoppers.").claims
    assert (claim.type, claim.quantities[0].best) == ("ASSAULT", 30)


def test_a_refusal_is_aimed_at_the_side_last_spoken_of(tell: Callable[..., Any]) -> None:
    told = tell("Chad accused Libya of smuggling. Libya denied the charge.")
    claim = told.of("REJECT")
    assert told.sides(claim.recipients) == {"TCD"}
    assert {p.basis.value for p in claim.recipients} == {"inherited"}


def test_a_side_spoken_of_long_before_is_not_taken_over(tell: Callable[..., Any]) -> None:
    told = tell("Chad accused Libya of smuggling. The rain fell. It fell all night. Libya denied the charge.")
    assert told.of("REJECT").recipients == ()

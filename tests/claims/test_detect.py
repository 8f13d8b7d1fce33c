"""Which words are predicates: echoes, carriers, fates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        # a noun beside a verb of its own type is one predicate
        ("Malian strikes killed twelve Nigerien soldiers.", [("ASSAULT", "killed")]),
        # ... but owned acts are two
        ("Mali joined Niger's strikes on Chad.", [("ASSAULT", "joined"), ("ASSAULT", "strikes")]),
        # light and aspect verbs vanish
        ("Mali and Niger held talks.", [("CONSULT", "talks")]),
        # verb and noun together
        ("Mali lifted sanctions on Niger.", [("CONCEDE", "lifted")]),
        # with its particle the verb tells what became of the noun's act
        ("Mali called off a visit to Niger.", [("CONSULT", "visit")]),
        # who acts is no act
        ("Malian strikers sang all night.", []),
    ],
)  # fmt: skip
def test_predicates(text: str, claims: list[tuple[str, str]], tell: Callable[..., Any]) -> None:
    told = tell(text)
    found = [(c.type.value, told.words(c.trigger)) for c in told.claims]
    assert [f for f in found if f in claims] == claims
    assert len(found) == len(claims)

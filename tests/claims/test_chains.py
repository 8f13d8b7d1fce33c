"""Who tells a claim, nearest teller first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "type_", "tellers"),
    [
        # the publisher's own voice
        ("Haiti expelled the Cuban envoy.", "SANCTION", []),
        ("The Haitian minister said Cuba had shelled the port.", "ASSAULT", ["The Haitian minister"]),
        (
            "The Haitian minister said Cuba had shelled the port, Reuters reported.",
            "ASSAULT",
            ["The Haitian minister", "Reuters"],
        ),
        ("According to Jamaica, Cuba shelled the port.", "ASSAULT", ["Jamaica"]),
        # who performs a speech act is its doer, no link
        ("“We condemn the Cuban raid,” the Haitian minister said.", "ACCUSE", []),
        # a voice that nobody has
        ("It was reported that Cuba had shelled the port.", "ASSAULT", []),
        # a decision is nobody's telling
        ("Haiti and Cuba agreed to meet in June.", "CONSULT", []),
        # what the words take for granted is the author's
        ("Haiti said this raid by Cuba was a mistake.", "ASSAULT", []),
        ("Haiti deplored the raid by Cuba, which killed nine sailors.", "ASSAULT", []),
    ],
)
def test_tellers(text: str, type_: str, tellers: list[str], tell: Callable[..., Any]) -> None:
    told = tell(text)
    assert told.tellers(told.of(type_)) == tellers

"""Countries and antecedents by the encoder: signals made by hand, over readings of texts of our own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from communique.actors.learned import Trust, settled
from communique.documents.layout import LayoutReader, load_furniture
from communique.parsing.syntax import SyntaxParser, load_model
from communique.records import Actor, Document, Mention, Reading
from communique.vocabulary import ActorKind, MentionKind

Steps = tuple[LayoutReader, SyntaxParser]


@pytest.fixture(scope="module")
def first_steps() -> Steps:
    return LayoutReader(load_furniture()), SyntaxParser(load_model())


class Pointing:
    """Points every mention of ``role`` at the candidate ``nth`` with probability .9, and elsewhere at none."""

    def __init__(self, role: str, nth: int) -> None:
        self.role, self.nth = role, nth

    def choices(self, role: str, heads: Sequence[int], candidates: Sequence[int]) -> np.ndarray:
        found = np.zeros((len(heads), 1 + len(candidates)), np.float32)
        at = 1 + self.nth % len(candidates) if role == self.role and candidates else 0
        found[:, 0] = 0.1
        found[:, at] = 0.9
        return found


def reading(first_steps: Steps) -> Reading:
    """A text whose only noun phrase, "the callers", is of people nobody knows."""
    text = "Peru spoke. The callers left."
    document = Document("d", "0" * 64, None, None, None, None, "en", text)
    found = Reading(document)
    for component in first_steps:
        (found,) = component([found])
    assert found.syntax is not None
    peru, callers = (next(t for t in found.syntax.tokens if t.text == w) for w in ("Peru", "callers"))
    mentions = (
        Mention("m1", peru.start, peru.end, MentionKind.NAME, "PER", peru.i),
        Mention("m2", callers.start, callers.end, MentionKind.NOMINAL, "new:callers", callers.i),
    )
    actors = (
        Actor("PER", "Peru", ActorKind.STATE, "PER"),
        Actor("new:callers", "callers", ActorKind.PEOPLE),
    )
    return found.having(mentions=mentions, actors=actors, places=())


def test_a_country_that_context_tells(first_steps: Steps) -> None:
    found = settled(reading(first_steps), Pointing("country", 0), Trust())  # type: ignore[arg-type]
    assert {a.id: a.country for a in found.actors or ()} == {"PER": "PER", "new:callers": "PER"}


def test_a_known_country_stands(first_steps: Steps) -> None:
    before = reading(first_steps)
    chilean = tuple(replace(a, country="CHL") if a.id == "new:callers" else a for a in before.actors or ())
    found = settled(before.having(actors=chilean), Pointing("country", 0), Trust())  # type: ignore[arg-type]
    assert {a.id: a.country for a in found.actors or ()}["new:callers"] == "CHL"


def test_an_earlier_actor_taken_up_again(first_steps: Steps) -> None:
    found = settled(reading(first_steps), Pointing("same", 0), Trust())  # type: ignore[arg-type]
    assert [m.actor for m in found.mentions or ()] == ["PER", "PER"]
    assert [a.id for a in found.actors or ()] == ["PER"]


def test_nothing_is_changed_without_trust(first_steps: Steps) -> None:
    before = reading(first_steps)
    for role in ("same", "country"):
        assert settled(before, Pointing(role, 0), Trust(same=0.95, country=0.99)) == before  # type: ignore[arg-type]

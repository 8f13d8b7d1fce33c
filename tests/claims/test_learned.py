"""How the encoder's word weighs beside the rules': signals made by hand, over the parse of texts of our own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from communique.claims.learned import Trust
from communique.claims.reader import ClaimReader
from communique.model.labels import STATUSES, TYPES
from communique.reader import COMPONENTS, Reader
from communique.records import Claim, Document, Reading


@dataclass
class Made:
    """Signals that say what the test says: ``triggers`` word → (type, probability), ``roles`` (role, trigger) → words."""

    words: list[str]
    triggers: dict[str, tuple[str, float]] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)
    roles: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    modes: tuple[str, ...] = ("meet", "visit")

    @property
    def types(self) -> np.ndarray:
        found = np.zeros((len(self.words), 1 + len(TYPES)), np.float32)
        found[:, 0] = 1
        for word, (type_, chance) in self.triggers.items():
            found[self.words.index(word)] = 0
            found[self.words.index(word), [0, 1 + TYPES.index(type_)]] = [1 - chance, chance]
        return found

    @property
    def contents(self) -> np.ndarray:
        return np.tile(np.eye(1, 1 + len(STATUSES), dtype=np.float32), (len(self.words), 1))

    @property
    def mode_scores(self) -> np.ndarray:
        return np.zeros((len(self.words), len(self.modes)), np.float32)

    def type_of(self, i: int) -> tuple[str, float]:
        k = int(self.types[i, 1:].argmax())
        return TYPES[k], float(self.types[i, 1 + k])

    def status_of(self, i: int) -> tuple[str, float]:
        return (self.status[self.words[i]], 0.99) if self.words[i] in self.status else (STATUSES[0], 0.0)

    def choices(self, role: str, heads: Sequence[int], candidates: Sequence[int]) -> np.ndarray:
        return np.eye(1, 1 + len(candidates), dtype=np.float32).repeat(len(heads), 0) * 0.5

    def parties(self, role: str, trigger: int, candidates: Sequence[int]) -> np.ndarray:
        named = self.roles.get((role, self.words[trigger]))
        chances = [0.5 if named is None else float(self.words[c] in named) for c in candidates]
        return np.array(chances, np.float32)


UNMOVED = Trust(drop=0.2, add=0.5, type=0.9, status=0.9, party=0.9, doubt=0.1)


def read(reader: Reader, text: str, **said: object) -> tuple[tuple[Claim, ...], Reading]:
    item = Reading(Document("d", "0" * 64, None, None, "2025-06-19", None, "en", text))
    names = list(COMPONENTS)
    for component in reader.pipeline.components[: names.index("claims")]:
        (item,) = component([item])
    assert item.syntax is not None
    made = Made([t.text for t in item.syntax.tokens], **said)  # type: ignore[arg-type]
    claims = reader.pipeline.components[names.index("claims")]
    assert isinstance(claims, ClaimReader)
    mine = ClaimReader(claims.rules, claims.states, UNMOVED)
    (found,) = mine([item.having(signals=made)])
    return found.claims or (), found


def countries(reading: Reading, claim: Claim, side: str) -> set[str | None]:
    known = {a.id: a.country for a in reading.actors or ()}
    return {known.get(p.actor or "") for p in getattr(claim, side)}


def test_a_trigger_that_the_encoder_finds_unlikely_goes(reader: Reader) -> None:
    text = "Peru accused Chile. Chile threatened Peru."
    kept, _ = read(reader, text, triggers={"accused": ("ACCUSE", 0.9)})
    assert [c.type for c in kept] == ["ACCUSE"]


def test_a_word_that_only_the_encoder_knows_makes_a_claim(reader: Reader) -> None:
    text = "Peru snaffled Chile."
    found, reading = read(
        reader,
        text,
        triggers={"snaffled": ("COERCE", 0.9)},
        roles={("actor", "snaffled"): ["Peru"], ("recipient", "snaffled"): ["Chile"]},
    )
    (claim,) = found
    assert claim.type == "COERCE" and text[claim.trigger.start : claim.trigger.end] == "snaffled"
    assert countries(reading, claim, "actors") == {"PER"} and countries(reading, claim, "recipients") == {"CHL"}


@pytest.mark.parametrize(("chance", "type_"), [(0.95, "REJECT"), (0.6, "ACCUSE")])
def test_a_type_is_taken_where_the_encoder_is_sure(reader: Reader, chance: float, type_: str) -> None:
    (claim,), _ = read(reader, "Peru accused Chile.", triggers={"accused": ("REJECT", chance)})
    assert claim.type == type_


def test_a_status_is_taken_where_the_encoder_is_sure(reader: Reader) -> None:
    (claim,), _ = read(
        reader, "Peru attacked Chile.", triggers={"attacked": ("ASSAULT", 0.9)}, status={"attacked": "denied"}
    )
    assert claim.status == "denied"


def test_a_party_of_the_sentence_before_is_inherited(reader: Reader) -> None:
    found, reading = read(
        reader,
        "Chile massed its army. Peru protested.",
        triggers={"protested": ("ACCUSE", 0.95)},
        roles={("actor", "protested"): ["Peru"], ("recipient", "protested"): ["Chile"]},
    )
    (claim,) = found
    assert countries(reading, claim, "recipients") == {"CHL"}
    assert {p.basis for p in claim.recipients} == {"inherited"}


def test_a_doubted_party_goes(reader: Reader) -> None:
    (claim,), _ = read(
        reader, "Peru accused Chile.", triggers={"accused": ("ACCUSE", 0.9)}, roles={("recipient", "accused"): []}
    )
    assert not claim.recipients and claim.actors

"""What the tests of claims share: sentences of our own, read by the whole pipeline."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from communique.reader import Reader
from communique.records import Attribution, Claim, Document, Party, Reading, Span

PUBLISHED = "2025-06-19"  # a Thursday


@dataclass(frozen=True)
class Told:
    """A reading with the questions that tests ask of it."""

    reading: Reading

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.reading.claims or ()

    def of(self, type_: str, word: str | None = None) -> Claim:
        """The first claim of a type, with ``word`` in its trigger where given."""
        found = [c for c in self.claims if c.type == type_ and (word is None or word in (self.words(c.trigger) or ""))]
        assert found, f"no {type_} among {[(c.type.value, self.words(c.trigger)) for c in self.claims]}"
        return found[0]

    def words(self, span: Span | None) -> str | None:
        return None if span is None else self.reading.document.text[span.start : span.end]

    def sides(self, parties: tuple[Party, ...]) -> set[str]:
        """Countries of the parties, or their names where they have none."""
        actors = {a.id: a for a in self.reading.actors or ()}
        found = (actors.get(p.actor or "") for p in parties)
        return {(a.country or a.name) if a else "?" for a in found}

    def place(self, claim: Claim) -> str | None:
        return next((p.name for p in self.reading.places or () if p.id == claim.place), None)

    def tellers(self, claim: Claim) -> list[str]:
        """The words of each link's sources, nearest teller first."""
        voices: dict[str, Attribution] = {a.id: a for a in self.reading.attributions or ()}
        text = self.reading.document.text
        mentions = {m.id: text[m.start : m.end] for m in self.reading.mentions or ()}
        return [" + ".join(mentions[m] for m in voices[link].sources) for link in claim.chain]


Tell = Callable[..., Told]


@pytest.fixture
def tell(reader: Reader) -> Tell:
    """``tell(text, published=…)``: the reading of a text of our own."""

    def told(text: str, *, published: str | None = PUBLISHED) -> Told:
        digest = hashlib.sha256(text.encode()).hexdigest()
        (found,) = reader.read([Reading(Document("d", digest, None, None, published, None, "en", text))])
        assert isinstance(found, Reading)
        return Told(found)

    return told

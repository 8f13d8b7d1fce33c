from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from communique.actors import ActorReader
from communique.knowledge import Knowledge, load_knowledge
from communique.parsing.syntax import SyntaxParser, load_model
from communique.records import Actor, Block, Document, Layout, Quotation, Reading
from communique.vocabulary import BlockKind


@dataclass(frozen=True)
class Found:
    """A mention in words: its text, kind, actor and members, as tests compare it."""

    text: str
    kind: str
    id: str | None
    members: tuple[str, ...]
    open: bool
    actor: Actor | None


def as_reading(text: str, published: str | None) -> Reading:
    """A paragraph a line; curly quotation marks only."""
    blocks, quotations = [], []
    for line in re.finditer(r"[^\n]+", text):
        blocks.append(Block(BlockKind.PARAGRAPH, line.start(), line.end()))
        for quote in re.finditer(r"“([^”\n]+)(”?)", line.group()):
            start = line.start() + quote.start(1)
            quotations.append(Quotation(start, line.start() + quote.end(1), 0, bool(quote.group(2))))
    document = Document("d", "", None, None, published, None, "en", text)
    return Reading(document, layout=Layout(tuple(blocks), tuple(quotations)))


def in_words(reading: Reading) -> list[Found]:
    assert reading.mentions is not None and reading.actors is not None
    by_id = {actor.id: actor for actor in reading.actors}
    return [
        Found(
            reading.document.text[m.start : m.end],
            m.kind.value,
            m.actor,
            m.members,
            m.speaker_scope,
            by_id.get(m.actor or ""),
        )
        for m in reading.mentions
    ]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def parser() -> SyntaxParser:
    return SyntaxParser(load_model())


@pytest.fixture(scope="session")
def reader(knowledge: Knowledge) -> ActorReader:
    return ActorReader(knowledge)


@pytest.fixture(scope="session")
def unread() -> Callable[[str, str | None], Reading]:
    return as_reading


@pytest.fixture(scope="session")
def read(parser: SyntaxParser, reader: ActorReader) -> Callable[..., Reading]:
    def read(text: str, published: str | None = "2025-06-19") -> Reading:
        return reader(parser([as_reading(text, published)]))[0]

    return read


@pytest.fixture(scope="session")
def found(read: Callable[..., Reading]) -> Callable[..., list[Found]]:
    def found(text: str, published: str | None = "2025-06-19") -> list[Found]:
        return in_words(read(text, published))

    return found


@pytest.fixture(scope="session")
def who(found: Callable[..., list[Found]]) -> Callable[..., str | tuple[str, ...] | None]:
    """The actor id (or the members) of the last mention with these words."""

    def who(text: str, words: str, published: str | None = "2025-06-19") -> str | tuple[str, ...] | None:
        hits = [f for f in found(text, published) if f.text == words]
        assert hits, f"no mention {words!r} among {[f.text for f in found(text, published)]}"
        return hits[-1].members or hits[-1].id

    return who

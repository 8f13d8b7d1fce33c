"""Readings made from a line of text: one paragraph per line, parsed by the real model (loaded once)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.parsing.places import PlaceTagger, load_gazetteer, load_literal_rules
from communique.parsing.syntax import SyntaxParser, load_model
from communique.parsing.times import TimeTagger, load_lexicon
from communique.records import Block, Document, Layout, Reading
from communique.vocabulary import BlockKind

Reader = Callable[..., Reading]


def layout_of(text: str) -> Layout:
    """One paragraph per line that is not empty."""
    blocks, position = [], 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = position + len(raw) - len(raw.lstrip())
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(words)))
        position += len(raw) + 1
    return Layout(tuple(blocks), ())


@pytest.fixture(scope="session")
def parse() -> Reader:
    """(text, publication date) → a reading with layout and syntax."""
    parser = SyntaxParser(load_model())

    def read(text: str, published: str | None = None) -> Reading:
        document = Document("d", "", None, None, published, None, "en", text)
        return parser([Reading(document, layout=layout_of(text))])[0]

    return read


@pytest.fixture(scope="session")
def time_tagger() -> TimeTagger:
    return TimeTagger(load_lexicon())


@pytest.fixture(scope="session")
def place_tagger() -> PlaceTagger:
    return PlaceTagger(load_gazetteer(), load_literal_rules())

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from communique.attributions.finder import AttributionFinder
from communique.attributions.lexicon import load_lexicon
from communique.parsing.syntax import SyntaxParser, load_model
from communique.records import Attribution, Block, Document, Layout, Quotation, Reading
from communique.vocabulary import BlockKind


@dataclass(frozen=True)
class Told:
    """An attribution in words, as tests compare it."""

    source: str
    cue: str
    content: tuple[str, ...]
    style: str
    stance: str
    within: str | None
    record: Attribution


def layout(text: str) -> Layout:
    """A paragraph a line; curly quotation marks only, one level."""
    blocks, quotations = [], []
    for line in re.finditer(r"[^\n]+", text):
        blocks.append(Block(BlockKind.PARAGRAPH, line.start(), line.end()))
        for q in re.finditer(r"“([^”\n]+)(”?)", line.group()):
            start = line.start() + q.start(1)
            quotations.append(Quotation(start, line.start() + q.end(1), 0, bool(q.group(2))))
    return Layout(tuple(blocks), tuple(quotations))


@pytest.fixture(scope="session")
def parser() -> SyntaxParser:
    return SyntaxParser(load_model())


@pytest.fixture(scope="session")
def read(parser: SyntaxParser) -> Callable[..., Reading]:
    def read(text: str, *, wide: bool = False, mentions: tuple = ()) -> Reading:  # type: ignore[type-arg]
        document = Document("d", "", None, None, None, None, "en", text)
        reading = parser([Reading(document, layout=layout(text), mentions=mentions)])[0]
        return AttributionFinder(load_lexicon(), wide=wide)([reading])[0]

    return read


@pytest.fixture(scope="session")
def told(read: Callable[..., Reading]) -> Callable[..., list[Told]]:
    def told(text: str, *, wide: bool = False) -> list[Told]:
        reading = read(text, wide=wide)
        assert reading.attributions is not None and reading.mentions is not None
        names = {m.id: text[m.start : m.end] for m in reading.mentions}
        return [
            Told(
                " + ".join(names[s] for s in a.sources),
                text[a.cue.start : a.cue.end] if a.cue else "",
                tuple(text[s.start : s.end] for s in a.content),
                a.style.value,
                a.stance.value,
                a.within,
                a,
            )
            for a in reading.attributions
        ]

    return told

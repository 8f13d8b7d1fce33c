"""A draft: an attribution in the making, its source still a head token of the parse."""

from __future__ import annotations

from dataclasses import dataclass

from communique.records import Span
from communique.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class Draft:
    """``anchor`` is the cue's head token; ``sources`` are head tokens of noun phrases; ``content`` may still be empty.

    ``frame`` is the construction that gave it; ``quoting`` says that words in quotation marks may become its content.
    ``told_in`` is the anchor of the draft that it is told in, where the grammar says so ("the paper said, citing officials").
    ``hole`` is a teller's parenthesis, to be cut out of what stands round it.
    """

    anchor: int
    sources: tuple[int, ...]
    cue: Span
    content: tuple[Span, ...]
    stance: Stance
    frame: str
    quoting: bool = False
    told_in: int | None = None
    hole: Span | None = None

    @property
    def start(self) -> int:
        """First character of cue and content."""
        return min(s.start for s in (self.cue, *self.content))


def joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans in text order, those that touch or overlap made one.

    >>> joined((Span(5, 9), Span(0, 3), Span(2, 4)))
    (Span(start=0, end=4), Span(start=5, end=9))
    """
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)

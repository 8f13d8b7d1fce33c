"""Attributions from the trained encoder's spans: each source and content is linked to its nearest cue.

Spans are half-open token ranges. The nearest cue, with a penalty for another paragraph, links 97 % of PolNeAR's gold spans
rightly (``../shared/TRAINING.md``), so no weights are spent on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Range = tuple[int, int]
PENALTY = 60  # tokens that another paragraph counts for
REACH = 40  # tokens within which a cue borrows a source or content that belongs to another


@dataclass(slots=True)
class Voice:
    """One attribution: a cue with its sources and the pieces of its content."""

    cue: Range
    sources: list[Range] = field(default_factory=list)
    contents: list[Range] = field(default_factory=list)


def linked(
    sources: Sequence[Range], cues: Sequence[Range], contents: Sequence[Range], paragraph: Callable[[int], int]
) -> list[Voice]:
    """A voice a cue, in text order; ``paragraph`` gives the paragraph of a token. What no cue stands near is left out.

    >>> linked([(0, 1)], [(1, 2)], [(3, 9)], lambda i: 0)
    [Voice(cue=(1, 2), sources=[(0, 1)], contents=[(3, 9)])]
    """
    voices = [Voice(cue) for cue in sorted(cues)]
    for source in sources:
        nearest = _nearest(source, voices, paragraph)
        if nearest is not None:
            nearest.sources.append(source)
    for content in contents:
        nearest = _nearest(content, voices, paragraph)
        if nearest is not None:
            nearest.contents.append(content)
    for voice in voices:
        if not voice.sources:
            voice.sources += _borrowed(voice.cue, sources, paragraph)
        if not voice.contents:
            voice.contents += _borrowed(voice.cue, contents, paragraph)
    return voices


def away(a: Range, b: Range, paragraph: Callable[[int], int]) -> int:
    """Tokens between two ranges, 0 where they meet, with ``PENALTY`` for each paragraph between."""
    gap = max(0, b[0] - a[1], a[0] - b[1])
    return gap + PENALTY * abs(paragraph(a[0]) - paragraph(b[0]))


def _nearest(span: Range, voices: Sequence[Voice], paragraph: Callable[[int], int]) -> Voice | None:
    near = min(voices, key=lambda v: (away(span, v.cue, paragraph), v.cue), default=None)
    return near if near is not None and away(span, near.cue, paragraph) <= 2 * PENALTY else None


def _borrowed(cue: Range, spans: Sequence[Range], paragraph: Callable[[int], int]) -> list[Range]:
    near = min(spans, key=lambda s: (away(s, cue, paragraph), s), default=None)
    return [near] if near is not None and away(near, cue, paragraph) <= REACH else []

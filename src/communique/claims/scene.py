"""What the claim reader looks things up in: one document's parse with its mentions, times, places and voices by token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from communique.records import (
    Actor,
    Attribution,
    Layout,
    Mention,
    Place,
    Quotation,
    Reading,
    Sentence,
    Syntax,
    TimeExpression,
    Token,
)

Located = TypeVar("Located", TimeExpression, Place)


@dataclass(frozen=True, slots=True)
class Scene:
    """Look-ups of one document. ``mention_by_head``: head token → mention; ``covering``: token → smallest mention.

    ``contents``: token → attributions whose content holds it, innermost last; ``cues``: token → attributions it cues.
    """

    text: str
    layout: Layout
    syntax: Syntax
    actors: dict[str, Actor]
    mentions: dict[str, Mention]
    mention_by_head: dict[int, Mention]
    covering: dict[int, Mention]
    times: dict[int, TimeExpression]
    places: dict[int, Place]
    attributions: dict[str, Attribution]
    contents: dict[int, tuple[Attribution, ...]]
    cues: dict[int, tuple[Attribution, ...]]
    quotes: dict[int, Quotation]

    def token(self, i: int) -> Token:
        """Token ``i``."""
        return self.syntax.tokens[i]

    def sentence(self, i: int) -> Sentence:
        """The sentence of token ``i``."""
        return self.syntax.sentences[self.syntax.tokens[i].sentence]

    def actor_of(self, mention: Mention) -> Actor | None:
        """The actor a mention means, where one was resolved."""
        return self.actors.get(mention.actor or "")


def scene_of(reading: Reading) -> Scene:
    """The scene of a reading whose ``layout`` … ``attributions`` are assigned."""
    assert reading.syntax is not None and reading.layout is not None
    syntax, mentions = reading.syntax, reading.mentions or ()
    attributions = reading.attributions or ()
    heads = {m.head: m for m in reversed(mentions) if m.head >= 0}
    return Scene(
        text=reading.document.text,
        layout=reading.layout,
        syntax=syntax,
        actors={a.id: a for a in reading.actors or ()},
        mentions={m.id: m for m in mentions},
        mention_by_head=heads,
        covering=_smallest(syntax, mentions),
        times=_by_token(syntax, reading.times or ()),
        places=_by_token(syntax, reading.places or ()),
        attributions={a.id: a for a in attributions},
        contents=_contents(syntax, attributions),
        cues=_cues(syntax, attributions),
        quotes=_quotes(syntax, reading.layout.quotations),
    )


def _smallest(syntax: Syntax, mentions: Iterable[Mention]) -> dict[int, Mention]:
    found: dict[int, Mention] = {}
    for m in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        for i in syntax.within(m.start, m.end):
            found[i] = m
    return found


def _by_token(syntax: Syntax, records: Iterable[Located]) -> dict[int, Located]:
    return {i: record for record in records for i in syntax.within(record.start, record.end)}


def _contents(syntax: Syntax, attributions: Iterable[Attribution]) -> dict[int, tuple[Attribution, ...]]:
    found: dict[int, list[Attribution]] = {}
    known = {a.id: a for a in attributions}
    widest_first = sorted(
        known.values(), key=lambda a: (-sum(s.end - s.start for s in a.content), _depth(a, known), a.id)
    )
    for attribution in widest_first:
        for span in attribution.content:
            for i in syntax.within(span.start, span.end):
                found.setdefault(i, []).append(attribution)
    return {i: tuple(items) for i, items in found.items()}


def _depth(attribution: Attribution, known: dict[str, Attribution]) -> int:
    """How many voices an attribution is told within."""
    seen: set[str] = set()
    while attribution.within in known and attribution.id not in seen:
        seen.add(attribution.id)
        attribution = known[attribution.within]
    return len(seen)


def _cues(syntax: Syntax, attributions: Iterable[Attribution]) -> dict[int, tuple[Attribution, ...]]:
    found: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        if attribution.cue is not None:
            for i in syntax.within(attribution.cue.start, attribution.cue.end):
                found.setdefault(i, []).append(attribution)
    return {i: tuple(items) for i, items in found.items()}


def _quotes(syntax: Syntax, quotations: Iterable[Quotation]) -> dict[int, Quotation]:
    """Token → the outermost quotation it stands in."""
    found: dict[int, Quotation] = {}
    for quotation in quotations:
        if quotation.depth == 0:
            for i in syntax.within(quotation.start, quotation.end):
                found[i] = quotation
    return found


def side_of(scene: Scene, actor: str | None) -> str | None:
    """The country of an actor, or the actor itself where it has none."""
    found = scene.actors.get(actor or "")
    return (found.country or found.id) if found is not None else None

"""What the trained encoder adds to the actors: the country of unnamed people and bodies, and whom a noun phrase means again.

"Police detained supporters" tells no country, but the text round it does. The encoder points from the noun phrase to the words
that tell it (a state's name, a place), or to an earlier mention of the same actor; the rules' own answers stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.model.signals import Signals
from communique.records import Actor, Mention, Reading
from communique.vocabulary import MentionKind

BACK = 150  # tokens before a mention in which an earlier one may stand: about what the encoder sees at once


@dataclass(frozen=True, slots=True)
class Trust:
    """From which probability on the encoder is believed: that two mentions are ``same``, that a ``country`` is the one."""

    same: float = 0.6
    country: float = 0.5


def settled(reading: Reading, signals: Signals, trust: Trust) -> Reading:
    """The reading with open noun phrases resolved to earlier actors, and countries of actors that had none."""
    mentions = _again(reading.mentions or (), {a.id: a for a in reading.actors or ()}, signals, trust)
    used = {i for m in mentions for i in (m.actor, *m.members)}
    actors = tuple(a for a in reading.actors or () if a.id in used)
    found = _countries(reading, mentions, {a.id: a for a in actors}, signals, trust)
    return reading.having(
        mentions=mentions, actors=tuple(replace(a, country=found[a.id]) if a.id in found else a for a in actors)
    )


def is_open(mention: Mention, actors: dict[str, Actor]) -> bool:
    """True of a noun phrase or pronoun that the rules gave to nobody known."""
    if mention.kind is MentionKind.NAME or mention.members or mention.speaker_scope or mention.head < 0:
        return False
    return mention.actor is None or mention.actor.startswith("new:")


def _again(
    mentions: Sequence[Mention], actors: dict[str, Actor], signals: Signals, trust: Trust
) -> tuple[Mention, ...]:
    found: list[Mention] = []
    ordered = sorted((m for m in mentions if m.head >= 0), key=lambda m: m.head)
    now = {m.id: m for m in mentions}
    for m in ordered:
        if not is_open(m, actors):
            continue
        before = [o for o in ordered if o.head < m.head and m.head - o.head <= BACK and not o.members]
        before = [now[o.id] for o in before if now[o.id].actor is not None and now[o.id].actor != m.actor]
        if not before:
            continue
        shares = signals.choices("same", [m.head], [o.head for o in before])[0]
        total: dict[str, float] = defaultdict(float)
        for o, share in zip(before, shares[1:], strict=True):
            total[o.actor or ""] += float(share)
        best = max(total, key=lambda a: (total[a], a))
        if total[best] >= trust.same:
            now[m.id] = replace(m, actor=best)
    for m in mentions:
        found.append(now[m.id])
    return tuple(found)


def _countries(
    reading: Reading, mentions: Sequence[Mention], actors: dict[str, Actor], signals: Signals, trust: Trust
) -> dict[str, str]:
    """Country by actor id, of the unnamed actors that have none."""
    assert reading.syntax is not None
    anchors: dict[int, str] = {}
    for m in mentions:
        known = actors.get(m.actor or "")
        if m.kind is MentionKind.NAME and known is not None and known.country and m.head >= 0:
            anchors[m.head] = known.country
    for place in reading.places or ():
        inside = reading.syntax.within(place.start, place.end)
        head = next((i for i in inside if reading.syntax.tokens[i].head not in inside), None)
        if head is not None and place.country:
            anchors.setdefault(head, place.country)
    total: dict[str, dict[str | None, float]] = {}
    for m in mentions:
        actor = actors.get(m.actor or "")
        if m.kind is not MentionKind.NOMINAL or actor is None or actor.country or not actor.id.startswith("new:"):
            continue
        near = [a for a in sorted(anchors) if abs(a - m.head) <= BACK]
        shares = signals.choices("country", [m.head], near)[0]
        votes = total.setdefault(actor.id, defaultdict(float))
        votes[None] += float(shares[0])
        for a, share in zip(near, shares[1:], strict=True):
            votes[anchors[a]] += float(share)
    found = {}
    for id_, votes in total.items():
        best = max(votes, key=lambda c: (votes[c], c or ""))
        if best is not None and votes[best] >= trust.country * sum(votes.values()):
            found[id_] = best
    return found

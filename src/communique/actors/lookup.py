"""The actor of a given stretch of text: for short phrases, look-ups and corrections."""

from __future__ import annotations

from communique.records import Actor, Mention, Reading


def actor_of(reading: Reading, start: int, end: int) -> Actor | None:
    """The actor of the mention that fills characters ``[start, end)`` best; of a set, its first member.

    ``reading`` has mentions and actors. None where no mention touches the stretch or the best one is nobody's.
    """
    assert reading.mentions is not None and reading.actors is not None
    touching = [m for m in reading.mentions if m.start < end and start < m.end]
    known = [m for m in touching if m.actor is not None or m.members]
    best = max(known, key=lambda m: (_fill(m, start, end), m.end - m.start, -m.start), default=None)
    if best is None:
        return None
    by_id = {actor.id: actor for actor in reading.actors}
    return by_id.get(best.actor or best.members[0])


def _fill(mention: Mention, start: int, end: int) -> float:
    """Shared characters over all characters of the two."""
    shared = min(end, mention.end) - max(start, mention.start)
    return shared / (max(end, mention.end) - min(start, mention.start))

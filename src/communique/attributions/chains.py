"""Who tells what inside what: the attribution that an attribution is told in."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from communique.attributions.drafts import Draft


def nesting(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the one with the smallest content span that covers its cue; None at the outside.

    Contents are swept from left to right, so the cost grows with the number of drafts and their depth. Two that cover one
    another (a parse gone wrong) are not both nested: only what comes later in the text is.
    """
    contents = sorted((s.start, -s.end, n) for n, d in enumerate(drafts) for s in d.content)
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].cue.start)
    found: list[int | None] = [None] * len(drafts)
    active: list[tuple[int, int, int]] = []  # end, start, draft
    k = 0
    for n in order:
        cue = drafts[n].cue
        while k < len(contents) and contents[k][0] <= cue.start:
            start, end, owner = contents[k]
            heappush(active, (-end, start, owner))
            k += 1
        while active and active[0][0] < cue.end:
            heappop(active)
        over = [(end - start, owner) for end, start, owner in active if owner != n and start <= cue.start]
        over = [(size, owner) for size, owner in over if not _mutual(drafts, n, owner)]
        if over:
            found[n] = min(over)[1]
    anchors = {d.anchor: n for n, d in enumerate(drafts)}
    for n, draft in enumerate(drafts):
        if draft.told_in in anchors:
            found[n] = anchors[draft.told_in]
    return _acyclic(found)


def _mutual(drafts: Sequence[Draft], n: int, owner: int) -> bool:
    """Each covers the other's cue, and ``owner`` comes later."""
    other = drafts[owner].cue
    return any(s.covers(other) for s in drafts[n].content) and (other.start, owner) > (drafts[n].cue.start, n)


def _acyclic(parents: list[int | None]) -> list[int | None]:
    """Cut every circle at the link that would close it."""
    found = list(parents)
    for n in range(len(found)):
        seen, at = {n}, found[n]
        while at is not None and at not in seen:
            seen.add(at)
            at = found[at]
        if at == n:
            found[n] = None
    return found

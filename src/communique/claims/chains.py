"""Who tells a claim: the attributions around its trigger, nearest teller first."""

from __future__ import annotations

from collections.abc import Sequence

from communique.claims.detect import Trigger
from communique.claims.scene import Scene, side_of
from communique.claims.status import is_presupposed
from communique.records import Attribution, Party

DECISIONS = frozenset(
    {"agree", "decide", "intend", "offer", "opt", "plan", "prepare", "resolve", "seek", "try", "want"}
)


def chain_at(scene: Scene, i: int, *, skip: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Ids of the attributions that voice token ``i``, innermost first; ``skip`` are those that the claim itself performs.

    The publisher's own voice is no link; neither is a voice nobody has ("it was reported").
    """
    voices = [
        a for a in scene.contents.get(i, ()) if a.id not in skip and not _cues(scene, a, i) and not _acts(scene, a)
    ]
    if not voices:
        return ()
    chain: list[Attribution] = []
    link: Attribution | None = voices[-1]
    while link is not None and link not in chain:
        chain.append(link)
        link = scene.attributions.get(link.within or "")
    outer = [a for a in reversed(voices[:-1]) if a not in chain]
    return tuple(a.id for a in (*chain, *outer) if a.sources and a.id not in skip)


def performed(scene: Scene, trigger: Trigger, actors: Sequence[Party]) -> frozenset[str]:
    """The attributions that the claim itself performs: "we promise …", "Washington backs …" in the words of its minister.

    The performer of a speech act is its doer, no link of its chain; who tells of his own past acts is one.
    """
    token = scene.token(trigger.carrier)
    present = token.tag in ("VBP", "VBZ", "JJ") and not scene.syntax.children(trigger.carrier, "aux")
    if trigger.sense.content != "speech" or not present or not actors:
        return frozenset()
    doers = {side_of(scene, p.actor) for p in actors} - {None}
    found = set()
    for attribution in scene.contents.get(trigger.i, ()):
        sides = {side_of(scene, scene.mentions[m].actor) for m in attribution.sources if m in scene.mentions} - {None}
        if sides and sides <= doers:
            found.add(attribution.id)
    return frozenset(found)


def _acts(scene: Scene, attribution: Attribution) -> bool:
    """True where the cue is a decision rather than words: "the two agreed to meet" is nobody's telling."""
    cue = attribution.cue
    return cue is not None and any(scene.token(i).lemma in DECISIONS for i in scene.syntax.within(cue.start, cue.end))


def _cues(scene: Scene, attribution: Attribution, i: int) -> bool:
    """True where token ``i`` is a word of the attribution's own cue."""
    token = scene.token(i)
    return attribution.cue is not None and attribution.cue.start <= token.start < attribution.cue.end


def is_told_by_author(scene: Scene, trigger: Trigger) -> bool:
    """True of what reported words take for granted and do not quote: definite event nouns and relative clauses.

    "He deplored the raid on the camp, which killed nine": the raid and the dead are the article's, the deploring is his.
    """
    if trigger.i in scene.quotes:
        return False
    if is_presupposed(scene, trigger):
        return True
    below = trigger.carrier
    for above in scene.syntax.ancestors(below):
        token = scene.token(below)
        if not scene.contents.get(above):
            return False
        if token.dep == "relcl" or (token.dep == "acl" and token.tag == "VBN"):
            return True
        below = above
    return False

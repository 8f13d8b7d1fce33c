"""From drafts to the claims of a document: what has no party is dropped, a title's repetitions too, ids are given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.claims.confidence import calibrated, confidence_of
from communique.claims.grammar import logical_objects
from communique.claims.scene import Scene, side_of
from communique.records import Claim, Party
from communique.vocabulary import Basis, BlockKind, EventType, QuantityKind

if TYPE_CHECKING:
    from communique.claims.reader import Draft

PHYSICAL = frozenset({EventType.ASSAULT, EventType.PROTEST})
ADVERSARIAL = frozenset({EventType.REJECT, EventType.THREATEN})
NEAR = 3  # claims back
DEEDS = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.RETREAT, EventType.MOBILIZE, EventType.SANCTION}
)
CASUALTIES = frozenset({QuantityKind.KILLED, QuantityKind.WOUNDED})


def settled(scene: Scene, drafts: list[Draft]) -> tuple[Claim, ...]:
    """The claims in text order with their final ids; ``about`` follows."""
    causes = _causes(scene, drafts)
    kept = [d for d in _with_consequences(drafts, causes) if _has_party(d)]
    kept = _without_repeated_titles(scene, kept)
    kept.sort(key=lambda d: (d.claim.trigger.start, d.claim.trigger.end, d.claim.id))
    kept = _with_adversaries(scene, kept)
    names = {d.claim.id: f"c{n}" for n, d in enumerate(kept, 1)}
    names |= {under: names[over] for under, over in causes.items() if over in names}
    return tuple(_renamed(d, names) for d in kept)


def _causes(scene: Scene, drafts: list[Draft]) -> dict[str, str]:
    """Id of a claim that only tells the victims of an assault → id of that assault, the outermost one."""
    assaults = {d.trigger.i: d for d in drafts if d.claim.type is EventType.ASSAULT}
    found: dict[str, str] = {}
    for draft in assaults.values():
        over = _cause(scene, draft, assaults)
        if over is not None:
            found[draft.claim.id] = over.claim.id
    return {under: _outermost(over, found) for under, over in found.items()}


def _outermost(over: str, found: dict[str, str]) -> str:
    while over in found:  # a participle's head stands above it in the parse: no circles
        over = found[over]
    return over


def _cause(scene: Scene, draft: Draft, assaults: dict[int, Draft]) -> Draft | None:
    """The assault of which a participle tells the victims."""
    token = scene.token(draft.trigger.i)
    if token.tag != "VBG" or token.dep not in ("advcl", "conj"):
        return None
    over = assaults.get(token.head)
    return over if over is not None and over.claim.status is draft.claim.status else None


def _with_consequences(drafts: list[Draft], causes: dict[str, str]) -> list[Draft]:
    """ "shelled the village, killing two villagers and wounding five" is one assault: who was hurt joins it."""
    merged = {d.claim.id: d for d in drafts if d.claim.id not in causes}
    for draft in drafts:
        cause = merged.get(causes.get(draft.claim.id, ""))
        if cause is not None:
            over, under = cause.claim, draft.claim
            people = over.recipients or under.recipients
            counts = (*over.quantities, *(q for q in under.quantities if q not in over.quantities))
            merged[over.id] = replace(cause, claim=replace(over, recipients=people, quantities=counts))
    return list(merged.values())


def _with_adversaries(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Refusals and threats that name no other side take over the one last spoken of: "Baku denied that account"."""
    found: list[Draft] = []
    for draft in drafts:
        claim = draft.claim
        if claim.type in ADVERSARIAL and claim.actors and not claim.recipients:
            other = _other_side(scene, draft, found)
            if other is not None:
                draft = replace(draft, claim=replace(claim, recipients=(other,)))
        found.append(draft)
    return found


def _other_side(scene: Scene, draft: Draft, before: list[Draft]) -> Party | None:
    """The last party of another country in the claims of this sentence and the one before."""
    if any(scene.syntax.children(o, "poss") for o in logical_objects(scene.syntax, draft.trigger.i)):
        return None  # "opposed the alliance's growth" names its side, in words nobody was found for
    own = {side_of(scene, p.actor) for p in draft.claim.actors}
    near = [d for d in before[-NEAR:] if draft.sentence - d.sentence <= 1]
    for party in (p for d in reversed(near) for p in (*d.claim.actors, *d.claim.recipients)):
        actor = scene.actors.get(party.actor or "")
        if actor is not None and actor.country is not None and actor.country not in own:
            return replace(party, basis=Basis.INHERITED)
    return None


def _renamed(draft: Draft, names: dict[str, str]) -> Claim:
    claim = draft.claim
    about = tuple(dict.fromkeys(names[a] for a in claim.about if a in names))
    share = confidence_of(claim)
    confidence = share if draft.chance is None else calibrated(share, draft.chance)
    return replace(claim, id=names[claim.id], about=about, confidence=confidence)


def _has_party(draft: Draft) -> bool:
    """Nobody did it to nobody: no claim, unless people were hurt or force was used at a place that is told."""
    claim = draft.claim
    hurt = any(q.kind in CASUALTIES for q in claim.quantities)
    told = draft.trigger.sense.pos == "verb" and draft.trigger.sense.content == "" and claim.type in DEEDS
    return (
        bool(claim.actors or claim.recipients) or hurt or told or (claim.type in PHYSICAL and claim.place is not None)
    )


def _without_repeated_titles(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """A title repeats its article: its claims stand only where the body has none of the type by one of the actors."""
    titles = {i for i, block in enumerate(scene.layout.blocks) if block.kind is BlockKind.TITLE}
    body = [d for d in drafts if scene.syntax.sentences[d.sentence].block not in titles]
    said = {(d.claim.type, p.actor) for d in body for p in d.claim.actors}
    kept = {d.claim.id for d in body}
    titled = [d for d in drafts if d.claim.id not in kept]
    repeated = [d for d in titled if any((d.claim.type, p.actor) in said for p in d.claim.actors)]
    dropped = {d.claim.id for d in repeated} | {c for d in repeated for c in d.claim.about}
    return [d for d in drafts if d.claim.id in kept or d.claim.id not in dropped]

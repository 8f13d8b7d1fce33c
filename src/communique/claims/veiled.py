"""Veiled references: "certain capitals …, in a barely veiled swipe at Paris" makes France an implied party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from communique.claims.grammar import is_verb, prep_objects
from communique.claims.scene import Scene
from communique.claims.words import Words
from communique.records import Party, Sentence
from communique.vocabulary import Basis, EventType

if TYPE_CHECKING:
    from communique.claims.reader import Draft


@dataclass(frozen=True, slots=True)
class VeiledWords:
    """Words of ``data/veiled.toml``."""

    nouns: frozenset[str]
    marks: frozenset[str]
    verbs: frozenset[str]
    prepositions: frozenset[str]


def load_veiled_words() -> VeiledWords:
    """The words of ``veiled.toml``.

    Raises:
        DataError: a list is missing.
    """
    words = Words.load("veiled.toml")
    return VeiledWords(**{f.name: words.listed(f.name) for f in fields(VeiledWords)})


def unveiled(scene: Scene, sentence: Sentence, drafts: Sequence[Draft], words: VeiledWords) -> list[Draft]:
    """The drafts, with those that an author's aside explains bearing its implied party.

    The veiled words stay the party's mention and whom they mean becomes its actor; where the claim has no recipient, the
    party is the name in the aside.
    """
    found = list(drafts)
    for i in range(sentence.first, sentence.last):
        meant = _meant(scene, i, words)
        if not meant:
            continue
        before = [k for k, d in enumerate(found) if d.trigger.i < i and _takes_aside(d, meant)]
        if before:
            k = max(before, key=lambda k: (_is_speech(found[k]), _is_vague(scene, found[k]), found[k].trigger.i))
            found[k] = _with_implied(scene, found[k], meant)
    return found


def _meant(scene: Scene, i: int, words: VeiledWords) -> list[Party]:
    """Whom a reference at token ``i`` explains somebody's words by: the actors it names, or the states of its places."""
    token = scene.token(i)
    marked = {t.lower for t in scene.syntax.children(i, "amod", "advmod", "compound")}
    marked |= {t.lower for c in scene.syntax.children(i, "amod") for t in scene.syntax.children(c.i, "advmod")}
    noun = token.lemma in words.nouns and bool(marked & words.marks)
    aside = (
        token.lemma in words.verbs and token.tag == "VBG" and is_verb(token) and token.dep in ("advcl", "acl", "xcomp")
    )
    if not noun and not aside:
        return []
    heads = prep_objects(scene.syntax, i, *words.prepositions)
    return [party for party in (_implied(scene, h) for h in heads) if party is not None]


def _implied(scene: Scene, head: int) -> Party | None:
    mention, place = scene.mention_by_head.get(head), scene.places.get(head)
    if mention is not None and mention.actor is not None:
        return Party(mention.id, mention.actor, Basis.IMPLIED)
    return Party(None, place.country, Basis.IMPLIED) if place is not None and place.country else None


def _takes_aside(draft: Draft, meant: Sequence[Party]) -> bool:
    """True of what somebody else than those meant does or, better, says."""
    speakers = {p.actor for p in draft.claim.actors}
    return bool(speakers) and not any(p.actor in speakers for p in meant)


def _is_speech(draft: Draft) -> bool:
    return draft.trigger.sense.content == "speech" or draft.claim.type is EventType.STATEMENT


def _is_vague(scene: Scene, draft: Draft) -> bool:
    """True where the recipients are words for nobody in particular ("major powers", "certain countries")."""
    named = (scene.actors.get(p.actor or "") for p in draft.claim.recipients)
    return bool(draft.claim.recipients) and all(a is None or a.country is None for a in named)


def _with_implied(scene: Scene, draft: Draft, meant: Sequence[Party]) -> Draft:
    veils = [p.mention for p in draft.claim.recipients] if _is_vague(scene, draft) else []
    implied = tuple(replace(p, mention=veils[0]) if veils else p for p in meant)
    kept = () if veils else draft.claim.recipients
    return replace(draft, claim=replace(draft.claim, recipients=(*kept, *implied)))

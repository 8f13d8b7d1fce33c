"""Which words of a sentence are predicates that make claims: verbs, nouns and adjectives of the lexicon in their frames."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.claims.grammar import is_verb
from communique.claims.lexicon import Effect, Lexicon, Sense, verb_with_particle
from communique.claims.scene import Scene
from communique.records import Sentence

LIGHT_LINKS = ("dobj", "nsubjpass", "attr", "oprd", "nsubj")
NEVER = ("compound", "nmod", "npadvmod", "aux", "auxpass")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A predicate. ``carrier`` is the verb that bears its tense and subject: itself, or the light verb of a noun."""

    i: int
    sense: Sense
    carrier: int
    light: Sense | None = None
    effect: Effect | None = None


def senses_of(scene: Scene, lexicon: Lexicon, sentence: Sentence) -> dict[int, Sense]:
    """Token → sense for every word of the sentence that the lexicon knows in the frame it stands in."""
    found: dict[int, Sense] = {}
    for i in range(sentence.first, sentence.last):
        token = scene.token(i)
        if token.dep in NEVER:
            continue
        sense = None
        if is_verb(token) and token.pos != "AUX":
            sense = lexicon.verb(scene.syntax, i)
        elif token.pos in ("NOUN", "PROPN"):
            sense = lexicon.noun(scene.syntax, i)
        if sense is None and token.pos in ("ADJ", "VERB", "ADV", "ADP"):
            sense = lexicon.adjective(scene.syntax, i)
        if sense is not None:
            found[i] = sense
    return found


def triggers(scene: Scene, lexicon: Lexicon, sentence: Sentence, senses: dict[int, Sense]) -> list[Trigger]:
    """The predicates of a sentence in text order; light and aspect verbs lend themselves to their nouns and vanish."""
    found: list[Trigger] = []
    for i, sense in senses.items():
        if sense.pos == "noun":
            nominal = _nominal(scene, lexicon, i, sense, senses)
            if nominal.sense.type is not None:
                found.append(nominal)
        elif sense.type is not None and sense.content not in ("light", "aspect", "report"):
            found.append(Trigger(i, sense, i))
    return _without_echoes(scene, found)


def _nominal(scene: Scene, lexicon: Lexicon, i: int, sense: Sense, senses: dict[int, Sense]) -> Trigger:
    governor, direct = governor_of(scene, i)
    if governor is None:
        return Trigger(i, sense, i)
    over = senses.get(governor)
    effect = lexicon.effect(verb_with_particle(scene.syntax, governor), sense) if direct else None
    if effect is not None:
        return Trigger(i, _turned(sense, effect), governor, over if over and over.content == "light" else None, effect)
    if over is not None and over.content == "light":
        return Trigger(i, sense, governor, over)
    return Trigger(i, sense, i)


def _turned(sense: Sense, effect: Effect) -> Sense:
    """The sense of verb and noun together: "lifted sanctions" is no sanction."""
    if effect.type is None:
        return sense
    return replace(sense, type=effect.type, mode=effect.mode, status=None)


def governor_of(scene: Scene, i: int) -> tuple[int | None, bool]:
    """The verb that governs noun ``i`` as object or subject (True), or through one preposition (False)."""
    token = scene.token(i)
    while token.dep == "conj" and scene.token(token.head).pos in ("NOUN", "PROPN"):
        token = scene.token(token.head)
    head = scene.token(token.head)
    if token.dep in LIGHT_LINKS and is_verb(head):
        return head.i, True
    if token.dep == "pobj" and head.dep in ("prep", "agent"):
        above = scene.token(head.head)
        if is_verb(above):
            return above.i, False
    return None, False


def _without_echoes(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """Drop a noun that is subject or object of a verb of its own type: "strikes killed twelve" is one predicate."""
    types = {t.i: t.sense.type for t in found if t.sense.pos != "noun"}
    kept = []
    for t in found:
        governor, _ = governor_of(scene, t.i) if t.sense.pos == "noun" else (None, False)
        echo = governor is not None and t.light is None and t.effect is None and types.get(governor) == t.sense.type
        if not echo:
            kept.append(t)
    return kept

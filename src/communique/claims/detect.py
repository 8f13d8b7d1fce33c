"""Which words of a sentence are predicates that make claims: verbs, nouns and adjectives of the lexicon in their frames."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.claims.grammar import is_negated, is_verb, prep_objects
from communique.claims.lexicon import Effect, Lexicon, Sense, verb_with_particle
from communique.claims.scene import Scene
from communique.records import Sentence
from communique.vocabulary import ActorKind, EventType

FIRST_PERSON = frozenset({"i", "we"})
LIGHT_LINKS = ("dobj", "nsubjpass", "attr", "oprd", "nsubj")
PEOPLE = frozenset({ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.ARMED_GROUP, ActorKind.MEDIUM})
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
        elif token.pos in ("NOUN", "PROPN") and not names_somebody(scene, i):
            sense = lexicon.noun(scene.syntax, i)
        if sense is None and token.pos in ("ADJ", "VERB", "ADV", "ADP"):
            sense = lexicon.adjective(scene.syntax, i)
        if sense is not None:
            found[i] = sense
    return found


def names_somebody(scene: Scene, i: int) -> bool:
    """True where the word heads a mention of people: "exiles", "strikers" act, they are no acts."""
    mention = scene.mention_by_head.get(i)
    actor = scene.actor_of(mention) if mention else None
    return actor is not None and actor.kind in PEOPLE


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
        elif sense.content == "report" and _speaks_of(scene, i):
            found.append(Trigger(i, replace(sense, type=EventType.STATEMENT, mode=None), i))
    return _without_echoes(scene, found)


def _speaks_of(scene: Scene, i: int) -> bool:
    """True of a verb of saying that says what about, not what ("remarked on the friction"), of silence ("did not reply",
    "could not confirm the report"), and of what somebody else's words say that others said (“They noted the rifts,” he said)."""
    if i in scene.cues or scene.syntax.children(i, "ccomp", "xcomp"):
        return False
    topics = prep_objects(scene.syntax, i, "on", "about", "of")
    finite = scene.token(i).tag != "VBG"  # not "speaking on condition of anonymity"
    others = (
        finite
        and i in scene.contents
        and any(t.i in scene.mention_by_head and t.lower not in FIRST_PERSON for t in scene.syntax.children(i, "nsubj"))
    )
    object_ = bool(scene.syntax.children(i, "dobj"))
    return (finite and any(t not in scene.times for t in topics)) or is_negated(scene.syntax, i) or (others and object_)


def _nominal(scene: Scene, lexicon: Lexicon, i: int, sense: Sense, senses: dict[int, Sense]) -> Trigger:
    governor, direct = governor_of(scene, i)
    if governor is None:
        return Trigger(i, sense, i)
    over = senses.get(governor)
    effect = lexicon.effect(_key(scene, governor, i, direct=direct), sense)
    acts = over is not None and over.type is not None and over.content != "light"
    if acts and effect is not None and effect.kind in ("light", "aspect"):
        effect = None  # "condemned the attack": the verb is an act of its own and changes nothing about the noun
    if effect is not None:
        return Trigger(i, _turned(sense, effect), governor, over if over and over.content == "light" else None, effect)
    borne = direct and scene.token(i).dep != "nsubj"
    if over is not None and over.content == "light" and (borne or (not direct and "pobj:" in over.pattern)):
        return Trigger(i, sense, governor, over)
    return Trigger(i, sense, i)


def _key(scene: Scene, governor: int, i: int, *, direct: bool) -> str:
    """The verb as ``light.tsv`` has it: with its particle ("call off"), or with the preposition before the noun ("agree to")."""
    verb = verb_with_particle(scene.syntax, governor)
    return verb if direct else f"{scene.token(governor).lemma} {scene.token(scene.token(i).head).lower}"


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
    """Drop a noun that is subject or object of a verb of its own type: "strikes killed twelve" is one predicate; but drop the
    verb where with its particle it says what became of the noun's act: "called the visit off" is no call."""
    fates = {t.carrier: t for t in found if _tells_fate(scene, t)}
    found = [t for t in found if t.sense.pos == "noun" or t.i not in fates or fates[t.i].sense.type != t.sense.type]
    types = {t.i: t.sense.type for t in found if t.sense.pos != "noun"}
    phrases = {i for t in found if t.sense.pos == "adjective" for i in range(t.i, t.i + len(t.sense.lemma.split()))}
    return [t for t in found if t.sense.pos != "noun" or not (t.i in phrases or _echoes(scene, t, types))]


def _tells_fate(scene: Scene, t: Trigger) -> bool:
    """True of an act whose verb, with its particle, gives it a status: "put off the talks"."""
    return t.effect is not None and t.effect.kind == "status" and bool(scene.syntax.children(t.carrier, "prt"))


def _echoes(scene: Scene, t: Trigger, types: dict[int, EventType | None]) -> bool:
    governor, _ = governor_of(scene, t.i)
    same = governor is not None and t.light is None and types.get(governor) == t.sense.type
    owned = any(p.i in scene.mention_by_head for p in scene.syntax.children(t.i, "poss"))
    return same and not owned  # "joining Israel's strikes" are two acts

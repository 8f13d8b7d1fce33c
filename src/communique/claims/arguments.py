"""Who is on which side of a claim: the slots of its sense, filled with mentions.

Slots are the lexicon's: ``S`` logical subject, ``O`` logical object, ``D`` dative, ``X`` subject of the governed clause,
``P:with,on`` objects of prepositions, ``poss amod by of between`` on nouns, and ``.doer``/``.holder``/``.target`` to dig
for an actor inside a noun phrase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from communique.claims.detect import Trigger
from communique.claims.grammar import (
    agent,
    complement,
    conjuncts,
    dative,
    head_subject,
    is_verb,
    logical_objects,
    logical_subject,
    namesakes,
    possessors,
    prep_objects,
)
from communique.claims.lexicon import Sense
from communique.claims.scene import Scene
from communique.records import Mention, Party
from communique.vocabulary import ActorKind, Basis, EventType, Status

DOER = ("poss", "by", "names", "of", "from", "between")
HOLDER = ("poss", "names", "by", "from", "of", "P:with,for,to,on,against,in")
TARGET = ("P:against,on,for,to,with,towards,toward,of,in,over", "between", "names")
SYMMETRIC = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
INSIDE: dict[EventType | None, tuple[str, ...]] = {  # where the other side hides in an object that is no actor
    EventType.ACCUSE: DOER,
    EventType.REJECT: HOLDER,
    None: (*HOLDER, "P:between,from,into,over"),
}
AIMED_BY_CLAUSE = frozenset({EventType.ACCUSE, EventType.REQUEST})
ON_PLACES = frozenset(
    {EventType.CONSULT, EventType.RETREAT, EventType.ASSAULT, EventType.AID, EventType.MOBILIZE, EventType.COERCE}
)
_DIG = 3  # levels of noun phrases inside noun phrases that are looked into

GO_BETWEEN = frozenset({"broker", "chair", "convene", "facilitate", "host", "mediate", "moderate", "sponsor"})
SINGLING = frozenset({"especially", "notably", "particularly"})
_WINDOW = 5  # tokens after a group in which one of it is singled out
RECIPROCAL = frozenset({("each", "other"), ("one", "another")})
OWNED = ("poss", "by")
SHARING = frozenset({"join", "back", "support", "assist"})  # whose subject does what another's noun names

Heads = tuple[int, ...]


def parties(scene: Scene, trigger: Trigger) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The actors and the recipients of a trigger, in text order of their slots; nobody is on both sides."""
    if trigger.sense.pos == "noun":
        doers, targets = _nominal(scene, trigger)
    else:
        doers, targets = _verbal(scene, trigger)
    actors = _parties(scene, doers, trigger)
    taken = {_key(p) for p in actors}
    recipients = tuple(p for p in _parties(scene, targets, trigger) if _key(p) not in taken)
    if not recipients and len(actors) > 1 and _is_reciprocal(scene, trigger):
        return actors, actors
    if trigger.sense.type is EventType.THREATEN:  # "warned that his army would answer": nobody threatens his own side
        own = {_country(scene, p) for p in actors} - {None}
        recipients = tuple(p for p in recipients if _country(scene, p) not in own)
    recipients = recipients or tuple(p for p in _states_of_places(scene, trigger) if _key(p) not in taken)
    if trigger.sense.type in SYMMETRIC and len(actors) > 1 and not recipients:
        return actors[:1], actors[1:]
    return actors, recipients


def _states_of_places(scene: Scene, trigger: Trigger) -> tuple[Party, ...]:
    """Of an act done to a place that nobody stands for ("arrived in Tokyo", "shelled Aleppo"): the state it lies in."""
    if trigger.sense.type not in ON_PLACES:
        return ()
    found: list[Party] = []
    for slot in trigger.sense.recipients:
        for at in dict.fromkeys((_last_word(trigger), trigger.carrier)):
            for head in fill(scene, at, slot.partition(".")[0]):
                place = scene.places.get(head)
                if place is not None and place.literal and place.country:
                    party = Party(None, place.country, Basis.IMPLIED)
                    found += [party] if party not in found else []
    return tuple(found)


def third_parties(scene: Scene, trigger: Trigger, taken: Sequence[Party]) -> tuple[Party, ...]:
    """Mediators and hosts of a mutual act: "talks mediated by Qatar", "a US-brokered deal", "under UN auspices", "through Oman"."""
    if trigger.sense.type not in SYMMETRIC:
        return ()
    heads: list[int] = []
    for i in dict.fromkeys((trigger.i, trigger.carrier)):
        for t in scene.syntax.children(i, "acl", "relcl", "amod"):
            if t.lemma in GO_BETWEEN or {t.lower.removesuffix("d"), t.lower.removesuffix("ed")} & GO_BETWEEN:
                heads += [h for h in (agent(scene.syntax, t.i), *namesakes(scene.syntax, t.i)) if h is not None]
        heads += prep_objects(scene.syntax, i, "through", "via")
        for under in prep_objects(scene.syntax, i, "under"):
            heads += (
                *possessors(scene.syntax, under),
                *namesakes(scene.syntax, under),
                *prep_objects(scene.syntax, under, "of"),
            )
    found = [m for h in dict.fromkeys(heads) for m in _direct(scene, h)]
    keys = {_key(p) for p in taken}
    return tuple(p for p in _parties(scene, found, trigger) if _key(p) not in keys)


def teller_side(scene: Scene, trigger: Trigger, others: Sequence[Party]) -> tuple[Party, ...]:
    """The side that a mutual act leaves unsaid: "he said an accord had been reached with Israel" has his own on the other."""
    voices = scene.contents.get(trigger.i, ())
    taken = {p.actor for p in others}
    for mention in (scene.mentions.get(m) for v in reversed(voices) for m in v.sources):
        if mention is not None and mention.actor is not None and mention.actor not in taken:
            actor = scene.actor_of(mention)
            if actor is not None and actor.kind is not ActorKind.MEDIUM:
                return (Party(mention.id, mention.actor, Basis.INHERITED),)
    return ()


def _is_reciprocal(scene: Scene, trigger: Trigger) -> bool:
    """True of "accused each other", "fired on one another"."""
    clause = scene.token(trigger.carrier)
    words = [scene.token(i).lower for i in range(clause.i, min(clause.right, clause.i + 4))]
    return any(pair in RECIPROCAL for pair in pairwise(words))


def _country(scene: Scene, party: Party) -> str | None:
    actor = scene.actors.get(party.actor or "")
    return actor.country if actor is not None else None


def _key(party: Party) -> str:
    return party.actor or party.mention or ""


def _verbal(scene: Scene, trigger: Trigger) -> tuple[list[Mention], list[Mention]]:
    sense, i = trigger.sense, trigger.i
    doers = _doers(scene, trigger)
    deep = INSIDE.get(sense.type, INSIDE[None]) if sense.type else ()
    found = _first(scene, _last_word(trigger), sense.recipients, dig=deep, exclude=doers)
    if not found and sense.type is EventType.ASSAULT:
        found = _first(scene, i, ("O.target",), exclude=doers)
    return doers, found or _charged(scene, i, sense, doers)


def _doers(scene: Scene, trigger: Trigger) -> list[Mention]:
    """Slots in order; the prepositions of a phrase hang on its last word ("under attack from rebels")."""
    for slot in trigger.sense.actors or ("S",):
        found = _first(scene, _last_word(trigger) if slot.startswith("P:") else trigger.i, (slot,), dig=DOER)
        if found:
            return found
    return []


def _charged(scene: Scene, i: int, sense: Sense, doers: Sequence[Mention]) -> list[Mention]:
    """Whom an accusation or demand is aimed at that names nobody but in its clause: "complained that Iran's raids …"."""
    return _first(scene, i, ("X",), dig=DOER, exclude=doers) if sense.type in AIMED_BY_CLAUSE else []


def _last_word(trigger: Trigger) -> int:
    """Where the objects of a phrase hang: "in favour of talks" on its last noun, a verb's on the verb."""
    return trigger.i + len(trigger.sense.lemma.split()) - 1 if trigger.sense.pos == "adjective" else trigger.i


def _nominal(scene: Scene, trigger: Trigger) -> tuple[list[Mention], list[Mention]]:
    """Of an event noun: its own slots; its light verb's subject where it has none, and the light verb's objects."""
    sense, i = trigger.sense, trigger.i
    if _is_adverbial(scene, i):
        return _adverbial(scene, i, sense)
    own = _first(scene, i, sense.actors)
    targets = _first(scene, i, sense.recipients, dig=INSIDE[None], exclude=own)
    targets = targets or _charged(scene, i, sense, own)
    if trigger.carrier == i:
        return own, targets
    light = trigger.light
    if light is not None and "S" in light.recipients:  # "came under attack from": the subject suffers it
        own = own or _first(scene, trigger.carrier, light.actors)
        return own, _first(scene, trigger.carrier, ("S",), dig=DOER) or targets
    held = _first(scene, i, tuple(s for s in sense.actors if s in OWNED))
    if held and scene.token(trigger.carrier).lemma not in SHARING:
        return held, [m for m in targets if m not in held]  # "raised Iran's transfers", "carried out its attack"
    asked = trigger.effect is not None and trigger.effect.status is Status.REQUESTED
    if asked and sense.type not in SYMMETRIC:
        return own, targets  # "demanded the withdrawal of his troops": who asks for an act does not do it
    subject = _first(scene, trigger.carrier, ("S",), dig=DOER)
    preps = tuple(s for s in sense.recipients if s.startswith("P:"))
    if subject:
        targets = (
            targets
            or [m for m in own if m not in subject]
            or _first(scene, trigger.carrier, (*preps, "D"), exclude=subject)
        )
        return subject, targets
    return own, targets or _first(scene, trigger.carrier, preps, exclude=own)


def _is_adverbial(scene: Scene, i: int) -> bool:
    """True of "in support of", "in defence of", "in response to": a bare act noun after *in*, whose doer is the clause's."""
    token = scene.token(i)
    head = scene.token(token.head)
    bare = not scene.syntax.children(i, "det", "poss", "amod", "compound", "nummod")
    return (
        token.dep == "pobj" and head.lower == "in" and bare and bool(prep_objects(scene.syntax, i, "of", "for", "to"))
    )


def _adverbial(scene: Scene, i: int, sense: Sense) -> tuple[list[Mention], list[Mention]]:
    targets = _first(scene, i, (*sense.recipients, "of"), dig=INSIDE[None])
    for above in scene.syntax.ancestors(i):
        if is_verb(scene.token(above)):
            return [m for m in _first(scene, above, ("S",), dig=DOER) if m not in targets], targets
    return [], targets


def _first(
    scene: Scene, i: int, slots: Iterable[str], *, dig: tuple[str, ...] = (), exclude: Sequence[Mention] = ()
) -> list[Mention]:
    """The mentions of the first slot that has any; ``dig``: the slots of a noun phrase that is no actor itself."""
    for slot in slots:
        if slot == "speaker":
            found = _voice(scene, i)
            if found:
                return found
            continue
        base, _, inner = slot.partition(".")
        heads = fill(scene, i, base)
        found = _mentions(scene, heads, DIGGERS[inner] if inner else dig, direct=not inner)
        found = [m for m in found if m not in exclude]
        if found:
            return found
    return []


def _voice(scene: Scene, i: int) -> list[Mention]:
    """Whoever voices the words at token ``i``: the doer of judgements like "the raid is unacceptable"."""
    for attribution in reversed(scene.contents.get(i, ())):
        found = [scene.mentions[m] for m in attribution.sources if m in scene.mentions]
        if found:
            return found
    return []


def fill(scene: Scene, i: int, slot: str) -> Heads:
    """Head tokens of the noun phrases that fill a slot of token ``i``, joined ones included."""
    name, _, preps = slot.partition(":")
    filler = FILLERS.get(name)
    heads = filler(scene, i, tuple(preps.split(",")) if preps else ()) if filler else ()
    return tuple(dict.fromkeys(c for head in heads for c in _joined(scene, head)))


def _joined(scene: Scene, head: int) -> Heads:
    """The head and what is joined to it; "X of Ukraine and Y of Russia" joins Y to X, whatever the parser says."""
    found = [*conjuncts(scene.syntax, head), *_singled_out(scene, head)]
    if _is_person(scene, head):
        for country in prep_objects(scene.syntax, head, "of", "from"):
            found += [c for c in conjuncts(scene.syntax, country)[1:] if _is_person(scene, c)]
    return tuple(found)


def _singled_out(scene: Scene, head: int) -> Heads:
    """Who is named out of a group: "all parties, especially Israel", "five states including Chad"."""
    found = prep_objects(scene.syntax, head, "including")
    last = scene.sentence(head).last
    for i in range(head + 1, min(head + _WINDOW, last)):
        if scene.token(i).lower in SINGLING:
            named = (k for k in range(i + 1, min(i + _WINDOW, last)) if k in scene.mention_by_head)
            return (*found, *list(named)[:1])
    return found


def _is_person(scene: Scene, i: int) -> bool:
    mention = scene.mention_by_head.get(i)
    actor = scene.actor_of(mention) if mention else None
    return actor is not None and actor.kind is ActorKind.PERSON


def _one(head: int | None) -> Heads:
    return () if head is None else (head,)


def _governed_subject(scene: Scene, i: int, _: tuple[str, ...]) -> Heads:
    below = complement(scene.syntax, i)
    if below is None:
        return ()
    found = _one(logical_subject(scene.syntax, below)) or logical_objects(scene.syntax, below)[:1]
    own = logical_subject(scene.syntax, i)
    return tuple(h for h in found if h != own)


def _subject(scene: Scene, i: int) -> int | None:
    """The logical subject of a verb; the surface subject of any other predicate ("was worried", "is at war")."""
    token = scene.token(i)
    if token.pos in ("ADJ", "ADP", "ADV", "NOUN"):
        return head_subject(scene.syntax, i)
    found = logical_subject(scene.syntax, i)
    return found if found is not None else _opening(scene, i)


def _opening(scene: Scene, i: int) -> int | None:
    """The name that opens the sentence, for participles the parser leaves hanging: "Ruto, having met the envoy, …"."""
    token = scene.token(i)
    if token.dep != "advcl" or not (
        token.tag == "VBG" or any(t.lower == "having" for t in scene.syntax.children(i, "aux"))
    ):
        return None
    first = scene.sentence(i).first
    return next((k for k in range(first, min(first + _WINDOW, i)) if k in scene.mention_by_head), None)


def _after(scene: Scene, i: int, preps: tuple[str, ...]) -> Heads:
    """Objects of prepositions on the word, else on a verb's object ("discussed the plan with Joly", parsed either way)."""
    found = prep_objects(scene.syntax, i, *preps)
    inner = logical_objects(scene.syntax, i) if is_verb(scene.token(i)) else prep_objects(scene.syntax, i, "of")
    others = tuple(p for p in preps if p != "of")  # an object's own *of* says what it is, not whom the act is aimed at
    if others:
        found += tuple(h for o in inner for h in prep_objects(scene.syntax, o, *others) if o != h)
    return tuple(h for h in found if h not in scene.times)


def _between(scene: Scene, i: int, _: tuple[str, ...]) -> Heads:
    return prep_objects(scene.syntax, i, "between", "among")


FILLERS: dict[str, Callable[[Scene, int, tuple[str, ...]], Heads]] = {
    "S": lambda scene, i, _: _one(_subject(scene, i)),
    "O": lambda scene, i, _: logical_objects(scene.syntax, i),
    "D": lambda scene, i, _: _one(dative(scene.syntax, i)),
    "X": _governed_subject,
    "P": lambda scene, i, preps: _after(scene, i, preps),
    "by": lambda scene, i, _: _one(agent(scene.syntax, i)) or prep_objects(scene.syntax, i, "by"),
    "of": lambda scene, i, _: prep_objects(scene.syntax, i, "of"),
    "from": lambda scene, i, _: prep_objects(scene.syntax, i, "from"),
    "between": _between,
    "poss": lambda scene, i, _: possessors(scene.syntax, i),
    "amod": lambda scene, i, _: namesakes(scene.syntax, i),
    "names": lambda scene, i, _: namesakes(scene.syntax, i),
}
DIGGERS: dict[str, tuple[str, ...]] = {"doer": DOER, "holder": HOLDER, "target": TARGET}


def _mentions(scene: Scene, heads: Heads, dig: tuple[str, ...], *, direct: bool) -> list[Mention]:
    """Mentions of the heads; a head that is no actor is dug into ("Israel's attacks killed": Israel)."""
    found: list[Mention] = []
    for head in heads:
        own = _direct(scene, head) if direct else []
        for mention in own or _dug(scene, head, dig, _DIG):
            if mention not in found:
                found.append(mention)
    return found


def _direct(scene: Scene, head: int) -> list[Mention]:
    mention = scene.mention_by_head.get(head)
    if mention is None:
        covering = scene.covering.get(head)
        if covering is not None and scene.token(head).dep in ("compound", "amod", "nmod", "poss", "flat"):
            mention = covering
    return [mention] if mention is not None and _is_party(scene, mention) else []


def _dug(scene: Scene, head: int, slots: tuple[str, ...], depth: int) -> list[Mention]:
    if depth == 0 or scene.token(head).pos == "PRON":
        return []
    for slot in slots:
        heads = fill(scene, head, slot)
        found = [m for h in heads for m in _direct(scene, h)]
        if found:
            return found
        for h in heads:
            deeper = _dug(scene, h, slots, depth - 1)
            if deeper:
                return deeper
    return []


def _is_party(scene: Scene, mention: Mention) -> bool:
    """Whether the mention can act: not one that means a mere place or a thing."""
    actor = scene.actor_of(mention)
    return actor is None or actor.kind is not ActorKind.PLACE or actor.country is not None


def _parties(scene: Scene, mentions: Sequence[Mention], trigger: Trigger) -> tuple[Party, ...]:
    found: list[Party] = []
    for mention in mentions:
        basis = Basis.NAMED if _near(scene, mention, trigger) else Basis.INHERITED
        for actor in mention.members or (mention.actor,):
            party = Party(mention.id, actor, basis)
            if all(_key(p) != _key(party) for p in found):
                found.append(party)
    return tuple(found)


def _near(scene: Scene, mention: Mention, trigger: Trigger) -> bool:
    """True where the mention stands in the clause of the trigger; else it is carried over from the clause before."""
    if mention.head < 0 or trigger.sense.pos == "noun":
        return True
    clause = scene.token(trigger.carrier)
    head = scene.token(mention.head)
    return clause.left <= head.i < clause.right or head.i in _path(scene, trigger.carrier)


def _path(scene: Scene, i: int) -> set[int]:
    """Nouns above a relative or reduced clause: they are named in it."""
    return {scene.token(i).head} if scene.token(i).dep in ("relcl", "acl", "amod") else set()

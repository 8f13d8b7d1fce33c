"""What the trained encoder adds to the rules: triggers they do not know, types, statuses and parties that context tells.

The rules draft; the encoder weighs. A rule's trigger that the encoder finds unlikely is dropped, a word that it finds likely
becomes a trigger, and where it is surer than the rules its type, status and parties are taken. The thresholds were chosen on
the corpus's dev batches (``docs/evaluation.md``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.claims.dating import explicit
from communique.claims.detect import Trigger
from communique.claims.lexicon import Sense
from communique.claims.scene import Scene
from communique.codebook import Codebook
from communique.model.labels import TYPES
from communique.model.signals import Signals
from communique.records import ClaimTime, Mention, Party, Sentence
from communique.vocabulary import Basis, EventType, Status

SIDES = ("actor", "recipient")
NEAR = 2  # sentences back in which a party may stand
_POS = {"NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


@dataclass(frozen=True, slots=True)
class Trust:
    """From which probability on the encoder is believed.

    ``drop``: a rule's trigger below it goes; ``add``: a word above it becomes one; ``type``, ``status``, ``date``: above it the
    encoder's word is taken; ``undate``: above it none of the sentence's expressions dates the claim; ``party``: a mention
    above it is one; ``doubt``: a rule's party below it goes.
    """

    drop: float = 0.15
    add: float = 0.5
    type: float = 0.6
    status: float = 0.7
    party: float = 0.5
    doubt: float = 0.1
    date: float = 0.7
    undate: float = 0.95


def weighed(
    scene: Scene, sentence: Sentence, found: Sequence[Trigger], signals: Signals, book: Codebook, trust: Trust
) -> list[Trigger]:
    """The triggers of a sentence: the rules' own that hold, retyped, and those that only the encoder sees."""
    kept: list[Trigger] = []
    covered: set[int] = set()
    for trigger in found:
        at = _likeliest(scene, trigger, signals)
        covered |= {trigger.i, trigger.carrier, at}
        if claimed(signals, at) >= trust.drop:
            kept.append(_retyped(trigger, at, signals, book, trust))
    words = (i for i in range(sentence.first, sentence.last) if i not in covered)
    added = [_trigger(scene, i, signals, book) for i in words if claimed(signals, i) >= trust.add]
    return sorted([*kept, *added], key=lambda t: t.i)


def claimed(signals: Signals, i: int) -> float:
    """Probability that token ``i`` triggers a claim."""
    return 1.0 - float(signals.types[i, 0])


def _likeliest(scene: Scene, trigger: Trigger, signals: Signals) -> int:
    """The token of a rule's trigger that the encoder would choose: of its phrase, its carrier, and what hangs on them."""
    words = len(trigger.sense.lemma.split())
    first = trigger.i - words + 1 if trigger.sense.pos == "noun" else trigger.i
    phrase = range(max(first, scene.sentence(trigger.i).first), max(first, trigger.i) + words)
    last = scene.sentence(trigger.i).last
    near = {i for i in phrase if i < last} | {trigger.i, trigger.carrier}
    return max(sorted(near), key=lambda i: claimed(signals, i))


def _retyped(trigger: Trigger, at: int, signals: Signals, book: Codebook, trust: Trust) -> Trigger:
    name, probability = signals.type_of(at)
    type_ = EventType(name)
    if type_ is trigger.sense.type or probability < trust.type:
        return trigger
    return replace(trigger, sense=replace(trigger.sense, type=type_, mode=mode_of(signals, at, type_, book)))


def mode_of(signals: Signals, i: int, type_: EventType, book: Codebook) -> str | None:
    """The likeliest mode of token ``i`` among those of its type; None where the type has none."""
    logits = signals.mode_scores[i]
    allowed = [(float(logits[k]), m) for k, m in enumerate(signals.modes) if book.has_mode(type_, m)]
    return max(allowed)[1] if allowed else None


def _trigger(scene: Scene, i: int, signals: Signals, book: Codebook) -> Trigger:
    token = scene.token(i)
    type_ = EventType(signals.type_of(i)[0])
    content = int(signals.contents[i].argmax())
    speech = content > 0
    sense = Sense(
        lemma=token.lemma.replace(" ", "-") or "-",
        pos=_POS.get(token.pos, "verb"),
        type=type_,
        mode=mode_of(signals, i, type_, book),
        actors=("S",) if token.pos in ("VERB", "AUX") else ("poss", "by", "amod"),
        recipients=("O", "D", "P:with,to,on,against")
        if token.pos in ("VERB", "AUX")
        else ("P:against,on,with,to", "of"),
        status=list(Status)[content - 1] if speech else None,
        content="speech" if speech else "",
        contexts=(),
        pattern="",
    )
    return Trigger(i, sense, i)


def candidates(scene: Scene, sentence: Sentence) -> list[Mention]:
    """The mentions that may be parties of a sentence's claims: its own and those of the sentences just before."""
    first = scene.syntax.sentences[max(0, sentence.i - NEAR)].first
    return [scene.mention_by_head[i] for i in range(first, sentence.last) if i in scene.mention_by_head]


def parties_of(
    scene: Scene,
    sentence: Sentence,
    trigger: Trigger,
    ruled: tuple[tuple[Party, ...], tuple[Party, ...]],
    signals: Signals,
    trust: Trust,
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients: the rules' own that the encoder does not doubt, and those that it is sure of."""
    near = candidates(scene, sentence)
    if not near:
        return ruled
    at = _likeliest(scene, trigger, signals)
    scores = [signals.parties(role, at, [m.head for m in near]) for role in SIDES]
    sides: list[tuple[Party, ...]] = []
    for mine, score in zip(ruled, scores, strict=True):
        chance = {m.id: float(p) for m, p in zip(near, score, strict=True)}
        best = {m.actor or m.id: 0.0 for m in near}
        for m in near:
            best[m.actor or m.id] = max(best[m.actor or m.id], chance[m.id])
        kept = [p for p in mine if best.get(p.actor or p.mention or "", 1.0) >= trust.doubt]
        taken = {p.actor or p.mention for p in kept}
        for m in sorted(near, key=lambda m: -chance[m.id]):
            for actor in m.members or (m.actor,):
                if chance[m.id] >= trust.party and (actor or m.id) not in taken:
                    taken.add(actor or m.id)
                    inside = sentence.first <= m.head < sentence.last
                    kept.append(Party(m.id, actor, Basis.NAMED if inside else Basis.INHERITED))
        sides.append(tuple(kept))
    actors, recipients = sides
    both = {p.actor or p.mention for p in actors} & {p.actor or p.mention for p in recipients}
    if both and actors != recipients:
        recipients = tuple(p for p in recipients if (p.actor or p.mention) not in both)
    return actors, recipients


def status_of(trigger: Trigger, scene: Scene, ruled: Status, signals: Signals, trust: Trust) -> Status:
    """The rules' status, or the encoder's where it is sure of another."""
    name, probability = signals.status_of(_likeliest(scene, trigger, signals))
    return Status(name) if probability >= trust.status else ruled


def time_of(
    scene: Scene, sentence: Sentence, trigger: Trigger, ruled: ClaimTime, signals: Signals, trust: Trust
) -> ClaimTime:
    """The rules' time, or the expression of the sentence that the encoder is sure of (or sure that it is none)."""
    near: dict[str, int] = {}
    for i in range(sentence.first, sentence.last):
        time = scene.times.get(i)
        if time is not None and not (time.start_time is None and time.end_time is None):
            near.setdefault(time.id, i)
    if not near:
        return ruled
    shares = signals.choices("time", [_likeliest(scene, trigger, signals)], list(near.values()))[0]
    best = int(shares.argmax())
    if best and float(shares[best]) >= trust.date:
        chosen = scene.times[list(near.values())[best - 1]]
        return ruled if ruled.expression == chosen.id else explicit(chosen)
    if ruled.expression in near and float(shares[0]) >= trust.undate:
        return ClaimTime()
    return ruled


def chance_of(scene: Scene, trigger: Trigger, signals: Signals) -> float:
    """The encoder's probability that the trigger tells a claim of its type."""
    type_ = trigger.sense.type
    if type_ is None:
        return 0.0
    return float(signals.types[_likeliest(scene, trigger, signals), 1 + TYPES.index(type_.value)])

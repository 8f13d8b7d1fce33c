"""When and where each claim happened: the time expression and the place that its clause carries, or inherits."""

from __future__ import annotations

from communique.claims.detect import Trigger
from communique.claims.grammar import is_verb
from communique.claims.scene import Scene
from communique.records import ClaimTime, Place, Sentence, TimeExpression
from communique.vocabulary import EventType, TimeBasis

LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "on",
        "outside",
        "inside",
        "across",
        "off",
        "over",
        "around",
        "within",
        "along",
        "throughout",
        "from",
        "to",
        "into",
        "through",
        "against",
    }
)
_INHERITED_THROUGH = (
    "advcl",
    "xcomp",
    "conj",
    "pcomp",
    "prep",
    "dobj",
    "pobj",
    "attr",
    "nsubj",
    "nsubjpass",
    "acl",
    "oprd",
    "relcl",
    "agent",
    "dative",
    "dep",
    "appos",
)
_STEPS = 8


def governor_of_time(scene: Scene, first: int, last: int) -> int | None:
    """The verb or noun that the words ``[first, last)`` date: the nearest above them that is neither part nor preposition."""
    head = next(
        (i for i in range(first, last) if not first <= scene.token(i).head < last or scene.token(i).head == i), first
    )
    for above in scene.syntax.ancestors(head):
        token = scene.token(above)
        if (is_verb(token) and token.dep not in ("aux", "auxpass")) or token.pos in ("NOUN", "PROPN"):
            return above
    return head if is_verb(scene.token(head)) else None


def times_by_governor(scene: Scene, sentence: Sentence) -> dict[int, list[TimeExpression]]:
    """Governor token → the expressions that date it, of one sentence; durations and empty values are left out."""
    found: dict[int, list[TimeExpression]] = {}
    seen: set[str] = set()
    for i in range(sentence.first, sentence.last):
        time = scene.times.get(i)
        if time is None or time.id in seen:
            continue
        seen.add(time.id)
        if time.start_time is None and time.end_time is None:
            continue
        tokens = scene.syntax.within(time.start, time.end)
        governor = governor_of_time(scene, tokens.start, tokens.stop)
        if governor is not None:
            found.setdefault(governor, []).append(time)
    return found


def claim_time(
    scene: Scene, trigger: Trigger, times: dict[int, list[TimeExpression]], reports: frozenset[int]
) -> ClaimTime:
    """The time of a claim: its own clause's expression, else that of the clause it hangs on.

    ``reports`` are the reporting verbs of the sentence: what is said does not inherit when it was said.
    """
    for i in (trigger.i, trigger.carrier):
        if times.get(i):
            return _explicit(_best(times[i]))
    for t in scene.syntax.children(trigger.i, "prep", "appos", "acl"):
        if times.get(t.i):
            return _explicit(_best(times[t.i]))
    return _inherited(scene, trigger, times, reports)


def _inherited(
    scene: Scene, trigger: Trigger, times: dict[int, list[TimeExpression]], reports: frozenset[int]
) -> ClaimTime:
    below = trigger.carrier
    for step, above in enumerate(scene.syntax.ancestors(below)):
        child = scene.token(below)
        if step > _STEPS or child.dep not in _INHERITED_THROUGH or (above in reports and child.dep == "ccomp"):
            break
        if child.dep == "relcl" or (child.dep == "conj" and scene.syntax.children(below, "nsubj", "nsubjpass")):
            break
        if times.get(above) and is_verb(scene.token(above)):
            best = _best(times[above])
            return ClaimTime(best.start_time, best.end_time, best.precision, TimeBasis.INHERITED, best.id)
        below = above
    return ClaimTime()


def _best(times: list[TimeExpression]) -> TimeExpression:
    """The finest of several expressions on one predicate, the first of equals."""
    order = ("minute", "hour", "day", "week", "month", "year")
    return min(times, key=lambda t: order.index(t.precision.value) if t.precision else len(order))


def _explicit(time: TimeExpression) -> ClaimTime:
    return ClaimTime(time.start_time, time.end_time, time.precision, TimeBasis.EXPLICIT, time.id)


def claim_place(scene: Scene, trigger: Trigger, sentence: Sentence) -> Place | None:
    """The literal place that the trigger's clause names after a locative preposition; a target that is a place counts."""
    best: Place | None = None
    rank = 9
    for i in range(sentence.first, sentence.last):
        place = scene.places.get(i)
        if place is None or not place.literal or place is best:
            continue
        score = _locates(scene, i, trigger)
        if score < rank:
            best, rank = place, score
    return best


def _locates(scene: Scene, i: int, trigger: Trigger) -> int:
    """0 where the place hangs on the trigger, 1 on its carrier, 2 on what the carrier governs; 9 where it does not."""
    token = scene.token(i)
    while token.dep in ("appos", "compound", "conj", "nmod", "amod", "poss", "flat") and token.head != token.i:
        token = scene.token(token.head)
    head = scene.token(token.head)
    if token.dep != "pobj" or head.lower not in LOCATIVE:
        hit = token.dep in ("dobj", "nsubjpass") and token.head == trigger.i and trigger.sense.type is EventType.ASSAULT
        return 1 if hit else 9
    above = scene.token(head.head)
    for distance in range(3):
        if above.i == trigger.i:
            return distance
        if above.i == trigger.carrier:
            return 1 + distance
        if above.pos not in ("NOUN", "PROPN") or above.dep not in (
            "pobj",
            "dobj",
            "nsubjpass",
            "prep",
            "attr",
            "nsubj",
        ):
            return 9
        above = scene.token(above.head)
        if above.dep == "prep":
            above = scene.token(above.head)
    return 9

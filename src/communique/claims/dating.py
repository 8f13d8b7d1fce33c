"""When and where each claim happened: the time expression and the place that its clause carries, or inherits."""

from __future__ import annotations

from collections.abc import Sequence

from communique.claims.detect import Trigger
from communique.claims.grammar import is_verb
from communique.claims.scene import Scene
from communique.records import ClaimTime, Place, Sentence, TimeExpression, Token
from communique.vocabulary import EventType, Precision, Status, TimeBasis

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
OCCASION = frozenset({"for", "in", "at", "during", "on"})
_STEPS = 8  # clauses above, at most, whose time is shared
_OVER, _ELSEWHERE = 4, 9  # ranks of places
_WITHIN_NOUN = ("acl", "relcl", "prep", "pobj", "pcomp", "compound")
DAYS = frozenset({Precision.DAY, Precision.HOUR, Precision.MINUTE})


def governor_of_time(scene: Scene, first: int, last: int, events: frozenset[int]) -> int | None:
    """The predicate that the words ``[first, last)`` date: the nearest verb or event noun above them.

    Other nouns are climbed over, so that the misparsed "Kenya Friday formally joined" still dates *joined*; but not out of
    a noun phrase that holds the words after a preposition ("the treaty of May 1999").
    """
    head = next(
        (i for i in range(first, last) if not first <= scene.token(i).head < last or scene.token(i).head == i), first
    )
    if is_verb(scene.token(head)):
        return head
    held = False
    for above in scene.syntax.ancestors(head):
        token = scene.token(above)
        nominal = above in events and not is_verb(token)
        if nominal or (is_verb(token) and token.dep not in ("aux", "auxpass")):
            return None if held and not nominal else above
        held = held or (token.pos in ("NOUN", "PROPN") and scene.token(head).head != above and token.dep != "pobj")
    return None


def times_by_governor(scene: Scene, sentence: Sentence, events: frozenset[int]) -> dict[int, list[TimeExpression]]:
    """Governor token → the expressions that date it, of one sentence; durations and empty values are left out.

    ``events`` are the predicates of the sentence that claim something, nouns above all.
    """
    found: dict[int, list[TimeExpression]] = {}
    seen: set[str] = set()
    for i in range(sentence.first, sentence.last):
        time = scene.times.get(i)
        if time is None or time.id in seen:
            continue
        seen.add(time.id)
        if (time.start_time is None and time.end_time is None) or time.value.endswith("_REF"):
            continue
        tokens = scene.syntax.within(time.start, time.end)
        governor = governor_of_time(scene, tokens.start, tokens.stop, events)
        if governor is not None:
            for i in (governor, *_carriers(scene, governor, events)):
                found.setdefault(i, []).append(time)
    return found


def _carriers(scene: Scene, governor: int, events: frozenset[int]) -> tuple[int, ...]:
    """The verb that an event noun is the object of, where it says no more than the noun ("ended its summit on Tuesday")."""
    token = scene.token(governor)
    head = scene.token(token.head)
    plain = governor in events and token.dep == "dobj" and is_verb(head) and head.i not in events
    return (head.i,) if plain else ()


def claim_time(
    scene: Scene, trigger: Trigger, times: dict[int, list[TimeExpression]], reports: frozenset[int]
) -> ClaimTime:
    """The time of a claim: its own clause's expression, else that of the clause it hangs on.

    ``reports`` are the reporting verbs of the sentence: what is said does not inherit when it was said.
    """
    for i in dict.fromkeys((trigger.i, trigger.carrier)):
        if times.get(i):
            return explicit(_best(times[i]))
    for t in scene.syntax.children(trigger.i, "prep", "appos", "acl"):
        if times.get(t.i):
            return explicit(_best(times[t.i]))
    time = _inherited(scene, trigger, times, reports)
    return time if time.basis is not TimeBasis.NONE else _from_occasion(scene, trigger, times)


def _from_occasion(scene: Scene, trigger: Trigger, times: dict[int, list[TimeExpression]]) -> ClaimTime:
    """The time of the occasion that the clause names: "will meet for further talks on 17 March"."""
    for p in scene.syntax.children(trigger.carrier, "prep"):
        if p.lower in OCCASION:
            for t in scene.syntax.children(p.i, "pobj"):
                if times.get(t.i):
                    return inherited(_best(times[t.i]))
    return ClaimTime()


def _inherited(
    scene: Scene, trigger: Trigger, times: dict[int, list[TimeExpression]], reports: frozenset[int]
) -> ClaimTime:
    """Up through the clauses that share their time; a relative or reported clause, and a clause in the perfect, has its own."""
    below = trigger.carrier
    for step, above in enumerate(scene.syntax.ancestors(below)):
        child = scene.token(below)
        if child.dep in ("relcl", "acl") and times.get(above):
            return inherited(
                _best(times[above])
            )  # "the coup of 2021, in which …", "the 23 February accord signed by …"
        voiced = trigger.sense.content == "speech" and child.dep == "ccomp"  # "said he was worried": as he spoke
        if step > _STEPS or not (voiced or (child.dep in _INHERITED_THROUGH and above not in reports)):
            break
        if child.dep == "relcl" or is_anterior(scene, below) or _has_own_subject(scene, child):
            break
        if times.get(above) and is_verb(scene.token(above)):
            return inherited(_best(times[above]))
        below = above
    return ClaimTime()


def _has_own_subject(scene: Scene, child: Token) -> bool:
    return child.dep == "conj" and bool(scene.syntax.children(child.i, "nsubj", "nsubjpass"))


def is_anterior(scene: Scene, i: int) -> bool:
    """True of verbs in a perfect tense: what they tell came before."""
    return any(t.lemma == "have" for t in scene.syntax.children(i, "aux"))


def inherited(time: TimeExpression) -> ClaimTime:
    """A claim time carried over from another clause's expression."""
    return ClaimTime(time.start_time, time.end_time, time.precision, TimeBasis.INHERITED, time.id)


def agreeing(time: ClaimTime, status: Status, published: str | None) -> ClaimTime:
    """The time; none where it is carried over and contradicts the status, seen from the day of publication: what occurred
    was not after it, what is planned is not before it.

    >>> day = ClaimTime("2025-06-20", "2025-06-21", None, TimeBasis.INHERITED)
    >>> agreeing(day, Status.OCCURRED, "2025-06-19").basis, agreeing(day, Status.PLANNED, "2025-06-19").basis
    (<TimeBasis.NONE: 'none'>, <TimeBasis.INHERITED: 'inherited'>)
    """
    if published is None or time.basis not in (TimeBasis.INHERITED, TimeBasis.ANCHORED):
        return time
    today = published[: len("2025-06-19")]
    after = time.start_time is not None and time.start_time[: len(today)] > today
    before = time.end_time is not None and time.end_time <= today  # half-open; a time of that day sorts behind it
    wrong = (after and status in (Status.OCCURRED, Status.ONGOING)) or (before and status is Status.PLANNED)
    return ClaimTime() if wrong else time


def is_narrative(scene: Scene, trigger: Trigger) -> bool:
    """True of a predicate on the story's own line: a simple past verb that is the sentence's main one or joined to it, or
    that main verb's participle ("Blair pledged …, warning …"). Background (perfects, relative clauses, what others say,
    bare event nouns) is not."""
    if trigger.sense.pos == "noun" and trigger.carrier == trigger.i:
        return False
    below = trigger.carrier
    token = scene.token(below)
    if trigger.sense.content == "speech" and token.dep == "ccomp" and token.tag in ("VBZ", "VBP", "JJ", "VBD"):
        below = token.head  # "said that both condemn", "he welcomed the plan, the ministry added"
    if scene.token(below).tag not in ("VBD", "VBG") and not _past_helper(scene, below):
        return False
    for above in scene.syntax.ancestors(below):
        if scene.token(below).dep not in ("conj", "advcl", "parataxis") or is_anterior(scene, below):
            return False
        below = above
    return (
        is_verb(scene.token(below))
        and not is_anterior(scene, below)
        and (scene.token(below).tag == "VBD" or _past_helper(scene, below))
    )


def _past_helper(scene: Scene, i: int) -> bool:
    helpers = scene.syntax.children(i, "aux", "auxpass")
    return any(t.tag == "VBD" for t in helpers) and not any(t.lemma == "have" or t.tag == "MD" for t in helpers)


def story_time(scene: Scene, sentence: Sentence, times: dict[int, list[TimeExpression]]) -> TimeExpression | None:
    """The day that a sentence gives to the story: the expression, of a day or finer, on its main verb in the past."""
    for i in (sentence.root, *(t.i for t in scene.syntax.children(sentence.root, "conj", "ccomp"))):
        root = scene.token(i)
        if root.tag != "VBD" and not _past_helper(scene, i):
            continue
        for time in times.get(i, ()):
            if time.precision in DAYS and time.start_time is not None and time.end_time is not None:
                return time
    return None


def _best(times: list[TimeExpression]) -> TimeExpression:
    """The finest of several expressions on one predicate, the first of equals."""
    order = ("minute", "hour", "day", "week", "month", "year")
    return min(times, key=lambda t: order.index(t.precision.value) if t.precision else len(order))


def explicit(time: TimeExpression) -> ClaimTime:
    return ClaimTime(time.start_time, time.end_time, time.precision, TimeBasis.EXPLICIT, time.id)


def places_in(scene: Scene, sentence: Sentence) -> tuple[int, ...]:
    """The tokens of the literal places of a sentence, in text order."""
    return tuple(i for i in range(sentence.first, sentence.last) if i in scene.places and scene.places[i].literal)


def claim_place(scene: Scene, trigger: Trigger, places: Sequence[int]) -> Place | None:
    """The literal place that the trigger's clause names after a locative preposition; a target that is a place counts.

    ``places`` are the sentence's, as ``places_in`` has them; the nearest in the grammar wins, the first of equals.
    """
    if not places:
        return None
    over = _nouns_over(scene, trigger)
    ranked = [(score, i) for i in places if (score := _locates(scene, i, trigger, over)) < _ELSEWHERE]
    return scene.places[min(ranked)[1]] if ranked else None


def _nouns_over(scene: Scene, trigger: Trigger) -> tuple[int, ...]:
    """Nouns, no actors, that hold the trigger in their own phrase: "an operation in Gaza to free them", "fighting that killed"."""
    found: list[int] = []
    below = scene.token(trigger.i)
    for above in scene.syntax.ancestors(trigger.i):
        token = scene.token(above)
        if below.dep not in _WITHIN_NOUN or is_verb(token):
            break
        if token.pos == "NOUN" and above not in scene.mention_by_head:
            found.append(above)
        below = token
    return tuple(found)


def _locates(scene: Scene, i: int, trigger: Trigger, over: Sequence[int]) -> int:
    """0 where the place hangs on the trigger, 1 on its carrier, 2 on what the carrier governs, 4 on a noun of ``over``;
    ``_ELSEWHERE`` where it does not."""
    token = scene.token(i)
    while token.dep in ("appos", "compound", "conj", "nmod", "amod", "poss", "flat") and token.head != token.i:
        token = scene.token(token.head)
    head = scene.token(token.head)
    if token.dep != "pobj" or head.lower not in LOCATIVE:
        hit = token.dep in ("dobj", "nsubjpass") and token.head == trigger.i and trigger.sense.type is EventType.ASSAULT
        return 1 if hit else _ELSEWHERE
    above = scene.token(head.head)
    if head.lower == "from" and above.i in scene.mention_by_head:
        return _ELSEWHERE  # "the minister from Lyon"
    if above.i in over:
        return _OVER
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
            return _ELSEWHERE
        above = scene.token(above.head)
        if above.dep == "prep":
            above = scene.token(above.head)
    return _ELSEWHERE

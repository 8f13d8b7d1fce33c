"""Speech and what it speaks of: links between claims, and the statements that hold no event of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.claims.chains import chain_at
from communique.claims.detect import Trigger
from communique.claims.grammar import for_whom, is_verb, logical_subject
from communique.claims.lexicon import Sense
from communique.claims.scene import Scene, side_of
from communique.claims.status import StatusWords, verb_status
from communique.records import Attribution, Mention, Party, Sentence, Span
from communique.vocabulary import Basis, EventType, Status, Style

if TYPE_CHECKING:
    from communique.claims.reader import Draft

    Drafter = Callable[[Trigger], "Draft"]

SPEECH = ("speech", "control")
FIRST_PERSON = frozenset({"i", "we", "us", "our", "me"})
ADDRESSED = frozenset({EventType.AGREE, EventType.THREATEN, EventType.REQUEST, EventType.CONCEDE, EventType.REJECT})
FRIENDLY = frozenset(
    {
        EventType.CONSULT,
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.CONCEDE,
        EventType.RETREAT,
        EventType.AID,
    }
)
HOSTILE = frozenset({EventType.ASSAULT, EventType.SANCTION, EventType.COERCE})
_MINIMUM_WORDS = 3  # a content shorter than this is a quoted term, not a statement
SAID = Sense("say", "verb", EventType.STATEMENT, None, ("S",), (), None, "report", (), "")
THREATENED = replace(SAID, type=EventType.THREATEN, content="speech", status=Status.THREATENED)
DEMANDED = replace(SAID, lemma="must", type=EventType.REQUEST, content="speech", status=Status.REQUESTED)


def linked(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drafts with ``about`` and ``content_status``: each event points up to the nearest speech act that governs it, and
    where it names no doer has that of the act ("his offer of mediation")."""
    by_token = {d.trigger.i: d for d in drafts if d.trigger.sense.content in SPEECH}
    over = {d.claim.id: _governing(scene, d, by_token) for d in drafts}
    found = [_with_doer(d, over[d.claim.id]) for d in drafts]
    contents: dict[str, list[Draft]] = {}
    for draft in found:
        above = over[draft.claim.id]
        if above is not None:
            contents.setdefault(above.claim.id, []).append(draft)
    return [_with_contents(d, contents.get(d.claim.id, [])) for d in found]


def _with_doer(draft: Draft, over: Draft | None) -> Draft:
    """Who offers, promises or threatens an act is to do it; who is asked for it is."""
    if over is None or draft.claim.actors or draft.trigger.sense.pos != "noun":
        return draft
    if over.claim.type in (EventType.AGREE, EventType.THREATEN, EventType.CONCEDE):
        doers = over.claim.actors
    else:
        doers = over.claim.recipients if over.claim.type is EventType.REQUEST else ()
    own = {p.actor or p.mention for p in draft.claim.recipients}
    doers = tuple(replace(p, basis=Basis.INHERITED) for p in doers if (p.actor or p.mention) not in own)
    return replace(draft, claim=replace(draft.claim, actors=doers))


def _governing(scene: Scene, draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    below = scene.token(draft.trigger.carrier)
    if draft.trigger.carrier != draft.trigger.i and draft.trigger.carrier in by_token:
        return by_token[draft.trigger.carrier]
    for above in scene.syntax.ancestors(below.i):
        found = by_token.get(above)
        if below.dep == "relcl" and (found is None or found.claim.type is not EventType.ACCUSE):
            return None
        asked = for_whom(scene.syntax, above, below.i) is not None
        if below.dep in ("conj", "nsubj", "appos") or (below.dep == "advcl" and is_verb(below) and not asked):
            return None
        if found is not None:
            return found if found is not draft else None
        below = scene.token(above)
    return None


def _with_contents(draft: Draft, contents: list[Draft]) -> Draft:
    sense = draft.trigger.sense
    if sense.content not in SPEECH:
        return draft
    status = sense.status or (contents[0].claim.status if contents else None)
    claim = replace(draft.claim, about=tuple(d.claim.id for d in contents), content_status=status)
    if claim.type is EventType.THREATEN and contents and all(d.claim.type in FRIENDLY for d in contents):
        claim = replace(claim, type=EventType.AGREE, mode=None)  # "had not ruled out meeting him": no threat
    if not claim.recipients and sense.type in ADDRESSED:
        claim = replace(claim, recipients=_sides_of(claim.actors, contents, asked=sense.type is EventType.REQUEST))
    return replace(draft, claim=claim)


def _sides_of(speakers: tuple[Party, ...], contents: Iterable[Draft], *, asked: bool) -> tuple[Party, ...]:
    """Whom an act of speech is aimed at, where only what it speaks of tells: who is to do what is asked, who will suffer
    what is threatened or gain what is promised."""
    own = {p.actor or p.mention for p in speakers}
    for draft in contents:
        claim = draft.claim
        sides = (*claim.actors, *claim.recipients) if asked else claim.recipients
        found = tuple(replace(p, basis=Basis.INHERITED) for p in sides if (p.actor or p.mention) not in own)
        if found:
            return found
    return ()


def statements(
    scene: Scene, sentence: Sentence, drafts: list[Draft], draft: Drafter, words: StatusWords
) -> list[Draft]:
    """The drafts, and a statement for each voice in the sentence whose words hold no event and no speech act."""
    taken = {d.trigger.i for d in drafts}
    added: list[Draft] = []
    for attribution in _voices(scene, sentence):
        cue = _cue_tokens(scene, attribution)
        asserted = any(attribution.id in d.claim.chain and _is_clausal(d.trigger) for d in drafts)
        found = _predicate(scene, sentence, attribution, cue, taken, asserted, words) if attribution.sources else None
        if found is None:
            continue
        trigger, head = found
        if any(d.trigger.i == head and d.claim.type is EventType.STATEMENT for d in drafts):
            continue  # the words are themselves about what others said
        taken.add(trigger.i)
        made = draft(trigger)
        status = Status.OCCURRED
        if cue:
            at = _cue_head(scene, cue)
            spoken = draft(replace(trigger, i=at, carrier=at))
            made = replace(made, narrative=spoken.narrative, claim=replace(made.claim, time=spoken.claim.time))
            status = _said_status(scene, at, words)
        added.append(_voiced(scene, sentence, made, attribution, cue, drafts, status, head))
    voiced = _with_threats(scene, sentence, [*drafts, *added], draft)
    kept = [d for d in voiced if not _announces(d, voiced) and not _is_said_word(scene, d)]
    return sorted(kept, key=lambda d: d.trigger.i)


def _said_status(scene: Scene, i: int, words: StatusWords) -> Status:
    """Of a verb of saying: "are now saying" said it; only positions last ("believe")."""
    status = verb_status(scene, i, words)
    return Status.OCCURRED if status is Status.ONGOING and scene.token(i).tag == "VBG" else status


def _predicate(
    scene: Scene,
    sentence: Sentence,
    attribution: Attribution,
    cue: frozenset[int],
    taken: set[int],
    asserted: bool,
    words: StatusWords,
) -> tuple[Trigger, int] | None:
    """The trigger of the statement that a voice makes in a sentence, and the main predicate of its words; None where it
    makes none of its own: the words tell events, the cue is an act itself, or the words are another's."""
    tokens = _content_tokens(scene, sentence, attribution)
    head = _head(scene, tokens) if len(tokens) >= _MINIMUM_WORDS else None
    if head is None:
        return None
    modal = _deontic(scene, head, words)
    if modal is not None:
        return Trigger(modal if head in taken else head, DEMANDED, head), head
    if cue & taken or _cues_within(scene, head):
        return None
    direct = attribution.style is Style.DIRECT
    if not direct and asserted:
        return None
    at = _cue_head(scene, cue) if head in taken and cue else head
    return None if at in taken else (Trigger(at, SAID, at), head)


def _is_clausal(trigger: Trigger) -> bool:
    """True of predicates that a clause asserts: verbs, adjectives, nouns with a light verb; not of bare event nouns."""
    return trigger.sense.pos != "noun" or trigger.carrier != trigger.i


def _is_said_word(scene: Scene, draft: Draft) -> bool:
    """True of a word of saying or fearing inside somebody's words that voices nothing itself ("and risk a disaster")."""
    trigger = draft.trigger
    feared = draft.claim.type is EventType.STATEMENT and trigger.sense.content == "speech"
    return feared and trigger.i in scene.contents and trigger.i not in scene.cues


def _with_threats(scene: Scene, sentence: Sentence, drafts: list[Draft], draft: Drafter) -> list[Draft]:
    """A hostile act that its own doer says may or will come is a threat: "said it would strike unless …"."""
    found = list(drafts)
    for attribution in _voices(scene, sentence):
        cue = _cue_tokens(scene, attribution)
        hostile = [
            d
            for d in drafts
            if _voices_token(scene, d.trigger.i, attribution) and _is_own_threat(scene, d, attribution)
        ]
        threatened = any(
            d.claim.type is EventType.THREATEN and _voices_token(scene, d.trigger.i, attribution) for d in found
        )
        if not cue or not hostile or threatened or min(cue) < sentence.first or min(cue) >= sentence.last:
            continue
        at = _cue_head(scene, cue)
        others = [d for d in found if d.trigger.i != at or d.claim.type not in (EventType.STATEMENT, EventType.AGREE)]
        if any(d.trigger.i == at for d in others):
            continue
        made = draft(Trigger(at, THREATENED, at))
        claim = replace(
            made.claim,
            actors=_speakers(scene, attribution),
            recipients=_sides_of((), hostile, asked=False),
            content_status=Status.THREATENED,
            about=tuple(d.claim.id for d in hostile),
        )
        found = [*others, replace(made, claim=claim)]
    return found


def _is_own_threat(scene: Scene, draft: Draft, attribution: Attribution) -> bool:
    claim = draft.claim
    if claim.type not in HOSTILE or claim.status not in (Status.PLANNED, Status.POSSIBLE, Status.THREATENED):
        return False
    own = {side_of(scene, scene.mentions[m].actor) for m in attribution.sources if m in scene.mentions} - {None}
    return bool(claim.actors) and all(side_of(scene, p.actor) in own for p in claim.actors)


def _announces(draft: Draft, others: Iterable[Draft]) -> bool:
    """True of "made comments", "issued a statement" beside the speech act that the words were: that act is the claim."""
    if draft.claim.type is not EventType.STATEMENT or draft.trigger.sense.pos != "noun":
        return False
    doers = {p.actor or p.mention for p in draft.claim.actors}
    return any(
        o.trigger.i != draft.trigger.i
        and (o.trigger.sense.content == "speech" or o.claim.type is EventType.STATEMENT)
        and doers & {p.actor or p.mention for p in o.claim.actors}
        for o in others
    )


def _voices(scene: Scene, sentence: Sentence) -> list[Attribution]:
    """The attributions with words in the sentence, in order of their ids."""
    found = {a.id: a for i in range(sentence.first, sentence.last) for a in scene.contents.get(i, ())}
    return sorted(found.values(), key=lambda a: (len(a.id), a.id))


def _cue_head(scene: Scene, cue: frozenset[int]) -> int:
    """The cue's main word: the verb of "have long believed"."""
    return next((i for i in sorted(cue) if scene.token(i).head not in cue - {i}), min(cue))


def _content_tokens(scene: Scene, sentence: Sentence, attribution: Attribution) -> list[int]:
    spans = [scene.syntax.within(s.start, s.end) for s in attribution.content]
    return [i for span in spans for i in span if sentence.first <= i < sentence.last and scene.token(i).pos != "PUNCT"]


def _cue_tokens(scene: Scene, attribution: Attribution) -> frozenset[int]:
    cue = attribution.cue
    return frozenset(scene.syntax.within(cue.start, cue.end)) if cue is not None else frozenset()


def _voices_token(scene: Scene, i: int, attribution: Attribution) -> bool:
    """True where token ``i`` is among the words of the attribution."""
    return any(v.id == attribution.id for v in scene.contents.get(i, ()))


def _cues_within(scene: Scene, head: int) -> bool:
    """True where the words' own predicate is the cue of another voice: "he said both believe that …" is theirs."""
    return any(a.sources and a.content for a in scene.cues.get(head, ()))


def _head(scene: Scene, tokens: Iterable[int]) -> int | None:
    """The main predicate of a content: the first verb of it whose head lies outside, else any such word with a clause."""
    inside = set(tokens)
    tops = [i for i in sorted(inside) if scene.token(i).head not in inside or scene.token(i).head == i]
    verbs = [i for i in tops if is_verb(scene.token(i)) and scene.token(i).dep not in ("aux", "auxpass")]
    if verbs:
        return verbs[0]
    below = [
        i for i in sorted(inside) if is_verb(scene.token(i)) and scene.token(i).dep not in ("aux", "auxpass", "amod")
    ]
    return below[0] if below else None


def _deontic(scene: Scene, head: int, words: StatusWords) -> int | None:
    """The modal of "must be achieved", "should step up", said of somebody else than the speaker's own side."""
    modal = next((t.i for t in scene.syntax.children(head, "aux") if t.lower in words.deontic_modals), None)
    subjects = scene.syntax.children(head, "nsubj", "nsubjpass")
    return modal if subjects and not any(t.lower in FIRST_PERSON for t in subjects) else None


def _voiced(
    scene: Scene,
    sentence: Sentence,
    made: Draft,
    attribution: Attribution,
    cue: frozenset[int],
    drafts: list[Draft],
    status: Status,
    head: int,
) -> Draft:
    """A statement's doers are its voices; its chain is that of the cue, not of the words."""
    actors = _speakers(scene, attribution)
    request = made.trigger.sense is DEMANDED
    recipients = _asked(scene, head, actors) if request else ()
    at = min(cue) if cue else made.trigger.i
    inside = tuple(dict.fromkeys(d.claim.id for d in drafts if _voices_token(scene, d.trigger.i, attribution)))
    claim = replace(
        made.claim,
        id=f"{made.claim.id}s",
        actors=actors,
        recipients=recipients,
        status=status,
        content_status=Status.REQUESTED if request else None,
        about=inside,
        quote=made.claim.quote or _quoted(scene, sentence, attribution),
        chain=chain_at(scene, at, skip=frozenset({attribution.id})) or _outer(scene, attribution),
    )
    return replace(made, claim=claim)


def _quoted(scene: Scene, sentence: Sentence, attribution: Attribution) -> Span | None:
    """The first quotation in the words of a voice."""
    found = (scene.quotes.get(i) for i in _content_tokens(scene, sentence, attribution))
    return next((Span(q.start, q.end) for q in found if q is not None), None)


def _outer(scene: Scene, attribution: Attribution) -> tuple[str, ...]:
    chain: list[str] = []
    over = scene.attributions.get(attribution.within or "")
    while over is not None and over.id not in chain:
        chain.append(over.id)
        over = scene.attributions.get(over.within or "")
    return tuple(i for i in chain if scene.attributions[i].sources)


def _speakers(scene: Scene, attribution: Attribution) -> tuple[Party, ...]:
    sources = (scene.mentions[m] for m in attribution.sources if m in scene.mentions)
    return tuple(p for m in sources for p in _as_parties(m))


def _as_parties(mention: Mention) -> list[Party]:
    return [Party(mention.id, actor, Basis.NAMED) for actor in mention.members or (mention.actor,)]


def _asked(scene: Scene, i: int, speakers: tuple[Party, ...]) -> tuple[Party, ...]:
    subject = logical_subject(scene.syntax, i)
    mention = scene.mention_by_head.get(subject) if subject is not None else None
    if mention is None:
        return ()
    taken = {p.actor for p in speakers}
    return tuple(p for p in _as_parties(mention) if p.actor is None or p.actor not in taken)

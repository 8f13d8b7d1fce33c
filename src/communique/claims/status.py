"""Whether it happened: from negation, modality, tense and the predicates that govern the trigger, innermost first."""

from __future__ import annotations

from dataclasses import dataclass, fields

from communique.claims.detect import Trigger
from communique.claims.grammar import for_whom, is_negated, is_verb, prep_objects
from communique.claims.lexicon import Sense
from communique.claims.scene import Scene
from communique.claims.words import Words
from communique.records import Token
from communique.vocabulary import EventType, Status

FACTUAL = frozenset({Status.OCCURRED, Status.ONGOING})
UNREAL = frozenset({Status.DENIED, Status.NEGATED, Status.CANCELLED, Status.POSTPONED})
CLAUSAL = (
    "xcomp",
    "ccomp",
    "pcomp",
    "acl",
    "advcl",
    "conj",
    "dobj",
    "pobj",
    "attr",
    "prep",
    "agent",
    "dative",
    "nsubj",
    "nsubjpass",
    "oprd",
    "acomp",
    "appos",
    "csubj",
    "parataxis",
    "dep",
)
GOVERNED = ("xcomp", "ccomp", "pcomp", "acl", "dobj", "pobj", "attr", "nsubjpass", "prep", "dative", "oprd", "advcl")
OF_LIKE = frozenset({"of", "for", "to"})


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Closed-class words and modifiers that decide a status; read from ``data/status.toml``."""

    possible_modals: frozenset[str]
    planned_modals: frozenset[str]
    deontic_modals: frozenset[str]
    adjectives: dict[str, Status]
    adverbs: dict[str, Status]
    nouns: dict[str, Status]
    durative: frozenset[str]
    stative: frozenset[str]
    lasting: frozenset[str]
    ability: frozenset[str]
    future_in_past: frozenset[str]
    conditionals: frozenset[str]
    due: frozenset[str]
    nobody: frozenset[str]


def load_status_words() -> StatusWords:
    """The words of ``status.toml``.

    Raises:
        DataError: a list is missing, or a status is none of ours.
    """
    words = Words.load("status.toml")
    turned = {
        name: {word: words.member(Status, status) for status, them in words.lists(name).items() for word in them}
        for name in ("adjectives", "adverbs", "nouns")
    }
    plain = {f.name: words.listed(f.name) for f in fields(StatusWords) if f.name not in turned}
    return StatusWords(**turned, **plain)  # type: ignore[arg-type]


def combine(inner: Status, outer: Status | None) -> Status:
    """The status of an event with status ``inner`` under a governing predicate that imposes ``outer``.

    >>> combine(Status.OCCURRED, Status.POSSIBLE), combine(Status.REQUESTED, Status.PLANNED)
    (<Status.POSSIBLE: 'possible'>, <Status.REQUESTED: 'requested'>)
    """
    if outer is Status.ONGOING and inner is Status.OCCURRED:
        return outer
    if outer is None or outer in FACTUAL:
        return inner
    if inner in FACTUAL or (outer in UNREAL and inner not in UNREAL):
        return outer
    if inner is Status.NEGATED and outer is Status.REQUESTED:  # asked not to do it
        return outer
    if inner is Status.PLANNED and outer in (Status.POSSIBLE, Status.REQUESTED, Status.THREATENED, Status.OFFERED):
        return outer
    return inner


def own_status(scene: Scene, trigger: Trigger, words: StatusWords) -> Status:
    """The status that the predicate's own words give it, before anything that governs it is looked at."""
    if trigger.effect is not None and trigger.effect.status is not None:
        return trigger.effect.status
    if trigger.sense.pos == "noun" and trigger.light is None and trigger.effect is None:
        return noun_status(scene, trigger.i, words, trigger.sense)
    status = verb_status(scene, trigger.carrier, words, negatable=_is_negatable(trigger.sense))
    if trigger.sense.pos == "noun" and is_negated(scene.syntax, trigger.i):
        return Status.NEGATED
    return status


def _is_negatable(sense: Sense) -> bool:
    """False where the negation is part of the sense: "did not rule out", "will not hesitate to"."""
    return "neg" not in sense.pattern.split()


def noun_status(scene: Scene, i: int, words: StatusWords, sense: Sense) -> Status:
    """Of an event noun: by its adjectives and determiners ("planned talks", "no agreement"), else occurred."""
    if is_negated(scene.syntax, i):
        return Status.NEGATED
    for child in scene.syntax.children(i, "amod", "compound", "nmod", "advmod", "relcl", "acl"):
        found = words.adjectives.get(child.lemma) or words.adjectives.get(child.lower)
        if found is not None:
            return found
    lent = sense.content in ("speech", "control") and sense.status is not Status.OFFERED  # to what the noun speaks of
    if sense.status is not None and not lent:
        return sense.status
    return Status.ONGOING if sense.lemma in words.durative else Status.OCCURRED


def verb_status(scene: Scene, i: int, words: StatusWords, *, negatable: bool = True) -> Status:
    """Of a verb: by its negation, its modal, its adverbs, its tense; infinitives count as occurred until governed.

    ``negatable`` is false where the negation is part of the sense ("did not rule out").
    """
    syntax, token = scene.syntax, scene.token(i)
    helper = _helpers(scene, i)
    negated = (negatable and is_negated(syntax, i)) or _nobody_did(scene, i, words)
    modal = next((t.lower for t in helper if t.tag == "MD" or t.lower in ("'ll", "’ll")), None)
    if (
        modal in words.future_in_past
        and (negated or _is_told_in_past(scene, i))
        and not _is_conditional(scene, i, words)
    ):
        modal = "will"
    if negated and (modal is None or modal in words.planned_modals or modal in words.ability):
        return Status.NEGATED
    for child in syntax.children(i, "advmod", "npadvmod"):
        found = words.adverbs.get(child.lower)
        if found is not None:
            return found
    if _going_to(scene, i, words):
        return Status.PLANNED
    if modal is not None:
        if modal in words.deontic_modals:
            return Status.REQUESTED
        if modal in words.possible_modals:
            return Status.POSSIBLE
        if modal in words.planned_modals:
            return Status.PLANNED
    if any(t.lower in words.conditionals for t in syntax.children(i, "mark")):
        return Status.POSSIBLE
    if _is_standing(scene, token, helper):
        return Status.ONGOING
    return _tense(token, helper, words)


def _nobody_did(scene: Scene, i: int, words: StatusWords) -> bool:
    """ "No minister attended", "neither side signed", "nobody replied"."""
    subjects = scene.syntax.children(i, "nsubj", "nsubjpass")
    return any(
        t.lower in words.nobody for s in subjects for t in (s, *scene.syntax.children(s.i, "det", "preconj", "cc"))
    )


def _is_told_in_past(scene: Scene, i: int) -> bool:
    """ "said it would meet": the future of the past."""
    token = scene.token(i)
    return token.dep == "ccomp" and scene.token(token.head).tag == "VBD"


def _is_conditional(scene: Scene, i: int, words: StatusWords) -> bool:
    """True where a condition stands beside the verb."""
    clauses = scene.syntax.children(i, "advcl")
    return any(t.lower in words.conditionals for c in clauses for t in scene.syntax.children(c.i, "mark"))


def _is_standing(scene: Scene, token: Token, helpers: list[Token]) -> bool:
    """True of the author's simple present in a relative clause, a standing act or position: "which France backs".

    A main clause tells what happened in it (radio and titles do), and quoted words perform in it ("we condemn").
    """
    if token.tag not in ("VBZ", "VBP") or helpers or token.i in scene.quotes or token.i in scene.contents:
        return False
    return token.dep == "relcl" and bool(scene.syntax.children(token.i, "nsubj"))


def _tense(token: Token, helpers: list[Token], words: StatusWords) -> Status:
    if token.tag == "VBG" and token.dep == "acl" and not helpers:
        return Status.ONGOING  # "exiles protesting in the streets"
    progressive = token.tag == "VBG" and any(t.lemma == "be" for t in helpers)
    progressive = progressive or any(t.lower == "being" for t in helpers)
    if progressive and not any(t.tag == "VBD" for t in helpers):
        return Status.ONGOING
    perfect = token.tag == "VBN" and any(t.lemma == "have" and t.tag in ("VBZ", "VBP") for t in helpers)
    if token.lemma in words.stative and ((token.tag in ("VBZ", "VBP") and not helpers) or perfect):
        return Status.ONGOING
    return Status.OCCURRED


def _helpers(scene: Scene, i: int) -> list[Token]:
    """Auxiliaries of a verb, those of the verb it is joined to included where it has none and is a bare form."""
    token = scene.token(i)
    own = scene.syntax.children(i, "aux", "auxpass")
    if own or token.dep != "conj":
        return own
    head = scene.token(token.head)
    if not is_verb(head) or head.tag != token.tag or scene.syntax.children(i, "nsubj", "nsubjpass"):
        return own
    return scene.syntax.children(head.i, "aux", "auxpass")


def _going_to(scene: Scene, i: int, words: StatusWords) -> bool:
    """ "is going to strike", "is to meet", "are set to", "is about to": the infinitive after *be* (+ going, set, due)."""
    token = scene.token(i)
    head = scene.token(token.head)
    infinitive = any(t.lower == "to" for t in scene.syntax.children(i, "aux"))
    if not infinitive or token.dep not in ("xcomp", "ccomp", "acomp"):
        return False
    if head.lemma == "be":
        return True
    return head.lower in words.due and any(
        t.lemma == "be" for t in [*scene.syntax.children(head.i, "aux", "auxpass"), scene.token(head.head)]
    )


def full_status(scene: Scene, trigger: Trigger, senses: dict[int, Sense], words: StatusWords) -> Status:
    """The status of a trigger: its own, then what each predicate above it imposes, from the inside outwards."""
    status = own_status(scene, trigger, words)
    below = trigger.carrier
    if is_presupposed(scene, trigger):
        return _lasting(scene, trigger, status, words)
    for above in scene.syntax.ancestors(below):
        child, head = scene.token(below), scene.token(above)
        if child.dep not in CLAUSAL or (child.dep == "acl" and child.tag in ("VBN", "VBG")):
            break
        status = combine(status, _imposed(scene, child, head, senses, words))
        below = above
    if trigger.sense.type is EventType.THREATEN and status is Status.THREATENED:
        return Status.OCCURRED
    return _lasting(scene, trigger, status, words)


def _lasting(scene: Scene, trigger: Trigger, status: Status, words: StatusWords) -> Status:
    """ "The siege continued", "keeps shelling", "are at war": ongoing where the predicate says so."""
    token = scene.token(trigger.i)
    head = scene.token(token.head)
    if status is not Status.OCCURRED:
        return status
    if token.dep == "nsubj" and head.lemma in words.lasting:
        return Status.ONGOING
    if token.dep in ("xcomp", "ccomp") and head.lemma in words.lasting:
        return Status.ONGOING
    present = head.lemma == "be" and head.tag in ("VBZ", "VBP") and token.dep in ("acomp", "prep", "attr", "advmod")
    return Status.ONGOING if present and trigger.sense.pos == "adjective" and not trigger.sense.content else status


def is_presupposed(scene: Scene, trigger: Trigger) -> bool:
    """True of a definite event noun: "condemned Israel's strikes", "regretted the raid" take it for granted, whatever
    governs it; "called for strikes" and, a mere way to name an act, "called for the release of prisoners" do not."""
    if trigger.sense.pos != "noun" or trigger.carrier != trigger.i:
        return False
    marked = scene.syntax.children(trigger.i, "poss", "det")
    if any(t.dep == "poss" or t.lower in ("this", "these", "those") for t in marked):
        return True
    return any(t.lower == "the" for t in marked) and not prep_objects(scene.syntax, trigger.i, "of")


def _imposed(scene: Scene, child: Token, head: Token, senses: dict[int, Sense], words: StatusWords) -> Status | None:
    """What ``head`` makes of the event expressed by (or under) its dependent ``child``."""
    if child.dep in ("nsubj", "csubj", "appos", "agent"):
        return None
    if child.dep == "advcl" and for_whom(scene.syntax, head.i, child.i) is not None:
        sense = senses.get(head.i)
        return sense.status if sense is not None else None
    if child.dep == "advcl" and child.tag == "VB" and _has_to(scene, child):
        return Status.PLANNED  # a purpose: "flew to Geneva to meet him"
    if child.dep == "advcl":
        marks = scene.syntax.children(child.i, "mark")
        return Status.POSSIBLE if any(t.lower in words.conditionals for t in marks) else None
    sense = senses.get(head.i)
    if child.dep == "conj" and not _parallel_to_infinitive(scene, child, head):
        return None
    if child.dep == "conj":
        return sense.status if sense is not None else None
    if child.lower in ("without", "instead"):
        return Status.NEGATED
    if sense is not None and sense.status is not None and sense.content and child.dep in GOVERNED:
        return _turned(scene, head, sense, words)
    if head.pos in ("NOUN", "PROPN") and (child.dep == "acl" or (child.dep == "prep" and child.lower in OF_LIKE)):
        return words.nouns.get(head.lemma)
    if is_verb(head) and child.dep in ("xcomp", "ccomp"):
        own = verb_status(scene, head.i, words, negatable=sense is None or _is_negatable(sense))
        return own if own not in FACTUAL and own is not Status.REQUESTED else None
    return None


def _has_to(scene: Scene, token: Token) -> bool:
    return any(t.lower == "to" for t in scene.syntax.children(token.i, "aux"))


def _parallel_to_infinitive(scene: Scene, child: Token, head: Token) -> bool:
    """ "was scheduled to lay a wreath, talk to guards and meet the president": bare forms that the parser joins too high."""
    if child.tag not in ("VB", "VBP") or scene.syntax.children(child.i, "nsubj", "aux"):
        return False
    return any(t.i < child.i and _has_to(scene, t) for t in scene.syntax.children(head.i, "xcomp"))


def _turned(scene: Scene, head: Token, sense: Sense, words: StatusWords) -> Status | None:
    """The status a governing predicate imposes; its own negation turns factual denials and plans to negated ones."""
    if sense.lemma == "have" and head.tag == "VBD":
        return None  # "had to withdraw": they did
    if is_verb(head) and verb_status(scene, head.i, words, negatable=_is_negatable(sense)) is Status.NEGATED:
        if sense.status in (Status.PLANNED, Status.OFFERED):
            return Status.NEGATED
        if sense.status in UNREAL:  # "did not stop shelling", "did not refuse to talk"
            return Status.ONGOING if sense.content == "aspect" else Status.POSSIBLE
    return sense.status

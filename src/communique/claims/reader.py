"""The component that reads claims: predicates, their parties, status, time, place, voices and counts, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from communique.claims.arguments import SYMMETRIC, parties, teller_side, third_parties
from communique.claims.chains import chain_at, is_told_by_author, performed
from communique.claims.confidence import NOBODY
from communique.claims.dating import (
    claim_place,
    claim_time,
    is_narrative,
    places_in,
    times_by_governor,
)
from communique.claims.detect import Trigger, senses_of, triggers
from communique.claims.evidence import evidence_of, quote_of, topic_of, trigger_span
from communique.claims.learned import Trust, chance_of, parties_of, status_of, time_of, weighed
from communique.claims.lexicon import Lexicon, Sense, load_lexicon
from communique.claims.merging import settled
from communique.claims.quantities import CountWords, load_count_words, numbers_in, quantities_of
from communique.claims.scene import Scene, scene_of
from communique.claims.speech import linked, statements
from communique.claims.status import StatusWords, full_status, load_status_words
from communique.claims.story import Story
from communique.claims.veiled import VeiledWords, load_veiled_words, unveiled
from communique.codebook import Codebook, coding, load_codebook
from communique.model.signals import Signals
from communique.records import Actor, Claim, Evidence, Reading, Sentence, TimeExpression
from communique.vocabulary import ActorKind, Sector

ARTICLE_MENTIONS = 2  # how often an article must speak of a context for it to be the article's


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim on its way: the predicate it was read from, kept beside it until the links between claims are made.

    ``chance``: the encoder's probability of the claim's type, where there is an encoder.
    """

    trigger: Trigger
    sentence: int
    claim: Claim
    narrative: bool = False
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class View:
    """One sentence with all that its claims share, looked up once.

    ``times``: governor token → expressions; ``reports``: its reporting verbs; ``places``, ``numbers``,
    ``claimed``: tokens, the last of ``triggers``.
    """

    scene: Scene
    sentence: Sentence
    senses: dict[int, Sense]
    times: dict[int, list[TimeExpression]]
    reports: frozenset[int]
    contexts: tuple[str, ...]
    places: tuple[int, ...]
    numbers: tuple[int, ...]
    triggers: tuple[Trigger, ...]
    claimed: frozenset[int]
    evidence: Evidence
    signals: Signals | None


@dataclass(frozen=True, slots=True)
class Rules:
    """All that the claim reader reads from files."""

    lexicon: Lexicon
    codebook: Codebook
    status: StatusWords
    counts: CountWords
    veiled: VeiledWords


def load_rules() -> Rules:
    """Lexicon, codebook and word lists of the package; ``DataError`` names the file and what is wrong in it."""
    return Rules(load_lexicon(), load_codebook(), load_status_words(), load_count_words(), load_veiled_words())


def predicates(senses: dict[int, Sense]) -> frozenset[int]:
    """The tokens of predicates that claim something themselves: not light, aspectual or reporting verbs."""
    return frozenset(
        i for i, s in senses.items() if s.pos == "noun" or (s.type is not None and s.content in ("", "speech"))
    )


class ClaimReader:
    """Assigns ``claims``, and adds the states that are parties only by a place ("arrived in Tokyo") to ``actors``.

    ``states`` has the name of every state by its ISO 3166-1 alpha-3 code.
    """

    name = "claims"
    requires = ("document", "layout", "syntax", "times", "places", "actors", "mentions", "attributions")
    assigns = ("claims", "actors")

    def __init__(self, rules: Rules, states: Mapping[str, str], trust: Trust | None = None) -> None:
        self.rules = rules
        self.states = states
        self.trust = trust or Trust()

    def __call__(self, batch: Sequence[Reading]) -> list[Reading]:
        """Readings with their claims and the document's contexts."""
        return [self.read(reading) for reading in batch]

    def read(self, reading: Reading) -> Reading:
        """One reading with its claims, in text order."""
        scene = scene_of(reading)
        drafts: list[Draft] = []
        story = Story(reading.document.published)
        for sentence in scene.syntax.sentences:
            view = self._view(scene, sentence, reading.signals)
            story.enter(scene, sentence, view.times)
            drafts += [story.issued(scene, story.dated(scene, d)) for d in self._sentence(view)]
        claims = settled(scene, drafts)
        contexts = self.rules.lexicon.contexts((t.lemma for t in scene.syntax.tokens), least=ARTICLE_MENTIONS)
        document = replace(reading.document, contexts=contexts)
        return reading.having(claims=claims, actors=self._with_states(reading, claims), document=document)

    def _with_states(self, reading: Reading, claims: Sequence[Claim]) -> tuple[Actor, ...]:
        known = {a.id for a in reading.actors or ()}
        implied = dict.fromkeys(p.actor for c in claims for p in c.recipients if p.mention is None and p.actor)
        missing = [i for i in implied if i not in known]
        states = (Actor(i, self.states.get(i, i), ActorKind.STATE, i, Sector.GOV, (Sector.GOV,)) for i in missing)
        return (*(reading.actors or ()), *states)

    def _sentence(self, view: View) -> list[Draft]:
        draft = partial(self._draft, view)
        drafts = linked(view.scene, [draft(t) for t in view.triggers])
        drafts = statements(view.scene, view.sentence, drafts, draft, self.rules.status)
        return unveiled(view.scene, view.sentence, drafts, self.rules.veiled)

    def _view(self, scene: Scene, sentence: Sentence, signals: Signals | None) -> View:
        senses = senses_of(scene, self.rules.lexicon, sentence)
        found = triggers(scene, self.rules.lexicon, sentence, senses)
        if signals is not None:
            found = weighed(scene, sentence, found, signals, self.rules.codebook, self.trust)
        lemmas = (t.lemma for t in scene.syntax.tokens[sentence.first : sentence.last])
        return View(
            scene=scene,
            sentence=sentence,
            senses=senses,
            times=times_by_governor(scene, sentence, predicates(senses)),
            reports=frozenset(i for i, sense in senses.items() if sense.content == "report"),
            contexts=self.rules.lexicon.contexts(lemmas),
            places=places_in(scene, sentence),
            numbers=numbers_in(scene, sentence, self.rules.counts),
            triggers=tuple(found),
            claimed=frozenset(t.i for t in found),
            evidence=evidence_of(scene, sentence),
            signals=signals,
        )

    def _draft(self, view: View, trigger: Trigger) -> Draft:
        scene, sense = view.scene, trigger.sense
        assert sense.type is not None
        actors, recipients = parties(scene, trigger)
        if not actors and recipients and sense.type in SYMMETRIC:
            actors = teller_side(scene, trigger, recipients)
        status = full_status(scene, trigger, view.senses, self.rules.status)
        if view.signals is not None:
            actors, recipients = parties_of(
                scene, view.sentence, trigger, (actors, recipients), view.signals, self.trust
            )
            status = status_of(trigger, scene, status, view.signals, self.trust)
        time = claim_time(scene, trigger, view.times, view.reports)
        if view.signals is not None:
            time = time_of(scene, view.sentence, trigger, time, view.signals, self.trust)
        place = claim_place(scene, trigger, view.places)
        told = not is_told_by_author(scene, trigger)
        code = coding(self.rules.codebook, sense.type, sense.mode, status)
        claim = Claim(
            id=f"{trigger.i}",
            type=sense.type,
            mode=sense.mode,
            contexts=tuple(dict.fromkeys((*sense.contexts, *view.contexts))),
            actors=actors,
            recipients=recipients,
            third_parties=third_parties(scene, trigger, (*actors, *recipients)),
            status=status,
            content_status=None,
            about=(),
            time=time,
            place=place.id if place else None,
            quantities=quantities_of(scene, trigger, view.numbers, view.claimed, self.rules.counts),
            topic=topic_of(scene, trigger, recipients),
            trigger=trigger_span(scene, trigger),
            evidence=view.evidence,
            chain=chain_at(scene, trigger.i, skip=performed(scene, trigger, actors)) if told else (),
            quote=quote_of(scene, trigger),
            cameo=code.cameo,
            plover=code.plover,
            confidence=NOBODY,
        )
        chance = chance_of(scene, trigger, view.signals) if view.signals is not None else None
        return Draft(trigger, view.sentence.i, claim, is_narrative(scene, trigger), chance)

"""The component that reads claims: predicates, their parties, status, time, place, voices and counts, sentence by sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from communique.claims.arguments import SYMMETRIC, parties, teller_side, third_parties
from communique.claims.chains import chain_at, is_told_by_author, performed
from communique.claims.dating import (
    claim_place,
    claim_time,
    is_narrative,
    times_by_governor,
)
from communique.claims.detect import Trigger, senses_of, triggers
from communique.claims.evidence import evidence_of, quote_of, topic_of, trigger_span
from communique.claims.lexicon import Lexicon, Sense, load_lexicon
from communique.claims.merging import settled
from communique.claims.quantities import CountWords, quantities_of
from communique.claims.scene import Scene, scene_of
from communique.claims.speech import linked, statements
from communique.claims.status import StatusWords, full_status
from communique.claims.story import Story
from communique.claims.veiled import VeiledWords, unveiled
from communique.codebook import Codebook, coding, load_codebook
from communique.records import Actor, Claim, Reading, Sentence
from communique.vocabulary import ActorKind, QuantityKind, Sector, Status

ARTICLE_MENTIONS = 2  # how often an article must speak of a context for it to be the article's


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim on its way: the predicate it was read from, kept beside it until the links between claims are made."""

    trigger: Trigger
    sentence: int
    claim: Claim
    narrative: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """All that the claim reader reads from files."""

    lexicon: Lexicon
    codebook: Codebook
    status: StatusWords
    counts: CountWords
    veiled: VeiledWords


def load_rules() -> Rules:
    """Lexicon, codebook and word lists of the package; ``DataError`` names file and line of what is wrong."""
    folder = files("communique.claims") / "data"
    status = tomllib.loads((folder / "status.toml").read_text(encoding="utf-8"))
    counts = tomllib.loads((folder / "quantities.toml").read_text(encoding="utf-8"))
    veiled = tomllib.loads((folder / "veiled.toml").read_text(encoding="utf-8"))
    veils = VeiledWords(
        nouns=frozenset(veiled["nouns"]),
        marks=frozenset(veiled["marks"]),
        verbs=frozenset(veiled["verbs"]),
        prepositions=tuple(veiled["prepositions"]),
    )
    return Rules(load_lexicon(), load_codebook(), _status_words(status), _count_words(counts), veils)


def _status_words(data: dict[str, object]) -> StatusWords:
    def turned(name: str) -> dict[str, Status]:
        table = data[name]
        assert isinstance(table, dict)
        return {word: Status(status) for status, words in table.items() for word in words}

    return StatusWords(
        possible_modals=frozenset(data["possible_modals"]),  # type: ignore[call-overload]
        planned_modals=frozenset(data["planned_modals"]),  # type: ignore[call-overload]
        deontic_modals=frozenset(data["deontic_modals"]),  # type: ignore[call-overload]
        adjectives=turned("adjectives"),
        adverbs=turned("adverbs"),
        nouns=turned("nouns"),
        durative=frozenset(data["durative"]),  # type: ignore[call-overload]
        stative=frozenset(data["stative"]),  # type: ignore[call-overload]
        lasting=frozenset(data["lasting"]),  # type: ignore[call-overload]
    )


def _count_words(data: dict[str, object]) -> CountWords:
    kinds = data["kinds"]
    assert isinstance(kinds, dict)
    return CountWords(
        numbers=data["numbers"],  # type: ignore[arg-type]
        scales=data["scales"],  # type: ignore[arg-type]
        low=tuple(data["low"]),  # type: ignore[arg-type]
        high=tuple(data["high"]),  # type: ignore[arg-type]
        about=tuple(data["about"]),  # type: ignore[arg-type]
        kinds={QuantityKind(kind): frozenset(words) for kind, words in kinds.items()},
        people=frozenset(data["people"]),  # type: ignore[call-overload]
        money=frozenset(data["money"]),  # type: ignore[call-overload]
        weapons=frozenset(data["weapons"]),  # type: ignore[call-overload]
    )


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

    def __init__(self, rules: Rules, states: Mapping[str, str]) -> None:
        self.rules = rules
        self.states = states

    def __call__(self, batch: Sequence[Reading]) -> list[Reading]:
        """Readings with their claims and the document's contexts."""
        return [self.read(reading) for reading in batch]

    def read(self, reading: Reading) -> Reading:
        """One reading with its claims, in text order."""
        scene = scene_of(reading)
        drafts: list[Draft] = []
        story = Story()
        for sentence in scene.syntax.sentences:
            senses = senses_of(scene, self.rules.lexicon, sentence)
            times = times_by_governor(scene, sentence, predicates(senses))
            story.enter(scene, sentence, times)
            drafts += [story.issued(scene, story.dated(scene, d)) for d in self._sentence(scene, sentence, senses)]
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

    def _sentence(self, scene: Scene, sentence: Sentence, senses: dict[int, Sense]) -> list[Draft]:
        found = triggers(scene, self.rules.lexicon, sentence, senses)
        drafts = [self._draft(scene, sentence, t, senses) for t in found]
        drafts = linked(scene, drafts, senses)
        drafts = statements(scene, sentence, drafts, senses, self._draft, self.rules.status)
        return unveiled(scene, sentence, drafts, self.rules.veiled)

    def _draft(self, scene: Scene, sentence: Sentence, trigger: Trigger, senses: dict[int, Sense]) -> Draft:
        times = times_by_governor(scene, sentence, predicates(senses))
        reports = frozenset(i for i, sense in senses.items() if sense.content == "report")
        actors, recipients = parties(scene, trigger)
        if not actors and recipients and trigger.sense.type in SYMMETRIC:
            actors = teller_side(scene, trigger, recipients)
        status = full_status(scene, trigger, senses, self.rules.status)
        place = claim_place(scene, trigger, sentence)
        sense = trigger.sense
        assert sense.type is not None
        lemmas = [t.lemma for t in scene.syntax.tokens[sentence.first : sentence.last]]
        told = not is_told_by_author(scene, trigger)
        chain = chain_at(scene, trigger.i, skip=performed(scene, trigger, actors)) if told else ()
        code = coding(self.rules.codebook, sense.type, sense.mode, status)
        claim = Claim(
            id=f"{trigger.i}",
            type=sense.type,
            mode=sense.mode,
            contexts=tuple(dict.fromkeys((*sense.contexts, *self.rules.lexicon.contexts(lemmas)))),
            actors=actors,
            recipients=recipients,
            third_parties=third_parties(scene, trigger, (*actors, *recipients)),
            status=status,
            content_status=None,
            about=(),
            time=claim_time(scene, trigger, times, reports),
            place=place.id if place else None,
            quantities=quantities_of(scene, trigger, sentence, self.rules.counts),
            topic=topic_of(scene, trigger),
            trigger=trigger_span(scene, trigger),
            evidence=evidence_of(scene, sentence),
            chain=chain,
            quote=quote_of(scene, trigger),
            cameo=code.cameo,
            plover=code.plover,
            confidence=0.5,
        )
        return Draft(trigger, sentence.i, claim, is_narrative(scene, trigger))

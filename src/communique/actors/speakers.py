"""After attributions are known: who "I" and "we" are, and an actor for every source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.actors.identities import Identities, day_of, unknown
from communique.knowledge import Knowledge
from communique.records import Actor, Attribution, Mention, Reading
from communique.vocabulary import ActorKind, MentionKind, Style

_NEAR = 240  # characters over which a quoted speaker goes on
_SELF = frozenset({"i", "me", "my", "mine", "myself"})
_ARTICLES = ("the ", "a ", "an ", "this ", "that ", "its ", "his ", "her ", "their ")


class Speakers:
    """Resolves first person pronouns in quotations to the speaker ("I") or the speaker's side ("we").

    The side is the speaker's state; of somebody who holds an office of an organisation, that organisation; of a body
    without a country, the body itself. Mentions that attributions added without an actor get one.
    """

    name = "speakers"
    requires = ("document", "syntax", "mentions", "actors", "attributions")
    assigns = ("mentions", "actors")

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __call__(self, batch: Sequence[Reading]) -> list[Reading]:
        """Readings whose first persons and sources have actors."""
        return [self.read(reading) for reading in batch]

    def read(self, reading: Reading) -> Reading:
        """One reading with its first persons and sources resolved."""
        assert reading.mentions is not None and reading.actors is not None and reading.attributions is not None
        identities = Identities(self.knowledge, day_of(reading.document.published))
        actors = {actor.id: actor for actor in reading.actors}
        mentions = _with_sources(reading, actors)
        by_id = {m.id: m for m in mentions}
        open_ = [m for m in mentions if m.speaker_scope]
        speeches = innermost(open_, reading.attributions)
        speeches |= going_on([m for m in open_ if m.id not in speeches], reading.attributions)
        made = []
        for mention in mentions:
            speech = speeches.get(mention.id)
            made.append(mention if speech is None else _spoken(mention, speech, reading, by_id, actors, identities))
        return reading.having(mentions=tuple(made), actors=tuple(actors.values()))


def innermost(mentions: Iterable[Mention], attributions: Sequence[Attribution]) -> dict[str, Attribution]:
    """For each mention the attribution with the shortest content span round it; a sweep, linear but for sorting."""
    spans = sorted(((s.start, s.end, n) for n, a in enumerate(attributions) if a.sources for s in a.content))
    found: dict[str, Attribution] = {}
    active: list[tuple[int, int, int]] = []
    at = 0
    for mention in sorted(mentions, key=lambda m: m.start):
        while at < len(spans) and spans[at][0] <= mention.start:
            active.append(spans[at])
            at += 1
        active = [span for span in active if span[1] > mention.start]
        round_ = [span for span in active if span[1] >= mention.end]
        if round_:
            found[mention.id] = attributions[min(round_, key=lambda s: (s[1] - s[0], -s[0], s[2]))[2]]
    return found


def going_on(mentions: Iterable[Mention], attributions: Sequence[Attribution]) -> dict[str, Attribution]:
    """For mentions in a quotation that nobody is said to speak: the one quoted right before goes on speaking."""
    ends = sorted(
        (a.content[-1].end, n)
        for n, a in enumerate(attributions)
        if a.sources and a.content and a.style is not Style.INDIRECT
    )
    found = {}
    for mention in mentions:
        at = bisect_left(ends, (mention.start, 0)) - 1
        if at >= 0 and mention.start - ends[at][0] <= _NEAR:
            found[mention.id] = attributions[ends[at][1]]
    return found


def _spoken(
    mention: Mention,
    speech: Attribution,
    reading: Reading,
    by_id: dict[str, Mention],
    actors: dict[str, Actor],
    identities: Identities,
) -> Mention:
    sources = [by_id[id_] for id_ in speech.sources if id_ in by_id]
    ids = list(dict.fromkeys(id_ for m in sources for id_ in ((m.actor,) if m.actor else m.members)))
    if not ids:
        return mention
    if reading.document.text[mention.start : mention.end].lower() not in _SELF:
        sides = [side(actors[id_], identities) for id_ in ids if id_ in actors]
        for actor in sides:
            actors.setdefault(actor.id, actor)
        ids = list(dict.fromkeys(actor.id for actor in sides))
    return replace(mention, actor=ids[0]) if len(ids) == 1 else replace(mention, members=tuple(ids))


def side(speaker: Actor, identities: Identities) -> Actor:
    """Whom a speaker means by "we"."""
    if speaker.kind is ActorKind.PERSON and speaker.country is None:
        body = _office_body(speaker, identities)
        return body if body is not None else speaker
    if speaker.country is not None and speaker.kind in {ActorKind.PERSON, ActorKind.GOVERNMENT, ActorKind.PEOPLE}:
        return identities.state(speaker.country) or speaker
    return speaker


def _office_body(speaker: Actor, identities: Identities) -> Actor | None:
    """The body of the speaker's office: by the base, else by the words of the office ("UN spokeswoman")."""
    if speaker.id in identities.knowledge.persons:
        tenure = identities.tenure(speaker.id)
        return None if tenure is None else identities.body(tenure.office.actor)
    words = (speaker.office or speaker.name).split()
    for length in range(min(4, len(words)), 0, -1):
        for phrase in identities.knowledge.candidates(" ".join(words[:length])):
            found = identities.named(phrase)
            if found is not None and not phrase.needs_context:
                return found
    return None


def _with_sources(reading: Reading, actors: dict[str, Actor]) -> list[Mention]:
    """The mentions; sources without an actor get that of the same head, else a new one with the country inside."""
    assert reading.mentions is not None and reading.attributions is not None
    sources = {id_ for a in reading.attributions for id_ in a.sources}
    by_head = {m.head: m for m in reading.mentions if m.actor is not None or m.members}
    made = []
    for mention in reading.mentions:
        if mention.actor is not None or mention.members or mention.speaker_scope or mention.id not in sources:
            made.append(mention)
            continue
        same = by_head.get(mention.head) if mention.head >= 0 else None
        if same is not None:
            mention = replace(mention, actor=same.actor, members=same.members)
        elif mention.kind is not MentionKind.PRONOUN:
            actor = _source(mention, reading, actors)
            mention = replace(mention, actor=actors.setdefault(actor.id, actor).id)
        made.append(mention)
    return made


def _source(mention: Mention, reading: Reading, actors: dict[str, Actor]) -> Actor:
    """A new actor for a source such as "a ministry statement", of the country and sector of the actor named inside."""
    assert reading.mentions is not None
    name = " ".join(reading.document.text[mention.start : mention.end].split())
    for article in _ARTICLES:
        name = name[len(article) :] if name.lower().startswith(article) else name
    inside = (
        actors.get(m.actor or "")
        for m in reading.mentions
        if mention.start <= m.start and m.end <= mention.end and m.id != mention.id
    )
    owner = next((a for a in inside if a is not None), None)
    return unknown(
        name, ActorKind.OTHER, country=owner.country if owner else None, sector=owner.sector if owner else None
    )

"""Step 3, who: the component that reads mentions and actors from the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.actors import bodies, persons, roles
from communique.actors.discourse import Discourse, Known
from communique.actors.identities import Identities, day_of
from communique.actors.learned import Trust, settled
from communique.actors.names import Match, NameTrie, names
from communique.actors.noun_phrases import NounPhrases, evidence
from communique.actors.pronouns import antecedent
from communique.actors.references import Reference, Sort
from communique.actors.scene import Scene, full_names, seen_states
from communique.actors.sides import joint_authors, side_of, topic
from communique.actors.whereabouts import Whereabouts
from communique.actors.words import Words, load_words
from communique.knowledge import Knowledge, PhraseKind
from communique.records import Actor, Mention, Place, Reading, Syntax
from communique.vocabulary import BlockKind, MentionKind


class ActorReader:
    """Assigns ``mentions`` and ``actors``: names, roles, pronouns and sets, resolved on the document's date.

    Pronouns of the first person inside quotations stay open (``speaker_scope``) for `Speakers`.
    """

    name = "actors"
    requires = ("document", "layout", "syntax", "places")
    assigns = ("mentions", "actors")

    def __init__(self, knowledge: Knowledge, words: Words | None = None, trust: Trust | None = None) -> None:
        self.knowledge = knowledge
        self.trust = trust or Trust()
        self.words = words or load_words()
        self.trie = NameTrie(knowledge.phrases())

    def __call__(self, batch: Sequence[Reading]) -> list[Reading]:
        """Readings with their mentions and actors."""
        return [self.read(reading) for reading in batch]

    def read(self, reading: Reading) -> Reading:
        """One reading with its mentions and actors."""
        scene, refs = self._scene(reading)
        found = [(ref, resolve(ref, scene)) for ref in refs]
        kept = [(ref, known) for ref, known in found if _shown(ref, known)]
        mentions = tuple(_mention(f"m{n}", ref, known, scene) for n, (ref, known) in enumerate(kept, 1))
        done = reading.having(mentions=mentions, actors=_actors(kept, scene))
        return done if reading.signals is None else settled(done, reading.signals, self.trust)

    def _scene(self, reading: Reading) -> tuple[Scene, list[Reference]]:
        syntax = reading.syntax
        assert syntax is not None
        side = side_of(reading.document.publisher, self.knowledge, self.words)
        matches = _no_places(names(syntax, self.trie, self.words), reading, self.words)
        authors, start = joint_authors(reading.document.title, self.knowledge), _after_we(syntax)
        ours = side.official or bool(authors) or start is not None
        refs = NounPhrases(syntax, reading.layout, matches, self.words, self.knowledge, ours=ours).find()
        by_head = {ref.head: ref for ref in reversed(refs)}
        renamed = {ref.apposed: ref for ref in refs if ref.apposed is not None}
        identities = Identities(self.knowledge, day_of(reading.document.published))
        states = seen_states(refs) + evidence(matches, self.knowledge)
        scene = Scene(
            reading.document.text,
            syntax,
            self.words,
            identities,
            Discourse(syntax),
            by_head,
            renamed,
            states,
            self._home(reading),
            full_names(refs, syntax),
            side=side,
            joint=next((ref for ref in refs if ref.first == start), None),
            authors=authors,
            bodies=_organisations(matches),
            whereabouts=Whereabouts(syntax, _told(reading), states, _states_as_places(refs)),
            topic=topic(states, side, reading.document.title, self.knowledge),
        )
        return scene, refs

    def _home(self, reading: Reading) -> str | None:
        """The country of the dateline's place, where it is a capital or a state."""
        place = reading.layout.dateline_place if reading.layout is not None else None
        if place is None:
            return None
        name = reading.document.text[place.start : place.end]
        for text in (name, name.title()):
            found = self.knowledge.capitals.get(text, ())
            if len(found) == 1:
                return found[0]
        return None


def _no_places(matches: list[Match], reading: Reading, words: Words) -> list[Match]:
    """Without the names that only the recogniser takes for bodies (or, after "in", for persons) where they are places."""
    assert reading.syntax is not None
    tokens = reading.syntax.tokens
    spelt = {p.start: p for p in reading.places or () if p.literal}
    kept = []
    for match in matches:
        first, last = tokens[match.first], tokens[match.last - 1]
        place = spelt.get(first.start)
        inside = last.dep == "pobj" and tokens[last.head].lower in words.locative | {"of", "to", "over"}
        if (
            match.phrases
            or place is None
            or place.end != last.end
            or not (inside or (match.ent != "PERSON" and place.country is not None))
        ):
            kept.append(match)
    return kept


def _after_we(syntax: Syntax) -> int | None:
    """The token after "We," at the head of a declaration: "We, *the* leaders of …"."""
    tokens = syntax.tokens
    return next(
        (
            t.i + 2
            for t in tokens[:-2]
            if t.text in {"We", "WE"} and tokens[t.i + 1].text == "," and tokens[t.i + 2].lower == "the"
        ),
        None,
    )


def _told(reading: Reading) -> list[Place]:
    """The places of the text itself: a dateline tells where it was written."""
    datelines = [
        b for b in (reading.layout.blocks if reading.layout is not None else ()) if b.kind is BlockKind.DATELINE
    ]
    return [p for p in reading.places or () if not any(b.start <= p.start < b.end for b in datelines)]


def _states_as_places(refs: Sequence[Reference]) -> dict[int, str]:
    """The states that are only places, by token."""
    found = {}
    for ref in refs:
        ids = {p.id for p in ref.phrases if p.kind is PhraseKind.STATE}
        if ref.sort is Sort.PLACE and len(ids) == 1:
            found[ref.head] = ids.pop()
    return found


def _organisations(matches: Sequence[Match]) -> tuple[str, ...]:
    """Ids of the organisations that a text names, in its order."""
    ids = (p.id for m in matches for p in (*m.phrases, *m.inner) if p.kind is PhraseKind.ORGANISATION)
    return tuple(dict.fromkeys(ids))


def resolve(ref: Reference, scene: Scene) -> Known | None:
    """The actor of a reference, noted in the discourse; None where nobody is found."""
    if ref.head in scene.done and scene.by_head.get(ref.head) is ref:
        return scene.done[ref.head]
    _resolve_owner(ref, scene)
    known = _resolved(ref, scene)
    if known is not None:
        nobody = scene.syntax.tokens[ref.first].lower == "no"
        scene.discourse.note(ref, known, visible=ref.sort is not Sort.PLACE and not nobody)
    if scene.by_head.get(ref.head) is ref:
        scene.done[ref.head] = known
    return known


def _resolve_owner(ref: Reference, scene: Scene) -> None:
    owner = scene.by_head.get(ref.owner) if ref.owner is not None else None
    if owner is not None and owner is not ref and owner.head not in scene.done:
        resolve(owner, scene)


def _resolved(ref: Reference, scene: Scene) -> Known | None:
    if ref.sort in {Sort.STATE, Sort.PLACE}:
        return bodies.state(ref, scene)
    if ref.sort is Sort.PEOPLE:
        return bodies.people(ref, scene)
    if ref.sort is Sort.PERSON:
        return persons.person(ref, scene, _hints(ref, scene))
    if ref.sort is Sort.BODY:
        return bodies.body(ref, scene)
    if ref.sort is Sort.PRONOUN:
        if ref.gender in {"s", "w"}:
            return None if ref.quoted else _ours(scene)
        return antecedent(ref, scene.discourse, scene.by_head, scene.words)
    return _apposition(ref, scene) or _by_noun(ref, scene)


def _ours(scene: Scene) -> Known | None:
    """Whom "we" means outside quotations: those named after "We,", else the authors by the title, else the publisher."""
    if scene.joint is not None:
        return resolve(scene.joint, scene)
    authors = [scene.add(actor, Sort.BODY) for actor in map(scene.identities.body, scene.authors) if actor is not None]
    if authors:
        return authors[0] if len(authors) == 1 else scene.discourse.make_set(authors)
    return bodies.ours(scene)


def _by_noun(ref: Reference, scene: Scene) -> Known | None:
    if ref.sort is Sort.ORGAN:
        return bodies.organ(ref, scene)
    return bodies.country_noun(ref, scene) if ref.sort is Sort.COUNTRY else roles.role(ref, scene)


def _hints(ref: Reference, scene: Scene) -> list[Reference]:
    """Role phrases that rename the person, before or after."""
    after = scene.renamed.get(ref.head)
    before = scene.by_head.get(ref.apposed) if ref.apposed is not None else None
    hints = [h for h in (before, after) if h is not None and h.sort is Sort.ROLE and not h.plural]
    for hint in hints:
        _resolve_owner(hint, scene)
    return hints


def _apposition(ref: Reference, scene: Scene) -> Known | None:
    """The actor of the name that stands beside a noun phrase: "Yuri Ushakov, a Kremlin aide"."""
    others = [scene.by_head.get(ref.apposed) if ref.apposed is not None else None, scene.renamed.get(ref.head)]
    for other in others:
        if other is None or other is ref or ref.plural or not _alike(ref, other):
            continue
        known = scene.discourse.at.get(other.head) if other.head < ref.head else resolve_ahead(other, scene)
        if known is not None and not known.members:
            persons.describe(known, ref, scene)
            known.nouns.update(scene.role_words(ref))
            return known
    return None


def resolve_ahead(ref: Reference, scene: Scene) -> Known | None:
    """The actor of a name that comes later in the sentence, without noting it yet."""
    return persons.person(ref, scene, _hints(ref, scene)) if ref.sort is Sort.PERSON else _named_ahead(ref, scene)


def _named_ahead(ref: Reference, scene: Scene) -> Known | None:
    if ref.sort is Sort.STATE:
        return bodies.state(ref, scene)
    return bodies.body(ref, scene) if ref.sort is Sort.BODY else None


def _alike(ref: Reference, other: Reference) -> bool:
    """A role may rename a person or a pronoun, a body noun a body, a country noun a state."""
    fitting = {
        Sort.ROLE: {Sort.PERSON, Sort.PRONOUN},
        Sort.ORGAN: {Sort.BODY, Sort.PRONOUN},
        Sort.COUNTRY: {Sort.STATE},
    }
    if ref.sort is Sort.ORGAN and other.sort is Sort.STATE:
        return not ref.phrases  # "their rival, the United States"
    if ref.sort is Sort.ROLE and other.sort is Sort.BODY and ref.role == "role:delegation":
        return True  # "its mission, MINUSCA"
    if ref.sort is Sort.ROLE and other.sort in {Sort.STATE, Sort.BODY}:
        return not ref.phrases or any(p.id in {"role:ally", "role:mediator"} for p in ref.phrases)
    return other.sort in fitting.get(ref.sort, set())


def _shown(ref: Reference, known: Known | None) -> bool:
    """Whether a reference becomes a mention: places and empty "it" do not."""
    if ref.sort is Sort.PLACE:
        return False
    if known is not None:
        return True
    return ref.sort is Sort.PRONOUN and (ref.gender in {"s", "w"} or ref.gender in {"m", "f", "p"})


def _mention(id_: str, ref: Reference, known: Known | None, scene: Scene) -> Mention:
    tokens = scene.syntax.tokens
    start, end = tokens[ref.first].start, tokens[ref.last - 1].end
    actor = known.actor.id if known is not None and known.actor is not None else None
    members = tuple(_now(id_, scene) for id_ in known.members) if known is not None else ()
    kind = MentionKind.NAME if ref.sort in {Sort.STATE, Sort.PERSON, Sort.BODY, Sort.PEOPLE} else ref.kind
    return Mention(id_, start, end, kind, actor, ref.head, members, ref.gender in {"s", "w"} and known is None)


def _now(id_: str, scene: Scene) -> str:
    """The id of a member, who may have been given a name since."""
    actor = scene.discourse.by_id[id_].actor
    return id_ if actor is None else actor.id


def _actors(kept: Sequence[tuple[Reference, Known | None]], scene: Scene) -> tuple[Actor, ...]:
    """The actors of the mentions and the members of the sets, by first mention."""
    found: dict[str, Actor] = {}
    for _, known in kept:
        if known is None:
            continue
        if known.actor is not None:
            found.setdefault(known.actor.id, known.actor)
        for member in known.members:
            actor = scene.discourse.by_id[member].actor
            if actor is not None:
                found.setdefault(actor.id, actor)
    return tuple(replace(actor) for actor in found.values())

"""Persons by name: of the text so far, of the base on the day, or new with what the text says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp

from communique.actors.anaphora import unnamed
from communique.actors.discourse import Known
from communique.actors.identities import unknown
from communique.actors.references import Reference, Sort
from communique.actors.scene import Scene
from communique.knowledge import PhraseKind
from communique.knowledge.tables import plain
from communique.records import Actor
from communique.vocabulary import ActorKind, Sector

_SURE = 2.5  # a surname alone means a person of the base from here on
_MARGIN = 0.75
_OFFICIAL = frozenset({Sector.GOV, Sector.MIL, Sector.LEG, Sector.JUD, Sector.SPY, Sector.COP})


def person(ref: Reference, scene: Scene, hints: Sequence[Reference] = ()) -> Known:
    """The person that a name means. ``hints`` are phrases that rename it ("Yuri Ushakov, a Kremlin aide")."""
    names = _name_words(ref, scene)
    known = _in_text(names, ref, scene)
    if known is None:
        known = _of_base(ref, names, scene, hints)
    for phrase in (ref, *hints):
        describe(known, phrase, scene)
    scene.discourse.call(known, names)
    known.gender = known.gender or ref.gender
    return known


def describe(known: Known, ref: Reference, scene: Scene) -> None:
    """Add what a phrase says of a person: its nouns; country, sector and office where they were not known."""
    actor = known.actor
    if actor is None:
        return
    known.nouns.update(scene.role_words(ref))
    known.nouns.update(id_ for id_ in (ref.role, ref.affiliation) if id_ is not None)
    known.gender = known.gender or ref.gender
    if not actor.id.startswith("new:") or actor.kind is not ActorKind.PERSON:
        return
    country = actor.country or scene.country(ref)
    sector = actor.sector or sector_of(ref, scene)
    office = actor.office or office_words(ref, scene)
    known.actor = replace(actor, country=country, sector=sector, sectors=(sector,) if sector else (), office=office)


def office_words(ref: Reference, scene: Scene) -> str | None:
    """The role as the text has it, without article: "Kremlin aide"."""
    tokens = scene.syntax.tokens
    last = ref.core[0] if ref.sort is Sort.PERSON else ref.last
    inside = [t for t in tokens[ref.first : last] if t.pos not in {"DET", "PUNCT", "PRON"}]
    if ref.role is None or not inside:
        return None
    return scene.text[inside[0].start : inside[-1].end].strip() or None


def sector_of(ref: Reference, scene: Scene) -> Sector | None:
    """The sector of a phrase: of its role; an official's is that of the body it belongs to."""
    own = scene.identities.sector_of_role(ref.role)
    if ref.past and own in _OFFICIAL:
        return Sector.ELI
    affiliate = scene.affiliate(ref)
    if affiliate is not None and affiliate.kind is not ActorKind.STATE and own in {None, Sector.GOV}:
        return affiliate.sector or own
    return own or (Sector.GOV if affiliate is not None and ref.affiliation else None)


def _name_words(ref: Reference, scene: Scene) -> list[str]:
    return [plain(w).lower().strip(".") for w in scene.core_of(ref).split() if w[:1].isalpha()]


def _in_text(names: list[str], ref: Reference, scene: Scene) -> Known | None:
    """A person of this text whose full name has these words; the one spoken of last where there are two."""
    if not names:
        return None
    ids = {p.id for p in ref.phrases}
    full = {p.id for p in ref.phrases if p.kind is PhraseKind.PERSON}
    of_base = [scene.discourse.by_id[id_] for id_ in sorted(ids) if id_ in scene.discourse.by_id]
    for known in sorted(of_base, key=lambda k: -k.last):
        if known.times and (full or len(names) == 1):
            return known
    if full and len(names) > 1:
        return None
    for known in scene.discourse.called(names[-1:]):
        if (
            known.person
            and known.times
            and set(names) <= known.names
            and _titles_agree(ref, known)
            and (len(names) > 1 or _calls(names[0], known))
        ):
            return known
    return None


def _calls(name: str, known: Known) -> bool:
    """A one-word name calls a person by surname; a given name only where nothing else is known of them."""
    actor = known.actor
    words = [plain(w).lower() for w in actor.name.replace("-", " ").split()] if actor is not None else []
    return not words or name in {words[-1], words[0]} or name in known.names


def _titles_agree(ref: Reference, known: Known) -> bool:
    return ref.gender is None or known.gender is None or ref.gender == known.gender


def _of_base(ref: Reference, names: list[str], scene: Scene, hints: Sequence[Reference]) -> Known:
    full_ref = scene.full.get(names[0]) if len(names) == 1 else None
    if (
        full_ref is not None
        and full_ref is not ref
        and full_ref.head > ref.head
        and not _contradicts(ref, full_ref, scene)
    ):
        return person(full_ref, scene)
    titled = next(filter(None, (_by_office(phrase, names, scene) for phrase in (ref, *hints))), None)
    if titled is not None:
        return _entered(scene.identities.person(titled), scene)
    scored = sorted(
        ((_support(id_, ref, scene, hints), id_) for id_ in _candidates(ref, names, scene)),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if scored:
        best, id_ = scored[0]
        full = any(p.kind is PhraseKind.PERSON for p in ref.phrases) or len(names) > 1
        clear = len(scored) == 1 or best - scored[1][0] >= _MARGIN
        if clear and (full or best >= _SURE):
            return _entered(scene.identities.person(id_), scene)
        if not clear and (full or best >= _SURE):
            rivals = [(i, round(1 / (1 + exp(-s)), 2)) for s, i in scored if best - s < _MARGIN][:4]
            countries = {scene.identities.person(i).country for i, _ in rivals}
            official = sector_of(ref, scene) in _OFFICIAL and not ref.past
            country = _only(countries) or (scene.official_country(ref) if official else None)
            actor = unknown(scene.core_of(ref), ActorKind.PERSON, country=country, candidates=rivals)
            return scene.add(actor, Sort.PERSON)
    return _new(ref, scene, hints)


def _contradicts(ref: Reference, other: Reference, scene: Scene) -> bool:
    """True where title or country tell that the later full name is another person's."""
    if None not in {ref.gender, other.gender} and ref.gender != other.gender:
        return True
    countries = {scene.country(ref), scene.country(other)} - {None}
    return len(countries) > 1


def _by_office(ref: Reference, names: list[str], scene: Scene) -> str | None:
    """The holder of the office in the title, of the country beside, whose name has the words: "Jordan's King Abdullah"."""
    country = scene.country(ref)
    if country is None or ref.role is None or ref.past or ref.lesser or not names:
        return None
    held = scene.identities.holders(country, ref.role)
    called = {id_: plain(scene.identities.person(id_).name).lower().replace("-", " ").split() for id_ in held}
    fitting = [id_ for id_, words in called.items() if set(names) <= set(words)] or [
        id_ for id_, words in called.items() if words[-1] == names[-1] and words[0][0] == names[0][0]
    ]  # "Jack", "Jacob J."
    return fitting[0] if len(fitting) == 1 else None


def _candidates(ref: Reference, names: list[str], scene: Scene) -> list[str]:
    """Persons of the base with this name; after a mere title ("President Bush"), all with the surname."""
    full = [p.id for p in ref.phrases if p.kind is PhraseKind.PERSON]
    if full and len(names) == 2 and names[0] in scene.words.titles:
        full += scene.identities.knowledge.persons_surnamed(scene.core_of(ref).split()[-1])
    if not ref.phrases and len(names) > 1:  # a middle name or initial that the base does not have
        surnamed = scene.identities.knowledge.persons_surnamed(scene.core_of(ref).split()[-1])
        return [id_ for id_ in surnamed if _first_name(id_, scene) == names[0]]
    ids = list(dict.fromkeys(full or [p.id for p in ref.phrases if p.kind is PhraseKind.SURNAME]))
    return [id_ for id_ in ids if not any(_longer(id_, other, scene) for other in ids)]


def _first_name(id_: str, scene: Scene) -> str:
    return plain(scene.identities.knowledge.persons[id_].name).lower().split()[0]


def _longer(id_: str, other: str, scene: Scene) -> bool:
    """True where the name is the other's with a title before it."""
    persons = scene.identities.knowledge.persons
    return id_ != other and persons[id_].name.endswith(" " + persons[other].name)


def _support(id_: str, ref: Reference, scene: Scene, hints: Sequence[Reference]) -> float:
    """How well a person of the base fits: fame on the day, the countries of the text, the role and country beside."""
    who = scene.identities.person(id_)
    score = 0.4 * min(scene.identities.fame(id_), 9.0)
    if who.country is not None:
        score += 1.5 if scene.states[who.country] else -1.0
    for phrase in (ref, *hints):
        country = scene.country(phrase)
        if country is not None:
            score += 3.0 if country == who.country else -4.0
        score += _role_support(phrase, id_, scene)
    return score


def _role_support(phrase: Reference, id_: str, scene: Scene) -> float:
    """For a title that the person bears (or bore, where it is called former); against one out of office."""
    words = scene.role_words(phrase) & scene.words.people
    if not words:
        return 0.0
    if phrase.past or phrase.role in {"role:former-president", "role:former-prime-minister", "role:former-official"}:
        return 3.0 if words & scene.identities.past_nouns(id_) else 0.0
    if words & scene.identities.nouns(id_):
        return 2.0
    return -1.5 if scene.identities.tenure(id_) is None else 0.0


def _entered(actor: Actor, scene: Scene) -> Known:
    known = scene.add(actor, Sort.PERSON)
    known.nouns.update(scene.identities.nouns(actor.id))
    scene.discourse.call(known, [plain(w).lower() for w in actor.name.split()])
    first = plain(actor.name).lower().split()[0]
    known.gender = known.gender or scene.words.genders.get(first)
    return known


def enter(id_: str, scene: Scene) -> Known:
    """A person of the base, entered in the discourse."""
    return _entered(scene.identities.person(id_), scene)


def _new(ref: Reference, scene: Scene, hints: Sequence[Reference]) -> Known:
    actor = unknown(scene.core_of(ref), ActorKind.PERSON)
    before = next((k for k in (unnamed(hint, scene) for hint in hints) if k is not None), None)
    if before is not None and before.actor is not None and actor.id not in scene.discourse.by_id:
        before.actor = replace(before.actor, id=actor.id, name=actor.name)
        scene.discourse.by_id[actor.id] = before
        return before
    known = scene.add(actor, Sort.PERSON)
    for phrase in (ref, *hints):
        describe(known, phrase, scene)
    if known.actor is not None and known.actor.country is None:
        owned = any(scene.affiliate(phrase) is not None for phrase in (ref, *hints))  # of a body without a country
        official = known.actor.sector in _OFFICIAL and not owned
        country = scene.country_led(ref) or (scene.official_country(ref) if official else None)
        known.actor = replace(known.actor, country=country)
    return known


def _only(countries: set[str | None]) -> str | None:
    return next(iter(countries)) if len(countries) == 1 else None

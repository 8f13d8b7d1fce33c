"""People by role: who "the Kremlin aide", "the Iranian foreign minister", "both leaders", "his counterpart" are."""

from __future__ import annotations

from dataclasses import replace

from communique.actors import bodies
from communique.actors.anaphora import same_role
from communique.actors.discourse import Known
from communique.actors.identities import unknown
from communique.actors.persons import describe, enter, person, sector_of
from communique.actors.references import Reference, Sort, singular
from communique.actors.scene import Scene
from communique.vocabulary import ActorKind, Sector

_ALLIES = frozenset({"ally", "partner", "foe", "rival", "enemy", "adversary", "neighbour", "neighbor"})
_PAIR = 2
_NATIONALS = frozenset({"citizen", "national", "voter", "resident", "people", "person", "population"})
_CALLING = frozenset({"exhort", "advise", "call", "appeal", "encourage", "order", "forbid", "ban", "rally"})
_GENERIC = frozenset({"leader", "man", "politician", "official", "head", "chief", "statesman", "pair", "diplomat"})


def role(ref: Reference, scene: Scene) -> Known | None:
    """The actor, or the set, that a role phrase means."""
    if scene.syntax.tokens[ref.first].lower == "no":
        return None
    if scene.side.official and ref.definite and scene.topic is not None and noun_of(ref, scene) in scene.words.enemies:
        actor = scene.identities.state(scene.topic)
        return None if actor is None else scene.add(actor, Sort.STATE)
    if ref.plural:
        return _each(ref, scene) if ref.plural and len(ref.countries) > 1 else _several(ref, scene)
    noun = singular(scene.syntax.tokens[ref.noun])
    if scene.syntax.tokens[ref.noun].lower in {"former", "latter"}:
        return _of_pair(ref, scene, last=scene.syntax.tokens[ref.noun].lower == "latter")
    if noun in _ALLIES:
        return _ally(ref, scene)
    if noun == "counterpart":
        found = _counterpart(ref, scene)
        if found is not None:
            return found
    if ref.definite and ref.bare and ref.owner is None and noun in scene.words.igo_nouns:
        found = bodies.named_so(ref, scene)
        if found is not None:
            return found
    if ref.definite and ref.affiliation is not None and noun in scene.words.igo_nouns:
        found = bodies.part_of(ref.affiliation, noun, scene)
        if found is not None:
            return found
    if _is_definite(ref, scene):
        found = (
            same_role(ref, scene, noun)
            or _holder(ref, scene)
            or _salient(ref, scene, noun)
            or _anybody(ref, scene, noun)
        )
        if found is not None:
            return found
    return _new(ref, scene, noun)


def _is_definite(ref: Reference, scene: Scene) -> bool:
    """With article, possessor or country, but not "an Iranian minister" and not a second "another"."""
    words = {t.lower for t in scene.syntax.tokens[ref.first : ref.core[0]]}
    return not words & {"a", "an", "another", "one", "some", "any", "no", "every", "each"}


def _of_pair(ref: Reference, scene: Scene, *, last: bool) -> Known | None:
    """The first or last of the two actors named together, or else of the two newest states, persons or bodies."""
    by_id = scene.discourse.by_id
    for trace in scene.discourse.back(ref.head, sentences=2):
        if len(trace.known.members) == _PAIR:
            return by_id.get(trace.known.members[-1 if last else 0])
    latest = scene.discourse.distinct(ref.head, lambda k: k.person or k.state or k.body, _PAIR, sentences=2)
    return latest[-1 if last else 0] if latest else None


# -- one person -------------------------------------------------------------------------------------------------------


def _holder(ref: Reference, scene: Scene) -> Known | None:
    """The holder of the office on the day: of the country or body in the phrase, else of the one spoken of last."""
    role_ = ref.role
    if role_ is None or ref.past or ref.lesser or not scene.identities.knowledge.roles[role_].single:
        return None
    affiliate = scene.affiliate(ref)
    owner = affiliate.id if affiliate is not None and affiliate.kind is not ActorKind.PERSON else scene.country(ref)
    guessed = owner is None and ref.definite and ref.bare and ref.owner is None
    if guessed:
        owner = _body_headed(ref, role_, scene) or scene.context_country(ref)
    if owner is None:
        return None
    held = scene.identities.holders(owner, role_)
    if guessed:  # the title itself must fit: "the crown prince" is no prime minister
        held = [id_ for id_ in held if singular(scene.syntax.tokens[ref.noun]) in scene.identities.nouns(id_)]
    ruling = affiliate is not None and affiliate.kind in {ActorKind.GOVERNMENT, ActorKind.STATE}  # no militia's leader
    if not held and ruling and affiliate is not None and affiliate.country is not None and owner != affiliate.country:
        held = scene.identities.holders(affiliate.country, role_)
    if len(held) == 1:
        return enter(held[0], scene)
    if len(held) > 1:
        spoken = [id_ for id_ in held if id_ in scene.discourse.by_id]
        if len(spoken) == 1:
            return enter(spoken[0], scene)
        country = scene.identities.country_of(owner)
        options = [(id_, round(1 / len(held), 2)) for id_ in held]
        actor = unknown(
            bodies._phrase(ref, scene),
            ActorKind.PERSON,
            country=country,
            sector=sector_of(ref, scene),
            candidates=options,
        )
        return scene.add(actor, Sort.ROLE)
    return None


def _body_headed(ref: Reference, role: str, scene: Scene) -> str | None:
    """ "the secretary-general": the organisation spoken of last that has such an office."""
    if "io_head" not in scene.identities.knowledge.roles[role].offices[:1]:
        return None
    found = scene.discourse.latest(
        ref.head,
        lambda k: (
            k.body
            and k.actor is not None
            and k.actor.kind is ActorKind.ORGANISATION
            and bool(scene.identities.holders(k.actor.id, role))
        ),
    )
    if found is not None and found.actor is not None:
        return found.actor.id
    named = [scene.side.body, *scene.bodies] if scene.side.body is not None else list(scene.bodies)
    base = scene.identities.knowledge.organisations
    family = [id_ for one in named if one in base for id_ in (one, base[one].parent) if id_ in base]
    return next((id_ for id_ in family if id_ is not None and scene.identities.holders(id_, role)), None)


def _salient(ref: Reference, scene: Scene, noun: str) -> Known | None:
    """ "the president", "the 62-year-old leader": the salient person of the country, of a fitting sector."""
    country = scene.country(ref)
    if not ref.definite or noun not in scene.words.leaders | {"official", "politician", "diplomat", "general"}:
        return None
    if country is None and (ref.owner is not None or ref.affiliation is not None):
        return None

    def fits(known: Known) -> bool:
        actor = known.actor
        return (
            known.person
            and actor is not None
            and actor.sector in {Sector.GOV, Sector.MIL, Sector.IGO, Sector.REB}
            and noun in known.nouns
            and (country is None or actor.country == country)
        )

    return scene.discourse.latest(ref.head, fits)


def _anybody(ref: Reference, scene: Scene, noun: str) -> Known | None:
    """ "the man", "the suspect": the person spoken of just before."""
    if noun not in {"man", "woman", "suspect"} or not ref.definite or not ref.bare:
        return None
    if scene.syntax.children(ref.noun, "relcl", "acl"):
        return None  # "the man who fired" is told apart by what he did
    return scene.discourse.latest(
        ref.head, lambda k: k.person and (noun == "suspect" or k.gender in {None, ref.gender}), sentences=2
    )


def _counterpart(ref: Reference, scene: Scene) -> Known | None:
    """The same office in another country."""
    owner = scene.owner(ref)
    country = ref.country
    if owner is not None and owner.members:
        owner = scene.discourse.by_id.get(owner.members[0])
    if owner is None or owner.actor is None or country is None or not owner.person:
        return None
    held = scene.identities.counterpart(owner.actor.id, country)
    if held:
        return enter(held[0], scene)
    actor = unknown(
        f"{country} counterpart of {owner.actor.name}", ActorKind.PERSON, country=country, sector=owner.actor.sector
    )
    return scene.add(actor, Sort.ROLE)


def _ally(ref: Reference, scene: Scene) -> Known | None:
    """ "its ally": a state only where the text says which (by apposition); with an adjective, that state."""
    if ref.country is None:
        return None
    actor = scene.identities.state(ref.country)
    return None if actor is None else scene.add(actor, Sort.STATE)


def _each(ref: Reference, scene: Scene) -> Known:
    """ "the Turkish and Syrian presidents": one of each country; people of each where it is no single office."""
    noun = singular(scene.syntax.tokens[ref.noun])
    members = []
    for country in ref.countries:
        held = scene.identities.holders(country, ref.role) if ref.role is not None and ref.definite else []
        if len(held) == 1 and ref.role is not None and scene.identities.knowledge.roles[ref.role].single:
            members.append(enter(held[0], scene))
            continue
        single = ref.role is not None and ref.definite and scene.identities.knowledge.roles[ref.role].single
        kind, name = (ActorKind.PERSON, noun) if single else (ActorKind.PEOPLE, scene.core_of(ref))
        if single and ref.role is not None:
            name = scene.identities.knowledge.roles[ref.role].noun
        actor = unknown(name, kind, country=country, sector=sector_of(ref, scene), mark=country.lower())
        known = scene.add(actor, Sort.ROLE)
        known.plural = not single
        known.nouns.update({noun, *name.split()} | ({"leader"} if noun in scene.words.leaders else set()))
        members.append(known)
    return scene.discourse.make_set(members)


# -- several ----------------------------------------------------------------------------------------------------------


def _several(ref: Reference, scene: Scene) -> Known | None:
    """A set mentioned before, or people in general."""
    noun = singular(scene.syntax.tokens[ref.noun])
    if noun in scene.words.counts:
        return _so_many(ref, scene)
    named = _named_after(ref, scene)
    if named is not None:
        return named
    if (
        ref.count is not None
        and ref.definite
        and ref.country is None
        and ref.affiliation is None
        and not ref.bare
        and (noun in scene.words.state_sets)
    ):
        found = bodies.states_together(ref, scene, ref.count)  # "the two Slavic neighbours"
        if found is not None:
            return found
    owned = scene.owner(ref)
    if owned is not None and len(owned.members) > 1 and noun not in _GENERIC:
        return _people(ref, scene, noun)
    if ref.country is None and ref.affiliation is None and ref.bare and not (owned is not None and owned.state):
        found = None
        if not ref.definite and ref.count is None:
            pass
        elif noun in _ALLIES and ref.owner is None:
            found = bodies.states_together(ref, scene, ref.count)
        elif noun in scene.words.leader_sets:
            found = _together(ref, scene, noun)
        if found is not None:
            return found
        found = _same_people(ref, scene, noun)
        if found is not None:
            return found
    return _people(ref, scene, noun)


def _named_after(ref: Reference, scene: Scene) -> Known | None:
    """ "the ministers, *X of Poland* and *Y of Hungary*": the persons whose names follow in apposition or after "of"."""
    first = scene.renamed.get(ref.head)
    heads = [i for i in (ref.owner, first.head if first is not None else None) if i is not None and i > ref.noun]
    chain = [scene.syntax.tokens[i] for i in dict.fromkeys(heads)]
    for t in chain:
        chain.extend(c for c in scene.syntax.children(t.i, "conj", "appos") if c not in chain)
    refs = [scene.by_head[t.i] for t in sorted(chain, key=lambda t: t.i) if t.i in scene.by_head]
    refs = [one for one in refs if one.sort is Sort.PERSON or (one.sort is Sort.BODY and not one.phrases)]
    if len(refs) > 1 and refs[0].sort is Sort.PERSON:
        return scene.discourse.make_set([person(one, scene) for one in refs])
    return None


def _so_many(ref: Reference, scene: Scene) -> Known | None:
    """ "the two", "both": the set or the group of that size, or else so many persons or states, spoken of last."""
    here, sets = scene.syntax.tokens[ref.head].sentence, []
    for trace in scene.discourse.back(ref.head, sentences=3):
        known = trace.known
        if len(known.members) == ref.count or (known.plural and known.count == ref.count):
            sets.append(trace)
    people = [t.known for t in sets if not _of_states(t.known, scene) or t.sentence == here]
    latest = scene.discourse.distinct(ref.head, _one_person, ref.count or _PAIR, sentences=1)
    if people[:1] or (sets and not latest):
        return people[0] if people else sets[0].known
    for wanted in (_one_person, lambda k: k.state):
        latest = latest or scene.discourse.distinct(ref.head, wanted, ref.count or _PAIR, sentences=2)
    return scene.discourse.make_set(latest) if latest else None


def _of_states(known: Known, scene: Scene) -> bool:
    """True for a set of states."""
    members = [scene.discourse.by_id[m] for m in known.members if m in scene.discourse.by_id]
    return bool(members) and all(m.state for m in members)


def _one_person(known: Known) -> bool:
    return known.person


def _together(ref: Reference, scene: Scene, noun: str) -> Known | None:
    """The persons mentioned together last whose roles fit; else the two (three …) persons mentioned last."""
    by_id = scene.discourse.by_id

    def fits(known: Known) -> bool:
        return known.person and (noun in _GENERIC or noun in known.nouns) and known.country is not None

    for trace in scene.discourse.back(ref.head, sentences=12):
        members = [by_id[m] for m in trace.known.members if m in by_id]
        if len(members) > 1 and ref.count in {None, len(members)} and all(map(fits, members)):
            return trace.known

    def leads(known: Known) -> bool:
        return fits(known) and bool(known.nouns & scene.words.leaders)

    def anyone(known: Known) -> bool:
        return known.person and known.country is not None

    loose = (anyone,) if ref.count is not None else ()
    for wanted in (leads, fits) if noun in _GENERIC else (fits, *loose):
        latest = scene.discourse.distinct(ref.head, wanted, ref.count or 2)
        if latest:
            return scene.discourse.make_set(latest)
    return None


def _same_people(ref: Reference, scene: Scene, noun: str) -> Known | None:
    """ "the rebels" after "Tutsi rebels": the people last called so."""
    armed = scene.identities.sector_of_role(ref.role) in {Sector.REB, Sector.UAF, Sector.PRM}
    if not ref.definite and not armed:
        return None
    return scene.discourse.latest(
        ref.head,
        lambda k: k.plural and not k.members and k.actor is not None and bool({noun, ref.role} & k.nouns),
        sentences=8,
    )


def _people(ref: Reference, scene: Scene, noun: str) -> Known:
    owner = scene.owner(ref)
    if owner is not None and len(owner.members) > 1:
        countries = [scene.discourse.by_id[m].country for m in owner.members if m in scene.discourse.by_id]
        told = tuple(dict.fromkeys(c for c in countries if c is not None))
        if len(told) == len(owner.members):
            return _each(replace(ref, countries=told), scene)
    country, sector = scene.country(ref), sector_of(ref, scene)
    name = bodies._phrase(ref, scene)
    country = country or _located(ref, scene) or _local(ref, scene)
    if country is None and owner is None and ref.bare and ref.affiliation is None:
        country = scene.sided(ref)
    mark = ""
    if country is not None and ref.country is None:
        mark = country.lower()  # "officials" of this place are not those of that
    actor = unknown(name, ActorKind.PEOPLE, country=country, sector=sector, mark=mark)
    known = scene.add(actor, Sort.ROLE)
    known.plural, known.count = True, ref.count
    known.nouns.update({noun, ref.role or noun})
    return known


def _located(ref: Reference, scene: Scene) -> str | None:
    """ "rebels in Congo": the country of the place."""
    owner = scene.owner(ref)
    abroad = ref.affiliation in scene.identities.knowledge.organisations  # "the UN mission in Colombia"
    if owner is None or not owner.state or abroad:
        return scene.seat(ref)
    return owner.country


def _local(ref: Reference, scene: Scene) -> str | None:
    """Of the place spoken of, where nobody owns them and no nationality is told."""
    owner = scene.owner(ref)
    if noun_of(ref, scene) in _NATIONALS and owner is None and (governed := _governing(ref, scene)) is not None:
        return governed
    body = scene.identities.body(ref.affiliation) if ref.affiliation is not None else None
    told = body is not None and (body.country is not None or body.kind is not ActorKind.GOVERNMENT)
    if told or (owner is not None and (owner.country is not None or owner.body)):
        return None
    return scene.local_country(ref)


def noun_of(ref: Reference, scene: Scene) -> str:
    """The noun of a phrase in the singular."""
    return singular(scene.syntax.tokens[ref.noun])


def _governing(ref: Reference, scene: Scene) -> str | None:
    """ "the government urged citizens": the state whose organ is the subject of the verb."""
    t = scene.syntax.tokens[ref.head]
    if t.dep not in {"dobj", "dative"}:
        return None
    subjects = scene.syntax.children(t.head, "nsubj")
    known = scene.discourse.at.get(subjects[0].i) if subjects else None
    if known is None or not (known.state or (known.actor is not None and known.actor.kind is ActorKind.GOVERNMENT)):
        return None
    return known.country if scene.syntax.tokens[t.head].lemma in scene.words.speech | _CALLING else None


def _new(ref: Reference, scene: Scene, noun: str) -> Known:
    """Somebody whom the base does not know by this role."""
    country = (
        scene.country(ref)
        or _located(ref, scene)
        or (_local(ref, scene) if noun not in {"man", "woman", "child", "person", "family"} else None)
    )
    group = ref.role is not None and scene.identities.knowledge.roles[ref.role].kind == "group"
    kind = ActorKind.PEOPLE if group else ActorKind.PERSON
    name = bodies._phrase(ref, scene)
    if group and noun in scene.words.igo_nouns:
        kind = ActorKind.ORGANISATION
    known = scene.add(unknown(name, kind, country=country, sector=sector_of(ref, scene)), Sort.ROLE)
    known.plural = kind is ActorKind.PEOPLE
    describe(known, ref, scene)
    known.nouns.add(noun)
    return known

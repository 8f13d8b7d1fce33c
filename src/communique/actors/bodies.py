"""States, peoples and bodies: by name, by a noun that takes one up again, or by a noun with its country."""

from __future__ import annotations

from communique.actors.discourse import Known
from communique.actors.identities import unknown
from communique.actors.references import Reference, Sort, singular
from communique.actors.scene import Scene
from communique.knowledge import Phrase, PhraseKind
from communique.knowledge.tables import plain, slug
from communique.records import Actor
from communique.vocabulary import ActorKind, Sector

_STATES = frozenset(
    {PhraseKind.STATE, PhraseKind.DEMONYM, PhraseKind.CAPITAL, PhraseKind.PEOPLE, PhraseKind.FORMER_STATE}
)
_REBELS = frozenset({Sector.REB, Sector.UAF, Sector.PRM, Sector.CRM})
_FAR = 1000.0
_FEW = 6  # a region of so many states is the set of them: "the Koreas", "the Baltic states"
_STATE_ORGANS = frozenset({"government", "army", "military", "parliament"})
_COMMON = frozenset({"western", "military", "regional", "global", "international", "nation", "member", "powerful"})
_NAMED_SO = frozenset({"council", "court", "tribunal", "commission", "secretariat"})  # bodies taken up by name only
_SOME = frozenset(
    {"group", "organisation", "organization", "agency", "company", "firm", "party", "movement", "faction"}
)
_SIDES = frozenset({"side", "party", "foe", "rival", "enemy", "adversary", "partner"})


def state(ref: Reference, scene: Scene) -> Known | None:
    """The state, region or seat of power that a name stands for."""
    found = [p for p in ref.phrases if p.kind in _STATES]
    seats = [p for p in ref.phrases if p.kind is PhraseKind.METONYM]
    if seats and all(scene.identities.state(p.id) is None for p in seats) and _seat_of_body(seats, found, scene):
        found = []
    ids = list(dict.fromkeys(p.id for p in found))
    if len(ids) > 1:
        ids = _most_named(ids, scene)
    if len(ids) == 1:
        return _known(scene.identities.state(ids[0]), Sort.STATE, scene)
    if ids:
        options = [(id_, round(1 / len(ids), 2)) for id_ in ids]
        return scene.add(unknown(scene.core_of(ref), ActorKind.STATE, candidates=options), Sort.STATE)
    others = [p for p in ref.phrases if p.kind not in _STATES]
    region = scene.identities.knowledge.regions.get(others[0].id) if others else None
    if region is not None:
        counted = _counted(ref, scene)
        named = states_together(ref, scene, counted) if counted is not None else None
        if named is not None and {scene.discourse.by_id[m].country for m in named.members} <= set(region.members):
            return named
    if region is not None and len(region.members) <= _FEW and scene.syntax.tokens[ref.noun].tag in {"NNS", "NNPS"}:
        return _set_of_states(list(region.members), scene)
    seat = _known(scene.identities.named(others[0]), Sort.STATE, scene) if others else None
    if seat is not None and seat.body:
        seat.nouns.update(set(scene.core_of(ref).lower().split()) & scene.words.body_nouns)  # "the Security *Council*"
    return seat


def _counted(ref: Reference, scene: Scene) -> int | None:
    """The number right before a region: "the *two* former Soviet republics"."""
    return scene.words.counts.get(scene.syntax.tokens[ref.core[0] - 1].lower) if ref.core[0] else None


def _seat_of_body(seats: list[Phrase], states: list[Phrase], scene: Scene) -> bool:
    """ "Brussels" is the Union unless the text speaks of Belgium."""
    return not any(scene.states[p.id] for p in states if p.kind is not PhraseKind.CAPITAL) and bool(seats)


def _most_named(ids: list[str], scene: Scene) -> list[str]:
    """Of the states that an ambiguous word may mean, the one the text names."""
    named = [(scene.states[id_], id_) for id_ in ids]
    most = max(count for count, _ in named)
    return [id_ for count, id_ in named if count == most]


def _known(actor: Actor | None, sort: Sort, scene: Scene) -> Known | None:
    return None if actor is None else scene.add(actor, sort)


def people(ref: Reference, scene: Scene) -> Known:
    """People by nationality or creed: "200 Russians", "the Kurds"."""
    ids = list(dict.fromkeys(p.id for p in ref.phrases if p.kind in _STATES))
    if len(ids) > 1:
        ids = _most_named(ids, scene)
    found = scene.identities.state(ids[0]) if len(ids) == 1 else None
    country = None if found is None else found.country
    actor = unknown(scene.core_of(ref), ActorKind.PEOPLE, country=country, sector=Sector.CVL)
    known = scene.add(actor, Sort.PEOPLE)
    known.plural = ref.plural
    return known


def body(ref: Reference, scene: Scene) -> Known:
    """A named body: of the base; of this text by name or by the acronym it was given; else new."""
    named = _of_base(ref, scene)
    if named is not None and named.kind is ActorKind.GOVERNMENT and named.country is None:
        return _new_organ(ref, scene, scene.country(ref) or scene.context_country(ref))
    text = scene.core_of(ref)
    key = plain(text).lower()
    for before in scene.discourse.called([key] if named is None else [_mark(text)] if text.isupper() else []):
        if before.body:
            return _named(before, ref, scene)
    if named is None:
        renamed = _acronym_of(ref, scene)
        if renamed is not None:
            return _named(renamed, ref, scene)
    noun = scene.syntax.tokens[ref.noun].lower
    kind = ActorKind.COMPANY if noun in scene.words.company_nouns else ActorKind.ORGANISATION
    actor = named or unknown(text, kind, country=scene.country(ref) or scene.country_in_name(text))
    return _named(scene.add(actor, Sort.BODY), ref, scene)


def _of_base(ref: Reference, scene: Scene) -> Actor | None:
    actors = [a for a in map(scene.identities.named, ref.phrases) if a is not None]
    if len(actors) > 1:
        country = scene.country(ref)
        actors = (
            [a for a in actors if country is not None and a.country == country]
            or [a for a in actors if a.country is None or scene.states[a.country]]
            or actors
        )
    return actors[0] if actors else None


def _named(known: Known, ref: Reference, scene: Scene) -> Known:
    scene.discourse.call(known, [plain(scene.core_of(ref)).lower(), _mark(_initials(scene.core_of(ref)))])
    noun = scene.syntax.tokens[ref.noun]
    known.nouns.add(singular(noun))
    if known.actor is not None:
        known.nouns.update(plain(known.actor.name).lower().split()[-1:])
        known.nouns.update(_kind_nouns(known.actor, scene))
    return known


def _initials(name: str) -> str:
    """ "RSF" of "the Rapid Support Forces"; of one word, nothing."""
    letters = "".join(w[0] for w in name.replace("-", " ").split() if w[0].isupper())
    return letters if len(letters) > 1 else ""


def _mark(letters: str) -> str:
    """The key under which a body is called by its initials."""
    return f"={letters.lower()}"


def _kind_nouns(actor: Actor, scene: Scene) -> set[str]:
    """Nouns for bodies in the names of an actor: "council", "mission"."""
    base = scene.identities.knowledge.organisations.get(actor.id)
    names = (actor.name,) if base is None else (actor.name, *base.aliases, base.kind)
    return {w for name in names for w in plain(name).lower().split()} & scene.words.body_nouns


def named_so(ref: Reference, scene: Scene) -> Known | None:
    """ "the mission", "the council": the body of this text, or its publisher, whose name has the noun."""
    noun = singular(scene.syntax.tokens[ref.noun])
    found = scene.discourse.latest(ref.head, lambda k: k.body and not k.plural and noun in k.nouns, sentences=12)
    own = scene.side.body
    if found is None and own is not None:
        actor = scene.identities.body(own)
        if actor is not None and noun in _kind_nouns(actor, scene):
            return _named(scene.add(actor, Sort.BODY), ref, scene)
    return found


def part_of(owner: str, noun: str, scene: Scene) -> Known | None:
    """ "the UN peacekeeping mission": the one mission of that body which the text names or which publishes it."""
    base = scene.identities.knowledge.organisations
    named = [base[id_] for id_ in dict.fromkeys((*scene.bodies, scene.side.body or "")) if id_ in base]
    fitting = [one for one in named if one.kind == noun and one.parent == owner]
    actor = scene.identities.body(fitting[0].id) if len(fitting) == 1 else None
    return None if actor is None else scene.add(actor, Sort.BODY)


def _acronym_of(ref: Reference, scene: Scene) -> Known | None:
    """The body whose name stands right before "(" and the acronym."""
    tokens = scene.syntax.tokens
    if ref.core[0] < 2 or tokens[ref.core[0] - 1].text != "(" or not scene.core_of(ref).isupper():
        return None
    for trace in reversed(scene.discourse.traces[-6:]):
        actor = trace.known.actor if trace.known.body and trace.sentence == tokens[ref.head].sentence else None
        if actor is not None and _initials(actor.name) == scene.core_of(ref):
            return trace.known
    return None


def ours(scene: Scene) -> Known | None:
    """Whom "we" and "our" mean outside quotations: the state or body that publishes the text."""
    own = scene.side.country or scene.side.body
    actor = scene.identities.body(own) if own is not None and scene.side.official else None
    return None if actor is None else scene.add(actor, Sort.STATE if scene.side.country else Sort.BODY)


def country_noun(ref: Reference, scene: Scene) -> Known | None:
    """ "his country", "the kingdom", "both countries", "major powers"."""
    if ref.plural:
        return _countries(ref, scene)
    owner = scene.owner(ref)
    if owner is not None and scene.syntax.tokens[ref.noun].lemma in {"country", "nation", "state", "homeland"}:
        return None if owner.country is None else _known(scene.identities.state(owner.country), Sort.STATE, scene)
    if ref.country is not None:
        return _known(scene.identities.state(ref.country), Sort.STATE, scene)
    if ref.definite and owner is None and _only_article(ref, scene):
        if scene.side.official and scene.topic is not None:
            return _known(scene.identities.state(scene.topic), Sort.STATE, scene)
        found = scene.discourse.latest(ref.head, lambda k: k.state)
        if scene.setting is not None and (found is None or not scene.same_paragraph(ref, found)):
            return _known(scene.identities.state(scene.setting), Sort.STATE, scene)
        return found
    return None


def _only_article(ref: Reference, scene: Scene) -> bool:
    """No adjective that would tell this one from the one before, but "Gulf", "Arab" and the like are let pass."""
    return ref.bare or ref.first >= ref.core[0] - 2


def _countries(ref: Reference, scene: Scene) -> Known | None:
    restricted = any(
        c.left == c.i or scene.syntax.tokens[c.left - 1].text != "," for c in scene.syntax.children(ref.noun, "relcl")
    )  # "those states which go on arming"
    if (ref.definite or ref.count == 2) and not restricted:
        found = states_together(ref, scene, ref.count)
        if found is not None and (ref.bare or ref.count is not None):
            return found
    actor = unknown(_phrase(ref, scene), ActorKind.OTHER)
    known = scene.add(actor, Sort.COUNTRY)
    known.plural = True
    return None if ref.bare and not ref.definite else known


def _phrase(ref: Reference, scene: Scene) -> str:
    """The words of the phrase without article and possessive pronoun."""
    tokens = scene.syntax.tokens
    first = ref.first
    while first < ref.core[0] and tokens[first].lower in {"the", "a", "an", "these", "those", "this", "that"}:
        first += 1
    return scene.text[tokens[first].start : tokens[ref.last - 1].end]


def states_together(ref: Reference, scene: Scene, count: int | None) -> Known | None:
    """The states (or the states of the persons) mentioned together last; else the two or more mentioned last."""
    here, best = scene.syntax.tokens[ref.head].sentence, (-_FAR, [""])
    barred = _acting(ref, scene)
    for trace in scene.discourse.back(ref.head, sentences=6 if count is None else 12):
        members = [scene.discourse.by_id[m] for m in trace.known.members if m in scene.discourse.by_id]
        countries = list(dict.fromkeys(m.country for m in members if m.country is not None and (m.state or m.person)))
        score = trace.weight - 2.5 * (here - trace.sentence)
        if (
            len(countries) == len(members) > 1
            and count in {None, len(countries)}
            and score > best[0]
            and not (barred & set(countries))
        ):
            best = (score, countries)
    if best[0] > -_FAR:
        return _set_of_states(best[1], scene)
    met = _met(ref, scene, count or 2)
    if met and not barred & set(met):
        return _set_of_states(met, scene)
    latest = scene.discourse.distinct(ref.head, lambda k: k.state and k.country not in barred, count or 2)
    return scene.discourse.make_set(latest) if latest else None


def _acting(ref: Reference, scene: Scene) -> set[str]:
    """Countries of the subject whose object the phrase is: "the ministers urged *both sides*" means others."""
    t = scene.syntax.tokens[ref.head]
    verb = scene.syntax.tokens[t.head]
    if t.dep == "nsubj" and verb.dep == "ccomp" and any(c.lower == "to" for c in scene.syntax.children(verb.i, "aux")):
        verb = scene.syntax.tokens[verb.head]  # "urged both sides to stop"
    elif t.dep not in {"dobj", "dative"}:
        return set()
    subjects = scene.syntax.children(verb.i, "nsubj")
    found = [scene.discourse.at[s.i] for s in subjects if s.i in scene.discourse.at]
    members = [scene.discourse.by_id[m] for known in found for m in known.members if m in scene.discourse.by_id]
    return {k.country for k in (*found, *members) if k.country is not None}


def _met(ref: Reference, scene: Scene, count: int) -> list[str]:
    """The countries of the newest sentence that names exactly so many ("X met Y"), in its order."""
    sentences: dict[int, list[str]] = {}
    for trace in scene.discourse.back(ref.head, sentences=3):
        known = trace.known
        if trace.visible and known.country is not None and (known.state or known.person):
            countries = sentences.setdefault(trace.sentence, [])
            if known.country not in countries:
                countries.append(known.country)
    for countries in sentences.values():
        if len(countries) > 1:
            return countries[::-1] if len(countries) == count else []
    return []


def _set_of_states(countries: list[str], scene: Scene) -> Known:
    actors = [a for a in map(scene.identities.state, countries) if a is not None]
    return scene.discourse.make_set([scene.add(a, Sort.STATE) for a in actors])


def organ(ref: Reference, scene: Scene) -> Known | None:
    """A body by its noun: "the Russian foreign ministry", "the ministry", "state media", "the group"."""
    noun = scene.syntax.tokens[ref.noun]
    if singular(noun) in _SIDES and not ref.phrases:
        return _sides(ref, scene)
    if len(ref.countries) > 1 and ref.plural:
        return scene.discourse.make_set([_new_organ(ref, scene, country) for country in ref.countries])
    named = _said_name(ref, scene)
    if named is not None:
        return named
    country = scene.country(ref)
    if country is not None and ref.definite and not ref.plural and singular(noun) in scene.words.group_nouns:
        kinds = _classes(singular(noun), scene)
        group = scene.discourse.latest(
            ref.head, lambda k: k.body and k.country == country and k.actor is not None and k.actor.kind in kinds
        )
        if group is not None:
            return group
    if country is None and (ref.definite or ref.phrases) and not ref.plural and not ref.doubtful:
        before = _taken_up(ref, scene)
        if before is not None:
            return before
    if (
        country is None
        and ref.plural
        and ref.definite
        and ref.bare
        and ref.owner is None
        and singular(noun) in _STATE_ORGANS
    ):
        several = states_together(ref, scene, ref.count)
        if several is not None:
            states = [scene.discourse.by_id[m].country for m in several.members]
            return scene.discourse.make_set([_new_organ(ref, scene, one) for one in states])
    owner = scene.owner(ref)
    if country is None and (owner is None or owner.body):
        country = scene.seat(ref) or scene.local_country(ref)
    if not ref.phrases:
        some = country is not None or ref.affiliation is not None or (not ref.bare and singular(noun) in _SOME)
        return _new_organ(ref, scene, country) if some else None
    if (
        country is None
        and owner is None
        and (ref.definite or (ref.bare and noun.lemma == "police" and noun.dep == "nsubj"))
    ):
        country = scene.context_country(ref)
    return _new_organ(ref, scene, country)


def _said_name(ref: Reference, scene: Scene) -> Known | None:
    """The body itself where its name stands before a noun for its kind: "the Reuters news agency"."""
    if ref.affiliation is None or ref.plural:
        return None
    actor = scene.identities.body(ref.affiliation)
    noun = singular(scene.syntax.tokens[ref.noun])
    words = scene.words
    kinds = {
        ActorKind.MEDIUM: words.medium_nouns,
        ActorKind.ARMED_GROUP: words.group_nouns,
        ActorKind.PARTY: words.group_nouns,
        ActorKind.ORGANISATION: words.igo_nouns - {"court", "commission", "council", "secretariat", "mission"},
        ActorKind.COMPANY: words.company_nouns,
    }
    generic = actor is not None and actor.kind is ActorKind.MEDIUM and actor.country is None
    if actor is None or generic or noun not in kinds.get(actor.kind, ()):
        return None
    return _named(scene.add(actor, Sort.BODY), ref, scene)


def _new_organ(ref: Reference, scene: Scene, country: str | None) -> Known:
    bases = [scene.identities.body(p.id) for p in ref.phrases]
    base = next((b for b in bases if b is not None and b.country is None), None)
    kind = base.kind if base is not None else _kind(scene.syntax.tokens[ref.noun].lemma, scene)
    if base is not None and base.sector in _REBELS:
        kind = ActorKind.ARMED_GROUP  # "a militia"
    sector = base.sector if base is not None else (Sector.GOV if kind is ActorKind.GOVERNMENT else None)
    noun = singular(scene.syntax.tokens[ref.noun])
    affiliate = scene.affiliate(ref)
    alone = country is None and affiliate is None and not ref.phrases
    own = base.name if base is not None else _phrase(ref, scene) if alone else noun
    if country is None and affiliate is not None and affiliate.kind is not ActorKind.STATE:
        mark, name = slug(affiliate.name), f"{affiliate.name} {own}"
        sector = affiliate.sector or sector
    else:
        mark = (country or "").lower()
        name = _phrase(ref, scene) if country is None or not ref.bare else scene.core_of(ref)
    actor = unknown(own, kind, country=country, sector=sector, mark=mark)
    known = scene.add(Actor(actor.id, name, kind, country, sector, actor.sectors), Sort.ORGAN)
    known.nouns.update({noun, *own.lower().split()})
    scene.discourse.call(known, [plain(scene.core_of(ref)).lower()])
    known.plural = known.plural or ref.plural
    return known


def _kind(noun: str, scene: Scene) -> ActorKind:
    words = scene.words
    if noun in words.group_nouns and noun not in words.igo_nouns:
        return ActorKind.ARMED_GROUP
    if noun in words.company_nouns:
        return ActorKind.COMPANY
    if noun in words.medium_nouns and noun not in words.organ_nouns:
        return ActorKind.MEDIUM
    return ActorKind.GOVERNMENT if noun in words.organ_nouns else ActorKind.ORGANISATION


def _taken_up(ref: Reference, scene: Scene) -> Known | None:
    """The body mentioned before that the noun fits: the same noun first, else its class."""
    noun = singular(scene.syntax.tokens[ref.noun])
    wanted = _phrase(ref, scene).lower()
    rebels = noun in _STATE_ORGANS  # "the army" is no Liberation Army

    def fits(known: Known) -> bool:
        armed = rebels and known.actor is not None and known.actor.kind is ActorKind.ARMED_GROUP
        return known.body and not known.plural and not armed and (noun in known.nouns or wanted in known.names)

    same = scene.discourse.latest(ref.head, fits, sentences=12)
    if same is not None and (ref.bare or same.nouns >= _modifiers(ref, scene) - _COMMON):
        return same
    if not ref.bare or not ref.definite or noun in _NAMED_SO:
        return None
    kinds = _classes(noun, scene)
    return scene.discourse.latest(
        ref.head,
        lambda k: (
            k.body
            and k.actor is not None
            and k.actor.kind in kinds
            and not k.plural
            and k.actor.country in {k.actor.country, None}
        ),
    )


def _modifiers(ref: Reference, scene: Scene) -> set[str]:
    inside = scene.syntax.tokens[ref.first : ref.noun]
    return {t.lower for t in inside if t.pos in {"ADJ", "NOUN", "PROPN"}}


def _classes(noun: str, scene: Scene) -> set[ActorKind]:
    words, kinds = scene.words, set()
    if noun in words.igo_nouns and noun not in {"group", "bank", "forum"}:
        kinds.add(ActorKind.ORGANISATION)
    if noun in words.group_nouns and noun not in {"network"}:
        kinds |= {ActorKind.ARMED_GROUP, ActorKind.PARTY}
    if noun in words.group_nouns & words.igo_nouns:
        kinds.add(ActorKind.ORGANISATION)
    if noun in words.medium_nouns:
        kinds.add(ActorKind.MEDIUM)
    if noun in words.company_nouns:
        kinds.add(ActorKind.COMPANY)
    return kinds


def _parties(ref: Reference, scene: Scene) -> Known | None:
    """A state or government and a group named together: "the two sides" after "Colombia and the ELN"."""
    by_id = scene.discourse.by_id
    for trace in scene.discourse.back(ref.head, sentences=3):
        members = [by_id[m] for m in trace.known.members if m in by_id]
        if (
            len(members) == (ref.count or 2)
            and all(m.state or m.body for m in members)
            and any(m.body for m in members)
        ):
            return trace.known
    return None


def _sides(ref: Reference, scene: Scene) -> Known | None:
    """ "both sides", "the two parties", "all parties"; one side alone only with its country ("the Russian side")."""
    if not ref.plural:
        country = scene.country(ref)
        if (
            country is None
            and ref.definite
            and scene.side.official
            and (singular(scene.syntax.tokens[ref.noun]) in scene.words.enemies)
        ):
            country = scene.topic
        return None if country is None else _known(scene.identities.state(country), Sort.STATE, scene)
    words = [t.lower for t in scene.syntax.tokens[ref.first : ref.core[0]]]
    if ref.count is not None or (ref.definite and ref.bare):
        joint = ref.count is None and (scene.joint is not None or scene.authors)  # others than those who speak
        found = None if joint else _parties(ref, scene) or states_together(ref, scene, ref.count)
        if found is not None:
            return found
    if not words:
        return None
    known = scene.add(unknown(_phrase(ref, scene), ActorKind.OTHER), Sort.ORGAN)
    known.plural = True
    return known

"""Actors of the knowledge base on the day of a document, and new ones by what the text says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.knowledge import Knowledge, Office, Phrase, PhraseKind, Standing, Tenure
from communique.knowledge.tables import slug
from communique.records import Actor, Candidate
from communique.vocabulary import ActorKind, Sector

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_WEIGHTS = {
    "head_of_state": 3.0,
    "head_of_government": 3.0,
    "foreign_minister": 2.0,
    "io_head": 2.0,
    "defence_minister": 1.5,
    "party_or_group_leader": 1.0,
}
_REMEMBERED = 5  # years after which a bare surname is no longer likely to mean a former holder
_NOUNS = {
    "head_of_state": ("leader", "head", "ruler"),
    "head_of_government": ("leader", "premier", "head"),
    "foreign_minister": ("minister", "diplomat", "official"),
    "defence_minister": ("minister", "official"),
    "spokesperson": ("spokesman", "spokeswoman", "spokesperson", "official"),
    "military_chief": ("general", "commander", "chief"),
    "security_adviser": ("adviser", "advisor", "official"),
    "envoy_or_negotiator": ("envoy", "negotiator", "diplomat", "official"),
    "io_head": ("head", "chief", "leader", "official"),
    "party_or_group_leader": ("leader", "chief", "head"),
    "legislature_head": ("speaker", "lawmaker"),
    "intelligence_chief": ("chief", "director", "head", "official"),
    "ambassador_un": ("ambassador", "envoy", "diplomat"),
    "io_spokesperson": ("spokesman", "spokeswoman", "spokesperson", "official"),
}


class Identities:
    """Who an entry is on ``day`` (ISO, or None: the best known of any time)."""

    def __init__(self, knowledge: Knowledge, day: str | None) -> None:
        self.knowledge, self.day = knowledge, day
        self._persons: dict[str, Actor] = {}

    # -- states and bodies --------------------------------------------------------------------------------------------

    def state(self, id_: str) -> Actor | None:
        """The state (or the one by which a former state is coded)."""
        former = self.knowledge.former_states.get(id_)
        if former is not None:
            return Actor(former.id, former.name, ActorKind.STATE, former.country, Sector.GOV, (Sector.GOV,))
        state = self.knowledge.states.get(id_)
        return (
            None if state is None else Actor(state.id, state.name, ActorKind.STATE, state.id, Sector.GOV, (Sector.GOV,))
        )

    def named(self, phrase: Phrase) -> Actor | None:
        """The actor of a phrase that is no person and no role."""
        if phrase.kind is PhraseKind.METONYM:
            return self._metonym(phrase)
        return self.body(phrase.id)

    def body(self, id_: str) -> Actor | None:
        """The actor with this id, of any table but persons, roles and offices."""
        base = self.knowledge
        if id_ in base.organisations:
            found = base.organisations[id_]
            sectors = _sectors((found.code, found.sector))
            kind = ActorKind.COMPANY if Sector.MNC in sectors or Sector.BUS in sectors else ActorKind.ORGANISATION
            return Actor(id_, found.name, kind, None, next(iter(sectors), None), sectors)
        if id_ in base.groups:
            group = base.groups[id_]
            sectors = _sectors((group.sector, *group.sectors))
            country = group.countries[0] if group.countries else None
            return Actor(id_, group.name, _group_kind(sectors), country, next(iter(sectors), None), sectors)
        if id_ in base.organs:
            organ = base.organs[id_]
            sectors = _sectors((organ.sector,))
            return Actor(id_, organ.name, ActorKind.GOVERNMENT, organ.country, next(iter(sectors), None), sectors)
        if id_ in base.media:
            medium = base.media[id_]
            return Actor(id_, medium.name, ActorKind.MEDIUM, medium.country, Sector.JRN, (Sector.JRN,))
        if id_ in base.regions:
            return Actor(id_, base.regions[id_].name, ActorKind.OTHER)
        return self.state(id_)

    def _metonym(self, phrase: Phrase) -> Actor | None:
        rows = [m for m in self.knowledge.metonyms if m.phrase == phrase.text and m.actor == phrase.id]
        actor = self.body(phrase.id)
        if actor is None or not rows or actor.kind is not ActorKind.STATE or rows[0].sector in {"", "GOV"}:
            return actor
        sectors = _sectors((rows[0].sector,))
        name = phrase.text.removeprefix("the ")
        return Actor(
            f"organ:{phrase.id.lower()}-{slug(name)}",
            name,
            ActorKind.GOVERNMENT,
            actor.country,
            next(iter(sectors), None),
            sectors,
        )

    # -- persons ------------------------------------------------------------------------------------------------------

    def person(self, id_: str) -> Actor:
        """A person of the base in the office held on the day; out of office, with the country of the last one."""
        if id_ not in self._persons:
            self._persons[id_] = self._person(id_)
        return self._persons[id_]

    def _person(self, id_: str) -> Actor:
        person = self.knowledge.persons[id_]
        actor = Actor(id_, person.name, ActorKind.PERSON, wikidata=person.wikidata)
        tenure = self.tenure(id_)
        if tenure is not None:
            sectors = _sectors((tenure.office.sector,))
            return replace(
                actor,
                country=self.country_of(tenure.office.actor),
                office=tenure.office.title,
                sector=next(iter(sectors), None),
                sectors=sectors,
            )
        terms = self.knowledge.terms_of(id_)
        if not terms:
            return actor
        past = [t for t in terms if self.day is None or (t.since or "") <= self.day]
        office = self.knowledge.offices[(past or list(terms))[-1].office]
        return replace(actor, country=self.country_of(office.actor), sector=Sector.ELI, sectors=(Sector.ELI,))

    def tenure(self, id_: str) -> Tenure | None:
        """The weightiest office that the person held on the day."""
        if self.day is None:
            terms = self.knowledge.terms_of(id_)
            if not terms:
                return None
            best = max(
                terms,
                key=lambda t: (
                    _WEIGHTS.get(self.knowledge.offices[t.office].role_type, 0.5),
                    self._size(self.knowledge.offices[t.office].actor),
                    t.since or "",
                ),
            )
            return Tenure(best, self.knowledge.offices[best.office], Standing.CERTAIN)
        held = self.knowledge.holder_at(id_, self.day)
        if len(held) < 2:
            return held[0] if held else None
        return max(held, key=lambda t: (_tenure_weight(t), self._size(t.office.actor)), default=None)

    def _size(self, actor: str) -> int:
        """How many offices of an actor the base knows: of two thrones a person sits on, the weightier counts."""
        return sum(office.actor == actor for office in self.knowledge.offices.values())

    def fame(self, id_: str) -> float:
        """How likely a bare surname means this person: the weight of the office times the sureness of the term."""
        tenure = self.tenure(id_)
        return self._past_fame(id_) if tenure is None else _tenure_weight(tenure)

    def _past_fame(self, id_: str) -> float:
        """Of somebody out of office: a third of the weight for five years, a tenth later."""
        terms = [t for t in self.knowledge.terms_of(id_) if self.day is None or (t.since or "") <= self.day]
        weights = [0.0]
        for term in terms:
            end = term.until or term.last_seen or term.since or ""
            recent = self.day is None or (bool(end) and int(self.day[:4]) - int(end[:4]) <= _REMEMBERED)
            weights.append(_WEIGHTS.get(self.knowledge.offices[term.office].role_type, 0.5) * (1.0 if recent else 0.3))
        return max(weights)

    def nouns(self, id_: str) -> set[str]:
        """Nouns by which the office of a person may be taken up: "president", "leader"."""
        tenure = self.tenure(id_)
        return set() if tenure is None else self._office_nouns(tenure.office)

    def past_nouns(self, id_: str) -> set[str]:
        """The same for all offices ever held: "former president"."""
        offices = (self.knowledge.offices[term.office] for term in self.knowledge.terms_of(id_))
        return set().union(*map(self._office_nouns, offices))

    def _office_nouns(self, office: Office) -> set[str]:
        title = office.title.lower().replace(",", " ").split()
        title += [part for word in title for part in word.split("-")]
        return {*title, *_NOUNS.get(office.role_type, ())} - {"of", "the", "and", "for"}

    def country_of(self, actor: str) -> str | None:
        """The state of an actor id: of a state itself, of an organ, group or medium; None for a body of none."""
        found = self.body(actor)
        return None if found is None else found.country

    def holders(self, actor: str, role: str) -> list[str]:
        """Persons who may be "the ``role`` of ``actor``" on the day: the one, or several that are equally likely."""
        meant = self.knowledge.roles[role]
        if self.day is None:
            tries = (self.knowledge.holders_of(actor, kind, titles=meant.titles) for kind in meant.offices)
            return [found[-1].holding.person for found in tries if found][:1]
        found = self.knowledge.holders_of_role(actor, role, self.day)
        if not found:
            return []
        best = found[0].standing
        if best is Standing.POSSIBLE:  # a stale row or the day of the change: only the latest begun is likely
            return [found[0].holding.person]
        return list(dict.fromkeys(t.holding.person for t in found if t.standing is best))[:3]

    def counterpart(self, person: str, country: str) -> list[str]:
        """Who held in ``country`` the kind of office that ``person`` held."""
        tenure = self.tenure(person)
        if tenure is None:
            return []
        kinds = [tenure.office.role_type]
        if kinds[0] in {"head_of_state", "head_of_government"}:
            kinds = ["head_of_state", "head_of_government"] if kinds[0] == "head_of_state" else kinds[:1]
        for kind in kinds:
            found = self.knowledge.holders_of(country, kind, self.day)
            if found:
                return [(found[-1] if self.day is None else found[0]).holding.person]
        return []

    def sector_of_role(self, role: str | None) -> Sector | None:
        """The sector that a role noun tells."""
        if role is None or role not in self.knowledge.roles:
            return None
        return next(iter(_sectors((self.knowledge.roles[role].sector or "",))), None)


def day_of(published: str | None) -> str | None:
    """The day (or month, or year) of a document's date; None where it is no ISO date.

    >>> day_of("2025-06-19T10:00:00Z")
    '2025-06-19'
    """
    found = _ISO.match(published or "")
    return found.group() if found else None


def unknown(
    name: str,
    kind: ActorKind,
    *,
    country: str | None = None,
    sector: Sector | None = None,
    office: str | None = None,
    mark: str = "",
    candidates: Iterable[tuple[str, float]] = (),
) -> Actor:
    """An actor that the base does not know. ``mark`` goes before the slug of the name in its id."""
    parts = [part for part in (mark, slug(name) or "unnamed") if part]
    return Actor(
        "new:" + "-".join(parts),
        name,
        kind,
        country,
        sector,
        (sector,) if sector else (),
        office,
        candidates=tuple(Candidate(id_, score) for id_, score in candidates),
    )


def _tenure_weight(tenure: Tenure) -> float:
    return _WEIGHTS.get(tenure.office.role_type, 0.5) * float(tenure.standing)


def _sectors(codes: Sequence[str]) -> tuple[Sector, ...]:
    known = {s.value: s for s in Sector}
    return tuple(dict.fromkeys(known[code] for code in codes if code in known))


def _group_kind(sectors: Sequence[Sector]) -> ActorKind:
    if Sector.PTY in sectors[:1]:
        return ActorKind.PARTY
    armed = {Sector.REB, Sector.UAF, Sector.PRM, Sector.ISM, Sector.CRM, Sector.MIL}
    return ActorKind.ARMED_GROUP if sectors and sectors[0] in armed else ActorKind.ORGANISATION

"""The knowledge base: all tables with their indexes, in one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from importlib.resources.abc import Traversable
from typing import TypeVar

from communique.knowledge.entries import (
    FormerState,
    Group,
    Holding,
    Medium,
    Metonym,
    Office,
    Organ,
    Organisation,
    Person,
    Phrase,
    PhraseKind,
    Region,
    Role,
    Standing,
    State,
    Tenure,
)
from communique.knowledge.intervals import Day, first_day, iso_day, last_day, standing
from communique.knowledge.phrases import all_phrases
from communique.knowledge.tables import Tables, data_folder, digest, plain, read_tables

K = TypeVar("K")
V = TypeVar("V")
Entry = State | FormerState | Region | Organisation | Group | Organ | Medium | Role | Office | Person


@dataclass(frozen=True, slots=True)
class Knowledge(Tables):
    """Every table by id, and the indexes over them. Made by `load_knowledge`; nothing in it changes.

    >>> knowledge = load_knowledge()
    >>> knowledge.capitals["Tehran"]
    ('IRN',)
    >>> [t.holding.person for t in knowledge.holders_of("USA", "head_of_state", "2024-05-01")]
    ['person:joe-biden']
    """

    digest: str
    exact: Mapping[str, tuple[Phrase, ...]]
    folded: Mapping[str, tuple[Phrase, ...]]
    capitals: Mapping[str, tuple[str, ...]]
    demonyms: Mapping[str, tuple[str, ...]]
    _by_actor: Mapping[tuple[str, str], tuple[Holding, ...]]
    _by_person: Mapping[str, tuple[Holding, ...]]
    _by_phrase: Mapping[str, tuple[Metonym, ...]]

    def phrases(self) -> Iterator[Phrase]:
        """All phrases in a fixed order (tables in order, rows in order), for a trie or automaton."""
        for found in self.exact.values():
            yield from found

    def candidates(self, text: str) -> tuple[Phrase, ...]:
        """The entries a phrase may name: as written; else, for phrases not bound to their case, case-folded.

        >>> [p.id for p in load_knowledge().candidates("Dutch")]
        ['NLD']
        """
        return self.exact.get(text) or self.folded.get(text.casefold(), ())

    def entry(self, id_: str) -> Entry | None:
        """The entry of any table with this id; ``None`` where there is none."""
        kinds: tuple[Mapping[str, Entry], ...] = (
            self.states,
            self.former_states,
            self.regions,
            self.organisations,
            self.groups,
            self.organs,
            self.media,
            self.roles,
            self.offices,
            self.persons,
        )
        return next((table[id_] for table in kinds if id_ in table), None)

    def persons_surnamed(self, surname: str) -> tuple[str, ...]:
        """Ids of the persons who are called by this surname or short form."""
        return tuple(phrase.id for phrase in self.candidates(surname) if phrase.kind is PhraseKind.SURNAME)

    def metonyms_of(self, phrase: str, day: Day | None = None) -> tuple[Metonym, ...]:
        """What a phrase stands for (with sector and note); with a day, only metonyms in use then.

        >>> [(m.actor, m.sector) for m in load_knowledge().metonyms_of("the Pentagon")]
        [('USA', 'MIL')]
        """
        found = self._by_phrase.get(phrase) or self._by_phrase.get(plain(phrase), ())
        return found if day is None else tuple(m for m in found if _in_use(m, iso_day(day)))

    def holders_of(
        self, actor: str, role_type: str, day: Day | None = None, *, titles: tuple[str, ...] = ()
    ) -> tuple[Tenure, ...]:
        """Who held an office of ``actor`` (ISO3 or organisation id) on a day, the surest first, then the latest begun.

        Without a day: all terms, oldest first. ``titles``: only offices whose title holds one of these words.
        Where a term is certain, terms merely possible are left out.
        """
        terms = [
            Tenure(h, self.offices[h.office], Standing.POSSIBLE if day is None else standing(h, day))
            for h in self._by_actor.get((actor, role_type), ())
        ]
        kept = [t for t in terms if not titles or any(word in t.office.title.lower() for word in titles)]
        return tuple(kept) if day is None else _surest(kept)

    def holders_of_role(self, actor: str, role: str, day: Day) -> tuple[Tenure, ...]:
        """Who "the ``role`` of ``actor``" was on a day, ``role`` being an id of `roles`; empty if it is no office.

        The role's office types are tried in order; the first with a holder whose title fits wins. An organ without
        offices of its own is looked up in its parent: the president of the European Commission, among the EU's.
        """
        meant = self.roles[role]
        types = (self._chief(actor) if office_type == "chief" else office_type for office_type in meant.offices)
        tries = (self.holders_of(actor, office_type, day, titles=meant.titles) for office_type in types)
        return next((found for found in tries if found), self._holders_in_parent(actor, role, day))

    def _holders_in_parent(self, actor: str, role: str, day: Day) -> tuple[Tenure, ...]:
        organ = self.organisations.get(actor)
        if organ is None or organ.parent is None:
            return ()
        return tuple(t for t in self.holders_of_role(organ.parent, role, day) if organ.name in t.office.title)

    def _chief(self, actor: str) -> str:
        if actor in self.states:
            return self.states[actor].chief
        return "io_head" if actor in self.organisations else "party_or_group_leader"

    def country_of(self, id_: str) -> str | None:
        """The ISO3 of what an id names, where it has one: the state itself, the successor of a former state, the
        country of an organ or medium, the only country of a group, the actor of an office; else ``None``.
        """
        entry = self.entry(id_)
        if isinstance(entry, State):
            return entry.id
        if isinstance(entry, FormerState | Organ | Medium):
            return entry.country
        if isinstance(entry, Group):
            return entry.countries[0] if len(entry.countries) == 1 else None
        return self.country_of(entry.actor) if isinstance(entry, Office) else None

    def terms_of(self, person: str) -> tuple[Holding, ...]:
        """All terms of a person, oldest first."""
        return self._by_person.get(person, ())

    def holder_at(self, person: str, day: Day) -> tuple[Tenure, ...]:
        """The offices a person held on a day, the surest first."""
        return _surest([Tenure(h, self.offices[h.office], standing(h, day)) for h in self.terms_of(person)], keep=True)


def _surest(terms: list[Tenure], *, keep: bool = False) -> tuple[Tenure, ...]:
    held = [t for t in terms if t.standing is not Standing.NO]
    best = max((t.standing for t in held), default=Standing.NO)
    if best is Standing.CERTAIN and not keep:
        held = [t for t in held if t.standing is not Standing.POSSIBLE]
    latest = sorted(held, key=lambda t: t.holding.since or "", reverse=True)
    return tuple(sorted(latest, key=lambda t: -t.standing))


def load_knowledge(folder: Traversable | None = None) -> Knowledge:
    """Read all tables (of the package, or of another folder). Raises `KnowledgeError` with file and line."""
    place = data_folder() if folder is None else folder
    read = read_tables(place)
    exact = _grouped((phrase.text, phrase) for phrase in all_phrases(read))
    loose = (
        (phrase.text.casefold(), phrase) for found in exact.values() for phrase in found if not phrase.case_sensitive
    )
    offices = read.offices
    return Knowledge(
        **{field.name: getattr(read, field.name) for field in fields(Tables)},
        digest=digest(place),
        exact=exact,
        folded=_grouped(loose),
        capitals=_countries(exact, PhraseKind.CAPITAL, read.former_states),
        demonyms=_countries(exact, PhraseKind.DEMONYM, read.former_states),
        _by_actor=_grouped(((offices[h.office].actor, offices[h.office].role_type), h) for h in read.holdings),
        _by_person=_grouped((h.person, h) for h in read.holdings),
        _by_phrase=_grouped((text, m) for m in read.metonyms for text in dict.fromkeys((m.phrase, plain(m.phrase)))),
    )


def _in_use(metonym: Metonym, day: str) -> bool:
    begun = metonym.since is None or first_day(metonym.since) <= day
    return begun and (metonym.until is None or day <= last_day(metonym.until))


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _countries(
    exact: Mapping[str, tuple[Phrase, ...]], kind: PhraseKind, former: Mapping[str, FormerState]
) -> dict[str, tuple[str, ...]]:
    """Phrase → ISO3 codes; a phrase of a former state or area gives the state that stands for it."""
    found = (
        (text, dict.fromkeys(former[p.id].country if p.id in former else p.id for p in phrases if p.kind is kind))
        for text, phrases in exact.items()
    )
    return {text: tuple(codes) for text, codes in found if codes}

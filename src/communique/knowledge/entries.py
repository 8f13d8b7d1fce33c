"""The entries of the knowledge base: what one row of each table becomes.

Global actor ids
----------------
=============  ============================================  =====================================
state          ISO 3166-1 alpha-3, Kosovo as ``XKX``         ``RUS``
others         kind, colon, slug of the name                 ``org:united-nations``, ``group:hamas``,
                                                             ``organ:rus-ministry-of-foreign-affairs``,
                                                             ``media:reuters``, ``person:vladimir-putin``
not actors     the same form                                 ``office:usa-president-of-the-united-states``,
                                                             ``role:foreign-minister``, ``region:gulf-states``,
                                                             ``former:soviet-union``
=============  ============================================  =====================================

Dates are partial ISO strings (``2014``, ``2014-06`` or ``2014-06-05``); ``None`` is unknown or open. ``since`` is the
first day in office, ``until`` the first day out of it. Sectors are PLOVER's codes (``GOV``, ``MIL`` …).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

_PLURALS = frozenset(
    {
        "people",
        "children",
        "police",
        "staff",
        "personnel",
        "troops",
        "schoolchildren",
        "wounded",
        "townspeople",
        "spokespeople",
        "locals",
    }
)


class PhraseKind(StrEnum):
    """What a phrase of the tables is, and so in which table its id is found."""

    STATE = "state"
    DEMONYM = "demonym"  # adjective: "Dutch", "Iranian", "US"
    PEOPLE = "people"  # noun for people: "Iranians", "a Briton" is entered as "Briton"
    CAPITAL = "capital"
    FORMER_STATE = "former_state"
    REGION = "region"
    METONYM = "metonym"
    ORGANISATION = "organisation"
    GROUP = "group"
    ORGAN = "organ"
    MEDIUM = "medium"
    PERSON = "person"
    SURNAME = "surname"
    ROLE = "role"


class Standing(IntEnum):
    """How sure it is that a term of office covers a day; higher is surer."""

    NO = 0
    POSSIBLE = 1  # the day of the change, a blurred date, or an open term not seen for long
    LIKELY = 2  # an open term, seen not long before
    CERTAIN = 3  # between known bounds


@dataclass(frozen=True, slots=True)
class State:
    """A state or a dependent territory. ``kind`` is ``state``, ``territory`` or ``disputed``."""

    id: str
    name: str
    official: str
    kind: str
    parent: str | None
    iso2: str | None
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    ambiguous: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    region: str | None
    cow: str | None
    cow_number: int | None
    gw: str | None
    gw_number: int | None
    fips: str | None
    cameo: str
    latitude: float | None
    longitude: float | None
    chief: str  # the role type of "the leader": head_of_state or head_of_government

    @property
    def plover(self) -> str:
        """PLOVER's country code: dependencies fold into their state but for Hong Kong, Kosovo is ``KOS``."""
        if self.id == "XKX":
            return "KOS"
        return self.id if self.parent is None or self.id == "HKG" else self.parent


@dataclass(frozen=True, slots=True)
class FormerState:
    """A state of the past or a breakaway area, and the state by which data sets code it (``country``)."""

    id: str
    name: str
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    country: str
    kind: str  # "former" or "breakaway"
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Region:
    """A named set of states: "Gulf states", "the Baltics", "Western"."""

    id: str
    name: str
    phrases: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metonym:
    """A phrase that stands for an actor: "the Kremlin" → ``RUS``, sector GOV."""

    phrase: str
    actor: str
    sector: str
    since: str | None
    until: str | None
    needs_context: bool
    note: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An international organisation, alliance, court, agency, mission, bloc or NGO."""

    id: str
    name: str
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    ambiguous: tuple[str, ...]
    kind: str
    code: str  # IGO, UNO, EUR, NGO, MNC: what PLOVER writes in the country slot
    sector: str
    seat: str | None
    parent: str | None
    members: tuple[str, ...]
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """An armed group, party, movement or gang."""

    id: str
    name: str
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    ambiguous: tuple[str, ...]
    countries: tuple[str, ...]
    sector: str
    sectors: tuple[str, ...]
    since: str | None
    until: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Organ:
    """A ministry, army, service, parliament, court …; without ``country`` it is a generic noun ("foreign ministry")."""

    id: str
    name: str
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    ambiguous: tuple[str, ...]
    country: str | None
    sector: str
    kind: str
    since: str | None
    until: str | None

    @property
    def generic(self) -> bool:
        """True for a noun that takes its country from the text."""
        return self.country is None


@dataclass(frozen=True, slots=True)
class Medium:
    """A news agency, paper, broadcaster; without ``country`` a generic noun ("state media").

    ``state_run`` is ``yes``, ``no`` or ``public`` (funded by the public, edited freely).
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    ambiguous: tuple[str, ...]
    country: str | None
    kind: str
    state_run: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for a person or people by role: "foreign minister", "rebel".

    ``offices`` are the role types of `Office` it may mean, in order; ``titles`` are words one of which the title of
    the office must hold ("president" may not mean a prime minister). Empty: it is no office.
    """

    id: str
    noun: str
    plural: str | None
    aliases: tuple[str, ...]
    sector: str | None
    kind: str  # "person" or "group"
    offices: tuple[str, ...]
    titles: tuple[str, ...]
    single: bool
    title: bool  # may stand before a name: "President Putin"

    def is_plural(self, form: str) -> bool:
        """Whether this form of the noun speaks of several: by the table for the noun, by its ending for an alias.

        >>> Role("role:rebel", "rebel", "rebels", ("mutineers",), "REB", "person", (), (), False, False).is_plural("rebels")
        True
        """
        if form in (self.noun, self.plural):
            return form == self.plural
        last = form.rsplit(" ", 1)[-1]
        return (
            last in _PLURALS or last.endswith("men") or (last.endswith("s") and not last.endswith(("ss", "us", "is")))
        )


@dataclass(frozen=True, slots=True)
class Office:
    """An office of a state or organisation (``actor``). ``single``: one holder at a time."""

    id: str
    actor: str
    role_type: str
    title: str
    sector: str
    single: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the tables; ``surnames`` are the short forms by which the person is called."""

    id: str
    name: str
    aliases: tuple[str, ...]
    surnames: tuple[str, ...]
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Holding:
    """One term of office. ``last_seen`` is the last day some source showed the person in it."""

    person: str
    office: str
    since: str | None
    until: str | None
    last_seen: str | None
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """A holding with its office, and how sure it is that it covers the day asked for."""

    holding: Holding
    office: Office
    standing: Standing


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to look for in text, and the entry it names.

    ``case_sensitive``: matches only as written. ``needs_context``: never enough alone ("the bloc", "Jordan", "Time").
    """

    text: str
    kind: PhraseKind
    id: str
    case_sensitive: bool
    needs_context: bool

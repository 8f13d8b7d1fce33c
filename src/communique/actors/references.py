"""Referring phrases of the parse: what may be a mention, with what its own words tell (country, role, owner)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, auto

from communique.knowledge import Phrase, PhraseKind
from communique.records import Token
from communique.vocabulary import MentionKind

MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod", "nummod"})
COUNTRIES = frozenset(
    {PhraseKind.STATE, PhraseKind.DEMONYM, PhraseKind.CAPITAL, PhraseKind.PEOPLE, PhraseKind.FORMER_STATE}
)
BODIES = frozenset(
    {
        PhraseKind.ORGANISATION,
        PhraseKind.GROUP,
        PhraseKind.ORGAN,
        PhraseKind.MEDIUM,
        PhraseKind.METONYM,
        PhraseKind.REGION,
    }
)


class Sort(IntEnum):
    """What a phrase is by its form."""

    STATE = auto()  # a state, its capital, or its adjective
    PEOPLE = auto()  # "Iranians", "the Kurds"
    PERSON = auto()  # a person's name
    BODY = auto()  # a name of an organisation, group, organ or medium
    ORGAN = auto()  # a generic noun for one: "the foreign ministry", "state media"
    ROLE = auto()  # "Kremlin aide", "rebels", "both leaders"
    COUNTRY = auto()  # "his country", "the kingdom"
    PRONOUN = auto()
    PLACE = auto()  # a state that is only a place here; no mention, but "the country" may take it up


@dataclass(frozen=True, slots=True)
class Reference:
    """Tokens ``[first, last)``: ``head`` is the one by which it hangs in the sentence, ``noun`` that of the ``core``,
    the name or role inside ("his *counterpart* Xi *Jinping*"); ``phrases`` are the entries of the core.

    ``country`` and ``affiliation`` are ids named inside the phrase; ``owner`` is the head token of a possessor or of an
    "of" phrase; ``namesake`` the surname in "the Kim regime"; ``doubtful`` says that an adjective of two states leaves
    the country open; ``apposed`` is the head token of the phrase that stands for the same.
    """

    first: int
    last: int
    head: int
    noun: int
    sort: Sort
    kind: MentionKind
    core: tuple[int, int]
    phrases: tuple[Phrase, ...] = ()
    role: str | None = None
    country: str | None = None
    countries: tuple[str, ...] = ()
    affiliation: str | None = None
    owner: int | None = None
    namesake: str | None = None
    apposed: int | None = None
    plural: bool = False
    definite: bool = False
    bare: bool = True
    count: int | None = None
    gender: str | None = None
    lesser: bool = False
    past: bool = False
    quoted: bool = False
    nested: bool = False
    title: bool = False
    doubtful: bool = False


def singular(t: Token) -> str:
    """The lemma; of a capitalised plural, the word without its s."""
    lemma = t.lemma.lower()
    return lemma[:-1] if t.tag == "NNPS" and lemma.endswith("s") else lemma

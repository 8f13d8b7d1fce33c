"""From the tables to the phrases that are looked for in text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique.knowledge.entries import (
    FormerState,
    Group,
    Medium,
    Organ,
    Organisation,
    Person,
    Phrase,
    PhraseKind,
    Role,
    State,
)
from communique.knowledge.tables import Tables, plain

_Named = Organisation | Group | Organ | Medium


def all_phrases(tables: Tables) -> Iterator[Phrase]:
    """Every phrase of every table, with its spelling without accents; no phrase twice for one entry and kind."""
    seen: set[tuple[str, PhraseKind, str]] = set()
    for phrase in _raw(tables):
        for text in _spellings(phrase.text):
            key = (text, phrase.kind, phrase.id)
            if key not in seen:
                seen.add(key)
                yield phrase if text == phrase.text else replace(phrase, text=text)


def _spellings(text: str) -> tuple[str, ...]:
    if text.isascii():
        return (text, text.replace("'", "’")) if "'" in text else (text,)
    return (text, bare) if (bare := plain(text)) not in _EVERYDAY else (text,)


# Words that a name becomes without its accents ("Malé").
_EVERYDAY = frozenset({"Male", "male"})


def _raw(tables: Tables) -> Iterator[Phrase]:
    for state in tables.states.values():
        yield from _state(state)
    for former in tables.former_states.values():
        yield from _former_state(former)
    for region in tables.regions.values():
        yield from (_phrase(text, PhraseKind.REGION, region.id) for text in region.phrases)
    for metonym in tables.metonyms:
        yield Phrase(metonym.phrase, PhraseKind.METONYM, metonym.actor, True, metonym.needs_context)
    yield from _named(tables.organisations.values(), PhraseKind.ORGANISATION)
    yield from _named(tables.groups.values(), PhraseKind.GROUP)
    yield from _named(tables.organs.values(), PhraseKind.ORGAN)
    yield from _named(tables.media.values(), PhraseKind.MEDIUM)
    for role in tables.roles.values():
        yield from _role(role)
    for person in tables.persons.values():
        yield from _person(person)


def _phrase(text: str, kind: PhraseKind, id_: str, *, context: bool = False) -> Phrase:
    bound = text != text.lower() and (kind in _BOUND or _bound_to_case(text))
    return Phrase(text, kind, id_, bound, context)


# Kinds whose names are made of everyday words: "New Generation", "The Daily Star".
_BOUND = frozenset({PhraseKind.GROUP, PhraseKind.MEDIUM})


def _bound_to_case(text: str) -> bool:
    """One capitalised word or an acronym matches only as written: "Turkey" and "the US" are not "turkey", "the us"."""
    words = text.split(" ")
    return len(words) == 1 or words[0] == "the" or any(len(word) > 1 and word.isupper() for word in words)


def _state(state: State) -> Iterator[Phrase]:
    doubtful = set(state.ambiguous)
    names = (state.name, state.official, *state.aliases, *state.abbreviations, *state.ambiguous)
    for text in (name for name in names if name not in state.capitals or name == state.name):
        yield Phrase(
            text, PhraseKind.STATE, state.id, _bound_to_case(text) or text in state.abbreviations, text in doubtful
        )
    yield from (_phrase(text, PhraseKind.DEMONYM, state.id) for text in state.adjectives)
    yield from (_phrase(text, PhraseKind.PEOPLE, state.id) for text in state.people)
    for text in state.capitals:
        yield Phrase(text, PhraseKind.CAPITAL, state.id, True, text in doubtful or state.kind == "territory")


def _former_state(former: FormerState) -> Iterator[Phrase]:
    for text in (former.name, *former.aliases, *former.abbreviations):
        yield _phrase(text, PhraseKind.FORMER_STATE, former.id)
    yield from (_phrase(text, PhraseKind.DEMONYM, former.id) for text in former.adjectives)
    yield from (_phrase(text, PhraseKind.PEOPLE, former.id) for text in former.people)
    yield from (Phrase(text, PhraseKind.CAPITAL, former.id, True, False) for text in former.capitals)


def _named(entries: Iterable[_Named], kind: PhraseKind) -> Iterator[Phrase]:
    for entry in entries:
        doubtful = set(entry.ambiguous)
        for text in (entry.name, *entry.aliases, *entry.ambiguous):
            yield _phrase(text, kind, entry.id, context=text in doubtful)
        yield from (Phrase(text, kind, entry.id, True, text in doubtful) for text in entry.abbreviations)


def _role(role: Role) -> Iterator[Phrase]:
    forms = (role.noun, *((role.plural,) if role.plural else ()), *role.aliases)
    yield from (_phrase(text, PhraseKind.ROLE, role.id) for text in forms)


def _person(person: Person) -> Iterator[Phrase]:
    yield from (_phrase(text, PhraseKind.PERSON, person.id) for text in (person.name, *person.aliases))
    yield from (Phrase(text, PhraseKind.SURNAME, person.id, True, True) for text in person.surnames)

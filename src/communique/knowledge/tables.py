"""Reading the CSV tables into entries. Every fault is a `KnowledgeError` that names file, line and what to do."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol, TypeVar

from communique.errors import DataError
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
    Region,
    Role,
    State,
)

Row = dict[str, str]

TABLES = (
    "states.csv",
    "former_states.csv",
    "regions.csv",
    "metonyms.csv",
    "organisations.csv",
    "groups.csv",
    "organs.csv",
    "media.csv",
    "roles.csv",
    "offices.csv",
    "persons.csv",
    "holders.csv",
)

_FOLDS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "’": "'",
        "æ": "ae",
        "Æ": "Ae",
        "ə": "a",
        "Ə": "A",
        "ð": "d",
        "þ": "th",
        "‘": "'",
        "ʻ": "'",
    }
)


class KnowledgeError(DataError):
    """A table that cannot be read: the message says ``file:line``, what is wrong and what to do."""


def slug(text: str) -> str:
    """The part of an id that comes from a name.

    >>> slug("Recep Tayyip Erdoğan")
    'recep-tayyip-erdogan'
    """
    return re.sub(r"[^a-z0-9]+", "-", plain(text).lower().replace("'", "")).strip("-")


def plain(text: str) -> str:
    """The text without accents and with straight apostrophes.

    >>> plain("Élysée")
    'Elysee'
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOLDS))
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def data_folder() -> Traversable:
    """The folder of the tables that ship with the package."""
    return files("communique.knowledge")


def digest(folder: Traversable) -> str:
    """The sha256 over all tables, in the order of `TABLES`: names the state of the knowledge in a manifest."""
    sum_ = hashlib.sha256()
    for name in TABLES:
        sum_.update(name.encode())
        sum_.update(folder.joinpath(name).read_bytes())
    return sum_.hexdigest()


def rows(folder: Traversable, name: str) -> Iterator[tuple[int, Row]]:
    """The line number and the fields of each row. Raises `KnowledgeError` for a row of the wrong length."""
    try:
        text = folder.joinpath(name).read_text(encoding="utf-8")
    except FileNotFoundError as exc:
        raise KnowledgeError(f"{name}:0: the table is missing; run training/knowledge/build.py") from exc
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    for fields in reader:
        if len(fields) != len(header):
            raise KnowledgeError(
                f"{name}:{reader.line_num}: {len(fields)} fields for {len(header)} columns; "
                "quote fields that hold a comma"
            )
        yield reader.line_num, dict(zip(header, fields, strict=True))


def _many(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def _number(text: str) -> int | None:
    return int(text) if text else None


def _decimal(text: str) -> float | None:
    return float(text) if text else None


def state(row: Row) -> State:
    """A row of ``states.csv``."""
    return State(
        row["iso3"],
        row["name"],
        row["official"],
        row["kind"],
        row["parent"] or None,
        row["iso2"] or None,
        _many(row["aliases"]),
        _many(row["abbreviations"]),
        _many(row["ambiguous"]),
        _many(row["adjectives"]),
        _many(row["people"]),
        _many(row["capitals"]),
        row["region"] or None,
        row["cow"] or None,
        _number(row["cow_number"]),
        row["gw"] or None,
        _number(row["gw_number"]),
        row["fips"] or None,
        row["cameo"],
        _decimal(row["latitude"]),
        _decimal(row["longitude"]),
        row["chief"],
    )


def former_state(row: Row) -> FormerState:
    """A row of ``former_states.csv``."""
    return FormerState(
        row["id"],
        row["name"],
        _many(row["aliases"]),
        _many(row["abbreviations"]),
        _many(row["adjectives"]),
        _many(row["people"]),
        _many(row["capitals"]),
        row["country"],
        row["kind"],
        row["since"] or None,
        row["until"] or None,
    )


def region(row: Row) -> Region:
    """A row of ``regions.csv``."""
    return Region(row["id"], row["name"], _many(row["phrases"]), _many(row["members"]))


def metonym(row: Row) -> Metonym:
    """A row of ``metonyms.csv``."""
    return Metonym(
        row["phrase"],
        row["actor"],
        row["sector"],
        row["since"] or None,
        row["until"] or None,
        row["needs_context"] == "yes",
        row["note"],
    )


def organisation(row: Row) -> Organisation:
    """A row of ``organisations.csv``."""
    return Organisation(
        row["id"],
        row["name"],
        _many(row["aliases"]),
        _many(row["abbreviations"]),
        _many(row["ambiguous"]),
        row["kind"],
        row["code"],
        row["sector"],
        row["seat"] or None,
        row["parent"] or None,
        _many(row["members"]),
        row["since"] or None,
        row["until"] or None,
    )


def group(row: Row) -> Group:
    """A row of ``groups.csv``."""
    return Group(
        row["id"],
        row["name"],
        _many(row["aliases"]),
        _many(row["abbreviations"]),
        _many(row["ambiguous"]),
        _many(row["countries"]),
        row["sector"],
        _many(row["sectors"]),
        row["since"] or None,
        row["until"] or None,
        row["note"],
    )


def organ(row: Row) -> Organ:
    """A row of ``organs.csv``."""
    return Organ(
        row["id"],
        row["name"],
        _many(row["aliases"]),
        _many(row["abbreviations"]),
        _many(row["ambiguous"]),
        row["country"] or None,
        row["sector"],
        row["kind"],
        row["since"] or None,
        row["until"] or None,
    )


def medium(row: Row) -> Medium:
    """A row of ``media.csv``."""
    return Medium(
        row["id"],
        row["name"],
        _many(row["aliases"]),
        _many(row["abbreviations"]),
        _many(row["ambiguous"]),
        row["country"] or None,
        row["kind"],
        row["state_run"] or None,
    )


def role(row: Row) -> Role:
    """A row of ``roles.csv``."""
    return Role(
        row["id"],
        row["noun"],
        row["plural"] or None,
        _many(row["aliases"]),
        row["sector"] or None,
        row["kind"],
        _many(row["offices"]),
        _many(row["titles"]),
        row["single"] == "yes",
        row["title"] == "yes",
    )


def office(row: Row) -> Office:
    """A row of ``offices.csv``."""
    return Office(row["id"], row["actor"], row["role_type"], row["title"], row["sector"], row["single"] == "yes")


def person(row: Row) -> Person:
    """A row of ``persons.csv``."""
    return Person(row["id"], row["name"], _many(row["aliases"]), _many(row["surnames"]), row["wikidata"] or None)


def holding(row: Row) -> Holding:
    """A row of ``holders.csv``."""
    return Holding(
        row["person"],
        row["office"],
        row["since"] or None,
        row["until"] or None,
        row["last_seen"] or None,
        row["confidence"],
        row["source"],
    )


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T")
E = TypeVar("E", bound=_Identified)


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables as read, by id where they have one."""

    states: Mapping[str, State]
    former_states: Mapping[str, FormerState]
    regions: Mapping[str, Region]
    metonyms: tuple[Metonym, ...]
    organisations: Mapping[str, Organisation]
    groups: Mapping[str, Group]
    organs: Mapping[str, Organ]
    media: Mapping[str, Medium]
    roles: Mapping[str, Role]
    offices: Mapping[str, Office]
    persons: Mapping[str, Person]
    holdings: tuple[Holding, ...]


def read_tables(folder: Traversable) -> Tables:
    """Read every table of a folder. Raises `KnowledgeError` with file and line."""
    offices = _by_id(folder, "offices.csv", office)
    persons = _by_id(folder, "persons.csv", person)

    def term(row: Row) -> Holding:
        if row["office"] not in offices or row["person"] not in persons:
            raise ValueError(f"no such office or person: {row['office']}, {row['person']}")
        return holding(row)

    return Tables(
        states=_by_id(folder, "states.csv", state),
        former_states=_by_id(folder, "former_states.csv", former_state),
        regions=_by_id(folder, "regions.csv", region),
        metonyms=tuple(_entries(folder, "metonyms.csv", metonym)),
        organisations=_by_id(folder, "organisations.csv", organisation),
        groups=_by_id(folder, "groups.csv", group),
        organs=_by_id(folder, "organs.csv", organ),
        media=_by_id(folder, "media.csv", medium),
        roles=_by_id(folder, "roles.csv", role),
        offices=offices,
        persons=persons,
        holdings=tuple(sorted(_entries(folder, "holders.csv", term), key=_term_order)),
    )


def _term_order(term: Holding) -> tuple[str, str, str]:
    return (term.since or "", term.office, term.person)


def _entries(folder: Traversable, name: str, make: Callable[[Row], T]) -> Iterator[T]:
    for line, row in rows(folder, name):
        try:
            yield make(row)
        except KeyError as exc:
            raise KnowledgeError(f"{name}:1: the column {exc} is missing; run training/knowledge/build.py") from exc
        except ValueError as exc:
            raise KnowledgeError(f"{name}:{line}: {exc}; correct the field or leave it empty") from exc


def _by_id(folder: Traversable, name: str, make: Callable[[Row], E]) -> dict[str, E]:
    return {entry.id: entry for entry in _entries(folder, name, make)}

"""The validator of the tables: each fault with its file and line, and what to do.

Known and accepted conflicts stand in ``known_conflicts.txt``: one ``rule key`` a line, ``#`` begins a comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import pairwise

from communique.knowledge.base import Knowledge, load_knowledge
from communique.knowledge.entries import Phrase, PhraseKind
from communique.knowledge.intervals import first_day, last_day
from communique.knowledge.tables import TABLES, Row, data_folder, rows

SECTORS = frozenset(
    {
        "AGR",
        "BUS",
        "COP",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "GOV",
        "IGO",
        "JRN",
        "JUD",
        "LAB",
        "LEG",
        "MED",
        "MIL",
        "NGO",
        "OPP",
        "PRE",
        "PRM",
        "PTY",
        "REB",
        "REF",
        "REL",
        "SOC",
        "SPY",
        "UAF",
        "UNK",
    }
)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_ISO3_COLUMNS = ("country", "parent", "countries", "members")
_NAMED = frozenset(
    {
        PhraseKind.STATE,
        PhraseKind.ORGANISATION,
        PhraseKind.GROUP,
        PhraseKind.ORGAN,
        PhraseKind.MEDIUM,
        PhraseKind.METONYM,
        PhraseKind.CAPITAL,
        PhraseKind.REGION,
        PhraseKind.FORMER_STATE,
        PhraseKind.ROLE,
    }
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding: where, which rule, what it is about, what to do."""

    file: str
    line: int
    rule: str
    key: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.key}: {self.advice}"


@dataclass(frozen=True, slots=True)
class _Tables:
    """The raw rows with their lines, and the loaded base."""

    rows: dict[str, list[tuple[int, Row]]]
    base: Knowledge

    def line(self, table: str, **fields: str) -> int:
        found = (n for n, row in self.rows[table] if all(row[name] == value for name, value in fields.items()))
        return next(found, 0)


def faults(folder: Traversable | None = None) -> list[Fault]:
    """All faults that are not in ``known_conflicts.txt``, in the order of files and lines."""
    place = data_folder() if folder is None else folder
    tables = _Tables({name: list(rows(place, name)) for name in TABLES}, load_knowledge(place))
    known = _known(place)
    every = [fault for rule in RULES for fault in rule(tables)]
    found = [fault for fault in every if f"{fault.rule} {fault.key}" not in known]
    stale = known - {f"{fault.rule} {fault.key}" for fault in every}
    found += [
        Fault(TABLES[-1], 0, "stale", line, "is no conflict any more; drop it from known_conflicts.txt")
        for line in sorted(stale)
    ]
    return sorted(found, key=lambda fault: (TABLES.index(fault.file), fault.line, fault.rule, fault.key))


def _known(place: Traversable) -> frozenset[str]:
    path = place.joinpath("known_conflicts.txt")
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _each(tables: _Tables) -> Iterator[tuple[str, int, Row]]:
    for name, found in tables.rows.items():
        for line, row in found:
            yield name, line, row


def bad_dates(tables: _Tables) -> Iterator[Fault]:
    """Dates that are no partial ISO dates, and ends before their beginnings."""
    for name, line, row in _each(tables):
        for column in ("since", "until", "last_seen"):
            if row.get(column) and not _DATE.fullmatch(row[column]):
                yield Fault(name, line, "date", row[column], f"write {column} as YYYY, YYYY-MM or YYYY-MM-DD")
        since, until = row.get("since"), row.get("until")
        if since and until and last_day(until) < first_day(since):
            yield Fault(name, line, "order", f"{since}..{until}", "the term ends before it begins; correct one date")


def unknown_ids(tables: _Tables) -> Iterator[Fault]:
    """References to states, actors, offices or persons that are in no table."""
    base = tables.base
    for name, line, row in _each(tables):
        for column in _ISO3_COLUMNS:
            for code in (row.get(column) or "").split(";"):
                if code and ":" not in code and code not in base.states:
                    yield Fault(name, line, "iso3", code, f"{column} holds no known ISO3 code; Kosovo is XKX")
        for column in ("actor", "office", "person", "parent"):
            id_ = row.get(column) or ""
            if id_ and base.entry(id_) is None:
                yield Fault(name, line, "id", id_, f"{column} is in no table; add it there or correct it")


def unknown_sectors(tables: _Tables) -> Iterator[Fault]:
    """Sectors that PLOVER does not have."""
    for name, line, row in _each(tables):
        for code in f"{row.get('sector') or ''};{row.get('sectors') or ''}".split(";"):
            if code and code not in SECTORS:
                yield Fault(name, line, "sector", code, "is no PLOVER sector; see SECTORS in knowledge/check.py")


def repeated_ids(tables: _Tables) -> Iterator[Fault]:
    """Two rows of one id: the later one would hide the earlier."""
    for name, found in tables.rows.items():
        seen: set[str] = set()
        for line, row in found:
            id_ = row.get("id") or row.get("iso3") or ""
            if id_ and id_ in seen:
                yield Fault(
                    name, line, "repeated", id_, "the id stands on an earlier line; join the rows or rename one"
                )
            seen.add(id_)


def shared_phrases(tables: _Tables) -> Iterator[Fault]:
    """A phrase that names two actors and is not marked as needing context."""
    for text, phrases in tables.base.exact.items():
        named = [p for p in phrases if p.kind in _NAMED and not _same_sense(p, phrases)]
        bare = dict.fromkeys(p.id for p in named if not p.needs_context)
        if len(bare) > 1:
            ids = ", ".join(bare)
            table, line = _home(tables, named[-1])
            yield Fault(table, line, "shared", text, f"names {ids}; move it to the ambiguous column of all but one")


def _same_sense(phrase: Phrase, others: tuple[Phrase, ...]) -> bool:
    """A metonym whose own target is also named so: "the Kremlin" is the Kremlin (organ) and Russia (metonym)."""
    return phrase.kind is PhraseKind.METONYM and len(others) > 1


def _home(tables: _Tables, phrase: Phrase) -> tuple[str, int]:
    for name, found in tables.rows.items():
        for line, row in found:
            if phrase.id in (row.get("id"), row.get("iso3")):
                return name, line
    return TABLES[0], 0


def overlapping_terms(tables: _Tables) -> Iterator[Fault]:
    """Two people in one single-holder office at once, or one person twice."""
    by_office: dict[str, list[tuple[int, Row]]] = {}
    for line, row in tables.rows["holders.csv"]:
        if tables.base.offices[row["office"]].single:
            by_office.setdefault(row["office"], []).append((line, row))
    for office, terms in by_office.items():
        for (_, one), (line, two) in pairwise(sorted(terms, key=lambda term: term[1]["since"])):
            if two["since"] and last_day(two["since"]) < first_day(one["until"] or "9999"):
                key = f"{office} {one['person']} {two['person']}"
                yield Fault(
                    "holders.csv",
                    line,
                    "overlap",
                    key,
                    f"{one['since']}..{one['until']} and {two['since']}..{two['until']}; close the earlier",
                )


def shared_names(tables: _Tables) -> Iterator[Fault]:
    """A person whose alias is another person's name: probably one person twice."""
    names = {row["name"]: row["id"] for _, row in tables.rows["persons.csv"]}
    for line, row in tables.rows["persons.csv"]:
        for alias in row["aliases"].split(";"):
            if names.get(alias, row["id"]) != row["id"]:
                yield Fault(
                    "persons.csv",
                    line,
                    "person",
                    f"{row['id']} {names[alias]}",
                    f"{alias!r} is the other's name; join them in holder_fixes.csv or drop the alias",
                )


RULES: tuple[Callable[[_Tables], Iterator[Fault]], ...] = (
    bad_dates,
    unknown_ids,
    unknown_sectors,
    repeated_ids,
    shared_phrases,
    overlapping_terms,
    shared_names,
)

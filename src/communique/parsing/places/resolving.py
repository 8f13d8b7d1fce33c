"""Which place a name means: importance, the countries of the article, containment, nearness of the sure ones.

Linear: one pass gathers the evidence, one scores each distinct name once (and each "X, Y" pair by itself).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp, log10

from communique.parsing.places.finding import Found, lies_in, neighbours
from communique.parsing.places.gazetteer import Entry, PlaceKind
from communique.parsing.places.names import key_of
from communique.parsing.places.points import distance
from communique.records import Syntax

# In decades of weight: a mention of the country, all mentions being of it, one of the province.
MENTIONED, SHARE, PROVINCE, PROVINCE_ITSELF = 0.5, 2.0, 1.5, 0.4
NEAR, NEAR_KM = 2.5, 250.0  # what a sure place next door is worth, and how that falls off
OTHER, FAINT = 1.2, 3.0  # what a name that is not the main one costs
_SURE_WEIGHT = 1_000_000
_WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the article says of its whereabouts: mentions per country, points of its sure cities and provinces.

    ``doubtful``: numbers of countries that share their name with a province of a country of the article (Georgia);
    ``provinces``: (country, GeoNames code) of provinces named.
    """

    countries: Mapping[str, int]
    points: tuple[tuple[float, float], ...]
    doubtful: frozenset[int] = frozenset()
    provinces: frozenset[tuple[str, str]] = frozenset()


def resolve(text: str, found: Sequence[Found], syntax: Syntax) -> list[Entry | None]:
    """The entry of each name, in order; None where the gazetteer knows none."""
    names = [key_of(text[f.start : f.end]) for f in found]
    evidence = gather(found)
    fixed: dict[int, Entry] = {}
    for left, right in neighbours(list(found), syntax):
        pair = _contained(found[left], found[right], evidence)
        if pair is not None:
            fixed.setdefault(left, pair[0])
            fixed[right] = pair[1]
    for k, (item, container) in enumerate(pairwise(found)):
        elsewhere = _elsewhere(item, container, evidence) if lies_in(item, container, syntax) else None
        if elsewhere is not None:
            fixed.setdefault(k, elsewhere)
    chosen = {names[k]: entry for k, entry in reversed(fixed.items())}
    out: list[Entry | None] = []
    for k, item in enumerate(found):
        entry = fixed.get(k) or chosen.get(names[k]) or _best(item.entries, evidence)
        if entry is not None:
            chosen.setdefault(names[k], entry)
        out.append(entry)
    return out


def gather(found: Sequence[Found]) -> Evidence:
    """Evidence from names that leave little doubt: countries, adjectives, capitals and very large places."""
    countries: Counter[str] = Counter()
    points: list[tuple[float, float]] = []
    for item in found:
        sure = _sure(item.entries)
        if sure is None:
            continue
        if sure.country:
            countries[sure.country] += 1
        if sure.kind not in _WIDE:
            points.append((sure.latitude, sure.longitude))
    return Evidence(countries, tuple(dict.fromkeys(points))[:24], _doubtful(found, countries), _provinces(found))


def _provinces(found: Sequence[Found]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (e.country, e.admin1)
        for item in found
        for e in item.entries
        if e.kind is PlaceKind.PROVINCE and e.country and e.admin1 and not e.adjective
    )


def _doubtful(found: Sequence[Found], countries: Mapping[str, int]) -> frozenset[int]:
    return frozenset(
        e.number
        for item in found
        for e in item.entries
        if e.kind is PlaceKind.COUNTRY
        and any(p.kind is PlaceKind.PROVINCE and not p.other and p.country in countries for p in item.entries)
    )


def _sure(entries: Sequence[Entry]) -> Entry | None:
    if not entries:
        return None
    ordered = sorted(entries, key=lambda e: (-e.weight, e.number))
    top = ordered[0]
    rivals = [e for e in ordered[1:] if not e.other and distance(_point(e), _point(top)) > 200]
    if top.kind is PlaceKind.COUNTRY and not any(e.kind is PlaceKind.PROVINCE for e in rivals):
        return top
    if not rivals:
        return top
    return top if top.weight >= _SURE_WEIGHT and rivals[0].weight * 20 < top.weight else None


def _point(entry: Entry) -> tuple[float, float]:
    return entry.latitude, entry.longitude


def _best(entries: Sequence[Entry], evidence: Evidence) -> Entry | None:
    return max(entries, key=lambda e: (score(e, evidence), -e.number), default=None)


def score(entry: Entry, evidence: Evidence) -> float:
    """How likely an entry is in this article; only the order matters."""
    value = log10(entry.weight + 1)
    mentions = evidence.countries.get(entry.country or "", 0)
    total = sum(evidence.countries.values())
    if mentions:
        value += MENTIONED + SHARE * mentions / total
    if entry.other:
        value -= FAINT if entry.faint else OTHER
    if entry.kind is PlaceKind.COUNTRY and not mentions and evidence.countries and entry.number in evidence.doubtful:
        value -= 3.0
    if entry.kind is PlaceKind.CITY and (entry.country, entry.admin1) in evidence.provinces:
        value += PROVINCE
    if entry.kind is PlaceKind.PROVINCE and mentions:
        value += PROVINCE_ITSELF
    if entry.kind is PlaceKind.CITY and evidence.points:
        nearest = min(distance(_point(entry), p) for p in evidence.points)
        value += NEAR * exp(-nearest / NEAR_KM)
    return value


def _contained(item: Found, container: Found, evidence: Evidence) -> tuple[Entry, Entry] | None:
    """The entry that lies inside what follows the comma, and that; None where none does."""
    inside = [(e, c) for e in item.entries for c in container.entries if _lies_in(e, c)]
    free, around = _best(item.entries, evidence), _best(container.entries, evidence)
    inside = [(e, c) for e, c in inside if c.kind is not PlaceKind.CITY or c is around]
    if free and around and free.kind is around.kind is PlaceKind.PROVINCE:
        return None
    if not inside or (free and around and free.kind is around.kind is PlaceKind.COUNTRY):
        return None  # "Niger, Nigeria and Togo" is a list
    return max(inside, key=lambda pair: (score(pair[0], evidence) + 0.3 * log10(pair[1].weight + 1), -pair[0].number))


def _elsewhere(item: Found, container: Found, evidence: Evidence) -> Entry | None:
    """The province or state that is said to hold a place of which the gazetteer knows only namesakes in other countries."""
    around = _best([e for e in container.entries if e.kind is not PlaceKind.CITY], evidence)
    countries = {e.country for e in item.entries}
    if around is None or not countries or countries & {None, around.country}:
        return None
    if any(e.kind is not PlaceKind.CITY or e.adjective for e in item.entries):
        return None
    return replace(around, geonames=None, other=True)


def _lies_in(entry: Entry, container: Entry) -> bool:
    if entry.number == container.number or entry.kind is PlaceKind.COUNTRY:
        return False
    if container.kind is PlaceKind.COUNTRY:
        same = entry.country == container.country or (entry.country is None and entry.kind is not PlaceKind.REGION)
        return same and not container.adjective
    if container.kind in (PlaceKind.PROVINCE, PlaceKind.REGION):
        same = container.country is None or entry.country == container.country
        return same and distance(_point(entry), _point(container)) < (
            450 if container.kind is PlaceKind.PROVINCE else 300
        )
    return container.kind is PlaceKind.CITY and distance(_point(entry), _point(container)) < 60

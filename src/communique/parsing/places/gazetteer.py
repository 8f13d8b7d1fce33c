"""The table of places: loaded as two lists of lines, searched by bisection, parsed line by line when asked.

Made by ``training/gazetteer/build.py``, which names the sources: GeoNames (CC BY 4.0), Natural Earth (public domain).
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from communique.errors import DataError
from communique.parsing.places.names import key_of


class PlaceKind(StrEnum):
    """What sort of place an entry is."""

    COUNTRY = "C"
    PROVINCE = "A"
    REGION = "R"
    CITY = "P"
    FEATURE = "F"
    SITE = "S"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place a name may mean. Degrees WGS84; ``weight`` grows with people or importance.

    ``adjective``: by a name like "Syrian"; ``other``: by a name that is not its main one; ``faint``: by an old or foreign one.
    """

    number: int
    kind: PlaceKind
    name: str
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    geonames: int | None
    weight: int
    adjective: bool
    other: bool
    faint: bool


class Gazetteer:
    """Names → places.

    >>> gazetteer = load_gazetteer()
    >>> sorted({e.country for e in gazetteer.lookup("Tehran")})
    ['IRN']
    """

    def __init__(self, places: Sequence[str], names: Sequence[str]) -> None:
        self._places = places
        self._names = names

    def _line(self, key: str) -> str | None:
        i = bisect_left(self._names, key + "\t")
        line = self._names[i] if i < len(self._names) else ""
        return line if line.startswith(key + "\t") else None

    def has(self, key: str) -> bool:
        """Whether a key (see ``key_of``) names a place."""
        return self._line(key) is not None

    def opens(self, key: str) -> bool:
        """Whether a longer name begins with the words of ``key``."""
        i = bisect_left(self._names, key + " ")
        return i < len(self._names) and self._names[i].startswith(key + " ")

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """All places of a name, in the table's order (countries, sites, provinces, features, cities)."""
        line = self._line(key_of(name))
        if line is None:
            return ()
        return tuple(self._entry(item) for item in line.partition("\t")[2].split(" "))

    def _entry(self, item: str) -> Entry:
        number = int(item.rstrip("abj"))
        kind, name, country, admin1, lat, lon, geonames, weight = self._places[number].split("\t")
        return Entry(
            number=number,
            kind=PlaceKind(kind),
            name=name,
            country=country or None,
            admin1=admin1 or None,
            latitude=float(lat),
            longitude=float(lon),
            geonames=int(geonames) if geonames else None,
            weight=int(weight),
            adjective=item.endswith("j"),
            other=item.endswith(("a", "b")),
            faint=item.endswith("b"),
        )


def load_gazetteer() -> Gazetteer:
    """The gazetteer shipped with the package. Raises ``DataError`` where it is damaged."""
    raw = files(__package__).joinpath("gazetteer.tsv.gz").read_bytes()
    try:
        places, parted, names = gzip.decompress(raw).decode("utf-8").partition("\n\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise DataError(f"gazetteer.tsv.gz is damaged: {error}") from error
    if not parted:
        raise DataError("gazetteer.tsv.gz is damaged: no names")
    return Gazetteer(places.split("\n"), names.rstrip("\n").split("\n"))

"""The component: toponyms found, told from actors, and put on the map."""

from __future__ import annotations

from collections.abc import Sequence

from communique.parsing.places.finding import Found, find
from communique.parsing.places.gazetteer import Entry, Gazetteer, PlaceKind
from communique.parsing.places.literal import LiteralRules, is_literal
from communique.parsing.places.resolving import resolve
from communique.records import Place, Reading, Syntax

_PRECISION = {
    PlaceKind.CITY: 1, PlaceKind.SITE: 1, PlaceKind.FEATURE: 2, PlaceKind.PROVINCE: 3, PlaceKind.REGION: 3,
    PlaceKind.COUNTRY: 3,
}  # fmt: skip
_NEAR = frozenset({"near", "outside", "around", "off", "toward", "towards"})


class PlaceTagger:
    """Assigns ``places``. A name the gazetteer does not know has no coordinates; nothing is guessed.

    ``precision`` as ACLED has it: 1 the town or site itself, 2 near it or a part of a region, 3 a region or country.
    """

    name = "places"
    requires = ("document", "layout", "syntax")
    assigns = ("places",)

    def __init__(self, gazetteer: Gazetteer, rules: LiteralRules) -> None:
        self.gazetteer = gazetteer
        self.rules = rules

    def __call__(self, batch: Sequence[Reading]) -> list[Reading]:
        """Readings with their places."""
        return [reading.having(places=self.tag(reading)) for reading in batch]

    def tag(self, reading: Reading) -> tuple[Place, ...]:
        """The places of one document, in text order."""
        assert reading.syntax is not None
        text, syntax = reading.document.text, reading.syntax
        found = find(text, syntax, self.gazetteer)
        entries = resolve(text, found, syntax)
        return tuple(
            self._place(k + 1, item, entry, text, syntax)
            for k, (item, entry) in enumerate(zip(found, entries, strict=True))
        )

    def _place(self, number: int, item: Found, entry: Entry | None, text: str, syntax: Syntax) -> Place:
        kind = entry.kind if entry else PlaceKind.CITY
        literal = is_literal(syntax, item.first, item.last, kind, self.rules, adjective=item.adjective)
        name = text[item.start : item.end]
        return Place(
            id=f"p{number}",
            start=item.start,
            end=item.end,
            name=entry.name if entry and not item.partial and not entry.other else name,
            literal=literal,
            country=entry.country if entry else None,
            latitude=entry.latitude if entry else None,
            longitude=entry.longitude if entry else None,
            geonames=entry.geonames if entry and not item.partial else None,
            precision=_precision(item, entry, syntax) if entry else None,
        )


def _precision(item: Found, entry: Entry, syntax: Syntax) -> int:
    base = 2 if item.partial and entry.kind is not PlaceKind.COUNTRY else _PRECISION[entry.kind]
    before = syntax.tokens[item.first - 1].lower if item.first else ""
    return 2 if base == 1 and before in _NEAR else base

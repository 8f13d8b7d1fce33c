"""How views word the parts of a claim: parties, times, counts, places, chains. Pure functions from records to plain words.

Nothing here is made safe for a terminal; whoever prints does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from communique.records import Actor, Attribution, Claim, Mention, Party, Place, Quantity, Reading, TimeExpression
from communique.vocabulary import ActorKind, Basis, Precision, QuantityKind, Stance, TimeBasis

_SECONDS = re.compile(r"(?<=\d\d:\d\d)(?::00)?(?=$|[+-])")
NOBODY = "—"
UNDATED = "undated"
_FINE = frozenset({Precision.HOUR, Precision.MINUTE})
_CASUALTIES = frozenset({QuantityKind.KILLED, QuantityKind.WOUNDED, QuantityKind.DETAINED, QuantityKind.DISPLACED})


@dataclass(frozen=True, slots=True)
class Index:
    """The records of a reading by their ids."""

    text: str
    actors: Mapping[str, Actor]
    mentions: Mapping[str, Mention]
    times: Mapping[str, TimeExpression]
    places: Mapping[str, Place]
    attributions: Mapping[str, Attribution]

    @classmethod
    def of(cls, reading: Reading) -> Index:
        """The index of a reading."""
        return cls(
            reading.document.text,
            {a.id: a for a in reading.actors or ()},
            {m.id: m for m in reading.mentions or ()},
            {t.id: t for t in reading.times or ()},
            {p.id: p for p in reading.places or ()},
            {a.id: a for a in reading.attributions or ()},
        )


def in_time_order(claims: Iterable[Claim]) -> list[Claim]:
    """Dated claims by when they begin (an open beginning counts by its end), then undated ones, each in text order."""
    return sorted(claims, key=lambda c: (*_moment(c), c.trigger.start, c.trigger.end, c.id))


def _moment(claim: Claim) -> tuple[bool, str, str, str]:
    """``2025-06-19`` sorts before ``2025-06-19T18:00``: the coarser first."""
    first, last = claim.time.start_time, claim.time.end_time
    begin = first or last
    return begin is None, (begin or "")[:10], begin or "", last or ""


def actor_words(actor: Actor, *notes: str) -> str:
    """Name, and in brackets the country (of all but states) and notes.

    >>> actor_words(Actor("person:a-b", "A. B.", ActorKind.PERSON, country="FRA"), "implied")
    'A. B. (FRA, implied)'
    """
    country = actor.country if actor.kind is not ActorKind.STATE else None
    brackets = ", ".join(note for note in (country, *notes) if note)
    return f"{actor.name} ({brackets})" if brackets else actor.name


def mention_words(mention: Mention, index: Index) -> str:
    """The actor it means; all members of a set; else the words themselves in quotation marks."""
    actor = index.actors.get(mention.actor or "")
    if actor is not None:
        return actor_words(actor)
    members = [index.actors[m] for m in mention.members if m in index.actors]
    return _joined(actor_words(a) for a in members) or f"“{index.text[mention.start : mention.end]}”"


def party_words(party: Party, index: Index) -> str:
    """A side of a claim, with the basis where it is not simply named."""
    note = party.basis.value if party.basis is not Basis.NAMED else ""
    mention = index.mentions.get(party.mention or "")
    actor = index.actors.get(party.actor or "")
    if actor is not None:
        return actor_words(actor, note)
    if mention is not None:
        words = mention_words(mention, index)
        return f"{words} ({note})" if note else words
    return party.actor or NOBODY


def side_words(parties: Iterable[Party], index: Index) -> str:
    """All parties of a side; a dash where there is none."""
    return _joined(party_words(p, index) for p in parties) or NOBODY


def parties_words(claim: Claim, index: Index) -> str:
    """``actors → recipients``; without recipients no arrow."""
    actors = side_words(claim.actors, index)
    return f"{actors} → {side_words(claim.recipients, index)}" if claim.recipients else actors


def chain_words(claim: Claim, index: Index) -> str | None:
    """Who tells it, nearest teller first: ``Ushakov (RUS) ‹ news agencies``; None for the publisher's own voice."""
    links = [index.attributions[i] for i in claim.chain if i in index.attributions]
    return " ‹ ".join(_link(a, index) for a in links) or None


def _link(attribution: Attribution, index: Index) -> str:
    sources = [index.mentions[m] for m in attribution.sources if m in index.mentions]
    who = _joined(mention_words(m, index) for m in sources)
    if not who:
        cue = attribution.cue
        who = f"unnamed (“{index.text[cue.start : cue.end]}”)" if cue else "unnamed"
    return who if attribution.stance is Stance.SAYS else f"{who} [{attribution.stance.value}]"


def place_words(place: Place) -> str:
    """Name and country.

    >>> place_words(Place("p1", 0, 6, "Geneva", True, "CHE", 46.2, 6.1, None, 1))
    'Geneva (CHE)'
    """
    return f"{place.name} ({place.country})" if place.country and place.country != place.name else place.name


def when_words(claim: Claim, index: Index) -> str | None:
    """The interval with its precision, basis and expression; None for undated claims without an expression."""
    time = claim.time
    expression = index.times.get(time.expression or "")
    words = f": “{index.text[expression.start : expression.end]}”" if expression else ""
    if time.start_time is None and time.end_time is None:
        return f"not dated{words}" if words or time.basis is not TimeBasis.NONE else None
    precision = f"{time.precision.value}, " if time.precision else ""
    return f"{period(time.start_time, time.end_time, time.precision)} ({precision}{time.basis.value}{words})"


def period(start: str | None, end: str | None, precision: Precision | None) -> str:
    """A half-open interval as people say it, both ends included.

    >>> period("2025-06-19", "2025-06-20", Precision.DAY)
    '2025-06-19'
    >>> period("2025-08-20", "2025-09-01", Precision.DAY)
    '2025-08-20 – 2025-08-31'
    >>> period("2014-01-01", None, Precision.YEAR)
    'since 2014'
    """
    first, last = _point(start, precision), _point(end, precision, last=True)
    if first is None:
        return f"until {last}" if last is not None else UNDATED
    if last is None:
        return f"since {first}"
    if precision in _FINE and first[:10] == last[:10] and " " in last:
        return f"{first} – {last[11:]}"
    return first if first == last else f"{first} – {last}"


def begins(start: str | None, end: str | None, precision: Precision | None) -> str:
    """The same in at most eleven characters, no finer than a day: ``2014–`` goes on, ``–2025-06`` has no known start.

    >>> begins("2025-08-20", "2025-09-01", Precision.DAY)
    '2025-08-20–'
    """
    coarse = Precision.DAY if precision in _FINE else precision
    first, last = _point(start, coarse), _point(end, coarse, last=True)
    if first is None:
        return f"–{last}" if last is not None else UNDATED
    return first if first == last else f"{first}–"


def _point(value: str | None, precision: Precision | None, *, last: bool = False) -> str | None:
    """One end of an interval at its precision; ``last``: the last unit before the excluded end."""
    if value is None:
        return None
    fine = precision in _FINE and "T" in value
    try:
        moment = datetime.fromisoformat(value)
        if last and not fine:
            moment -= timedelta(minutes=1)
    except (ValueError, OverflowError):
        return value
    return moment.isoformat(" ", "minutes") if fine else _day(moment.date(), precision)


def _day(day: date, precision: Precision | None) -> str:
    if precision is Precision.YEAR:
        return f"{day.year:04}"
    if precision is Precision.MONTH:
        return day.isoformat()[:7]
    if precision is Precision.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return day.isoformat()


def published_words(published: str | None) -> str:
    """The date line of a document; says what it means where there is none.

    >>> published_words("2025-06-19T18:00:00+03:00")
    'published 2025-06-19 18:00 +03:00'
    """
    if published is None:
        return "date of publication unknown: times stay relative"
    return " ".join(f"published {_SECONDS.sub(' ', published.replace('T', ' '))}".split())


def quantity_words(quantity: Quantity) -> str:
    """A count in words.

    >>> quantity_words(Quantity(QuantityKind.KILLED, 12, None, None, "people", 0, 2))
    'at least 12 people killed'
    """
    unit = quantity.unit or ("" if quantity.kind in _CASUALTIES | {QuantityKind.OTHER} else quantity.kind.value)
    deed = quantity.kind.value if quantity.kind in _CASUALTIES and unit != quantity.kind.value else ""
    return " ".join(word for word in (_amount(quantity), unit, deed) if word)


def _amount(quantity: Quantity) -> str:
    low, best, high = quantity.low, quantity.best, quantity.high
    if low is not None and high is not None and low != high:
        return f"{_number(low)}–{_number(high)}"
    if low is not None and high is None and best in (None, low):
        return f"at least {_number(low)}"
    if high is not None and low is None and best in (None, high):
        return f"at most {_number(high)}"
    value = best if best is not None else low
    return _number(value) if value is not None else "some"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def _joined(words: Iterable[str]) -> str:
    """Each once, in order."""
    return ", ".join(dict.fromkeys(words))

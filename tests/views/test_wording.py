from __future__ import annotations

from dataclasses import replace

import pytest

from communique.records import Actor, Claim, ClaimTime, Mention, Party, Quantity, Reading
from communique.views import wording
from communique.views.wording import (
    Index,
    begins,
    chain_words,
    in_time_order,
    party_words,
    period,
    quantity_words,
    when_words,
)
from communique.vocabulary import ActorKind, Basis, MentionKind, Precision, QuantityKind, TimeBasis


@pytest.mark.parametrize(
    ("start", "end", "precision", "whole", "short"),
    [
        ("2025-06-19", "2025-06-20", Precision.DAY, "2025-06-19", "2025-06-19"),
        ("2025-06-01", "2025-07-01", Precision.MONTH, "2025-06", "2025-06"),
        ("2025-01-01", "2026-01-01", Precision.YEAR, "2025", "2025"),
        ("2020-01-01", "2026-01-01", Precision.YEAR, "2020 – 2025", "2020–"),
        ("2025-06-16", "2025-06-23", Precision.WEEK, "2025-W25", "2025-W25"),
        ("2025-08-20", "2025-09-01", Precision.DAY, "2025-08-20 – 2025-08-31", "2025-08-20–"),
        ("2014-01-01", None, Precision.YEAR, "since 2014", "2014–"),
        (None, "2025-07-01", Precision.MONTH, "until 2025-06", "–2025-06"),
        ("2025-06-19T18:00", "2025-06-19T19:00", Precision.HOUR, "2025-06-19 18:00 – 19:00", "2025-06-19"),
        ("2025-06-19T18:00", "2025-06-20T00:00", Precision.HOUR, "2025-06-19 18:00 – 2025-06-20 00:00", "2025-06-19"),
        ("2025-06-19T00:00+03:00", "2025-06-20T00:00+03:00", Precision.DAY, "2025-06-19", "2025-06-19"),
        (None, None, None, "undated", "undated"),
        ("not a date", None, None, "since not a date", "not a date–"),
        ("0001-01-01", "0001-01-01", Precision.DAY, "0001-01-01", "0001-01-01"),
    ],
)
def test_period(start: str | None, end: str | None, precision: Precision | None, whole: str, short: str) -> None:
    assert period(start, end, precision) == whole
    assert begins(start, end, precision) == short


@pytest.mark.parametrize(
    ("kind", "low", "best", "high", "unit", "words"),
    [
        (QuantityKind.KILLED, 200, None, None, "Russians", "at least 200 Russians killed"),
        (QuantityKind.KILLED, 12, 12, None, None, "at least 12 killed"),
        (QuantityKind.WOUNDED, 10, 12, 12, "people", "10–12 people wounded"),
        (QuantityKind.PEOPLE, None, 5, 5, None, "at most 5 people"),
        (QuantityKind.MONEY, 2_500_000, 2_500_000, 2_500_000, "dollars", "2,500,000 dollars"),
        (QuantityKind.OTHER, 1.5, 1.5, 1.5, "km", "1.5 km"),
        (QuantityKind.WEAPONS, None, None, None, "drones", "some drones"),
    ],
)
def test_quantity(kind: QuantityKind, low: float, best: float, high: float, unit: str, words: str) -> None:
    assert quantity_words(Quantity(kind, low, best, high, unit, 0, 1)) == words


def claims(reading: Reading) -> dict[str, Claim]:
    return {c.id: c for c in reading.claims or ()}


def test_chain_is_nearest_teller_first(reading: Reading) -> None:
    index, found = Index.of(reading), claims(reading)
    assert chain_words(found["c3"], index) == "Aino Laine (FIN) ‹ Kaiku (FIN)"
    assert chain_words(found["c4"], index) == "“the ministry” [warns]"
    assert chain_words(found["c1"], index) is None


def test_a_chain_with_unknown_links_does_not_break(reading: Reading) -> None:
    assert chain_words(replace(claims(reading)["c1"], chain=("a99",)), Index.of(reading)) is None


def test_parties(reading: Reading) -> None:
    index = Index.of(reading)
    assert party_words(Party("m1", "person:aino-laine"), index) == "Aino Laine (FIN)"
    assert party_words(Party(None, "RUS", Basis.IMPLIED), index) == "Russia (implied)"
    assert party_words(Party("m6", None), index) == "“The two ministers”"
    assert party_words(Party(None, None), index) == wording.NOBODY
    assert party_words(Party("m99", "XXX"), index) == "XXX"


def test_members_of_a_set(reading: Reading) -> None:
    both = Mention("m10", 0, 1, MentionKind.NOMINAL, None, members=("FIN", "RUS"))
    assert wording.mention_words(both, Index.of(reading)) == "Finland, Russia"


def test_a_state_needs_no_country() -> None:
    assert wording.actor_words(Actor("FIN", "Finland", ActorKind.STATE, "FIN")) == "Finland"


def test_when(reading: Reading) -> None:
    index, found = Index.of(reading), claims(reading)
    assert when_words(found["c1"], index) == "2025-08-12 (day, explicit: “Tuesday”)"
    assert when_words(found["c2"], index) == "2025-08-12 (day, inherited)"
    assert when_words(found["c3"], index) is None
    relative = replace(found["c3"], time=ClaimTime(None, None, None, TimeBasis.EXPLICIT, "t1"))
    assert when_words(relative, index) == "not dated: “Tuesday”"


def test_order_of_claims(reading: Reading) -> None:
    claim = claims(reading)["c1"]

    def dated(id: str, start: str | None, end: str | None) -> Claim:
        return replace(claim, id=id, time=ClaimTime(start, end))

    given = [
        dated("undated", None, None),
        dated("evening", "2025-06-19T18:00", "2025-06-19T19:00"),
        dated("until", None, "2025-06-18"),
        dated("day", "2025-06-19", "2025-06-20"),
        dated("old", "2014-01-01", None),
    ]
    assert [c.id for c in in_time_order(given)] == ["old", "until", "day", "evening", "undated"]

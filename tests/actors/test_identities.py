from __future__ import annotations

import pytest

from communique.actors.identities import Identities, day_of, unknown
from communique.vocabulary import ActorKind


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2025-06-19T10:00:00+03:00", "2025-06-19"),
        ("2025-06", "2025-06"),
        ("2025", "2025"),
        ("June 2025", None),
        (None, None),
    ],
)
def test_the_day_of_a_date(published: str | None, day: str | None) -> None:
    assert day_of(published) == day


def test_holders_change_with_the_day(knowledge) -> None:
    assert Identities(knowledge, "2024-05-01").holders("USA", "role:president") == ["person:joe-biden"]
    assert Identities(knowledge, "2025-05-01").holders("USA", "role:president") == ["person:donald-trump"]


def test_of_two_thrones_the_weightier_counts(knowledge) -> None:
    assert Identities(knowledge, "2025-05-01").person("person:emmanuel-macron").country == "FRA"


def test_fame_fades_after_office(knowledge) -> None:
    fame = [
        Identities(knowledge, day).fame("person:francois-hollande")
        for day in ("2016-01-01", "2019-01-01", "2026-01-01")
    ]
    assert fame == sorted(fame, reverse=True) and fame[0] > fame[1] > fame[2] > 0


def test_a_seat_of_another_sector_is_an_organ(knowledge) -> None:
    phrase = next(p for p in knowledge.candidates("White House"))
    actor = Identities(knowledge, None).named(phrase)
    assert actor is not None and actor.country == "USA"


def test_a_new_actor_has_a_slug() -> None:
    assert unknown("Šárka Nová", ActorKind.PERSON).id == "new:sarka-nova"
    assert unknown("—", ActorKind.OTHER).id == "new:unnamed"

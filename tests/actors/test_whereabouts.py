from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from communique.actors.whereabouts import Whereabouts
from communique.records import Place


def places(text: str, **countries: str) -> tuple[Place, ...]:
    """Literal places by their names in the text."""
    return tuple(
        Place(f"p{n}", text.index(name), text.index(name) + len(name), name, True, country, None, None, None, None)
        for n, (name, country) in enumerate(countries.items())
    )


@pytest.fixture
def whose(unread, parser, reader):
    """The country of the last mention with these words, the places given."""

    def whose(text: str, words: str, **countries: str) -> str | None:
        reading = replace(parser([unread(text, "2025-06-19")])[0], places=places(text, **countries))
        read = reader([reading])[0]
        by_id = {a.id: a for a in read.actors}
        actor = [m.actor for m in read.mentions if text[m.start : m.end] == words][-1]
        return by_id[actor].country if actor in by_id else None

    return whose


def test_victims_are_of_the_nearest_place_of_the_sentence(whose) -> None:
    text = "Shells killed six civilians in Lagos and four residents of Lima."
    assert whose(text, "six civilians", Lagos="NGA", Lima="PER") == "NGA"
    assert whose(text, "four residents of Lima", Lagos="NGA", Lima="PER") == "PER"


def test_armed_people_are_of_the_place_told_before(whose) -> None:
    text = "A convoy was hit near Lagos.\nGunmen had waited there. A rival militia blamed them."
    assert whose(text, "Gunmen", Lagos="NGA") == "NGA"
    assert whose(text, "A rival militia", Lagos="NGA") == "NGA"


def test_a_nationality_told_wins_over_the_place(whose) -> None:
    assert whose("A mine killed two Chilean soldiers in Lagos.", "two Chilean soldiers", Lagos="NGA") == "CHL"


@pytest.mark.parametrize("words", ["two diplomats", "many tourists", "some refugees"])
def test_people_who_travel_are_of_no_place(whose, words: str) -> None:
    assert whose(f"He met {words} in Lagos.", words, Lagos="NGA") is None


def test_without_any_place_nothing_is_guessed(whose) -> None:
    assert whose("Brazil and Peru quarrelled. Twelve civilians died.", "Twelve civilians") is None


def test_a_stray_place_of_a_country_never_named_is_left_out(unread, parser) -> None:
    text = "Jets hit Kanimo in Sagaro Region."
    syntax = parser([unread(text, None)])[0].syntax
    found = Whereabouts(syntax, places(text, Kanimo="JPN", **{"Sagaro Region": "MMR"}), Counter({"MMR": 2}))
    assert found.country(1) == "MMR"
    assert [s.country for s in found.spots] == ["MMR"]


def test_the_army_and_the_country_are_of_the_state_where_most_happens(whose) -> None:
    text = (
        "Rebels took Bambiro and Carnoto. Ngaro burnt.\nSudan denied it.\nPeace in the country is far. "
        "The army said so."
    )
    where = {"Bambiro": "CAF", "Carnoto": "CAF", "Ngaro": "CAF"}
    assert whose(text, "the country", **where) == "CAF"
    assert whose(text, "The army", **where) == "CAF"


def test_a_place_of_the_gazetteer_is_no_body(unread, parser, reader) -> None:
    text = "Observers went to Ulvaro on Monday."
    reading = parser([unread(text, None)])[0]
    spelt = replace(reading, places=places(text, Ulvaro="PER"))
    assert all(text[m.start : m.end] != "Ulvaro" for m in reader([spelt])[0].mentions)


def test_a_body_right_before_a_place_is_of_it_but_not_its_guests(whose) -> None:
    assert whose("On Monday a court in Ulvaro freed him.", "a court", Ulvaro="PER") == "PER"
    assert whose("Some tourists in Ulvaro left.", "Some tourists", Ulvaro="PER") is None

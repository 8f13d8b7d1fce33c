from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow said it would reply.", True),
        ("The talks were held in Moscow.", False),
        ("He flew to Moscow on Monday.", False),
        ("A message to Moscow was sent.", True),
        ("Relations with Moscow soured.", True),
        ("Missiles hit Moscow.", False),
        ("He criticised Moscow.", True),
        ("Strikes on Moscow went on.", False),
        ("Pressure on Moscow grew.", True),
        ("Moscow's stance is clear.", True),
        ("The suburbs of Moscow burned.", False),
        ("A train from Moscow was late.", False),
    ],
)
def test_a_capital_is_an_actor_or_a_place(found, text: str, expected: bool) -> None:
    assert any(f.id == "RUS" for f in found(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Strikes on Iran went on.", True),
        ("Iranian strikes went on.", True),
        ("Strikes in Iran went on.", False),
        ("Aid to Iran was halted.", True),
        ("He travelled to Iran.", False),
        ("A war with Iran loomed.", True),
    ],
)
def test_a_state_is_an_actor_but_after_words_of_place(found, text: str, expected: bool) -> None:
    assert any(f.id == "IRN" for f in found(text)) is expected


def test_a_state_after_its_city_is_a_place(found) -> None:
    assert not [f for f in found("Fires burned near Atlanta, Georgia.") if f.id == "GEO"]


def test_at_aims_at_actors(found) -> None:
    texts = [f.text for f in found("Burma condemned meddling, in a swipe at Lima and in anger at Peru.")]
    assert {"Lima", "Peru"} <= set(texts)
    assert "Lima" not in [f.text for f in found("Envoys met at Lima.")]

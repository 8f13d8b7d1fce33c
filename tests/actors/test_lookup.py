from __future__ import annotations

from communique.actors.lookup import actor_of


def test_the_mention_that_fills_the_stretch_best(read) -> None:
    reading = read("Iran's foreign minister arrived.")
    assert actor_of(reading, 0, 23).id == "person:abbas-araghchi"
    assert actor_of(reading, 0, 4).id == "IRN"
    assert actor_of(reading, 24, 31) is None

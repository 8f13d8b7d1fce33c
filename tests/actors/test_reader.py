from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TEXT = (
    "French President Emmanuel Macron and Turkey's Hakan Fidan met in Rome on Friday. Both men praised NATO.\n"
    "“We want peace,” Macron said. The alliance, which has bases in Turkey, said it would help its ally.\n"
)


def test_ids_are_in_text_order_and_spans_are_words(read) -> None:
    reading = read(TEXT)
    keys = [(m.start, -m.end) for m in reading.mentions]
    assert [m.id for m in reading.mentions] == [f"m{n}" for n in range(1, len(keys) + 1)]
    assert keys == sorted(keys)
    for m in reading.mentions:
        words = TEXT[m.start : m.end]
        assert words and words == words.strip()
        head = reading.syntax.tokens[m.head]
        assert m.start <= head.start and head.end <= m.end


def test_every_actor_is_mentioned_and_every_mention_has_its_actor(read) -> None:
    reading = read(TEXT)
    named = {m.actor for m in reading.mentions if m.actor} | {i for m in reading.mentions for i in m.members}
    assert named == {a.id for a in reading.actors}
    assert len({a.id for a in reading.actors}) == len(reading.actors)


def test_a_batch_is_read_as_its_parts(parser, unread, reader) -> None:
    texts = [TEXT, "", "x", "Iran and Iraq talked. They agreed."]
    parsed = parser([unread(t, "2025-06-19") for t in texts])
    together = reader(parsed)
    assert together == [reader([one])[0] for one in parsed] == reader(parsed)


@pytest.mark.parametrize(
    "text", ["", "I", "“", "who", "the the the", "(US) [EU] -- 's", "\u202eIran\u0301 said\u200b."]
)
def test_odd_texts_are_read(read, text: str) -> None:
    for m in read(text).mentions:
        assert 0 <= m.start < m.end <= len(text)


def test_cost_is_linear(parser, unread, reader) -> None:
    def cost(times: int) -> float:
        parsed = parser([unread(TEXT * times, "2025-06-19")])
        start = time.perf_counter()
        reader(parsed)
        return time.perf_counter() - start

    cost(5)
    assert cost(160) < 16 * cost(20) + 0.2


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "Iran",
                "the US",
                "'s",
                "President",
                "Putin",
                "he",
                "and",
                "“",
                "”",
                ",",
                "of",
                "(",
                "-",
                "said",
                "both",
                "leaders",
                "its",
                "minister",
                "North",
                "Korea",
                "former",
                "the",
                "\n",
                "ICRC",
                "é",
                "we",
            ]
        ),
        max_size=25,
    )
)
def test_word_salad_gives_sound_spans(read, words: list[str]) -> None:
    text = " ".join(words)
    reading = read(text)
    ids = {a.id for a in reading.actors}
    for m in reading.mentions:
        assert 0 <= m.start < m.end <= len(text)
        assert m.actor is None or m.actor in ids
        assert set(m.members) <= ids

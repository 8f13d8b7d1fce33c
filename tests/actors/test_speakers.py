from __future__ import annotations

import pickle
from dataclasses import replace

from communique.actors import Speakers
from communique.actors.speakers import going_on, innermost
from communique.records import Attribution, Mention, Span
from communique.vocabulary import MentionKind, Stance, Style


def said(id_: str, source: str, start: int, end: int) -> Attribution:
    return Attribution(id_, (source,), None, (Span(start, end),), Style.DIRECT, Stance.SAYS)


def spoken(read, knowledge, text: str, speaker: str):
    reading = read(text)
    source = next(m for m in reading.mentions if text[m.start : m.end] == speaker)
    start, end = text.index("“") + 1, text.index("”")
    reading = Speakers(knowledge)([reading.having(attributions=(said("a1", source.id, start, end),))])[0]
    by_id = {a.id for a in reading.actors}
    assert all(m.actor in by_id for m in reading.mentions if m.actor)
    return {text[m.start : m.end]: m.actor for m in reading.mentions}


def test_i_is_the_speaker_and_we_the_speakers_side(read, knowledge) -> None:
    by = spoken(read, knowledge, "“We will pay and I will sign,” Emmanuel Macron said.", "Emmanuel Macron")
    assert (by["I"], by["We"]) == ("person:emmanuel-macron", "FRA")


def test_the_side_of_an_official_of_a_body_is_the_body(read, knowledge) -> None:
    by = spoken(read, knowledge, "“We stand by Kyiv,” Mark Rutte said.", "Mark Rutte")
    assert by["We"] == "org:nato"
    by = spoken(read, knowledge, "“We need food,” UN spokeswoman Ana Tovar said.", "UN spokeswoman Ana Tovar")
    assert by["We"] == "org:united-nations"


def test_the_innermost_speech_counts() -> None:
    mention = Mention("m1", 12, 14, MentionKind.PRONOUN, None, speaker_scope=True)
    outer, inner = said("a1", "m8", 0, 40), said("a2", "m9", 10, 20)
    assert innermost([mention], [outer, inner])["m1"] is inner


def test_a_source_without_an_actor_gets_one_with_the_country_inside(read, knowledge) -> None:
    text = "A Peruvian government memo praised the plan."
    reading = read(text)
    memo = Mention("m99", 0, len("A Peruvian government memo"), MentionKind.NOMINAL, None, head=3)
    reading = reading.having(mentions=(*reading.mentions, memo), attributions=(said("a1", "m99", 27, 43),))
    reading = Speakers(knowledge)([reading])[0]
    actor = next(a for a in reading.actors if a.id == reading.mentions[-1].actor)
    assert actor.country == "PER"


def test_nothing_else_changes(read, knowledge) -> None:
    reading = read("Macron spoke.").having(attributions=())
    after = Speakers(knowledge)([reading])[0]
    assert after == reading and replace(after) == pickle.loads(pickle.dumps(after))  # noqa: S301 - our own bytes


def test_the_one_quoted_before_goes_on_speaking() -> None:
    before = said("a1", "m8", 0, 20)
    near = Mention("m1", 60, 62, MentionKind.PRONOUN, None, speaker_scope=True)
    far = Mention("m2", 900, 902, MentionKind.PRONOUN, None, speaker_scope=True)
    assert going_on([near, far], [before]) == {"m1": before}

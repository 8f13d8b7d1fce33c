from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "pronoun", "expected"),
    [
        ("Emmanuel Macron left early. He was tired.", "He", "person:emmanuel-macron"),
        ("Emmanuel Macron met Ana Tovar. She thanked him.", "She", "new:ana-tovar"),
        ("Emmanuel Macron met Ana Tovar. She thanked him.", "him", "person:emmanuel-macron"),
        ("Macron sent two letters, but he has got no reply.", "he", "person:emmanuel-macron"),
        ("Erdogan backed the plan since he thinks it may work.", "he", "person:recep-tayyip-erdogan"),
        ("Algeria, which borders Mali, says it has closed the road.", "it", "DZA"),
        ("The G7 closed its summit.", "its", "org:g7"),
        ("Rebels took the town. They freed ten men.", "They", "new:rebels"),
    ],
)
def test_whom_a_pronoun_means(who, text: str, pronoun: str, expected: str) -> None:
    assert who(text, pronoun) == expected


def test_the_one_who_spoke_goes_on_speaking(who) -> None:
    text = (
        "Turkish aide Okan Sert told reporters that Macron and Xi “want calm”, agencies reported.\n"
        "Both leaders “see no other way”, he said."
    )
    assert who(text, "he") == "new:okan-sert"


@pytest.mark.parametrize(
    "text",
    [
        "Iran protested. It is clear that prices will rise.",
        "Iran protested. It seems that prices rose.",
        "The plan failed because of its cost.",
    ],
)
def test_an_empty_it_or_that_of_a_thing_is_no_mention(found, text: str) -> None:
    assert not [f for f in found(text) if f.text.lower() in {"it", "its"}]


def test_an_object_is_not_its_own_subject(found) -> None:
    him = next(f for f in found("Emmanuel Macron met Carlos Tovar. Tovar praised him.") if f.text == "him")
    assert him.id == "person:emmanuel-macron"


def test_first_persons_in_quotations_stay_open(found) -> None:
    by = {f.text: f for f in found("“We will pay and I will sign,” Macron said.")}
    assert by["We"].open and by["I"].open and by["We"].id is None


def test_it_takes_up_a_rival_with_its_name_beside(who) -> None:
    text = "Talks stalled because Peru's old rival, Chile, said it had closed the road."
    assert who(text, "it") == "CHL"


def test_they_are_the_two_subjects_joined_by_and(who) -> None:
    text = "In a note, Emmanuel Macron and Giorgia Meloni praised the pact, saying it would help their armies."
    assert who(text, "their") == ("person:emmanuel-macron", "person:giorgia-meloni")


def test_it_after_a_thing_is_the_possessor_of_the_thing(who) -> None:
    assert who("Chile's launch came hours after it threatened to act.", "it") == "CHL"


def test_them_is_an_object_before_rather_than_the_subject(found) -> None:
    text = "Peru and Chile agreed on it. Peru raised the case of two jailed Danish nurses and urged Oslo to free them."
    by = {f.text: f for f in found(text)}
    assert by["them"].id == by["two jailed Danish nurses"].id


def test_in_a_quotation_they_is_no_single_body_outside(found) -> None:
    text = "The Peruvian ministry summoned the envoy. “They must stop,” a clerk said."
    by = {f.text: f for f in found(text)}
    assert by["They"].id is None


def test_it_as_an_object_is_an_object_of_the_same_sentence(found) -> None:
    by = {f.text: f for f in found("Emmanuel Macron has called Chile proud, accusing it of theft.")}
    assert by["it"].id == "CHL"
    assert "it" not in {f.text for f in found("Chile spoke. A clerk bought bread and ate it.")}


def test_their_is_the_people_rather_than_the_court(found) -> None:
    by = {f.text: f for f in found("A Peruvian court jailed four Danish men. Their lawyers left.")}
    assert by["Their"].id == by["four Danish men"].id


def test_it_as_an_object_may_be_a_thing_told_before(found) -> None:
    texts = [f.text for f in found("Chile welcomed the statement, while the Peruvian army denounced it.")]
    assert "it" not in texts

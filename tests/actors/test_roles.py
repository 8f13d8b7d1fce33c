from __future__ import annotations

import pytest

LEADERS = "Turkish leader Recep Tayyip Erdogan and French President Emmanuel Macron talked for an hour on Monday. "


@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        ("The US president", "2024-05-01", "person:joe-biden"),
        ("The US president", "2025-06-19", "person:donald-trump"),
        ("The French president", "2016-02-01", "person:francois-hollande"),
        ("Iran's foreign minister", "2016-08-30", "person:mohammad-javad-zarif"),
        ("The Iranian foreign minister", "2025-06-19", "person:abbas-araghchi"),
        ("The UN secretary-general", "2024-01-10", "person:antonio-guterres"),
    ],
)
def test_an_office_is_its_holder_on_the_day(who, words: str, day: str, expected: str) -> None:
    assert who(f"{words} arrived late.", words, day) == expected


def test_a_former_or_a_second_rank_holder_is_not_the_holder(found) -> None:
    for words in ("A former US president", "The deputy Iranian foreign minister", "An Iranian minister"):
        ids = [f.id for f in found(f"{words} arrived late.")]
        assert "person:donald-trump" not in ids and "person:abbas-araghchi" not in ids


def test_a_counterpart_holds_the_same_office(who) -> None:
    assert (
        who("Emmanuel Macron rang his Turkish counterpart.", "his Turkish counterpart") == "person:recep-tayyip-erdogan"
    )


@pytest.mark.parametrize("words", ["Both leaders", "The leaders", "The two presidents", "They"])
def test_a_set_is_the_persons_mentioned_together(who, words: str) -> None:
    assert who(f"{LEADERS}{words} agreed to meet.", words) == ("person:recep-tayyip-erdogan", "person:emmanuel-macron")


def test_two_subjects_without_and_are_a_set(who) -> None:
    text = "Macron, Erdogan condemn the strike\nThe leaders agreed."
    assert who(text, "The leaders") == ("person:emmanuel-macron", "person:recep-tayyip-erdogan")


def test_an_office_of_two_countries_is_one_holder_of_each(who) -> None:
    text = "The Turkish and French presidents met in Rome."
    assert who(text, "The Turkish and French presidents") == ("person:recep-tayyip-erdogan", "person:emmanuel-macron")


def test_a_nominal_takes_up_the_person_of_that_role(found) -> None:
    text = "Kremlin aide Piotr Zavalov briefed Emmanuel Macron. The Kremlin aide left. The French leader stayed."
    by = {f.text: f for f in found(text)}
    assert by["The Kremlin aide"].id == by["Kremlin aide Piotr Zavalov"].id == "new:piotr-zavalov"
    assert by["The French leader"].id == "person:emmanuel-macron"


def test_people_carry_country_and_sector(found) -> None:
    by = {f.text: f.actor for f in found("Four Saudi men fled. Turkish farmers blocked a road. Rebels in Chad fired.")}
    assert (by["Four Saudi men"].country, by["Four Saudi men"].kind) == ("SAU", "people")
    assert (by["Turkish farmers"].country, by["Turkish farmers"].sector) == ("TUR", "AGR")
    assert by["Rebels"].sector == "REB"


def test_proxies_do_not_take_the_country_of_their_patron(found) -> None:
    by = {f.text: f.actor for f in found("Pro-Russian separatists shelled the road.")}
    assert by["Pro-Russian separatists"].country is None


def test_an_adjective_of_two_states_gives_none_unless_the_text_tells(found) -> None:
    alone = {f.text: f.actor for f in found("Congolese soldiers withdrew.")}
    told = {f.text: f.actor for f in found("Congolese soldiers left Kinshasa, the DRC said.")}
    assert alone["Congolese soldiers"].country is None
    assert told["Congolese soldiers"].country == "COD"


def test_the_rebels_are_those_spoken_of(found) -> None:
    by = {f.text: f.id for f in found("Tuareg separatists took the town. The rebels freed ten men.")}
    assert by["The rebels"] == by["Tuareg separatists"]


def test_an_office_of_two_states_after_of(found) -> None:
    by = {f.text: f for f in found("The presidents of France and Turkey met on Monday.")}
    assert by["The presidents of France and Turkey"].members == (
        "person:emmanuel-macron",
        "person:recep-tayyip-erdogan",
    )


def test_the_former_and_the_latter(who) -> None:
    text = "Peru and Chile signed a pact. The former praised it, and the latter kept silent."
    assert (who(text, "The former"), who(text, "the latter")) == ("PER", "CHL")


def test_people_of_two_places_are_two_actors(found) -> None:
    people = [f.actor for f in found("Officials in Chad agreed. Officials in Niger refused.") if f.text == "Officials"]
    assert [a.country for a in people] == ["TCD", "NER"] and people[0].id != people[1].id


def test_the_head_of_the_body_spoken_of(who) -> None:
    text = "The United Nations appealed for calm. The Secretary-General spoke in Geneva."
    assert who(text, "The Secretary-General") == "person:antonio-guterres"


def test_the_country_of_police_is_that_of_their_place(found) -> None:
    text = "Islamabad protested. Police in Kenya's capital fired tear gas."
    assert next(f.actor.country for f in found(text) if f.text == "Police") == "KEN"


@pytest.mark.parametrize("words", ["the two", "both"])
def test_a_number_alone_is_the_set_of_that_size(who, words: str) -> None:
    text = f"Emmanuel Macron saw Giorgia Meloni, and {words} agreed on a plan."
    assert who(text, words) == ("person:emmanuel-macron", "person:giorgia-meloni")


def test_a_number_alone_takes_up_people_counted_before(who) -> None:
    text = "Minsk held two French nurses. The two, arrested in May, were freed."
    assert who(text, "The two") == who(text, "two French nurses")


def test_a_number_of_things_is_nobody(found) -> None:
    assert [f.text for f in found("Iran built reactors. The two cost a lot and the three failed.")] == ["Iran"]


def test_adjectives_of_three_states_make_three_actors(who) -> None:
    words = "Chilean, Peruvian and South Korean officials"
    assert who(f"{words} met.", words) == ("new:chl-officials", "new:per-officials", "new:kor-officials")


def test_governments_of_several_states(who) -> None:
    text = "He wrote to the governments of Peru, Chile and other countries."
    assert who(text, "the governments of Peru, Chile and other countries") == (
        "new:per-government",
        "new:chl-government",
    )


def test_so_many_states_of_a_region_are_those_spoken_of(who) -> None:
    text = "Georgia and Moldova quarrelled. The two former Soviet republics signed nothing."
    assert who(text, "former Soviet republics") == ("GEO", "MDA")


def test_persons_named_after_a_plural_role_are_its_members(found) -> None:
    text = (
        "The three foreign ministers of Ana Belko of Poland, Ivo Marek of Hungary and Jan Kovar of Slovakia signed it."
    )
    sets = [f.members for f in found(text) if f.members]
    assert sets == [("new:ana-belko", "new:ivo-marek", "new:jan-kovar")]


def test_a_person_is_of_the_state_after_the_name(found) -> None:
    by = {f.text: f for f in found("Ana Belko of Poland and Ivo Marek of Hungary signed the papers.")}
    assert by["Ana Belko"].actor.country == "POL"


@pytest.mark.parametrize("words", ["The two Slavic neighbours", "The two countries"])
def test_two_neighbours_are_the_states_spoken_of(who, words: str) -> None:
    assert who(f"Ukraine and Bulgaria met. {words} signed.", words) == ("UKR", "BGR")


def test_the_governments_are_those_of_the_states_spoken_of(who) -> None:
    text = "Peru and Chile closed a road. The governments gave no reason."
    assert who(text, "The governments") == ("new:per-government", "new:chl-government")


def test_a_man_told_apart_by_a_clause_is_not_the_one_before(found) -> None:
    by = {f.text: f.id for f in found("Emmanuel Macron left. The man who threw a stone was held.")}
    assert by["The man"] != "person:emmanuel-macron"


def test_an_under_secretary_is_no_general(found) -> None:
    by = {
        f.text: f for f in found("Aides heard the Under-Secretary-General for Peace Operations, Mia Lund, on Monday.")
    }
    assert by["the Under-Secretary-General for Peace Operations"].id == by["Mia Lund"].id == "new:mia-lund"


def test_the_secretary_general_is_that_of_the_body_named_anywhere(who) -> None:
    text = "The UN mission left Goma. On Monday the Secretary-General praised it."
    assert who(text, "the Secretary-General", "2024-09-12") == "person:antonio-guterres"


def test_citizens_urged_by_a_government_are_its_own(found) -> None:
    by = {f.text: f for f in found("Chile waited. The Peruvian government urged citizens to vote.")}
    assert by["citizens"].actor.country == "PER"


def test_an_unknown_holder_of_a_single_office_is_one_person(found) -> None:
    by = {f.text: f for f in found("The prime ministers of Nauru and France met. The two leaders left.")}
    assert by["The two leaders"].members == by["The prime ministers of Nauru and France"].members
    assert by["The two leaders"].members[0] == "new:nru-prime-minister"


def test_two_persons_of_the_sentence_before_win_over_an_older_pair_of_states(who) -> None:
    text = "Both Peru and Chile refused. Emmanuel Macron rang Giorgia Meloni to urge both sides on. The two discussed Iran."
    assert who(text, "The two") == ("person:emmanuel-macron", "person:giorgia-meloni")


def test_hosts_and_foes_are_not_of_the_side_they_are_of(found) -> None:
    by = {f.text: f for f in found("Emmanuel Macron thanked his hosts. Peru warned its foes.")}
    assert by["his hosts"].actor.country is None


def test_soldiers_are_of_the_army_spoken_of(found) -> None:
    by = {f.text: f for f in found("The Chilean army said it would stay. In the south, soldiers shot a man.")}
    assert by["soldiers"].actor.country == "CHL"

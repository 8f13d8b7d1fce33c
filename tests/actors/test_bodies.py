from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Turkey and Greece signed a pact. Both countries hailed it.", "Both countries", ("TUR", "GRC")),
        ("Turkey and Greece signed a pact. The two sides hailed it.", "The two sides", ("TUR", "GRC")),
        ("Macron met Erdogan. Both countries hailed it.", "Both countries", ("FRA", "TUR")),
        ("Moscow and Tehran signed a pact, and the allies hailed it.", "the allies", ("RUS", "IRN")),
        ("Kenya held a vote. The country stayed calm.", "The country", "KEN"),
        ("Protests broke out in Kenya. The country stayed calm.", "The country", "KEN"),
        ("Macron said his country would pay.", "his country", "FRA"),
        ("The Koreas resumed talks.", "Koreas", ("PRK", "KOR")),
        ("South Korea fired back. The South blamed a drill.", "South", "KOR"),
    ],
)
def test_states_are_taken_up(who, text: str, words: str, expected: str | tuple[str, ...]) -> None:
    found = who(text, words)
    assert (sorted(found) if isinstance(found, tuple) else found) == (
        sorted(expected) if isinstance(expected, tuple) else expected
    )


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("NATO sent jets. The alliance declined to comment.", "The alliance", "org:nato"),
        ("Hezbollah fired rockets. The group vowed more.", "The group", "group:hezbollah"),
        ("Xinhua reported a fire. The agency gave no toll.", "The agency", "media:xinhua"),
        ("The Reuters news agency reported it.", "The Reuters news agency", "media:reuters"),
    ],
)
def test_bodies_are_taken_up_by_their_kind(who, text: str, words: str, expected: str) -> None:
    assert who(text, words) == expected


def test_a_generic_organ_takes_its_country_from_the_phrase_or_the_text(found) -> None:
    by = {f.text: f.actor for f in found("The Peruvian foreign ministry protested. The ministry gave no details.")}
    assert by["The Peruvian foreign ministry"].country == by["The ministry"].country == "PER"
    by = {f.text: f.actor for f in found("Norwegian state media reported it.")}
    assert (by["Norwegian state media"].country, by["Norwegian state media"].kind) == ("NOR", "medium")


def test_a_government_by_the_name_of_its_head(found) -> None:
    by = {f.text: f.actor for f in found("Emmanuel Macron spoke. The Macron government fell.")}
    assert by["The Macron government"].country == "FRA"


def test_an_acronym_defined_in_the_text(found) -> None:
    text = "The Harvest Relief Trust (HRT) sent rice to Mali. HRT said more was needed."
    ids = {f.id for f in found(text) if "HRT" in f.text or "Trust" in f.text}
    assert len(ids) == 1


def test_parts_of_longer_names_are_no_mentions_of_their_own(found) -> None:
    assert [f.text for f in found("The Bank of China lent money.")] == ["The Bank of China"]


def test_a_seat_of_government_of_a_union(who) -> None:
    assert who("Brussels rejected the plan.", "Brussels") == "org:european-union"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The United States Harbour Command moved ships.", "USA"),
        ("Congress voted on Monday.", "USA"),
        ("Cuba protested. The communist government held rallies.", "CUB"),
    ],
)
def test_the_country_of_a_body(found, text: str, country: str) -> None:
    assert [f.actor.country for f in found(text)][-1] == country


def test_forces_of_a_state_are_an_actor(found) -> None:
    by = {f.text: f.actor for f in found("Israeli forces advanced.")}
    assert (by["Israeli forces"].country, by["Israeli forces"].sector) == ("ISR", "MIL")


def test_seas_and_gulfs_are_no_states(found) -> None:
    assert not found("Ships crossed the South China Sea and the Persian Gulf.")


def test_states_mentioned_only_as_places_are_taken_up(who) -> None:
    text = "Bombs went off in Kenya and Tanzania. The two countries ask for help."
    assert sorted(who(text, "The two countries")) == ["KEN", "TZA"]


def test_an_adjective_of_two_states_does_not_take_the_last_state(found) -> None:
    text = "Kigali denied it. The Congolese government vowed revenge."
    by = {f.text: f.actor for f in found(text)}
    assert by["The Congolese government"].country is None
    text = "Kigali denied it. The Congolese government vowed revenge, and Felix Tshisekedi left."
    by = {f.text: f.actor for f in found(text)}
    assert by["The Congolese government"].country == "COD"


def test_the_mission_is_the_body_of_that_kind(who) -> None:
    assert who("MONUSCO was attacked on Monday. The Mission will stay.", "The Mission") == "org:monusco"


def test_a_group_whose_name_ends_like_another_is_not_it(who) -> None:
    assert who("Egyptian Islamic Jihad denied it.", "Egyptian Islamic Jihad") == "group:egyptian-islamic-jihad"


def test_states_told_apart_by_a_clause_are_not_those_before(who) -> None:
    text = "Peru and Chile spoke. Lima condemned those states which go on selling arms."
    assert who(text, "those states") == "new:states"


def test_groups_without_a_country_are_new_actors(who) -> None:
    assert who("Jewish groups condemned it.", "Jewish groups") == "new:jewish-groups"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("NATO met. The western alliance expanded.", "The western alliance", "org:nato"),
        (
            "The Saudi-led coalition struck. The coalition said it was sorry.",
            "The coalition",
            "org:saudi-led-coalition",
        ),
    ],
)
def test_a_body_by_its_kind(who, text: str, words: str, expected: str) -> None:
    assert who(text, words) == expected


def test_initials_mean_the_body_that_the_text_spelt_out(who) -> None:
    assert who("The Rapid Support Forces fired. The RSF denied it.", "The RSF") == "group:rapid-support-forces"


def test_three_countries_are_those_whose_leaders_met(who) -> None:
    text = "The leaders of South Korea, Japan and the United States met. It rained. The three countries signed it."
    assert who(text, "The three countries", "2024-03-03") == ("KOR", "JPN", "USA")


def test_two_sides_may_be_a_government_and_a_group(who) -> None:
    text = "Colombia's government and the ELN announced a truce. The two sides signed it."
    assert who(text, "The two sides") == ("new:col-government", "group:national-liberation-army-colombia")


def test_the_army_is_no_liberation_army(who) -> None:
    text = "Peru fought the ELN in May. The army fired first."
    assert who(text, "The army") != "group:national-liberation-army-colombia"


def test_a_group_of_that_country_is_the_one_named(who) -> None:
    assert who("Hezbollah fired. The Lebanese group denied it.", "The Lebanese group") == "group:hezbollah"


def test_the_council_is_the_security_council_spoken_of(found) -> None:
    by = {f.text: f.id for f in found("Aides briefed the UN Security Council. The Council has not met.")}
    assert by.get("The Council", by.get("Council")) == "org:un-security-council"


def test_both_sides_are_the_pair_that_acts_not_a_pair_spoken_of(who) -> None:
    text = "Emmanuel Macron and Giorgia Meloni met. The two leaders discussed Peru and Chile. Both sides agreed."
    assert who(text, "Both sides") == ("FRA", "ITA")


def test_the_leader_of_a_militia_does_not_rule_the_state(found) -> None:
    by = {f.text: f for f in found("In Lebanon, the leader of a Lebanese militia fled.", "2012-04-04")}
    assert by["the leader of a Lebanese militia"].id.startswith("new:")
    assert by["a Lebanese militia"].actor.kind.value == "armed_group"


def test_both_sides_as_an_object_are_others_than_the_subject(who) -> None:
    text = "Emmanuel Macron met Giorgia Meloni. The two leaders urged both sides to stop."
    assert who(text, "both sides") == "new:both-sides"

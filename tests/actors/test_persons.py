from __future__ import annotations


def test_a_bare_surname_is_the_famous_holder_of_the_day(who) -> None:
    assert who("Putin left for Minsk.", "Putin") == "person:vladimir-putin"


def test_a_surname_is_the_person_named_in_full_before_or_after(found) -> None:
    before = [f.id for f in found("Elmar Putin runs a bakery in Riga. Putin sells bread.") if "Putin" in f.text]
    after = [f.id for f in found("Holmgren resigns\nJens Holmgren, a lawyer, quit on Monday.") if "Holmgren" in f.text]
    assert before == ["new:elmar-putin", "new:elmar-putin"]
    assert after == ["new:jens-holmgren", "new:jens-holmgren"]


def test_title_and_gender_tell_namesakes_apart(found) -> None:
    text = "Maria Tovar met Carlos Tovar. Mrs Tovar smiled."
    by = {f.text: f.id for f in found(text)}
    assert by["Mrs Tovar"] == by["Maria Tovar"] != by["Carlos Tovar"]


def test_a_title_and_a_country_choose_among_namesakes(who) -> None:
    assert who("Jordan's King Abdullah spoke on Sunday.", "Jordan's King Abdullah") == "person:abdullah-ii"


def test_equal_candidates_give_no_person_but_both(found) -> None:
    actor = found("President Bush spoke.", "2025-06-19")[0].actor
    assert actor.id.startswith("new:") and actor.country == "USA"
    assert {c.id for c in actor.candidates} == {"person:george-h-w-bush", "person:george-w-bush"}


def test_out_of_office_a_person_keeps_the_country_alone(found) -> None:
    biden = next(f.actor for f in found("Joe Biden spoke in Paris.", "2025-06-19") if f.text == "Joe Biden")
    assert (biden.country, biden.sector, biden.office) == ("USA", "ELI", None)
    biden = next(f.actor for f in found("Joe Biden spoke in Paris.", "2023-06-19") if f.text == "Joe Biden")
    assert biden.sector == "GOV" and "President" in biden.office


def test_an_unknown_person_is_what_the_text_says(found) -> None:
    for text in (
        "Kremlin aide Piotr Zavalov arrived.",
        "Piotr Zavalov, a Kremlin aide, arrived.",
        "The Kremlin aide, Piotr Zavalov, arrived.",
    ):
        actor = next(f.actor for f in found(text) if "Zavalov" in f.text)
        assert (actor.id, actor.country, actor.sector, actor.office) == (
            "new:piotr-zavalov",
            "RUS",
            "GOV",
            "Kremlin aide",
        ), text


def test_apposition_with_the_name_is_one_mention_and_beside_it_two(found) -> None:
    one = [f.text for f in found("Russian President Vladimir Putin spoke.")]
    two = [(f.text, f.id) for f in found("Ana Tovar, a Peruvian lawyer, spoke.")]
    assert one == ["Russian President Vladimir Putin"]
    assert two == [("Ana Tovar", "new:ana-tovar"), ("a Peruvian lawyer", "new:ana-tovar")]


def test_without_a_date_the_best_known_holder(who) -> None:
    assert who("Putin left for Minsk.", "Putin", None) == "person:vladimir-putin"


def test_a_name_given_later_joins_the_role_before(found) -> None:
    text = "The Peruvian finance minister warned of debt. The finance minister, Ana Tovar, spoke in Lima."
    by = {f.text: f for f in found(text)}
    assert by["The Peruvian finance minister"].id == by["Ana Tovar"].id == "new:ana-tovar"
    assert by["Ana Tovar"].actor.country == "PER"


def test_what_a_relative_clause_says_the_person_leads(found) -> None:
    tovar = next(f.actor for f in found("Ana Tovar, who leads the Peruvian navy, spoke.") if f.text == "Ana Tovar")
    assert tovar.country == "PER"


def test_the_head_of_a_body_by_another_noun(who) -> None:
    text = "FBI Director Carl Oberman flew to Nairobi. The FBI chief met officers."
    assert who(text, "The FBI chief") == "new:carl-oberman"


def test_coordinated_titled_names_are_two_persons(found) -> None:
    ids = [
        f.id for f in found("Brazil President Dilma Rousseff and Germany Chancellor Angela Merkel met.", "2015-08-20")
    ]
    assert {"person:dilma-rousseff", "person:angela-merkel"} <= set(ids)


def test_two_offices_after_a_name_are_one_person(found) -> None:
    text = "Wang Yi, member of the party bureau and minister of foreign affairs, left."
    assert {f.id for f in found(text) if f.kind == "nominal" and "minister" in f.text} == {"person:wang-yi"}


def test_a_fuller_first_name_beside_the_office_is_its_holder(who) -> None:
    text = "The French president, Emmanuel J. Macron, left."
    assert who(text, "Emmanuel J. Macron") == "person:emmanuel-macron"


def test_an_official_is_of_the_state_that_was_the_subject(found) -> None:
    text = "Iraqi authorities waited. The United States moved ships to Bahrain.\nSpokesman Ken Barlow said so."
    by = {f.text: f for f in found(text)}
    assert by["Spokesman Ken Barlow"].actor.country == "USA"


def test_a_name_the_recogniser_overlooks_is_somebody_where_people_stand(found) -> None:
    by = {f.text: f for f in found("Since 2013, Erdogan has accused Tarlan of plotting.")}
    assert by["Tarlan"].actor.kind == "person"

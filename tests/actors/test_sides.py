from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from communique.actors.sides import Side, joint_authors, side_of, topic
from communique.actors.words import load_words


@pytest.mark.parametrize(
    ("publisher", "side"),
    [
        ("Ministry of Foreign Affairs of Japan", Side("JPN", official=True)),
        ("Foreign, Commonwealth & Development Office", Side("GBR", official=True)),
        ("The White House", Side("USA", official=True)),
        ("NATO", Side(body="org:nato", official=True)),
        ("TASS", Side("RUS")),
        ("Reuters", Side()),
        ("Korea Herald", Side()),
        (None, Side()),
    ],
)
def test_a_publisher_is_a_state_or_body_where_its_name_says_so(knowledge, publisher: str, side: Side) -> None:
    assert side_of(publisher, knowledge, load_words()) == side


def test_the_topic_is_the_other_state_of_the_title_or_the_most_named(knowledge) -> None:
    own = Side("JPN", official=True)
    states = Counter({"JPN": 9, "LAO": 2, "FRA": 2})
    assert topic(states, own, "Japan on the vote in Laos", knowledge) == "LAO"
    assert topic(states, own, None, knowledge) is None
    assert topic(states + Counter({"LAO": 2}), own, None, knowledge) == "LAO"


@pytest.fixture
def published(unread, parser, reader):
    def published(text: str, publisher: str) -> dict[str, str | None]:
        reading = unread(text, "2025-06-19")
        reading = replace(reading, document=replace(reading.document, publisher=publisher))
        read = reader(parser([reading]))[0]
        return {text[m.start : m.end]: m.actor for m in read.mentions}

    return published


def test_in_a_readout_the_minister_is_its_own(published) -> None:
    text = (
        "Foreign Minister Anna Berg met her Omani counterpart, Salim Harthy, in Lima. Mr Harthy thanked Oslo. "
        "The Minister left. Our embassy stays open."
    )
    found = published(text, "Ministry of Foreign Affairs of Norway")
    assert found["The Minister"] == "new:anna-berg"
    assert found["Our"] == "NOR"


def test_the_regime_and_the_country_are_those_spoken_of(published) -> None:
    text = (
        "Japan condemns the raids of the army of Laos. Laos must stop, Japan said with France. "
        "The regime must answer. Trade with the country ends."
    )
    found = published(text, "Ministry of Foreign Affairs of Japan")
    assert found["the country"] == "LAO"
    assert found["The regime"].startswith("new:lao-")


def test_what_a_minister_deals_with_is_no_actor(found) -> None:
    texts = [f.text for f in found("The Minister for Europe and Foreign Affairs rang Lima.")]
    assert "Foreign Affairs" not in texts and "Europe" not in texts


def test_the_foreign_minister_beside_an_own_secretary_is_the_guest(published) -> None:
    text = (
        "Secretary of State Marco Rubio met Egyptian Foreign Minister Badr Abdelatty. "
        "The Foreign Minister thanked him. The Secretary left."
    )
    found = published(text, "U.S. Department of State")
    assert (
        found["The Foreign Minister"].startswith("person:") and found["The Foreign Minister"] != found["The Secretary"]
    )


def test_the_enemy_of_an_official_text_is_the_other_state(published) -> None:
    text = "Our gunners hit Russian trucks. The enemy fled. The occupiers burned a mill."
    found = published(text, "General Staff of the Armed Forces of Ukraine")
    assert found["Our"] == "UKR" and found["The enemy"] == found["The occupiers"] == "RUS"


def test_the_peacekeeping_mission_is_the_one_that_publishes(published) -> None:
    found = published("Fire hit the United Nations peacekeeping mission in Goma.", "MONUSCO")
    assert found["the United Nations peacekeeping mission"] == "org:monusco"


@pytest.mark.parametrize(
    ("title", "authors"),
    [
        ("G7 Leaders’ Communiqué", ("org:g7",)),
        ("Joint Statement by Japan and Peru", ("JPN", "PER")),
        ("Japan visits Peru", ()),
        (None, ()),
    ],
)
def test_a_title_tells_whose_joint_words_these_are(knowledge, title: str | None, authors: tuple[str, ...]) -> None:
    assert joint_authors(title, knowledge) == authors


def test_we_are_those_named_after_it_at_the_head_of_a_declaration(who) -> None:
    text = "We, the Leaders of Brazil and India, met in Lima. Our work goes on."
    leaders = ("person:luiz-inacio-lula-da-silva", "person:narendra-modi")
    assert who(text, "We") == who(text, "Our") == who(text, "the Leaders of Brazil and India") == leaders


def test_ministers_of_no_country_are_of_the_publishing_state(published) -> None:
    found = published("Japan waits. Ministers have not ruled it out.", "Ministry of Foreign Affairs of Japan")
    assert found["Ministers"] == "new:jpn-ministers"


def test_an_agency_of_a_state_also_writes_of_others(published) -> None:
    found = published("Peru closed a road near Lima. Chile protested in Lima. The government said nothing.", "Xinhua")
    assert not found["The government"].startswith("new:chn")

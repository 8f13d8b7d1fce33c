"""Claims of single sentences, read by the whole pipeline: who, whom, what, and whether it happened."""

from __future__ import annotations

import hashlib

import pytest

from communique.reader import Reader
from communique.records import Claim, Document, Party, Reading

PUBLISHED = "2025-06-19"  # a Thursday


def read(reader: Reader, text: str, *, title: str | None = None, published: str | None = PUBLISHED) -> Reading:
    digest = hashlib.sha256(text.encode()).hexdigest()
    (found,) = reader.read([Reading(Document("d", digest, None, None, published, title, "en", text))])
    assert isinstance(found, Reading)
    return found


def named(reading: Reading, parties: tuple[Party, ...]) -> set[str]:
    """Countries of the parties, or their names where they have none."""
    actors = {a.id: a for a in reading.actors or ()}
    found = (actors.get(p.actor or "") for p in parties)
    return {(a.country or a.name) if a else "?" for a in found}


def of_type(reading: Reading, type_: str) -> Claim:
    found = [c for c in reading.claims or () if c.type == type_]
    assert found, f"no {type_} among {[(c.type.value, c.status.value) for c in reading.claims or ()]}"
    return found[0]


def told_by(reading: Reading, claim: Claim) -> list[str]:
    """The words of each link's sources, nearest teller first."""
    voices = {a.id: a for a in reading.attributions or ()}
    mentions = {m.id: reading.document.text[m.start : m.end] for m in reading.mentions or ()}
    return [" + ".join(mentions[m] for m in voices[link].sources) for link in claim.chain]


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients", "status"),
    [
        ("Norway condemned Russia's attacks on Ukraine.", "ACCUSE", {"NOR"}, {"RUS"}, "occurred"),
        ("Norway condemned Russia's attacks on Ukraine.", "ASSAULT", {"RUS"}, {"UKR"}, "occurred"),
        ("Syrian forces shelled rebels near Aleppo.", "ASSAULT", {"SYR"}, None, "occurred"),
        ("The base was bombed by Israeli jets, killing nine soldiers.", "ASSAULT", {"ISR"}, None, "occurred"),
        ("Turkey has not yet provided Libya with drones.", "AID", {"TUR"}, {"LBY"}, "negated"),
        ("France had not ruled out sending troops to Ukraine.", "THREATEN", {"FRA"}, None, "occurred"),
        ("There are fears of a Chinese attack on Taiwan.", "ASSAULT", {"CHN"}, {"TWN"}, "possible"),
        ("Pakistan denied that it had attacked Indian positions.", "REJECT", {"PAK"}, {"IND"}, "occurred"),
        ("Pakistan denied that it had attacked Indian positions.", "ASSAULT", {"PAK"}, {"IND"}, "denied"),
        ("India urged China not to build the dam.", "REQUEST", {"IND"}, {"CHN"}, "occurred"),
        ("Canada imposed sanctions on Belarus on Monday.", "SANCTION", {"CAN"}, {"BLR"}, "occurred"),
        ("Japan lifted sanctions on Myanmar.", "CONCEDE", {"JPN"}, {"MMR"}, "occurred"),
        ("Qatar offered to mediate between Sudan and Ethiopia.", "CONSULT", {"QAT"}, {"SDN", "ETH"}, "offered"),
        ("Iran threatened to strike Israel.", "THREATEN", {"IRN"}, {"ISR"}, "occurred"),
        ("Iran threatened to strike Israel.", "ASSAULT", {"IRN"}, {"ISR"}, "threatened"),
        ("The meeting between Serbia and Kosovo was cancelled.", "CONSULT", {"SRB"}, {"XKX"}, "cancelled"),
        ("The talks between Armenia and Azerbaijan were postponed.", "CONSULT", {"ARM"}, {"AZE"}, "postponed"),
        ("Mexico could impose tariffs on American corn.", "SANCTION", {"MEX"}, {"USA"}, "possible"),
        ("Egypt will host talks with Jordan in Cairo next week.", "CONSULT", {"EGY"}, {"JOR"}, "planned"),
        ("Israel's strikes on Lebanon have continued for a week.", "ASSAULT", {"ISR"}, {"LBN"}, "ongoing"),
        ("Ukraine accused Russia of shelling the power plant.", "ACCUSE", {"UKR"}, {"RUS"}, "occurred"),
        ("Colombia and Venezuela accused each other of lying.", "ACCUSE", {"COL", "VEN"}, {"COL", "VEN"}, "occurred"),
        ("Iraq said it would strike Iran if the raids went on.", "THREATEN", {"IRQ"}, {"IRN"}, "occurred"),
        ("Spain called for Morocco to free the fishermen.", "REQUEST", {"ESP"}, {"MAR"}, "occurred"),
        ("An accord had been reached with Israel, Egypt said.", "AGREE", {"EGY"}, {"ISR"}, "occurred"),
        ("The German chancellor arrived in Tokyo.", "CONSULT", {"DEU"}, {"JPN"}, "occurred"),
        ("North Korea fired a missile into the sea on Friday.", "MOBILIZE", {"PRK"}, None, "occurred"),
        ("Thousands of Georgians protested in Tbilisi.", "PROTEST", {"GEO"}, None, "occurred"),
    ],
)  # fmt: skip
def test_who_did_what_to_whom(
    text: str, type_: str, actors: set[str], recipients: set[str] | None, status: str, reader: Reader
) -> None:
    reading = read(reader, text)
    claim = of_type(reading, type_)
    assert (named(reading, claim.actors), claim.status.value) == (actors, status)
    if recipients is not None:
        assert named(reading, claim.recipients) == recipients


def test_sides_of_a_mutual_act(reader: Reader) -> None:
    reading = read(reader, "Egypt and Jordan signed a water agreement on Tuesday.")
    claim = of_type(reading, "AGREE")
    assert (named(reading, claim.actors), named(reading, claim.recipients)) == ({"EGY"}, {"JOR"})
    assert (claim.time.start_time, claim.time.end_time, claim.time.basis.value) == (
        "2025-06-17",
        "2025-06-18",
        "explicit",
    )


def test_a_speech_act_points_to_what_it_speaks_of(reader: Reader) -> None:
    reading = read(reader, "Egypt has been urging Ethiopia not to attack Eritrea.")
    request, strike = of_type(reading, "REQUEST"), of_type(reading, "ASSAULT")
    assert (request.status.value, request.content_status) == ("ongoing", "requested")
    assert request.about == (strike.id,)
    assert (named(reading, strike.actors), named(reading, strike.recipients), strike.status.value) == (
        {"ETH"},
        {"ERI"},
        "requested",
    )


def test_speech_and_content_are_dated_apart(reader: Reader) -> None:
    reading = read(reader, "Poland said on Tuesday that Belarus had released the prisoners on Sunday.")
    assert of_type(reading, "RETREAT").time.start_time == "2025-06-15"


def test_chains_are_nearest_teller_first(reader: Reader) -> None:
    reading = read(reader, "The Syrian army said rebels had killed 30 soldiers near Aleppo, state television reported.")
    claim = of_type(reading, "ASSAULT")
    assert told_by(reading, claim) == ["The Syrian army", "state television"]
    assert [(q.kind.value, q.best) for q in claim.quantities] == [("killed", 30.0)]


def test_what_reported_words_take_for_granted_has_no_teller(reader: Reader) -> None:
    reading = read(reader, "The envoy said Iran's attack on Iraq was a mistake.")
    assert of_type(reading, "ASSAULT").chain == ()


def test_a_quotation_without_an_event_is_a_statement(reader: Reader) -> None:
    text = "“The region is tired of war,” Turkish Foreign Minister Hakan Fidan said in Ankara."
    reading = read(reader, text)
    claim = of_type(reading, "STATEMENT")
    assert named(reading, claim.actors) == {"TUR"}
    assert claim.quote is not None
    assert text[claim.quote.start : claim.quote.end] == "The region is tired of war,"


def test_what_somebody_says_must_be_done_is_a_request(reader: Reader) -> None:
    reading = read(reader, "Brazil's president said that Israel should withdraw its troops from Gaza.")
    claim = of_type(reading, "REQUEST")
    assert (named(reading, claim.actors), named(reading, claim.recipients)) == ({"BRA"}, {"ISR"})


def test_veiled_references_make_implied_parties(reader: Reader) -> None:
    reading = read(
        reader, "Modi urged “certain neighbours” to stop arming the rebels, in a thinly veiled swipe at Islamabad."
    )
    claim = of_type(reading, "REQUEST")
    assert ("PAK", "implied") in {(p.actor, p.basis.value) for p in claim.recipients}


def test_bounds_of_counts(reader: Reader) -> None:
    reading = read(reader, "Israeli strikes killed at least 12 people and wounded up to 40 in Gaza.")
    bounds = {q.kind.value: (q.low, q.best, q.high) for c in reading.claims or () for q in c.quantities}
    assert bounds["killed"] == (12.0, None, None)
    assert bounds["wounded"] == (None, None, 40.0)


@pytest.mark.parametrize(
    ("text", "third"),
    [
        ("Sudan and Chad held talks mediated by Qatar in Doha.", {"QAT"}),
        ("The US-brokered deal between Israel and Lebanon collapsed.", {"USA"}),
        ("Talks between Rwanda and Burundi resumed under African Union auspices.", {"African Union"}),
    ],
)
def test_mediators_and_hosts_are_third_parties(text: str, third: set[str], reader: Reader) -> None:
    reading = read(reader, text)
    (claim, *_) = (c for c in reading.claims or () if c.third_parties)
    assert named(reading, claim.third_parties) == third


def test_an_absent_act_is_negated(reader: Reader) -> None:
    reading = read(reader, "The G7 ended its summit on Tuesday without issuing a statement in support of Ukraine.")
    claim = of_type(reading, "SUPPORT")
    assert (named(reading, claim.recipients), claim.status.value) == ({"UKR"}, "negated")


def test_titles_repeat_and_are_read_only_where_the_body_is_silent(reader: Reader) -> None:
    body = "Norway condemned Russia on Monday after the attack, the foreign ministry in Oslo said in a long statement."
    reading = read(reader, f"Norway condemns Russia and expels Russian diplomats\n\n{body}")
    assert sum(c.type == "ACCUSE" for c in reading.claims or ()) == 1
    assert any(c.type == "SANCTION" and c.trigger.start < 50 for c in reading.claims or ())


def test_the_story_keeps_its_day(reader: Reader) -> None:
    reading = read(reader, "Iraq freed the sailors on Monday. It thanked Oman for its mediation.")
    thanks = of_type(reading, "SUPPORT")
    assert (thanks.time.start_time, thanks.time.basis.value) == ("2025-06-16", "inherited")


def test_an_occasion_dates_what_happened_at_it(reader: Reader) -> None:
    text = "Iraq and Oman held a meeting on Monday.\n\nKuwait expelled two Iraqi diplomats last month.\n\n"
    reading = read(reader, text + "At the meeting, Iraq accused Kuwait of stealing oil.")
    time = of_type(reading, "ACCUSE").time
    assert (time.start_time, time.basis.value) == ("2025-06-16", "anchored")


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Kenya has not commented on the raid.", "STATEMENT"),
        ("The Ugandan envoy could not confirm the report.", "STATEMENT"),
        ("Ghana and Togo failed to reach an agreement.", "AGREE"),
    ],
)
def test_what_did_not_happen_is_negated(text: str, type_: str, reader: Reader) -> None:
    assert of_type(read(reader, text), type_).status.value == "negated"


def test_without_a_date_of_publication_nothing_is_guessed(reader: Reader) -> None:
    reading = read(reader, "Canada imposed sanctions on Belarus on Monday.", published=None)
    assert of_type(reading, "SANCTION").time.start_time is None


def test_a_silent_text_has_no_time(reader: Reader) -> None:
    reading = read(reader, "Canada imposed sanctions on Belarus.")
    time = of_type(reading, "SANCTION").time
    assert (time.start_time, time.end_time, time.basis.value) == (None, None, "none")


def test_places_of_claims(reader: Reader) -> None:
    reading = read(reader, "The ministers of Chad and Niger met in Geneva on Monday.")
    places = {p.id: p for p in reading.places or ()}
    place = of_type(reading, "CONSULT").place
    assert place is not None
    assert (places[place].name, places[place].country) == ("Geneva", "CHE")


def test_evidence_holds_the_trigger_and_is_one_sentence(reader: Reader) -> None:
    text = "Peru arrested a spy. Bolivia condemned Peru over the arrest. Chile kept silent."
    for claim in read(reader, text).claims or ():
        e = claim.evidence
        assert text[e.start : e.end] == e.exact
        assert e.start <= claim.trigger.start < claim.trigger.end <= e.end
        assert text[: e.start].endswith(e.prefix)
        assert text[e.end :].startswith(e.suffix)
        assert 0 < claim.confidence < 1

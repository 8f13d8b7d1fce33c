"""Facts spot-checked from general knowledge, not from the sources of the tables."""

from __future__ import annotations

import pytest

from communique.knowledge import Knowledge, PhraseKind, Standing, load_knowledge


@pytest.fixture(scope="module")
def base() -> Knowledge:
    return load_knowledge()


HOLDERS = [
    ("USA", "head_of_state", "2024-05-01", "joe-biden"),
    ("USA", "head_of_state", "2025-06-19", "donald-trump"),
    ("USA", "head_of_state", "2018-06-12", "donald-trump"),
    ("USA", "head_of_state", "1991-02-01", "george-h-w-bush"),
    ("USA", "head_of_state", "2003-03-20", "george-w-bush"),
    ("USA", "foreign_minister", "1999-04-01", "madeleine-albright"),
    ("USA", "foreign_minister", "2015-07-14", "john-kerry"),
    ("USA", "foreign_minister", "2022-03-01", "antony-blinken"),
    ("RUS", "foreign_minister", "2015-06-01", "sergey-lavrov"),
    ("RUS", "head_of_state", "2010-04-08", "dmitry-medvedev"),
    ("RUS", "head_of_government", "2010-04-08", "vladimir-putin"),
    ("RUS", "head_of_state", "1995-06-01", "boris-yeltsin"),
    ("GBR", "head_of_government", "1999-03-24", "tony-blair"),
    ("GBR", "head_of_government", "2022-10-01", "liz-truss"),
    ("GBR", "head_of_government", "2024-09-01", "keir-starmer"),
    ("FRA", "head_of_state", "2003-02-14", "jacques-chirac"),
    ("DEU", "head_of_government", "2015-09-04", "angela-merkel"),
    ("DEU", "head_of_government", "2023-01-01", "olaf-scholz"),
    ("ISR", "head_of_government", "1993-09-13", "yitzhak-rabin"),
    ("ISR", "head_of_government", "2022-08-01", "yair-lapid"),
    ("CHN", "head_of_government", "2008-05-12", "wen-jiabao"),
    ("JPN", "head_of_government", "2016-05-27", "shinzo-abe"),
    ("IND", "head_of_government", "2010-01-01", "manmohan-singh"),
    ("PRK", "head_of_state", "2000-06-13", "kim-jong-il"),
    ("UKR", "head_of_state", "2022-02-24", "volodymyr-zelenskyy"),
    ("org:united-nations", "io_head", "2003-01-01", "kofi-annan"),
    ("org:united-nations", "io_head", "2023-01-01", "antonio-guterres"),
    ("org:nato", "io_head", "2020-01-01", "jens-stoltenberg"),
]


@pytest.mark.parametrize(("actor", "role", "day", "person"), HOLDERS)
def test_who_held_the_office(base: Knowledge, actor: str, role: str, day: str, person: str) -> None:
    first, *others = base.holders_of(actor, role, day)
    assert first.holding.person == f"person:{person}"
    assert all(other.standing < Standing.CERTAIN for other in others)


@pytest.mark.parametrize(
    ("actor", "role", "day", "person"),
    [
        ("USA", "president", "2025-06-19", "donald-trump"),
        ("IRN", "president", "2023-06-01", "ebrahim-raisi"),
        ("IRN", "supreme-leader", "2023-06-01", "ali-khamenei"),
        ("IRN", "leader", "2023-06-01", "ali-khamenei"),
        ("DEU", "chancellor", "2019-06-01", "angela-merkel"),
        ("DEU", "president", "2019-06-01", "frank-walter-steinmeier"),
        ("DEU", "leader", "2019-06-01", "angela-merkel"),
        ("IND", "leader", "2019-06-01", "narendra-modi"),
        ("CHN", "president", "2019-06-01", "xi-jinping"),
        ("PRK", "leader", "2019-06-01", "kim-jong-un"),
        ("ZAF", "president", "2019-08-01", "cyril-ramaphosa"),
        ("org:nato", "secretary-general", "2025-01-15", "mark-rutte"),
        ("org:european-commission", "president", "2022-01-01", "ursula-von-der-leyen"),
        ("SYR", "president", "2025-06-01", "ahmed-al-sharaa"),
        ("SAU", "crown-prince", "2022-01-01", "mohammed-bin-salman"),
        ("VAT", "pope", "2015-01-01", "francis"),
        ("GBR", "foreign-minister", "2003-02-01", "jack-straw"),
        ("PAK", "army-chief", "2023-06-01", "asim-munir"),
        ("LBN", "speaker", "2024-01-01", "nabih-berri"),
    ],
)
def test_a_role_noun_is_resolved_by_its_day(base: Knowledge, actor: str, role: str, day: str, person: str) -> None:
    assert base.holders_of_role(actor, f"role:{role}", day)[0].holding.person == f"person:{person}"


def test_a_role_that_is_no_office_has_no_holder(base: Knowledge) -> None:
    assert base.holders_of_role("USA", "role:protester", "2020-01-01") == ()


@pytest.mark.parametrize(("city", "iso3"), [("Tehran", "IRN"), ("Kyiv", "UKR"), ("Bogota", "COL"), ("Seoul", "KOR")])
def test_capitals(base: Knowledge, city: str, iso3: str) -> None:
    assert base.capitals[city] == (iso3,)


@pytest.mark.parametrize(
    ("word", "iso3s"),
    [
        ("Dutch", ("NLD",)),
        ("Nigerien", ("NER",)),
        ("Nigerian", ("NGA",)),
        ("Emirati", ("ARE",)),
        ("US", ("USA",)),
        ("Soviet", ("RUS",)),
        ("Congolese", ("COD", "COG")),
        ("Dominican", ("DMA", "DOM")),
        ("Indian", ("IND",)),
    ],
)
def test_demonyms(base: Knowledge, word: str, iso3s: tuple[str, ...]) -> None:
    assert base.demonyms[word] == iso3s


@pytest.mark.parametrize(
    ("phrase", "kind", "id_"),
    [
        ("the Kremlin", PhraseKind.METONYM, "RUS"),
        ("Downing Street", PhraseKind.METONYM, "GBR"),
        ("U.S.", PhraseKind.STATE, "USA"),
        ("DPRK", PhraseKind.STATE, "PRK"),
        ("Türkiye", PhraseKind.STATE, "TUR"),
        ("Burma", PhraseKind.STATE, "MMR"),
        ("Britons", PhraseKind.PEOPLE, "GBR"),
        ("Zaire", PhraseKind.FORMER_STATE, "former:zaire"),
        ("UN", PhraseKind.ORGANISATION, "org:united-nations"),
        ("North Atlantic Treaty Organization", PhraseKind.ORGANISATION, "org:nato"),
        ("Hezbollah", PhraseKind.GROUP, "group:hezbollah"),
        ("the Knesset", PhraseKind.ORGAN, "organ:isr-knesset"),
        ("Reuters", PhraseKind.MEDIUM, "media:reuters"),
        ("Erdogan", PhraseKind.SURNAME, "person:recep-tayyip-erdogan"),
        ("Xi", PhraseKind.SURNAME, "person:xi-jinping"),
        ("foreign ministers", PhraseKind.ROLE, "role:foreign-minister"),
        ("Foreign Ministry", PhraseKind.ORGAN, "organ:foreign-ministry"),
        ("state television", PhraseKind.MEDIUM, "media:state-television"),
    ],
)
def test_a_phrase_names_its_entry(base: Knowledge, phrase: str, kind: PhraseKind, id_: str) -> None:
    assert (kind, id_) in [(found.kind, found.id) for found in base.candidates(phrase)]


@pytest.mark.parametrize("text", ["us", "turkey", "the us", "is", "time", "new generation", "who", "chad"])
def test_everyday_words_name_no_actor(base: Knowledge, text: str) -> None:
    assert [found for found in base.candidates(text) if found.kind is not PhraseKind.ROLE] == []


@pytest.mark.parametrize("text", ["Georgia", "Jordan", "Chad", "Congo", "Time", "PA"])
def test_ambiguous_names_ask_for_context(base: Knowledge, text: str) -> None:
    assert base.candidates(text)
    assert any(found.needs_context for found in base.candidates(text))


def test_members_and_regions(base: Knowledge) -> None:
    assert len(base.organisations["org:nato"].members) == 32
    assert len(base.organisations["org:european-union"].members) == 27
    assert "RUS" not in base.organisations["org:nato"].members
    assert base.regions["region:baltic-states"].members == ("EST", "LVA", "LTU")


def test_codes_of_states(base: Knowledge) -> None:
    germany = base.states["DEU"]
    assert (germany.iso2, germany.cow, germany.fips, germany.cameo) == ("DE", "GMY", "GM", "DEU")
    assert base.states["XKX"].kind == "disputed"
    assert base.states["GRL"].parent == "DNK"
    assert [base.states[code].plover for code in ("XKX", "GRL", "HKG", "PSE", "FRA")] == [
        "KOS",
        "DNK",
        "HKG",
        "PSE",
        "FRA",
    ]


def test_terms_are_in_order_and_people_have_them(base: Knowledge) -> None:
    starts = [term.since or "" for term in base.holdings]
    assert starts == sorted(starts)
    trump = base.terms_of("person:donald-trump")
    assert [term.since for term in trump] == ["2017-01-20", "2025-01-20"]
    assert base.holder_at("person:donald-trump", "2023-01-01") == ()


def test_country_of_any_id(base: Knowledge) -> None:
    assert base.country_of("former:zaire") == "COD"
    assert base.country_of("organ:isr-knesset") == "ISR"
    assert base.country_of("group:hamas") == "PSE"
    assert base.country_of("org:nato") is None


def test_the_tables_are_large_enough(base: Knowledge) -> None:
    assert len(base.states) == 250
    assert len(base.holdings) > 3500
    assert len(base.media) > 500
    assert len(base.groups) > 440


def test_metonyms_have_a_sector_and_dates(base: Knowledge) -> None:
    assert [(m.actor, m.sector) for m in base.metonyms_of("Élysée")] == [("FRA", "GOV")]
    assert base.metonyms_of("Elysee") == base.metonyms_of("Elysee", "2020-01-01")
    assert base.metonyms_of("Bonn", "1988-06-01")[0].actor == "DEU"
    assert base.metonyms_of("Bonn", "2020-06-01") == ()


@pytest.mark.parametrize(
    ("role", "form", "plural"),
    [
        ("foreign-minister", "foreign ministers", True),
        ("foreign-minister", "top diplomat", False),
        ("soldier", "servicemen", True),
        ("protester", "rioters", True),
        ("man", "people", True),
        ("man", "woman", False),
    ],
)
def test_number_of_a_role_noun(base: Knowledge, role: str, form: str, plural: bool) -> None:
    assert base.roles[f"role:{role}"].is_plural(form) is plural

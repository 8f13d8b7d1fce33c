"""Sentences of our own with the places they name."""

from __future__ import annotations

import doctest
import pickle
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import DataError
from communique.parsing.places import gazetteer as gazetteer_module
from communique.parsing.places import load_gazetteer, names, points
from communique.parsing.places.points import distance


def test_examples_run():
    assert all(doctest.testmod(m).failed == 0 for m in (names, points, gazetteer_module))


# text, name, country, near (latitude, longitude), precision
RESOLVED = [
    ("Shells fell on Rafah, Gaza, overnight.", "Rafah", "PSE", (31.29, 34.25), 1),
    ("Jets bombed the market of Kani in Sagaing Region.", "Kani", "MMR", (24.5, 95.3), 3),
    ("Trucks waited at Rafah, Egypt.", "Rafah", "EGY", (31.28, 34.24), 1),
    ("A blast was heard in Tripoli, Lebanon.", "Tripoli", "LBN", (34.43, 35.84), 1),
    ("Militias fought in Tripoli as Libya's rivals met in Benghazi.", "Tripoli", "LBY", (32.89, 13.19), 1),
    ("Police in Paris, Texas, closed the road.", "Paris", "USA", (33.66, -95.56), 1),
    ("Protesters gathered in Paris.", "Paris", "FRA", (48.85, 2.35), 1),
    ("Troops crossed from Georgia into Armenia near Tbilisi.", "Georgia", "GEO", (42.0, 43.5), 3),
    ("Voters in Atlanta, Georgia, queued for hours.", "Georgia", "USA", (32.75, -83.5), 3),
    ("Tankers passed through the Strait of Hormuz.", "Strait of Hormuz", None, (26.57, 56.25), 2),
    ("Inspectors returned to Natanz in Iran.", "Natanz", "IRN", (33.72, 51.73), 1),
    ("Fighting went on in the Donbas.", "Donbas", "UKR", (48.3, 38.0), 3),
    ("Soldiers met at the Line of Control in Kashmir.", "Line of Control", None, (34.2, 74.5), 2),
    ("The ship sailed to Port-au-Prince.", "Port-au-Prince", "HTI", (18.54, -72.34), 1),
    ("Floods hit Guinea-Bissau.", "Guinea-Bissau", "GNB", (12.0, -15.0), 3),
    ("Aid reached Niger, Nigeria and Togo.", "Niger", "NER", (17.0, 9.0), 3),
    ("Drones were seen near Kharkiv.", "Kharkiv", "UKR", (49.99, 36.23), 2),
]


@pytest.mark.parametrize(("text", "name", "country", "near", "precision"), RESOLVED)
def test_resolved_by_context(parse, place_tagger, text, name, country, near, precision):
    places = place_tagger([parse(text)])[0].places
    found = {text[p.start : p.end]: p for p in places}
    assert name in found, sorted(found)
    p = found[name]
    assert p.country == country and p.precision == precision
    assert distance((p.latitude, p.longitude), near) < 161


LITERAL = [
    ("The envoy landed in Moscow.", "Moscow", True),
    ("Rebels seized a town in Syria.", "Syria", True),
    ("The coast of Libya was patrolled.", "Libya", True),
    ("Planes bombed Kyiv.", "Kyiv", True),
    ("Russia accused the alliance of lying.", "Russia", False),
    ("Washington said it would respond.", "Washington", False),
    ("The United States urged Iran to return to talks.", "Iran", False),
    ("The talks with China failed.", "China", False),
    ("Turkey's government denied the report.", "Turkey", False),
    ("The president of France resigned.", "France", False),
    ("Syrian forces withdrew.", "Syrian", False),
    ("Jets left a Tunisian airbase.", "Tunisian", True),
]


@pytest.mark.parametrize(("text", "name", "literal"), LITERAL)
def test_place_or_actor(parse, place_tagger, text, name, literal):
    found = {text[p.start : p.end]: p for p in place_tagger([parse(text)])[0].places}
    assert found[name].literal is literal


@pytest.mark.parametrize(
    "text",
    [
        "Turkey with chestnuts is nice for us.",
        "Jordan Smith spoke. Jordan did not stay.",
        "They speak Arabic.",
        "The Russians came.",
    ],
)
def test_words_that_are_no_places(parse, place_tagger, text):
    places = place_tagger([parse(text)])[0].places
    assert [p.name for p in places if p.name != "Türkiye" and p.name != "Turkey"] == []


def test_one_name_means_one_place_in_an_article(parse, place_tagger):
    text = "Fire broke out in Tripoli, Lebanon.\nCrews from Tripoli put it out. Tripoli was calm."
    places = [p for p in place_tagger([parse(text)])[0].places if p.name == "Tripoli"]
    assert len(places) == 3 and {p.country for p in places} == {"LBN"}


def test_is_a_component(parse, place_tagger):
    texts = ["It rained in Kyiv.", "", "A", "Niger, Nigeria and Togo signed in Abuja. " * 50]
    batch = [parse(text) for text in texts]
    together = place_tagger(batch)
    assert together == [place_tagger([reading])[0] for reading in batch]
    assert pickle.loads(pickle.dumps(place_tagger))(batch[:1]) == together[:1]  # noqa: S301 - our own object
    for reading in together:
        assert all(0 <= p.start < p.end <= len(reading.document.text) for p in reading.places)
        assert all(a.end <= b.start for a, b in pairwise(reading.places))


def test_gazetteer_is_sound():
    table = load_gazetteer()
    capitals = {
        "Tehran": "IRN",
        "Kyiv": "UKR",
        "Beijing": "CHN",
        "Damascus": "SYR",
        "Khartoum": "SDN",
        "Jerusalem": "ISR",
    }
    for capital, country in capitals.items():
        best = max(table.lookup(capital), key=lambda e: e.weight)
        assert best.country == country and best.geonames
    for name in ("Iran", "Gaza Strip", "Sahel", "Golan Heights", "West Bank", "Red Sea", "Bushehr", "Xinjiang", "U.S."):
        assert table.lookup(name), name
    assert table.lookup("Nowhere at All") == () and table.lookup("") == ()


def test_a_damaged_table_is_a_data_error(monkeypatch, tmp_path):
    (tmp_path / "gazetteer.tsv.gz").write_bytes(b"broken")
    monkeypatch.setattr(gazetteer_module, "files", lambda _: tmp_path)
    with pytest.raises(DataError, match="damaged"):
        load_gazetteer()


PIECES = [
    "the",
    "The",
    "Gaza",
    ",",
    ".",
    "-",
    "al",
    "Al",
    "St.",
    "U.S.",
    "US",
    "us",
    "CA",
    "D.C.",
    "West",
    "Bank",
    "of",
    "in",
    "near",
    "Republic",
    "New",
    "York",
    "City",
    "Province",
    "Sea",
    "Guinea",
    "Bissau",
    "'s",
    "(",
    ")",
    "—",
    "Saint",
    "Petersburg",
    "university",
    "Syrian",
    "Georgia",
    "Niger",
    "and",
    "AP",
    "Ñ",
    "東京",
    "🙂",
    "Washington",
    "said",
    "to",
    "12",
    "March",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["", " ", "  ", "\n"]))
def test_never_raises_and_every_span_holds_words(parse, place_tagger, pieces, gap):
    text = gap.join(pieces)
    places = place_tagger([parse(text)])[0].places
    assert all(0 <= p.start < p.end <= len(text) and text[p.start : p.end].strip() for p in places)
    assert all(a.end <= b.start for a, b in pairwise(places))
    assert all((p.latitude is None) == (p.longitude is None) == (p.precision is None) for p in places)

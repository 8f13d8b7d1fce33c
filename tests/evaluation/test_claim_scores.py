"""The claim scorer: perfect, empty and hand-computed predictions, and agreement with the shared scorer."""

import importlib.util
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from communique.evaluation import claims

TEXT = "Norland condemned Estria. Estria may attack Norland, Reuters reported."
SHARED = Path(__file__).parents[3] / "shared" / "gold"


def fact(start: int, end: int, **changes: Any) -> dict[str, Any]:
    base = {"id": f"f{start}", "kind": "event", "plover": "ACCUSE", "sources": [], "targets": [], "status": "occurred"}
    return {**base, "date": None, "attribution": [], "start": start, "end": end, "fragment": TEXT[start:end], **changes}


def claim(name: str, type_: str, start: int, end: int, **changes: Any) -> dict[str, Any]:
    base = {"id": name, "type": type_, "actors": [], "recipients": [], "status": "occurred", "about": [], "chain": []}
    time = {"from": None, "to": None}
    where = {"trigger": {"start": start, "end": end}, "evidence": {"start": 0, "end": 25}}
    return {**base, "time": time, **where, **changes}


FACTS = [
    fact(0, 24, sources=[{"entity": "NOR", "person": None}], targets=[{"entity": "Estria", "person": None}]),
    fact(
        26,
        51,
        plover="ASSAULT",
        sources=[{"entity": "Estria", "person": None}],
        targets=[{"entity": "NOR", "person": None}],
        status="hypothetical",
        attribution=["Reuters"],
        date="2025-06-17",
    ),
]


def prediction(found: list[dict[str, Any]]) -> dict[str, Any]:
    spans = {
        "m1": (0, 7, "NOR"),
        "m2": (18, 24, "new:estria"),
        "m3": (26, 32, "new:estria"),
        "m4": (44, 51, "NOR"),
        "m5": (53, 60, "media:reuters"),
    }
    return {
        "document": {"text": TEXT, "published": "2025-06-19"},
        "mentions": [{"id": m, "start": s, "end": e, "actor": a} for m, (s, e, a) in spans.items()],
        "actors": [
            {"id": "NOR", "name": "Norland", "country": "NOR"},
            {"id": "new:estria", "name": "Estria", "country": None},
            {"id": "media:reuters", "name": "Reuters", "country": "GBR"},
        ],
        "attributions": [{"id": "a1", "sources": ["m5"]}],
        "claims": found,
    }


def party(mention: str) -> list[dict[str, str]]:
    return [{"mention": mention, "actor": ""}]


PERFECT = [
    claim("c1", "ACCUSE", 8, 17, actors=party("m1"), recipients=party("m2")),
    claim(
        "c2",
        "ASSAULT",
        37,
        43,
        actors=party("m3"),
        recipients=party("m4"),
        status="possible",
        chain=["a1"],
        time={"from": "2025-06-17", "to": "2025-06-18"},
    ),
]
SHARES = ("found", "precision", "f1", "right", "status", "status_macro", "date", "date_own", "chain", "chain_own")


def measured(found: list[dict[str, Any]]) -> dict[str, float]:
    return claims.score([({"facts": FACTS}, prediction(found), "2025-06-19")]).measures()


def test_a_perfect_prediction_scores_one() -> None:
    assert {name: measured(PERFECT)[name] for name in SHARES} == dict.fromkeys(SHARES, 1.0)


def test_an_empty_one_scores_nothing_and_an_unread_document_too() -> None:
    assert {name: measured([])[name] for name in SHARES} == dict.fromkeys(SHARES, 0.0)
    unread = claims.score([({"facts": FACTS}, None, None)]).measures()
    assert (unread["facts"], unread["found"], unread["documents"]) == (2, 0.0, 1)


def test_a_shuffled_one_scores_what_the_hand_computes() -> None:
    swapped = [
        {**PERFECT[0], "actors": party("m2"), "recipients": party("m1")},  # found, sides exchanged
        {**PERFECT[1], "type": "STATEMENT"},  # not found, and wrong
        claim("c3", "AID", 60, 68),  # lands on nothing: wrong
    ]
    scores = measured(swapped)
    assert (scores["found"], scores["precision"], scores["right"]) == (0.5, round(1 / 3, 3), 0.0)
    assert (scores["status"], scores["chain"], scores["chain_own"]) == (1.0, 1.0, 0.0)


def test_the_content_of_a_right_speech_act_costs_nothing() -> None:
    content = claim("c9", "AID", 60, 68)
    assert measured([{**PERFECT[0], "about": ["c9"]}, PERFECT[1], content])["precision"] == 1.0


def test_optional_facts_ask_for_nothing_but_excuse_what_lands_on_them() -> None:
    optional = [{**FACTS[0], "optional": True}, FACTS[1]]
    scores = claims.score([({"facts": optional}, prediction([claim("c1", "AID", 8, 17)]), None)]).measures()
    assert (scores["facts"], scores["claims"], scores["precision"]) == (1, 0, 0.0)


def test_symmetric_acts_have_no_order() -> None:
    agreed = [{**FACTS[0], "plover": "AGREE"}]
    turned = [{**PERFECT[0], "type": "AGREE", "actors": party("m2"), "recipients": party("m1")}]
    assert claims.score([({"facts": agreed}, prediction(turned), None)]).measures()["right"] == 1.0


@pytest.mark.parametrize(
    ("gold", "start", "right"),
    [
        ("2025-06-17", "2025-06-17", True),
        ("2025-06-17", None, False),
        ("2025-06", "2025-06-17", True),
        ("2025-08-21/2025-08-31", "2025-08-25T10:00", True),
        ("2025-08-21/2025-08-31", "2025-09-01", False),
        ("../2025-06-19", None, True),
        ("../2025-06-19", "2025-06-20", False),
    ],
)
def test_dates(gold: str, start: str | None, right: bool) -> None:
    assert claims.date_agrees(gold, {"time": {"from": start}}) is right


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there")
@pytest.mark.parametrize("found", [PERFECT, PERFECT[:1], [{**PERFECT[0], "type": "AID"}, PERFECT[1]]])
def test_the_same_measures_as_the_shared_scorer(found: list[dict[str, Any]]) -> None:
    spec = importlib.util.spec_from_file_location("score_claims", SHARED / "score_claims.py")
    assert spec is not None and spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    tally: Counter[str] = Counter()
    statuses: dict[str, list[bool]] = defaultdict(list)
    gold = json.loads(json.dumps({"id": "x", "facts": FACTS}))
    theirs.score(gold, theirs.Reading(prediction(found)), "2025-06-19", tally, statuses, [])
    ours = claims.score([(gold, prediction(found), "2025-06-19")])
    names = (
        "facts",
        "found",
        "right",
        "status",
        "claims",
        "true",
        "chain",
        "told",
        "told_right",
        "dated",
        "date",
        "own",
        "own_right",
    )
    assert {n: getattr(ours, n) for n in names} == {n: tally[n] for n in names}

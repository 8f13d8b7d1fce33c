from __future__ import annotations

from communique.evaluation.toponyms import FARTHEST, countries, errors, kilometres, recognition, scores


def gold(start: int, lat: float | None, kind: str | None = None, **more: object) -> dict:
    return {"start": start, "end": start + 4, "lat": lat, "lon": 0.0, **({"type": kind} if kind else {}), **more}


def guess(start: int, lat: float | None, *, literal: bool = True, country: str | None = None) -> dict:
    return {"start": start, "end": start + 4, "lat": lat, "lon": 0.0, "literal": literal, "country": country}


def test_a_perfect_prediction_scores_one():
    given, wanted = [guess(0, 1.0), guess(9, 2.0)], [gold(0, 1.0), gold(9, 2.0)]
    result = scores([recognition(wanted, given)], errors(wanted, given))
    assert (result["f1"], result["accuracy_161km"], result["median_km"], result["auc"]) == (1, 1, 0, 0)


def test_an_empty_one_scores_nought():
    result = scores([recognition([gold(0, 1.0)], [])], errors([gold(0, 1.0)], []))
    assert result["f1"] == 0 and result["accuracy_161km"] is None


def test_literal_types_count_where_gold_has_types():
    wanted = [gold(0, 1.0, "Literal"), gold(9, 1.0, "Metonymic"), gold(20, None, "Literal_Expression")]
    counts = recognition(wanted, [guess(0, 1.0), guess(9, 1.0), guess(20, 1.0, literal=False)])
    assert (counts.gold, counts.predicted, counts.hits) == (1, 2, 1)


def test_what_is_not_resolved_is_as_far_as_can_be():
    assert errors([gold(0, 1.0), gold(9, 2.0)], [guess(0, None), guess(9, 3.0)])[0] == FARTHEST
    assert round(errors([gold(9, 2.0)], [guess(9, 3.0)])[0]) == 111


def test_countries_of_recognised_gold():
    wanted = [gold(0, 1.0, iso3="IRN"), gold(9, 1.0, iso3="IRQ"), gold(20, 1.0, iso3="SYR"), gold(30, 1.0)]
    assert countries(wanted, [guess(0, 1.0, country="IRN"), guess(9, 1.0, country="IRN"), guess(30, 1.0)]) == (1, 2)


def test_half_the_earth():
    assert round(kilometres((0, 0), (0, 180))) == 20015

from __future__ import annotations

from communique.evaluation.timex import TimexCounts, count, pairs, scores


def timex(start: int, end: int, value: str = "2025", kind: str = "DATE") -> dict:
    return {"start": start, "end": end, "type": kind, "value": value}


GOLD = [timex(0, 4, "2025-06-19"), timex(10, 20, "P3D", "DURATION"), timex(30, 35)]


def test_a_perfect_prediction_scores_one():
    result = scores([count(GOLD, GOLD)])
    assert [result[k] for k in ("strict_f1", "relaxed_f1", "type_f1", "value_f1")] == [1, 1, 1, 1]


def test_an_empty_one_scores_nought():
    assert scores([count(GOLD, [])])["relaxed_f1"] == 0 and scores([])["value_f1"] == 0


def test_by_hand():
    predicted = [timex(0, 4, "2025-06-18"), timex(12, 20, "P3D", "DURATION"), timex(50, 55)]
    assert count(GOLD, predicted) == TimexCounts(gold=3, predicted=3, strict=1, relaxed=2, type=2, value=1)
    assert scores([count(GOLD, predicted)])["value_f1"] == round(2 / 6, 4)


def test_pairs_are_one_to_one_and_equal_spans_come_first():
    gold = [timex(0, 10), timex(12, 14)]
    wide, same = timex(0, 14), timex(12, 14)
    assert pairs(gold, [wide, same]) == [(gold[0], wide), (gold[1], same)]
    assert len(pairs([timex(0, 10)], [timex(0, 3), timex(4, 8)])) == 1

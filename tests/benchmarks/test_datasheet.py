"""The corpus's datasheet: its figures are those worked out by hand on tiny data."""

from __future__ import annotations

import doctest
import importlib.util
import json
import math
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "training" / "corpus" / "datasheet.py"
MARKED = """id: b01-a
published: 1999-01-02
voice: Radio
---
[@per Peru] [!c1 condemned] [@chl Chile].
: @per state PER Peru
: @chl state CHL Chile
: !c1 ACCUSE/disapprove per > chl occurred

∅ Sport follows
"""


@pytest.fixture(scope="module")
def sheet() -> ModuleType:
    spec = importlib.util.spec_from_file_location("datasheet", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["datasheet"] = module
    spec.loader.exec_module(module)
    return module


def claim(**changes: Any) -> dict[str, Any]:
    party = {"mention": "m1", "actor": "PER", "basis": "named"}
    time = {"from": None, "to": None}
    base = {"type": "ACCUSE", "mode": "disapprove", "status": "occurred", "chain": [], "time": time}
    return {**base, "actors": [party], "recipients": [], "third_parties": [], **changes}


def gold(*claims: dict[str, Any]) -> dict[str, Any]:
    document = {"text": "Peru condemned Chile.\n\nSport follows", "published": "1999-01-02"}
    actors = [{"country": "PER"}, {"country": None}]
    return {"document": document, "claims": list(claims), "attributions": [], "mentions": [{}, {}], "actors": actors}


def test_its_examples_run(sheet: ModuleType) -> None:
    assert doctest.testmod(sheet).failed == 0


def test_an_article_is_read_with_the_sentences_and_voice_of_its_marks(sheet: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "batch-01"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.gold.json").write_text(json.dumps(gold(claim())))
    (folder / "a.marked").write_text(MARKED)
    first, second = sheet.read_corpus(tmp_path)
    assert (first.batch, first.name, first.voice) == ("batch-01", "a", "Radio")
    assert first.sentences == ("Peru condemned Chile.", "Sport follows")
    assert (second.sentences, second.voice) == (None, None)
    assert sheet.sizes([first, second]) == [2, 10, 2, 2, 0, 4]


def test_voice_comes_from_the_header_else_from_the_brief(sheet: ModuleType, tmp_path: Path) -> None:
    brief = tmp_path / "01.md"
    brief.write_text("Batch 01. Voice: wire and\na daily. Subjects: all.")
    briefs = {"batch-01": sheet.read_brief(brief), "batch-02": sheet.read_brief(tmp_path / "02.md")}
    articles = [sheet.Article(b, "a", gold(), None, v) for b, v in (("batch-01", "live-blog"), ("batch-01", None))]
    assert sheet.voice_of(articles[0], briefs) == ("live blog", "live blog")
    assert sheet.voice_of(articles[1], briefs) == ("batch-01, by its brief: wire and a daily", "not in the header")
    assert sheet.voice_of(sheet.Article("batch-02", "a", gold(), None, None), briefs) == ("not given", "not given")


def test_traits_of_claims(sheet: ModuleType) -> None:
    assert not sheet.dated(claim())
    assert sheet.dated(claim(time={"from": None, "to": "2020-01-02"}))
    assert not sheet.inherits(claim())
    assert sheet.inherits(claim(recipients=[{"mention": None, "actor": "CHL", "basis": "inherited"}]))


def test_percentiles_by_nearest_rank(sheet: ModuleType) -> None:
    assert [sheet.percentile(range(1, 11), p) for p in (0.1, 0.5, 0.9, 1)] == [1, 5, 9, 10]
    assert math.isnan(sheet.percentile([], 0.5))


def test_distinct_ngrams_do_not_run_over_documents(sheet: ModuleType) -> None:
    assert sheet.distinct([["a", "b"], ["a", "b"]], 2) == 0.5
    assert sheet.distinct([["a"], ["b"]], 2) == 0.0


def test_a_sample_has_its_size_and_is_the_same_again(sheet: ModuleType) -> None:
    texts = [sheet.Text("g", str(i), "one two three") for i in range(5)]
    one, two = (sheet.sample(texts, 7, random.Random(1)) for _ in range(2))
    assert one == two
    assert sum(len(t.text.split()) for t in one) == 7
    assert sum(len(t.text.split()) for t in sheet.sample(texts, 99, random.Random(1))) == 15


def test_the_nearest_is_of_another_group(sheet: ModuleType) -> None:
    texts = [
        sheet.Text("x", "a", "peru condemned chile"),
        sheet.Text("x", "b", "peru condemned chile"),
        sheet.Text("y", "c", "peru condemned chad"),
        sheet.Text("y", "d", "nothing alike"),
    ]
    found = {name: (round(value, 3), other) for value, name, other in sheet.nearest(texts, texts)}
    assert found["a"] == (0.722, "c")  # 13 of 18 sets of five characters
    assert found["c"] == (0.722, "b")
    assert sheet.fewest_others(texts) == 2
    assert len(sheet.nearest(texts, texts, most=1)) == 4
    assert sheet.nearest(texts[:2], texts[:2]) == []


def test_shared_runs_are_told_whole_and_once(sheet: ModuleType) -> None:
    own = [sheet.Text("x", "a", "Then Peru condemned Chile again.")]
    news = [sheet.Text("n", "b", "On Monday “Peru condemned Chile again”, and Peru condemned Chad.")]
    assert sheet.shared_runs(own, news, 3) == [sheet.Run("a", "b", "peru condemned chile again")]
    assert sheet.shared_runs(own, news, 5) == []
    assert sheet.runs_between_articles([*own, *news], 4) == [sheet.Run("a", "b", "peru condemned chile again")]
    assert sheet.runs_between_articles([sheet.Text("x", "a", "no no no no no")], 2) == []


def test_counts_are_sorted_and_the_rest_is_told(sheet: ModuleType) -> None:
    lines = sheet.count_table("type", ["b", "b", "a", "c"], 2, every=["d"]).splitlines()
    assert lines[2:] == ["| b | 2 | 50.0 % |", "| a | 1 | 25.0 % |", "| *2 more* | 1 | 25.0 % |"]


def test_modes_that_never_occur_are_counted(sheet: ModuleType) -> None:
    codebook = sheet.load_codebook()
    known = len(sheet.pairs_of(codebook))
    text = sheet.claim_section([sheet.Article("batch-01", "a", gold(claim(), claim(mode=None)), None, None)], codebook)
    assert f"Of the codebook's {known} modes {known - 1} never occur" in text
    assert "50.0 % of the claims have no mode." in text


def test_a_whole_sheet_without_shared_news(sheet: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "batch-01").mkdir()
    (tmp_path / "batch-01" / "a.gold.json").write_text(json.dumps(gold(claim())))
    (tmp_path / "batch-01" / "a.marked").write_text(MARKED)
    (tmp_path / "split.json").write_text('{"dev": [], "test": ["batch-02"]}')
    text = sheet.datasheet(tmp_path, tmp_path / "nowhere", str.splitlines)
    assert "| PolNeAR train | absent |" in text
    assert "not built yet: batch-02" in text
    assert "| batch-01 | train | 1 | 5 | 2 | 1 | 0 | 2 |" in text

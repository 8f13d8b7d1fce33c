"""The benchmark script: reads marked sentences, never gold; its scores are those worked out by hand."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "plover_pairs.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("plover_pairs", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["plover_pairs"] = module
    spec.loader.exec_module(module)
    return module


def test_marks_come_off_and_spans_point_into_the_plain_text(script: ModuleType) -> None:
    text, source, target = script.unmark("So <t>Peru</t> was sued by <s>the bank</s> and <s>Oz</s>.")
    assert text == "So Peru was sued by the bank and Oz."
    assert [text[s.start : s.end] for s in source] == ["the bank", "Oz"]
    assert [text[t.start : t.end] for t in target] == ["Peru"]


def test_scores_worked_out_by_hand(script: ModuleType) -> None:
    gold = ["AID", "AID", "CONCEDE", "ASSAULT"]
    found = script.scores(gold, ["AID", "ASSAULT", "RETREAT", "ASSAULT"])
    assert found["accuracy"] == 0.75
    assert found["f1"] == {"AID": 0.667, "ASSAULT": 0.667, "YIELD": 1.0}
    assert found["macro_f1"] == round((2 / 3 + 2 / 3 + 1) / 3, 4)
    assert script.scores(gold, gold)["macro_f1"] == 1.0
    assert script.scores([], [])["accuracy"] == 0.0


def test_halves_depend_on_words_alone(script: ModuleType) -> None:
    assert script.half_of("Peru sued Chile.") == script.half_of("peru  sued, Chile")
    assert {script.half_of(f"sentence {n}") for n in range(20)} == {"seen", "unseen"}


def test_a_file_in_predictions_out(script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        ("<s>Peru</s> accused <t>Chile</t> of spying.", "ACCUSE"),
        ("<t>Chile</t> was bombed by <s>the Peruvian air force</s>.", "ASSAULT"),
        ("<s>Peru</s> will hold talks with <t>Chile</t>.", "AGREE"),
        ("<s>Peru</s> lifted sanctions on <t>Chile</t>.", "CONCEDE"),
        ("<s>Peru</s>", "REJECT"),
        ("", "REJECT"),
    ]
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text("".join(json.dumps({"marked": m, "type": t}) + "\n" for m, t in rows), encoding="utf-8")
    script.main([str(file), "--out", str(out)])
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [f["type"] for f in found[:4]] == ["ACCUSE", "ASSAULT", "AGREE", "CONCEDE"]
    assert len(found) == len(rows)
    assert all(abs(sum(f["scores"].values()) - 1) < 0.01 for f in found)
    assert json.loads(capsys.readouterr().err)["n"] == len(rows)


def test_a_table_is_read_too(script: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "in.tsv"
    file.write_text("marked_sentence\tgold_root\n<s>A</s> sued <t>B</t>.\tACCUSE\n", encoding="utf-8")
    assert script.read(file) == [{"marked": "<s>A</s> sued <t>B</t>.", "type": "ACCUSE"}]

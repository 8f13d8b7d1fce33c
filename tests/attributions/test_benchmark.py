"""The mapping to PolNeAR's conventions, and the contract of the script, on a made-up document."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "attribution.py"
TEXT = "The envoy said that ''talks are over,'' and Doha, which hosts them, denied it.\n\n''Nobody left,'' said Orlov."


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_attribution", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_marks_keep_offsets(script: ModuleType) -> None:
    assert len(script.one_mark(TEXT)) == len(TEXT)
    assert script.one_mark("''Yes,'' he said") == ' "Yes," he said'.replace('" he', '"  he')


def test_content_takes_in_marks_and_complementizer(script: ModuleType) -> None:
    span = script.Span(TEXT.index("talks"), TEXT.index("'' and"))
    start, end = script.content_span(TEXT, span)
    assert TEXT[start:end] == "that ''talks are over,''"


def test_contract(tmp_path: Path) -> None:
    gold = [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 39]]}]
    line = {"doc_id": "made-up", "text": TEXT, "attributions": gold}
    (tmp_path / "in.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    command = [sys.executable, str(SCRIPT), str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (row,) = [json.loads(x) for x in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert row["doc_id"] == "made-up"
    assert all(set(a) == {"source", "cue", "content"} for a in row["attributions"])
    assert gold[0] in row["attributions"]
    scores = json.loads(done.stderr.strip().splitlines()[-1])
    assert set(scores) == {"exact", "overlap", "token", "attributions"}
    assert scores["exact"]["cue"]["recall"] == 1.0

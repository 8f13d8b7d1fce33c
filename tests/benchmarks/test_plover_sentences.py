"""The end-to-end benchmark on sentences: its scores are those worked out by hand."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "plover_sentences.py"


def test_claims_of_sentences_and_their_scores(tmp_path: Path) -> None:
    rows = [
        {"sentence": "Peru condemned Chile.", "source": "Peru", "target": "Chile", "type": "ACCUSE"},
        {"sentence": "Kenya freed ten Ugandan sailors.", "source": "Kenya", "target": "sailors", "type": "CONCEDE"},
        {"sentence": "Kenya freed ten Ugandan sailors.", "source": "Chad", "target": "sailors", "type": "AID"},
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "out.jsonl"
    command = [sys.executable, str(SCRIPT), str(tmp_path / "rows.jsonl"), "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, check=True, text=True)
    assert json.loads(ran.stderr) == {"rows": 3, "found": 0.667, "clean": 1.0, "f1": 0.8}
    first = json.loads(out.read_text().splitlines()[0])["claims"][0]
    assert (first["type"], first["actors"], first["recipients"], first["trigger"]) == (
        "ACCUSE",
        ["Peru"],
        ["Chile"],
        [5, 14],
    )


def test_its_example_runs() -> None:
    import doctest

    spec = importlib.util.spec_from_file_location("plover_sentences", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["plover_sentences"] = module
    spec.loader.exec_module(module)
    assert doctest.testmod(module).failed == 0

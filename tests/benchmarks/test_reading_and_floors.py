"""The scripts beside the scores: speed and memory, laying out gold sets, pinning floors."""

from __future__ import annotations

import importlib.util
import json
import math
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from communique.documents.language import Identifier
from communique.evaluation import command
from communique.evaluation.sets import load_set
from communique.reader import Reader
from communique.records import Document, Reading

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"
SHARED = ROOT.parent / "shared"
FLOORS = tomllib.loads((BENCHMARKS / "floors.toml").read_text(encoding="utf-8"))


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reading() -> ModuleType:
    return script("reading")


@pytest.fixture(scope="module")
def pin() -> ModuleType:
    return script("pin_floors")


def document(text: str) -> Reading:
    return Reading(Document("d", "", None, None, "2025-06-19", None, "en", text))


def test_the_slope_is_the_power_of_the_length(reading: ModuleType) -> None:
    xs = [math.log(n) for n in (1000, 2000, 4000)]
    assert reading.slope(xs, [math.log(3 * n) for n in (1000, 2000, 4000)]) == 1.0
    assert reading.slope(xs, [math.log(n**2) for n in (1000, 2000, 4000)]) == 2.0


def test_exponents_are_fitted_for_every_step_and_need_two_lengths(reading: ModuleType) -> None:
    lengths = [reading.Length(n, n * 3e-3, 1.0, {"a": n * 1e-3, "b": n * n * 1e-6}) for n in (1000, 2000, 4000)]
    assert reading.exponents(lengths) == {"a": 1.0, "b": 2.0, "total": 1.0}
    assert reading.exponents(lengths[:1]) == {}


def test_joined_documents_have_the_words_asked_for(
    reading: ModuleType, identifier: Identifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "load_identifier", lambda: identifier)
    parts = [document("The ministers met in Lima on Monday.\n\nThey agreed."), document("Peru thanked Chile.")]
    joined = reading.joined(parts, 40)
    assert 40 <= reading.count(joined) < 40 + 7
    assert joined.document.text.startswith("The ministers met in Lima on Monday.\n\nThey agreed.\n\nPeru thanked")
    assert joined.document.published == "2025-06-19"


def test_the_peak_of_memory_is_in_megabytes(reading: ModuleType) -> None:
    reading.reset_peak()
    block = bytearray(64_000_000)
    assert 64 < reading.peak_mb() < 100_000
    assert len(block) == 64_000_000


def scored(pin: ModuleType, value: float, digest: str = "d") -> dict[str, object]:
    return {"set": "a", "digest": digest, **dict.fromkeys(pin.MEASURES, value)}


def test_floors_rise_and_fall_only_when_told(pin: ModuleType) -> None:
    old = {"a": {"digest": "d", **dict.fromkeys(pin.MEASURES, 0.5)}, "b": {"digest": "e", "found": 0.1}}
    assert pin.pinned(old, [scored(pin, 0.6)], lower=False)["a"]["found"] == 0.6
    assert pin.pinned(old, [scored(pin, 0.4)], lower=False)["a"]["found"] == 0.5
    assert pin.pinned(old, [scored(pin, 0.4)], lower=True)["a"]["found"] == 0.4
    assert pin.pinned(old, [scored(pin, 0.6)], lower=False)["b"] == old["b"]


def test_other_data_are_pinned_as_measured(pin: ModuleType) -> None:
    old = {"a": {"digest": "d", **dict.fromkeys(pin.MEASURES, 0.5)}}
    new = pin.pinned(old, [scored(pin, 0.4, "other")], lower=False)["a"]
    assert (new["digest"], new["found"]) == ("other", 0.4)


def test_the_file_of_floors_is_what_the_script_writes(pin: ModuleType) -> None:
    assert pin.written(FLOORS) == (BENCHMARKS / "floors.toml").read_text(encoding="utf-8")


def ran(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, str(BENCHMARKS / f"{name}.py"), *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, check=True)


def test_floors_are_of_the_data_that_are_here(tmp_path: Path) -> None:
    """A floor on other data is not judged: after a change of the examples, measure and pin anew."""
    ran("prepare_eval", tmp_path, "--shared", SHARED)
    sets = {folder.name: load_set(folder).digest for folder in tmp_path.iterdir()}
    assert sets.keys() >= {"examples-seen", "examples-heldout"}
    assert sets == {name: FLOORS[name]["digest"] for name in sets}


def test_the_floors_of_the_examples_hold(
    tmp_path: Path, reader: Reader, identifier: Identifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The part of `make eval` that needs nothing but this repository."""
    monkeypatch.setattr("communique.documents.language.load_identifier", lambda: identifier)
    script("prepare_eval").examples(tmp_path)
    sets = [load_set(folder) for folder in sorted(tmp_path.iterdir())]
    results = list(command.evaluate(sets, command.reading_predictor(reader), FLOORS))
    missed = [(v.set, v.measure, v.value, v.floor) for r in results for v in r.verdicts if not v.passed]
    assert len(results) == 2 and all(r.verdicts and not r.failures for r in results)
    assert missed == []


def test_without_the_shared_folder_only_the_examples_are_laid_out_and_it_says_so(tmp_path: Path) -> None:
    told = ran("prepare_eval", tmp_path / "out", "--shared", tmp_path / "no").stderr
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"examples-seen", "examples-heldout"}
    assert "only the examples are scored" in told


def test_the_speed_script_prints_json(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Peru condemned Chile on Monday. The ministers met in Lima.", encoding="utf-8")
    data = json.loads(ran("reading", tmp_path, "--repeat", 1, "--lengths", 50, "--json").stdout)
    assert [step["name"] for step in data["steps"]][-1] == "total" and data["words"] == 10
    assert all(step["words_per_second"] > 0 and step["peak_mb"] > 10 for step in data["steps"])
    assert data["cold_start_seconds"] > 0 and data["lengths"][0]["words"] == 50

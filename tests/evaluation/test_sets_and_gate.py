"""Gold sets on disk, floors, and the command that joins them, with a predictor made by hand."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from communique.cli import main
from communique.documents.language import Identifier
from communique.errors import UsageError
from communique.evaluation import command, gate, sets
from communique.reader import Reader

TEXT = "Peru condemned Chile. Chile thanked Bolivia."
ACTORS = ["PER", "CHL", "BOL"]


def fact(name: str, start: int, end: int, plover: str, source: str, target: str) -> dict[str, Any]:
    sides = {"sources": [{"entity": source, "person": None}], "targets": [{"entity": target, "person": None}]}
    where = {"start": start, "end": end, "fragment": TEXT[start:end]}
    return {
        "id": name,
        "kind": "statement",
        "plover": plover,
        "status": "occurred",
        "date": None,
        "attribution": [],
    } | (sides | where)


FACTS = [fact("f1", 0, 20, "ACCUSE", "PER", "CHL"), fact("f2", 22, 43, "SUPPORT", "CHL", "BOL")]


def claim(name: str, type_: str, start: int, end: int, actor: str, recipient: str) -> dict[str, Any]:
    sides = {"actors": [{"mention": None, "actor": actor}], "recipients": [{"mention": None, "actor": recipient}]}
    spans = {"trigger": {"start": start, "end": end}, "evidence": {"start": start, "end": end}}
    rest = {"status": "occurred", "about": [], "chain": [], "time": {"from": None, "to": None}}
    return {"id": name, "type": type_} | sides | spans | rest


CLAIMS = [claim("c1", "ACCUSE", 5, 14, "PER", "CHL"), claim("c2", "SUPPORT", 28, 35, "CHL", "BOL")]


def prediction(claims: list[dict[str, Any]], url: str = "gold:a") -> dict[str, Any]:
    actors = [{"id": code, "name": code, "country": code} for code in ACTORS]
    document = {"text": TEXT, "url": url, "published": "2025-06-19"}
    return {"document": document, "mentions": [], "attributions": [], "actors": actors, "claims": claims}


def predictor(*lines: Mapping[str, Any]) -> command.Predictor:
    def predict(articles: Path) -> Iterable[Mapping[str, Any]]:
        assert articles.is_file()
        return lines

    return predict


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    (folder / "facts").mkdir(parents=True)
    article = {"text": TEXT, "url": "gold:a", "published": "2025-06-19"}
    (folder / "articles.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    (folder / "facts" / "a.json").write_text(json.dumps({"id": "a", "facts": FACTS}), encoding="utf-8")
    return folder


def scored(folder: Path, *lines: Mapping[str, Any], floors: Mapping[str, Any] | None = None) -> command.Result:
    (result,) = command.evaluate([sets.load_set(folder)], predictor(*lines), floors or {})
    return result


def test_a_set_is_named_like_its_folder_and_its_digest_follows_the_bytes(folder: Path) -> None:
    before = sets.load_set(folder)
    assert (before.name, list(before.facts)) == ("tiny", ["a"])
    assert sets.load_set(folder).digest == before.digest
    with (folder / "articles.jsonl").open("a", encoding="utf-8") as lines:
        lines.write("\n")
    assert sets.load_set(folder).digest != before.digest


def test_a_folder_that_is_no_gold_set_is_wrong_usage(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"needs articles\.jsonl"):
        sets.load_set(folder / "facts")
    (folder / "facts" / "a.json").write_text("[", encoding="utf-8")
    with pytest.raises(UsageError, match="not a facts file"):
        sets.load_set(folder)


def test_perfect_empty_and_half_predictions(folder: Path) -> None:
    def measures(result: command.Result) -> list[float]:
        return [result.tally.measures()[name] for name in ("found", "precision", "f1", "right")]

    assert measures(scored(folder, prediction(CLAIMS))) == [1, 1, 1, 1]
    assert measures(scored(folder, prediction([]))) == [0, 0, 0, 0]
    assert measures(scored(folder, prediction(CLAIMS[:1]))) == [0.5, 1, 0.667, 0.5]


def test_an_article_that_is_not_read_counts_as_missed_and_is_told(folder: Path) -> None:
    failure = {"failure": {"input": "articles.jsonl", "line": 1, "reason": "empty", "detail": "there is no text in it"}}
    result = scored(folder, failure)
    assert (result.tally.facts, result.tally.found, len(result.failures)) == (2, 0, 1)
    assert "there is no text in it" in shown(result)


def test_predictions_of_other_documents_do_not_count(folder: Path) -> None:
    assert scored(folder, prediction(CLAIMS, url="gold:b")).tally.found == 0


def test_floors_are_held_missed_or_not_judged(folder: Path) -> None:
    digest = sets.load_set(folder).digest
    lines = [prediction(CLAIMS[:1])]
    held = scored(folder, *lines, floors={"tiny": {"digest": digest, "found": 0.5, "precision": 1.0}})
    assert [v.passed for v in held.verdicts] == [True, True] and not held.missed
    missed = scored(folder, *lines, floors={"tiny": {"digest": digest, "found": 0.51}})
    assert missed.missed and "found 0.500, floor 0.510: below its floor" in shown(missed)
    other = scored(folder, *lines, floors={"tiny": {"digest": "another", "found": 0.9}})
    assert not other.missed and "not judged" in shown(other)


def test_the_margin_is_for_rounding_only() -> None:
    floors = {"s": {"found": 0.5}}
    assert gate.verdicts("s", "", {"found": 0.496}, floors)[0].passed is True
    assert gate.verdicts("s", "", {"found": 0.494}, floors)[0].passed is False


def test_a_floor_on_an_unknown_measure_is_missed() -> None:
    assert gate.verdicts("s", "", {"found": 1.0}, {"s": {"fuond": 0.5}})[0].passed is False


def test_sets_with_floors_that_were_not_scored_are_named(folder: Path) -> None:
    floors = {"tiny": {"found": 0.5}, "away": {"found": 0.5}}
    result = scored(folder, prediction(CLAIMS), floors=floors)
    assert command.unjudged([result], floors) == ["away"]
    assert "away: has floors and was not among the sets" in shown(result, missing=["away"])


def test_floors_that_cannot_be_read_are_wrong_usage(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    with pytest.raises(UsageError):
        gate.load_floors(path)
    path.write_text("[tiny\n", encoding="utf-8")
    with pytest.raises(UsageError):
        gate.load_floors(path)


def test_json_has_the_measures_the_verdicts_and_the_types(folder: Path) -> None:
    digest = sets.load_set(folder).digest
    result = scored(folder, prediction(CLAIMS), floors={"tiny": {"digest": digest, "f1": 0.9}})
    data = json.loads(command.as_json(result, by_type=True))
    assert (data["set"], data["digest"], data["f1"]) == ("tiny", digest, 1.0)
    assert data["floors"] == [{"measure": "f1", "value": 1.0, "floor": 0.9, "passed": True}]
    assert data["types"]["ACCUSE"] == {"facts": 1, "found": 1, "claims": 1, "true": 1}
    assert "types" not in json.loads(command.as_json(result, by_type=False))


def test_the_table_fits_eighty_columns_and_shows_types_when_asked(folder: Path) -> None:
    lines = shown(scored(folder, prediction(CLAIMS)), by_type=True).splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert any(line.split() == ["tiny", "1", "2", *["1.000"] * 5, "0.000", "0.000"] for line in lines)
    assert any(line.split() == ["SUPPORT", "1", "1", "1", "1"] for line in lines)


def shown(result: command.Result, *, by_type: bool = False, missing: Iterable[str] = ()) -> str:
    console = Console(file=io.StringIO(), width=80, color_system=None)
    command.show([result], console, by_type=by_type, missing=missing)
    return " ".join(console.file.getvalue().split()) if not by_type else console.file.getvalue()  # type: ignore[attr-defined]


@pytest.fixture
def loaded(reader: Reader, identifier: Identifier, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    monkeypatch.setattr("communique.reader.load_reader", lambda: reader)
    monkeypatch.setattr("communique.documents.language.load_identifier", lambda: identifier)
    monkeypatch.setenv("COLUMNS", "80")
    yield monkeypatch


@pytest.mark.parametrize(("floor", "code"), [(0.0, 0), (1.01, 3)])
def test_the_command_reads_with_the_reader_and_exits_by_the_floors(
    folder: Path, loaded: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], floor: float, code: int
) -> None:
    floors = folder.parent / "floors.toml"
    floors.write_text(f'[tiny]\ndigest = "{sets.load_set(folder).digest}"\nfound = {floor}\n', encoding="utf-8")
    args = ["communique", "evaluate", str(folder), "--floors", str(floors), "--format", "json"]
    loaded.setattr(sys, "argv", args)
    with pytest.raises(SystemExit) as ended:
        main()
    data = json.loads(capsys.readouterr().out)
    assert (ended.value.code, data["facts"], data["documents"]) == (code, 2, 1)
    assert data["floors"][0]["passed"] is (code == 0)
    assert not data["failures"]


def test_the_command_without_a_gold_set_is_wrong_usage(
    tmp_path: Path, loaded: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded.setattr(sys, "argv", ["communique", "evaluate", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "is no gold set" in capsys.readouterr().err

"""What the reader makes of the bundled articles: golden claims, and the same bytes for every batch size and process.

After a change of the rules: ``pytest --update tests/examples``, then read the diff. Of the held-out articles
(``examples/HELDOUT``) only the number of claims and a digest are kept, so that nobody writes rules beside their output.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.documents.language import Identifier
from communique.documents.readers import SourceReader
from communique.reader import Reader
from communique.views.contract import dumps

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.txt"))
HELDOUT = set((EXAMPLES / "HELDOUT").read_text(encoding="utf-8").split())


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All articles, a line each, with the date, title and publisher that their gold has."""
    path = tmp_path_factory.mktemp("examples") / "articles.jsonl"
    path.write_text("".join(f"{line}\n" for line in article_lines()), encoding="utf-8")
    return path


def article_lines() -> Iterator[str]:
    for name in NAMES:
        gold = json.loads((EXAMPLES / f"{name}.gold.json").read_text(encoding="utf-8"))["document"]
        text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
        about = {field: gold[field] for field in ("title", "published", "publisher")}
        yield json.dumps({"text": text, **about, "url": f"gold:{name}"}, ensure_ascii=False)


@pytest.fixture(scope="session")
def lines(articles: Path, reader: Reader, identifier: Identifier) -> list[str]:
    return printed(articles, reader, identifier, batch_size=16)


def printed(articles: Path, reader: Reader, identifier: Identifier, *, batch_size: int) -> list[str]:
    items = SourceReader(identifier, io.BytesIO()).read([str(articles)])
    return [dumps(item, reader.manifest) for item in reader.read(items, batch_size)]


@pytest.mark.parametrize("name", NAMES)
def test_the_claims_are_those_of_the_golden_file(
    name: str, lines: list[str], golden: Callable[[Path, str], None]
) -> None:
    data = json.loads(lines[NAMES.index(name)])
    rows = [json.dumps(row, ensure_ascii=False) for row in compact(data)]
    if name in HELDOUT:
        digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        rows = [json.dumps({"claims": len(rows), "sha256": digest})]
    golden(GOLDEN / f"{name}.json", "[\n" + ",\n".join(rows) + "\n]\n")


def compact(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Claims in words: what a person needs to judge them, without offsets; what is missing is left out."""
    text = data["document"]["text"]
    mentions = {m["id"]: m for m in data["mentions"]}
    said = {i: text[m["start"] : m["end"]] for i, m in mentions.items()}
    sources = {a["id"]: " + ".join(said[s] for s in a["sources"]) or "?" for a in data["attributions"]}
    places = {p["id"]: f"{p['name']} {p['country'] or ''}".strip() for p in data["places"]}
    for claim in data["claims"]:
        time, trigger = claim["time"], claim["trigger"]
        dated = f"{time['from'] or ''}..{time['to'] or ''} {time['precision']} {time['basis']}"
        row = {
            "id": claim["id"],
            "words": text[trigger["start"] : trigger["end"]],
            "type": "/".join(filter(None, (claim["type"], claim["mode"]))),
            "status": ":".join(filter(None, (claim["status"], claim["content_status"]))),
            **{
                role: [party(p, mentions, said) for p in claim[role]]
                for role in ("actors", "recipients", "third_parties")
            },
            "time": dated if time["from"] or time["to"] else None,
            "place": places.get(claim["place"]),
            "chain": [sources[a] for a in claim["chain"]],
            "about": claim["about"],
            "quantities": [
                f"{q['kind']} {q['low']:g}..{q['high']}" if q["low"] else q["kind"] for q in claim["quantities"]
            ],
        }
        yield {key: value for key, value in row.items() if value}


def party(party: dict[str, Any], mentions: dict[str, Any], said: dict[str, str]) -> str:
    mention = party["mention"]
    actor = party["actor"] or (mentions[mention]["actor"] if mention else None)
    basis = "" if party["basis"] == "named" else f" {party['basis']}"
    return f"{actor or said.get(mention)}{basis}"


def test_every_article_is_read_and_has_claims(lines: list[str]) -> None:
    assert all(json.loads(line).get("claims") for line in lines)


def test_every_span_stands_in_its_text(lines: list[str]) -> None:
    for line in lines:
        data = json.loads(line)
        text = data["document"]["text"]
        for claim in data["claims"]:
            evidence, trigger = claim["evidence"], claim["trigger"]
            assert text[evidence["start"] : evidence["end"]] == evidence["exact"]
            assert evidence["start"] <= trigger["start"] < trigger["end"] <= evidence["end"]


def test_bytes_are_the_same_for_every_batch_size(
    lines: list[str], articles: Path, reader: Reader, identifier: Identifier
) -> None:
    assert printed(articles, reader, identifier, batch_size=1) == lines


def test_bytes_are_the_same_in_a_second_process(lines: list[str], articles: Path) -> None:
    command = [sys.executable, "-m", "communique", "read", str(articles), "--format", "json", "--batch-size", "3"]
    ran = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert ran.stdout.decode("utf-8") == "".join(f"{line}\n" for line in lines)


def test_golden_files_are_of_articles_that_exist() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(NAMES)

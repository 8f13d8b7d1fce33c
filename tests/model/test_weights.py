"""The weights of the package, and what damaged ones get."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from communique.errors import DataError
from communique.model.encoder import Encoder
from communique.model.weights import FILES, load_weights, weights_folder

LIMIT = 60_000_000  # bytes in the package


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(load_weights())


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(weights_folder(), tmp_path / "w")
    return tmp_path / "w"


def test_the_package_stays_small() -> None:
    assert sum(p.stat().st_size for p in weights_folder().iterdir()) <= LIMIT


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
    assert np.array_equal(first, Encoder(load_weights()).states(words, sentences))


def test_no_words(encoder: Encoder) -> None:
    assert encoder.states([], []).shape == (0, encoder.size)

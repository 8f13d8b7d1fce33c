"""Word lists: what is wrong in them is named with its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique.claims.words import Words
from communique.errors import DataError
from communique.vocabulary import Status

FILE = """
few = ["a", "b"]
[many]
x = ["c"]
[counts]
one = 1
[names]
a = "b"
[mixed]
a = 1
b = "c"
"""


@pytest.fixture
def words(tmp_path: Path) -> Words:
    (tmp_path / "w.toml").write_text(FILE, encoding="utf-8")
    return Words.load("w.toml", tmp_path)


def test_what_is_there_is_given(words: Words) -> None:
    assert words.listed("few") == {"a", "b"}
    assert words.lists("many") == {"x": ("c",)}
    assert words.numbers("counts") == {"one": 1}
    assert words.texts("names") == {"a": "b"}
    assert words.member(Status, "planned") is Status.PLANNED


@pytest.mark.parametrize(
    "ask",
    [
        lambda w: w.listed("none"),
        lambda w: w.listed("many"),
        lambda w: w.lists("few"),
        lambda w: w.lists("counts"),
        lambda w: w.numbers("mixed"),
        lambda w: w.texts("mixed"),
        lambda w: w.member(Status, "maybe"),
    ],
)
def test_what_is_wrong_is_named(ask: Callable[[Words], Any], words: Words) -> None:
    with pytest.raises(DataError, match=r"w\.toml"):
        ask(words)


def test_a_missing_or_damaged_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"w\.toml"):
        Words.load("w.toml", tmp_path)
    (tmp_path / "w.toml").write_text("few = [", encoding="utf-8")
    with pytest.raises(DataError, match=r"w\.toml"):
        Words.load("w.toml", tmp_path)

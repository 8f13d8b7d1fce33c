from __future__ import annotations

from pathlib import Path

import pytest

from communique.attributions import lexicon
from communique.attributions.lexicon import load_lexicon
from communique.errors import DataError
from communique.vocabulary import Stance

FRAMES = {"that", "quote", "inf", "objinf", "obj", "as", "name", "ger", "aside", "self"}


def test_stances_by_frame() -> None:
    call = load_lexicon().verbs["call"]
    assert call.stance_of("as") is Stance.SAYS
    assert call.stance_of("p:for") is Stance.ASKS


def test_wide_frames_are_read_on_request() -> None:
    praise = load_lexicon().verbs["praise"]
    assert not praise.admits("obj", wide=False)
    assert praise.admits("obj", wide=True)


def test_every_frame_is_known() -> None:
    words = load_lexicon()
    for table in (words.verbs, words.nouns, words.adjectives):
        for lemma, entry in table.items():
            unknown = {f for f in entry.frames | entry.wide if f not in FRAMES and not f.startswith("p:")}
            assert not unknown, lemma
            assert not entry.frames & entry.wide, lemma


@pytest.mark.parametrize("row", ["say\tsays", "say\tshouts\tthat", "say\tsays\tthat=loudly"])
def test_damage_is_named(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    for name in ("verbs.tsv", "nouns.tsv", "adjectives.tsv", "words.tsv"):
        (tmp_path / "data" / name).write_text(
            "a\tb\tc\n" + (row + "\n" if name == "verbs.tsv" else ""), encoding="utf-8"
        )
    monkeypatch.setattr(lexicon, "files", lambda package: tmp_path)
    with pytest.raises(DataError, match=r"verbs\.tsv"):
        load_lexicon()

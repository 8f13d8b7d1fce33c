from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from communique.views.safe import REPLACEMENT, one_line, safe


def test_escapes_and_overrides_become_signs() -> None:
    assert safe("a\x1b[2Jb\x07\x9b\x7f\u202e\u2066\ud800") == "a␛[2Jb␇" + REPLACEMENT * 5


def test_ordinary_text_is_untouched() -> None:
    text = "“Señor” – Łódź, Тбилиси, 東京, السلام, €5…\nnext 👍 e\u0301"
    assert safe(text) == text


def test_white_space_becomes_blanks_but_line_feeds_stay() -> None:
    assert safe("a\tb\r\nc\u2028d\x85e") == "a b \nc d e"
    assert one_line(" a\n\tb ") == "a b"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_every_character_becomes_one_harmless_character(text: str) -> None:
    shown = safe(text)
    assert len(shown) == len(text)
    assert safe(shown) == shown
    for character in shown:
        category = unicodedata.category(character)
        assert character == "\n" or category not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in {
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        }

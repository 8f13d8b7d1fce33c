"""How a place's name is looked up: lower-cased, without accents, points, commas and apostrophes."""

from __future__ import annotations

import re
import unicodedata

_PARTS = re.compile(r"[\s\-‐–—/]+")
_DROPPED = re.compile(r"[.,'’‘ʿʾʻʼ`´]")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})


def key_of(name: str) -> str:
    """The key of a name.

    >>> key_of("Rafaḩ"), key_of("St. Louis"), key_of("Port-au-Prince"), key_of("U.S.")
    ('rafah', 'saint louis', 'port au prince', 'us')
    """
    lower = name.lower().translate(_LETTERS)
    if not lower.isascii():
        lower = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    words = _PARTS.split(_DROPPED.sub("", lower).strip())
    return " ".join({"st": "saint", "mt": "mount", "ft": "fort"}.get(w, w) for w in words if w)

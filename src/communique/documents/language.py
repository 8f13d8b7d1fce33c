"""Which language a text is in. Only English is read: another language is a clear failure, never nonsense claims."""

from __future__ import annotations

import re
import unicodedata
from typing import Protocol

from communique.errors import DocumentError
from communique.vocabulary import FailureReason

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters
_SHORT = 12  # words: below this the identifier guesses, so only script and function words are looked at
FUNCTION_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "and",
        "for",
        "on",
        "with",
        "at",
        "by",
        "from",
        "that",
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "it",
        "its",
        "he",
        "his",
        "she",
        "her",
        "they",
        "their",
        "we",
        "our",
        "not",
        "but",
        "or",
        "as",
        "this",
        "which",
        "who",
        "said",
        "says",
        "will",
        "would",
        "after",
        "before",
        "over",
        "against",
        "into",
        "no",
        "more",
        "than",
        "about",
    ]
)


class Identifier(Protocol):
    """py3langid's interface."""

    def classify(self, text: str) -> tuple[str, float]:
        """ISO 639-1 code and a score."""
        ...


def load_identifier() -> Identifier:
    """py3langid's identifier (97 languages), about 0.9 s."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


def language_of(text: str, identifier: Identifier) -> str:
    """ISO 639-1 code. Long texts by py3langid, checked by the share of English function words; short ones by these alone.

    Raises ``DocumentError`` (empty) where there is no word at all.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    if not words:
        raise DocumentError(FailureReason.EMPTY, "there is no word in it")
    letters = "".join(words)
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters[:2000]) / len(letters[:2000])
    function = sum(w.lower() in FUNCTION_WORDS for w in words) / len(words)
    guess = identifier.classify(sample)[0]
    if latin < 0.5:
        return guess if guess != "en" else "und"
    if len(words) < _SHORT:
        return "en" if function or guess == "en" or letters.isascii() else guess
    if function >= 0.18 or (guess == "en" and function >= 0.05):
        return "en"
    return guess if guess != "en" else "und"


def require_english(text: str, identifier: Identifier) -> str:
    """``"en"``; another language raises ``DocumentError`` (not_english) that names it."""
    language = language_of(text, identifier)
    if language != "en":
        raise DocumentError(
            FailureReason.NOT_ENGLISH, f"the text is not English (it looks like {language!r}); only English is read"
        )
    return language

"""The words of attribution, read from ``data/*.tsv``: verbs, nouns, adjectives and small closed classes.

Frames say what gives the content: ``that`` a finite clause, ``quote`` words in quotation marks, ``inf`` the verb's own
infinitive, ``objinf`` an object and its infinitive, ``obj`` a noun phrase, ``name`` an object and
what it is called, ``as`` the same with "as", ``p:of`` the
object of "of". ``self``, on nouns: the thing itself may speak ("a report saying"). ``aside``: only in "as X put it".
``p:on=asks`` gives a frame a stance of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files

from communique.errors import DataError
from communique.vocabulary import Stance

WIDE = "*"


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb, noun or adjective: its stance and its frames. ``wide`` are those of attitudes and acts, read only on request."""

    stance: Stance
    frames: frozenset[str]
    wide: frozenset[str]
    stances: dict[str, Stance] = field(default_factory=dict)

    def stance_of(self, frame: str) -> Stance:
        """The stance in this construction."""
        return self.stances.get(frame, self.stance)

    def admits(self, frame: str, wide: bool) -> bool:
        """True where ``frame`` gives content, in the wide sense too if ``wide``."""
        return frame in self.frames or (wide and frame in self.wide)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the grammar looks words up in; keys are lemmas in lower case."""

    verbs: dict[str, Entry]
    nouns: dict[str, Entry]
    adjectives: dict[str, Entry]
    words: dict[str, dict[str, str]]

    def has(self, kind: str, word: str) -> bool:
        """True where ``word`` is of the closed class ``kind``."""
        return word in self.words.get(kind, {})


def load_lexicon() -> Lexicon:
    """The package's own lexicon.

    Raises ``DataError`` naming file and line where a row is damaged.

    >>> load_lexicon().verbs["warn"].stance.value
    'warns'
    """
    words: dict[str, dict[str, str]] = {}
    for kind, word, note in _rows("words.tsv"):
        words.setdefault(kind, {})[word] = note
    return Lexicon(_entries("verbs.tsv"), _entries("nouns.tsv"), _entries("adjectives.tsv"), words)


def _entries(name: str) -> dict[str, Entry]:
    return {lemma: _entry(name, lemma, stance, frames.split()) for lemma, stance, frames in _rows(name)}


def _entry(name: str, lemma: str, stance: str, frames: list[str]) -> Entry:
    pairs = [frame.partition("=") for frame in frames]
    try:
        value = Stance(stance)
        stances = {frame.removeprefix(WIDE): Stance(own) for frame, _, own in pairs if own}
    except ValueError as error:
        raise DataError(f"{name}: {lemma!r} has a stance that does not exist: {error}") from error
    narrow = frozenset(frame for frame, _, _ in pairs if not frame.startswith(WIDE))
    wide = frozenset(frame.removeprefix(WIDE) for frame, _, _ in pairs if frame.startswith(WIDE))
    return Entry(value, narrow, wide, stances)


def _rows(name: str) -> Iterator[tuple[str, str, str]]:
    """Rows of three columns without comments and header."""
    text = (files("communique.attributions") / "data" / name).read_text(encoding="utf-8")
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line and not line.startswith("#")]
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != 3:
            raise DataError(f"{name}, line {number}: {len(cells)} columns where three are due")
        yield cells[0], cells[1], cells[2]

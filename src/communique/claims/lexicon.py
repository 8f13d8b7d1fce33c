"""The lexicon of event triggers: which words say what was done, read from ``claims/data`` and matched on the parse.

Files (UTF-8, tab-separated with a header, ``#`` comments): ``verbs.tsv``, ``nouns.tsv``, ``adjectives.tsv`` (senses),
``light.tsv`` (what a verb does to an event noun it governs), ``contexts.tsv`` (phrase -> PLOVER context), and
``classes.toml`` (noun classes used by patterns). The columns are the fields of ``Sense``; patterns: ``patterns.py``.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from communique.claims.grammar import is_verb
from communique.claims.patterns import EVENTS, Constraint, Pattern, holds, parse_pattern
from communique.codebook import Codebook, load_codebook
from communique.errors import DataError
from communique.records import Syntax, Token
from communique.vocabulary import EventType, Status

CONTENTS = frozenset({"", "speech", "aspect", "control", "light", "report"})
EFFECTS = frozenset({"light", "aspect", "status", "turn"})
COLUMNS = ("lemma", "pattern", "type", "mode", "actors", "recipients", "status", "content", "contexts", "note")
LIGHT_COLUMNS = ("verb", "noun", "kind", "type", "mode", "status", "note")
CONTEXT_COLUMNS = ("context", "phrase")
PLAIN_SLOTS = frozenset(
    {
        "S",
        "O",
        "D",
        "X",
        "speaker",
        "poss",
        "amod",
        "by",
        "of",
        "from",
        "between",
        "O.doer",
        "O.holder",
        "O.target",
    }
)
PREP_SLOT = re.compile(r"P:[a-z]+(,[a-z]+)*(\.(doer|holder|target))?")
MODIFIERS = ("compound", "nmod", "npadvmod", "amod", "nummod", "quantmod")
NOT_PREDICATES = (*MODIFIERS, "det", "aux", "auxpass", "punct", "poss")
COPULAS = frozenset(
    {"be", "remain", "stay", "keep", "hold", "find", "come", "go", "put", "place", "live", "languish", "sit", "stand"}
)
NARROWER = (  # a context and the wider one that it displaces
    ("asylum", "migration"),
    ("corruption", "crime"),
    ("illegal_drugs", "crime"),
    ("trafficking", "crime"),
)
NAMES = ("DATE", "TIME", "PERSON", "ORG", "LAW", "FAC", "WORK_OF_ART")
_UNDOUBLED = re.compile(r"[^aeiou]+[aeiou][^aeiouwxy]")  # would double its consonant before -ing: "hop", "hopping"
EVENT_CLASS = EVENTS  # filled with the lemmas of nouns.tsv


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a trigger.

    ``type`` is None for words that make no claim of their own (``content`` aspect, control, light, report); a light verb
    may have one, for nouns that have none ("held a session").
    ``actors``, ``recipients``: slots in order of preference: S logical subject, O object, D dative, X subject of the
    complement, ``P:with,on`` objects of prepositions, ``O.doer``, ``O.holder``, ``O.target`` parties inside the object,
    speaker (whoever voices the sentence: "X is unacceptable"), and for nouns poss, amod (names before it), by, of, from,
    between. ``status``: what the word imposes on the event it governs. ``content``: ``speech`` (what it governs is a
    second claim), ``aspect`` (begin, stop), ``control`` (plan to), ``light`` (hold talks), ``report`` (say), or "" (an
    act). ``pattern``: the constraints as the file has them.
    """

    lemma: str
    pos: str
    type: EventType | None
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: Status | None
    content: str
    contexts: tuple[str, ...]
    pattern: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a verb does to the event noun it governs.

    ``kind``: ``light`` (nothing: "hold talks"), ``aspect`` (begins, goes on, ends), ``status`` (the noun's claim gets
    ``status``: "postponed the talks"), ``turn`` (verb and noun are one claim of ``type``: "lifted sanctions").
    """

    kind: str
    type: EventType | None
    mode: str | None
    status: Status | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A sense with its compiled pattern and a phrase's other words: left of the head (nouns) or right (others)."""

    sense: Sense
    words: tuple[str, ...]
    pattern: Pattern

    @property
    def weight(self) -> tuple[int, int]:
        """Longer phrases first, then more and more exact constraints: lemmas, classes, prepositions, flags."""
        return (len(self.words), sum(c.weight for c in self.pattern))


Index = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All triggers, indexed by head lemma; within a lemma the most specific entry comes first (ties: file order)."""

    verbs: Index
    nouns: Index
    adjectives: Index
    effects: Mapping[tuple[str, str], Effect]
    phrases: Mapping[tuple[str, ...], str]
    classes: Mapping[str, frozenset[str]]

    def verb(self, syntax: Syntax, i: int) -> Sense | None:
        """The sense of verb token ``i`` whose pattern holds; None where the verb says nothing of interest."""
        token = syntax.tokens[i]
        if not is_verb(token) or token.dep in NOT_PREDICATES:
            return None
        for entry in _entries(self.verbs, token):
            if holds(entry.pattern, syntax, i, self.classes) and _follows(syntax, i, entry.words):
                return entry.sense
        return None

    def noun(self, syntax: Syntax, i: int) -> Sense | None:
        """The sense of the noun phrase headed by token ``i``, phrases ("peace talks") before single words."""
        token = syntax.tokens[i]
        if token.pos not in ("NOUN", "PROPN") or token.dep in MODIFIERS or token.ent in NAMES:
            return None
        for entry in _entries(self.nouns, token):
            if _precedes(syntax, i, entry.words) and holds(entry.pattern, syntax, i, self.classes):
                return entry.sense
        return None

    def adjective(self, syntax: Syntax, i: int) -> Sense | None:
        """The sense of the predicate adjective, participle or prepositional phrase ("at war") that begins at ``i``.

        What a phrase governs hangs on its last word: token ``i + sense.lemma.count(" ")``.
        """
        token = syntax.tokens[i]
        if token.dep in NOT_PREDICATES and not (token.dep == "amod" and token.i > token.head):
            return None
        if token.pos == "ADP" and syntax.tokens[token.head].lemma not in COPULAS:
            return None
        if token.pos in ("NOUN", "PROPN") and token.dep not in ("acomp", "attr", "oprd"):
            return None
        for entry in _entries(self.adjectives, token):
            last = i + len(entry.words)
            if _follows(syntax, i, entry.words) and holds(entry.pattern, syntax, last, self.classes):
                return entry.sense
        return None

    def effect(self, verb: str, noun: Sense) -> Effect | None:
        """What the verb (with its particle: "call off") does to an event noun it governs; by lemma, class, mode, type.

        >>> # effect("lift", <sanction: SANCTION>) -> Effect("turn", CONCEDE, "ease", None)
        """
        for key in self._keys(noun):
            found = self.effects.get((verb, key))
            if found is not None:
                return found
        return None

    def _keys(self, noun: Sense) -> Iterator[str]:
        yield noun.lemma
        head = noun.lemma.rsplit(" ", 1)[-1]
        yield head
        yield from sorted(
            "@" + name
            for name, lemmas in self.classes.items()
            if name != EVENT_CLASS and (noun.lemma in lemmas or head in lemmas)
        )
        if noun.type is not None:
            yield f"{noun.type}/{noun.mode}"
            yield str(noun.type)
        yield "*"

    def contexts(self, lemmas: Iterable[str], *, least: int = 1) -> tuple[str, ...]:
        """PLOVER contexts of a text, in order of first appearance, by its lemmas or words in lower case.

        ``least``: how often a context must be spoken of; 1 suits a sentence, 2 or 3 an article. The narrower of two
        contexts displaces the wider (manual, section 6).
        """
        words = list(lemmas)
        found: Counter[str] = Counter()
        for i in range(len(words)):
            for length in (3, 2, 1):
                context = self.phrases.get(tuple(words[i : i + length]))
                if context is not None:
                    found[context] += 1
                    break
        kept = [context for context, times in found.items() if times >= least]
        return tuple(c for c in kept if not any(c == wide and n in kept for n, wide in NARROWER))


def verb_with_particle(syntax: Syntax, i: int) -> str:
    """The key of a verb for ``Lexicon.effect``: "call off", "lift"."""
    lemma = verb_lemma(syntax.tokens[i])
    for t in syntax.children(i, "prt"):
        return f"{lemma} {t.lower}"
    return lemma


def verb_lemma(token: Token) -> str:
    """The token's lemma; a silent -e that the lemmatizer took for none is put back: *waging* is of *wage*, not "wag"."""
    if token.lower == token.lemma + "ing" and _UNDOUBLED.fullmatch(token.lemma):
        return token.lemma + "e"
    return token.lemma


def spellings(lemma: str) -> Iterator[str]:
    """A lemma and the other spellings under which the files may have it (files: American -ize, -or, defense)."""
    yield lemma
    for british, american in (
        ("ise", "ize"),
        ("isation", "ization"),
        ("our", "or"),
        ("ence", "ense"),
        ("programme", "program"),
        ("yse", "yze"),
        ("lling", "ling"),
        ("ll", "l"),
    ):
        if lemma.endswith(british):
            yield lemma[: -len(british)] + american


def _entries(index: Index, token: Token) -> Iterator[Entry]:
    forms = [verb_lemma(token), token.lemma, token.lower]
    if token.pos == "PROPN" and token.lower.endswith("s"):
        forms.append(token.lower[:-1])
    for form in dict.fromkeys(forms):
        for spelling in spellings(form):
            if spelling in index:
                yield from index[spelling]
                return


def _precedes(syntax: Syntax, i: int, words: tuple[str, ...]) -> bool:
    """True where ``words`` stand right before token ``i`` (hyphens do not count)."""
    at = i - 1
    for word in reversed(words):
        while at >= 0 and syntax.tokens[at].text in ("-", "–"):
            at -= 1
        if at < 0 or syntax.tokens[at].sentence != syntax.tokens[i].sentence:
            return False
        if word not in (syntax.tokens[at].lower, syntax.tokens[at].lemma):
            return False
        at -= 1
    return True


def _follows(syntax: Syntax, i: int, words: tuple[str, ...]) -> bool:
    """True where ``words`` stand right after token ``i``."""
    after = syntax.tokens[i + 1 : i + 1 + len(words)]
    return len(after) == len(words) and all(w in (t.lower, t.lemma) for w, t in zip(words, after, strict=True))


def load_lexicon(directory: Traversable | Path | None = None, codebook: Codebook | None = None) -> Lexicon:
    """Read and check the files of ``directory``, by default the package's own.

    Raises:
        DataError: unknown type, mode, slot, status, constraint or class, with file and line.
    """
    folder = files("communique.claims") / "data" if directory is None else directory
    book = load_codebook() if codebook is None else codebook
    classes = _classes(_read(folder, "classes.toml"))
    nouns = list(_rows(_read(folder, "nouns.tsv"), "nouns.tsv", COLUMNS))
    classes[EVENT_CLASS] = frozenset(" ".join(row["lemma"].split(" ")[-2:]) for _, row in nouns if _names_event(row))
    lists = {"noun": nouns}
    for pos, name in (("verb", "verbs.tsv"), ("adjective", "adjectives.tsv")):
        lists[pos] = list(_rows(_read(folder, name), name, COLUMNS))
    index = {pos: _index(pos, rows, book, classes) for pos, rows in lists.items()}
    return Lexicon(
        verbs=index["verb"],
        nouns=index["noun"],
        adjectives=index["adjective"],
        effects=_effects(_rows(_read(folder, "light.tsv"), "light.tsv", LIGHT_COLUMNS), book, classes),
        phrases=_phrases(_rows(_read(folder, "contexts.tsv"), "contexts.tsv", CONTEXT_COLUMNS), book),
        classes=classes,
    )


def _names_event(row: Mapping[str, str]) -> bool:
    """True of nouns that may be told as events: not the rows that only say what a word does not mean."""
    return bool(row["type"]) or row["content"] != "light"


def _read(folder: Traversable | Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except OSError as exc:
        raise DataError(f"{name}: {exc}") from exc


def _rows(text: str, name: str, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """``(file:line, row)`` of a table whose header must be ``columns``."""
    header: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = line.split("\t")
        where = f"{name}:{number}"
        if header is None:
            header = cells
            if tuple(header) != columns:
                raise DataError(f"{where}: the columns must be {' '.join(columns)}")
            continue
        if len(cells) > len(columns):
            raise DataError(f"{where}: {len(cells)} cells for {len(columns)} columns")
        cells += [""] * (len(columns) - len(cells))
        yield where, dict(zip(columns, cells, strict=True))


def _classes(text: str) -> dict[str, frozenset[str]]:
    """Noun classes; a member "@other" stands for the members of another class (defined anywhere in the file)."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        raise DataError(f"classes.toml: {exc}") from exc

    def members(name: str, above: tuple[str, ...]) -> set[str]:
        if name not in tables or name in above:
            raise DataError(f"classes.toml: unknown or circular class {name!r}")
        found: set[str] = set()
        for word in tables[name]:
            found |= members(word[1:], (*above, name)) if word.startswith("@") else {word}
        return found

    return {name: frozenset(members(name, ())) for name in tables}


def _index(
    pos: str, rows: Iterable[tuple[str, dict[str, str]]], book: Codebook, classes: Mapping[str, frozenset[str]]
) -> Index:
    found: dict[str, list[Entry]] = {}
    for where, row in rows:
        words = row["lemma"].split(" ")
        pattern = _pattern(row["pattern"], where, classes)
        head, rest = (words[-1], words[:-1]) if pos == "noun" else (words[0], words[1:])
        found.setdefault(head, []).append(Entry(_sense(pos, row, where, book), tuple(rest), pattern))
    return {head: tuple(sorted(entries, key=lambda e: e.weight, reverse=True)) for head, entries in found.items()}


def _pattern(text: str, where: str, classes: Mapping[str, frozenset[str]]) -> Pattern:
    try:
        pattern = parse_pattern(text)
    except ValueError as exc:
        raise DataError(f"{where}: {exc}") from exc
    for constraint in pattern:
        _check_classes(constraint, where, classes)
    return pattern


def _check_classes(constraint: Constraint, where: str, classes: Mapping[str, frozenset[str]]) -> None:
    for name in constraint.classes:
        if name not in classes:
            raise DataError(f"{where}: unknown class @{name}")


def _sense(pos: str, row: Mapping[str, str], where: str, book: Codebook) -> Sense:
    type_, mode = _type(row["type"], row["mode"], where, book)
    if row["content"] not in CONTENTS:
        raise DataError(f"{where}: unknown content {row['content']!r}")
    contexts = tuple(row["contexts"].split())
    for context in contexts:
        if context not in book.contexts:
            raise DataError(f"{where}: unknown context {context!r}")
    return Sense(
        lemma=row["lemma"],
        pos=pos,
        type=type_,
        mode=mode,
        actors=_slots(row["actors"], where),
        recipients=_slots(row["recipients"], where),
        status=_status(row["status"], where),
        content=row["content"],
        contexts=contexts,
        pattern=row["pattern"],
    )


def _type(name: str, mode: str, where: str, book: Codebook) -> tuple[EventType | None, str | None]:
    if not name:
        if mode:
            raise DataError(f"{where}: mode {mode!r} without a type")
        return None, None
    if name not in EventType.__members__:
        raise DataError(f"{where}: unknown type {name!r}")
    type_ = EventType(name)
    if mode and not book.has_mode(type_, mode):
        raise DataError(f"{where}: {name} has no mode {mode!r}")
    return type_, mode or None


def _status(name: str, where: str) -> Status | None:
    if not name:
        return None
    try:
        return Status(name)
    except ValueError as exc:
        raise DataError(f"{where}: unknown status {name!r}") from exc


def _slots(text: str, where: str) -> tuple[str, ...]:
    slots = tuple(text.split())
    for slot in slots:
        if slot not in PLAIN_SLOTS and not PREP_SLOT.fullmatch(slot):
            raise DataError(f"{where}: unknown slot {slot!r}")
    return slots


def _effects(
    rows: Iterable[tuple[str, dict[str, str]]], book: Codebook, classes: Mapping[str, frozenset[str]]
) -> dict[tuple[str, str], Effect]:
    found: dict[tuple[str, str], Effect] = {}
    for where, row in rows:
        if row["kind"] not in EFFECTS:
            raise DataError(f"{where}: unknown kind {row['kind']!r}")
        noun = row["noun"]
        if noun.startswith("@") and noun[1:] not in classes:
            raise DataError(f"{where}: unknown class {noun}")
        name, _, mode = noun.partition("/")
        if name.isupper():
            _type(name, mode, where, book)
        type_, mode_ = _type(row["type"], row["mode"], where, book)
        key = (row["verb"], noun)
        if key in found:
            raise DataError(f"{where}: {key} is there twice")
        found[key] = Effect(row["kind"], type_, mode_, _status(row["status"], where))
    return found


def _phrases(rows: Iterable[tuple[str, dict[str, str]]], book: Codebook) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for where, row in rows:
        if row["context"] not in book.contexts:
            raise DataError(f"{where}: unknown context {row['context']!r}")
        words = tuple(row["phrase"].split(" "))
        if len(words) > 3:
            raise DataError(f"{where}: a phrase has three words at most")
        found[words] = row["context"]
    return found

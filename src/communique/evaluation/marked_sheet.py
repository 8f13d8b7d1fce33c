"""What the lines and marks of one `.marked` file say, looked up by id: the base of the compiler in `markup`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from communique.codebook import Codebook
from communique.evaluation.marked_lines import BASES, Words, actor_id, period, read_words
from communique.evaluation.marked_text import Line, Mark, Marked, MarkedSentence, Problem
from communique.vocabulary import ActorKind, Sector

Json = dict[str, Any]
HEADER = {"id", "title", "published", "publisher", "url", "language", "contexts", "place", "voice", "paragraphs"}
KINDS = {"": "name", "~": "nominal", "*": "pronoun"}
WRONG_SIDE = 40  # characters that a mention on the side less likely for its role counts as farther away
OWNERS = {"@": "@", "!": "!", "$": "!", "/": "!", "&": "!", ">": ">", "=": ">", "^": "^", "+": "+", "%": "%"}


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention with the author's names for its actor and itself."""

    json: Json
    alias: str
    label: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Near:
    """A span that mentions are sought around, on the ``side`` "before", "after" or "either" first."""

    start: int
    end: int
    side: str = "either"

    def distance(self, mention: Json) -> tuple[int, int]:
        """Characters between, ``WRONG_SIDE`` more on the side not preferred; then text order."""
        before, after = self.start - mention["end"], mention["start"] - self.end
        wrong = (self.side == "before" and after >= 0) or (self.side == "after" and before >= 0)
        return max(before, after, 0) + WRONG_SIDE * wrong, mention["start"]


class Sheet:
    """One document while it is compiled: finds marks, lines, mentions and parties, and gathers problems."""

    def __init__(self, marked: Marked, codebook: Codebook) -> None:
        self.marked = marked
        self.text = marked.text
        self.codebook = codebook
        self.problems: list[Problem] = []
        self.entries: dict[str, dict[str, Words]] = {sigil: {} for sigil in "@^+%>!"}
        self.marks: dict[tuple[str, str], list[Mark]] = {}
        self.actors: dict[str, Json] = {}
        self.mentions: list[Mentioned] = []

    def problem(self, line: int, message: str) -> None:
        """Note a problem and go on."""
        self.problems.append(Problem(line, message))

    # ------------------------------------------------------------------ lines and marks

    def read_lines(self, lines: Iterable[Line]) -> None:
        """Sort the annotation lines by sigil and id."""
        for line in lines:
            sigil = line.text[0]
            if sigil not in self.entries:
                self.problem(line.number, f"a line begins with one of {' '.join(self.entries)}, not {sigil!r}")
                continue
            try:
                words = read_words(line)
            except ValueError as error:
                self.problem(line.number, str(error))
                continue
            if words.id in self.entries[sigil]:
                self.problem(line.number, f"{sigil}{words.id} is described twice")
            self.entries[sigil][words.id] = words

    def check_marks(self) -> None:
        """Every mark has its line and every line that needs one its mark."""
        for mark in self.marked.marks:
            name = re.split(r"[~*#]", mark.id)[0]
            if name not in self.entries[OWNERS[mark.sigil]]:
                self.problem(mark.line, f"mark {mark.sigil}{mark.id}: no line describes {OWNERS[mark.sigil]}{name}")
            if mark.sigil != "@":
                self.marks.setdefault((mark.sigil, mark.id), []).append(mark)
        for sigil in "^+%":
            for name, words in self.entries[sigil].items():
                if (sigil, name) not in self.marks:
                    self.problem(words.line, f"{sigil}{name} has no mark in the body")

    def one(self, sigil: str, name: str) -> Mark | None:
        """The mark of ``sigil`` and ``name``; a second one is a problem."""
        found = self.marks.get((sigil, name), [])
        if len(found) > 1:
            self.problem(found[1].line, f"mark {sigil}{name} occurs twice")
        return found[0] if found else None

    def word(self, words: Words, value: str | None, allowed: type[StrEnum] | Iterable[str], what: str) -> str | None:
        """``value`` where the vocabulary has it, else a problem."""
        options = [str(option) for option in allowed]
        if value is not None and value not in options:
            self.problem(words.line, f"unknown {what} {value!r}; one of {', '.join(sorted(options))}")
        return value

    def literal(self, words: Words, key: str, within: tuple[int, int]) -> Json | None:
        """The span of the words given in option ``key``, which must occur once in ``within``."""
        quoted = words.options.get(key)
        if quoted is None:
            return None
        first = self.text.find(quoted, *within)
        if first < 0 or self.text.find(quoted, first + 1, within[1]) >= 0:
            how = "not" if first < 0 else "more than once"
            self.problem(words.line, f"{key}={quoted!r} occurs {how} in {self.text[slice(*within)][:40]!r}…")
        return {"start": max(first, 0), "end": max(first, 0) + len(quoted)}

    def span(self, sigil: str, name: str) -> Json:
        """Start and end of a mark; zeros where it is missing (which is a problem already)."""
        mark = self.one(sigil, name)
        return {"start": mark.start, "end": mark.end} if mark else {"start": 0, "end": 0}

    def sentence_at(self, offset: int) -> MarkedSentence:
        """The sentence that holds ``offset``."""
        return next(s for s in reversed(self.marked.sentences) if s.start <= offset)

    # ------------------------------------------------------------------ header, actors, mentions

    def header(self) -> dict[str, str]:
        """The header, checked."""
        header = self.marked.header
        for key in header:
            if key not in HEADER:
                self.problem(1, f"unknown header key {key!r}; one of {', '.join(sorted(HEADER))}")
        if "id" not in header:
            self.problem(1, "the header has no id")
        published = header.get("published")
        if published is not None and period(published) is None:
            self.problem(1, f"published must be an ISO date or date-time, not {published!r}")
        for context in listed(header.get("contexts")):
            if context not in self.codebook.contexts:
                self.problem(1, f"unknown context {context!r}")
        return header

    def actor(self, words: Words) -> Json:
        """``@id KIND COUNTRY|- [SECTORS|-] NAME [office="…"] [wikidata=Q…] [id=…]``."""
        given = [*words.plain]
        kind = given.pop(0) if given else ""
        country = given.pop(0) if given else "-"
        sectors = listed(given.pop(0)) if len(given) > 1 and re.fullmatch(r"[A-Z]{3}(,[A-Z]{3})*|-", given[0]) else []
        name = " ".join(given)
        self.word(words, kind, ActorKind, "actor kind")
        if not re.fullmatch(r"[A-Z]{3}|-", country):
            self.problem(words.line, f"country must be three capitals or -, not {country!r}")
        for sector in sectors:
            self.word(words, sector, Sector, "sector")
        if not name:
            self.problem(words.line, f"actor {words.id} has no name")
        self.only(words, {"office", "wikidata", "id"})
        state = None if country == "-" else country
        return {
            "id": words.options.get("id") or actor_id(kind, state, name),
            "name": name,
            "kind": kind,
            "country": state,
            "sector": sectors[0] if sectors else None,
            "sectors": sectors,
            "office": words.options.get("office"),
            "wikidata": words.options.get("wikidata"),
            "candidates": [],
        }

    def find_mentions(self) -> list[Mentioned]:
        """Mentions in text order, from the ``@`` marks."""
        found: list[Mentioned] = []
        for mark in self.marked.marks:
            if mark.sigil != "@":
                continue
            alias, sign, label = re.fullmatch(r"([^~*#]*)([~*]?)(?:#(.*))?", mark.id).groups()  # type: ignore[union-attr]
            actor = self.actors.get(alias)
            json_ = {
                "id": f"m{len(found) + 1}",
                "start": mark.start,
                "end": mark.end,
                "kind": KINDS[sign],
                "actor": actor["id"] if actor else None,
            }
            found.append(Mentioned(json_, alias, label, mark.line))
        return found

    def only(self, words: Words, allowed: set[str]) -> None:
        """Unknown options are problems."""
        for key in words.options:
            if key not in allowed:
                self.problem(words.line, f"unknown option {key!r}; known here: {', '.join(sorted(allowed))}")

    # ------------------------------------------------------------------ parties

    def parties(self, words: Words, given: str, trigger: Near, within: tuple[int, int]) -> list[Json]:
        """``rus,usa?,#both,gov^`` → parties with their mentions and bases."""
        found: list[Json] = []
        sentence = MarkedSentence(*within, 0, False)
        for item in listed(given):
            basis = BASES.get(item[-1], "named")
            name = item.rstrip("?^")
            mentions = self.resolve(words, name, trigger, sentence, earlier=basis == "inherited")
            if not mentions and name in self.actors and basis == "named":
                where = f"{name} is not mentioned in the evidence of {words.id}"
                self.problem(words.line, f"{where}: use a #label, {name}^ (carried over) or {name}? (veiled)")
            if not mentions and name in self.actors:
                found.append({"mention": None, "actor": self.actors[name]["id"], "basis": basis})
            found += [{"mention": m.json["id"], "actor": m.json["actor"], "basis": basis} for m in mentions]
        return found

    def resolve(
        self, words: Words, name: str, near: Near, sentence: MarkedSentence, earlier: bool = False
    ) -> list[Mentioned]:
        """The mentions with the label ``#x``, or the mention of the actor in the sentence that is nearest to ``near``.

        With ``earlier``, the last mention before the sentence will do where the sentence has none.
        """
        if name.startswith("#"):
            labelled = [m for m in self.mentions if m.label == name[1:]]
            if not labelled:
                self.problem(words.line, f"no mention has the label {name}")
            return labelled
        if name not in self.actors:
            self.problem(words.line, f"no line describes @{name}")
            return []
        mine = [m for m in self.mentions if m.alias == name]
        inside = [m for m in mine if sentence.start <= m.json["start"] and m.json["end"] <= sentence.end]
        if inside:
            return [min(inside, key=lambda m: near.distance(m.json))]
        before = [m for m in mine if m.json["end"] <= sentence.start]
        return before[-1:] if earlier else []


def listed(value: str | None) -> list[str]:
    """``a,b`` → ``["a", "b"]``; None and ``-`` give none."""
    return [] if value in {None, "", "-"} else [item.strip() for item in str(value).split(",") if item.strip()]

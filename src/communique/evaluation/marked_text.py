"""The body of a `.marked` file: plain sentences with nestable spans in brackets. See `docs/corpus-notation.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.errors import CommuniqueError

SIGILS = "@!>=^+$/%&"
SILENT = "∅"
NOTE = ": "
HEAD = re.compile(rf"\[([{re.escape(SIGILS)}][^\s\[\]]*) ")
BREAKS = {"double": "\n\n", "single": "\n"}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong at ``line`` (from 1) of the marked file."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


class MarkupError(CommuniqueError):
    """A marked document that cannot be compiled; ``problems`` are in line order."""

    def __init__(self, problems: list[Problem], name: str = "") -> None:
        self.problems = tuple(sorted(problems))
        where = f"{name}: " if name else ""
        super().__init__("\n".join(f"{where}{p}" for p in self.problems))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of annotation with its number in the file."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag on the characters ``[start, end)`` of the text: ``sigil`` and ``id``, and the line where it opens."""

    sigil: str
    id: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence ``[start, end)``; ``silent`` where the author says that it asserts nothing."""

    start: int
    end: int
    line: int
    silent: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked file taken apart. ``marks`` are in text order, outer before inner."""

    header: dict[str, str]
    text: str
    marks: tuple[Mark, ...]
    sentences: tuple[MarkedSentence, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body before its marks are read; ``opens`` says that a new paragraph begins with it."""

    source: str
    line: int
    silent: bool
    opens: bool


def read_marked(source: str) -> Marked:
    """Take a marked file apart; `MarkupError` for a bad header, an unclosed or misplaced mark, an unknown sigil."""
    header_lines, body_lines, tail_lines = split_parts(source)
    header = read_header(header_lines)
    sentences, notes = split_body(body_lines)
    if not sentences:
        raise MarkupError([Problem(body_lines[0].number if body_lines else 1, "the body is empty")])
    paragraph = BREAKS.get(header.get("paragraphs", "double"))
    if paragraph is None:
        raise MarkupError([Problem(1, f"header 'paragraphs' must be one of {', '.join(BREAKS)}")])
    text, marks, spans = read_body(sentences, paragraph)
    lines = [line for line in [*notes, *tail_lines] if line.text and not line.text.startswith("//")]
    return Marked(header, text, tuple(marks), tuple(spans), tuple(lines))


def split_parts(source: str) -> tuple[list[Line], list[Line], list[Line]]:
    """Header, body and annotation lines; the last part may be missing."""
    parts: list[list[Line]] = [[]]
    for number, text in enumerate(source.split("\n"), 1):
        if text.rstrip() == "---":
            parts.append([])
        else:
            parts[-1].append(Line(number, text.rstrip("\r")))
    if len(parts) < 2 or len(parts) > 3:
        raise MarkupError([Problem(1, f"expected header --- body --- lines, found {len(parts) - 1} separators")])
    tail = parts[2] if len(parts) == 3 else []
    return parts[0], parts[1], [Line(line.number, line.text.strip()) for line in tail]


def read_header(lines: list[Line]) -> dict[str, str]:
    """``key: value`` lines."""
    header: dict[str, str] = {}
    for line in lines:
        if not line.text.strip() or line.text.startswith("//"):
            continue
        key, colon, value = line.text.partition(":")
        if not colon or not value.strip():
            raise MarkupError([Problem(line.number, f"header line must be 'key: value', not {line.text!r}")])
        if key.strip() in header:
            raise MarkupError([Problem(line.number, f"header key {key.strip()!r} twice")])
        header[key.strip()] = value.strip()
    return header


def split_body(lines: list[Line]) -> tuple[list[Sentence], list[Line]]:
    """Sentences and the ``: `` lines between them. An indented line goes on with the sentence above it."""
    sentences: list[Sentence] = []
    notes: list[Line] = []
    opens, last_line = True, 0
    for line in lines:
        text = line.text.strip()
        if not text:
            opens = True
        elif line.text.startswith(NOTE):
            notes.append(Line(line.number, line.text[len(NOTE) :].strip()))
        elif line.text.startswith("//"):
            continue
        elif line.text[0] in " \t":
            if last_line != line.number - 1:
                raise MarkupError([Problem(line.number, "an indented line must follow the sentence it goes on with")])
            last = sentences[-1]
            sentences[-1] = Sentence(f"{last.source}\n{text}", last.line, last.silent, last.opens)
            last_line = line.number
        else:
            silent = text.startswith(SILENT)
            sentences.append(Sentence(text[len(SILENT) :].strip() if silent else text, line.number, silent, opens))
            opens, last_line = False, line.number
    return sentences, notes


@dataclass(slots=True)
class Open:
    """A bracket that waits for its end."""

    tags: list[tuple[str, str]]
    start: int
    line: int
    order: int
    piece: int


def read_body(sentences: list[Sentence], paragraph: str) -> tuple[str, list[Mark], list[MarkedSentence]]:
    """Text, marks and sentence spans. Brackets may nest and may run over sentences."""
    out: list[str] = []
    size = order = 0
    stack: list[Open] = []
    found: list[tuple[int, Mark]] = []
    spans: list[MarkedSentence] = []
    for sentence in sentences:
        if spans:
            glue = paragraph if sentence.opens else " "
            out.append(glue)
            size += len(glue)
        begin = size
        for kind, value, line in pieces(sentence):
            if kind == "open":
                order += 1
                stack.append(Open(read_tags(value, line), size, line, order, len(out)))
            elif kind == "close":
                if not stack:
                    raise MarkupError([Problem(line, "']' closes nothing (write \\] for the character)")])
                top = stack.pop()
                check_span("".join(out[top.piece :]), top)
                found += [(top.order, Mark(sigil, name, top.start, size, top.line)) for sigil, name in top.tags]
            else:
                out.append(value)
                size += len(value)
        spans.append(MarkedSentence(begin, size, sentence.line, sentence.silent))
    if stack:
        raise MarkupError([Problem(o.line, f"span {o.tags[0][0]}{o.tags[0][1]} is never closed") for o in stack])
    return "".join(out), [mark for _, mark in sorted(found, key=lambda pair: pair[0])], spans


def pieces(sentence: Sentence) -> Iterator[tuple[str, str, int]]:
    """``open``, ``close`` and ``text`` pieces of a sentence with their lines."""
    source, i, line = sentence.source, 0, sentence.line
    while i < len(source):
        char = source[i]
        if char == "[":
            head = HEAD.match(source, i)
            if not head:
                shown = source[i : i + 20]
                raise MarkupError([Problem(line, f"bad mark {shown!r}: expected [SIGIL+id text], sigils {SIGILS}")])
            yield "open", head.group(1), line
            i = head.end()
        elif char == "]":
            yield "close", "", line
            i += 1
        elif char == "\\" and i + 1 < len(source) and source[i + 1] in "[]\\":
            yield "text", source[i + 1], line
            i += 2
        elif char == "\n":
            line += 1
            yield "text", " ", line
            i += 1
        else:
            yield "text", char, line
            i += 1


def read_tags(head: str, line: int) -> list[tuple[str, str]]:
    """``@rus|!c1,c2`` → ``[("@", "rus"), ("!", "c1"), ("!", "c2")]``; suffixes of actors stay with each id."""
    tags: list[tuple[str, str]] = []
    for part in head.split("|"):
        if not part or part[0] not in SIGILS:
            raise MarkupError([Problem(line, f"bad mark {head!r}: {part!r} does not begin with one of {SIGILS}")])
        ids, suffix = part[1:], ""
        if part[0] == "@":
            match = re.fullmatch(r"([^~*#]*)([~*]?(?:#[\w-]+)?)", ids)
            if not match:
                raise MarkupError([Problem(line, f"bad mention {part!r}: expected @actor, then ~ or *, then #label")])
            ids, suffix = match.group(1), match.group(2)
        for name in ids.split(","):
            if not re.fullmatch(r"[\w.-]+", name):
                raise MarkupError([Problem(line, f"bad id {name!r} in mark {head!r}")])
            tags.append((part[0], name + suffix))
    return tags


def check_span(words: str, opened: Open) -> None:
    """A span has characters, and no white space at its edges."""
    if not words or words != words.strip():
        name = "".join(opened.tags[0])
        raise MarkupError([Problem(opened.line, f"span {name} is empty or has white space at its edge: {words!r}")])

"""``communique verify``: do the spans of a JSONL file still stand where they were read?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.streams import Format, opened
from communique.errors import EXIT_ALL_FAILED, EXIT_OK, EXIT_SOME_FAILED, UsageError

if TYPE_CHECKING:
    from communique.records import Reading
    from communique.views.verification import Checked

_QUOTES = 5  # longest quotes by which a text is chosen where no hash fits


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="What read --format json printed; - for stdin.")],
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder (or file) with one's own copies; matched by SHA-256 of their text, else by quotes."),
    ] = None,
    format: Annotated[
        Format, typer.Option(help="terminal (also called rich), or json: one object a document.")
    ] = Format.TERMINAL,
) -> None:
    """Find every span again, by hash and quote selector, and list what no longer matches.

    Checks against the text inside each line, or against the copies in --texts (for --no-text output).
    Exit code 0: all match, at their old or a new place; 3: some are lost; 4: nothing matches.

    Examples:

      communique verify claims.jsonl

      communique verify claims-without-text.jsonl --texts articles/ --format json
    """
    copies = _copies(texts) if texts is not None else {}
    found = lost = 0
    with opened(None) as out:
        for result in _results(file, copies):
            for line in [_json(result)] if format is Format.JSON else _words(result):
                out.write(line + "\n")
            out.flush()
            found += result.found
            lost += result.lost
    if not lost and not found:
        raise UsageError(f"{file} holds no document to verify")
    raise typer.Exit(EXIT_OK if not lost else EXIT_SOME_FAILED if found else EXIT_ALL_FAILED)


@dataclass(frozen=True, slots=True)
class Result:
    """One document. ``state``: ok, moved, lost, no_text, unreadable (not a line of ours) or failure (nothing to check)."""

    line: int
    state: str
    id: str | None
    name: str
    spans: tuple[Checked, ...]
    same_text: bool = False

    @property
    def found(self) -> int:
        """Spans that match, and the text itself where it is the same."""
        return sum(s.state.value != "lost" for s in self.spans) + self.same_text

    @property
    def lost(self) -> int:
        """Spans that do not; a document without its text counts as one."""
        return sum(s.state.value == "lost" for s in self.spans) + (self.state in ("no_text", "unreadable"))


def _copies(folder: Path) -> dict[str, str]:
    """All texts in ``folder`` by their hash."""
    if not folder.exists():
        raise UsageError(f"--texts {folder}: no such folder")
    from communique.documents.readers import SourceReader
    from communique.records import Reading

    items = SourceReader(_English(), sys.stdin.buffer).read([str(folder)])
    return {item.document.sha256: item.document.text for item in items if isinstance(item, Reading)}


class _English:
    """An identifier that takes any text for English: what was read once need not be told again."""

    def classify(self, text: str) -> tuple[str, float]:
        """Always English."""
        return "en", 1.0


def _results(file: Path, copies: dict[str, str]) -> Iterator[Result]:
    for number, line in enumerate(_lines(file), 1):
        if line.strip():
            yield _result(number, line, copies)


def _lines(file: Path) -> Iterator[bytes]:
    if str(file) == "-":
        yield from sys.stdin.buffer
        return
    try:
        with file.open("rb") as lines:
            yield from lines
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from error


def _result(number: int, line: bytes, copies: dict[str, str]) -> Result:
    from communique.views.contract import from_json
    from communique.views.verification import sha256, verify

    try:
        data = json.loads(line)
        if isinstance(data, dict) and "failure" in data:
            return Result(number, "failure", None, str(data["failure"].get("input")), ())
        reading = from_json(data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return Result(number, "unreadable", None, f"not a line of read --format json: {error!r}"[:200], ())
    document = reading.document
    name = document.title or document.url or document.id
    text = _text(reading, data, copies)
    if text is None:
        return Result(number, "no_text", document.id, name, ())
    spans = tuple(verify(reading, text))
    states = {span.state.value for span in spans}
    state = next((s for s in ("lost", "moved") if s in states), "ok")
    return Result(number, state, document.id, name, spans, sha256(text) == document.sha256)


def _text(reading: Reading, data: dict[str, Any], copies: dict[str, str]) -> str | None:
    """The copy of the same hash, else the one that holds most of its quotes, else the text inside the line."""
    if reading.document.sha256 in copies:
        return copies[reading.document.sha256]
    quotes = sorted({c.evidence.exact for c in reading.claims or ()}, key=lambda q: (-len(q), q))[:_QUOTES]
    scores = [(sum(quote in text for quote in quotes), text) for text in copies.values()]
    best = max(scores, key=lambda s: s[0], default=(0, ""))
    if best[0]:
        return best[1]
    return reading.document.text if "text" in data["document"] else None


def _json(result: Result) -> str:
    """One object: counts, and the spans that are not where they were."""
    from communique.views.contract import escaped, plain

    counts = {state: sum(s.state.value == state for s in result.spans) for state in ("ok", "moved", "lost")}
    spans = [plain(s) for s in result.spans if s.state.value != "ok"]
    head = {"line": result.line, "id": result.id, "state": result.state, "same_text": result.same_text}
    return escaped(json.dumps({**head, **counts, "spans": spans}, ensure_ascii=False))


def _words(result: Result) -> Iterator[str]:
    from communique.views.safe import one_line

    states = [span.state.value for span in result.spans]
    counts = ", ".join(f"{states.count(s)} {s}" for s in ("ok", "moved", "lost") if s in states)
    note = {"no_text": "no copy of its text was found", "failure": "could not be read: nothing to check"}.get(
        result.state
    )
    yield f"line {result.line}  {result.state:<10}  {one_line(result.name)[:60]}  ({note or counts or 'no spans'})"
    for span in result.spans:
        if span.state.value == "ok" or (span.state.value == "moved" and span.part != "evidence"):
            continue
        where = f"[{span.start}, {span.end})"
        now = f" → [{span.new_start}, {span.new_end})" if span.new_start is not None else f": {span.reason}"
        quote = f"  “{one_line(span.exact)[:60]}”" if span.exact else ""
        yield one_line(f"{span.state.value}  {span.kind} {span.id} {span.part} {where}{now}").join(["    ", quote])

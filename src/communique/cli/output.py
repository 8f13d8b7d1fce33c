"""Where ``read`` writes: JSON lines or the terminal view, to standard output or a file, as soon as a document is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO

from communique.cli.streams import opened
from communique.records import Failure, Manifest, Reading
from communique.views.contract import dumps
from communique.views.safe import one_line


class Sink(Protocol):
    """Takes documents one by one and prints them on ``out``."""

    @property
    def out(self) -> TextIO:
        """Where it prints."""
        ...

    def write(self, item: Reading | Failure, manifest: Manifest) -> None:
        """Print one document."""
        ...

    def close(self) -> None:
        """Print what stands at the end."""
        ...


@dataclass(frozen=True, slots=True)
class JsonLines:
    """One object a line, flushed line by line."""

    out: TextIO
    text: bool

    def write(self, item: Reading | Failure, manifest: Manifest) -> None:
        """One line."""
        self.out.write(dumps(item, manifest, text=self.text) + "\n")
        self.out.flush()

    def close(self) -> None:
        """Nothing stands at the end."""


@contextmanager
def open_sink(output: Path | None, *, json: bool, text: bool, explain: bool, quiet: bool) -> Iterator[Sink]:
    """The sink that the options ask for. ``UsageError`` where ``output`` cannot be written."""
    with opened(output) as out:
        sink: Sink
        if json:
            sink = JsonLines(out, text)
        else:
            from communique.cli.screen import Screen

            sink = Screen.on(out, explain=explain, quiet=quiet)
        yield sink
        sink.close()


def failure_line(failure: Failure) -> str:
    """One line for a person.

    >>> from communique.vocabulary import FailureReason
    >>> failure_line(Failure("a.jsonl", 3, FailureReason.EMPTY, "there is no text in it"))
    'communique: a.jsonl, line 3: there is no text in it (empty)'
    """
    where = failure.input if failure.line is None else f"{failure.input}, line {failure.line}"
    return one_line(f"communique: {where}: {failure.detail} ({failure.reason.value})")

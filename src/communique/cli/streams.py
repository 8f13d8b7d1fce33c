"""Where and how commands print: standard output as UTF-8, or a file; in the terminal's form or as JSON lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from communique.errors import UsageError


class Format(StrEnum):
    """How results are printed; ``rich`` is another word for ``terminal``."""

    TERMINAL = "terminal"
    RICH = "rich"
    JSON = "json"


class OutputClosedError(Exception):
    """The program that read our output has ended, as ``head`` does."""


@contextmanager
def opened(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file ``output``. Raises ``UsageError`` where it cannot be written, ``OutputClosedError``."""
    if output is not None:
        yield from _file(output)
        return
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise OutputClosedError from error


def _file(output: Path) -> Iterator[TextIO]:
    try:
        file = output.open("w", encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise UsageError(f"--output {output}: {error.strerror or error}") from error
    with file:
        yield file

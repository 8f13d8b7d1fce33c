"""A count of documents on standard error: only where a person watches, and only for work that is long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")
PATIENCE = 2.0  # seconds without a bar


def watched(err: TextIO, out: TextIO, *, quiet: bool) -> bool:
    """True where ``err`` is a terminal and results do not scroll by on the same one."""
    return not quiet and err.isatty() and not out.isatty()


def counted(
    items: Iterable[T], *, show: bool, err: TextIO | None = None, clock: Callable[[], float] = time.monotonic
) -> Iterator[T]:
    """``items``, counted on ``err`` once they have taken longer than ``PATIENCE``; the bar is wiped at the end."""
    if not show:
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} documents read"), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(file=err or sys.stderr), transient=True)
    task, began, started = bar.add_task("", total=None), clock(), False
    try:
        for item in items:
            bar.advance(task)
            if not started and clock() - began > PATIENCE:
                bar.start()
                started = True
            yield item
    finally:
        if started:
            bar.stop()

"""The terminal view as a sink of ``read``: articles as they are done, failures on standard error, the legend at the end."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from rich.console import Console, RenderableType
from rich.text import Text

from communique.cli.output import failure_line
from communique.records import Failure, Manifest, Reading
from communique.views.terminal import article, legend


class Screen:
    """Prints on ``console``; ``explain`` adds the marked text. ``quiet`` leaves failures and the legend out."""

    def __init__(self, console: Console, *, explain: bool, quiet: bool) -> None:
        self.console = console
        self.explain = explain
        self.quiet = quiet
        self.shown = 0

    @property
    def out(self) -> TextIO:
        """Where it prints."""
        return self.console.file  # type: ignore[return-value]  # Rich says IO[str]

    @classmethod
    def on(cls, out: TextIO, *, explain: bool, quiet: bool) -> Screen:
        """A screen on ``out``: plain text where ``NO_COLOR`` is set, or it is no terminal and ``FORCE_COLOR`` is not set."""
        forced = bool(os.environ.get("FORCE_COLOR"))
        plain = bool(os.environ.get("NO_COLOR")) or not (forced or out.isatty())
        console = Console(
            file=out,
            color_system=None if plain else "auto",
            force_terminal=False if plain else None,
            markup=False,
            emoji=False,
            highlight=False,
            soft_wrap=False,
        )
        return cls(console, explain=explain, quiet=quiet)

    def write(self, item: Reading | Failure, manifest: Manifest) -> None:
        """Print one document, or one line on standard error."""
        if isinstance(item, Failure):
            if not self.quiet:
                sys.stderr.write(failure_line(item) + "\n")
            return
        if self.shown:
            self._print(Text("\n" + "─" * min(self.console.width, 78) + "\n", style="dim"))
        self.shown += 1
        self._print(article(item, width=self.console.width, marks=self.console.color_system is None))
        if self.explain:
            from communique.views.marked import marked

            self._print(Text(), marked(item))
        self.console.file.flush()

    def close(self) -> None:
        """The legend, once, where an article was shown."""
        if self.shown and not self.quiet:
            self._print(Text(), legend())

    def _print(self, *parts: RenderableType) -> None:
        """Print; without the blanks that fill lines up, where there is no colour for them to carry."""
        if self.console.color_system is not None:
            self.console.print(*parts, sep="\n")
            return
        with self.console.capture() as captured:
            self.console.print(*parts, sep="\n")
        self.console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))

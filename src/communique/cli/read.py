"""``communique read``: sources → their claims, in the terminal or as JSON lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.progress import counted, watched
from communique.cli.streams import Format
from communique.errors import EXIT_ALL_FAILED, EXIT_OK, EXIT_SOME_FAILED, UsageError

if TYPE_CHECKING:
    from communique.cli.output import Sink
    from communique.documents.readers import Overrides
    from communique.reader import Settings
    from communique.records import Failure, Manifest, Reading

EXAMPLES = """Examples:

  communique read article.txt --published 2025-06-19 --publisher Reuters

  communique read articles/ --format json > claims.jsonl

  communique read https://example.org/news/talks.html --explain

  cat wire.jsonl | communique read - --format json --no-text --output claims.jsonl
"""


def read(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders, http(s) addresses, or - for standard input."),
    ],
    published: Annotated[
        str | None,
        typer.Option(help="Date of publication (2025-06-19, or with time and zone); wins over the source's own."),
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher; wins over the source's own.")] = None,
    title: Annotated[str | None, typer.Option(help="Title; wins over the source's own.")] = None,
    format: Annotated[
        Format, typer.Option(help="terminal (also called rich), or json: one object a line, in input order.")
    ] = Format.TERMINAL,
    explain: Annotated[bool, typer.Option("--explain", help="Also show the text with its spans marked.")] = False,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave document.text out of the JSON (copyright); verify still works.")
    ] = False,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out claims below this confidence.")
    ] = 0.0,
    batch_size: Annotated[
        int, typer.Option(min=1, max=10_000, help="Documents read at once; changes speed and memory, never results.")
    ] = 16,
    component: Annotated[
        list[str] | None, typer.Option(help="Also run this installed component, after the others; may be repeated.")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Write to this file instead of standard output.")] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress bar, no failure messages, no legend.")
    ] = False,
) -> None:
    """Read articles and show their claims: who did what to whom, when, where, and who says so."""
    _check(format, explain=explain, no_text=no_text)
    overrides = _overrides(published, publisher, title)
    from communique.reader import COMPONENTS, Settings

    settings = Settings((*COMPONENTS, *(component or ())), min_confidence)
    with ExitStack() as stack:
        from communique.cli.output import open_sink

        sink = stack.enter_context(
            open_sink(output, json=format is Format.JSON, text=not no_text, explain=explain, quiet=quiet)
        )
        show = watched(sys.stderr, sink.out, quiet=quiet)
        code = _run(sources, overrides, settings, sink, batch_size, show=show)
    raise typer.Exit(code)


read.__doc__ = f"{read.__doc__}\n\n{EXAMPLES}"


def _check(format: Format, *, explain: bool, no_text: bool) -> None:
    if explain and format is Format.JSON:
        raise UsageError("--explain is for the terminal; leave out --format json")
    if no_text and format is not Format.JSON:
        raise UsageError("--no-text is for --format json")


def _overrides(published: str | None, publisher: str | None, title: str | None) -> Overrides:
    from communique.documents.published import iso_published
    from communique.documents.readers import Overrides

    if published is None:
        return Overrides(None, publisher, title)
    try:
        return Overrides(iso_published(published), publisher, title)
    except ValueError as error:
        example = "write for example 2025-06-19 or 2025-06-19T18:00+03:00"
        raise UsageError(f"--published {published!r} is not a date that exists; {example}") from error


def _run(
    sources: list[str], overrides: Overrides, settings: Settings, sink: Sink, batch_size: int, *, show: bool
) -> int:
    from communique.documents.language import load_identifier
    from communique.documents.readers import SourceReader
    from communique.reader import load_reader

    reader = load_reader(settings)
    items = SourceReader(load_identifier(), sys.stdin.buffer, overrides).read(sources)
    return _write(counted(reader.read(items, batch_size), show=show), sink, reader.manifest)


def _write(items: Iterator[Reading | Failure], sink: Sink, manifest: Manifest) -> int:
    """Print all; the exit code."""
    from communique.records import Failure

    read = failed = 0
    for item in items:
        sink.write(item, manifest)
        if isinstance(item, Failure):
            failed += 1
        else:
            read += 1
    if not failed:
        return EXIT_OK
    return EXIT_SOME_FAILED if read else EXIT_ALL_FAILED

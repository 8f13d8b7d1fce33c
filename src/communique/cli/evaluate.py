"""``communique evaluate``: gold sets → scores, and whether they hold the pinned floors."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.streams import Format

if TYPE_CHECKING:
    from communique.evaluation.command import Result

EXIT_FLOOR_MISSED = 3


def evaluate(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER...", help="Gold sets: folders with articles.jsonl and facts/ID.json."),
    ],
    floors: Annotated[
        Path | None,
        typer.Option(help="Pinned floors (TOML), such as benchmarks/floors.toml: fail where one is missed."),
    ] = None,
    format: Annotated[
        Format, typer.Option(help="terminal (also called rich), or json: one object a set.")
    ] = Format.TERMINAL,
    by_type: Annotated[bool, typer.Option("--by-type", help="Also counts of facts and claims by event type.")] = False,
) -> None:
    """Read the articles of gold sets and score the claims against their facts.

    What each measure means: docs/evaluation.md. Exit code 0: scored, and no floor missed; 3: a floor was missed.

    Examples:

      communique evaluate build/eval/examples-seen

      communique evaluate build/eval/* --floors benchmarks/floors.toml --format json
    """
    from communique.evaluation import command
    from communique.evaluation.gate import load_floors
    from communique.evaluation.sets import load_set
    from communique.reader import load_reader

    sets = [load_set(folder) for folder in folders]
    pinned = load_floors(floors) if floors is not None else {}
    results = []
    for result in command.evaluate(sets, command.reading_predictor(load_reader()), pinned):
        results.append(result)
        if format is Format.JSON:
            sys.stdout.write(command.as_json(result, by_type=by_type) + "\n")
            sys.stdout.flush()
    if format is not Format.JSON:
        _show(results, by_type=by_type, missing=command.unjudged(results, pinned))
    raise typer.Exit(EXIT_FLOOR_MISSED if any(result.missed for result in results) else 0)


def _show(results: list[Result], *, by_type: bool, missing: list[str]) -> None:
    from rich.console import Console

    from communique.evaluation.command import show

    plain = bool(os.environ.get("NO_COLOR")) or not sys.stdout.isatty()
    console = Console(file=sys.stdout, color_system=None if plain else "auto", markup=False, highlight=False)
    show(results, console, by_type=by_type, missing=missing)

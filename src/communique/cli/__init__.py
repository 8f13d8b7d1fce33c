"""The command line: thin commands over the same functions the library offers.

Exit codes: 0 all read · 1 internal error · 2 wrong usage · 3 some documents failed · 4 all failed · 130 interrupted ·
141 the reader of our output went away (as ``head`` does).
"""

from __future__ import annotations

import os
import sys

import typer

from communique.cli.evaluate import evaluate
from communique.cli.read import read
from communique.cli.schema import schema
from communique.cli.streams import OutputClosedError
from communique.cli.verify import verify
from communique.errors import EXIT_USAGE, DataError, PipelineError, UsageError
from communique.views.safe import one_line

EXIT_INTERNAL = 1
EXIT_INTERRUPTED = 130  # 128 + SIGINT
EXIT_PIPE = 141  # 128 + SIGPIPE

app = typer.Typer(
    name="communique",
    help="Reads news about international crises and keeps the record: who said or did what to whom, when and where, "
    "according to whom.",
    epilog="Each command has examples: communique read --help",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(read)
app.command()(verify)
app.command()(schema)
app.command()(evaluate)


@app.callback()
def options() -> None:
    """Nothing yet but the commands."""


def main() -> None:
    """Run the command line; every way out is an exit code, none a traceback."""
    try:
        app()
    except (UsageError, DataError, PipelineError) as error:
        sys.stderr.write(f"communique: {one_line(str(error))}\n")
        sys.exit(EXIT_USAGE)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except OutputClosedError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains at its end
        sys.exit(EXIT_PIPE)
    except Exception as error:  # the last edge: a bug of ours is one line, and a traceback only for who asks
        if os.environ.get("COMMUNIQUE_DEBUG"):
            raise
        what = one_line(f"{type(error).__name__}: {error}")[:300]
        sys.stderr.write(f"communique: internal error: {what} (COMMUNIQUE_DEBUG=1 shows where; please report it)\n")
        sys.exit(EXIT_INTERNAL)

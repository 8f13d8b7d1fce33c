"""The error tree. Edges translate it: the command line into exit codes, the API (later) into HTTP statuses.

    CommuniqueError                 anything this package raises on purpose
    ├── UsageError                  the call itself is wrong (exit 2): unknown option value, impossible date
    ├── DataError                   a file of ours is missing or damaged (exit 2): knowledge, lexicons, weights
    ├── PipelineError               a pipeline whose steps do not fit together
    └── DocumentError               one document cannot be read; becomes a stored ``Failure`` (exit 3 or 4)

Exit codes: 0 all read · 2 wrong usage · 3 some documents failed · 4 all documents failed.
"""

from __future__ import annotations

EXIT_OK = 0
EXIT_USAGE = 2
EXIT_SOME_FAILED = 3
EXIT_ALL_FAILED = 4


class CommuniqueError(Exception):
    """Anything this package raises on purpose."""


class UsageError(CommuniqueError):
    """The call is wrong: the message says what to write instead."""


class DataError(CommuniqueError):
    """One of the package's own data files is missing, damaged or of another version."""


class PipelineError(CommuniqueError):
    """Components that do not fit together; raised when the pipeline is built, never when it runs."""


class DocumentError(CommuniqueError):
    """One document cannot be read.

    ``reason`` is a word of ``vocabulary.FailureReason``; ``detail`` says to a person what was found and what to do.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail

"""``python -m communique.knowledge check``: validate the tables; exit 1 where there are faults."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from communique.knowledge.check import faults


def main(arguments: list[str] | None = None) -> int:
    """Print each fault on a line of its own; the number of faults decides the exit code."""
    parser = argparse.ArgumentParser(prog="python -m communique.knowledge", description=__doc__)
    parser.add_argument("command", choices=["check"], help="what to do")
    parser.add_argument("--folder", type=Path, default=None, help="another folder of tables")
    chosen = parser.parse_args(arguments)
    found = faults(chosen.folder)
    for fault in found:
        print(fault)
    print(f"{len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""``communique schema``: the JSON Schema of what ``read --format json`` prints."""

from __future__ import annotations

import json
import sys


def schema() -> None:
    """Print the JSON Schema (2020-12) of one line of read --format json.

    Examples:

      communique schema > communique.schema.json
    """
    from communique.views.schema import schema as generated

    json.dump(generated(), sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")

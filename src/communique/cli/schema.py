"""``communique schema``: the JSON Schema of what ``read --format json`` prints."""

from __future__ import annotations

import json

from communique.cli.streams import opened


def schema() -> None:
    """Print the JSON Schema (2020-12) of one line of read --format json.

    Examples:

      communique schema > communique.schema.json
    """
    from communique.views.schema import schema as generated

    with opened(None) as out:
        json.dump(generated(), out, indent=2, ensure_ascii=False)
        out.write("\n")

"""The JSON of one document (docs/json.md): readings and failures → plain objects, and back.

Names and order are those of the records; ``Field.metadata["json"]`` renames a field (a string) or leaves it out (False).
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from communique.records import (
    Actor,
    Attribution,
    Claim,
    Document,
    Failure,
    Manifest,
    Mention,
    Place,
    Reading,
    TimeExpression,
)

_STEERING = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
LISTS: dict[str, type] = {
    "actors": Actor,
    "mentions": Mention,
    "times": TimeExpression,
    "places": Place,
    "attributions": Attribution,
    "claims": Claim,
}


def to_json(item: Reading | Failure, manifest: Manifest, *, text: bool = True) -> dict[str, Any]:
    """The object of one document; ``text=False`` leaves ``document.text`` out (copyright)."""
    if isinstance(item, Failure):
        return {"failure": plain(item)}
    document = plain(item.document)
    if not text:
        del document["text"]
    lists = {name: [plain(record) for record in getattr(item, name) or ()] for name in LISTS}
    return {"document": document, "manifest": plain(manifest), **lists}


def dumps(item: Reading | Failure, manifest: Manifest, *, text: bool = True) -> str:
    """``to_json`` as one line. Line breaks of every kind, control characters, bidirectional overrides and lone surrogates
    are escaped, so the line is one line to every tool, may be shown in a terminal, and can be written as UTF-8."""
    return escaped(json.dumps(to_json(item, manifest, text=text), ensure_ascii=False, separators=(", ", ": ")))


def escaped(line: str) -> str:
    """JSON with the characters that could break a line or steer a terminal written as ``\\uXXXX``: the same value.

    >>> escaped('"a\\u202eb"')
    '"a\\\\u202eb"'
    """
    return _STEERING.sub(lambda found: json.dumps(found.group())[1:-1], line)


def plain(value: Any) -> Any:
    """A record as dicts, lists and scalars."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = ((json_name(f), getattr(value, f.name)) for f in dataclasses.fields(value))
        return {name: plain(item) for name, item in named if name is not None}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def json_name(field: dataclasses.Field[Any]) -> str | None:
    """The field's name in JSON; None where it is not part of the contract."""
    name = field.metadata.get("json", field.name)
    return None if name is False else str(name)


def from_json(data: Mapping[str, Any]) -> Reading:
    """A reading from its JSON, without layout and syntax; a missing text is empty.

    Raises ``KeyError``, ``ValueError`` or ``TypeError`` where the object is not of the contract.
    """
    document = record(Document, {"text": "", **data["document"]})
    lists = {name: tuple(record(kind, item) for item in data[name]) for name, kind in LISTS.items()}
    return Reading(document).having(**lists)


def record(kind: type, data: Mapping[str, Any]) -> Any:
    """A record of type ``kind`` from its JSON object; what is not part of the contract keeps its default."""
    hints = typing.get_type_hints(kind)
    values = {}
    for field in dataclasses.fields(kind):
        name = json_name(field)
        if name is not None and name in data:
            values[field.name] = _value(hints[field.name], data[name])
    return kind(**values)


def _value(hint: Any, data: Any) -> Any:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return None if data is None else _value(next(a for a in args if a is not type(None)), data)
    if origin is tuple:
        return tuple(_value(args[0], item) for item in data)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return record(hint, data)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(data)
    return data

"""The JSON Schema (2020-12) of one line of ``read --format json``, generated from the records.

Descriptions are the records' docstrings, so they cannot drift apart.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from enum import StrEnum
from typing import Any

from communique.records import Document, Failure, Manifest
from communique.views.contract import LISTS, json_name

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OPTIONAL = {("Document", "text")}  # left out by --no-text
_RANGES: dict[tuple[str, str], dict[str, Any]] = {
    ("Claim", "confidence"): {"minimum": 0, "maximum": 1},
    ("Candidate", "score"): {"minimum": 0, "maximum": 1},
    ("Place", "latitude"): {"minimum": -90, "maximum": 90},
    ("Place", "longitude"): {"minimum": -180, "maximum": 180},
    ("Place", "precision"): {"minimum": 1, "maximum": 3},
    ("Document", "sha256"): {"pattern": "^[0-9a-f]{64}$"},
    ("Failure", "line"): {"minimum": 1},
}


def schema() -> dict[str, Any]:
    """The schema: an object of a document, or one of a failure."""
    definitions: dict[str, Any] = {}
    lists = {name: {"type": "array", "items": _reference(kind, definitions)} for name, kind in LISTS.items()}
    reading = {
        "document": _reference(Document, definitions),
        "manifest": _reference(Manifest, definitions),
        **lists,
    }
    failure = {"failure": _reference(Failure, definitions)}
    return {
        "$schema": DIALECT,
        "title": "One line of communique read --format json",
        "description": "Offsets are half-open ranges of Unicode code points into document.text; unknown is null; ids are "
        "local to the object, actor ids global.",
        "oneOf": [
            _object("A document and its claims.", reading),
            _object("A document that could not be read.", failure),
        ],
        "$defs": dict(sorted(definitions.items())),
    }


def _object(description: str, properties: dict[str, Any], optional: frozenset[str] = frozenset()) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _reference(kind: type, definitions: dict[str, Any]) -> dict[str, str]:
    """A reference to the definition of a record or enum, which is added where it is new."""
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # holds the place: records may refer to one another
        definitions[name] = _enum(kind) if issubclass(kind, StrEnum) else _record(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _enum(kind: type[StrEnum]) -> dict[str, Any]:
    return {"type": "string", "description": _words(kind), "enum": [member.value for member in kind]}


def _record(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    properties: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        name = json_name(field)
        if name is not None:
            properties[name] = _limited(kind, field.name, _value(hints[field.name], definitions))
    return _object(_words(kind), properties, frozenset(f for k, f in _OPTIONAL if k == kind.__name__))


def _limited(kind: type, field: str, value: dict[str, Any]) -> dict[str, Any]:
    offset = {"minimum": 0} if field in ("start", "end") and value.get("type") == "integer" else {}
    return {**value, **offset, **_RANGES.get((kind.__name__, field), {})}


def _value(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        (inner,) = (_value(a, definitions) for a in args if a is not type(None))
        if "type" in inner:
            return {**inner, "type": [inner["type"], "null"]}
        return {"anyOf": [inner, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _value(args[0], definitions)}
    if dataclasses.is_dataclass(hint) or issubclass(hint, StrEnum):
        return dict(_reference(hint, definitions))
    return {"type": {str: "string", int: "integer", float: "number", bool: "boolean"}[hint]}


def _words(kind: type) -> str:
    """The docstring on one line."""
    return " ".join((inspect.getdoc(kind) or "").split())

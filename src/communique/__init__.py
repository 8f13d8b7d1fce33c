"""Communiqué: who said or did what to whom, when and where, according to whom.

>>> import communique
>>> reading = communique.read("Iran condemned Israel on Monday.", published="2025-06-19")
>>> [claim.type.value for claim in reading.claims]
['ACCUSE']

Names are loaded when they are first used, so ``import communique`` is quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.errors import CommuniqueError as CommuniqueError
    from communique.errors import DataError as DataError
    from communique.errors import DocumentError as DocumentError
    from communique.errors import PipelineError as PipelineError
    from communique.errors import UsageError as UsageError
    from communique.pipeline import Component as Component
    from communique.pipeline import Pipeline as Pipeline
    from communique.reader import Reader as Reader
    from communique.reader import Settings as Settings
    from communique.reader import load_reader as load_reader
    from communique.reader import read as read
    from communique.records import Actor as Actor
    from communique.records import Attribution as Attribution
    from communique.records import Block as Block
    from communique.records import Candidate as Candidate
    from communique.records import Claim as Claim
    from communique.records import ClaimTime as ClaimTime
    from communique.records import Document as Document
    from communique.records import Evidence as Evidence
    from communique.records import Failure as Failure
    from communique.records import Layout as Layout
    from communique.records import Manifest as Manifest
    from communique.records import Mention as Mention
    from communique.records import Party as Party
    from communique.records import Place as Place
    from communique.records import Quantity as Quantity
    from communique.records import Quotation as Quotation
    from communique.records import Reading as Reading
    from communique.records import Sentence as Sentence
    from communique.records import Span as Span
    from communique.records import Syntax as Syntax
    from communique.records import TimeExpression as TimeExpression
    from communique.records import Token as Token

__version__ = "0.1.0"
_HOMES = {
    "communique.errors": ("CommuniqueError", "DataError", "DocumentError", "PipelineError", "UsageError"),
    "communique.pipeline": ("Component", "Pipeline"),
    "communique.reader": ("Reader", "Settings", "load_reader", "read"),
    "communique.records": (
        "Actor", "Attribution", "Block", "Candidate", "Claim", "ClaimTime", "Document", "Evidence", "Failure", "Layout",
        "Manifest", "Mention", "Party", "Place", "Quantity", "Quotation", "Reading", "Sentence", "Span", "Syntax",
        "TimeExpression", "Token",
    ),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
__all__ = sorted([*_HOME_OF, "__version__"])


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return __all__

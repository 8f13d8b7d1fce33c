"""The pipeline: a value made of components, checked when it is built.

A component is a protocol (STYLE.md, rule 7): a batch in, a batch out, same length, same order, nothing mutated.
A document that breaks becomes a ``Failure`` here and nowhere else; the others are read all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol, runtime_checkable

from communique.errors import DocumentError, PipelineError
from communique.records import Failure, Reading
from communique.vocabulary import FailureReason


@runtime_checkable
class Component(Protocol):
    """One step. ``requires`` and ``assigns`` are field names of ``Reading``."""

    @property
    def name(self) -> str:
        """A word for messages and plug-ins."""
        ...

    @property
    def requires(self) -> tuple[str, ...]:
        """Fields that must be assigned before."""
        ...

    @property
    def assigns(self) -> tuple[str, ...]:
        """Fields that are assigned after."""
        ...

    def __call__(self, batch: Sequence[Reading]) -> list[Reading]:
        """Readings with the ``assigns`` fields set: same length, same order."""
        ...


class Pipeline:
    """Components in order, checked: what one requires, an earlier one (or the document itself) assigns.

    Raises ``PipelineError`` naming what is missing and what was there.
    """

    def __init__(self, components: Sequence[Component]) -> None:
        fulfilled = {"document"}
        for component in components:
            missing = sorted(set(component.requires) - fulfilled)
            if missing:
                raise PipelineError(
                    f"component {component.name!r} requires {', '.join(missing)}; "
                    f"fulfilled before it: {', '.join(sorted(fulfilled))}"
                )
            fulfilled |= set(component.assigns)
        self.components = tuple(components)

    def __call__(self, batch: Sequence[Reading]) -> list[Reading]:
        """All steps on a batch; an error of one document is an error of the batch."""
        readings = list(batch)
        for component in self.components:
            readings = component(readings)
        return readings

    def read(self, documents: Iterable[Reading | Failure], *, batch_size: int = 16) -> Iterator[Reading | Failure]:
        """Readings and failures in input order; a document that cannot be read costs itself alone."""
        stream = iter(documents)
        while batch := list(islice(stream, batch_size)):
            yield from self._batch(batch)

    def _batch(self, batch: Sequence[Reading | Failure]) -> list[Reading | Failure]:
        sound = [item for item in batch if isinstance(item, Reading)]
        try:
            done: Iterator[Reading | Failure] = iter(self(sound))
        except Exception:  # one of them broke: find out which, keep the others
            done = iter([self._alone(item) for item in sound])
        return [next(done) if isinstance(item, Reading) else item for item in batch]

    def _alone(self, item: Reading) -> Reading | Failure:
        try:
            return self([item])[0]
        except DocumentError as error:
            reason, detail = FailureReason(error.reason), error.detail
        except Exception as error:  # the boundary: a bug on one text must not cost the others
            reason, detail = FailureReason.INTERNAL, f"{type(error).__name__}: {error}"
        return Failure(item.document.input, item.document.line, reason, detail)

"""The reader: the default pipeline, made of components that come through one door, the entry points group ``GROUP``.

An entry point names a factory ``(Resources) -> Component``; ours stand at the foot of this module, a plugin's in its own
package. Which of them run, and in which order, is a setting and so part of the manifest: an installed plugin changes
nothing until it is named. The pipeline checks, when it is built, that they fit together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import entry_points
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from communique import __version__
from communique.errors import DataError, DocumentError, PipelineError, UsageError
from communique.pipeline import Component, Pipeline
from communique.records import Claim, Failure, Manifest, Reading

if TYPE_CHECKING:
    from spacy.language import Language

    from communique.knowledge import Knowledge
    from communique.model.weights import Weights

GROUP = "communique.components"
COMPONENTS = ("layout", "syntax", "times", "places", "actors", "attributions", "speakers", "claims")
WITH_ENCODER = (*COMPONENTS[:2], "encoder", *COMPONENTS[2:])  # for who has weights, see ``settings_of``
BATCH_SIZE = 16  # documents


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read. ``components`` are names of the group, in order; claims below ``min_confidence`` (0–1) are left out.

    ``weights``: a folder of weights for the component ``encoder`` (``training/TRAINING.md`` says how to make them); without
    that component nothing reads them.
    """

    components: tuple[str, ...] = COMPONENTS
    min_confidence: float = 0.0
    weights: Path | None = None

    def __str__(self) -> str:
        """The same settings give the same string.

        >>> str(Settings(("layout", "syntax")))
        'components=layout+syntax min_confidence=0'
        """
        return f"components={'+'.join(self.components)} min_confidence={self.min_confidence:g}"


def settings_of(weights: Path | None) -> Settings:
    """The default settings, with the trained encoder where there is a folder of weights."""
    return Settings() if weights is None else Settings(WITH_ENCODER, weights=weights)


class Resources:
    """What components share. Each is loaded once, when a factory first asks for it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def knowledge(self) -> Knowledge:
        """The tables of actors."""
        from communique.knowledge import load_knowledge

        return load_knowledge()

    @cached_property
    def model(self) -> Language:
        """spaCy's model."""
        from communique.parsing.syntax import load_model

        return load_model()

    @cached_property
    def weights(self) -> Weights:
        """The trained encoder and its heads."""
        from communique.model.weights import load_weights

        if self.settings.weights is None:
            raise DataError("the component 'encoder' needs a folder of weights: make one with make train")
        return load_weights(self.settings.weights)


Factory = Callable[[Resources], Component]


@dataclass(frozen=True, slots=True)
class Reader:
    """A loaded pipeline with its settings and manifest. Make it with ``load_reader``; it may be used again and again."""

    pipeline: Pipeline
    settings: Settings
    manifest: Manifest

    def read(self, items: Iterable[Reading | Failure], batch_size: int = BATCH_SIZE) -> Iterator[Reading | Failure]:
        """Readings and failures in input order. ``items`` come from ``SourceReader``; failures pass through."""
        for item in self.pipeline.read(items, batch_size=batch_size):
            yield confident(item, self.settings.min_confidence) if isinstance(item, Reading) else item


def load_reader(settings: Settings | None = None) -> Reader:
    """The reader for ``settings`` (the default ones where None): about two seconds, mostly spaCy.

    Raises ``PipelineError`` where components are unknown or do not fit, ``DataError`` where a data file is damaged.
    """
    chosen = settings or Settings()
    resources = Resources(chosen)
    factories = installed()
    components = [_component(name, factories, resources) for name in chosen.components]
    return Reader(Pipeline(components), chosen, _manifest(resources))


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    reader: Reader | None = None,
) -> Reading:
    """One text → its reading. ``published`` is an ISO date or date-time (or as e-mail writes them).

    Loads a reader at each call where none is given: for more than one text give ``load_reader()``.
    Raises ``UsageError`` (impossible date) or ``DocumentError`` (empty, not English, too long …).
    """
    from communique.documents.language import load_identifier
    from communique.documents.published import iso_published
    from communique.documents.readers import SourceReader

    try:
        day = iso_published(published) if published is not None else None
    except ValueError as error:
        raise UsageError(f"published={published!r} is not a date that exists; write for example 2025-06-19") from error
    fields = {"published": day, "title": title, "publisher": publisher, "url": url}
    document = SourceReader(load_identifier(), BytesIO()).text(text, fields)
    (item,) = (reader or load_reader()).read([document])
    if isinstance(item, Failure):
        raise DocumentError(item.reason, item.detail)
    return item


def installed() -> dict[str, Callable[[], Factory]]:
    """The loaders of all installed factories by component name. Two packages with one name are a ``PipelineError``."""
    found: dict[str, Callable[[], Factory]] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda p: (p.name, p.value)):
        if point.name in found:
            raise PipelineError(f"two installed packages offer a component {point.name!r}; uninstall one")
        found[point.name] = point.load
    return found


def _component(name: str, factories: dict[str, Callable[[], Factory]], resources: Resources) -> Component:
    if name not in factories:
        raise PipelineError(f"no component {name!r} is installed; there are: {', '.join(factories)}")
    try:
        return factories[name]()(resources)
    except ImportError as error:
        raise DataError(f"component {name!r} cannot be imported: {error}; install what it needs") from error


def _manifest(resources: Resources) -> Manifest:
    weights = "none"
    if "model" in vars(resources):
        meta = resources.model.meta
        weights = f"{meta['lang']}_{meta['name']} {meta['version']}"
    if "weights" in vars(resources):
        weights = f"{weights} + {resources.weights.version}"
    return Manifest(__version__, weights, data_digest(), str(resources.settings))


def data_digest() -> str:
    """Digest of all the package's data: actors, lexicons, gazetteer, codebook. Any change of them is another manifest."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc", ".md")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def confident(reading: Reading, minimum: float) -> Reading:
    """The reading without the claims below ``minimum``, nor references (``about``) to them."""
    if minimum <= 0 or not reading.claims:
        return reading
    kept = [claim for claim in reading.claims if claim.confidence >= minimum]
    ids = {claim.id for claim in kept}
    return reading.having(claims=tuple(_about_only(claim, ids) for claim in kept))


def _about_only(claim: Claim, ids: set[str]) -> Claim:
    return replace(claim, about=tuple(i for i in claim.about if i in ids))


# The factories of our own components, in the order of the path. Imports are inside: a component that is not chosen costs
# nothing, and importing this module is cheap.


def layout(resources: Resources) -> Component:
    """``documents.layout``."""
    from communique.documents.layout import LayoutReader, load_furniture

    return LayoutReader(load_furniture())


def syntax(resources: Resources) -> Component:
    """``parsing.syntax``."""
    from communique.parsing.syntax import SyntaxParser

    return SyntaxParser(resources.model)


def encoder(resources: Resources) -> Component:
    """``model.reader``."""
    from communique.model.reader import SignalReader

    return SignalReader(resources.weights)


def times(resources: Resources) -> Component:
    """``parsing.times``."""
    from communique.parsing.times import TimeTagger, load_lexicon

    return TimeTagger(load_lexicon())


def places(resources: Resources) -> Component:
    """``parsing.places``."""
    from communique.parsing.places import PlaceTagger, load_gazetteer, load_literal_rules

    return PlaceTagger(load_gazetteer(), load_literal_rules())


def actors(resources: Resources) -> Component:
    """``actors.reader``."""
    from communique.actors.reader import ActorReader

    return ActorReader(resources.knowledge)


def attributions(resources: Resources) -> Component:
    """``attributions.finder``."""
    from communique.attributions.finder import AttributionFinder
    from communique.attributions.lexicon import load_lexicon

    return AttributionFinder(load_lexicon())


def speakers(resources: Resources) -> Component:
    """``actors.speakers``."""
    from communique.actors.speakers import Speakers

    return Speakers(resources.knowledge)


def claims(resources: Resources) -> Component:
    """``claims.reader``."""
    from communique.claims.reader import ClaimReader, load_rules

    return ClaimReader(load_rules(), {s.id: s.name for s in resources.knowledge.states.values()})

"""The component that runs the trained encoder over a document's parse."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model.encoder import Encoder
from communique.model.signals import Signals
from communique.model.weights import Weights
from communique.records import Reading


class SignalReader:
    """Assigns ``signals``: the states of the document's tokens and the heads that read them."""

    name = "encoder"
    requires = ("document", "syntax")
    assigns = ("signals",)

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.encoder = Encoder(weights)

    def __call__(self, batch: Sequence[Reading]) -> list[Reading]:
        """Readings with their signals."""
        return [reading.having(signals=self.read(reading)) for reading in batch]

    def read(self, reading: Reading) -> Signals:
        """The signals of one document; its states depend on no other document."""
        assert reading.syntax is not None
        words = [t.text for t in reading.syntax.tokens]
        sentences = [(s.first, s.last) for s in reading.syntax.sentences]
        return Signals(self.encoder.states(words, sentences), self.weights.heads, self.weights.modes)

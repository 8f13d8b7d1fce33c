"""What the trained encoder says of a text: logits of its words, and who fills the roles of a trigger."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from communique.model.decoders import Array, buckets, sigmoid, softmax, spans
from communique.model.labels import RANK, STATUSES, TYPES


@dataclass(frozen=True, eq=False)
class Signals:
    """States of a document's tokens with the heads that read them. ``states``: [tokens, size].

    Every head is computed when it is first asked for.
    """

    states: Array
    heads: Mapping[str, Array]
    modes: tuple[str, ...]

    def __eq__(self, other: object) -> bool:
        """The same states: the heads are the weights' own."""
        return isinstance(other, Signals) and np.array_equal(self.states, other.states)

    __hash__ = None  # type: ignore[assignment]

    def logits(self, head: str) -> Array:
        """[tokens, classes] of a head of ``labels.HEADS``."""
        return self.states @ self.heads[f"{head}.weight"].T + self.heads[f"{head}.bias"]

    @cached_property
    def types(self) -> Array:
        """[tokens, 1 + types]: probability that a token triggers nothing, or a claim of each type."""
        return softmax(self.logits("trigger"))

    @cached_property
    def statuses(self) -> Array:
        """[tokens, statuses]: probability of each status, were the token a trigger."""
        return softmax(self.logits("status"))

    @cached_property
    def contents(self) -> Array:
        """[tokens, 1 + statuses]: status of what a speech act speaks of; the first: it speaks of no act."""
        return softmax(self.logits("content"))

    @cached_property
    def mode_scores(self) -> Array:
        """[tokens, modes] logits."""
        return self.logits("mode")

    def spans(self, head: str) -> list[tuple[int, int]]:
        """Half-open token ranges of a BIO head, by Viterbi."""
        return spans(self.logits(head))

    def type_of(self, i: int) -> tuple[str, float]:
        """The likeliest type of token ``i`` as a trigger, and its probability."""
        k = int(self.types[i, 1:].argmax())
        return TYPES[k], float(self.types[i, 1 + k])

    def status_of(self, i: int) -> tuple[str, float]:
        """The likeliest status of token ``i`` as a trigger, and its probability."""
        k = int(self.statuses[i].argmax())
        return STATUSES[k], float(self.statuses[i, k])

    def role(self, name: str, triggers: Sequence[int], candidates: Sequence[int]) -> Array:
        """[triggers, candidates] logits of a role of ``labels.ROLES``; arguments are tokens."""
        if not len(triggers) or not len(candidates):
            return np.zeros((len(triggers), len(candidates)), np.float32)
        h, c = self.states[list(triggers)], self.states[list(candidates)]
        part = self.heads
        query = h @ part[f"{name}.query.weight"].T + part[f"{name}.query.bias"]
        key = c @ part[f"{name}.key.weight"].T + part[f"{name}.key.bias"]
        left = h @ part[f"{name}.left.weight"].T + part[f"{name}.left.bias"]
        right = c @ part[f"{name}.right.weight"].T
        mixed = left[:, None] + right[None] + part[f"{name}.where.weight"][buckets(triggers, candidates)]
        scores = np.maximum(mixed, 0) @ part[f"{name}.out.weight"][0] + part[f"{name}.out.bias"][0]
        found: Array = query @ key.T / np.float32(math.sqrt(RANK)) + scores
        return found

    def choices(self, role: str, heads: Sequence[int], candidates: Sequence[int]) -> Array:
        """[heads, 1 + candidates] probabilities of a role of ``labels.CHOOSING``: none of them, or each."""
        none = self.states[list(heads)] @ self.heads[f"none.{role}.weight"].T + self.heads[f"none.{role}.bias"]
        return softmax(np.concatenate([none, self.role(role, heads, candidates)], axis=1))

    def factuality(self, i: int) -> float:
        """UW's scale, -3 (certainly not) to 3 (certainly), of token ``i``."""
        value = float(self.states[i] @ self.heads["fact.weight"][0] + self.heads["fact.bias"][0])
        return max(-3.0, min(3.0, value))

    def parties(self, role: str, trigger: int, candidates: Sequence[int]) -> Array:
        """[candidates] probabilities that each fills the role of the trigger."""
        return sigmoid(self.role(role, [trigger], candidates)[0])

    def between(self, sources: Sequence[int], targets: Sequence[int]) -> Array:
        """[``labels.PLV_TYPES``] probabilities of what ``sources`` do to ``targets`` (tokens), whichever word tells it.

        Each token is weighed by how well it links the two; the types it would tell are summed by that weight.
        """
        tokens = range(len(self.states))
        s = self.role("actor", tokens, sources).max(axis=1)
        t = self.role("recipient", tokens, targets).max(axis=1)
        found: Array = softmax(s + t) @ softmax(self.logits("plv"))
        return found

    def marked(self, source: int, target: int) -> Array:
        """[``labels.PLV_TYPES``] probabilities of a sentence whose opening markers stand at these tokens."""
        pooled = np.concatenate([self.states.mean(axis=0), self.states[source], self.states[target]])
        hidden: Array = pooled @ self.heads["pair.0.weight"].T + self.heads["pair.0.bias"]
        hidden = 0.5 * hidden * (1.0 + _erf(hidden / np.float32(math.sqrt(2.0))))  # GELU
        return softmax(hidden @ self.heads["pair.2.weight"].T + self.heads["pair.2.bias"])


def _erf(x: Array) -> Array:
    """The error function to 1.5e-7 (Abramowitz and Stegun 7.1.26)."""
    t = 1.0 / (1.0 + 0.3275911 * np.abs(x))
    terms = 0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    found: Array = (np.sign(x) * (1.0 - t * terms * np.exp(-x * x))).astype(np.float32)
    return found

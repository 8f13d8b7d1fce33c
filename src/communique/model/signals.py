"""What the trained encoder says of a text: logits of its words, and who fills the roles of a trigger."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from communique.model.decoders import Array, buckets, sigmoid, softmax, spans
from communique.model.labels import RANK, STATUSES, TYPES


@dataclass(frozen=True)
class Signals:
    """States of a document's tokens with the heads that read them. ``states``: [tokens, size].

    Every head is computed when it is first asked for.
    """

    states: Array
    heads: Mapping[str, Array]
    modes: tuple[str, ...]

    def logits(self, head: str) -> Array:
        """[tokens, classes] of a head of ``labels.HEADS``."""
        return self.states @ self.heads[f"{head}.weight"].T + self.heads[f"{head}.bias"]  # type: ignore[no-any-return]

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
        part = {k.removeprefix(f"{name}."): v for k, v in self.heads.items() if k.startswith(f"{name}.")}
        query = h @ part["query.weight"].T + part["query.bias"]
        key = c @ part["key.weight"].T + part["key.bias"]
        left = h @ part["left.weight"].T + part["left.bias"]
        right = c @ part["right.weight"].T
        mixed = left[:, None] + right[None] + part["where.weight"][buckets(triggers, candidates)]
        found = query @ key.T / math.sqrt(RANK) + np.maximum(mixed, 0) @ part["out.weight"][0] + part["out.bias"][0]
        return found  # type: ignore[no-any-return]

    def dated_by(self, triggers: Sequence[int], times: Sequence[int]) -> Array:
        """[triggers, 1 + times] probabilities: no expression of these, or each of them, dates the trigger."""
        none = self.states[list(triggers)] @ self.heads["none.weight"].T + self.heads["none.bias"]
        return softmax(np.concatenate([none, self.role("time", triggers, times)], axis=1))

    def factuality(self, i: int) -> float:
        """UW's scale, -3 (certainly not) to 3 (certainly), of token ``i``."""
        value = float(self.states[i] @ self.heads["fact.weight"][0] + self.heads["fact.bias"][0])
        return max(-3.0, min(3.0, value))

    def parties(self, role: str, trigger: int, candidates: Sequence[int]) -> Array:
        """[candidates] probabilities that each fills the role of the trigger."""
        return sigmoid(self.role(role, [trigger], candidates)[0])

"""What the heads of the trained encoder say: closed lists, in the order of their logits.

Modes are those of the codebook and stand in the weights' own list (``Weights.modes``).
"""

from __future__ import annotations

from communique.vocabulary import EventType, Status

IGNORE = -100  # a word of which a corpus says nothing
TYPES = tuple(t.value for t in EventType)
STATUSES = tuple(s.value for s in Status)
# PLV's classes: YIELD is CONCEDE and RETREAT
PLV_TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "YIELD",
    "COOPERATE",
    "AID",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
BIO = 3  # outside, begin, inside
# head → classes of each word; ``mode`` has those of the codebook
HEADS = {
    "wide_source": BIO,  # PolNeAR's wide notion of attribution
    "wide_cue": BIO,
    "wide_content": BIO,
    "source": BIO,  # ours
    "cue": BIO,
    "said": BIO,
    "trigger": 1 + len(TYPES),  # none, then the types
    "status": len(STATUSES),
    "content": 1 + len(STATUSES),  # none, then the statuses of what a speech act speaks of
    "mention": BIO,  # parties and sources
    "literal": 2,  # place, actor
}
# what a trigger points at (mentions, mentions, a time expression), and what a mention does: words that tell its country (a
# state's name, a place), an earlier mention of the same actor
ROLES = ("actor", "recipient", "time", "country", "same")
CHOOSING = ("time", "country", "same")  # of which one candidate at most is right: there is a score for none
BUCKETS = (-64, -32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32, 64)  # words from trigger to candidate: lower edges
RANK = 64  # of the bilinear form between a trigger and its candidates

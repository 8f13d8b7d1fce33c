"""Tables of facts about actors — states, offices and their holders, organisations, groups, media — and their loader.

>>> knowledge = load_knowledge()
>>> knowledge.states["NLD"].adjectives
('Dutch',)

The tables are CSV files beside this module, made by ``training/knowledge/build.py``; ids are explained in
`communique.knowledge.entries`. ``python -m communique.knowledge check`` validates them.
"""

from communique.knowledge.base import Entry, Knowledge, load_knowledge
from communique.knowledge.entries import (
    FormerState,
    Group,
    Holding,
    Medium,
    Metonym,
    Office,
    Organ,
    Organisation,
    Person,
    Phrase,
    PhraseKind,
    Region,
    Role,
    Standing,
    State,
    Tenure,
)
from communique.knowledge.intervals import standing
from communique.knowledge.tables import KnowledgeError

__all__ = [
    "Entry",
    "FormerState",
    "Group",
    "Holding",
    "Knowledge",
    "KnowledgeError",
    "Medium",
    "Metonym",
    "Office",
    "Organ",
    "Organisation",
    "Person",
    "Phrase",
    "PhraseKind",
    "Region",
    "Role",
    "Standing",
    "State",
    "Tenure",
    "load_knowledge",
    "standing",
]

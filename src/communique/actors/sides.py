"""Whose voice a text is: the state or body that publishes it, by the publisher's name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from communique.actors.references import COUNTRIES
from communique.actors.words import Words
from communique.knowledge import Knowledge, Phrase, PhraseKind

_JOINT = re.compile(
    r"communiqu[eé]|declaration|joint (?:press )?statement|leaders[’']? statement|statement by", re.IGNORECASE
)
_LONGEST = 7  # words of a name looked up
_CLEAR = 2  # the topic is named so many times as often as the next state


@dataclass(frozen=True, slots=True)
class Side:
    """The publisher's own side. ``official``: the state or body itself speaks ("we", "the Minister"), not a medium of its.

    ``country`` is an ISO3 code, ``body`` the id of an organisation; either is None where there is none.
    """

    country: str | None = None
    body: str | None = None
    official: bool = False


def side_of(publisher: str | None, knowledge: Knowledge, words: Words) -> Side:
    """The side of a publisher; of a medium only where its state runs it, of no other firm or paper.

    >>> from communique.actors.words import load_words
    >>> from communique.knowledge import load_knowledge
    >>> side_of("Ministry of Foreign Affairs of Japan", load_knowledge(), load_words())
    Side(country='JPN', body=None, official=True)
    """
    named = _phrases(publisher or "", knowledge)
    for phrase in named:
        if phrase.kind is PhraseKind.MEDIUM and phrase.id in knowledge.media and phrase.text == (publisher or ""):
            medium = knowledge.media[phrase.id]
            if medium.country is None:
                bodies = [p for p in knowledge.candidates(medium.name.split()[0]) if p.kind is PhraseKind.ORGANISATION]
                return Side(body=bodies[0].id, official=True) if bodies else Side()
            speaks = medium.state_run == "yes" and medium.kind in {"agency", "ministry_channel"}
            return Side(medium.country, official=medium.kind == "ministry_channel") if speaks else Side()
    for phrase in named:
        if phrase.kind is PhraseKind.ORGAN and knowledge.organs[phrase.id].country is not None:
            return Side(knowledge.organs[phrase.id].country, official=True)
        if phrase.kind is PhraseKind.METONYM and phrase.id in knowledge.states and len(named) == 1:
            return Side(phrase.id, official=True)
        if phrase.kind is PhraseKind.ORGANISATION:
            return Side(body=phrase.id, official=True)
    states = {p.id for p in named if p.kind in COUNTRIES and p.id in knowledge.states}
    organ = {w.lower() for w in re.findall(r"\w+", publisher or "")} & (words.organ_nouns | words.publishing)
    return Side(states.pop(), official=True) if len(states) == 1 and organ else Side()


def joint_authors(title: str | None, knowledge: Knowledge) -> tuple[str, ...]:
    """Ids of those whose words a communiqué or joint statement is, by its title: the one body, or the several states.

    >>> from communique.knowledge import load_knowledge
    >>> joint_authors("Joint Statement by Japan and Peru", load_knowledge())
    ('JPN', 'PER')
    """
    if not _JOINT.search(title or ""):
        return ()
    named = _phrases(title or "", knowledge)
    bodies = list(dict.fromkeys(p.id for p in named if p.kind is PhraseKind.ORGANISATION))
    states = list(dict.fromkeys(p.id for p in named if p.kind in COUNTRIES and p.id in knowledge.states))
    if bodies:
        return tuple(bodies[:1])
    return tuple(states) if len(states) > 1 else ()


def _phrases(publisher: str, knowledge: Knowledge) -> list[Phrase]:
    """The longest phrases of the base in a name, from the left."""
    words = publisher.replace("&", "and").replace(",", "").split()
    found: list[Phrase] = []
    i = 0
    while i < len(words):
        for length in range(min(_LONGEST, len(words) - i), 0, -1):
            phrases = knowledge.candidates(
                " ".join(words[i : i + length]).rstrip(",:;’'").removesuffix("’s").removesuffix("'s")
            )
            if phrases:
                found.extend(phrases)
                i += length
                break
        else:
            i += 1
    return found


def topic(states: Counter[str], side: Side, title: str | None, knowledge: Knowledge) -> str | None:
    """The one state that a text of this side is about: alone in its title, or clearly the most named, its own aside."""
    titled = {p.id for p in _phrases(title or "", knowledge) if p.kind in COUNTRIES and p.id in knowledge.states}
    titled -= {side.country or ""}
    if len(titled) == 1:
        return titled.pop()
    others = [(count, iso) for iso, count in states.items() if iso != side.country]
    others.sort(key=lambda pair: (-pair[0], pair[1]))
    if not others or (len(others) > 1 and others[0][0] < _CLEAR * others[1][0]):
        return None
    return others[0][1]

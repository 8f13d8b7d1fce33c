"""Antecedents of pronouns: the subject of the clause round the pronoun first, then the salient and recent."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from communique.actors.discourse import Discourse, Known, Trace
from communique.actors.references import Reference
from communique.actors.words import Words
from communique.records import Syntax, Token
from communique.vocabulary import ActorKind

_DEPTH = 15  # clauses round a pronoun looked at
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_EMPTY = frozenset({"clear", "likely", "possible", "impossible", "unclear", "important", "necessary", "true", "time"})
_WEATHER = frozenset({"seem", "appear", "take", "rain", "remain", "turn"})


def antecedent(ref: Reference, discourse: Discourse, taken: Mapping[int, Reference], words: Words) -> Known | None:
    """Whom the pronoun means, or None. ``taken`` are the references by head token."""
    syntax = discourse.syntax
    t = syntax.tokens[ref.head]
    if ref.gender == "n" and _pleonastic(syntax, t):
        return None
    if ref.gender == "n" and t.dep in {"dobj", "dative"} and _thing_before(syntax, t, discourse):
        return None
    barred = _barred(syntax, t, discourse)
    for subject in clause_subjects(syntax, t):
        known = discourse.at.get(subject.i)
        if ref.gender == "p" and known is not None:
            known = _joined(syntax, subject, known, discourse)
        if subject.i in taken and known is not None:
            if known not in barred and agrees(ref, known):
                return known
        elif ref.gender == "n" and subject.tag in {"NN", "NNP"} and subject.i < t.i:
            return _possessor(syntax, subject, discourse)  # a thing is nearest: "the plan and its costs"
    return _best(ref, discourse, barred, words)


def _thing_before(syntax: Syntax, t: Token, discourse: Discourse) -> bool:
    """ "praised the *statement*, while others rejected it": the last object in the sentence is a thing."""
    first = syntax.sentences[t.sentence].first
    last = next(
        (o for o in reversed(syntax.tokens[first : t.i]) if o.dep in {"dobj", "nsubjpass"} and o.pos != "PRON"), None
    )
    return last is not None and last.tag == "NN" and last.i not in discourse.at


def _possessor(syntax: Syntax, thing: Token, discourse: Discourse) -> Known | None:
    """ "*Lima's* launch came after it …": the actor whose the thing is."""
    for owner in syntax.children(thing.i, "poss"):
        known = discourse.at.get(owner.i)
        if known is not None and (known.state or known.body) and not known.plural:
            return known
    return None


def _joined(syntax: Syntax, subject: Token, known: Known, discourse: Discourse) -> Known:
    """ "Ana and Ivo" for "they", where ``known`` is Ana, the subject."""
    group, t = [known], subject
    while others := syntax.children(t.i, "conj"):
        t = others[0]
        other = discourse.at.get(t.i)
        group += [] if other is None else [other]
    return known if len(group) == 1 or known.members else discourse.make_set(group)


def clause_subjects(syntax: Syntax, t: Token) -> list[Token]:
    """Subjects left of ``t`` of the clauses round it, nearest first; a possessive may be its own clause's subject's."""
    found = []
    own = t.dep in _SUBJECTS
    for i in islice(syntax.ancestors(t.i), _DEPTH):
        for subject in syntax.children(i, "nsubj", "nsubjpass"):
            if subject.i < t.i and not (own and subject.i == t.i):
                found.append(subject)
        own = False
        verb = syntax.tokens[i]
        if verb.dep == "conj" and not syntax.children(i, "nsubj", "nsubjpass"):
            continue
    return found


def agrees(ref: Reference, known: Known, *, loose: bool = False) -> bool:
    """Number, gender and kind fit; ``loose`` lets "they" be any body."""
    if ref.gender == "p":
        armed = known.actor is not None and known.actor.kind in {ActorKind.ARMED_GROUP, ActorKind.PARTY}
        return known.plural or bool(known.members) or armed or (loose and known.body)
    if known.plural or known.members:
        return False
    if ref.gender == "n":
        return known.state or known.body
    if ref.gender in {"m", "f"}:
        return known.person and known.gender in {None, ref.gender}
    return False


def _best(ref: Reference, discourse: Discourse, barred: list[Known], words: Words) -> Known | None:
    speaking, t = speaks(discourse.syntax, ref.head, words), discourse.syntax.tokens[ref.head]
    here = discourse.syntax.tokens[ref.head].sentence
    reach = 2 if ref.gender == "n" else 4
    best: tuple[float, Known] | None = None
    for trace in discourse.back(ref.head, sentences=reach):
        known = trace.known
        if known in barred or not trace.visible or not agrees(ref, known, loose=not ref.quoted or trace.quoted):
            continue
        if ref.gender == "n" and (trace.quoted != ref.quoted or not _salient_enough(t, trace, here)):
            continue
        score = _score(ref, trace, here, parallel=ref.gender == "p" and t.dep in {"dobj", "pobj", "dative"})
        if speaking and speaks(discourse.syntax, trace.head, words):
            score += 2.0
        if best is None or score > best[0]:
            best = (score, known)
    return None if best is None or (ref.gender == "n" and best[0] < 0.0) else best[1]


def _salient_enough(t: Token, trace: Trace, here: int) -> bool:
    """For "it": a subject; for the object "it", an object or subject of the same sentence."""
    if t.dep in {"dobj", "pobj", "dative"} and t.lower == "it":
        return trace.weight >= 2.0 and trace.sentence == here
    return trace.weight >= 3.0


def speaks(syntax: Syntax, head: int, words: Words) -> bool:
    """True for the subject of a verb of speech."""
    t = syntax.tokens[head]
    return t.dep == "nsubj" and syntax.tokens[t.head].lemma in words.speech


def _score(ref: Reference, trace: Trace, here: int, *, parallel: bool) -> float:
    """The better, the more salient and near; ``parallel``: for an object, subjects are no more salient than objects."""
    weight = min(trace.weight, 2.0) if parallel else trace.weight
    score = 1.5 * weight - 3.0 * (here - trace.sentence) + 0.3 * min(trace.known.times, 6)
    if ref.quoted != trace.quoted:
        score -= 1.5
    if ref.gender in {"m", "f"} and trace.known.gender == ref.gender:
        score += 1.0
    if ref.gender == "p" and trace.known.body:
        score -= 3.5
    return score


def _barred(syntax: Syntax, t: Token, discourse: Discourse) -> list[Known]:
    """Actors that the pronoun cannot mean: its verb's subject where it is an object, and the speaker of its quote."""
    barred = []
    if t.dep in {"dobj", "dative", "pobj"} and not t.lower.endswith(("self", "selves")):
        governor = syntax.tokens[t.head]
        while (governor.dep in {"prep", "pobj", "agent"} or governor.pos == "NUM") and governor.head != governor.i:
            governor = syntax.tokens[governor.head]
        for subject in syntax.children(governor.i, *_SUBJECTS):
            barred.append(discourse.at.get(subject.i))
    return [known for known in barred if known is not None]


def _pleonastic(syntax: Syntax, t: Token) -> bool:
    """ "it is clear that", "it seems", "it takes"."""
    if t.dep == "expl":
        return True
    if t.dep not in _SUBJECTS:
        return False
    verb = syntax.tokens[t.head]
    if verb.lemma in _WEATHER:
        return True
    if verb.lemma != "be":
        return verb.tag == "VBN" and bool(syntax.children(verb.i, "auxpass")) and bool(syntax.children(verb.i, "ccomp"))
    return bool(syntax.children(verb.i, "ccomp", "xcomp", "advcl", "acomp")) or any(
        c.lower in _EMPTY for c in syntax.children(verb.i)
    )

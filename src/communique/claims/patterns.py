"""Patterns of the lexicon: small constraints on the dependents of a trigger, compiled once and checked on the parse.

A pattern is a list of constraints, all of which must hold::

    obj noobj intrans neg dative xcomp ccomp comp passive poss args
    prep:for|to        a preposition hangs on the word (or on its object)
    prt:off|up         a particle
    obj=@weapon        an object's lemma, or that of a compound, adjective or of-object in it, is in the class
    obj=talk|meeting   the same with lemmas; likewise subj=…, comp=… (modifier before a noun), pobj:with=…
    do=@hostile        the verb of the complement
    oprd=@insult       what the object is called or declared
    own                the complement is about the speaker's own future act ("warned it would retaliate")
    mark:whether       the complement clause is introduced by the word;  ! before a constraint turns it round
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from communique.claims import grammar
from communique.records import Syntax

FLAGS = frozenset(
    {
        "obj",
        "noobj",
        "intrans",
        "neg",
        "dative",
        "xcomp",
        "ccomp",
        "comp",
        "passive",
        "poss",
        "args",
        "det",
        "pl",
        "to",
        "own",
    }
)
_SHAPE = re.compile(
    r"(?P<name>obj|oprd|do|subj|comp|prep|prt|mark|pobj)(?P<preps>:[a-z|]+)?(=(?P<words>[@#a-zé0-9_|+-]+))?"
)
EVENTS = "event"  # the class of all event nouns: the widest
_MODALS = frozenset({"will", "would", "could", "may", "might", "'ll", "'d"})
_POSSESSIVES = frozenset({"its", "their", "our", "his", "her", "my"})
_SPEAKER = frozenset({"it", "they", "we", "he", "she", "i"})
Classes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One condition: ``kind``, the prepositions or particles ``preps``, ``lemmas`` and ``classes`` a noun may be of."""

    kind: str
    preps: tuple[str, ...] = ()
    lemmas: frozenset[str] = frozenset()
    classes: tuple[str, ...] = ()
    negated: bool = False

    @property
    def weight(self) -> int:
        """How much the constraint narrows: lemmas 4, classes 3 (@event 2), a preposition or particle 2, a flag 1."""
        if self.lemmas or self.classes:
            return 2 if EVENTS in self.classes else 3 if self.classes else 4
        return 2 if self.preps else 1


Pattern = tuple[Constraint, ...]


def parse_pattern(text: str) -> Pattern:
    """Compile the words of a pattern.

    Raises:
        ValueError: a word is no constraint.

    >>> [c.kind for c in parse_pattern("obj=@weapon prep:to")]
    ['obj=', 'prep:']
    """
    return tuple(_constraint(word) for word in text.split())


def _constraint(word: str) -> Constraint:
    negated, bare = word.startswith("!"), word.removeprefix("!")
    if bare in FLAGS:
        return Constraint(bare, negated=negated)
    match = _SHAPE.fullmatch(bare)
    if match is None:
        raise ValueError(f"no such constraint: {word}")
    name, preps, words = match["name"], match["preps"], match["words"]
    kind = name + (":" if preps else "") + ("=" if words else "")
    if kind not in CHECKS:
        raise ValueError(f"no such constraint: {word}")
    members = words.split("|") if words else []
    return Constraint(
        kind,
        tuple(preps[1:].split("|")) if preps else (),
        frozenset(w.replace("+", " ") for w in members if not w.startswith("@")),
        tuple(w[1:] for w in members if w.startswith("@")),
        negated,
    )


def holds(pattern: Pattern, syntax: Syntax, i: int, classes: Classes) -> bool:
    """True where every constraint holds of token ``i``."""
    return all(CHECKS[c.kind](c, syntax, i, classes) is not c.negated for c in pattern)


def descriptions(syntax: Syntax, i: int) -> Iterator[str]:
    """Lemmas that say what a noun is: its own, its modifiers', both together, its of-object's, its conjuncts'.

    >>> # "a shipment of anti-tank missiles" -> shipment, missile, tank missile …
    """
    for noun in grammar.conjuncts(syntax, i):
        yield from _own(syntax, noun)
        for inner in grammar.prep_objects(syntax, noun, "of", "in", "worth"):
            yield from _own(syntax, inner)


def _own(syntax: Syntax, i: int) -> Iterator[str]:
    token = syntax.tokens[i]
    yield token.lemma
    if token.lower != token.lemma:
        yield token.lower
        if token.pos == "PROPN" and token.lower.endswith("s"):
            yield token.lower[:-1]
    if token.ent in ("GPE", "PERSON", "ORG", "NORP", "MONEY", "LOC", "FAC", "DATE"):
        yield "#" + token.ent.lower()
    for t in grammar.modifiers(syntax, i):
        yield t.lemma
        yield f"{t.lemma} {token.lemma}"


def _among(c: Constraint, syntax: Syntax, nouns: tuple[int, ...], classes: Classes) -> bool:
    for noun in nouns:
        for word in descriptions(syntax, noun):
            if word in c.lemmas or any(word in classes[name] for name in c.classes):
                return True
    return False


def _subjects(syntax: Syntax, i: int) -> tuple[int, ...]:
    verb = grammar.is_verb(syntax.tokens[i])
    subject = grammar.logical_subject(syntax, i) if verb else grammar.head_subject(syntax, i)
    return () if subject is None else (subject,)


def _prep(c: Constraint, syntax: Syntax, i: int, _: Classes) -> bool:
    if grammar.prep_children(syntax, i, *c.preps) or ("for" in c.preps and grammar.for_clause(syntax, i) is not None):
        return True
    return any(p.i > i for o in syntax.children(i, "dobj") for p in grammar.prep_children(syntax, o.i, *c.preps))


def _pobj(c: Constraint, syntax: Syntax, i: int, classes: Classes) -> bool:
    nouns = list(grammar.prep_objects(syntax, i, *c.preps))
    for o in syntax.children(i, "dobj"):
        nouns.extend(grammar.prep_objects(syntax, o.i, *c.preps))
    return _among(c, syntax, tuple(nouns), classes)


def _particle(c: Constraint, syntax: Syntax, i: int, _: Classes) -> bool:
    found = syntax.children(i, "prt", "advmod", "prep", "advcl", "acomp", "oprd", "ccomp", "dobj")
    return any(t.lower in c.preps and t.i > i for t in found)


def _modifier(c: Constraint, syntax: Syntax, i: int, classes: Classes) -> bool:
    words = list(grammar.modifiers(syntax, i))
    return any(w in c.lemmas or any(w in classes[n] for n in c.classes) for t in words for w in (t.lemma, t.lower))


def _predicate(c: Constraint, syntax: Syntax, i: int, classes: Classes) -> bool:
    """ "called him a liar", "called it illegal": the parser says oprd, or makes a small clause of it."""
    found = [t.i for t in syntax.children(i, "oprd", "attr", "acomp", "xcomp", "ccomp") if not grammar.is_verb(t)]
    return _among(c, syntax, tuple(found), classes)


def _governed(c: Constraint, syntax: Syntax, i: int, classes: Classes) -> bool:
    clause = grammar.complement(syntax, i)
    if clause is None:
        return False
    lemma = syntax.tokens[clause].lemma
    return lemma in c.lemmas or any(lemma in classes[name] for name in c.classes)


def _mark(c: Constraint, syntax: Syntax, i: int, _: Classes) -> bool:
    clause = grammar.complement(syntax, i)
    return clause is not None and any(t.lower in c.preps for t in syntax.children(clause, "mark"))


def _args(_: Constraint, syntax: Syntax, i: int, __: Classes) -> bool:
    preps = grammar.prep_children(syntax, i, "by", "on", "against", "between", "with", "of", "from", "to", "for")
    return bool(syntax.children(i, "poss") or preps or grammar.namesakes(syntax, i))


def _infinitive(_: Constraint, syntax: Syntax, i: int, __: Classes) -> bool:
    clause = grammar.complement(syntax, i)
    return clause is not None and any(t.lower == "to" for t in syntax.children(clause, "aux"))


def _own_act(_: Constraint, syntax: Syntax, i: int, __: Classes) -> bool:
    """ "warned that it would retaliate": the clause is about the speaker and not yet true."""
    clause = grammar.complement(syntax, i)
    if clause is None or not syntax.children(i, *grammar.SUBJECTS):
        return False
    if not any(t.lower in _MODALS for t in syntax.children(clause, "aux")):
        return False
    subjects = syntax.children(clause, *grammar.SUBJECTS)
    holders = [holder for t in subjects for holder in syntax.children(t.i, "poss")]
    return any(t.lower in _SPEAKER for t in subjects) or any(t.lower in _POSSESSIVES for t in holders)


Check = Callable[[Constraint, Syntax, int, Classes], bool]
CHECKS: Mapping[str, Check] = {
    "obj": lambda _, s, i, __: bool(grammar.logical_objects(s, i)),
    "noobj": lambda _, s, i, __: not grammar.logical_objects(s, i),
    "intrans": lambda _, s, i, __: not grammar.logical_objects(s, i) and not s.children(i, "ccomp", "xcomp"),
    "neg": lambda _, s, i, __: grammar.is_negated(s, i),
    "dative": lambda _, s, i, __: grammar.dative(s, i) is not None,
    "xcomp": lambda _, s, i, __: bool(s.children(i, "xcomp")),
    "ccomp": lambda _, s, i, __: bool(s.children(i, "ccomp")),
    "comp": lambda _, s, i, __: grammar.complement(s, i) is not None,
    "passive": lambda _, s, i, __: grammar.is_passive(s, i),
    "poss": lambda _, s, i, __: bool(s.children(i, "poss")),
    "det": lambda _, s, i, __: bool(s.children(i, "det")),
    "pl": lambda _, s, i, __: s.tokens[i].tag in ("NNS", "NNPS"),
    "to": _infinitive,
    "args": _args,
    "own": _own_act,
    "prep:": _prep,
    "prt:": _particle,
    "mark:": _mark,
    "pobj:=": _pobj,
    "obj=": lambda c, s, i, k: _among(c, s, grammar.logical_objects(s, i), k),
    "subj=": lambda c, s, i, k: _among(c, s, _subjects(s, i), k),
    "comp=": _modifier,
    "oprd=": _predicate,
    "do=": _governed,
}
